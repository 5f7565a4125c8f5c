"""Whom the visitor met, told by office alone: "he met the minister of justice and the ombudsman"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.model import Evidence, Official
from bot.reading.people.mention import Mention
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.lexicon import Span
from bot.text import fold

_BESIDE = 2  # tokens from "met" to an office: "with the"
_LINK = 2  # tokens from one office of a list to the next: "and the"
_NAME = 8  # tokens from an office to the name of its holder, another office between
_NOT_MET = ("role.envoy", "role.other_prosecutor", "role.local_prosecutor")


def unnamed_met(
    story: Story, one: Candidate, named: Iterable[Official]
) -> Iterator[tuple[Official, Evidence]]:
    """List the officials of the host country who were met and have no name, in the order of the text; who
    is among the `named` by his office is not told twice.
    """
    scene = story.scene
    known = {fold(person.office_as_written or "") for person in named}
    for span in scene.of("meet"):
        sentence = scene.sentence(span.first)
        if sentence in one.sentences or _is_spoken_of(story, one, sentence):
            if is_recalled(story, sentence) or scene.within(sentence, "remote", "invite_next", "future"):
                continue
            for mention in (_before if scene.head_last else _listed)(story, one, span):
                if any(_is_same_office(fold(mention.written), other) for other in known):
                    continue
                known.add(fold(mention.written))
                yield (
                    Official(None, None, mention.written, one.host),
                    scene.evidence(span.first, mention.last),
                )


def _before(story: Story, one: Candidate, span: Span) -> Iterator[Mention]:
    """Where verbs stand last, give the office that "with" or the mark of an object parts from the verb right
    behind: "법무부 장관과 면담했다"; without such a mark it may as well be the subject.
    """
    scene = story.scene
    for mention in story.mentions:
        marked = mention.last < span.first and any(
            scene.says(mention.last, name) for name in ("with_after", "object_after")
        )
        near = marked and span.first - mention.last - 1 <= _BESIDE and span.value == "done"
        alone = not _is_named(story, mention) and _is_alone(story, mention)
        if near and alone and scene.same_sentence(span.first, mention.first) and _may_be_met(one, mention):
            yield mention


def _is_alone(story: Story, mention: Mention) -> bool:
    """Tell an office from the second half of one: whoever stands right before it may be its holder."""
    return all(name.last != mention.first for name in story.names)


def _is_same_office(one: str, other: str) -> bool:
    """ "Minister of justice" and "Qatari minister of justice" of one host are one."""
    return bool(one) and (one == other or other.startswith(f"{one} ") or other.endswith(f" {one}"))


def _is_spoken_of(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether a sentence names the visitor, or follows one of his and names nobody of rank."""
    present = [actor for actor in story.actors_in(sentence) if actor.grade]
    return one.visitor in present or (not present and sentence - 1 in one.sentences)


def _listed(story: Story, one: Candidate, span: Span) -> Iterator[Mention]:
    """Give the offices right behind a word of meeting, one after another, or the one that stands with "with"
    right before it: "با وزیر دادگستری دیدار کرد".
    """
    at, reach = span.last, _BESIDE
    for mention in story.mentions:
        if 0 <= span.first - mention.last <= _BESIDE and _is_with(story, mention):
            yield from () if not _may_be_met(one, mention) or _is_named(story, mention) else (mention,)
        if not 0 <= mention.first - at <= reach or not story.scene.same_sentence(span.first, mention.first):
            continue
        if not _may_be_met(one, mention) or _is_named(story, mention):
            return
        yield mention
        at, reach = mention.last, _LINK


def _is_with(story: Story, mention: Mention) -> bool:
    return story.scene.is_led_by(mention.first, "with")


def _is_named(story: Story, mention: Mention) -> bool:
    """ "The minister of justice, keeper of the seals, Abderrachid Tabi": the name stands further behind."""
    scene = story.scene
    return mention.name is not None or any(
        0 <= name.first - mention.last <= _NAME
        and scene.same_sentence(name.first, mention.first)
        and not any(scene.says(at, "and") for at in range(mention.last, name.first))
        for name in story.names
    )


def _may_be_met(one: Candidate, mention: Mention) -> bool:
    other = mention.kind.startswith("role.") and mention.kind not in _NOT_MET
    return (
        other and mention.country in (None, one.host) and not mention.flags and not mention.is_of_organisation
    )
