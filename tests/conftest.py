"""What every test may use."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.telegram_world", "tests.postgres"]


@pytest.fixture(autouse=True)
def _level_of_logging() -> Iterator[None]:
    """Commands that are run inside the tests set the level of the log; it must not stay."""
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
