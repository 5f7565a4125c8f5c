"""How the bot gets to know what happened."""

from __future__ import annotations

from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World


async def get_updates(world: World, params: Params) -> list[Json]:
    _take_allowed(world, params)
    offset, limit = params.integer("offset"), params.integer("limit", 100)
    return await world.updates.poll(offset, limit, params.integer("timeout"))


def set_webhook(world: World, params: Params) -> bool:
    """Remember the address, which ends polling; nothing is ever sent there."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.webhook = url
    _take_allowed(world, params)
    return _drop(world, params)


def delete_webhook(world: World, params: Params) -> bool:
    world.updates.webhook = ""
    return _drop(world, params)


def _drop(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def _take_allowed(world: World, params: Params) -> None:
    kinds = params.array("allowed_updates", "String")
    if kinds is not None:
        world.updates.allow([str(kind) for kind in kinds])


def get_webhook_info(world: World, params: Params) -> Json:
    return {
        "url": world.updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": world.updates.pending,
    }


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
