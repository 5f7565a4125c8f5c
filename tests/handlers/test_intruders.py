"""Who may not, cannot: some of the eleven thousand attempts of `make naughty`."""

from __future__ import annotations

from pathlib import Path

from tests.handlers.intruders import admins, besieged, taps


async def test_forged_buttons_and_false_admins_change_nothing(tmp_path: Path) -> None:
    """Whatever is pressed or written, only what its author may change has changed, and nothing is told."""
    async with besieged(tmp_path) as siege:
        pressed, written = await taps(siege, 120), await admins(siege, 100)
    assert (pressed.first, written.first) == ({}, {})
    assert (pressed.done, written.done) == (120, 100)
    assert written.changed > 5


async def test_nobody_is_shown_what_another_chat_has_set(tmp_path: Path) -> None:
    """A made-up button about a chat of others is refused, whatever it would only show."""
    async with besieged(tmp_path) as siege:
        stranger, chat = siege.people[0], siege.victim.id
        for verb in ("m", "i:2", "k:0", "T", "S"):
            await siege.tapped(stranger, stranger.private, f"1{verb}@{chat}")
        assert siege.heard == []
        assert len(stranger.private.bot_messages) == 1
        assert stranger.private.texts() == ["A card"]
