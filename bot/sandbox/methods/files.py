"""Files: what the bot uploads, names by its id, and fetches again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.wire import Json, Params, Upload, bad
from bot.sandbox.world import World

LARGEST_PHOTO = 10 << 20  # bytes
LARGEST_FILE = 50 << 20
LARGEST_DOWNLOAD = 20 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    id: str
    name: str
    content_type: str
    size: int


def take_file(world: World, params: Params, name: str, missing: str) -> Stored:
    """Take the file of a call: uploaded under its field or "attach://", or sent before by its id."""
    given = params.text(name)
    upload = params.files.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
    if upload is not None:
        return _store(world, upload, LARGEST_PHOTO if name == "photo" else LARGEST_FILE)
    if not given:
        raise bad(missing)
    if given not in world.files:
        raise bad("wrong file identifier/HTTP URL specified")
    return _describe(given, world.files[given])


def _store(world: World, upload: Upload, largest: int) -> Stored:
    if not upload.content:
        raise bad("file must be non-empty")
    if len(upload.content) > largest:
        raise bad("file is too big")
    file_id = f"SandboxFile{world.count('file'):012d}"
    world.files[file_id] = upload
    return _describe(file_id, upload)


def _describe(file_id: str, upload: Upload) -> Stored:
    return Stored(file_id, upload.name, upload.content_type, len(upload.content))


def get_file(world: World, params: Params) -> Json:
    file_id = params.text("file_id")
    if file_id not in world.files:
        raise bad("invalid file_id")
    stored = _describe(file_id, world.files[file_id])
    if stored.size > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "file_size": stored.size,
        "file_path": f"files/{file_id}",
    }


METHODS = {"getFile": get_file}
