"""The newcomer's world: a person who follows Bahrain, chats to look around in, stories that come out."""

from __future__ import annotations

import asyncio
import contextlib

from bot.sandbox.newsroom import Newsroom
from bot.sandbox.world import World

FIRST_STORY = 8.0  # seconds after the bot's first poll
NEXT_STORY = 40.0  # seconds between stories
BASELINE_WAIT = 30.0  # seconds; a feed that nobody reads does not hold the stories back for ever


class Demo:
    """Plays the story that the README promises; does nothing until the bot polls."""

    def __init__(self, world: World, newsroom: Newsroom, first_story: float, next_story: float) -> None:
        self._world = world
        self._newsroom = newsroom
        self._first_story = first_story
        self._next_story = next_story
        self.person = world.user("Robin")
        colleague = world.user("Sam")
        world.group("Foreign desk", owner=self.person, members=[colleague])
        forum = world.supergroup("Newsroom with topics", owner=self.person, members=[colleague], forum=True)
        forum.topic("Visits")
        forum.topic("Small talk")
        world.channel("Diplomatic diary", owner=self.person, username="diplomatic_diary_sample")

    async def play(self) -> None:
        """Say what a newcomer would, then bring out one story after the other."""
        await self._world.updates.first_poll.wait()
        self.person.say("/start")
        self.person.say("/subscribe BH")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._newsroom.read.wait(), BASELINE_WAIT)
        await asyncio.sleep(self._first_story)
        for _ in range(len(self._newsroom.waiting)):
            self._newsroom.publish_next()
            await asyncio.sleep(self._next_story)
