"""The steps that led to schema/, run by the program itself: there is no alembic.ini."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection, step: str = "head") -> None:
    """Bring the schema up to a step within the caller's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, step)


def newest() -> str | None:
    """Name the last step in versions/."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    # A `%` in the path would be read as an interpolation.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return config
