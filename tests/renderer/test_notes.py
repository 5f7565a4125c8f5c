"""The short reply to a card: from what to what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.languages.speech import ui_codes
from bot.model import Agreement, Host, Sighting
from bot.renderer import update_note
from tests.renderer.samples import NOW, RECORD, visit
from tests.renderer.telegram import parsed
from tests.renderer.test_card import shown

PROTOCOL = Agreement("protocol", "On extradition", signed=True)
MEMORANDUM = Agreement("memorandum", None, signed=True)


def note(before: Sighting, lang: str = "en", **after: object) -> list[str]:
    """Give the lines of the reply about what has become of the visit to Bahrain."""
    message = update_note(visit(**after), lang, now=NOW, before=before)
    return parsed(message.html)[0].replace("\u00a0", " ").split("\n") if message else []


def test_a_reply_tells_from_what_to_what() -> None:
    """Status, days and signatures, each as the reader knew it and as it is now."""
    plan = replace(RECORD, status="planned", start="2026-01-25", end="2026-01-27")
    assert note(plan, agreements=(PROTOCOL,)) == [
        "✅ 🇦🇿 → 🇧🇭 · Planned → Completed",
        "Dates: 25–27 Jan 2026 → 24–26 Jan 2026",
        "🖊 Signed: protocol “On extradition”",
    ]
    assert note(plan, "ru", agreements=(PROTOCOL,)) == [
        "✅ 🇦🇿 → 🇧🇭 · Запланирован → Завершён",
        "Даты: 25–27 янв. 2026 г. → 24–26 янв. 2026 г.",
        "🖊 Подписано: протокол «On extradition»",
    ]


def test_what_was_not_known_before_stands_alone() -> None:
    """A plan that gets its days and its city has no from, only a to."""
    bare = replace(RECORD, start=None, end=None, host=Host("BH"))
    assert note(bare) == [
        "✅ 🇦🇿 → 🇧🇭 · Completed",
        "Dates: 24–26 Jan 2026",
        "Place: Bahrain → Manama, Bahrain",
    ]


@pytest.mark.parametrize("lang", ui_codes())
def test_a_reply_with_nothing_to_tell_is_none(lang: str) -> None:
    """Meetings, spellings and a status that makes the first day the only one are no news."""
    inferred = replace(
        RECORD, dates_inferred=True, meetings=(), host=Host("BH", "Manama", city_inferred=True)
    )
    assert note(inferred, lang) == note(RECORD, lang) == []


def test_a_document_is_signed_once() -> None:
    """What has only got its title since is no second signature; a second one of a kind is."""
    titled = replace(MEMORANDUM, title="On seminars")
    assert note(replace(RECORD, agreements=(MEMORANDUM,)), agreements=(titled,)) == []
    twice = note(replace(RECORD, agreements=(MEMORANDUM,)), agreements=(MEMORANDUM, MEMORANDUM))
    assert twice == ["✅ 🇦🇿 → 🇧🇭 · Completed", "🖊 Signed: memorandum"]


def test_a_signature_taken_back_is_said() -> None:
    """Who was told of a signature is told that there was none."""
    lines = note(replace(RECORD, agreements=(PROTOCOL,)))
    assert lines[1:] == ["🖊 Not signed after all: protocol “On extradition”"]


@pytest.mark.parametrize("lang", ui_codes())
def test_a_note_without_a_before_is_the_summary(lang: str) -> None:
    """Where nothing is known of before, the reply says how things stand."""
    message = update_note(visit(), lang, now=NOW)
    assert message is not None
    assert parsed(message.html)[0].split("\n")[1] == shown(visit(), lang).split("\n")[1]
