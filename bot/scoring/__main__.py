"""`python -m bot.scoring`: the command `visitwire score` without the rest of the program."""

from __future__ import annotations

import argparse
import sys

from bot.errors import VisitwireError
from bot.scoring import add_arguments, answer


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.scoring", description="Score reading and merging.")
    add_arguments(parser)
    try:
        for line in answer(parser.parse_args()):
            print(line)
    except VisitwireError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
