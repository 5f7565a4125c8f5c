"""python -m bot: the command `visitwire`, and the one place where bot meets handlers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot import cli

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.correcting import Corrector
    from bot.model import Feed
    from bot.outputs.line import App
    from bot.storage import Store


def main() -> None:
    """Run the command line and end the process with its status."""
    sys.exit(cli.run(None, _register))


def _register(application: App, store: Store, corrector: Corrector, feeds: Sequence[Feed]) -> None:
    from handlers import register  # heavy, and most commands talk to nobody

    register(application, store, corrector, feeds)


if __name__ == "__main__":
    main()
