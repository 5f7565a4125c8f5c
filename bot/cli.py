"""The command line: what can be asked of the program, and how it ends.

Exit status: 0 done, 1 something failed, 2 wrong usage or configuration, 75 another instance runs.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import UsageError, VisitwireError

if TYPE_CHECKING:
    from bot.leading import Register

_EPILOG = "Exit status: 0 done, 1 something failed, 2 wrong usage or configuration, 75 another instance runs."


def run(argv: Sequence[str] | None, register: Register) -> int:
    """Do what the arguments say and give the exit status; `register` hangs the handlers into the bot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = _parser().parse_args(argv)
        arguments.register = register
        status = _command(arguments.does)(arguments)
        sys.stdout.flush()
        return status
    except VisitwireError as error:
        return _fail(str(error), error.exit_status)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain of it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("stopped", 130)
    except Exception as error:
        if os.environ.get("VISITWIRE_TRACEBACK"):
            return _fail("".join(traceback.format_exception(error)).rstrip(), 1)
        return _fail(f"unexpected {type(error).__name__}: {error} (VISITWIRE_TRACEBACK=1 shows where)", 1)


def _fail(message: str, status: int) -> int:
    from bot.logs import redact

    for line in redact(message).splitlines() or [""]:
        print(f"visitwire: {line}", file=sys.stderr)
    return status


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Find `module.function` below bot.commands, so that `--help` loads none of them."""
    module, _, function = name.rpartition(".")
    found: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"bot.commands.{module}"), function
    )
    return found


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise UsageError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="visitwire",
        description="Reads news feeds, notices visits of prosecutors general, and tells people on Telegram.",
        epilog=_EPILOG,
    )
    parser.add_argument("--config", metavar="DIR", help="the configuration folder (else VISITWIRE_CONFIG)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_add_running, _add_reading, _add_polling, _add_visits, _add_fix, _add_feeds, _add_upkeep):
        add(commands)
    return parser


def _add(commands: Any, name: str, does: str, help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    # Also after the command, where people write it; SUPPRESS keeps the one given before.
    parser.add_argument("--config", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(does=does)
    return parser


def _add_running(commands: Any) -> None:
    _add(commands, "run", "running.run", "poll the feeds, answer Telegram, send alerts")
    sandbox = _add(commands, "sandbox", "running.sandbox", "try it out without token and network")
    sandbox.add_argument(
        "--port", type=_port, metavar="N", help="of the chat page (default: 8765, or the next free)"
    )


def _add_reading(commands: Any) -> None:
    explain = _add(commands, "explain", "reading.explain", "read articles and say what is in them")
    explain.add_argument("--json", action="store_true", help="one verdict a line")
    explain.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text, JSON or JSON Lines; - is stdin"
    )
    take_in = _add(commands, "take-in", "reading.take_in", "put articles into the store as if polled")
    take_in.add_argument("--json", action="store_true", help="one answer a line")
    take_in.add_argument("--quiet", action="store_true", help="queue no alerts")
    which = take_in.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE", help="JSON Lines; - is stdin")
    which.add_argument(
        "--history", action="store_true", help="instead, the visits of past years that the package brings"
    )
    reread = _add(
        commands, "reread", "rereading.reread", "read stored articles again and say what that changes"
    )
    reread.add_argument("--since", metavar="D", help="only those published since this day, month or year")
    reread.add_argument("--apply", action="store_true", help="change it")
    reread.add_argument("--json", action="store_true", help="one change a line")
    reread.add_argument(
        "--notes", metavar="FILE", type=Path, default=Path("data/reread.jsonl"),
        help="what was read, for the next run (default: data/reread.jsonl)",
    )  # fmt: skip
    score = _add(commands, "score", "reading.score", "measure the reading against a labelled corpus")
    score.add_argument(
        "corpus", metavar="CORPUS", type=Path, nargs="+", help="JSON Lines of labelled articles"
    )
    score.add_argument("--lang", metavar="LL", help="only the articles labelled with this language")
    score.add_argument("--errors", action="store_true", help="list every mistake before the figures")
    score.add_argument(
        "--leave-one-out",
        action="store_true",
        help="also read each language by weights trained without it (needs a checkout)",
    )
    score.add_argument("--json", action="store_true", help="one JSON object instead of tables")


def _add_polling(commands: Any) -> None:
    poll = _add(commands, "poll", "polling.poll", "poll the feeds without Telegram")
    poll.add_argument("--once", action="store_true", help="every feed once, then end")
    poll.add_argument("--feed", metavar="NAME", action="append", help="only this feed (may be repeated)")


def _add_visits(commands: Any) -> None:
    visits = _add(commands, "visits", "visits.visits", "list the visits in the store")
    visits.add_argument("countries", nargs="*", metavar="COUNTRY", help="code, name or flag; two make a pair")
    visits.add_argument("--from", dest="start", metavar="D", help="not over before this day, month or year")
    visits.add_argument("--to", dest="end", metavar="D", help="begun by this day, month or year")
    visits.add_argument("--status", metavar="S", action="append", help="planned, ongoing, completed, …")
    visits.add_argument("--format", choices=("table", "json", "csv", "ics", "atom"), default="table")


def _add_fix(commands: Any) -> None:
    help_ = "correct a visit: what is decided stands above all articles, also later ones, and can be undone"
    fix = commands.add_parser("fix", help="correct visits, decide what waits", description=help_)
    parts = fix.add_subparsers(metavar="WHAT", required=True)
    _add(parts, "list", "fixing.waiting", "list what waits: held visits, and those that readers reported")
    for name, function, help_ in (
        ("show", "show", "print a visit's fields, numbered sources and corrections"),
        ("reject", "reject", "a false alarm: list it no more, strike its cards through"),
        ("accept", "accept", "show a held visit, and alert its subscribers if it is still news"),
        ("keep", "keep", "settle the reports of a visit that is right as it is"),
        ("set", "set_field", "set one field; with before and after"),
        ("merge", "merge", "make a visit part of another one"),
        ("split", "split", "let some of its sources tell of a visit of their own"),
        ("undo", "undo", "take back the last correction that stands"),
    ):
        part = _add(parts, name, f"fixing.{function}", help_)
        part.add_argument("visit", metavar="ID", help="as `visitwire visits` prints it")
        _add_fix_rest(part, name)


def _add_fix_rest(part: argparse.ArgumentParser, name: str) -> None:
    if name == "set":
        part.add_argument("field", metavar="FIELD", help="such as host.city; show lists them")
        part.add_argument("value", metavar="VALUE", nargs="+", help="none empties the field")
    elif name == "merge":
        part.add_argument("other", metavar="OTHER", help="the visit that it is part of")
    elif name == "split":
        part.add_argument("numbers", metavar="N", nargs="+", type=int, help="sources, as show numbers them")


def _add_feeds(commands: Any) -> None:
    feeds = commands.add_parser("feeds", help="look after the list of feeds")
    parts = feeds.add_subparsers(metavar="WHAT", required=True)
    list_ = _add(parts, "list", "feeds.list_feeds", "list the feeds and how they do, those in trouble first")
    list_.add_argument("--failing", action="store_true", help="only those in trouble")
    list_.add_argument("--json", action="store_true", help="one object a line")
    check = _add(parts, "check", "feeds.check", "say what a feed gives, or why it fails")
    check.add_argument(
        "feeds",
        nargs="*",
        metavar="URL|NAME",
        help="an address or a feed's name (default: all)",
    )
    check.add_argument("--user-agent", metavar="TEXT", help="for an address whose publisher refuses ours")
    add = _add(parts, "add", "feeds.add", "add a feed to feeds.toml")
    add.add_argument("url", metavar="URL", help="of a feed, or of a page that names one")
    add.add_argument("--name", help="default: the feed's title")
    add.add_argument("--user-agent", metavar="TEXT", help="for a publisher who refuses ours")
    add.add_argument("--country", metavar="CC")
    add.add_argument("--language", metavar="LL")
    import_ = _add(parts, "import", "opml.import_feeds", "add the feeds of another reader's list (OPML)")
    import_.add_argument("file", metavar="FILE", help="- is stdin")
    import_.add_argument("--check", action="store_true", help="add only those that give anything")
    import_.add_argument("--dry-run", action="store_true", help="say what would be added, and add nothing")
    export = _add(parts, "export", "opml.export", "write the list as OPML, for another reader")
    export.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: stdout")
    for name, help_ in (("remove", "take a feed out of feeds.toml"), ("enable", "poll a feed again"),
                        ("disable", "poll a feed no more")):  # fmt: skip
        _add(parts, name, f"feeds.{name}", help_).add_argument("name", metavar="NAME")


def _add_upkeep(commands: Any) -> None:
    migrate = _add(commands, "migrate", "upkeep.migrate", "create the store or bring it up to date")
    migrate.add_argument(
        "--from", dest="source", metavar="URL", help="copy another store into this empty one"
    )
    backup = _add(commands, "backup", "upkeep.backup", "write a copy of the store while the bot runs")
    backup.add_argument(
        "file", metavar="FILE", type=Path, help="the copy, an SQLite store; it must not exist"
    )
    _add(commands, "doctor", "doctor.doctor", "check configuration, database, token, feeds and clock")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write a number from 0 to 65535")
    return int(text)
