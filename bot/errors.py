"""The family of errors; each knows its own story in one line that says what to do.

VisitwireError
├── UsageError           wrong usage or configuration (exit status 2)
│   └── SettingsError    every mistake found in config/ and the environment, with file and line
├── BadArticle           an input line that is no article
├── FeedError            a feed or page that could not be read; `kind` names the class of failure
├── Crowded              somebody asks faster than Telegram lets us answer
├── StorageError         the store cannot be opened, read or written
├── AlreadyRunning       another instance holds this store or this token (exit status 75)
└── TokenRefused         Telegram does not know the token (exit status 1)
"""

from __future__ import annotations

from collections.abc import Sequence


class VisitwireError(Exception):
    """The root; `exit_status` is what the command line ends with."""

    exit_status = 1


class UsageError(VisitwireError):
    exit_status = 2


class SettingsError(UsageError):
    """All mistakes at once, one line each, as `file:line: what is wrong and what to write instead`."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class BadArticle(VisitwireError):
    """An input that is no article; the message says what it lacks."""


class FeedError(VisitwireError):
    """A feed or page that gave nothing; `kind` is stable, `retry_after` is in seconds."""

    def __init__(self, kind: str, message: str, *, retry_after: float | None = None) -> None:
        self.kind = kind
        self.retry_after = retry_after
        super().__init__(message)


class Crowded(VisitwireError):
    """A question that is not answered, because so many of the same person wait in its chat."""


class StorageError(VisitwireError):
    pass


class AlreadyRunning(VisitwireError):
    exit_status = 75


class TokenRefused(VisitwireError):
    pass
