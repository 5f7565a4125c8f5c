"""What a row of the outbox says: made once for all who read the same language, for a broadcast asks often."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.days import at_minute
from bot.decisions import Waiting
from bot.languages.speech import knows, say
from bot.model import Message, Notice, Visit
from bot.renderer import alert, alive_page, digest_page, feeds_told, outage, review, struck, update_note
from bot.storage import Store, Tx, alarms, broadcasts, digests, feeds, reports, revisions, visits
from bot.storage.outbox import Due

_KEPT = 64  # drafts
_FRESH = 30.0  # seconds
_A_DAY = timedelta(days=1)  # in which a feed that lives is read
_REPEATED = "alert.repeated"  # the sentence under a message that may have arrived before


@dataclass(frozen=True, slots=True)
class Draft:
    """A message, the hash by which it is known again, and when it was made by the steady clock."""

    message: Message | None  # None: there is nothing to say after all
    hash: str
    made_at: float


class Drafts:
    """Renders from the visit as it is now; `clock` says what day it is for the reader."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], link_to: Callable[[str], str | None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._link_to = link_to
        self._made: dict[tuple[Notice, str], Draft] = {}

    async def of(self, due: Due) -> Draft | None:
        """Make the message, or take the one just made; None when the visit is gone. StorageError.

        It may be half a minute old, but never older than the revision the row is about; what is newer than
        that has a row of its own behind this one.
        """
        notice = due.notice
        of = notice.chat_id if notice.kind == "digest" else 0  # a digest is of one chat
        key = (replace(notice, chat_id=of, silent=False, thread=None), due.chat.language)
        draft = self._made.get(key)
        if draft is None or draft.made_at + _FRESH < time.monotonic():
            draft = await self._anew(due)
            if draft is not None:
                self._keep(key, draft)
        return draft

    def _keep(self, key: tuple[Notice, str], draft: Draft) -> None:
        self._made.pop(key, None)
        self._made[key] = draft
        while len(self._made) > _KEPT:
            del self._made[next(iter(self._made))]

    async def _anew(self, due: Due) -> Draft | None:
        async with self._store.reading() as tx:
            if due.notice.kind in _OF_NO_VISIT:
                message = await _OF_NO_VISIT[due.notice.kind](tx, due)
            elif not due.notice.visit_id:
                message = await self._of_many(tx, due)
            elif visit := await visits.get(tx, due.notice.visit_id):
                message = await _WRITERS[due.notice.kind](tx, due, visit, self._clock())
            else:
                return None
        shown = message.html if message else ""
        return Draft(message, hashlib.sha256(shown.encode()).hexdigest()[:16], time.monotonic())

    async def _of_many(self, tx: Tx, due: Due) -> Message | None:
        """Tell the visits of a digest, or that there were none; None where none of them is shown any more."""
        now, lang = self._clock(), due.chat.language
        if due.notice.kind == "alive":
            return alive_page(await feeds.number_read(tx, now - _A_DAY), lang)
        ids = await digests.told(tx, due.chat.id, due.notice.revision)
        found = {visit.id: visit for id_ in ids if (visit := await visits.followed(tx, id_))}
        link_to = self._link_to
        return digest_page(list(found.values()), lang, now=now, link_to=link_to) if found else None


async def _alert(tx: Tx, due: Due, visit: Visit, now: datetime) -> Message | None:
    """Nobody is told what is a visit no more."""
    return await _card(tx, due, visit, now) if visit.state == "shown" else None


async def _edit(tx: Tx, due: Due, visit: Visit, now: datetime) -> Message:
    """Show what has become of the card; of a visit that is none, that it is struck through."""
    if visit.state == "shown":
        return await _card(tx, due, visit, now)
    whole = await visits.followed(tx, visit.id)
    return struck(visit, whole, due.chat.language, now=now)


async def _card(tx: Tx, due: Due, visit: Visit, now: datetime) -> Message:
    history = await visits.before(tx, visit, now.date())
    return alert(visit, due.chat.language, now=now, history=history)


async def _note(tx: Tx, due: Due, visit: Visit, now: datetime) -> Message | None:
    """Tell what lies between two revisions; what is newer than the second has a row of its own."""
    if visit.state != "shown":
        return None
    notice = due.notice
    before = await revisions.get(tx, visit.id, notice.since) if notice.since else None
    after = await revisions.get(tx, visit.id, notice.revision)
    if after is not None:
        visit = replace(visit, record=after)
    return update_note(visit, due.chat.language, now=now, before=before)


async def _report(tx: Tx, due: Due, visit: Visit, now: datetime) -> Message | None:
    """Tell an operator what readers say of a visit, unless somebody has looked at it meanwhile."""
    said = (await reports.open_of(tx, [visit.id])).get(visit.id)
    return review(Waiting(visit, said), due.chat.language, now=now) if said else None


async def _feeds(tx: Tx, due: Due) -> Message | None:
    """Tell what was noted of feeds that minute, but for those of which something newer was."""
    told = await alarms.told_in(tx, at_minute(due.notice.revision))
    return feeds_told(told, due.chat.language) if told else None


async def _outage(tx: Tx, due: Due) -> Message:
    since, told_at = due.notice.since, at_minute(due.notice.revision)
    if since is None:
        return outage(told_at, None, due.chat.language)
    return outage(at_minute(since), told_at, due.chat.language)


async def _post(tx: Tx, due: Due) -> Message | None:
    said = await broadcasts.html(tx, due.notice.revision)
    return Message(said) if said else None


_OF_NO_VISIT = {"feeds": _feeds, "outage": _outage, "post": _post}
_WRITERS = {"alert": _alert, "edit": _edit, "reply": _note, "report": _report}


def labelled(message: Message, language: str) -> Message:
    """Mark a message that may be there already."""
    said = f" <i>{say(language, 'alert.repeated')}</i>" if knows(language, "alert.repeated") else ""
    return replace(message, html=f"{message.html}\n\n↻{said}")
