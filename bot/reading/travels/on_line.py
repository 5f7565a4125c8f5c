"""Talks for which nobody left home: held over a line, whatever the lead calls them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span

_HEAD = 5  # sentences of the text in which a story says how its people talked
_NEAR = 7  # tokens between a line and the deed that was done over it
_OLD = timedelta(days=10)  # a call before that is not the news
_BESIDE = 2  # tokens between papers' post and the word by which they travel
_FAR = 99
_TALKS = ("call", "post")  # what by itself says how they dealt with each other
_LINES = (*_TALKS, "line")
# Words that say what was done over a line, and those by which somebody is underway in the same sentence.
_DEEDS = ("meet", "attend", "event", "sign", "speech", "both")
_MOVES = ("travel", "visit", "leave", "receive", "invite_next", "shift", "future", "reply", "negator")


def is_held_on_line(story: Story, one: Candidate) -> None:
    """Note the sentences of "met her colleague. The meeting was held by video", "spoke at the forum in Oslo,
    joining from Baku by video link", "signed it in Baku, his colleague in Oslo" by which nobody travelled.
    """
    scene = story.scene
    last = min(scene.document.lead + _HEAD, len(scene.document.sentences))
    told = {scene.sentence(call.first) for call in scene.of("remote") if call.value in _LINES}
    found = [at for at in told if at < last and _is_on_line(story, one, at)]
    found += [at for at in range(last) if _is_each_at_home(story, one, at)]
    one.on_line = frozenset(found)
    if found:
        one.note("remote_held")


def speaks_on_line(story: Story, one: Candidate, sentence: int) -> None:
    """Note what the traveller's own sentence says of calls and letters."""
    calls = own_lines(story, one, sentence)
    if not calls:
        return
    one.note("remote_near", 1.0, story.scene.evidence(calls[0].first, calls[0].last))
    if story.scene.within(sentence, "sign") and one.features.get("signs"):
        one.note("remote_deed")
    events = story.scene.within(sentence, "event")
    if all(any(c.first <= e.first and e.last <= c.last for c in calls) for e in events):
        one.note("remote_talk")  # a call; a conference that somebody joins on a screen is held all the same


def _is_on_line(story: Story, one: Candidate, sentence: int) -> bool:
    scene = story.scene
    if _is_of_journey(story, sentence) or scene.within(sentence, "aides") or _is_of_roles(story, sentence):
        return False  # "experts joined online", "the President said in a video message"
    calls = [call for call in scene.within(sentence, "remote") if call.value in _LINES]
    return any(
        _is_deed(story, one, call) and is_his_line(story, one, call) and not _is_of_others(story, one, call)
        for call in calls
    )


def _is_of_roles(story: Story, sentence: int) -> bool:
    """Tell whether a sentence speaks of officials, and of nobody who prosecutes."""
    present = any(actor.grade for actor in story.actors_in(sentence))
    return not present and any(one.kind.startswith("role.") for one in story.mentions_in(sentence))


def _is_of_leader(story: Story, sentence: int) -> bool:
    """ "President Demir spoke in a video message": the line is his, and nobody else's."""
    named = any(one.kind == "role.leader" and one.name for one in story.mentions_in(sentence))
    return named and _is_of_roles(story, sentence)


def _is_each_at_home(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Asylov signed in Astana, Turudić in Zagreb": each of the two beside a town of his own."""
    towns = _towns(story, sentence)
    if {place.country for place in towns} != {one.country, one.host} or _is_of_journey(story, sentence):
        return False
    both = [actor for actor in story.actors_in(sentence) if actor.names and actor.grade]
    if one.visitor not in both or {actor.country for actor in both} != {one.country, one.host}:
        return False
    if any(span.value == "plan" for span in story.scene.within(sentence, "sign")):
        return False
    return all(_nearest(story, actor, towns).country == actor.country for actor in both)


def _nearest(story: Story, actor: Actor, towns: Sequence[Place]) -> Place:
    return min(towns, key=lambda town: min(apart(at, town) for at in _seen(story, actor, town)))


def _towns(story: Story, sentence: int) -> list[Place]:
    return [place for place in story.places_in(sentence) if place.is_location and place.city]


def _is_of_journey(story: Story, sentence: int) -> bool:
    """Tell of a sentence that somebody is underway in it, or that it is of another time."""
    moves = [span for span in story.scene.within(sentence, *_MOVES) if not _is_of_papers(story, span)]
    if any(span.value == "past" for span in moves) and len(_towns(story, sentence)) > 1:
        moves = [span for span in moves if span.value != "past"]  # "one was in Oslo, the other in Baku"
    return bool(moves) or is_recalled(story, sentence) or _is_old(story, sentence)


def _is_of_papers(story: Story, span: Span) -> bool:
    """ "Without leaving" is part of a remote word; what "travelled by diplomatic post" are papers."""
    calls = story.scene.within(story.scene.sentence(span.first), "remote")
    return any(
        (call.first <= span.first and span.last <= call.last)
        or (call.value == "post" and apart(span, call) <= _BESIDE)
        for call in calls
    )


def _is_old(story: Story, sentence: int) -> bool:
    """ "In March they had spoken by video": the line is not that of the news."""
    dates = story.dates_in(sentence)
    return bool(dates) and all(when.end < story.today.day - _OLD for when in dates)


def _is_deed(story: Story, one: Candidate, call: Span) -> bool:
    """A call is a talk by itself; a mere line needs to be what they talked over, not what they spoke of, or
    to lead to his own country.
    """
    if call.value != "line":
        return True
    sentence = story.scene.sentence(call.first)
    deeds = story.scene.within(sentence, *_DEEDS)
    home = [place for place in story.places_in(sentence) if place.country == one.country]
    offices = story.mentions_in(sentence)
    from_home = any(not any(o.first <= place.first < o.last for o in offices) for place in home)
    return from_home or any(apart(deed, call) <= _NEAR for deed in deeds)


def own_lines(story: Story, one: Candidate, sentence: int) -> list[Span]:
    """List the remote words of a sentence, but those that are of somebody else."""
    return [call for call in story.scene.within(sentence, "remote") if is_his_line(story, one, call)]


def is_his_line(story: Story, one: Candidate, call: Span) -> bool:
    """Of several people the line is theirs who stand nearest, and of the two who talk it is both's; nobody's
    is "online payment", nor a "hybrid format".
    """
    if call.value == "hybrid" or (call.value == "line" and not _is_deed(story, one, call)):
        return False
    sentence, both = story.scene.sentence(call.first), (one.country, one.host)
    if _is_of_leader(story, sentence):
        return False
    told = [actor for actor in story.actors_in(sentence) if actor.country]
    if told and all(actor.is_mere("leader") for actor in told):
        return False  # a president's message to a meeting that others came to
    sides = {place.country for place in story.places_in(sentence)}
    if not told and sides and sides.isdisjoint(both):
        return False  # "The Guinean telephoned"
    his = any(at.first < call.first for at in _seen(story, one.visitor, call))
    if call.value == "letter" and not his and one.host not in {*sides, *(a.country for a in told)}:
        return False  # "A deputy wrote him a letter": of another matter
    others = [actor for actor in told if actor.country not in both]
    own = min((_pauses(story, at, call) for at in _seen(story, one.visitor, call)), default=_FAR)
    return all(_pauses(story, at, call) > own for actor in others for at in _seen(story, actor, call))


def _is_of_others(story: Story, one: Candidate, call: Span) -> bool:
    """ "The Philippines took part online", "Laura Kövesi spoke by video": neither is of the two sides."""
    sentence, both = story.scene.sentence(call.first), (one.country, one.host)
    strangers = [a for a in story.actors_in(sentence) if a.names and a.country not in both]
    strangers = [a for a in strangers if a.country or a.mentions or _is_named_before(story, a, call)]
    others = [apart(at, call) for actor in strangers for at in _seen(story, actor, call)]
    others += [apart(place, call) for place in story.places_in(sentence) if place.country not in both]
    own = [apart(at, call) for at in _seen(story, one.visitor, call)]
    return min(others, default=_FAR) < min(own, default=_FAR)


def _is_named_before(story: Story, actor: Actor, call: Span) -> bool:
    """Tell "Laura Kövesi spoke by video" from "met by video in the Kartika tower"."""
    return any(at.first < call.first for at in _seen(story, actor, call))


def _seen(story: Story, actor: Actor, beside: Span | Place) -> list[Span]:
    here = (at for at in actor.seen if story.scene.same_sentence(at, beside.first))
    return [Span("actor", "", at, at + 1) for at in here]


def _pauses(story: Story, at: Span, call: Span) -> int:
    """Count the tokens from somebody to a line; behind a comma or "and" another part begins: "spoke by
    video link, and a letter of … was read".
    """
    reach = range(call.last - 1, at.first)
    ends = [i for i in reach if "," in story.scene.document.gap(i) or story.scene.says(i, "and")]
    return apart(at, call) + (_FAR // 2 if ends else 0)
