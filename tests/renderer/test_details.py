"""What stands behind a card: its phrases and its sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import pytest

from bot.languages.speech import ui_codes
from bot.model import Agreement, Conflict, Evidence, Official, Visit
from bot.renderer import actions, alert, evidence_page, sources_page
from bot.renderer.details import proof_row
from bot.renderer.markup import size
from tests.renderer.samples import NOW, RECORD, SOURCES, visit
from tests.renderer.telegram import parsed, uninvited
from tests.renderer.test_sources import BNA, MENAFN, TREND, torn

TO_MANAMA = Evidence("paid a working visit to Manama", (3, 33), TREND.url)
MET = Evidence("the guest met Khalid Ali Al Khalifa <b>", (40, 70), BNA.url)
PROVEN = {
    "host.country": TO_MANAMA, "host.city": TO_MANAMA, "visit_type": TO_MANAMA, "meetings.0": MET,
    "status": Evidence("visits Bahrain", None, TREND.url), "topics.extradition": MET,
}  # fmt: skip


def proven(**changes: object) -> Visit:
    return visit(sources=(TREND, MENAFN, BNA), **({"evidence": PROVEN} | changes))


def why(visit: Visit, lang: str = "en", page: int = 0) -> str:
    return parsed(evidence_page(visit, page, lang).html)[0].replace("\u2060", "")


def test_each_field_stands_with_its_phrase_and_its_source() -> None:
    """Fields on one phrase stand together, in the card's order, the phrase quoted and its article linked."""
    told = why(proven()).split("\n\n")
    assert told[0] == "🇦🇿 Azerbaijan → 🇧🇭 Bahrain\nWhy this card says what it says"
    assert told[1:4] == [
        "Country · City · Kind of visit\n“paid a working visit to Manama” – Trend",
        "Status\n“visits Bahrain” (headline) – Trend",
        "Meeting: Khalid Ali Al Khalifa, Chairperson of the Court of Cassation · Topic: extradition\n"
        "“the guest met Khalid Ali Al Khalifa <b>” – bna.bh",
    ]
    assert f'<a href="{TREND.url}">Trend</a>' in evidence_page(proven(), 0, "en").html


def test_what_has_no_phrase_is_said() -> None:
    """Every field of the card is on the page, what an operator put right too."""
    last = why(proven()).split("\n\n")[-1]
    assert last.startswith("No phrase is known for: Visitor · Dates · Invitation · Meeting: Nawaf bin")
    assert "Document: memorandum (October 2024)" in last and last.endswith("Topic: mutual legal assistance")
    assert "Нет цитаты: Гость · Даты" in why(proven(), "ru")


def test_the_only_source_is_the_one() -> None:
    """A phrase that names no article is from the only one there is, and of several nobody knows."""
    unnamed = {"host.city": Evidence("in Manama", (3, 12))}
    assert "“in Manama” – Trend" in why(visit(evidence=unnamed))
    assert "“in Manama”\n" in why(proven(evidence=unnamed))


def test_a_phrase_is_at_most_fifteen_words() -> None:
    """However long what the store holds."""
    long = Evidence(" ".join(f"w{n}" for n in range(40)), (0, 99), TREND.url)
    assert "w14” – Trend" in why(proven(evidence={"status": long}))


def test_the_sources_show_what_the_card_has_no_room_for() -> None:
    """First the contradictions with links, then each newsroom with its articles and copies."""
    shown = sources_page(torn(Conflict("host.city", (("Riffa", TREND.url), ("Manama", BNA.url))),
                              sources=(TREND, MENAFN, BNA)), 0, "en")  # fmt: skip
    told = parsed(shown.html)[0].replace("\u2060", "").split("\n\n")
    assert told[1:] == [
        "⚠️ City: sources disagree\n• Riffa – Trend\n• Manama – bna.bh",
        "Prosecutor General's Office → Trend → MENAFN\n"
        "• Azerbaijan's Prosecutor General visits Bahrain · Trend · 26 Jan 2026\n"
        "• Visit · MENAFN · 26 Jan 2026",
        "bna.bh\n• Attorney General receives a guest · bna.bh · 25 Jan 2026",
    ]
    assert f'<a href="{BNA.url}">' in shown.html


def test_a_card_offers_what_stands_behind_it() -> None:
    """One key for the phrases; where there are several sources, another for them with their number."""
    labels = [[button.text for button in row] for row in alert(proven(), "en", now=NOW).buttons]
    assert labels[0] == ["🔎 Why?", "🔗 2 sources"]
    assert [button.text for row in proof_row(visit(), "ru") for button in row] == ["🔎 Откуда это?"]


def test_the_way_back_leads_where_the_card_came_from() -> None:
    """To the alert, to the list by way of the card, or nowhere for a page of its own."""
    back = evidence_page(proven(), 0, "en", actions.ALERT).buttons[-1][0]
    assert back.data == "1v:b2c3d4f:a"
    assert evidence_page(proven(), 0, "en", "vBH", ">zzzzzzz", "12345").buttons[-1][0].data == (
        "1v:b2c3d4f:vBH:>zzzzzzz:12345"
    )
    assert evidence_page(proven(), 0, "en", actions.APART).buttons == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    list(
        zip(
            ui_codes(),
            cycle(["W" * 4000, "&<>\"'" * 800, "a.b@c #tag /start " * 99, "😀" * 3000]),
            strict=False,
        )
    ),
)
def test_everything_fits_and_nothing_is_lost(lang: str, text: str) -> None:
    """However much there is, each page is one that Telegram takes, and the pages hold it all."""
    officials = tuple(Official(f"P{n} {text}", None, text, "BH") for n in range(60))
    phrases = {f"meetings.{n}": Evidence(f"m{n} {text}", (0, 9), SOURCES[0].url) for n in range(60)}
    papers = tuple(Agreement("protocol", f"{n} {text}", signed=True) for n in range(30))
    sources = tuple(
        replace(TREND, url=f"https://p{n}.example/{'x' * 1900}", publisher=f"p{n % 20} {text}", title=text)
        for n in range(80)
    )
    values = tuple((f"{n} {text}", source.url) for n, source in enumerate(sources))
    crowded = visit(sources=sources, meetings=officials, agreements=papers, evidence=phrases)
    crowded = replace(crowded, conflicts=(Conflict("host.city", values), Conflict("occasion", values)))
    seen = ""
    for write in (evidence_page, sources_page):
        count = int(write(crowded, 0, lang).buttons[0][1].text.split("/")[1])
        for page in range(count):
            message = write(crowded, page, lang, "vAZBH2026", ">zzzzzzz", "12345")
            assert size(message.html).fits
            told, entities = parsed(message.html)
            assert uninvited(told, entities) == []
            seen += told
    assert all(f"m{n} " in seen for n in range(60))
    assert all(f"p{n} " in seen for n in range(20))


def test_turning_beyond_the_last_page_shows_it() -> None:
    """A page that is no more, after a correction, is no error."""
    assert evidence_page(proven(), 99, "en").html == evidence_page(proven(), 0, "en").html
    assert RECORD.evidence == {}
    assert "No phrase is known for" in why(visit())
