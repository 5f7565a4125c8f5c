"""What was signed in this visit, and what was only discussed, planned or recalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from bot.model import Agreement, AgreementKind, Evidence, Status
from bot.reading.dates.when import When
from bot.reading.facts.paper_dates import date_of
from bot.reading.facts.papers import is_of_next, papers, title
from bot.reading.places.place import Place
from bot.reading.story import Story, leg_at
from bot.reading.travels.looking_back import recalls
from bot.reading.words.distance import distance
from bot.reading.words.lexicon import Span

_SIGN_REACH = 16  # tokens between a document and the word that says it was signed
_FIRST_REACH = 32  # the same where verbs stand first, before all who sign
_OLD_REACH = 4
_PLACE_REACH = 1  # tokens from the town to "signed" behind it: "was"
_FUTURE_REACH = 4
_COMMAS = (",", "、", "，", ";", "；")
_OLD = timedelta(days=21)  # a signature longer ago than this belongs to another visit


def agreements(
    story: Story,
    host: str,
    start: str | None,
    standing: Status,
    elsewhere: frozenset[str] = frozenset(),
    of_others: frozenset[int] = frozenset(),
) -> list[tuple[Agreement, Evidence]]:
    """List the documents of a story, each once, in the order of the text; not those of the other countries
    of a tour, nor those that stand where `of_others` says.

    Nothing was signed yet on a visit that is planned, and nothing ever on one that was called off.
    """
    told = [span for span in papers(story) if span.first not in of_others]
    body = [span for span in told if not story.scene.document.in_title(span.first)]
    found: list[tuple[Agreement, Evidence]] = []
    for span in body or told:
        agreement = (
            None if _is_elsewhere(story, span, host, elsewhere) else _agreement(story, span, host, start)
        )
        if agreement is None:
            continue
        if standing in ("planned", "cancelled"):
            agreement = replace(agreement, signed=False)
        twin = next((i for i, (other, _) in enumerate(found) if _is_same(other, agreement)), None)
        entry = agreement, story.scene.evidence(max(span.first - 5, 0), span.last + 8)
        if twin is None:
            found.append(entry)
        elif agreement.signed and not found[twin][0].signed:
            found[twin] = entry
    return found


def _is_elsewhere(story: Story, span: Span, host: str, elsewhere: frozenset[str]) -> bool:
    sentence = story.scene.sentence(span.first)
    here = {place.country for place in _places_of_clause(story, span)}
    heads = {actor.country for actor in story.actors_in(sentence) if actor.grade and not actor.is_guessed}
    if not here and heads & {host, *elsewhere}:
        return host not in heads  # "Angola's Prosecutor General signed with her …"
    told_from = story.dateline.country if story.dateline is not None else None
    if not here and told_from in elsewhere:
        return leg_at(story, span.first, {told_from, host}) == told_from
    if not here and elsewhere and story.scene.starting(story.scene.document.sentences[sentence][0], "both"):
        return leg_at(story, span.first, {host, *elsewhere}) in elsewhere
    return bool(here) and here <= elsewhere


def _places_of_clause(story: Story, span: Span) -> list[Place]:
    """List where a document was signed: where verbs stand last, in "signed it in Warsaw, met her in Budapest"
    the verb and its comma close what was done in the first place.
    """
    scene = story.scene
    sentence = scene.sentence(span.first)
    places = [place for place in story.places_in(sentence) if place.is_location]
    if not scene.head_last:
        return [place for place in places if not _is_parted(story, place, span)] or places
    deeds = scene.within(sentence, "sign", "meet", "receive", "attend")
    closed = [deed.last for deed in deeds if scene.document.gap(deed.last - 1).strip() in _COMMAS]
    low = max((at for at in closed if at <= span.first), default=0)
    high = min((at for at in closed if at > span.first), default=len(scene.tokens))
    return [place for place in places if low <= place.first < high] or places


def _is_parted(story: Story, place: Place, span: Span) -> bool:
    """ "…；在万象签署备忘录；在金边…": a semicolon stands between a place and a word."""
    low, high = sorted((place.first, span.first))
    return any(mark in story.scene.document.gap(at) for at in range(low, high) for mark in ";；")


def _is_same(one: Agreement, other: Agreement) -> bool:
    """A document told of twice: of one kind, and not of two different days."""
    if one.kind != other.kind:
        return False
    dated = one.date and other.date
    return one.date == other.date if dated else one.signed == other.signed or not (one.date or other.date)


def _agreement(story: Story, span: Span, host: str, start: str | None) -> Agreement | None:
    scene = story.scene
    sentence = scene.sentence(span.first)
    if _is_denied(story, span) or _is_of_others(story, sentence):
        return None
    own = [sign for sign in scene.within(sentence, "sign") if not is_of_next(story, sign, span)]
    signs = sorted(own, key=lambda sign: _likelihood(story, sign, span))
    verb_first = bool(scene.language.options.get("object_verb"))
    near = [sign for sign in signs if distance(sign, span) <= (_FIRST_REACH if verb_first else _SIGN_REACH)]
    when = date_of(story, span, sentence)
    if not near and (span.value != "memorandum" or (scene.tokens[span.first].text.islower() and not when)):
        return None
    if (
        near
        and span.value not in ("memorandum", "agreement")
        and near[0].value == "past"
        and distance(near[0], span) > _OLD_REACH
    ):
        return None
    signed = _is_signed(story, span, near, when, start) and not _is_signed_elsewhere(story, near[0], host)
    cut = _cut(when) if when is not None and not signed else None
    return Agreement(cast(AgreementKind, span.value), title(story, span), signed, cut)


def _likelihood(story: Story, sign: Span, span: Span) -> tuple[int, bool, bool]:
    """Of words equally near the likelier first; where verbs stand last, behind it: "бағдарлама жобасы"."""
    before = story.scene.head_last and sign.last <= span.first
    return distance(sign, span), before, sign.value != "done"


def _is_denied(story: Story, span: Span) -> bool:
    """ "No agreement was signed"; and a "pilot programme" is no paper."""
    unsigned = (
        s for s in story.scene.within(story.scene.sentence(span.first), "sign") if s.last <= span.first
    )
    if any(span.first - sign.last <= _OLD_REACH and _is_negated(story, sign) for sign in unsigned):
        return True
    before = _before(story, span, 3)
    return any(
        story.scene.says(index, "none") or (index == span.first - 1 and story.scene.says(index, "no_paper"))
        for index in before
    )


def _is_negated(story: Story, sign: Span) -> bool:
    """ "Não houve assinatura de acordos", "no se firmó"."""
    return any(story.scene.says(at, "none") for at in _before(story, sign, 2))


def _before(story: Story, span: Span, most: int) -> range:
    """Give up to so many tokens before a word: those of its sentence, on its side of a colon or "because"."""
    scene, first = story.scene, span.first
    while first > max(span.first - most, 0) and scene.same_sentence(first - 1, span.first):
        if ":" in scene.document.gap(first - 1) or scene.says(first - 1, "new_clause"):
            break
        first -= 1
    return range(first, span.first)


def _is_of_others(story: Story, sentence: int) -> bool:
    """A sentence about ministers alone tells of their papers, not of the prosecutors'; "on Tuesday with the
    minister" is about whoever meets them.
    """
    present = story.actors_in(sentence)
    ministers = [actor for actor in present if actor.is_mere("minister")]
    met = all(story.scene.is_led_by(mention.first, "with") for one in ministers for mention in one.mentions)
    return bool(ministers) and not met and not any(actor.grade for actor in present)


def _is_signed(story: Story, span: Span, near: list[Span], when: When | None, start: str | None) -> bool:
    """Signed now: a signing word in the past tense, none about plans or old papers closer, and no older
    date.
    """
    if not near or _is_to_come(story, near[0], span) or _is_negated(story, near[0]):
        return False
    covering = [sign for sign in near if sign.first <= near[0].first and near[0].last <= sign.last]
    longest = max(covering, key=lambda sign: sign.last - sign.first)
    if longest.value != "done" and not _is_before_place(story, longest):
        return False
    if recalls(story, story.scene.sentence(span.first)) or _is_dated_ahead(story, near[0]):
        return False
    if when is None:
        return True
    today = story.today.day
    began = date.fromisoformat(start) if start and len(start) == 10 else today
    return when.end >= min(began, today) - _OLD and when.start <= today


def _is_dated_ahead(story: Story, sign: Span) -> bool:
    """ "The two sign on Friday": right beside the word stands a day that is still to come."""
    return any(
        when.is_relative and when.start > story.today.day and distance(sign, when) <= 2
        for when in story.dates_in(story.scene.sentence(sign.first))
    )


def _is_before_place(story: Story, sign: Span) -> bool:
    """ "Signed in Rome" tells where, "signed in 2021" that it is old."""
    return sign.value == "past" and any(
        place.is_location and place.first == sign.last for place in story.places
    )


def _is_to_come(story: Story, sign: Span, span: Span) -> bool:
    """ "Is to sign", "the signing of … is planned", "… was put off": the future stands right before or right
    behind.
    """
    low, high = min(sign.first, span.first), max(sign.last, span.last)
    behind = story.scene.head_last and story.scene.same_sentence(sign.last, sign.first)
    topic = behind and story.scene.says(sign.last, "topic_mark")
    ahead = story.scene.within(story.scene.sentence(span.first), "future", "unsure", "cancel")
    if topic and any(one.first > high for one in ahead):
        return True  # "署名は年内に行われる見通しだ"
    return any(
        (one.first <= low and low - one.last <= _FUTURE_REACH)
        or (0 <= one.first - high <= _FUTURE_REACH and not _is_next_clause(story, sign, high, one.first))
        or low <= one.first < high
        for one in ahead
    )


def _is_next_clause(story: Story, sign: Span, last: int, first: int) -> bool:
    """ "An agreement was signed, while the protocol will be next year": the comma parts what is done."""
    gap = story.scene.document.gap
    return sign.value == "done" and any("," in gap(at) for at in range(last - 1, first))


def _is_signed_elsewhere(story: Story, sign: Span, host: str) -> bool:
    """ "Was signed in Belgrade", "in Belgrade they signed", while the visit is to another country."""
    if story.scene.head_last and story.scene.document.gap(sign.last - 1).strip() in _COMMAS:
        return False  # what follows is told of the next place
    places = [place for place in story.places_in(story.scene.sentence(sign.first)) if place.is_location]
    here = any(place.country == host for place in places)
    return any(
        place.country != host
        and (0 <= place.first - sign.last <= 2 or (not here and 0 <= sign.first - place.last <= _PLACE_REACH))
        and not _is_parted(story, place, sign)
        for place in places
    )


def _cut(when: When) -> str:
    length = {"day": 10, "month": 7, "year": 4}[when.precision]
    return when.start.isoformat()[:length]
