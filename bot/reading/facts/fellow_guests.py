"""Several guests of one host, each received for himself: whose papers and whose talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.reading.facts.papers import papers
from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span


def fellows(one: Candidate, chosen: Sequence[Candidate]) -> list[Candidate]:
    """List the guests from other countries at the same host."""
    return [other for other in chosen if other.host == one.host and other.country != one.country]


def papers_of_fellows(story: Story, one: Candidate, others: Sequence[Candidate]) -> frozenset[int]:
    """Give where papers stand that only others of the guests signed: "a memorandum with Jordan, a protocol
    with Yemen".
    """
    if not others:
        return frozenset()
    guests = {guest.country: guest for guest in (one, *others)}
    by_sentence = groupby(papers(story), key=lambda span: story.scene.sentence(span.first))
    return frozenset(
        span.first
        for sentence, spans in by_sentence
        for span, owners in _owned(story, guests, sentence, list(spans))
        if owners and one.country not in owners
    )


def _owned(
    story: Story, guests: dict[str, Candidate], sentence: int, spans: Sequence[Span]
) -> Iterator[tuple[Span, set[str]]]:
    """Give each paper of a sentence with the guests between whom and the next ones it stands."""
    told = {(at, country, None) for country, one in guests.items() for at in _told(story, one, sentence)}
    marks = sorted([*told, *((span.first, "", span) for span in spans)], key=lambda mark: mark[0])
    runs = [list(run) for _, run in groupby(marks, key=lambda mark: mark[2] is None)]
    people = [{country for _, country, _ in run} for run in runs]
    if len(runs) > 3 and people[0] == guests.keys():
        runs, people = runs[1:], people[1:]  # "received both; with the one he signed …"
    of_event = any(one.features.get("event_there") for one in guests.values())
    if of_event and len(runs) < 4:
        return  # the paper of a conference is everybody's
    ahead = runs[0][0][2] is not None
    for place, run in enumerate(runs):
        beside = place + 1 if ahead and len(runs) % 2 == 0 else abs(place - 1)
        for _, _, span in run:
            if span is not None and len(runs) > 1:
                yield span, people[beside]


def _told(story: Story, one: Candidate, sentence: int) -> Iterator[int]:
    yield from (at for at in one.visitor.seen if story.scene.sentence(at) == sentence)
    yield from (place.first for place in story.places_in(sentence) if place.country == one.country)


def is_received_apart(story: Story, one: Candidate, actor: Actor, others: Sequence[Candidate]) -> bool:
    """ "She received Algeria's prosecutor general and, separately, Mongolia's": the host, who is told of
    before both, met either, and they did not meet each other.
    """
    if all(actor is not other.visitor for other in others):
        return False
    scene = story.scene
    shared = {scene.sentence(at) for at in actor.seen} & {scene.sentence(at) for at in one.visitor.seen}
    return any(_host_first(story, one, actor, sentence) for sentence in shared)


def _host_first(story: Story, one: Candidate, actor: Actor, sentence: int) -> bool:
    scene = story.scene
    guests = min(at for at in (*one.visitor.seen, *actor.seen) if scene.sentence(at) == sentence)
    return any(
        host.grade
        and host.country == one.host
        and any(at < guests for at in host.seen if scene.sentence(at) == sentence)
        for host in story.actors_in(sentence)
    )
