"""The card of a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.languages.speech import ui_codes
from bot.model import Agreement, History, Host, Official, Source, Visit, Visitor
from bot.renderer import alert, card
from bot.renderer.listings import Listing, Place
from bot.renderer.lists import Page, visits_page
from bot.renderer.markup import size
from tests.renderer.samples import NOW, RECORD, visit
from tests.renderer.telegram import parsed, uninvited
from tests.renderer.test_markup import hostile_text

each_language = pytest.mark.parametrize("lang", ui_codes())


def shown(visit: Visit, lang: str = "en", history: History | None = None) -> str:
    """Give the text of a card as a reader sees it."""
    return parsed(card(visit, lang, now=NOW, history=history).html)[0]


def test_the_card_tells_everything_in_order() -> None:
    """Both flags and countries first, then the summary, then the facts in the order people ask for them."""
    told = shown(visit())
    wanted = [
        "🇦🇿 Azerbaijan → 🇧🇭 Bahrain",
        "Kamran Aliyev, Prosecutor General of Azerbaijan, paid a working visit to Bahrain (Manama)",
        "on 24–26 January 2026",
        "👤 Kamran Aliyev, Prosecutor General of Azerbaijan",
        "📍 Manama, Bahrain",
        "📅 24–26 Jan 2026",
        "✅ Completed · working visit",
        "✉️ Invited by Ali bin Fadhel Al Buainain, Attorney General of Bahrain",
        "Meetings (2)",
        "• Khalid Ali Al Khalifa, Chairperson of the Court of Cassation",
        "Discussed, not signed on this visit: memorandum (October 2024)",
        "Topics: extradition, mutual legal assistance",
        "Azerbaijan's Prosecutor General visits Bahrain · Prosecutor General's Office → Trend",
        "Published 26 Jan 2026, 11:02 UTC · Seen 26 Jan 2026, 15:30 UTC",
    ]
    places = [told.index(part) for part in wanted]
    assert places == sorted(places)
    assert told.startswith(wanted[0] + "\n")


def test_the_card_speaks_russian_whatever_the_article() -> None:
    """The summary is made from the record, in the words and cases of the reader's language."""
    told = shown(visit(), "ru").replace("\u00a0", " ")
    assert told.startswith(
        "🇦🇿 Азербайджан → 🇧🇭 Бахрейн\nСостоялся рабочий визит генерального прокурора Азербайджана"
    )
    assert "в Бахрейн (Манама), 24–26 января 2026 г. Сообщается о 2 встречах;" in told
    assert "Обсуждалось, в ходе визита не подписано: меморандум (октябрь 2024 г.)" in told


@pytest.mark.parametrize(
    ("status", "en", "ru"),
    [
        ("planned", "is to pay a working visit", "Запланирован рабочий визит"),
        ("ongoing", "is paying a working visit", "Проходит рабочий визит"),
        ("cancelled", "the visit has been called off", "Отменён рабочий визит"),
        ("not_confirmed", "no report confirms yet", "подтверждений, что он состоялся, пока нет"),
    ],
)
def test_every_status_has_its_sentence(status: str, en: str, ru: str) -> None:
    """A reader sees at once whether a visit is planned, under way or off."""
    coming = visit(status=status, start="2026-02-01", end="2026-02-03")
    assert en in shown(coming) and ru in shown(coming, "ru")


def test_old_news_is_not_told_as_fresh() -> None:
    """A planned visit whose days have passed is unconfirmed, one under way for weeks is so no more."""
    past = visit(status="planned", start="2026-01-10", end="2026-01-12")
    assert "Not confirmed" in shown(past)
    silent = replace(visit(status="ongoing", end=None), updated_at=NOW - timedelta(days=15))
    assert "Under way when last reported" in shown(silent)


def test_what_is_inferred_is_marked_and_what_is_unknown_said() -> None:
    """Nothing is claimed that no article says."""
    guessed = shown(visit(dates_inferred=True, host=Host("BH", "Manama", city_inferred=True)))
    assert "24–26 Jan 2026 (inferred)" in guessed and "Manama (inferred), Bahrain" in guessed
    bare = shown(visit(start=None, end=None, date_precision="unknown", host=Host("BH"), inviter=None))
    assert "Dates not reported" in bare and "📍 Bahrain" in bare and "Invited" not in bare


def test_nameless_visitors_are_told_by_their_office() -> None:
    """A delegation without a name still has a country and an office."""
    staff = Visitor(None, None, "prosecution_staff", None, "AZ", "delegation")
    told = shown(visit(visitor=staff))
    assert "\nA delegation of the prosecution service of Azerbaijan paid" in told
    assert "👤 Prosecution service of Azerbaijan" in told


@pytest.mark.parametrize(
    ("name", "latin", "lang", "expected"),
    [
        ("Камран Алиев", "Kamran Aliyev", "en", "Kamran Aliyev"),
        ("Камран Алиев", "Kamran Aliyev", "ru", "Камран Алиев"),
        ("Kamran Əliyev", "Kamran Əliyev", "ru", "Kamran Əliyev"),
        ("علي بن فضل", "Ali bin Fadhel", "ru", "Ali bin Fadhel"),
        ("علي بن فضل", None, "en", "علي بن فضل"),
    ],
)
def test_names_are_shown_in_letters_that_the_reader_knows(
    name: str, latin: str | None, lang: str, expected: str
) -> None:
    """The written name where it is in the reader's script, else its Latin form."""
    visitor = replace(RECORD.visitor, name=name, name_latin=latin)
    assert f"👤 {expected}, " in shown(visit(visitor=visitor), lang)


def test_signed_and_discussed_are_told_apart() -> None:
    """Only what was signed on this visit is called signed."""
    papers = (
        Agreement("memorandum", "On extradition", signed=True),
        Agreement("protocol", None, signed=False),
    )
    told = shown(visit(agreements=papers))
    assert "🖊 Signed: memorandum “On extradition”" in told
    assert "📄 Discussed, not signed on this visit: protocol" in told
    assert "1 document was signed" in told


def test_papers_of_a_visit_to_come_are_on_its_agenda() -> None:
    """Nothing has been discussed on a visit that has not begun, or was called off."""
    for status in ("planned", "cancelled"):
        told = shown(visit(status=status, start="2026-02-01", end="2026-02-03"))
        assert "📄 On the agenda: memorandum" in told
        assert "iscussed" not in told


def test_titles_are_shown_in_letters_that_the_reader_knows() -> None:
    """An office or a document's title in another script says nothing; who bears no name keeps the office."""
    met = Official("Селим Нумуне", "Selim Numune", "министр юстиции", "BH")
    unnamed = Official(None, None, "председатель суда", "BH")
    paper = Agreement("protocol", "Протокол о сотрудничестве", signed=True)
    record = visit(meetings=(met, unnamed), agreements=(paper,), occasion="Форум юристов")
    told, russian = shown(record), shown(record, "ru")
    assert "• Selim Numune\n• председатель суда" in told
    assert "Signed: protocol\n" in told
    assert "Форум" not in told
    for written in ("Селим Нумуне, министр юстиции", "«Протокол о сотрудничестве»", "🎪 Форум юристов"):
        assert written in russian


def test_the_pairs_history_is_told_with_an_ordinal() -> None:
    """Up to the twelfth the visit has an ordinal, later a number; within one year that year is named."""
    told = History(2, 2023, "2024-10-03")
    assert "The third visit between the two since 2023, the last in October 2024" in shown(
        visit(), "en", told
    )
    assert "Третий визит между двумя странами с 2023 года; предыдущий: октябрь 2024" in shown(
        visit(), "ru", told
    )
    assert "🔁" not in shown(visit(), "en")
    assert "The second visit between the two in 2026, the last in January 2026" in shown(
        visit(), "en", History(1, 2026, "2026-01-03", is_recent=True)
    )
    assert "since 2022, the last in 2022" in shown(visit(), "en", History(1, 2022, "2022"))
    assert "Visit no. 15 between the two since 2024" in shown(visit(), "en", History(14, 2024, "2024-01"))


def test_calendar_days_never_move_with_the_readers_time_zone() -> None:
    """Only instants are written so that an app shows them in its own zone."""
    markup = card(visit(), "en", now=NOW).html
    _, entities = parsed(markup)
    assert [text for kind, text in entities if kind == "DateTime"] == [
        "26 Jan 2026, 11:02 UTC",
        "26 Jan 2026, 15:30 UTC",
    ]


def test_an_alert_is_the_card_and_says_how_to_stop() -> None:
    """An unasked message carries its own way out, and the way to say that it is wrong."""
    message = alert(visit(), "en", now=NOW)
    assert message.html == card(visit(), "en", now=NOW).html
    labels = [button.text for row in message.buttons for button in row]
    assert labels == ["🔎 Why?", "⚙️ Subscriptions", "🔕 Stop all", "⚠️ Report a mistake"]


def monster(meetings: int, sources: int, text: str) -> Visit:
    """A visit with more of everything than ever happens."""
    official = Official(text, None, text, "BH")
    source = Source("https://a.example/" + "x" * 1900, text, "en", None, text, text, None, None)
    return visit(
        inviter=official,
        occasion=text,
        meetings=(official,) * meetings,
        agreements=(Agreement("memorandum", text, signed=True),) * 30,
        topics=tuple(f"{text[:30]}{n}" for n in range(60)),
        sources=(source,) * sources,
        visitor=replace(RECORD.visitor, name=text),
        host=Host("BH", text),
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    list(
        zip(
            ui_codes(),
            cycle(["W" * 4000, "Д" * 4000, "&<>\"'" * 800, "😀" * 3000, "a.b@c " * 700]),
            strict=False,
        )
    ),
)
def test_a_monster_is_cut_by_fields_and_fits(lang: str, text: str) -> None:
    """However much is known, the card fits Telegram's limits and stays whole markup."""
    markup = card(monster(300, 200, text), lang, now=NOW).html
    assert size(markup).fits
    told, entities = parsed(markup)
    assert len(told) <= 4096 and len(entities) <= 90
    assert uninvited(told, entities) == []


def test_topics_go_first_then_meetings_then_sources() -> None:
    """What matters least is left out first, and what is left out is counted."""
    officials = tuple(
        Official(f"Person {n}", None, "an office of middling length, in a ministry", "BH") for n in range(70)
    )
    told = shown(visit(meetings=officials))
    assert "Topics" not in told and "Meetings (70)" in told
    assert "more" in told and "Trend" in told


@settings(max_examples=150, deadline=None)
@given(hostile_text, st.integers(0, 4), st.sampled_from(ui_codes()))
def test_hostile_records_make_harmless_cards(text: str, meetings: int, lang: str) -> None:
    """No field of a record can break a card or make anything clickable that is not ours."""
    told, entities = parsed(card(monster(meetings, 2, text or "x"), lang, now=NOW).html)
    assert {kind for kind, _ in entities} <= {"Bold", "TextUrl", "ExpandableBlockQuote", "DateTime"}
    assert uninvited(told, entities) == []


@each_language
def test_a_list_has_a_line_and_a_button_for_each_visit(lang: str) -> None:
    """Lists are accepted by Telegram and every key fits into 64 bytes."""
    deputy = Visitor("X Y", None, "deputy_prosecutor_general", None, "AZ", "deputy")
    page = Page(
        Place(Listing(countries=("AZ", "BH"), period="2026"), ">b2c3d4f", 12),
        (visit(), visit("c", visitor=deputy)),
        99,
        newer=True,
        older=True,
    )
    message = visits_page(page, lang, now=NOW)
    told, _ = parsed(message.html)
    assert len(told.split("\n\n")[1].split("\n")) == 2
    assert [len(row) for row in message.buttons] == [1, 1, 3, 3, 1]
    assert all(len((button.data or "").encode()) <= 64 for row in message.buttons for button in row)
