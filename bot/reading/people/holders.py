"""Whose office it is that a text tells of without a name: of the nearest name that may be its holder's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.hosts import is_called_on_by_envoy, is_dealt_with, is_joined_to, is_met
from bot.reading.people.memorials import is_remembered
from bot.reading.people.shows import own_shows
from bot.reading.people.stays import goes_to
from bot.reading.places.place import Place
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene

_FAR = 10_000
_INVITES = 3  # tokens from an office to the word that says that it invites, where that follows
_DEEDS = (
    "office", "travel", "visit", "leave", "meet", "receive", "attend", "delegation", "invite", "sign",
    "speech",
)  # fmt: skip
_CLOSE = 20  # so near before "…, who as Ecuador's attorney general" a name is the holder's, two a token
_WORD = 5  # letters of a title that is one's own


def joined(scene: Scene, people: Sequence[Actor], places: Sequence[Place], home: str | None) -> list[Actor]:
    """Give each unnamed office of a country to its holder: the nearest name that has no country yet."""
    settled, told = list(people), {place.country for place in places}
    unheld = [one for one in people if not (one.names or one.is_absent) and one.grade in ("head", "deputy")]
    for unnamed in [actor for actor in unheld if not only_invites(scene, actor)]:
        compatriot = next(
            (
                a
                for a in settled
                if a.names and a.country == unnamed.country and a.grade in ("head", "deputy")
            ),
            None,
        )
        open_names = [
            actor
            for actor in settled
            if _may_hold(scene, actor, unnamed, places)
            and not goes_to(scene, actor, places, unnamed.country or "", unnamed.country)
            and not (home in told and _is_of_home(scene, actor, unnamed, home))
            and not _is_counterpart_of(scene, settled, actor, unnamed)
            and not _is_spoken_of_by(scene, actor, unnamed)
        ]
        unmet = [actor for actor in open_names if not is_met(scene, actor)]
        open_names = unmet or _alone_in_lead(scene, settled, unnamed) or open_names
        open_names = open_names or _alone_before(scene, settled, unnamed)
        if unnamed.is_guest and not scene.document.in_title(unnamed.seen[0]):  # need not be named at all
            open_names = [actor for actor in open_names if actor.prosecuting]
        met = [actor for actor in open_names if is_met(scene, actor)]
        open_names = [actor for actor in open_names if actor not in met] or [
            actor for actor in met if actor.mentions or not _is_subject(scene, unnamed, actor)
        ]
        alike = [actor for actor in open_names if actor.title and actor.title == unnamed.title]
        alike = [actor for actor in alike if _is_called_alike(actor, unnamed)] or alike
        open_names = alike or open_names
        presumed = home not in told and scene.language.options.get("home") == home
        if not presumed and _is_at_home(settled, open_names, unnamed, home):
            open_names = open_names[1:]
        nearest = min(open_names, key=lambda actor: _distance(scene, unnamed, actor), default=None)
        if (
            compatriot is None
            and nearest is not None
            and _distance(scene, unnamed, nearest) < _FAR
            and (_acts(scene, nearest) or _opens(scene, nearest))
        ):
            compatriot = nearest
        if compatriot is not None:
            compatriot.absorb(unnamed)
            settled.remove(unnamed)
    return settled


def _is_spoken_of_by(scene: Scene, actor: Actor, unnamed: Actor) -> bool:
    """ "Takada said: “The Korean prosecutor general is an old friend”": nobody speaks so of himself."""
    at = unnamed.seen[0]
    here = [name.first for name in actor.names if scene.same_sentence(name.first, at)]
    return scene.is_quoted(at) and any(not scene.is_quoted(first) for first in here)


def _is_counterpart_of(scene: Scene, people: Sequence[Actor], actor: Actor, unnamed: Actor) -> bool:
    """ "The attorney general of Cape Verde is back. In Lisbon she had met her colleague Guerra": hers, so
    another, where the text has named no other head before.
    """
    if any(mention.kind != "counterpart" for mention in actor.mentions) or not actor.mentions:
        return _is_joined_to_him(scene, actor)
    text = [at for at in unnamed.seen if not scene.document.in_title(at) and at < actor.seen[0]]
    others = (one for one in people if one not in (actor, unnamed) and one.grade in ("head", "deputy"))
    return bool(text) and not any(min(other.seen) < actor.seen[0] for other in others)


def _is_subject(scene: Scene, unnamed: Actor, met: Actor) -> bool:
    """ "The attorney general flew to Lisbon and met Guerra": the name is another's."""
    return any(at < met.seen[0] and not scene.document.in_title(at) for at in unnamed.seen)


def _is_joined_to_him(scene: Scene, actor: Actor) -> bool:
    """ "He and Amadeu Guerra signed": not he."""
    first = actor.names[0].first
    return first > 1 and scene.says(first - 1, "and") and scene.says(first - 2, "pronoun")


def _is_called_alike(actor: Actor, unnamed: Actor) -> bool:
    """Tell 最高人民検察院長官, whose country the headline tells, from 検事総長 by the words of the title."""
    own = {mention.written for mention in actor.mentions if mention.name is not None}
    return any(
        mention.written.endswith(one) for mention in unnamed.mentions for one in own if len(one) > _WORD
    )


def only_invites(scene: Scene, unnamed: Actor) -> bool:
    """Tell of "at the invitation of Korea's prosecutor general", said before the name of the guest."""
    before = scene.head_last or scene.language.options.get("inviter_before", False)
    return bool(before) and all(
        any(
            0 <= span.first - mention.last <= _INVITES
            for span in scene.within(scene.sentence(mention.first), "invite")
        )
        for mention in unnamed.mentions
    )


def _invites_elsewhere(scene: Scene, actor: Actor, unnamed: Actor, places: Sequence[Place]) -> bool:
    """ "Will arrive in Amman at the invitation of the head of prosecution, Diabat": he is Jordan's."""
    for mention in actor.mentions:
        sentence = scene.sentence(mention.first)
        goals = {p.country for p in places if p.is_goal and scene.sentence(p.first) == sentence}
        invites = scene.ending(mention.first, "invite") is not None
        if invites and goals and unnamed.country not in goals:
            return True
    return False


def _may_hold(scene: Scene, actor: Actor, unnamed: Actor, places: Sequence[Place]) -> bool:
    """Tell whether somebody may be the holder: he has the rank but no country, or nothing but a name
    close by.
    """
    if not actor.names or actor.country is not None or is_called_on_by_envoy(scene, actor):
        return False
    if _invites_elsewhere(scene, actor, unnamed, places) or is_remembered(scene, actor):
        return False
    if scene.head_last and actor.mentions and only_invites(scene, actor):
        return False
    if actor.known not in (None, unnamed.country):
        return False
    if any(span.value.split()[0] != unnamed.country for span in own_shows(scene, actor)):
        return False  # "vrhovni javni tužilac" is Serbia's, whomever the story names besides
    if actor.grade == unnamed.grade or _is_called_short(scene, actor, unnamed):
        return True
    if len(actor.keys) < 2:
        return False
    if _is_told_of(scene, actor, unnamed):
        return not actor.mentions or actor.is_mere("other_prosecutor")  # "la fiscal Camargo" of headlines
    return not actor.mentions and _distance(scene, unnamed, actor) <= _CLOSE


def _is_called_short(scene: Scene, actor: Actor, unnamed: Actor) -> bool:
    """ "ブルネイ法務長官、来日": the アフマド長官 of the text bears the end of the headline's title."""
    titles = [one.written for one in unnamed.mentions if scene.document.in_title(one.first)]
    return is_spaceless(scene.language.options) and any(
        own.kind.startswith("role") and any(title.endswith(own.written) for title in titles)
        for own in actor.mentions
    )


def _alone_in_lead(scene: Scene, people: Sequence[Actor], unnamed: Actor) -> list[Actor]:
    """An office in the title and, at the head of the text, one name without any office are one person."""
    title, lead = scene.document.title_sentences, scene.document.title_sentences + 2
    if not any(scene.sentence(at) < title for at in unnamed.seen):
        return []
    bare = [
        actor
        for actor in people
        if actor.names and not actor.mentions and len(actor.keys) > 1
        if _acts(scene, actor) or _opens(scene, actor)
        if not is_remembered(scene, actor)
    ]
    found = [actor for actor in bare if any(title <= scene.sentence(at) < lead for at in actor.seen)]
    return found if len(found) == 1 else []


def _alone_before(scene: Scene, people: Sequence[Actor], unnamed: Actor) -> list[Actor]:
    """ "Asylov spoke in Tokyo with … . Kazakhstan's prosecutor general invited him": the one of the sentence
    before of whom no office is told.
    """
    first = min(unnamed.seen)
    before = scene.sentence(first) - 1
    if scene.document.in_title(first) or before < scene.document.lead or scene.within(before, "envoy"):
        return []
    bare = [
        actor
        for actor in people
        if actor.names and not actor.mentions and len(actor.keys) > 1 and actor.country is None
    ]
    found = [
        one for one in bare if any(scene.sentence(at) == before for at in one.seen) and _acts(scene, one)
    ]
    met = any(is_met(scene, one) for one in found)
    return found if len(found) == 1 and not met and min(found[0].seen) < first else []


def _opens(scene: Scene, actor: Actor) -> bool:
    """ "Sigrun Olafsdottir will now be in Tokyo from October 12"."""
    starts = (scene.document.sentences[scene.sentence(name.first)][0] for name in actor.names)
    return any(start == name.first for start, name in zip(starts, actor.names, strict=True))


def _acts(scene: Scene, actor: Actor) -> bool:
    """Something is told of a person; the agency's name in a dateline stands alone."""
    return any(scene.document.in_title(at) or scene.within(scene.sentence(at), *_DEEDS) for at in actor.seen)


def _is_at_home(
    people: Sequence[Actor], open_names: Sequence[Actor], unnamed: Actor, home: str | None
) -> bool:
    """Tell whether the first of several names is rather the newsroom's own prosecutor."""
    if home is None or unnamed.country == home or len(open_names) < 2 or open_names[0].grade is None:
        return False
    return not any(actor.names and actor.country == home and actor.grade for actor in people)


def _is_of_home(scene: Scene, actor: Actor, unnamed: Actor, home: str | None) -> bool:
    """Tell whether a name with a title of its own is the newsroom's: the procurator general of a Chinese
    story is not the attorney general of Thailand. Headlines are loose with titles.
    """
    if home == unnamed.country or any(scene.document.in_title(at) for at in unnamed.seen):
        return False
    if scene.sentence(min(unnamed.seen)) > max(map(scene.sentence, actor.seen)):
        return True  # "… met the envoy of Belarus. The Prosecutor General of Belarus is to come": another
    return actor.title is not None and unnamed.title is not None and actor.title != unnamed.title


def _is_told_of(scene: Scene, actor: Actor, unnamed: Actor) -> bool:
    """Tell whether a name of the title may be the holder of an office that stands at the head of the text."""
    titled = any(scene.document.in_title(name.first) for name in actor.names)
    lead = scene.document.title_sentences + 2
    return titled and any(scene.sentence(at) < lead for at in unnamed.seen)


def _distance(scene: Scene, unnamed: Actor, named: Actor) -> int:
    """How far apart the two are spoken of; a name behind its office counts as nearer than one before."""
    pairs = [(office, at) for at in named.seen for office in unnamed.seen]
    dealt = (is_dealt_with(scene, mention, at) for mention in unnamed.mentions for at in named.seen)
    if any(dealt) if scene.head_last else all(dealt):
        return _FAR
    if any(_acts_on(scene, office, at) for office, at in pairs) or is_joined_to(scene, unnamed, named):
        return _FAR
    return min((at - office if at > office else 2 * (office - at) for office, at in pairs), default=_FAR)


def _acts_on(scene: Scene, one: int, other: int) -> bool:
    """ "The German prosecutor visits Ozoliņš": a verb between the two makes them two."""
    low, high = sorted((one, other))
    if not scene.same_sentence(low, high):
        return False
    verbs = scene.within(scene.sentence(low), "travel", "meet", "receive")
    return any(low < span.first < high for span in verbs)
