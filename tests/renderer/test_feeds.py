"""What operators read of feeds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.alarms import Watched
from bot.feedstate import FeedState
from bot.health import health
from bot.languages.speech import ui_codes
from bot.model import Feed
from bot.renderer import feeds_page, feeds_told
from bot.renderer.markup import size

NOW = datetime(2026, 3, 2, tzinfo=UTC)
KINDS = ("http_403", "http_404", "http_429", "robots", "dns", "not_a_feed", "rejected", "bad_port")


def failing(name: str, kind: str) -> FeedState:
    return FeedState(name, "u", failures=3, failing_since=NOW, error_kind=kind)


@pytest.mark.parametrize("lang", ui_codes())
@pytest.mark.parametrize("kind", KINDS)
def test_any_number_of_feeds_fits(lang: str, kind: str) -> None:
    """However many feeds with however long names fail for whatever reason, Telegram takes the message."""
    states = [failing(f"{number} {'ы' * 300}", kind) for number in range(300)]
    told = feeds_told([Watched(state, "failing") for state in states], lang)
    page = feeds_page([health(Feed(one.name, "u"), one, NOW) for one in states], "t", 999, lang)
    assert size(told.html).fits and "280" in told.html
    assert size(page.html).fits and "50/50" in [button.text for row in page.buttons for button in row]


def test_names_of_feeds_make_no_markup() -> None:
    """A name out of a list that somebody sent is a leaf like any other text from outside."""
    told = feeds_told([Watched(failing("<b>@x", "<i>"), "failing")], "en").html
    assert "&lt;b&gt;" in told and "<i>" not in told and "@x" not in told
