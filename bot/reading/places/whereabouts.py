"""Whether the words around a place put somebody there, or lead somebody to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot import gazetteer
from bot.countries import suffixes
from bot.reading.names.surnames import is_behind_name
from bot.reading.places.frames import is_framed, is_visited_behind
from bot.reading.places.postpositions import case_behind, marks_behind
from bot.reading.places.provinces import of_province
from bot.reading.places.quarters import before_quarter
from bot.reading.words.calendar_words import days_from_today, weekdays
from bot.reading.words.cases import case_of_noun, is_in_case, joined_case, place_case
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_QUALIFIED = 3  # words from a place to the journey that goes there
_HOUSE = 4  # words from a house to its town: "Palacio de Justicia de"
_TOUR = 5  # tokens from "a tour" to the word that leads through its countries
_OBJECT = 12  # tokens from a verb that stands first over its subject to the place
_SET_OUT = 8  # tokens from "left" over the town and the day to where it leads
_AT_HOME = ("leader", "minister", "parliament")  # offices that nobody holds for a place
_ABBREVIATION = 4  # letters: США has no ending that would tell "in" from "to"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody is at a place or goes there, and where its words end."""

    located: bool
    goal: bool
    last: int


def standing(scene: Scene, first: int, last: int, basic: Collection[str]) -> Standing:
    """Read what stands before a place or, where endings tell, its case and what it belongs to.

    `basic` are the folded forms that the place has in the dictionary.
    """
    if marks_behind(scene):
        case = case_behind(scene, first, last)
        return Standing(case is not None, case == "goal", last)
    if suffixes(scene.language.code) is None:
        posted = scene.same_sentence(last, first) and scene.says(last, "posted")
        led = is_location(scene, first, last) or is_set_out_for(scene, first) or _was_at(scene, first, last)
        located = not posted and (led or _is_far_goal(scene, first, last)) and not is_framed(scene, last)
        return Standing(located, located and is_goal(scene, first, last), last)
    case, end = place_case(scene, first, last, basic)
    while case is None and end < len(scene.tokens) and scene.says(end, "state_word"):
        case, end = case_of_noun(scene, end, ("genitive", "goal", "object", "place")), end + 1
    posted = end < len(scene.tokens) and scene.starting(end, "envoy", "resident") is not None
    left = case == "from" and end < len(scene.tokens) and scene.starting(end, "leave") is not None
    located = (case in ("goal", "place") or left) and not posted  # "Azərbaycandakı səfiri": no journey
    if case in (None, "object", "genitive"):
        located = (case != "genitive" and _is_travelled_to(scene, end)) or _has_premises(scene, end)
    return Standing(located, case == "goal", end)


def _is_travelled_to(scene: Scene, index: int) -> bool:
    """Tell of "Türkiyə səfəri", "Özbekistan'ı resmen ziyaret etti" that the journey goes there."""
    for at in range(index, min(index + _QUALIFIED, len(scene.tokens))):
        if not scene.same_sentence(at, index - 1) or _breaks(scene.document.gap(at - 1)):
            return False
        if scene.starting(at, "travel", "visit") is not None:
            return True
        if scene.starting(at, "type") is None:
            return False
    return False


def _has_premises(scene: Scene, index: int) -> bool:
    """ "Azərbaycan Baş Prokurorluğunda görüş keçirilib", "Rusya Başsavcılık binasındaki törende": whoever
    meets or signs there is in that country.
    """
    while index < len(scene.tokens) and scene.says(index, "before_office"):
        index += 1
    if index >= len(scene.tokens) or not scene.within(scene.sentence(index - 1), "meet", "receive", "sign"):
        return False
    body = scene.starting(index, "body", "agency")
    if body is None:
        return False
    if scene.same_sentence(body.last, index) and scene.says(body.last, "house"):
        return is_in_case(scene, body.last, "place")
    return is_in_case(scene, body.last - 1, "place") or joined_case(scene, body.last) == "place"


def _is_object(scene: Scene, first: int) -> bool:
    """Where verbs stand first: "visits the Qatari prosecutor Baku", with nothing but the office between."""
    for span in scene.within(scene.sentence(first), "travel"):
        between = range(span.last, first)
        if not scene.says(span.last - 1, "object_verb") or not 0 < len(between) <= _OBJECT:
            continue
        offices = [at for at in between if scene.starting(at, "office", "deputy_office") is not None]
        apart = any(
            scene.says(at, "place")
            or scene.says(at, "clause")
            or scene.starting(at, "guard")  # "visited the pavilion of Japan"
            or _breaks(scene.document.gap(at))
            for at in between
        )
        if offices and not apart and not scene.says(first - 1, "inside_office"):
            return scene.ending(first, "office", "deputy_office") is None
    return False


def closes_clause(scene: Scene, verb: int) -> bool:
    """Where the verb ends the clause: "hat gestern Eriwan besucht", but not "aus Eriwan besucht Tiflis"."""
    if not (verb < len(scene.tokens) and scene.says(verb, "object_before")):
        return False
    ends = not scene.same_sentence(verb + 1, verb) or _breaks(scene.document.gap(verb))
    return ends or scene.says(verb + 1, "and")


def _is_left_behind(scene: Scene, first: int) -> bool:
    """Where the verb ends the clause: "aus Peking abgereist"."""
    left = scene.starting(first + 1, "leave")
    return left is not None and left.value == "done" and first > 0 and scene.says(first - 1, "from")


def _is_day(scene: Scene, index: int) -> bool:
    """Read over the day in "a visité hier Erevan", over both in "besuchte gestern und heute Eriwan"."""
    if scene.says(index, "and") and index > 0:
        index -= 1
    word, code = scene.tokens[index].folded, scene.language.code
    return word in days_from_today(code) or word in weekdays(code)


def _is_article(scene: Scene, index: int) -> bool:
    """Of Portuguese "a": "na fronteira com a Colômbia"."""
    return index > 0 and scene.says(index, "article") and scene.says(index - 1, "with")


def is_location(scene: Scene, first: int, last: int | None = None) -> bool:
    """Look back over "the Republic of" to a word like "in", or to a travel word that takes an object;
    or look ahead: "Tashkent hosted talks".
    """
    index = first - 1
    left = scene.ending(first, "leave")
    if (
        scene.starting(first + 1, "receive") is not None
        and scene.same_sentence(first, first + 1)
        and not (scene.says(first + 1, "passive") and not scene.says(first + 1, "article"))
        and not (is_of_office(scene, first) or is_behind_name(scene, first))
    ) or (left is not None and (left.value == "from" or scene.says(first - 1, "from"))):
        return True
    behind = last or first + 1
    closed = scene.same_sentence(behind, first) and closes_clause(scene, behind)
    if closed or _is_object(scene, first) or _is_left_behind(scene, first):
        return True
    owns = first + 1 < len(scene.tokens) and scene.says(first + 1, "possessive")
    if index > 0 and scene.document.gap(index).strip() == "," and not owns:
        index = before_quarter(scene, index)
    for _ in range(6):
        if index < 0 or not scene.same_sentence(index, first) or _parts(scene, index):
            return False
        if scene.says(index, "towards"):
            return is_visited_behind(scene, behind)
        if scene.says(index, "place") or (scene.says(index, "through") and _is_toured(scene, index)):
            return not _is_posted(scene, index, first) and not _is_article(scene, index)
        if scene.says(index, "of") and _is_of_building(scene, index):
            return True
        if is_spaceless(scene.language.options) and scene.ending(index + 1, "guest") is not None:
            return False  # "与到访的阿根廷总检察长": the guest's own country
        if scene.ending(index + 1, "travel", "visit") is not None and index + 1 <= first:
            leads = bool(scene.language.options.get("visits_lead", False))  # "a visit Rome" is one to it
            return leads or scene.ending(index + 1, "travel") is not None
        adjective = (
            scene.ending(index + 1, "adjective") or _premises(scene, index + 1) or of_province(scene, index)
        )
        if adjective is None and not (scene.says(index, "before_place") or _is_day(scene, index)):
            return False
        index = adjective.first - 1 if adjective is not None else index - 1
    return False


def _is_of_building(scene: Scene, index: int) -> bool:
    """ "In his office of Tirana", "en el Palacio Nacional de Quito": the house is there."""
    at = index
    while at > 0 and index - at < _HOUSE and scene.document.gap(at - 1) == " ":
        at -= 1
        if scene.says(at, "building"):
            while at > 0 and (scene.says(at - 1, "article") or scene.says(at - 1, "before_place")):
                at -= 1
            return at > 0 and scene.says(at - 1, "place")
        if not (scene.tokens[at].is_capital or scene.says(at, "of") or scene.says(at, "before_place")):
            return False
    return False


def _is_toured(scene: Scene, index: int) -> bool:
    """ "Una gira de seis días por España": of other matters the word tells by whom or on whose behalf."""
    return not _breaks(scene.document.gap(index - 1)) and any(
        0 <= index - span.last <= _TOUR for span in scene.within(scene.sentence(index), "travel", "visit")
    )


def _is_posted(scene: Scene, index: int, first: int) -> bool:
    """ "Ambassador to", "living in", "prosecutor in": no journey, unless the prosecutor is a general one, or
    a leader is somewhere ("called on the President in Riga").
    """
    if scene.starting(index, "travel") is not None:
        return False  # "رئیس قوه قضائیه وارد بغداد شد": the word tells where he goes
    state = scene.ending(index, "country", "adjective")
    index = state.first if state is not None else index  # "the ambassador of Ukraine to the United States"
    posted = scene.ending(index, "envoy", "role", "resident")
    whole = scene.ending(index, "office", "deputy_office")
    return (
        posted is not None
        and posted.value not in _AT_HOME
        and scene.same_sentence(posted.first, first)
        and (whole is None or whole.first >= posted.first)
    )


def is_goal(scene: Scene, first: int, last: int) -> bool:
    """Tell "to" from "in" by the word before or, in languages that have one word for both, by the ending."""
    index = first - 1
    while index > 0 and scene.says(index, "before_place"):
        index -= 1
    endings_of_goals = tuple(scene.language.options.get("goal_endings", ()))
    word = scene.tokens[last - 1]
    if scene.says(first - 1, "town_word"):
        word = scene.tokens[first - 1]  # "в городе Сиань": the name itself stays as it is
    shown = (
        word.text.casefold().endswith(endings_of_goals)
        and not (word.text.isupper() and len(word.text) <= _ABBREVIATION)
        and not scene.says(last - 1, "one_form")
    )
    if shown and word.text.endswith(tuple(scene.language.options.get("unclear_goals", ()))):
        shown = not gazetteer.named(scene.text(first, last))  # a name that never changes: "в Гуанчжоу"
    return index >= 0 and (scene.says(index, "goal") or shown)


def is_of_office(scene: Scene, first: int) -> bool:
    """ "Премьер-министр Армении принял": the country belongs to the office before it."""
    while scene.ending(first, "office", "deputy_office", "role", "body") is None:
        if first == 0 or not scene.says(first - 1, "inside_office"):
            return False
        first -= 1
    return True


def _is_far_goal(scene: Scene, first: int, last: int) -> bool:
    """Tell of "poseta glavnog tužioca Ivana Turudića Beogradu" that the visit leads there, by the ending."""
    word = scene.tokens[last - 1].folded
    endings = tuple(scene.language.words("far_goals"))
    if not endings or not word.endswith(endings) or gazetteer.named(scene.text(first, last)):
        return False
    visits = scene.within(scene.sentence(first), "visit")
    before = [span for span in visits if 0 < first - span.last <= _OBJECT]
    return bool(before) and not any(
        _breaks(scene.document.gap(at)) or scene.starting(at, "travel", "meet", "receive", "source")
        for at in range(before[-1].last, first)
    )


def is_set_out_for(scene: Scene, first: int) -> bool:
    """ "Left Harare on Saturday for Beijing": a place behind its "for" and a verb of setting out."""
    if not (first > 1 and scene.says(first - 1, "purpose") and scene.same_sentence(first - 1, first)):
        return False
    before = range(
        first - 2, max(first - _SET_OUT, scene.document.sentences[scene.sentence(first)][0]) - 1, -1
    )
    verb = next((at for at in before if scene.says(at, "sets_out")), None)
    return verb is not None and not any(_breaks(scene.document.gap(at)) for at in range(verb, first))


def _was_at(scene: Scene, first: int, last: int) -> bool:
    """ "Arrives from Luanda, where she held talks with …": the stop before this one."""
    if first == 0 or not scene.says(first - 1, "from") or not scene.same_sentence(last, first):
        return False
    deeds = (span.first for span in scene.within(scene.sentence(first), "meet", "sign", "attend"))
    where = scene.document.gap(last - 1).strip() == "," and scene.says(last, "where")
    return where and any(last < deed <= last + _SET_OUT for deed in deeds)


def _parts(scene: Scene, index: int) -> bool:
    """Tell whether what follows a word stands apart from it; the dot of "в г. Бишкеке" does not part."""
    gap = scene.document.gap(index)
    return gap == "-" or _breaks(gap.replace(".", "", 1) if scene.says(index, "before_place") else gap)


def _breaks(gap: str) -> bool:
    return any(mark in gap for mark in ",;:.()")


def _premises(scene: Scene, index: int) -> Span | None:
    """ "At the prosecutor general's office of Kazakhstan X met Y": whoever meets there is in Kazakhstan."""
    body = scene.ending(index, "body", "agency")
    if (
        body is None
        or scene.ending(body.first, "source")
        or not scene.within(scene.sentence(body.first), "meet", "receive", "visit", "travel")
    ):
        return None
    return body
