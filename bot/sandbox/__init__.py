"""The token-free try-out: an embedded Bot API server, a chat page on loopback and a sample newsroom.

    async with Sandbox(port=0) as sandbox:
        sandbox.page_url       # "http://127.0.0.1:N/", the chat page
        sandbox.base_url       # "http://127.0.0.1:N/bot", for VISITWIRE_TELEGRAM__BASE_URL
        sandbox.base_file_url  # "http://127.0.0.1:N/file/bot"
        sandbox.token          # made up, of the right form
        sandbox.feed_url       # "http://127.0.0.1:N/news/feed.xml"
        ada = sandbox.world.user("Ada")
        ada.say("/visits Bahrain")
        message = await ada.hears("Manama")

The same server is the tests' stand-in for Telegram: `sandbox.faults` injects refusals and resets,
`sandbox.observers` see every request with its answer, `sandbox.calls` remembers the newest of them.
"""

from bot.sandbox.faults import Fault, Faults, Limits
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.surface import Call
from bot.sandbox.world import World

__all__ = ["Call", "Fault", "Faults", "Limits", "Sandbox", "World"]
