"""A stand-in for `time.time` and `datetime.datetime`, for programs that are to see another clock."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any

_True = datetime.datetime


class _AnyMoment(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _True)


def install(clock: Callable[[], float]) -> None:
    """Let all that is imported from now on go by `clock`, in seconds since 1970."""

    class Moment(_True, metaclass=_AnyMoment):
        """The class everybody imports; its instances are plain moments."""

        def __new__(cls, *args: Any, **more: Any) -> Any:
            return _True(*args, **more)

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return _True.fromtimestamp(clock(), tz)

    time.time = clock
    datetime.datetime = Moment  # type: ignore[misc]
