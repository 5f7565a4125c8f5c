"""Loaded by Python at its start where the harness wants a wrong clock: SHIFTED_BY names a file."""

import datetime
import os
import time
from pathlib import Path
from typing import Any

_true_time = time.time
_True = datetime.datetime
_file = Path(os.environ["SHIFTED_BY"]) if "SHIFTED_BY" in os.environ else None


def _time() -> float:
    try:
        return _true_time() + float(_file.read_text()) if _file else _true_time()
    except (OSError, ValueError):  # it is being written
        return _true_time()


class _AnyMoment(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _True)


class _Shifted(_True, metaclass=_AnyMoment):
    """The class everybody imports; its instances are plain moments."""

    def __new__(cls, *args: Any, **more: Any) -> Any:
        return _True(*args, **more)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return _True.fromtimestamp(_time(), tz)


if _file:
    time.time = _time
    datetime.datetime = _Shifted  # type: ignore[misc]
