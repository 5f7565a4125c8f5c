"""The documentation is tested too: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot.languages import pack
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def visitwire(*words: str) -> str:
    """Ask the program as a shell would."""
    asked = [sys.executable, "-m", "bot", *words]
    return subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_the_readme_names_every_command_of_the_chat() -> None:
    """Whoever reads the README knows what can be written to the bot."""
    commands = set(pack("en")["ui"]["commands"]) - {"start", "help"}
    assert {name for name in commands if f"`/{name}" not in README} == set()


def test_commands_in_the_readme_exist() -> None:
    """Every `visitwire …` that the README shows is understood by the program."""
    shown = set(re.findall(r"^visitwire ([a-z][a-z-]+)", README, re.MULTILINE))
    offered = set(re.findall(r"^    ([a-z-]+)  ", visitwire("--help"), re.MULTILINE))
    assert shown
    assert shown <= offered


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link or picture inside the project leads to a file that is there."""
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_setting_is_explained() -> None:
    """config/settings.toml has a line for each setting but the token, which does not belong in a file."""
    text = (ROOT / "config" / "settings.toml").read_text(encoding="utf-8")
    sections = [section for section in fields(Settings) if section.name != "folder"]
    names = {
        one.name
        for section in sections
        for one in fields(type(getattr(Settings(), section.name)))
        if one.metadata
    }
    assert {
        name for name in names - {"token"} if not re.search(rf"^# {name} = ", text, re.MULTILINE)
    } == set()


def test_the_design_names_every_room() -> None:
    """Each file and folder at the top of bot/ is in the house of docs/design.md."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "bot").iterdir() if not path.name.startswith("__")]
    assert [room for room in rooms if f"bot/{room}" not in design and room != "default_config"] == []
