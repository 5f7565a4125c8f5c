"""How wide the labels of keys are, and that no phone cuts them off."""

from __future__ import annotations

import pytest

from bot.keys import keyboard
from bot.languages.speech import sentences, ui_codes
from bot.model import Button, Message
from bot.widths import ROOM, lines, width

# The sentences that stand on keys, and the longest values that they get there.
ON_KEYS = (
    "button.",
    "wish.role.",
    "wish.grade.",
    "wish.stage.",
    "settings.mode.",
    "report.not",
    "report.wrong",
)
ALONE = (
    "wish.any_confidence", "wish.confidence", "wish.any_language", "settings.hour", "settings.alive_on",
    "settings.alive_off", "settings.loud", "settings.silent", "settings.quiet", "settings.no_quiet",
)  # fmt: skip
VALUES = {"n": 99, "hours": "23:00–07:00", "time": "09:00", "flag": "🇧🇦", "country": "Bosnia and Herzegovina"}


@pytest.mark.parametrize(
    ("label", "letters"),
    [("Back", 4), ("🇧🇭 Bahrain", 10), ("⚙️ Settings", 11), ("中文", 4), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("é", 1), ("العربية", 7)],
)
def test_signs_count_as_wide_as_they_are(label: str, letters: int) -> None:
    """An emoji, a flag and a Chinese character take the room of two letters, an accent none."""
    assert width(label) == letters


def test_keys_stand_side_by_side_where_they_fit() -> None:
    """A row that is too full for a phone is parted, in its order; one that fits stays as it is."""
    short, long = Button("Short", data="s"), Button("A label of very many letters", data="l")
    assert lines((short, short, short), 3) == ((short, short, short),)
    assert lines((short, long, short, short), 2) == ((short,), (long,), (short, short))
    parted = keyboard(Message("", ((short, long), (short, short))))
    assert parted is not None
    assert [[key.text for key in row] for row in parted.inline_keyboard] == [
        [short.text], [long.text], [short.text, short.text],
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ui_codes())
def test_what_stands_on_a_key_is_read_to_its_end(lang: str) -> None:
    """In no language is a label wider than a key that has a row for itself."""
    for name, spoken in sentences(lang).items():
        if name in ALONE or name.startswith(ON_KEYS):
            for form in [spoken] if isinstance(spoken, str) else spoken.values():
                label = form.format_map(VALUES)
                assert width(label) <= ROOM, (lang, name, label)
