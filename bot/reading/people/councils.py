"""Heads told of by their countries alone: "attending are the prosecutors general of Belarus and Iran"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.cases import is_in_case, joined_case
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_PART = ("attend", "travel", "arrival", "receive", "sign", "meet", "guest", "hosted")
PLACED = ("event", "attend", "meet", "travel", "receive", "sign")  # told beside the place of a meeting
_APART = ("remote", "recall", "invite_next", "negator", "unsure", "denial")
_NEAR = 12  # tokens between "those attending" and the office, or between the last country and "attended"
_BEFORE = 2  # sentences before that of the list, in which its event may be told of
_PAIR = 2  # countries: of so few the story also tells the names, if of any
_PARTY = 2  # tokens between a service and its delegation
_JOINTS = ("and", "article", "observer")
_LINKS = ("of", "from", "inside_office")  # between an office and its countries: "prosecutors general from"


def with_councils(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention]:
    """Add a head, or a delegation, for every country of a list that takes part in a meeting, and mark those
    who stand alone beside them: "…, as well as the first deputy of Kazakhstan".
    """
    found: dict[tuple[str, str], Mention] = {}
    sentences = set()
    named = {one.country for one in mentions if one.name and one.is_head_like and not one.deputy}
    nameless = any(one.name and one.is_head_like and one.country is None for one in mentions)
    for span in _offices(scene, mentions):
        listed, first, last = _list(scene, places, span)
        countries = {place.country for place in listed}
        if nameless and (len(countries) <= _PAIR or scene.document.in_title(span.first)):
            continue  # they are named elsewhere, without their countries
        if len(countries) > 1 and _takes_part(scene, first, last, span) and _is_held(scene, span, places):
            sentences.add(scene.sentence(span.first))
            for place in (one for one in listed if one.country not in named):
                guest = _guest(scene, span, place)
                found.setdefault((place.country, guest.kind), guest)
    if not found:
        return list(mentions)
    own = [_as_guest(one) if scene.sentence(one.first) in sentences else one for one in mentions]
    return sorted([*own, *found.values()], key=lambda mention: mention.first)


def _as_guest(one: Mention) -> Mention:
    told = one.is_head_like and one.name is None and one.country
    return replace(one, is_guest=True) if told else one


def _guest(scene: Scene, span: Span, place: Place) -> Mention:
    titles: Mapping[str, str] = scene.language.options.get("plural_titles", {})
    words = " ".join(token.folded for token in scene.tokens[span.first : span.last])
    title = span.value if span.kind == "office" else titles.get(words)
    if span.kind == "body":
        kind = "body"
    else:  # whatever each is called
        kind = "head_of_prosecution" if title in (None, "prosecutor_general") else title
    written = scene.text(span.first, span.last)
    return Mention(kind, place.first, place.last, place.country, None, written=written, is_guest=True)


def _offices(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Span]:
    """List the offices told in the plural or, where nouns have none, those without a holder's name; and the
    services whose delegations are spoken of.
    """
    yield from scene.of("office_plural")
    if scene.language.options.get("one_number", False):
        held = {at for one in mentions if one.name is not None for at in range(one.first, one.last)}
        yield from (span for span in scene.of("office") if span.first not in held)
    yield from (span for span in scene.of("body") if _party_of(scene, span) is not None)


def _party_of(scene: Scene, span: Span) -> Span | None:
    """Find the delegation that a service sends."""
    parties = scene.within(scene.sentence(span.first), "delegation") if span.kind == "body" else []
    near = (one for one in parties if 0 <= apart(one, span) <= _PARTY)
    return next(near, None)


# ── the list ───────────────────────────────────────────────────────────────────────────────────────


def _list(scene: Scene, places: Sequence[Place], span: Span) -> tuple[list[Place], int, int]:
    """Collect the countries on one side of an office, and give where the whole begins and ends."""
    told = [place for place in places if place.last > place.first and place.city is None]
    single = span.kind == "office"
    ahead = single and scene.language.words("states")  # "三国总检察长", "4개국 검찰총장"
    behind, last = ([], span.last) if ahead else _behind(scene, {one.first: one for one in told}, span)
    if len(behind) > 1 or (single and not ahead):
        return behind, span.first, last
    before, first = _before(scene, {place.last: place for place in told}, span)
    return before, first, span.last


def _behind(scene: Scene, place_at: Mapping[int, Place], span: Span) -> tuple[list[Place], int]:
    """ "Of Kyrgyzstan, Kazakhstan and Azerbaijan"."""
    found: list[Place] = []
    index = last = span.last
    while index < len(scene.tokens) and scene.same_sentence(index, span.first):
        if (place := place_at.get(index)) is not None:
            found.append(place)
            index = last = place.last
        elif _joins(scene, index) or any(scene.says(index, name) for name in _LINKS):
            index += 1
        else:
            break
    return found, last


def _before(scene: Scene, place_before: Mapping[int, Place], span: Span) -> tuple[list[Place], int]:
    """ "The Georgian, Armenian and Azerbaijani", "アイルランド、バーレーンなど4カ国の"."""
    found: list[Place] = []
    index = first = span.first
    while index > 0 and scene.same_sentence(index - 1, span.first):
        if (place := place_before.get(index)) is not None:
            found.insert(0, place)
            index = first = place.first
        elif (part := scene.ending(index, "subnational")) is not None:
            index = part.first  # "ve gözlemci Kuzey Kıbrıs Türk Cumhuriyeti"
        elif _joins(scene, index - 1) or (not found and _counts(scene, index - 1)):
            index -= 1
        else:
            break
    return found, first


def _joins(scene: Scene, index: int) -> bool:
    return any(scene.says(index, name) for name in _JOINTS) or not scene.tokens[index].text.isalnum()


def _counts(scene: Scene, index: int) -> bool:
    """Step over "등 4개국 현직", "三国", "ve gözlemci"."""
    word = scene.tokens[index].folded
    return word.isdecimal() or any(
        scene.says(index, name) for name in ("before_office", "and_others", "states", "numbers", "state_word")
    )


# ── what they do, and where ────────────────────────────────────────────────────────────────────────


def _takes_part(scene: Scene, first: int, last: int, span: Span) -> bool:
    """Tell whether those of a list come, meet or take part, and are not only spoken of."""
    sentence = scene.sentence(span.first)
    start, _ = scene.document.sentences[sentence]
    if scene.within(sentence, *_APART):
        return False
    deeds = scene.within(sentence, *_PART)
    met = (deed for deed in deeds if deed.kind == "meet" and start < deed.first and deed.last == first)
    if any(scene.starting(deed.first, "event") is None for deed in met):
        return False  # "attended the forum and met the prosecutors general of …"
    if scene.head_last:
        who = _party_of(scene, span) or span
        if any(deed.first == who.last for deed in deeds):
            return True
        return _is_subject(scene, who) and any(deed.first >= who.last for deed in deeds)
    if span.last < len(scene.tokens) and scene.says(span.last, "owned"):
        return False
    return any(
        deed.first >= last or (first - deed.last <= _NEAR and not _is_cut(scene, deed.last, first))
        for deed in deeds
    )


def _is_subject(scene: Scene, span: Span) -> bool:
    """Where verbs stand last: "başsavcıları katıldı", but not "başsavcılarının yetkileri"."""
    at = span.last - 1
    behind = span.last < len(scene.tokens) and (
        scene.says(span.last, "owned") or joined_case(scene, span.last) is not None
    )
    return not behind and not any(is_in_case(scene, at, case) for case in ("genitive", "goal", "object"))


def _is_cut(scene: Scene, first: int, last: int) -> bool:
    """ "Attended the meeting and thanked the prosecutors general of …"."""
    return any(scene.starting(at, "speech") or scene.says(at, "new_clause") for at in range(first, last))


def _is_held(scene: Scene, span: Span, places: Sequence[Place]) -> bool:
    """Tell whether the sentence, one of those right before, the headline or the lead says where they meet."""
    here, lead = scene.sentence(span.first), scene.document.lead
    near = {here, *range(max(here - _BEFORE, 0), here), *range(scene.document.title_sentences)}
    near |= {lead} if lead <= here else set()
    return any(
        place.is_location
        and (at := scene.sentence(place.first)) in near
        and (at == here or scene.within(at, *PLACED))
        for place in places
    )
