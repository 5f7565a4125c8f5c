"""The limiter, on a loop whose time jumps to the next moment at which something happens."""

from __future__ import annotations

import asyncio
import bisect
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.outputs.limiter import BULK, Busy, Limiter, Pace

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


class Warp(asyncio.SelectorEventLoop):
    """An event loop that sleeps by moving its own clock."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 1000.0
        really = self._selector.select  # type: ignore[attr-defined]

        def select(timeout: float | None = None) -> Any:
            self._now += timeout or 0.0
            return really(0)

        self._selector.select = select  # type: ignore[attr-defined]

    def time(self) -> float:
        return self._now


class Telegram:
    """Notes when each request left; answers some chats with a 429."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.limiter = Limiter(clock)
        self.sent: dict[int, list[float]] = defaultdict(list)
        self.refuse: dict[int, list[int]] = {}  # chat -> seconds for its next answers

    @property
    def times(self) -> list[float]:
        return sorted(moment for moments in self.sent.values() for moment in moments)

    async def ask(self, chat: int, bulk: bool = False, endpoint: str = "sendMessage") -> Any:
        async def callback() -> bool:
            self.sent[chat].append(self.clock())
            if self.refuse.get(chat):
                raise RetryAfter(self.refuse[chat].pop(0))
            return True

        args = BULK if bulk else None
        return await self.limiter.process_request(callback, (), {}, endpoint, {"chat_id": chat}, args)


def play(story: Callable[[Telegram], Awaitable[None]]) -> Telegram:
    loop = Warp()
    telegram = Telegram(loop.time)
    try:
        loop.run_until_complete(story(telegram))
    finally:
        loop.close()
    return telegram


def most_within(times: list[float], window: float) -> int:
    return max(
        bisect.bisect_left(times, moment + window - 1e-9) - place for place, moment in enumerate(times)
    )


def gaps(times: list[float]) -> list[float]:
    return [round(after - before, 2) for before, after in itertools.pairwise(times)]


def test_never_more_than_thirty_in_any_second() -> None:
    """Two hundred private chats at once leave in under ten seconds and never more than 30 in a second."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(chat) for chat in range(1, 201)))

    times = play(story).times
    assert most_within(times, 1.0) <= 30
    assert times[-1] - times[0] < 10


def test_alerts_leave_room_for_replies() -> None:
    """In a flood of alerts a reply takes the next place; together never more than 30 leave in any second."""
    waited = []

    async def story(telegram: Telegram) -> None:
        flood = [asyncio.ensure_future(telegram.ask(chat, bulk=True)) for chat in range(1, 151)]
        for person in range(1001, 1011):
            await asyncio.sleep(0.4)
            asked = telegram.clock()
            await telegram.ask(person)
            waited.append(telegram.clock() - asked)
        await asyncio.gather(*flood)

    telegram = play(story)
    assert most_within(telegram.times, 1.0) <= 30
    assert max(waited) < 0.2


def test_alerts_use_what_is_allowed() -> None:
    """A flood of alerts leaves at 97 % of 30 a second or more, evenly."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(chat, bulk=True) for chat in range(1, 601)))

    times = play(story).times
    assert 600 / (times[-1] - times[0]) >= 0.97 * 30
    assert most_within(times, 1.0) <= 30


def test_at_most_sixteen_are_in_flight() -> None:
    """When Telegram answers slowly no more than 16 requests are made at the same time."""
    most = now = 0

    async def story(telegram: Telegram) -> None:
        nonlocal most, now

        async def slow() -> None:
            nonlocal most, now
            now += 1
            most = max(most, now)
            await asyncio.sleep(2)
            now -= 1

        limiter = telegram.limiter
        await asyncio.gather(
            *(
                limiter.process_request(slow, (), {}, "sendMessage", {"chat_id": n}, None)
                for n in range(1, 60)
            )
        )

    play(story)
    assert most == 16


def test_a_late_answer_makes_room_later() -> None:
    """A request that was long on its way counts from when it may have arrived, not from when it left."""
    arrived: list[float] = []

    async def story(telegram: Telegram) -> None:
        async def one(number: int) -> None:
            async def trip() -> None:
                await asyncio.sleep(0.4 if 10 <= number < 20 else 0.01)
                arrived.append(telegram.clock())

            data = {"chat_id": number}
            await telegram.limiter.process_request(trip, (), {}, "sendMessage", data, BULK)

        for start in range(0, 90, 8):
            await asyncio.gather(*(one(number) for number in range(start + 1, start + 9)))

    play(story)
    assert most_within(arrived, 1.0) <= 30


def test_a_bulk_request_that_would_wait_for_its_chat_is_not_made() -> None:
    """Four alerts to one person at once: three leave, the fourth comes back with the time it needs."""

    async def story(telegram: Telegram) -> None:
        for _ in range(3):
            await telegram.ask(1, bulk=True)
        with pytest.raises(Busy) as caught:
            await telegram.ask(1, bulk=True)
        assert 0.8 < caught.value.seconds <= 1.0

    assert len(play(story).sent[1]) == 3


def test_a_handful_of_replies_leaves_at_once() -> None:
    """Twenty people who ask at the same moment are answered at the same moment."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(chat) for chat in range(1, 21)))

    times = play(story).times
    assert times[-1] == times[0]


def test_one_private_chat_gets_one_a_second_after_a_short_burst() -> None:
    """Messages to one person leave in their order, three at once and then one a second."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(7) for _ in range(6)))

    assert gaps(play(story).times)[2:] == [1.0, 1.0, 1.0]


def test_a_group_gets_at_most_twenty_a_minute() -> None:
    """A group never gets more than 20 messages in any 60 seconds."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(-100) for _ in range(50)))

    assert most_within(play(story).times, 60.0) <= 20


def test_a_429_halts_its_chat_alone() -> None:
    """A reply told to wait is repeated after that time; other chats are not held up."""

    async def story(telegram: Telegram) -> None:
        telegram.refuse[1] = [5]
        await asyncio.gather(*(telegram.ask(chat) for chat in (1, 2, 3)))

    telegram = play(story)
    assert gaps(telegram.sent[1]) == [5.0]
    assert telegram.sent[3][0] - telegram.sent[1][0] < 1


def test_two_429_in_five_seconds_halt_everything() -> None:
    """When two chats are told to wait, nothing at all leaves until the longer wait is over."""

    async def story(telegram: Telegram) -> None:
        telegram.refuse = {1: [4], 2: [6]}
        first = [asyncio.ensure_future(telegram.ask(chat)) for chat in (1, 2)]
        await asyncio.sleep(0.5)
        await asyncio.gather(telegram.ask(3), *first)

    telegram = play(story)
    start = telegram.times[0]
    assert telegram.sent[3][0] - start >= 6
    assert min(telegram.sent[1][1], telegram.sent[2][1]) - start >= 6


def test_a_bulk_request_does_not_wait_for_a_halted_chat() -> None:
    """An alert to a halted chat comes back at once with the time that is left; the outbox waits better."""

    async def story(telegram: Telegram) -> None:
        telegram.refuse[1] = [600]
        with pytest.raises(RetryAfter):
            await telegram.ask(1, bulk=True)
        began = telegram.clock()
        with pytest.raises(RetryAfter) as caught:
            await telegram.ask(1, bulk=True)
        assert telegram.clock() - began < 2
        assert 590 < float(str(caught.value).split()[-2]) <= 600

    assert len(play(story).sent[1]) == 1


def test_a_long_wait_is_not_waited_out_by_a_reply() -> None:
    """A reply told to wait for minutes fails, because nobody expects it by then."""

    async def story(telegram: Telegram) -> None:
        telegram.refuse[1] = [300]
        with pytest.raises(RetryAfter):
            await telegram.ask(1)

    assert len(play(story).times) == 1


def test_questions_pass_freely() -> None:
    """Requests that send nothing, such as getChatMember, are not slowed down."""

    async def story(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.ask(1, endpoint="getChatMember") for _ in range(100)))

    times = play(story).times
    assert times[-1] == times[0]


def test_chats_at_rest_are_forgotten() -> None:
    """After ten thousand chats only those still paced are remembered."""

    async def story(telegram: Telegram) -> None:
        for chat in range(1, 10_001):
            await telegram.ask(chat)
        assert len(telegram.limiter._chats) < 1000

    play(story)


def test_a_pace_keeps_to_its_burst_and_interval() -> None:
    """In any window a pace lets through at most its burst and one for each interval."""
    pace = Pace(0.5, 2)
    assert [pace.reserve(10.0) for _ in range(4)] == [0.0, 0.0, 0.5, 1.0]
    assert pace.reserve(100.0) == 0.0
