"""Where the words about somebody end that stand beside a stranger: who owns, freed or dismissed whom."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.story import Story
from bot.reading.words.cases import is_in_case, joined_case
from bot.reading.words.lexicon import Span

_BESIDE = 3  # tokens from a noun to what tells of it: "of the former", "who on Monday"
_OWNED = 4  # tokens from an owner to what is his: "'s three private"
_NEAR = 6  # tokens from "the businessman whom he freed" to the verb of travel, the place between
_LED = 3  # tokens from "the man" to "of": "accused of a plot against"
_PREDICATE = 2  # tokens at least between somebody and the comma that ends what is told of him
_MARKS = (",", ";", ":", "–", "—")


def is_of_whom(story: Story, span: Span, other: Span, here: Sequence[int]) -> bool:
    """ "Praised the detectives who flew to Lagos": what is told right behind a stranger is of him."""
    behind = behind_name(story, other)
    between = range(behind, span.first)
    near = 0 < len(between) <= _BESIDE and story.scene.says(behind, "relative")
    return near and not any(at in between for at in here)


def opens_clause(story: Story, other: Span, at: int) -> bool:
    """Tell whether a word begins a clause that is not one about the stranger: "who", right behind him."""
    scene = story.scene
    return scene.says(at, "new_clause") and not (
        at == behind_name(story, other) and scene.says(at, "relative")
    )


def is_told_within(story: Story, other: Span, at: int) -> bool:
    """ "The bodyguard whom the prosecutor general dismissed", "адвокат генпрокурора": he who is told of at a
    token only tells which stranger is meant.
    """
    scene, behind = story.scene, behind_name(story, other)
    if _is_service(story, at):
        return False  # "experts of the Prosecutor General's Office" are its party
    if scene.says(behind, "relative"):
        return True
    first = next((m.first for m in story.mentions if m.first <= at < m.last), at)
    if any("," in scene.document.gap(index - 1) for index in range(behind, first + 1)):
        return False
    cases = not scene.language.words("of") and not scene.head_last
    led = any(scene.says(index, "of") for index in range(behind, min(behind + _LED, first)))
    return (led and first - behind <= _NEAR) or (cases and first == behind)


def owns(story: Story, at: int, other: Span, apart: int) -> bool:
    """ "The prosecutor general's lawyers", "검찰총장이 석방한 사업가가": his, or freed by him."""
    scene, end = story.scene, _end_of(story, at)
    between = range(end, other.first)
    if _is_service(story, at) or any(
        "," in scene.document.gap(i) or scene.says(i, "and") or scene.says(i, "with_after") for i in between
    ):
        return False
    genitive = joined_case(scene, end) == "genitive" or is_in_case(scene, end - 1, "genitive")
    if len(between) <= _OWNED and (scene.says(end, "owned") or genitive):
        return True
    if scene.says(other.first - 1, "owned"):
        return True  # 总检察长释放的商人
    topic = scene.says(end, "topic_mark") and not scene.says(end, "subject_mark")
    marks = bool(scene.language.words("topic_mark"))
    marked = scene.says(other.last, "topic_mark") or scene.says(other.last, "subject_mark")
    freed = len(between) > marks and not topic and (marked or not marks)
    return scene.head_last and freed and apart <= _NEAR


def is_parted(story: Story, at: int, other: Span) -> bool:
    """Tell whether a clause ends between somebody and the stranger: "he said that the crew", "after he had
    agreed, the crew"; not "he and two judges", "he, a judge and two experts".
    """
    scene = story.scene
    end = _end_of(story, at)
    between = range(end, other.first)
    if (
        scene.says(end, "topic_mark")
        and not scene.says(other.last, "topic_mark")
        and not scene.says(other.last, "subject_mark")
    ):
        return False  # "検事総長は14日、捜査員…"
    if any(scene.says(index, "new_clause") for index in between):
        return True
    commas = [
        index for index in between if any(mark in scene.document.gap(index) for mark in _MARKS)
    ]  # behind the token
    return (
        bool(commas)
        and commas[-1] + 1 - end >= _PREDICATE
        and not any(scene.says(index, "and") for index in range(commas[-1], other.first))
    )


def behind_name(story: Story, other: Span) -> int:
    """Give the token behind a stranger and his name."""
    return next((name.last for name in story.names if name.first == other.last), other.last)


def _is_service(story: Story, at: int) -> bool:
    return any(m.kind == "body" and m.first <= at < m.last for m in story.mentions)


def _end_of(story: Story, at: int) -> int:
    """Give where the office or the name ends in which a token stands."""
    ends = [m.last for m in story.mentions if m.first <= at < m.last]
    ends += [name.last for name in story.names if name.first <= at < name.last]
    return max(ends, default=at + 1)
