"""What stands to the left and to the right of an office word: country, rank, holder's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.names.caseless import is_caseless
from bot.reading.names.eastern_names import before, is_name_first, is_round
from bot.reading.names.persons import Name
from bot.reading.people.institutions import Institutions
from bot.reading.people.seats import is_of_service, owns_as_state, sends_as_state, travels_to
from bot.reading.places.place import Place
from bot.reading.words.cases import is_in_case
from bot.reading.words.construct import past_construct
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

PAUSES = frozenset({",", "-", "–", "—", "("})
_HEADS = ("office", "deputy_office", "counterpart", "role")
_TITLES = ("office", "deputy_office")
_UNIT = 7  # words of a unit before the name of its head
_NO_UNIT = (
    *_HEADS, "travel", "visit", "leave", "meet", "receive", "sign", "attend", "invite", "speech", "source",
)  # fmt: skip
_REACH = 16  # tokens to either side over which an office may stretch
_MARKERS = ("deputy", "acting", "former", "subnational", "international", "special_prosecutor", "behalf")
_BEHIND = ("international", "subnational", "deputy_after")
# "Бас Прокурордың орнына"; the "Avrupa" of "Başsavcı Avrupa Konseyi konferansına …" is not his.
_BEHIND_HEAD = ("subnational", "deputy_after", "behalf")
_ALL_BEHIND = (*_BEHIND, "acting", "former", "special_prosecutor")  # where adjectives follow


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an office, as far as it belongs to it; places are those of tokens."""

    edge: int  # where the office ends on this side, with its country
    title: int  # where the title itself begins, without its country
    outer: int  # where everything that belongs to it begins, articles included
    country: str | None = None
    name: Name | None = None
    flags: frozenset[str] = frozenset()
    deputy: bool = False
    is_elsewhere: bool = False  # its country is led up to by a word like "in"


class Sides:
    """Reads outward from an office word, to the left and to the right."""

    def __init__(
        self, scene: Scene, places: Sequence[Place], names: Sequence[Name], institutions: Institutions
    ) -> None:
        self._scene = scene
        self._follows = bool(scene.language.options.get("adjectives_follow", False))
        self._names_first = is_name_first(scene)
        self._institutions = institutions
        self._place_at = {place.first: place for place in places} | _cut_by_office(scene, places)
        self._place_before = {place.last: place for place in places}
        self._name_at = {name.first: name for name in names}
        self._name_before = {name.last: name for name in names}

    def inside(self, span: Span) -> str | None:
        """ "Staatsanwalt beim griechischen Obersten Gerichtshof": a country among the words of the title."""
        words = range(span.first + 1, span.last) if span.kind in _TITLES else ()
        places = [self._place_at[index] for index in words if index in self._place_at]
        return next((one.country for one in places if one.city is None and one.last > one.first), None)

    # ── to the left: "Azerbaijan's acting first deputy" ───────────────────────────────────────────

    def left(self, span: Span) -> Side:
        """Read on to the left as long as the words belong to the office."""
        edge = at = title = span.first
        country, deputy, flags, elsewhere = None, False, set[str](), False
        name: Name | None = None
        while at > 0 and span.first - at < _REACH and self._scene.same_sentence(at - 1, span.first):
            at, gap = before(self._scene, at)
            if len(self._scene.tokens[at - 1].text) == 1:
                gap = gap.removeprefix(".")  # "the U.S. attorney general"
            if any(mark in gap for mark in ',;:.()"“”–—') or " -" in gap:
                if at == title and gap.strip() == ":" and (told := self._headline(at)) is not None:
                    country = country or told.country
                break
            place = self._place_before.get(at)
            # A second place, of "Azərbaycanın Özbəkistandakı səfiri": one further left, or this has no end.
            further = place is not None and place.first < at
            posted = span.value == "envoy" and self._scene.head_last and further
            if place is not None and (country is None or (posted and place.city is None)):
                if self._follows or is_of_service(self._scene, place):
                    break  # what stands before the office is a place of its own
                if place.city is not None and not owns_as_state(self._scene, place):
                    if not place.is_location:  # "In Berlin, prosecutor general …" is met there, not of there
                        flags.add("subnational")
                    break
                country, edge = place.country, place.first
                elsewhere = place.is_location
                at = edge
            elif (marker := self._scene.ending(at, *_MARKERS)) is not None:
                deputy = deputy or marker.kind == "deputy"
                flags |= {marker.kind.removesuffix("_prosecutor")} - {"deputy"}
                edge = at = marker.first
                title = min(title, marker.first)
            elif self._scene.says(at - 1, "before_office") or is_round(self._scene, at - 1, self._name_at):
                at -= 1
            elif self._scene.head_last and span.kind in ("role", "office") and self._is_institution(at - 1):
                at = title = edge = at - 1  # "Ədliyyə Akademiyasının rektoru"
            elif self._names_first and name is None and span.kind != "body" and at in self._name_before:
                name = self._name_before[at]
                at = name.first
            else:
                if at == title and self._is_unknown_qualifier(at - 1, span):
                    flags.add("subnational")
                break
        return Side(edge, title, at, country, name, frozenset(flags), deputy, elsewhere)

    def _headline(self, at: int) -> Place | None:
        """ "Georgien: Generalstaatsanwalt nach Baku gereist"."""
        place = self._place_before.get(at)
        opens = place is not None and place.first == 0 and self._scene.document.in_title(0)
        return place if opens and place is not None and place.city is None else None

    def _is_unknown_qualifier(self, index: int, span: Span) -> bool:
        """A capitalised stranger right before the office ("Arizona Attorney General") names its place."""
        scene, name = self._scene, self._name_before.get(index + 1)
        if name is None or span.kind != "office" or is_caseless(scene) or scene.document.in_title(index):
            return False
        if scene.language.options.get("small_adjectives") and scene.is_led_by(name.first, "place"):
            return False  # "primio je na Pantovčaku generalnog tužioca"
        # Where titles stand before names two words are somebody else: "Botir Rəhimov Baş prokuror …".
        longest = 1 if self._scene.head_last else 2
        held = name.first in self._place_before or scene.ending(name.first, "office") is not None
        return not held and name.last - name.first <= longest and self._scene.document.gap(index) == " "

    # ── to the right: "of the Supreme Court of Türkiye, Muhsin Şentürk" ──────────────────────────────

    def right(self, span: Span) -> Side:
        """Read on to the right, as far as the holder's name at most."""
        scene, edge = self._scene, past_construct(self._scene, span)
        index = self._institutions.past_initials(edge) if span.kind in _TITLES else edge
        country: str | None = None
        flags, deputy = set[str](), False
        while (
            index < len(scene.tokens)
            and index - span.last < _REACH
            and scene.same_sentence(index, span.first)
        ):
            index = scene.past_initials(index)
            gap = scene.document.gap(index - 1)
            if index >= len(scene.tokens) or any(mark in gap for mark in ';:.!?"'):
                break
            pause = any(mark in gap for mark in PAUSES)
            if pause or not scene.says(index - 1, "of"):
                index = self._past_honorifics(index)
            if (name := self._name_at.get(index)) is not None and self._may_hold(name, span, pause):
                return Side(
                    edge, edge, edge, country or self._country_behind(name), name, frozenset(flags), deputy
                )
            again = self._place_at.get(index)
            if pause and again is not None and again.country == country and "(" in gap:
                index = again.last  # "of Bosnia and Herzegovina (BiH)"
                continue
            if (pause and not self._goes_on(span, index)) or (
                self._scene.head_last and index in self._place_at
            ):
                break
            if (place := self._place_at.get(index)) is not None and not (pause and country):
                if place.city and "subnational" in flags and place.first == edge:
                    country, edge = country or place.country, place.last  # "لإمارة أبوظبي"
                    index = edge
                    continue
                gone_to = place.is_location and (place.city or travels_to(scene, span, place))
                if gone_to or (place.is_adjective and not self._takes_adjective(place)):
                    break
                if place.city is not None and not country and not sends_as_state(self._scene, place, span):
                    flags.add("subnational")
                country = country or place.country
                edge = index = place.last
                continue
            behind = _BEHIND_HEAD if scene.head_last else _BEHIND
            marker = scene.starting(index, *(_ALL_BEHIND if self._follows else behind))
            special = marker is not None and marker.kind == "special_prosecutor"
            if (special and scene.says(index - 1, "and")) or scene.says(index, "particles_behind"):
                break  # "the training of prosecutors and the fight against terrorism", 검찰총장도 (he, too)
            if marker is not None:
                deputy = deputy or marker.kind == "deputy_after"
                flags |= {marker.kind.removesuffix("_prosecutor")} - {"deputy_after"}
                edge = index = marker.last
            elif (body := scene.starting(index, "body")) is not None:
                edge = index = body.last
            elif scene.says(index, "institution"):
                edge = index = index + 1
            elif scene.says(index, "inside_office") or (
                span.kind == "counterpart" and scene.says(index, "from")
            ):
                index += 1  # "her counterpart from the Russian Federation"
            elif span.kind == "role" and not country and (end := self._end_of_unit(index)) is not None:
                edge = index = end
            elif span.kind == "role" and self._is_acronym(index):
                edge = index = index + 1  # "chief of USKOK, Zdenko Babić"
            elif index in self._name_at and self._follows_of(index) and span.kind == "office":
                # "Attorney General of Texas": a place that is no country.
                flags.add("subnational")
                break
            else:
                break
        return Side(edge, edge, edge, country, None, frozenset(flags), deputy)

    def _end_of_unit(self, index: int) -> int | None:
        """ "Директор службы поддержки жертв Анна Ковач": where nouns hang on nouns, words of a unit that the
        pack does not know end at the name.
        """
        scene = self._scene
        if not scene.language.options.get("bare_genitive", False) or is_caseless(scene):
            return None
        for at in range(index, min(index + _UNIT, len(scene.tokens))):
            if scene.document.gap(at - 1) != " " or not scene.same_sentence(at, index):
                return None
            if at in self._name_at:
                led = any(scene.says(at - 1, name) for name in ("with", "from", "place", "and", "sent_by"))
                return at if at > index and not led else None
            if scene.says(at, "clause") or scene.starting(at, *_NO_UNIT) or scene.tokens[at].text.isdigit():
                return None
        return None

    def _country_behind(self, name: Name) -> str | None:
        """ "Prosecutor General Chea Sovann of Cambodia"."""
        if name.last + 1 >= len(self._scene.tokens) or not self._scene.says(name.last, "of"):
            return None
        place = self._place_at.get(name.last + 1)
        told = place is not None and not (place.is_location or place.is_adjective)
        return place.country if place is not None and told else None

    def _past_honorifics(self, index: int) -> int:
        """Step over "H.E. Dr" when a name follows."""
        at = index
        while (honorific := self._scene.starting(at, "honorific")) is not None:
            at = honorific.last
        return at if at in self._name_at else index

    def _follows_of(self, index: int) -> bool:
        return self._scene.is_led_by(index, "of")

    def _is_acronym(self, index: int) -> bool:
        """An agency that goes by its initials."""
        text = self._scene.tokens[index].text
        return 1 < len(text) < 8 and text.isalpha() and text.isupper() and self._follows_of(index)

    def _may_hold(self, name: Name, span: Span, pause: bool) -> bool:
        """A holder follows at once or after a comma; after "of" stands a place, not a person."""
        if (self._follows_of(name.first) and not pause) or self._is_owner(name, span):
            return False
        before = self._scene.language.options.get("holder_before") and span.first in self._name_before
        next_office = self._names_first or self._is_listed(name) or bool(before and pause)
        if next_office and self._scene.starting(name.last, *_HEADS) is not None:
            return False  # the name of the next office: 検事総長、久保田検事総長と会談
        return not self._scene.document.in_title(name.first) or self._scene.document.in_title(span.first)

    def _is_owner(self, name: Name, span: Span) -> bool:
        """ "Мальдив бас прокурорының Колумбо сапары": behind the owner stands what he owns."""
        last = span.last - 1
        return (
            self._scene.head_last
            and name.first == span.last
            and len(name.keys) == 1
            and is_in_case(self._scene, last, "genitive")
        )

    def _is_listed(self, name: Name) -> bool:
        """ "دادستان کل ایران و کامران علی‌اف دادستان کل …": where holders may stand first, behind "and"."""
        first = name.first
        while (title := self._scene.ending(first, "honorific")) is not None:
            first = title.first
        options = self._scene.language.options
        return bool(options.get("holder_before")) and first > 0 and self._scene.says(first - 1, "and")

    def _goes_on(self, span: Span, index: int) -> bool:
        """After a comma an office goes on only with more of its institution ("Justice, Islamic Affairs")."""
        if not span.kind.startswith("role") or index >= len(self._scene.tokens):
            return False
        while index < len(self._scene.tokens) and self._scene.says(index, "and"):
            index += 1
        if self._scene.starting(index, "office", "deputy_office", "role") is not None:
            return False
        here = index < len(self._scene.tokens) and self._scene.tokens[index].is_capital
        return here and self._is_institution(index)

    def _takes_adjective(self, place: Place) -> bool:
        """An adjective behind an office belongs to what follows, or to the office itself: "fiscal general
        ruso".
        """
        return self._follows or self._is_institution(place.last)

    def _is_institution(self, index: int) -> bool:
        return index < len(self._scene.tokens) and self._scene.says(index, "institution")


def _cut_by_office(scene: Scene, places: Sequence[Place]) -> dict[int, Place]:
    """Find countries whose first words belong to an office too: "fiscal general de la República | Checa"."""
    ends = {span.last for span in scene.of("office", "deputy_office")}
    return {at: place for place in places for at in range(place.first + 1, place.last) if at in ends}
