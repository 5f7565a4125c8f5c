"""Several heads of prosecution in one breath: "the prosecutors general of Georgia, Armenia and
Azerbaijan".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_BESIDE = 2  # tokens between a list of services and their delegations
_STEPS = ("and", "article", "of", "from", "inside_office")
_REACH = 6  # tokens between a country and the name of the one who represents it


class PluralFinder:
    """Gives each country of a list the name that stands in the same place of another list, or beside the
    country.
    """

    def __init__(self, scene: Scene, places: Sequence[Place], names: Sequence[Name]) -> None:
        self._scene = scene
        self._places = places
        self._names = names
        # Neither places that go without a word nor "in Tbilisi" before "the Georgian and Armenian …".
        told = [p for p in places if p.last > p.first and not (p.is_location and p.city)]
        self._place_at = {place.first: place for place in told}
        self._place_before = {place.last: place for place in told}
        self._name_at = {name.first: name for name in names}
        self._name_before = {name.last: name for name in names}

    def mentions(self, singles: Sequence[Mention]) -> list[Mention]:
        """List the offices of those who are called prosecutors general together; `singles` have their
        own already.
        """
        held = {mention.name.first for mention in singles if mention.name is not None}
        found: dict[int, Mention] = {}
        for read in (self._in_lists, self._beside_each):  # a list that fits tells more than a name nearby
            for span in self._scene.of("office_plural"):
                for mention in read(span):
                    if mention.name is not None and mention.name.first not in held:
                        found.setdefault(mention.name.first, mention)
        for span in self._scene.of(
            "counterpart", "counterparts"
        ):  # "her colleagues from Serbia, …, and Croatia, …"
            written = self._scene.text(span.first, span.last)
            for name, country in self._by_turns(span.last):
                if name.first not in held:
                    found.setdefault(name.first, self._mention(name, country, written))
        found.update({one.first: one for one in self._deputies() if one.first not in held})
        listed = [(name, place) for name in self._names if (place := self._beside_plural(name)) is not None]
        for span in self._scene.of("office_plural")[:1] if len(listed) > 1 else ():
            written = self._scene.text(span.first, span.last)
            for name, place in listed:
                if name.first not in held:
                    found.setdefault(name.first, self._mention(name, place.country, written))
        if not found and not any(mention.name and mention.is_head_like for mention in singles):
            found.update({mention.first: mention for mention in self._traveller()})
        return list(found.values())

    def _deputies(self) -> Iterator[Mention]:
        """ "The two deputy prosecutors general of Croatia, Darko Babić and Josip Kos": each of them."""
        for span in self._scene.of("deputies"):
            behind, last = self._list(span.last, self._place_at)
            before, _ = self._list_before(span.first, self._place_before)
            states = [one for one in behind or before if isinstance(one, Place)]
            people, _ = self._list(last, self._name_at)
            written = self._scene.text(span.first, span.last)
            for name in people if len(states) < 2 else ():
                if isinstance(name, Name) and len(name.keys) > 1:
                    told = self._mention(name, states[0].country if states else "", written)
                    yield replace(told, deputy=True, country=told.country or None)

    def parties(self) -> Iterator[Mention]:
        """ "Delegations of the prosecution services of Kazakhstan, Uzbekistan and Türkiye": one of each."""
        for span in self._scene.of("body"):
            behind, last = self._list(span.last, self._place_at)
            before, first = self._list_before(span.first, self._place_before)
            states, edges = (behind, (span.first, last)) if len(behind) > 1 else (before, (first, span.last))
            if len(states) < 2 or not self._is_beside_party(*edges):
                continue
            written = self._scene.text(span.first, span.last)
            for place in states:
                if isinstance(place, Place) and place.city is None:
                    yield Mention("body", place.first, place.last, place.country, None, written=written)

    def _is_beside_party(self, first: int, last: int) -> bool:
        parties = self._scene.within(self._scene.sentence(first), "delegation")
        return any(0 <= max(p.first - last, first - p.last) <= _BESIDE for p in parties)

    def _traveller(self) -> Iterator[Mention]:
        """Where heads are only spoken of together ("Azerbaijani, Turkish prosecutor-generals") and no name
        stands beside the office, the first who travels is one of them; allegiance.py tells of which country.
        """
        scene = self._scene
        for span in scene.of("office_plural"):
            behind, _ = self._list(span.last, self._place_at)
            before, _ = self._list_before(span.first, self._place_before)
            if max(len(behind), len(before)) < 2:
                continue
            for name in self._names:
                moves = scene.within(scene.sentence(name.first), "travel", "delegation", "invite")
                if moves and len(name.keys) > 1 and not scene.document.in_title(name.first):
                    written = scene.text(span.first, span.last)
                    yield Mention(
                        "prosecutor_general", name.first, name.first + 1, None, name, written=written
                    )
                    return

    def _mention(self, name: Name, country: str, written: str) -> Mention:
        return Mention("prosecutor_general", name.first, name.first + 1, country, name, written=written)

    def _in_lists(self, span: Span) -> Iterator[Mention]:
        written = self._scene.text(span.first, span.last)
        for name, country in self._listed(span)[0]:
            yield self._mention(name, country, written)

    def _beside_each(self, span: Span) -> Iterator[Mention]:
        listed, told = self._listed(span)
        written = self._scene.text(span.first, span.last)
        for name, country in () if listed else self._beside(told):
            yield self._mention(name, country, written)

    def _listed(self, span: Span) -> tuple[list[tuple[Name, str]], set[str]]:
        """Pair the names with the countries of a list, and give the countries."""
        countries, last = self._list(span.last, self._place_at)
        first = span.first
        if not countries:
            countries, first = self._list_before(span.first, self._place_before)
        behind, _ = self._list(last, self._name_at)
        before, _ = self._list_before(first, self._name_before)
        listed = next((found for found in (behind, before) if len(found) == len(countries)), [])
        pairs = [
            (n, p)
            for n, p in zip(listed, countries, strict=False)
            if isinstance(n, Name) and isinstance(p, Place)
        ]
        told = {place.country for place in countries if isinstance(place, Place)}
        named = self._by_turns(span.last) or [(n, p.country) for n, p in pairs if len(n.keys) > 1]
        return named, told

    def _by_turns(self, index: int) -> list[tuple[Name, str]]:
        """Read "of Russia Oleg Dashkov, of Belarus Sergei Bondarenko": each country with its name behind
        it.
        """
        found: list[tuple[Name, str]] = []
        start = index
        while index < len(self._scene.tokens) and self._scene.same_sentence(index, start - 1):
            place = self._place_at.get(index)
            name = self._name_at.get(place.last) if place is not None else None
            if place is not None and name is not None:
                found.append((name, place.country))
                index = name.last
            elif any(self._scene.says(index, word) for word in _STEPS):
                index += 1
            else:
                break
        return found if len(found) > 1 else []

    def _beside(self, countries: set[str]) -> Iterator[tuple[Name, str]]:
        """Find "Ukraine's Oksana Kovalchuk" and "Georgia will be represented by Levan Tsiklauri"."""
        if len(countries) < 2:
            return
        for name in self._names:
            place = self._country_of(name)
            if place is not None and place.country in countries and len(name.keys) > 1:
                yield name, place.country

    def _bracketed(self, name: Name) -> Place | None:
        """ "Daniyar Seitov (Kazakhstan)"."""
        place = self._place_at.get(name.last)
        bracket = place is not None and self._scene.document.gap(name.last - 1).strip() == "("
        return place if bracket and place is not None and place.city is None else None

    def _beside_plural(self, name: Name) -> Place | None:
        """ "Ana Costa (Angola)" anywhere, and beside the office of all "Ana Costa of Angola"."""
        here = self._scene.within(self._scene.sentence(name.first), "office_plural")
        return self._bracketed(name) or (self._behind_of(name) if here and len(name.keys) > 1 else None)

    def _behind_of(self, name: Name) -> Place | None:
        """ "Anna Vardapetyan of Armenia"."""
        scene = self._scene
        if name.last + 1 >= len(scene.tokens) or not scene.says(name.last, "of"):
            return None
        place = self._place_at.get(name.last + 1)
        whose = place is not None and place.city is None and not place.is_location
        return place if whose and scene.same_sentence(name.first, name.last + 1) else None

    def _country_of(self, name: Name) -> Place | None:
        scene = self._scene
        if (behind := self._bracketed(name) or self._behind_of(name)) is not None:
            return behind
        for at in range(name.first, max(name.first - _REACH, 0), -1):
            place = self._place_before.get(at)
            if place is None or place.city is not None or not scene.same_sentence(place.first, name.first):
                continue
            owned = all(scene.says(index, "possessive") for index in range(at, name.first))
            agent = scene.says(name.first - 1, "by")
            return place if owned or agent else None
        return None

    def _list(self, index: int, found_at: Mapping[int, Name | Place]) -> tuple[list[Name | Place], int]:
        """Collect what follows: "of Kyrgyzstan, Kazakhstan and Azerbaijan"."""
        found: list[Name | Place] = []
        start = index
        while index < len(self._scene.tokens) and self._scene.same_sentence(index, start - 1):
            if (one := found_at.get(index)) is not None:
                found.append(one)
                index = one.last
            elif (
                self._scene.says(index, "and")
                or self._scene.says(index, "article")
                or ((not found or index + 1 in found_at) and self._scene.says(index, "inside_office"))
            ):
                index += 1
            else:
                break
        return found, index

    def _list_before(
        self, index: int, found_before: Mapping[int, Name | Place]
    ) -> tuple[list[Name | Place], int]:
        """Collect what stands before: "the Georgian, Armenian and Azerbaijani"."""
        found: list[Name | Place] = []
        start = index
        while index > 0 and self._scene.same_sentence(index - 1, start):
            if (one := found_before.get(index)) is not None:
                found.insert(0, one)
                index = one.first
            elif self._scene.says(index - 1, "and") or self._scene.says(index - 1, "article"):
                index -= 1
            else:
                break
        return found, index
