"""Forged taps and mixed admins against the real bot: `python -m tests.handlers.intruders [TAPS] [CASES]`.

After each the whole store is held against what it was: only what its author could have done by typing may
differ. Nobody may be shown what another chat has set, and nothing may be logged as an error.
"""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

from telegram.ext import ApplicationBuilder

from bot.correcting import Corrector
from bot.outputs.line import App, Line
from bot.renderer import actions
from bot.sandbox import Sandbox
from bot.sandbox.autolinks import find
from bot.sandbox.people import ANONYMOUS, Person
from bot.sandbox.rooms import ADMINS, Room
from bot.sandbox.surface import Call
from bot.sandbox.wire import Json
from bot.storage import Store, broadcasts, chats, reports
from bot.wishes import Subject
from handlers import deeds, register
from tests.handlers.forgeries import COMMANDS, DEEDS, mutated
from tests.renderer.samples import NOW
from tests.storage.situations import one_taken_in, sighting

_SECRET = "Zebulon Quillfeather"
_STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
_VOICES = ("own", "group", "channel", "linked", "bot")
_OPEN = {"visits", "corrections", "revisions", "sightings", "related", "articles", "feeds", "lines"}

Row = tuple[str, tuple[object, ...]]


@dataclass
class Verdict:
    """What came of it: how many changed something, and what should not have been."""

    done: int = 0
    changed: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, fault: str, case: str) -> None:
        self.faults[fault] += 1
        self.first.setdefault(fault, case)


class _Ears(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


class Siege:
    """A bot with secrets to keep, and those who try."""

    def __init__(self, sandbox: Sandbox, store: Store, now: list[datetime]) -> None:
        self.world, self.store, self._now = sandbox.world, store, now
        user = sandbox.world.user
        self.owner, self.operator, self.victim = user("Ada"), user("Olga"), user("Vic")
        self.people = [user(name) for name in ("Sam", "Max", "Eve", "Abe")]
        self.guesser = self.people[0]
        world, members = sandbox.world, self.people[1:3]
        self.rooms = [
            world.group("Small", owner=self.owner, members=members),
            world.supergroup("Desk", owner=self.owner, members=members),
            world.supergroup("Forum", owner=self.owner, members=members, forum=True),
            world.channel("Wire", owner=self.owner),
        ]
        self.topic = self.rooms[2].topic("Visits")
        for room in self.rooms:
            room.members[self.people[3].id] = "administrator"
        self.visit = ""
        self.heard: list[str] = []
        self.ears = _Ears()
        sandbox.observers.append(self._overhear)

    def _overhear(self, call: Call) -> None:
        said = " ".join(str(value) for value in call.params.raw.values())
        if _SECRET in said:
            self.heard.append(f"{call.method} {call.params.raw.get('chat_id')}")

    async def furnish(self) -> None:
        """Put into the store what is worth an attack."""
        _, visit = await one_taken_in(self.store, "https://a.example/1", sighting())
        self.visit = visit.id
        await self.restore()

    async def restore(self) -> None:
        """Put back what those who may have taken away."""
        async with self.store.writing() as tx:
            for chat, kind in (*((room.id, room.type) for room in self.rooms), (self.victim.id, "private")):
                await chats.ensure(tx, chat, kind, "en")
                await chats.subscribe(tx, chat, Subject(("AZ",)))
                await chats.subscribe(tx, chat, Subject(person=_SECRET))
            await chats.ensure(tx, self.operator.id, "private", "en")
            await broadcasts.draft(tx, self.operator.id, "Not yet", None, self._now[0])
            await reports.add(tx, self.victim.id, self.visit, "not_visit", now=NOW)

    def payloads(self) -> list[str]:
        """Give what buttons of the bot say, and might say about other chats."""
        drafts = [text.format(visit=self.visit) for text in DEEDS]
        drafts += [f"1{verb}" for verb in deeds()] + [f"1{verb}:1:0" for verb in deeds()]
        drafts += [f"1r:{self.visit}:wrong_fact", f"1w:{self.visit}:0:a", f"1v:{self.visit}", "1p:v::1"]
        aims = [room.id for room in self.rooms] + [self.victim.id, self.operator.id]
        return drafts + [f"{text}@{aim}" for text in drafts for aim in aims]

    async def tapped(self, person: Person, room: Room, data: str) -> None:
        """Press a button that says so under a message of the bot, and wait until that is answered."""
        self._now[0] += timedelta(seconds=20)
        own = room.bot_messages or [self._written(room)]
        await person.answered(person.press(data, own[-1], room), 20)

    def _written(self, room: Room) -> Json:
        return self.world.post(room, sender=self.world.bot, by_bot=True, text="A card")

    async def said(self, person: Person, room: Room, text: str, voice: str) -> None:
        """Let somebody write in their own or another name, and wait until the bot is done with it."""
        extra: Json = {"entities": find(text)}
        sender = {"own": person.user, "bot": self.world.bot}.get(voice, ANONYMOUS)
        if voice == "group":
            extra["sender_chat"] = room.chat
        elif voice in ("channel", "linked"):
            extra["sender_chat"] = self.rooms[3].chat
            extra["is_automatic_forward"] = voice == "linked" or None
        if room is self.rooms[2]:
            extra |= {"message_thread_id": self.topic, "is_topic_message": True}
        self.world.post(room, sender=sender, text=text, **extra)
        await self.tapped(self.owner, room, actions.write(actions.NOTHING))  # what one chat says is in order

    def may(self, person: Person, room: Room, voice: str = "own") -> set[int]:
        """Give the chats that somebody may change, writing or tapping there."""
        own = {person.id} if room is person.private else set()
        if voice != "own":
            # Only an admin can write in a group's name; whoever has another name has no rights.
            return {room.id} if voice == "group" else set()
        return own | {one.id for one in self.rooms if one.status(person.id) in ADMINS}

    def snapshot(self) -> set[Row]:
        """Give every row of the store."""
        rows: set[Row] = set()
        with sqlite3.connect(str(self.store.path)) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                if not name.startswith(("sqlite_", "visits_words")):
                    found = database.execute(f"SELECT * FROM {name}")
                    columns = [column[0] for column in found.description]
                    place = columns.index("chat_id") if "chat_id" in columns else 0
                    rows |= {(name, (row[place], *row)) for row in found}
        database.close()
        return rows

    def judge(
        self, before: set[Row], differing: set[Row], allowed: set[int], room: Room, master: bool
    ) -> Iterator[str]:
        """Say which rows differ that may not; `master`: an operator in the private chat with the bot."""
        for name, (owner, *row) in differing:
            if master or (name not in _OPEN and owner in allowed):
                continue
            if name == "reports" and owner == room.id:
                continue  # anybody in a chat may report a card
            if name == "outbox" and owner == self.operator.id and "report" in row:
                continue
            is_new = name == "chats" and not any(one[1][0] == owner for one in before if one[0] == "chats")
            if not (is_new and owner == room.id):
                yield f"{name} of {'the chat' if owner == room.id else 'another chat'} changed"


async def taps(siege: Siege, count: int, seed: int = 1) -> Verdict:
    """Press so many mutated buttons, everybody everywhere."""
    verdict, chance, pool = Verdict(), random.Random(seed), siege.payloads()
    for _ in range(count):
        person = chance.choice([*siege.people, *siege.people, siege.operator])
        room = chance.choice([*siege.rooms, person.private, person.private])
        data = mutated(chance.choice(pool), chance, pool)
        await _tried(siege, verdict, person, room, data)
    return verdict


async def _tried(siege: Siege, verdict: Verdict, person: Person, room: Room, data: str) -> None:
    before = siege.snapshot()
    siege.heard.clear()
    await siege.tapped(person, room, data)
    master = person is siege.operator and room is person.private
    case = f"{person.user['first_name']} in {room.title}: {data!r}"
    await _judged(siege, verdict, before, siege.may(person, room), room, master, case)


async def _judged(
    siege: Siege, verdict: Verdict, before: set[Row], allowed: set[int], room: Room, master: bool, case: str
) -> None:
    verdict.done += 1
    differing = before ^ siege.snapshot()
    verdict.changed += bool(differing)
    for fault in siege.judge(before, differing, allowed, room, master):
        verdict.note(fault, case)
    if siege.heard and room not in siege.rooms and not allowed & {one.id for one in siege.rooms}:
        verdict.note("a secret was told", f"{case}: {siege.heard[0]}")  # in a group all members may see it
    for said in siege.ears.heard:
        verdict.note("an error was logged", f"{case}: {said}")
    siege.ears.heard.clear()
    if differing:
        await siege.restore()


async def admins(siege: Siege, count: int, seed: int = 1) -> Verdict:
    """Let people of every standing, promoted and demoted a moment ago, write and tap what changes a chat."""
    verdict, chance = Verdict(), random.Random(seed)
    cases = list(product(_STATUSES, siege.rooms, [*COMMANDS, *DEEDS], _VOICES))
    for status, room, deed, voice in chance.sample(cases, min(count, len(cases))):
        person = chance.choice(siege.people)
        siege.world.set_member(room, person.user, status, by=siege.owner.user)
        siege._now[0] += timedelta(seconds=61)  # so long an answer of Telegram's is believed
        before, text = siege.snapshot(), deed.format(visit=siege.visit)
        siege.heard.clear()
        if text.startswith("/"):
            await siege.said(person, room, text, voice)
            allowed = set() if room.type == "channel" else siege.may(person, room, voice)
        else:
            await siege.tapped(person, room, text)
            allowed = siege.may(person, room)
        await _judged(
            siege, verdict, before, allowed, room, False, f"{status} as {voice} in {room.title}: {text}"
        )
    return verdict


@asynccontextmanager
async def besieged(folder: Path) -> AsyncIterator[Siege]:
    """Open the real bot with a store of its own, and those who try."""
    store = Store.at(f"sqlite+aiosqlite:///{folder}/siege.db")
    await store.migrate()
    now = [NOW]
    async with Sandbox(demo=False) as sandbox:
        siege = Siege(sandbox, store, now)
        await siege.furnish()
        corrector = Corrector(store, {siege.operator.id}, clock=lambda: now[0])
        application = _hasty(sandbox)
        register(application, store, corrector, clock=lambda: now[0])
        line = Line(application)
        await line.open()
        listening = asyncio.create_task(line.listen())
        logging.getLogger().addHandler(siege.ears)
        try:
            yield siege
        finally:
            logging.getLogger().removeHandler(siege.ears)
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
            await line.close()
            await store.close()


def _hasty(sandbox: Sandbox) -> App:
    """Make the Application without the limiter, which would let a group wait for minutes."""
    made = ApplicationBuilder().token(sandbox.token).base_url(sandbox.base_url)
    return made.updater(None).job_queue(None).build()


async def _all(number_of_taps: int, cases: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with besieged(Path(folder)) as siege:
            for name, verdict in (
                ("mutated taps", await taps(siege, number_of_taps)),
                ("mixed admin cases", await admins(siege, cases)),
            ):
                print(f"{verdict.done:,} {name}, {verdict.changed:,} of which changed something they may")
                print(f"{sum(verdict.faults.values()):,} faults")
                for fault, number in verdict.faults.most_common():
                    print(f"{number:6,} {fault}: {verdict.first[fault]}")
                if verdict.faults:
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(_all(*(int(word) for word in (*sys.argv[1:], "10000", "1000")[:2]))))
