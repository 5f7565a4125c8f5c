"""The breaker: three failures in a row stop the sending, an answer lets one message try."""

from __future__ import annotations

from bot.breaker import Breaker
from bot.outcomes import Later, Sent, Unknown


def test_three_failures_stop_everything_until_telegram_answers() -> None:
    """After three messages in doubt no other is begun; after an answer one alone, and then all again."""
    now = 100.0
    breaker = Breaker(lambda: now)
    for _ in range(3):
        assert breaker.hands(8, 0) == 8
        breaker.note(Unknown("no answer"))
    assert breaker.hands(8, 0) == 0
    assert breaker.pause() == 2.0
    breaker.clear()
    assert (breaker.hands(8, 0), breaker.hands(7, 1)) == (1, 0)
    breaker.note(Sent(1))
    assert breaker.hands(8, 0) == 8


def test_pauses_grow_to_half_a_minute() -> None:
    """The longer it lasts the less often Telegram is asked, but twice a minute at least."""
    breaker = Breaker(lambda: 0.0)
    pauses = []
    for _ in range(12):
        breaker.failed()
        pauses.append(breaker.pause())
    assert pauses[:5] == [None, None, 2.0, 4.0, 8.0]
    assert pauses[-1] == 30.0


def test_waiting_is_no_failure() -> None:
    """A chat that has to wait says nothing about Telegram, neither good nor bad."""
    breaker = Breaker(lambda: 0.0)
    for _ in range(9):
        breaker.note(Later(5.0, "busy", counts=False))
    assert breaker.hands(8, 0) == 8
