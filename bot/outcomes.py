"""What became of a message that was to be sent: one record for each way it can end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """The Bot API has accepted the message under this id."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Not sent; may be tried again after so many seconds."""

    seconds: float
    reason: str
    counts: bool = True  # whether this was an attempt (a 429 is none)


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with this id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat cannot be reached any more until it comes back by itself."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram refuses this very message for good."""

    reason: str


@dataclass(frozen=True, slots=True)
class Pointless:
    """There is nothing to say any more, so nothing was sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost after the request was written: it may or may not have arrived."""

    reason: str


Outcome = Sent | Later | Moved | Gone | Refused | Pointless | Unknown
