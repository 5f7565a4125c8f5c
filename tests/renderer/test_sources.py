"""Who said it: chains of copies, and what sources say against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.languages.speech import ui_codes
from bot.model import Conflict, Source, Visit
from bot.renderer import card
from bot.renderer.markup import size
from tests.renderer.samples import NOW, SOURCES, visit
from tests.renderer.telegram import parsed
from tests.renderer.test_card import shown

TREND = SOURCES[0]
MENAFN = replace(
    TREND, url="https://menafn.com/1", publisher="MENAFN", syndicated_from="Trend News Agency", title="Visit"
)
BNA = Source("https://bna.bh/en/1", None, "en", "2026-01-25", "Attorney General receives a guest")


def torn(*conflicts: Conflict, sources: tuple[Source, ...] = (TREND, BNA)) -> Visit:
    return replace(visit(sources=sources), conflicts=conflicts)


def test_the_way_of_the_news_is_one_line_with_its_links() -> None:
    """Office → newsroom → copy is one source; the first article and each copy are links."""
    markup = card(visit(sources=(MENAFN, TREND, BNA)), "en", now=NOW).html
    assert "Sources (2)" in parsed(markup)[0]
    assert (
        f'• <a href="{TREND.url}">Azerbaijan&#x27;s Prosecutor General visits Bahrain</a> · '
        'Prosecutor General&#x27;s Office → Trend → <a href="https://menafn.com/1">MENAFN</a>\n'
    ) in markup
    assert "receives a guest</a> · bna" in markup.replace("\u2060", "")


def test_a_copy_whose_original_nobody_read_still_names_it() -> None:
    """The chain holds what the copy says of itself, and the link goes to the copy."""
    told = shown(visit(sources=(replace(MENAFN, official_source=None),)))
    assert "Source\n• Visit · Trend News Agency → MENAFN" in told


def test_many_copies_are_counted_not_listed() -> None:
    """A chain stays short on the card."""
    copies = tuple(replace(MENAFN, url=f"https://c{n}.example/", publisher=f"Copy {n}") for n in range(9))
    told = shown(visit(sources=(TREND, *copies)))
    assert "→ Trend → Copy 0 → Copy 1 → Copy 2 → +6 more" in told


def test_days_that_differ_are_one_line() -> None:
    """Each source's first and last day stand together, with its name."""
    start = Conflict("start", (("2026-01-24", TREND.url), ("2026-01-25", BNA.url)))
    told = shown(torn(start))
    assert "⚠️ Dates: 24–26 Jan 2026 (Trend) or 25–26 Jan 2026 (bna.bh)" in told.replace("\u2060", "")
    both = torn(start, Conflict("end", (("2026-01-26", TREND.url), ("2026-01-27", BNA.url))))
    assert "or 25–27 Jan 2026" in shown(both)
    lone = torn(start, Conflict("end", (("2026-01-26", TREND.url), ("2026-01-27", None))))
    assert "24–26 Jan 2026 (Trend) or from 25 Jan 2026" in shown(lone)
    assert "⚠️ Даты: 24–26 янв." in shown(both, "ru") and " или 25–27 янв." in shown(both, "ru")


def test_what_most_say_stands_first() -> None:
    """Of each value the reader sees who says so, two by name."""
    more = tuple(replace(BNA, url=f"https://p{n}.example/", publisher=f"Paper {n}") for n in range(3))
    values = (("Riffa", TREND.url), *(("Manama", source.url) for source in more))
    told = shown(torn(Conflict("host.city", values), sources=(TREND, *more)))
    assert "⚠️ City: Manama (Paper 0, Paper 1, +1 more) or Riffa (Trend)" in told


@pytest.mark.parametrize("lang", ui_codes())
def test_every_contradiction_has_its_words(lang: str) -> None:
    """Signatures, statuses, kinds and names are told in the reader's words, and unknown fields at all."""
    said = {
        "agreements.signed": ("true", "false"), "status": ("planned", "cancelled"), "occasion": ("A", "B"),
        "visit_type": ("working", "official"), "host.country": ("BH", "AE"), "visitor.name": ("A B", "C D"),
        "inviter.name": ("E F", "G H"),
    }  # fmt: skip
    conflicts = [
        Conflict(field, ((one, TREND.url), (other, BNA.url))) for field, (one, other) in said.items()
    ]
    told = shown(torn(*conflicts), lang)
    assert told.count("⚠️") == 7
    assert "{" not in told and "true" not in told and "planned" not in told


def test_values_that_look_alike_are_no_contradiction() -> None:
    """Where nothing differs for the reader nothing is said."""
    assert "⚠️" not in shown(torn(Conflict("end", (("2026-01-26", TREND.url), ("2026-01-26", BNA.url)))))


def test_a_flood_of_sources_and_contradictions_fits() -> None:
    """However long the names and values, Telegram takes the card."""
    many = tuple(
        replace(
            TREND, url=f"https://p{n}.example/{'x' * 1900}", publisher="P" * 300 + str(n), title="T" * 500
        )
        for n in range(60)
    )
    copies = tuple(
        replace(one, publisher=f"C{n}", syndicated_from=many[n % 7].publisher) for n, one in enumerate(many)
    )
    conflicts = [
        Conflict(field, tuple((f"{'v' * 900}{source.url[9:12]}", source.url) for source in many))
        for field in ("visitor.name", "inviter.name", "host.city", "occasion")
    ]
    markup = card(torn(*conflicts, sources=many + copies), "en", now=NOW).html
    assert size(markup).fits
    parsed(markup)
