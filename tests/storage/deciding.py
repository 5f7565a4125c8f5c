"""What tests of decisions do again and again: news comes in, what is due is sent, answers are looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.decisions import Cannot, Done
from bot.model import Notice, Visit
from bot.outcomes import Sent
from bot.storage import Store, visits
from tests.storage.sending import claim, finish
from tests.storage.situations import NOW, one_taken_in, sighting

LATER = NOW + timedelta(hours=1)


async def news(store: Store, slug: str, **changes: Any) -> Visit:
    return (await one_taken_in(store, f"https://e.org/{slug}", sighting(**changes)))[1]


async def deliver(store: Store) -> list[Notice]:
    """Send all that is due, and say what it was."""
    sent = []
    while due := await claim(store, LATER + timedelta(minutes=30)):
        for one in due:
            sent.append(one.notice)
            await finish(store, one, Sent(100 + one.chat.id), LATER)
    return sent


async def stands(store: Store, visit_id: str) -> Visit:
    async with store.reading() as tx:
        visit = await visits.get(tx, visit_id)
    assert visit is not None
    return visit


async def listed(store: Store) -> set[str]:
    async with store.reading() as tx:
        return {visit.id for visit in await visits.query(tx)}


def done(answer: Done | Cannot) -> Done:
    assert isinstance(answer, Done), answer
    return answer


def why(answer: Done | Cannot) -> str:
    assert isinstance(answer, Cannot), answer
    return answer.why
