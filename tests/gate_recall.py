"""What the headline gate lets through: `python -m tests.gate_recall [--misses] [FILE…]`.

Of labelled articles it asks whether each would be a candidate as an entry of a feed: by its title alone, and
by its title with the first 300 characters as summary. Of articles that tell of visits that is the recall; of
the others, which are near misses, it is a page fetched for nothing.

A FILE holds ordinary news, a headline a line, with a summary behind a tab where there is one: what of it is a
candidate costs a page each time.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from bot.model import Article
from bot.reading import might_matter
from bot.scoring.corpus import Case, load

_CORPORA = Path(__file__).parent / "corpus"
_SUMMARY = 300  # characters
_SEEN = ("dev", "train", "restated", "groups")  # corpora whose articles may be looked at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the visits that are missed, by title")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="ordinary headlines instead")
    wanted = parser.parse_args()
    if wanted.files:
        _tell_cost(wanted.files)
        return
    seen = [
        case for path in sorted(_CORPORA.glob("*.jsonl")) if path.stem.startswith(_SEEN) for case in _of(path)
    ]
    held_out = [case for path in sorted(_CORPORA.glob("heldout*.jsonl")) for case in _of(path)]
    print(f"{'':24}{'items':>8}{'title':>8}{'+ 300':>8}")
    for name, cases in (("development", seen), ("held-out", held_out)):
        print(_row(f"{name}, visits", [case for case in cases if case.is_positive]))
        print(_row(f"{name}, others", [case for case in cases if not case.is_positive]))
    for lang, cases in sorted(_by_language(seen).items()):
        print(_row(lang, cases))
    if wanted.misses:
        _list([case for case in seen if case.is_positive])


def _tell_cost(files: Iterable[Path]) -> None:
    print(f"{'':24}{'items':>8}{'title':>8}{'+ 300':>8}")
    for file in files:
        lines = (line.partition("\t") for line in file.read_text("utf-8").splitlines())
        print(_row(file.name, [Case(Article(title, text), "not_visit", "") for title, _, text in lines]))


def recalled(cases: Iterable[Case], summary: int) -> list[Case]:
    """Give those that the gate lets through by their title and so many characters of their text."""
    return [case for case in cases if might_matter(case.article.title, case.article.text[:summary])]


def _of(path: Path) -> list[Case]:
    return [case for case in load(path)[0] if case.label != "ambiguous"]


def _by_language(cases: Iterable[Case]) -> dict[str, list[Case]]:
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.is_positive:
            found[case.article.lang or "?"].append(case)
    return found


def _row(name: str, cases: list[Case]) -> str:
    shares = (len(recalled(cases, summary)) / max(len(cases), 1) for summary in (0, _SUMMARY))
    return f"{name:24}{len(cases):8}" + "".join(f"{share:8.4f}" for share in shares)


def _list(cases: list[Case]) -> None:
    for summary in (_SUMMARY, 0):
        through = {id(case) for case in recalled(cases, summary)}
        print(f"\nmissed by title and {summary} characters:")
        for case in cases:
            if id(case) not in through:
                print(f"  {case.article.id or '-':12} {case.label:17} {case.article.title}")


if __name__ == "__main__":
    main()
