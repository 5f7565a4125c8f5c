"""The chat page: what a messenger shows of the world, and what a person does there."""

from bot.sandbox.page.routes import Page

__all__ = ["Page"]
