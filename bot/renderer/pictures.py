"""What /stats, /map and /timeline show: the sheet to be drawn, and the same in words below the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.languages.speech import Speaker, is_rtl, speaker
from bot.model import Visit
from bot.pictures.sheets import Count, Figures, Lane, Map, Ranking, Route, Stay, Timeline
from bot.renderer.dates import between, first_day, last_day, month, partial
from bot.renderer.listings import Listing
from bot.renderer.lists import period_name
from bot.renderer.markup import bold, esc
from bot.renderer.names import country_name, flag
from bot.renderer.summary import SIGNS

_RANKED = 7
_TOLD = 5  # countries in the words below a picture
_ROUTES = 80  # more arcs hide the land
_LANES = 12
_MONTHS = 12
_TICKS = 9

Pairs = Sequence[
    tuple[str, str, int]
]  # visitor's country, host's country, how often; the most frequent first


def title(listing: Listing, speak: Speaker) -> str:
    """Name what a picture is of, as plain text without flags, which its font has not."""
    names = [country_name(code, speak.lang) for code in listing.countries]
    told = " – ".join(names) if names else speak("picture.all")
    if not listing.period:
        return told
    return speak("list.in_period", what=told, period=period_name(listing, speak.lang))


def figures(
    listing: Listing,
    pairs: Pairs,
    months: Mapping[tuple[int, int], int],
    planned: int,
    lang: str,
    today: date,
) -> Figures:
    """Give the chart of /stats; `months` by year and month."""
    speak = speaker(lang)
    made, received = _sides(listing, pairs)
    shown = _months(listing, today)
    mode = "one" if len(listing.countries) == 1 else "all"
    return Figures(
        title(listing, speak),
        speak("picture.source"),
        (
            Count(speak("picture.visits"), _total(pairs)),
            Count(speak("picture.planned"), planned),
            Count(speak("picture.countries"), len(_countries(pairs))),
            Count(speak("picture.pairs"), len({frozenset(pair[:2]) for pair in pairs})),
        ),
        Ranking(speak(f"picture.made_{mode}"), _ranked(made, lang)),
        Ranking(speak(f"picture.received_{mode}"), _ranked(received, lang)),
        Ranking(
            speak("picture.months", span=between(_iso(shown[0]), _iso(shown[-1]), lang)),
            tuple(Count(month(date(*one, 1), lang), months.get(one, 0)) for one in shown),
        ),
        is_rtl(lang),
    )


def _sides(listing: Listing, pairs: Pairs) -> tuple[Counter[str], Counter[str]]:
    """Count who travels and who receives; of one country, where it travels and whom it receives."""
    made, received = Counter[str](), Counter[str]()
    here = listing.countries[0] if len(listing.countries) == 1 else None
    for visitor, host, count in pairs:
        if here in (None, visitor):
            made[host if here else visitor] += count
        if here in (None, host):
            received[visitor if here else host] += count
    return made, received


def _total(pairs: Pairs) -> int:
    return sum(count for _, _, count in pairs)


def _countries(pairs: Pairs) -> set[str]:
    return {code for visitor, host, _ in pairs for code in (visitor, host)}


def _ranked(counts: Counter[str], lang: str) -> tuple[Count, ...]:
    return tuple(Count(country_name(code, lang), number) for code, number in counts.most_common(_RANKED))


def _months(listing: Listing, today: date) -> list[tuple[int, int]]:
    """List the months that the chart shows: the twelve to the end of the period asked for, else to today."""
    end = listing.span[1] if listing.span else today
    last = end.year * 12 + end.month - 1
    return [(month // 12, month % 12 + 1) for month in range(last - _MONTHS + 1, last + 1)]


def first_month(listing: Listing, today: date) -> date:
    """Give the first day that the chart of months shows."""
    return date(*_months(listing, today)[0], 1)


def _iso(month: tuple[int, int]) -> str:
    return "{:04}-{:02}".format(*month)


def world(listing: Listing, pairs: Pairs, lang: str) -> Map:
    """Give the map of /map."""
    speak = speaker(lang)
    names = {code: country_name(code, lang) for code in _countries(pairs)}
    return Map(
        title(listing, speak),
        speak("list.count", n=_total(pairs)),
        tuple(Route(*pair) for pair in pairs[:_ROUTES]),
        speak("picture.visitor"),
        speak("picture.host"),
        names,
        is_rtl(lang),
    )


def words(listing: Listing, pairs: Pairs, planned: int, lang: str) -> str:
    """Tell in HTML what the chart and the map show, for who cannot see them."""
    speak = speaker(lang)
    head = f"{bold(esc(title(listing, speak)))} · {speak('list.count', n=_total(pairs))}"
    lines = [_pair(*pair, speak) for pair in pairs[:_TOLD]]
    if planned:
        field = f"{SIGNS['planned']} {speak('picture.planned')}"
        lines.append(speak("card.conflict", field=field, what=planned))
    return "\n".join([head, *lines])


def _pair(visitor: str, host: str, count: int, speak: Speaker) -> str:
    names = esc(f"{country_name(visitor, speak.lang)} – {country_name(host, speak.lang)}", 120)
    flags = speak.join("card.way", (flag(visitor), flag(host)))
    return speak("card.conflict", field=f"{flags} {names}", what=count)


def timeline(
    listing: Listing, visits: Sequence[Visit], start: date, end: date, lang: str, today: date
) -> Timeline:
    """Give the timeline of /timeline: a lane for each partner of one country, for each host of several."""
    speak = speaker(lang)
    stays: dict[str, list[Stay]] = {}
    for visit in visits:
        lane, received = _lane(visit, listing)
        stay = _stay(visit, received)
        if stay is not None:
            stays.setdefault(lane, []).append(stay)
    busiest = sorted(stays, key=lambda code: (-len(stays[code]), code))[:_LANES]
    return Timeline(
        title(listing, speak),
        between(start.isoformat()[:7], end.isoformat()[:7], lang),
        start,
        end,
        tuple((day, partial(day.isoformat()[:7], lang)) for day in _ticks(start, end)),
        tuple(Lane(country_name(code, lang), tuple(stays[code])) for code in busiest),
        speak("picture.stay_made") if listing.countries else speak("picture.visits"),
        speak("picture.stay_received") if listing.countries else None,
        speak("picture.planned"),
        today,
        is_rtl(lang),
    )


def _lane(visit: Visit, listing: Listing) -> tuple[str, bool]:
    """Say in whose lane a visit stands, and whether it was received there from the side of who asks."""
    visitor, host = visit.record.visitor.country, visit.record.host.country
    if listing.countries and host == listing.countries[0]:
        return visitor, True
    return host, False


def _stay(visit: Visit, received: bool) -> Stay | None:
    record = visit.record
    if record.date_precision == "year":  # a bar through the whole year would say what nobody knows
        return None
    start = first_day(record.start or record.end)
    end = last_day(record.end or record.start)
    if start is None or end is None:
        return None
    return Stay(start, max(start, end), received, record.status == "planned")


def _ticks(start: date, end: date) -> Iterable[date]:
    """Give first days of months, evenly spread, at most nine."""
    months = range(start.year * 12 + start.month, end.year * 12 + end.month)
    step = -(-len(months) // _TICKS) or 1
    return [date(month // 12, month % 12 + 1, 1) for month in months[::step]]
