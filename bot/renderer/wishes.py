"""What a chat subscribes to: the keyboards to choose from, the list, and the card of one subscription."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.languages import codes
from bot.languages.speech import Speaker, native_name, sentences, speaker
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.markup import bold, clean, esc
from bot.renderer.pages import Rows, flagged_name, in_rows, paged
from bot.wishes import CONFIDENCES, GRADES, Filters, Subject, Subscription

ROLES = ("either", "visitor", "host")
STAGES = ("both", "planned", "actual")
_LISTED = 90  # Telegram takes at most 100 keys


def topics() -> tuple[str, ...]:
    """List the ids of all topics."""
    return tuple(key.removeprefix("topic.") for key in sentences("en") if key.startswith("topic."))


def subject_label(subject: Subject, lang: str) -> str:
    """Name what a subscription is about, as plain text for a button."""
    if subject.person:
        return f"👤 {clean(subject.person)}"
    if subject.topic:
        return f"🏷 {speaker(lang)(f'topic.{subject.topic}')}"
    if not subject.countries:
        return speaker(lang)("subscribe.everything")
    return " – ".join(flagged_name(code, lang) for code in subject.countries)


def choose_page(countries: Sequence[str], held: Sequence[Subscription], page: int, lang: str) -> Message:
    """Write the subscription keyboard: everything and topics on top, then a toggle for each country."""
    speak = speaker(lang)
    taken = {one.subject for one in held}
    everything = _toggle(Subject(), taken, page, speak)
    by_topic = Button(speak("button.topics"), data=actions.write(actions.TOPICS))
    keys = [_toggle(Subject((code,)), taken, page, speak) for code in countries]
    return Message(
        speak("subscribe.choose"), ((everything, by_topic), *paged(keys, page, actions.CHOOSE, lang))
    )


def topics_page(held: Sequence[Subscription], lang: str) -> Message:
    """Write the keyboard of topics, a toggle for each."""
    speak = speaker(lang)
    taken = {one.subject for one in held}
    keys = [_toggle(Subject(topic=topic), taken, 0, speak, speak(f"topic.{topic}")) for topic in topics()]
    back = Button(speak("button.back"), data=actions.write(actions.CHOOSE, "0"))
    return Message(speak("subscribe.topics"), (*in_rows(keys), (back,)))


def _toggle(
    subject: Subject, taken: Collection[Subject], page: int, speak: Speaker, label: str = ""
) -> Button:
    mark = "✅ " if subject in taken else ""
    data = actions.write(actions.TOGGLE, actions.subject(subject), str(page))
    return Button(mark + (label or subject_label(subject, speak.lang)), data=data)


def subscriptions_page(subscriptions: Sequence[Subscription], lang: str) -> Message:
    """Write what the chat subscribes to; a button opens each, more add and end all."""
    speak = speaker(lang)
    add = Button(speak("button.add"), data=actions.write(actions.CHOOSE, "0"))
    if not subscriptions:
        return Message(speak("subscriptions.none"), ((add,),))
    keys = [_opening(one, lang) for one in subscriptions[:_LISTED]]
    stop = Button(speak("button.stop"), data=actions.write(actions.LEAVE_ALL, "ask"))
    return Message(speak("subscriptions.title", n=len(subscriptions)), (*in_rows(keys), (add, stop)))


def _opening(one: Subscription, lang: str) -> Button:
    mark = "" if one.filters == Filters() else " ⚙️"
    data = actions.write(actions.SUBSCRIPTION, str(one.id))
    return Button(subject_label(one.subject, lang) + mark, data=data)


def subscription_page(one: Subscription, lang: str) -> Message:
    """Write one subscription: each key says what is set, and a tap sets the next."""
    speak, number = speaker(lang), str(one.id)
    rows: list[Rows] = [_filter_rows(one, speak)]
    end = Button(speak("button.end"), data=actions.write(actions.LEAVE, number))
    back = Button(speak("button.back"), data=actions.write(actions.SUBSCRIPTIONS))
    title = bold(esc(subject_label(one.subject, lang), 300))
    return Message(speak("wish.title", what=title), (*rows[0], (end, back)))


def _filter_rows(one: Subscription, speak: Speaker) -> Rows:
    now, number = one.filters, str(one.id)

    def turn(field: str, values: Sequence[str], value: str, label: str) -> tuple[Button, ...]:
        then = values[(values.index(value) + 1) % len(values)] if value in values else values[0]
        return (Button(label, data=actions.write(actions.CHANGE, number, field, then)),)

    sure = speak("wish.confidence", n=now.confidence) if now.confidence else speak("wish.any_confidence")
    tongues = speak.join("card.also", map(native_name, now.languages))
    spoken = speak("wish.languages", what=tongues) if tongues else speak("wish.any_language")
    role = (turn("role", ROLES, now.role, speak(f"wish.role.{now.role}")),) if one.subject.is_country else ()
    return (
        *role,
        turn("grade", GRADES, now.grade, speak(f"wish.grade.{now.grade}")),
        turn("stage", STAGES, now.stage, speak(f"wish.stage.{now.stage}")),
        turn("confidence", [str(value) for value in CONFIDENCES], str(now.confidence), sure),
        (Button(spoken, data=actions.write(actions.TONGUES, number)),),
    )


def tongues_page(one: Subscription, lang: str) -> Message:
    """Write the choice of languages in which a visit must have been reported."""
    speak, number = speaker(lang), str(one.id)
    keys = [_tongue(code, one, number) for code in codes()]
    back = Button(speak("button.back"), data=actions.write(actions.SUBSCRIPTION, number))
    return Message(speak("wish.choose_languages"), (*in_rows(keys), (back,)))


def _tongue(code: str, one: Subscription, number: str) -> Button:
    mark = "✅ " if code in one.filters.languages else ""
    return Button(mark + native_name(code), data=actions.write(actions.TONGUES, number, code))
