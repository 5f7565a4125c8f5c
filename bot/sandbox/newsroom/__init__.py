"""A sample news agency: a headline feed and article pages whose dates always lie around today."""

from bot.sandbox.newsroom.desk import Newsroom
from bot.sandbox.newsroom.stories import Story

__all__ = ["Newsroom", "Story"]
