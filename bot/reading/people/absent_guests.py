"""Heads who do not come: by video while others attend, said to stay away, or at home while a deputy goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.people.not_him import left_to_local, not_meant
from bot.reading.places.place import Place
from bot.reading.words.cases import is_in_case
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_PAUSES = ",;，；、"
_PARTY = 2  # tokens between an office and its delegation
_OWN = 4  # tokens from an office to "will not travel", its holder's name between
_BEHIND = 2  # tokens behind "by video" in which a word of meeting may still follow


def with_absent(
    scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]
) -> tuple[Scene, list[Mention]]:
    """Mark who is away as somebody who has not come, and let it say nothing of the others."""
    scene, mentions = _with_remote(scene, mentions)
    left_out = [span for span in scene.of("cancel") if _is_left_to_deputy(scene, mentions, span)]
    stayed = {
        id(one) for span in (*scene.of("stays_away"), *left_out) for one in _told_of(scene, mentions, span)
    }
    stayed.update(id(one) for one in _senders(scene, mentions))
    stayed |= not_meant(scene, mentions, places)
    stayed |= {id(one) for one in mentions if _is_stood_in_for(scene, one) or _is_of_kin(scene, one)}
    local = {id(one) for one in left_to_local(scene, mentions, places)}
    marked = [
        replace(one, flags=one.flags | {"behalf"} | ({"subnational"} if one.name is None else set()))
        if id(one) in local
        else replace(one, flags=one.flags | {"behalf"})
        if id(one) in stayed
        else one
        for one in mentions
    ]
    spans = tuple(span for span in scene.spans if span not in left_out)
    return replace(scene, spans=spans) if left_out else scene, marked


def _told_of(scene: Scene, mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """List the last head before "did not attend" in its sentence and his office, wherever they stand."""
    heads = [one for one in mentions if not one.deputy and (one.is_head_like or _is_office(scene, one))]
    here = [one for one in heads if scene.same_sentence(one.first, span.first) and one.first < span.first]
    if scene.says(span.last - 1, "clause"):  # "denies that the prosecutor general has been to …"
        behind = [
            one for one in heads if one.first >= span.last and scene.same_sentence(one.first, span.first)
        ]
        here += behind[:1]
    if not here or here[-1].kind == "counterpart":
        return []
    country = next((one.country for one in reversed(here) if one.country), None)
    return [
        one for one in heads if (country and one.country == country) or (one in here and one.country is None)
    ]


def _is_office(scene: Scene, one: Mention) -> bool:
    """Tell an office from its party: "a delegation of the prosecution service" is away without the head."""
    near = range(one.first - _PARTY, one.last + _PARTY + 1)
    party = any(scene.starting(at, "delegation", "staff") or scene.ending(at, "delegation") for at in near)
    return one.kind == "body" and not party


def _senders(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """List the heads who sent a deputy: "the prosecutor general was represented by his deputy, Ana Costa"."""
    deputies = [one for one in mentions if one.deputy and one.name is not None]
    heads = [one for one in mentions if one.is_head_like and not one.deputy and one.kind != "counterpart"]
    found: list[Mention] = []
    for span in () if scene.head_last else scene.of("represent"):
        sent = any(
            0 <= one.first - span.last <= _BEHIND and scene.same_sentence(one.first, span.first)
            for one in deputies
        )
        first = _clause(scene, span)
        before = [one for one in heads if first <= one.first and one.last <= span.first]
        found += before[-1:] if sent else []
    return found


def _is_stood_in_for(scene: Scene, one: Mention) -> bool:
    """ "Başsavcı Kamran Aliyev'in yerine", "Асыловтың сәлемін": what depends on a word stands before."""
    if not scene.head_last or one.name is None or one.name.case_name != "genitive":
        return False
    near = (scene.starting(at, "instead", "behalf") for at in (one.name.last, one.name.last + 1))
    return any(behind is not None and scene.same_sentence(behind.first, one.first) for behind in near)


def _is_of_kin(scene: Scene, one: Mention) -> bool:
    """ "The wife of Prosecutor General Asylov", "检察总长郑泰勋的次子", "검찰총장을 대신해": not of him."""
    return one.is_head_like and (_is_kin_behind(scene, one) or _is_kin_before(scene, one))


def _is_kin_behind(scene: Scene, one: Mention) -> bool:
    last = max(one.last, one.name.last if one.name is not None else 0)
    if scene.head_last and not is_spaceless(scene.language.options):
        cased = one.name.case_name == "genitive" if one.name else is_in_case(scene, last - 1, "genitive")
        if not cased:
            return False
        last += "'" in scene.document.gap(last - 1) or "’" in scene.document.gap(last - 1)  # Asılov'un oğlu
    last += scene.same_sentence(last, one.first) and scene.says(last, "owned")
    behind = scene.starting(last, *(("kin", "behalf") if scene.head_last else ("kin",)))
    return behind is not None and scene.same_sentence(last, one.first)


def _is_kin_before(scene: Scene, one: Mention) -> bool:
    if scene.head_last:
        return False
    at = min(one.first, one.name.first if one.name is not None else one.first)
    for _ in range(_OWN):
        if (kin := scene.ending(at, "kin")) is not None:
            return scene.same_sentence(kin.first, one.first)
        state = scene.ending(at, "country", "adjective")
        if state is not None:
            at = state.first
        elif at > 0 and (scene.says(at - 1, "article") or scene.says(at - 1, "possessive")):
            at -= 1
    return False


def _is_left_to_deputy(scene: Scene, mentions: Sequence[Mention], span: Span) -> bool:
    """ "The prosecutor general will not travel", said behind the news that his deputy does."""
    before = [one for one in mentions if one.is_head_like and one.last <= span.first]
    subject = before[-1] if before and scene.same_sentence(before[-1].first, span.first) else None
    deputies = [one for one in before if one.deputy and one.name is not None]
    return subject is not None and not subject.deputy and bool(deputies) and span.first - subject.last <= _OWN


def _with_remote(scene: Scene, mentions: Sequence[Mention]) -> tuple[Scene, list[Mention]]:
    away = {span: head for span in scene.of("remote") if (head := _away(scene, mentions, span)) is not None}
    others = {span for span in scene.of("remote") if _is_of_country(scene, mentions, span)}
    if not away and not others:
        return scene, list(mentions)
    spans = tuple(span for span in scene.spans if span not in away and span not in others)
    absent = {head.country for head in away.values()}
    marked = [
        replace(one, flags=one.flags | {"behalf"}) if one.is_head_like and one.country in absent else one
        for one in mentions
    ]
    return replace(scene, spans=spans), marked


def _away(scene: Scene, mentions: Sequence[Mention], remote: Span) -> Mention | None:
    """Give the only head in the clause of a word like "by video", where other heads are told of beside it."""
    if scene.is_quoted(remote.first):
        return None  # "we send a clear message": what somebody says
    first, last = scene.document.sentences[scene.sentence(remote.first)]
    clauses = [at + 1 for at in range(first, remote.first) if scene.says(at, "clause")]
    start, part = max(clauses[-1] if clauses else first, _statement(scene, remote)), _part(scene, remote)
    if sum(m.is_head_like and part <= m.first < remote.first for m in mentions) == 1:
        start, last = part, remote.last + _BEHIND
    heads = [m for m in mentions if m.is_head_like and m.country and start <= m.first < last]
    others = {m.country for m in mentions if m.is_head_like and m.country and m.kind != "counterpart"}
    stand_ins = any(m.deputy and m.name is not None and m not in heads for m in mentions)
    if len(heads) != 1 or heads[0].last > remote.first or (len(others) < 2 and not stand_ins):
        return None
    said = range(start, min(remote.last + _BEHIND, last, len(scene.tokens)))
    met = any(scene.starting(at, "meet", "sign", "counterpart") for at in said)
    takes_part = any(scene.starting(at, "attend", "speech") for at in said)
    represented = scene.within(scene.sentence(remote.first), "represent")
    takes_part |= any(by.first >= remote.last for by in represented)
    return heads[0] if takes_part and not met else None


def _part(scene: Scene, remote: Span) -> int:
    """Give where the part between commas begins in which somebody is said to be away."""
    first, _ = scene.document.sentences[scene.sentence(remote.first)]
    at = remote.first
    while at > first and not any(mark in scene.document.gap(at - 1) for mark in _PAUSES):
        at -= 1
    return at


def _statement(scene: Scene, remote: Span) -> int:
    """Give where what is said behind a semicolon begins."""
    first, _ = scene.document.sentences[scene.sentence(remote.first)]
    ends = [at + 1 for at in range(first, remote.first) if ";" in scene.document.gap(at)]
    return ends[-1] if ends else first


def _clause(scene: Scene, sent: Span) -> int:
    """Give where the clause of "represents" begins: behind a semicolon, or with another country's name."""
    part = _part(scene, sent)
    return part if scene.starting(part, "country") else _statement(scene, sent)


def _is_of_country(scene: Scene, mentions: Sequence[Mention], remote: Span) -> bool:
    """ "…; Brunei tham dự trực tuyến": a country is away of which nobody is named; heads are told before."""
    first, last = scene.document.sentences[scene.sentence(remote.first)]
    part = max(_part(scene, remote), _statement(scene, remote))
    parted = part > first and _statement(scene, remote) == part
    heads = [m for m in mentions if m.is_head_like and (parted or first <= m.first < last)]
    words = range(part, remote.first if parted else part + 1)
    words = range(words.start, words.stop + scene.says(part, "clause"))  # "while Brunei"
    own = part > first and any(scene.starting(at, "country", "adjective") for at in words)
    others = len(heads) > 1 or any(m.deputy and m.name is not None for m in heads)
    return own and others and not any(part <= m.first < last for m in heads)
