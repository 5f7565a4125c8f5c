"""What operators read of the program itself: how it does, and what did not arrive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.languages.speech import native_name, speaker
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.dates import local_time
from bot.renderer.markup import esc

_REASONS = 8  # different reasons shown


def health_page(
    *,
    polled_at: datetime | None,
    feeds: Mapping[str, int],
    articles: Mapping[str, int],
    messages: Mapping[str, int],
    waiting: int,
    due_since: datetime | None,
    chats: int,
    paused: int,
    lang: str,
) -> Message:
    """Tell how the program has done within a day; `feeds` by answered, failing, silent and stopped."""
    speak = speaker(lang)
    told = sum(number for label, number in articles.items() if label != "not_visit")
    lines = [
        speak("health.title"),
        speak("health.polled", time=local_time(polled_at, speak))
        if polled_at
        else speak("health.not_polled"),
        speak("health.feeds", **feeds),
        speak("health.articles", read=sum(articles.values()), told=told),
        speak("health.sent", sent=messages.get("sent", 0), failed=_failed(messages)),
        speak("health.waiting", n=waiting),
    ]
    if due_since is not None:
        lines.append(speak("health.due_since", time=local_time(due_since, speak)))
    lines.append(speak("health.chats", chats=chats, paused=paused))
    return Message("\n".join(lines))


def _failed(messages: Mapping[str, int]) -> int:
    return messages.get("dead", 0) + messages.get("uncertain", 0)


def parked_page(parked: Mapping[tuple[str, str], int], lang: str) -> Message:
    """Tell what did not arrive within a week and why, with the key that sends it once more."""
    speak = speaker(lang)
    if not parked:
        return Message(speak("resend.none"))
    lines = [speak(f"resend.{state}", n=n, reason=esc(reason, 120)) for (state, reason), n in parked.items()]
    again = Button(speak("button.resend"), data=actions.write(actions.RESEND))
    total = sum(parked.values())
    return Message("\n".join([speak("resend.title", n=total), *lines[:_REASONS]]), ((again,),))


def ask_broadcast(number: int, reached: int, language: str | None, lang: str) -> Message:
    """Say to how many chats the message above goes, with the keys that let it go or not."""
    speak = speaker(lang)
    keys = tuple(
        Button(speak(f"button.broadcast_{what}"), data=actions.write(actions.BROADCAST, what, str(number)))
        for what in ("send", "cancel")
    )
    if language is None:
        return Message(speak("broadcast.ask", n=reached), (keys,))
    return Message(speak("broadcast.ask_in", language=native_name(language), n=reached), (keys,))


def broadcast_page(made_at: datetime | None, sent: int, waiting: int, failed: int, lang: str) -> Message:
    """Tell how to broadcast, and how far the last one is where there was one."""
    speak = speaker(lang)
    usage = speak("broadcast.usage")
    if made_at is None:
        return Message(usage)
    time = local_time(made_at, speak)
    done = speak("broadcast.progress", time=time, sent=sent, waiting=waiting, failed=failed)
    return Message(f"{done}\n\n{usage}")
