"""A person of a story as the record writes him down: name, office and country."""

from __future__ import annotations

from bot.model import Official
from bot.reading.people.actors import Actor
from bot.romanising import latin


def official(actor: Actor, default_country: str | None) -> Official:
    """Write down a person with name and office; `default_country` is taken where the office is of a state."""
    name = actor.name
    mention = max(
        (m for m in actor.mentions if m.kind != "body"),
        key=lambda m: (m.name is not None, len(m.written)),
        default=None,
    )
    country = actor.country
    if (
        country is None
        and mention is not None
        and "international" not in mention.flags
        and not mention.is_of_organisation
    ):
        country = default_country
    return Official(
        name=name.text if name else None,
        name_latin=latin(name.text) if name else None,
        office_as_written=mention.written or None if mention else None,
        country=country,
    )
