"""A missing sentence is an error in these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.languages import speech


@pytest.fixture(autouse=True)
def strict_speech() -> Iterator[None]:
    speech.be_strict()
    yield
    speech.be_strict(False)
