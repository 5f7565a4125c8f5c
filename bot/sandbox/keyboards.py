"""Keys under a message: checked as Telegram's server checks them, kept as it gives them back."""

from __future__ import annotations

from typing import Any

from bot.sandbox.links import BadLink, check_link, mentioned_user
from bot.sandbox.wire import Json, Params, bad

LONGEST_DATA = 64  # bytes
LONGEST_COPY = 256
MOST_BUTTONS = 100
# In the order in which Telegram's server looks for them.
_KINDS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip


def read_keyboard(params: Params) -> Json | None:
    """Take `reply_markup` of a call: an inline keyboard, or any other markup as it is."""
    markup = params.object("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    rows = markup.get("inline_keyboard")
    return _other(markup) if rows is None else _inline(rows)


def _other(markup: Json) -> Json | None:
    """Reply keyboards change what a person sees, but are no part of the message given back."""
    return markup if markup.keys() & {"keyboard", "remove_keyboard", "force_reply"} else None


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keys = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in keys) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": keys} if keys else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not str(button["text"]).strip():
        raise bad("inline keyboard button text must be non-empty")
    kind = next(
        (kind for kind in _KINDS if button.get(kind) not in (None, "") or _is_empty_query(kind, button)), None
    )
    if kind is None:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    _check(kind, button[kind])
    kept = {name: button[name] for name in ("text", "style") if button.get(name)}
    return kept | {kind: _written(kind, button[kind])}


def _is_empty_query(kind: str, button: Json) -> bool:
    return kind.startswith("switch_inline_query") and button.get(kind) == ""


def _check(kind: str, value: Any) -> None:
    if kind == "callback_data" and len(str(value).encode()) > LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if kind == "copy_text" and not 1 <= len(str(value.get("text", ""))) <= LONGEST_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if kind == "url" and not mentioned_user(value):
        try:
            check_link(value)
        except BadLink as error:
            raise bad(f"inline keyboard button URL '{value}' is invalid: {error}") from None


def _written(kind: str, value: Any) -> Any:
    return check_link(value) if kind == "url" and not mentioned_user(value) else value


def _unreadable(why: str) -> Exception:
    return bad(f"can't parse inline keyboard button: {why}")
