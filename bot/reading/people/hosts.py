"""Who is at home: by the office in which he meets, and by the words that make him the one who is met."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.names.declension import may_be_subject
from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.places.whereabouts import closes_clause
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_AGENT = 4  # tokens from "received" to the "by" of its agent
_LISTED = 3  # words like "and others" between an office and the mark of an object


def at_home(scene: Scene, people: Sequence[Actor], home: str | None) -> None:
    """Give the newsroom's country to a prosecutor without one who meets people at his own office: 신도현
    검찰총장은 대검찰청에서 …를 접견했다.
    """
    for actor in people:
        if actor.country is None and actor.names and actor.grade in ("head", "deputy"):
            sentence = scene.sentence(actor.names[0].first)
            here = [span for span in scene.within(sentence, "located", "seat") if span.value == home]
            if scene.within(sentence, "receive") and here and _is_first(scene, actor, sentence):
                actor.guessed_country = home


def _is_first(scene: Scene, actor: Actor, sentence: int) -> bool:
    """Whoever receives is named before the one who is received."""
    receive = scene.within(sentence, "receive")[-1]
    offices = [
        span for span in scene.within(sentence, "office", "deputy_office") if span.last <= receive.first
    ]
    return bool(offices) and any(
        mention.first <= offices[0].first < mention.last for mention in actor.mentions
    )


def is_with(scene: Scene, name: Name) -> bool:
    """Tell of "Şahin ilə görüşüb", "Şahinlə görüşüb" that somebody is met; "Şahin ile … katıldı" is "and"."""
    return name.case_name == "with" or is_followed_by_with(scene, name.last, "meet", "receive")


def stands_with(scene: Scene, name: Name) -> bool:
    """Tell of "Şahin ile", "Şahinlə" that somebody else stands beside him, met or not."""
    behind = name.last < len(scene.tokens) and scene.says(name.last, "with_after")
    return name.case_name == "with" or behind


def is_joined_to(scene: Scene, unnamed: Actor, named: Actor) -> bool:
    """ "The prosecutor general … with Salvato": whoever is joined to an office before him is another."""
    beside = [name for name in named.names if stands_with(scene, name)] if scene.head_last else []
    return any(
        office < name.first and scene.same_sentence(office, name.first)
        for name in beside
        for office in unnamed.seen
    )


def is_followed_by_with(scene: Scene, last: int, *deeds: str) -> bool:
    """Tell whether "with" stands behind a name or its office, and a deed behind that."""
    after = last < len(scene.tokens) and scene.says(last, "with_after")
    return after and any(span.first > last for span in scene.within(scene.sentence(last), *deeds))


def is_guest_who_meets(scene: Scene, actor: Actor) -> bool:
    """ "Haaqada Baş prokuror … həmkarı ilə görüşüb": he who meets somebody there is a guest, too."""
    sentence = scene.sentence(actor.names[0].first)
    told = scene.within(sentence, "meet") and not scene.within(sentence, "receive")
    met = is_with(scene, actor.names[0]) or any(
        is_followed_by_with(scene, mention.last, "meet") for mention in actor.mentions
    )
    return scene.head_last and bool(told) and not met


def is_dealt_with(scene: Scene, office: Mention, at: int) -> bool:
    """ "강한결 검찰총장은 체코 검찰총장과 회담했다": nobody named before holds an office with "with", or one
    that is called on or invites.
    """
    if at >= office.first:
        return False
    if not scene.head_last:
        return scene.is_led_by(office.first, "with")  # "will sign with the Prosecutor General of Mongolia"
    if is_followed_by_with(scene, office.last, "meet", "receive", "sign"):
        return True
    invites = scene.within(scene.sentence(office.first), "invite")
    return _is_visited(scene, office.last) or any(0 <= span.first - office.last <= 1 for span in invites)


def is_called_on(scene: Scene, actor: Actor) -> bool:
    """ "シンガポールでは、…検事総長等を訪問した": whoever is the object of a visit is at home."""
    return any(_is_visited(scene, mention.last) for mention in actor.mentions)


def is_called_on_by_envoy(scene: Scene, actor: Actor) -> bool:
    """ "駐日ドイツ大使は…検事総長を訪ねた": whom an ambassador calls on is not of his country."""
    sentence, first = scene.sentence(actor.names[0].first), actor.names[0].first
    received = any(span.first > first for span in scene.within(sentence, "receive")) and not scene.head_last
    return bool(scene.within(sentence, "envoy")) and (received or is_called_on(scene, actor))


def _is_visited(scene: Scene, last: int) -> bool:
    for at in range(last, min(last + _LISTED, len(scene.tokens) - 1)):
        if scene.says(at, "object_after"):
            return scene.starting(at + 1, "travel", "visit", "meet") is not None
        if not (scene.says(at, "aside") or scene.says(at, "and_others")):
            return False
    return False


def receives(scene: Scene, actor: Actor) -> bool:
    """Tell of "was received at the office by Deputy Prosecutor General …" that he is at home there; where
    endings tell who does it, of "ее принял глава Генпрокуратуры …" as well.
    """
    return any(
        scene.ending(mention.first, "receive") is not None
        and may_be_subject(scene, mention.first, mention.last)
        for mention in actor.mentions
    ) or any(_is_agent(scene, mention) for mention in actor.mentions)


def _is_agent(scene: Scene, mention: Mention) -> bool:
    """ "Was received by the Prosecutor General", "von … empfangen", "başsavcı … tarafından kabul edildi"."""
    received = scene.within(scene.sentence(mention.first), "receive")
    if scene.head_last:
        last = max(mention.last, mention.name.last if mention.name is not None else 0)
        by = last < len(scene.tokens) and scene.says(last, "by")
        return by and any(span.first > last for span in received)
    led = scene.is_led_by(mention.first, "by")
    return led and any(span.last <= mention.first or closes_clause(scene, span.last - 1) for span in received)


def welcomes(scene: Scene, actor: Actor, places: Sequence[Place]) -> bool:
    """ "The Prosecutor General received in Lisbon his Romanian colleague": he is at home in that place."""
    name = actor.names[0]
    if scene.head_last:
        return False
    return any(
        name.last <= span.first and _is_active(scene, span) and name.last <= place.first
        for span in scene.within(scene.sentence(name.first), "receive")[:1]
        for place in places
        if place.is_location and scene.same_sentence(place.first, span.first)
    )


def _is_active(scene: Scene, span: Span) -> bool:
    """Tell "received the guest" from "was received by the host"."""
    inside = range(max(span.first - 1, 0), span.last)
    behind = range(span.last - 1, min(span.last + _AGENT, len(scene.tokens)))
    return (
        span.value != "plan"
        and not any(scene.says(at, "passive") for at in inside)
        and not any(scene.says(at, "by") for at in behind)
    )


def is_met(scene: Scene, actor: Actor) -> bool:
    """Where endings tell, "with" does: "the minister met with Aliyev in Baku" leaves Aliyev at home; else
    he who stands right behind the verb: "in Tirana the minister met Prosecutor General …".
    """
    name = actor.names[0]
    if scene.head_last:
        return stands_with(scene, name) and bool(scene.within(scene.sentence(name.first), "meet", "sign"))
    first = min(name.first, *(m.first for m in actor.mentions)) if actor.mentions else name.first
    while first > 0 and scene.says(first - 1, "article"):
        first -= 1
    beside = first > 0 and scene.says(first - 1, "with")
    signed = beside and bool(scene.within(scene.sentence(first), "sign", "meet"))
    return signed or scene.ending(first, "meet") is not None
