"""The files in deploy/ name only what exists: settings, commands, files; they cannot be run here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import cli
from bot.settings import examine

_ROOT = Path(__file__).parents[1]
_DEPLOY = _ROOT / "deploy"
_UNIT = _DEPLOY / "visitwire.service"
_CONTAINER = _DEPLOY / "Containerfile"


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_DEPLOY / "compose.yaml").read_text())
    return loaded


def unit(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", _UNIT.read_text(), re.MULTILINE)


def image_environment() -> dict[str, str]:
    [block] = re.findall(r"^ENV ((?:.*\\\n)*.*)$", _CONTAINER.read_text(), re.MULTILINE)
    return dict(pair.split("=", 1) for pair in shlex.split(block.replace("\\\n", " ")))


def wrong(environ: dict[str, str], tmp_path: Path) -> tuple[str, ...]:
    """List what the program would say about these variables; files of secrets are made up."""
    (tmp_path / "secret").write_text("postgresql+asyncpg://me:word@host/name")
    (tmp_path / "token").write_text("7000000001:made-up-token-of-nobody-at-all-here")
    given = dict(environ)
    for name in given:
        if name.endswith("_FILE"):
            given[name] = str(tmp_path / ("token" if "TOKEN" in name else "secret"))
    return examine(_ROOT / "config", given)[1]


def does(arguments: list[str]) -> str:
    """Say which command the arguments are understood as."""
    found: str = cli._parser().parse_args(arguments).does
    return found


def test_the_unit_sets_what_the_program_knows(tmp_path: Path) -> None:
    """Every variable of the unit is a setting, and its command is one of ours."""
    environ = dict(line.split("=", 1) for line in unit("Environment"))
    assert wrong(environ, tmp_path) == ()
    assert environ["TELEGRAM_BOT_TOKEN_FILE"] == "%d/" + unit("LoadCredential")[0].split(":")[0]
    [command] = unit("ExecStart")
    assert does(shlex.split(command)[1:]) == "running.run"
    assert unit("RestartPreventExitStatus") == ["2 75"]


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about the unit."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze on this machine")
    text = _UNIT.read_text().replace("/opt/visitwire/.venv/bin/visitwire", "/bin/true")
    steps = ("RestartSteps", "RestartMaxDelaySec")  # unknown before systemd 254, and then only ignored
    known = [line for line in text.splitlines() if not line.startswith(steps)]
    file = tmp_path / "visitwire.service"
    file.write_text("\n".join(known) + "\n")
    done = subprocess.run([analyze, "verify", str(file)], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "visitwire" in line]
    assert said == []


def test_the_image_is_made_of_what_exists(tmp_path: Path) -> None:
    """What is copied exists and is not ignored, the variables are settings, the port is the one checked."""
    text = _CONTAINER.read_text()
    let_in = {line[1:] for line in (_ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = [
        part
        for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE)
        for part in line.split()[:-1]
    ]
    assert set(copied) == let_in
    assert all((_ROOT / name).exists() for name in copied)
    environ = {name: value for name, value in image_environment().items() if name.startswith("VISITWIRE_")}
    assert wrong(environ, tmp_path) == ()
    assert f"http://127.0.0.1:{environ['VISITWIRE_MONITORING__PORT']}/healthz" in text
    assert re.search(r"^USER \d+$", text, re.MULTILINE), "runs as somebody, and not as root"
    [entry], [command] = (
        re.findall(rf"^{word} (\[.*\])$", text, re.MULTILINE) for word in ("ENTRYPOINT", "CMD")
    )
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    assert yaml.safe_load(entry)[0] in project["scripts"]
    assert does(yaml.safe_load(command)) == "running.run"


def test_compose_fits_the_image_and_the_program(compose: dict[str, Any], tmp_path: Path) -> None:
    """Two processes share one PostgreSQL, with variables, secrets and a command that exist."""
    services = compose["services"]
    ours = {name: one for name, one in services.items() if one["image"] == "visitwire"}
    assert len(ours) == 2
    for one in ours.values():
        build = one["build"]
        assert (_DEPLOY / build["context"] / build["dockerfile"]).resolve() == _CONTAINER
        assert does(one["command"]) == "running.run"
        assert set(one["depends_on"]) <= set(services)
        environ = {n: v for n, v in image_environment().items() if n.startswith("VISITWIRE_")}
        assert wrong(environ | one["environment"], tmp_path) == ()
        named = {Path(value).name for name, value in one["environment"].items() if name.endswith("_FILE")}
        assert named == set(one["secrets"])
    assert {name for one in services.values() for name in one["secrets"]} == set(compose["secrets"])
    mounted = {volume.split(":")[0] for volume in services["postgres"]["volumes"]}
    assert mounted == set(compose["volumes"])
    assert services["postgres"]["environment"]["POSTGRES_DB"] == "visitwire"
