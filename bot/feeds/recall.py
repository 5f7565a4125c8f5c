"""Items that this process has parsed before, known again by their bytes: most polls bring one or two new."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Final

from bot.feeds.entries import Item
from bot.feeds.outline import Outline
from bot.feeds.publishers import Named

Found = tuple[Item, Named]
_ROOM: Final = 4 * 2**20  # characters of all that is kept


class Recall:
    """What the parser made of items, by their bytes and what is in force around them; the oldest go."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[bytes, Found] = OrderedDict()

    def keys(self, outline: Outline, limit: int) -> list[bytes]:
        """Name the first items of a document, at most `limit`."""
        around = hashlib.sha256(outline.context.encode("utf-8", "replace"))
        keys = []
        for number in range(min(len(outline.items), limit)):
            named = around.copy()
            named.update(outline.item(number))
            keys.append(named.digest())
        return keys

    def known(self, keys: list[bytes]) -> dict[int, Found]:
        """Give those that are known, by their place in the list."""
        found = {}
        for number, key in enumerate(keys):
            if key in self._kept:
                self._kept.move_to_end(key)
                found[number] = self._kept[key]
        return found

    def keep(self, key: bytes, found: Found) -> None:
        if key not in self._kept:
            self._kept[key] = found
            self._room -= _size(found)
        while self._room < 0:
            self._room += _size(self._kept.popitem(last=False)[1])


def _size(found: Found) -> int:
    item, source = found
    words = (item.title, item.body, item.guid or "", item.link or "", source.name, source.url)
    return 200 + sum(map(len, words))  # the record itself has its size too
