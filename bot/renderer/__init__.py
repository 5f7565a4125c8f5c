"""The renderer: a visit and a language become a message; it does no I/O and knows no Telegram library.

card, alert        one visit with all that is known of it
update_note        what has changed about it
evidence_page, …   what stands behind a card
struck, review     what it was, and what operators decide about
feeds_page, …      how the feeds do, for operators
visits_page, …     lists and choices
welcome, help_page what a newcomer reads
"""

from __future__ import annotations

from bot.renderer.card import alert, card
from bot.renderer.details import evidence_page, sources_page
from bot.renderer.digest import alive_page, digest_page
from bot.renderer.feeds import feeds_page, feeds_told, outage
from bot.renderer.lists import visits_page
from bot.renderer.notes import update_note
from bot.renderer.pages import countries_page
from bot.renderer.review import review, struck
from bot.renderer.texts import help_page, welcome

__all__ = [
    "alert", "alive_page", "card", "countries_page", "digest_page", "evidence_page", "feeds_page",
    "feeds_told", "help_page", "outage", "review", "sources_page", "struck", "update_note", "visits_page",
    "welcome",
]  # fmt: skip
