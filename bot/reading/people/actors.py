"""The people of a story: names and offices that belong together, whatever form they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.model import Grade
from bot.reading.names.persons import Name, is_same
from bot.reading.people.mention import Mention

_SLIP = 5  # letters of a family that may be spelt wrong once


@dataclass(slots=True, eq=False)
class Actor:
    """A person or an unnamed holder of an office; `seen` are the tokens at which the text speaks of them."""

    keys: tuple[str, ...] = ()
    names: list[Name] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    known: str | None = None  # the country whose prosecution somebody of this name heads
    guessed_country: str | None = None  # by allegiance.py, where no word of the text joins the two
    is_local: bool = False  # of a part of a country, as its surroundings show
    is_supposed: bool = False  # of a country that the text merely speaks of
    is_told: bool = False  # its country is said all the same: "Russia is represented there by …"
    is_guessed_from_place: bool = False  # of the country where the story happens: rather a host than a guest
    _rank: Grade | None = None
    _told_country: str | None = None
    _weighed: int = -1  # mentions that the two were taken from

    @property
    def name(self) -> Name | None:
        """The fullest form; of equals the first that is not shouted."""
        return max(
            self.names,
            key=lambda name: (min(len(name.keys), 4), not name.text.isupper(), -name.first),
            default=None,
        )

    @property
    def country(self) -> str | None:
        self._weigh()
        return self._told_country or self.guessed_country

    @property
    def is_guessed(self) -> bool:
        """Whether the country is an inference."""
        told = self.is_told or any(mention.country for mention in self.mentions)
        return self.guessed_country is not None and not told

    def appoint(self) -> None:
        """Read a mere prosecutor, or a name without any office, as the head whom the name tells."""
        bare = [Mention("", name.first, name.last, None, name) for name in self.names]
        self.mentions = [replace(mention, kind="prosecutor_general") for mention in self.mentions or bare]
        self._weighed = -1

    def absorb(self, other: Actor) -> None:
        """Take over what is known of somebody who turned out to be the same person."""
        self.mentions += other.mentions
        self.seen += other.seen

    @property
    def prosecuting(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.is_head_like]

    @property
    def grade(self) -> Grade | None:
        """The rank in prosecution, None for everybody else."""
        self._weigh()
        return None if self.is_local else self._rank

    def _weigh(self) -> None:
        """Work out anew what the mentions say, where there are more of them; it is asked for often."""
        if self._weighed != len(self.mentions):
            self._rank, self._told_country = self._rank_by_mentions(), self._country_by_mentions()
            self._weighed = len(self.mentions)

    def _country_by_mentions(self) -> str | None:
        votes: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.country:
                votes[mention.country] += 3 if mention.name else 1
        return votes.most_common(1)[0][0] if votes else None

    def _rank_by_mentions(self) -> Grade | None:
        own = [m for m in self.prosecuting if m.name] or self.prosecuting
        if not own:
            return "delegation" if any(m.kind == "body" and not m.flags for m in self.mentions) else None
        return "deputy" if sum(m.deputy for m in own) * 2 >= len(own) else "head"

    @property
    def title(self) -> str | None:
        """The kind of title as config/offices.toml calls it."""
        return next((m.kind for m in self.prosecuting if m.kind != "counterpart"), None)

    def has(self, flag: str) -> bool:
        return any(flag in mention.flags for mention in self.mentions)

    @property
    def is_guest(self) -> bool:
        """Whether somebody is told of among those who take part in a meeting."""
        return any(mention.is_guest for mention in self.mentions)

    @property
    def is_absent(self) -> bool:
        """Tell whether somebody else came in his name."""
        own = [mention for mention in self.mentions if not mention.kind.startswith("role.")] or self.mentions
        return bool(own) and all("behalf" in mention.flags for mention in own)

    def is_mere(self, role: str) -> bool:
        """Tell whether all that is known of the person is an office of this role."""
        return bool(self.mentions) and all(mention.kind == f"role.{role}" for mention in self.mentions)


def actors(mentions: Sequence[Mention], names: Sequence[Name]) -> list[Actor]:
    """Gather names and offices into people, in order of first appearance."""
    people: list[Actor] = []
    for mention in mentions:
        if mention.name is not None:
            _with_office(people, mention, mention.name)
    held = {mention.name.first for mention in mentions if mention.name is not None}
    for name in names:
        if name.first not in held:
            _by_name(people, name)
    for mention in mentions:
        if mention.name is None:
            _unnamed(people, mention)
    return sorted((actor for actor in people if actor.seen), key=lambda actor: min(actor.seen))


def _with_office(people: list[Actor], mention: Mention, name: Name) -> None:
    matching = [actor for actor in people if is_same(actor.keys, name.keys) and _agree(actor, mention)]
    actor = _best(matching, name) or _new(people)
    actor.mentions.append(mention)
    actor.seen.append(mention.first)
    _add(actor, name)


def _agree(actor: Actor, mention: Mention) -> bool:
    """A president and a prosecutor general of one family are two people."""
    if not actor.mentions:
        return True
    kinds = {m.is_head_like for m in actor.mentions if m.kind != "body"}
    countries = {m.country for m in actor.mentions if m.country}
    same_country = not mention.country or not countries or mention.country in countries
    return (mention.is_head_like in kinds or _is_short_for(mention, actor)) and same_country


def _is_short_for(mention: Mention, actor: Actor) -> bool:
    """Tell 원장 behind a name from 최고인민검찰원장: the end of his own title."""
    return any(m.is_head_like and m.written.endswith(mention.written) for m in actor.mentions)


def _by_name(people: list[Actor], name: Name) -> None:
    matching = [actor for actor in people if is_same(actor.keys, name.keys)]
    actor = _best(matching, name)
    if actor is None and len(name.keys) == 1:
        misspelt = [one for one in people if one.prosecuting and _is_slip(one.keys, name.keys[0])]
        actor = misspelt[0] if len(misspelt) == 1 else None
    if actor is None:
        if len(name.keys) < 2 and name.text[:1].isupper():
            return  # a lone word that nobody bears is more often a thing than a person
        actor = _new(people)
    _add(actor, name)


def _is_slip(keys: Sequence[str], key: str) -> bool:
    """ "Mr Llalka … Mr Llalla": a family with one other letter, and nobody is called like it."""
    own = keys[-1] if keys else ""
    alike = len(own) == len(key) >= _SLIP and own[:1] == key[:1]
    return alike and sum(a != b for a, b in zip(own, key, strict=True)) == 1


def _best(matching: Sequence[Actor], name: Name) -> Actor | None:
    """Of those who may be meant choose the one in prosecution, then the one spoken of last."""
    whole = [actor for actor in matching if set(actor.keys) == set(name.keys)]

    def nearness(actor: Actor) -> tuple[bool, int]:
        return actor.grade is not None, max((at for at in actor.seen if at <= name.first), default=-1)

    return max(whole or matching, key=nearness, default=None)


def _unnamed(people: list[Actor], mention: Mention) -> None:
    if mention.country is None:
        _again(people, mention)
        return
    rank = ("deputy" if mention.deputy else "head") if mention.is_head_like else "delegation"
    if not mention.is_head_like and mention.kind != "body":
        _new(people, mention)
        return
    same = [actor for actor in people if actor.country == mention.country and actor.grade == rank]
    named = [actor for actor in same if actor.names]
    if same:
        actor = (named or same)[0]
        actor.mentions.append(mention)
        actor.seen.append(mention.first)
    else:
        _new(people, mention)


def _again(people: Sequence[Actor], mention: Mention) -> None:
    """ "The Attorney General then continued to Lyon": the only one of this title that the story has named."""
    alike = [
        actor
        for actor in people
        if actor.names
        and actor.grade == "head"
        and min(actor.seen) < mention.first
        and (actor.title == mention.kind or (mention.kind == "counterpart" and _is_short_for(mention, actor)))
    ]
    if mention.is_head_like and not (mention.deputy or mention.flags) and len(alike) == 1:
        alike[0].seen.append(mention.first)


def _new(people: list[Actor], *mentions: Mention) -> Actor:
    actor = Actor(mentions=list(mentions), seen=[mention.first for mention in mentions])
    people.append(actor)
    return actor


def _add(actor: Actor, name: Name) -> None:
    actor.names.append(name)
    actor.seen.append(name.first)
    if len(name.keys) > len(actor.keys):
        actor.keys = name.keys
