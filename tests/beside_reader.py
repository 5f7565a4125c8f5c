"""One round after another of the `reader` library; run by an interpreter that has it, from bench_feeds.

Arguments: a database file and the addresses of feeds. For each line on stdin it updates all feeds and prints
the processor seconds that this took and how many entries were new.
"""

from __future__ import annotations

import sys
import time


def main(database: str, addresses: list[str]) -> None:
    import reader  # type: ignore[import-not-found] # no part of this project

    library = reader.make_reader(database)
    for address in addresses:
        library.add_feed(address)
    for _ in sys.stdin:
        began = time.process_time()
        new = sum(
            one.new for result in library.update_feeds_iter(scheduled=False) if (one := result.updated_feed)
        )
        print(time.process_time() - began, new, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
