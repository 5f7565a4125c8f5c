"""What stands behind a card: the phrase that each field rests on, and every source with its way to us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.languages.speech import Speaker, speaker
from bot.model import Button, Evidence, Message, Sighting, Source, Visit
from bot.origins import Origin, origins, publisher
from bot.renderer import actions
from bot.renderer.dates import partial
from bot.renderer.markup import bold, esc, link, size
from bot.renderer.names import agreement_line, official_line, topic_name
from bot.renderer.pages import Rows, turn_row
from bot.renderer.sources import chain, disputes, field_name
from bot.renderer.summary import headline

_A_PAGE = 8  # fields or newsrooms, fewer when they are long
_WORDS = 15  # of a phrase, as the contract says
_PHRASE, _TITLE = 200, 120  # code points
_ITEMS = 6  # meetings or topics on one phrase, or articles of one newsroom
_VALUES, _VOICES = 4, 3  # of a contradiction, and who is linked for each

# The order of the card.
_ORDER = (
    "visitor", "host", "start", "end", "status", "visit_type", "occasion", "inviter", "meetings",
    "agreements", "topics",
)  # fmt: skip


def proof_row(visit: Visit, lang: str, *origin: str) -> Rows:
    """Give the keys that ask what a card rests on; `origin` says where its way back leads."""
    speak = speaker(lang)
    why = Button(speak("button.why"), data=actions.write(actions.WHY, visit.id, "0", *origin))
    if len(visit.sources) < 2:
        return ((why,),)
    told = speak("button.sources", n=len(origins(visit.sources)))
    return ((why, Button(told, data=actions.write(actions.SOURCES, visit.id, "0", *origin))),)


def evidence_page(visit: Visit, page: int, lang: str, *origin: str) -> Message:
    """List field → phrase → source; what no phrase is known of is named at the end."""
    speak = speaker(lang)
    return _paged(visit, list(_proofs(visit, speak)), page, speak, actions.WHY, origin)


def sources_page(visit: Visit, page: int, lang: str, *origin: str) -> Message:
    """List what sources disagree on, then each newsroom with its articles and who copied them."""
    speak = speaker(lang)
    told = [*_disputes(visit, speak), *(_newsroom(one, speak) for one in origins(visit.sources))]
    return _paged(visit, told, page, speak, actions.SOURCES, origin)


def _paged(
    visit: Visit, entries: Sequence[str], page: int, speak: Speaker, verb: str, origin: Sequence[str]
) -> Message:
    title = speak("details.why" if verb == actions.WHY else "details.sources")
    texts = list(_texts(f"{headline(visit.record, speak)}\n{title}", entries))
    pages = len(texts)
    here = min(page, pages - 1)
    there = [actions.write(verb, visit.id, str((here + step) % pages), *origin) for step in (-1, 1)]
    turns = turn_row(there[0], there[1], (here, pages), speak.lang)
    back = Button(speak("button.back"), data=actions.write(actions.CARD, visit.id, *origin))
    rows = (turns,) if pages > 1 else ()
    return Message(texts[here], rows if tuple(origin) == (actions.APART,) else (*rows, (back,)))


def _texts(title: str, entries: Sequence[str]) -> Iterable[str]:
    """Put as many entries under each title as Telegram takes."""
    text, held = title, 0
    for entry in entries:
        longer = f"{text}\n\n{entry}"
        if held == _A_PAGE or (held and not size(longer).fits):
            yield text
            longer, held = f"{title}\n\n{entry}", 0
        text, held = longer, held + 1
    yield text


def _proofs(visit: Visit, speak: Speaker) -> Iterable[str]:
    """Say each phrase once, with all the fields that rest on it."""
    phrases: dict[Evidence, list[str]] = {}
    bare: list[str] = []
    for path in _paths(visit.record):
        phrase = visit.record.evidence.get(path)
        (bare if phrase is None else phrases.setdefault(phrase, [])).append(path)
    for phrase, paths in phrases.items():
        yield f"{bold(_fields(paths, visit.record, speak))}\n{_phrase(phrase, visit, speak)}"
    if bare:
        yield speak("details.bare", what=_fields(bare, visit.record, speak))


def _paths(record: Sighting) -> Iterable[str]:
    """Name all that the card tells, and whatever else there is a phrase for, in the card's order."""
    told = {
        "visitor.name": record.visitor.name, "host.country": record.host.country,
        "host.city": record.host.city, "start": record.start, "end": record.end, "status": record.status,
        "visit_type": record.visit_type != "unspecified", "occasion": record.occasion,
        "inviter.name": record.inviter,
    }  # fmt: skip
    paths = [path for path, value in told.items() if value]
    paths += [f"meetings.{place}" for place in range(len(record.meetings))]
    paths += [f"agreements.{place}" for place in range(len(record.agreements))]
    paths += [f"topics.{topic}" for topic in record.topics]
    known = [path for path in record.evidence if path.split(".")[0] in _ORDER]
    return sorted(dict.fromkeys((*paths, *known)), key=lambda path: _ORDER.index(path.split(".")[0]))


def _fields(paths: Iterable[str], record: Sighting, speak: Speaker) -> str:
    """Write "City · Dates · Meeting: one; another" for the fields of a phrase."""
    names: dict[str, list[str]] = {}
    for path in paths:
        item = _item(path, record, speak)
        names.setdefault(field_name(path, speak), []).extend([item] if item else [])
    return " · ".join(_field(name, items, speak) for name, items in names.items())


def _field(name: str, items: Sequence[str], speak: Speaker) -> str:
    told = [*items[:_ITEMS], *([speak("card.more", n=len(items) - _ITEMS)] if len(items) > _ITEMS else [])]
    return speak("card.conflict", field=name, what=speak.join("card.further", told)) if told else name


def _item(path: str, record: Sighting, speak: Speaker) -> str | None:
    name, _, item = path.partition(".")
    if name == "topics":
        return topic_name(item, speak)
    if not item.isdecimal() or int(item) >= len(getattr(record, name, ())):
        return None
    if name == "meetings":
        return official_line(record.meetings[int(item)], record.host.country, speak)
    return agreement_line(record.agreements[int(item)], speak)


def _phrase(phrase: Evidence, visit: Visit, speak: Speaker) -> str:
    words = " ".join(phrase.text.split()[:_WORDS])
    said = speak("details.headline" if phrase.at is None else "details.phrase", phrase=esc(words, _PHRASE))
    source = _source_of(phrase, visit)
    name = source and publisher(source)
    return f"{said} – {link(source.url, name)}" if source and name else said


def _source_of(phrase: Evidence, visit: Visit) -> Source | None:
    """Find the article of a phrase; what names none is from the only one there is."""
    if phrase.url is None:
        return visit.sources[0] if len(visit.sources) == 1 else None
    known = (source for source in visit.sources if source.url == phrase.url)
    return next(known, None)


def _disputes(visit: Visit, speak: Speaker) -> Iterable[str]:
    for dispute in disputes(visit, speak):
        values = (f"• {value}{_voices(voices, speak)}" for value, voices in dispute.values[:_VALUES])
        yield "\n".join((f"⚠️ {bold(speak('details.dispute', field=dispute.name))}", *values))


def _voices(voices: Sequence[Source], speak: Speaker) -> str:
    linked = [link(one.url, publisher(one) or "…", 60) for one in voices[:_VOICES]]
    return f" – {speak.join('card.also', linked)}" if linked else ""


def _newsroom(origin: Origin, speak: Speaker) -> str:
    way = speak.join("card.way", chain(origin, speak)) or speak("card.untitled")
    articles = [_article(source, speak) for source in origin.sources[:_ITEMS]]
    if len(origin.sources) > _ITEMS:
        articles.append(speak("card.more", n=len(origin.sources) - _ITEMS))
    return "\n".join((speak.mark + bold(way), *articles))


def _article(source: Source, speak: Speaker) -> str:
    name = publisher(source)
    title = link(source.url, source.title or name or speak("card.untitled"), _TITLE)
    day = speak.mark + esc(partial(source.published[:10], speak.lang)) if source.published else None
    return f"{speak.mark}• " + " · ".join(filter(None, (title, esc(name, 60) if name else None, day)))
