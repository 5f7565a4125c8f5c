"""Mentions of offices with what hangs on them: country, rank, holder's name, and what disqualifies them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.reading.caseless import is_addressed, is_caseless
from bot.reading.eastern_names import before, is_name_first
from bot.reading.institutions import Institutions
from bot.reading.lexicon import Span
from bot.reading.mention import Mention
from bot.reading.names import Name
from bot.reading.places import Place, cut_by_office
from bot.reading.scene import Scene

_HEADS = ("office", "deputy_office", "counterpart", "role")
_TITLES = ("office", "deputy_office")
_REACH = 16  # tokens to either side over which an office may stretch
_MARKERS = ("deputy", "acting", "former", "subnational", "international", "special_prosecutor", "behalf")
_BEHIND = ("international", "subnational", "deputy_after")
_ALL_BEHIND = (*_BEHIND, "acting", "former", "special_prosecutor")  # where adjectives follow
_PAUSES = {",", "-", "–", "—", "("}


@dataclass(frozen=True, slots=True)
class _Side:
    edge: int
    title: int  # where the title itself begins, without its country
    outer: int  # where everything that belongs to it begins, articles included
    country: str | None = None
    name: Name | None = None
    flags: frozenset[str] = frozenset()
    deputy: bool = False
    is_elsewhere: bool = False  # its country is led up to by a word like "in"


class OfficeFinder:
    """Reads outward from each office word, to the left and to the right."""

    def __init__(self, scene: Scene, places: Sequence[Place], names: Sequence[Name]) -> None:
        self._scene = scene
        self._follows = bool(scene.language.options.get("adjectives_follow", False))
        self._names_first = is_name_first(scene)
        self._institutions = Institutions(scene, places)
        self._place_at = {place.first: place for place in places} | cut_by_office(scene, places)
        self._place_before = {place.last: place for place in places}
        self._name_at = {name.first: name for name in names}
        self._name_before = {name.last: name for name in names}

    def mentions(self) -> list[Mention]:
        """List the offices in reading order."""
        spans = self._scene.of("office", "deputy_office", "counterpart", "role", "body")
        single = self._of_own_service([self._mention(span) for span in spans if not self._is_inside(span)])
        held = self._of_one_holder(single)
        return sorted([*held, *self._institutions.staff()], key=lambda mention: mention.first)

    def _of_one_holder(self, found: Sequence[Mention]) -> list[Mention]:
        """ "The prosecutor general, president of the council, Daki": both offices are his."""
        settled = list(found)
        for at, (mention, follows) in enumerate(pairwise(found)):
            beside = follows.first - mention.last <= 1 and self._scene.same_sentence(
                mention.first, follows.first
            )
            apart = "," in self._scene.document.gap(mention.last - 1)
            later = follows.name is not None and follows.name.first >= follows.last
            title = mention.is_head_like and mention.name is None and mention.kind != "counterpart"
            other = follows.kind == "head_of_prosecution" or not follows.is_head_like
            if title and other and beside and apart and later:
                settled[at] = replace(mention, name=follows.name)
                settled[at + 1] = replace(settled[at], first=follows.first, last=follows.last)
        return settled

    def _is_inside(self, span: Span) -> bool:
        """A role word inside a longer office ("chairman" in "deputy chairman") is not counted again."""
        others = self._scene.of("office", "deputy_office", "role", "body")
        return any(
            o is not span and o.first <= span.first < o.last and o.last - o.first > span.last - span.first
            for o in others
        )

    def _of_own_service(self, found: Sequence[Mention]) -> list[Mention]:
        """Of "the High Military Procuracy … led by its Procurator General" the head is military, too."""
        settled: list[Mention] = []
        for mention in found:
            service = next((one for one in reversed(settled) if one.kind == "body"), None)
            own = mention.first > 0 and self._scene.says(mention.first - 1, "its")
            if own and service is not None and self._scene.same_sentence(service.first, mention.first):
                mention = replace(mention, flags=mention.flags | service.flags)
            settled.append(mention)
        return settled

    def _mention(self, span: Span) -> Mention:
        left, right = self._left(span), self._right(span)
        ahead = self._name_ahead(left.edge, span) or self._name_ahead(left.outer, span)
        name = left.name or (ahead if self._is_quoted_by(ahead) else None) or right.name or ahead
        kind = self._kind(span, left)
        if kind == "body" and right.name is not None:
            kind = self._institutions.title_of(span) or kind
        flags = left.flags | right.flags | self._institutions.place_flags(kind, right.edge)
        return Mention(
            kind=kind,
            first=left.edge,
            last=right.edge,
            country=(None if left.is_elsewhere and span.kind != "body" else left.country)
            or right.country
            or (self._institutions.led(left.outer, self._name_before) if kind == span.value else None)
            or self._institutions.of_this_country(span)
            or self._institutions.told_by_title(span)
            or (self._institutions.told_by_service(left.name) if kind == "head_of_prosecution" else None),
            name=None if kind == "body" else name,
            deputy=left.deputy or right.deputy or span.kind == "deputy_office",
            flags=flags,
            written=self._written_body(left, right)
            if kind == "body"
            else self._written(left.title, right.edge),
        )

    def _written_body(self, left: _Side, right: _Side) -> str:
        """Quote an institution with its "Office of" before or "'s Office" behind."""
        first, last = left.title, right.edge
        if self._institutions.is_of_office(left.outer):
            first = left.outer - 1
        if self._institutions.has_office(last):
            last += 2
        return self._written(first, last)

    def _kind(self, span: Span, left: _Side) -> str:
        """Name the office; "the office of the prosecutor general" is an institution, its head is the
        prosecutor general.
        """
        if span.kind == "office":
            staff = (
                self._institutions.is_of_office(left.outer)
                or self._institutions.is_of_team(left.outer)
                or self._institutions.has_office(span.last)
            )
            return "body" if staff else span.value
        if span.kind == "deputy_office":
            return span.value
        if span.kind != "role":
            return span.kind
        heads = self._scene.says(span.first, "heading") and (
            self._institutions.heads_service(span.last)
            or self._institutions.leads_own_service(span.first)
            or self._institutions.service_before(left.name) is not None
        )
        return "head_of_prosecution" if heads else f"role.{span.value}"

    def _written(self, first: int, last: int) -> str:
        while first < last - 1 and (
            self._scene.says(first, "article") or self._scene.says(first, "possessive")
        ):
            first += 1
        return self._scene.text(first, last)

    # ── to the left: "Azerbaijan's acting first deputy" ───────────────────────────────────────────

    def _left(self, span: Span) -> _Side:
        edge = at = title = span.first
        country, deputy, flags, elsewhere = None, False, set[str](), False
        name: Name | None = None
        while at > 0 and span.first - at < _REACH and self._scene.same_sentence(at - 1, span.first):
            at, gap = before(self._scene, at)
            if len(self._scene.tokens[at - 1].text) == 1:
                gap = gap.removeprefix(".")  # "the U.S. attorney general"
            if any(mark in gap for mark in ',;:.()"“”–—') or " -" in gap:
                break
            place = self._place_before.get(at)
            posted = span.value == "envoy" and self._scene.head_last  # "Azərbaycanın Özbəkistandakı səfiri"
            if place is not None and (country is None or (posted and place.city is None)):
                if self._follows:
                    break  # what stands before the office is a place of its own
                if place.city is not None and place.city not in _CAPITAL_SEATS:
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
            elif self._scene.says(at - 1, "before_office"):
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
        return _Side(edge, title, at, country, name, frozenset(flags), deputy, elsewhere)

    def _is_unknown_qualifier(self, index: int, span: Span) -> bool:
        """A capitalised stranger right before the office ("Arizona Attorney General") names its place."""
        if (
            span.kind != "office"
            or is_caseless(self._scene)
            or self._scene.document.in_title(index)
            or index + 1 not in self._name_before
        ):
            return False
        name = self._name_before[index + 1]
        # Where titles stand before names two words are somebody else: "Botir Rəhimov Baş prokuror …".
        longest = 1 if self._scene.head_last else 2
        return name.last - name.first <= longest and self._scene.document.gap(index) == " "

    def _name_ahead(self, edge: int, span: Span) -> Name | None:
        """Find the name in "Kamran Aliyev, Prosecutor General of Azerbaijan"."""
        name = self._name_before.get(edge)
        paused = edge > 0 and any(mark in self._scene.document.gap(edge - 1) for mark in _PAUSES)
        if name is None or not (paused or is_addressed(self._scene, name, span)):
            return None

        return name if self._scene.same_sentence(name.first, span.first) else None

    def _is_quoted_by(self, name: Name | None) -> bool:
        """ "According to Ana Costa, director of the PGR, Gago and Grós will meet": the office is hers."""
        return name is not None and self._scene.ending(name.first, "source") is not None

    # ── to the right: "of the Supreme Court of Türkiye, Muhsin Şentürk" ──────────────────────────────

    def _right(self, span: Span) -> _Side:
        scene, edge = self._scene, span.last
        index = self._institutions.past_initials(edge) if span.kind in _TITLES else edge
        country: str | None = None
        flags: set[str] = set()
        deputy = False
        while (
            index < len(scene.tokens)
            and index - span.last < _REACH
            and scene.same_sentence(index, span.first)
        ):
            index = scene.past_initials(index)
            gap = scene.document.gap(index - 1)
            if index >= len(scene.tokens) or any(mark in gap for mark in ';:.!?"'):
                break
            pause = any(mark in gap for mark in _PAUSES)
            if pause or not scene.says(index - 1, "of"):
                index = self._past_honorifics(index)
            if (name := self._name_at.get(index)) is not None and self._may_hold(name, span, pause):
                return _Side(
                    edge, edge, edge, country or self._country_behind(name), name, frozenset(flags), deputy
                )
            if (pause and not self._goes_on(span, index)) or (
                self._scene.head_last and index in self._place_at
            ):
                break
            if (place := self._place_at.get(index)) is not None and not (pause and country):
                if (place.is_adjective and not self._takes_adjective(place)) or (
                    place.city and place.is_location
                ):
                    break
                if place.city is not None and place.city not in _CAPITAL_SEATS and not country:
                    flags.add("subnational")
                country = country or place.country
                edge = index = place.last
                continue
            marker = scene.starting(index, *(_ALL_BEHIND if self._follows else _BEHIND))
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
            elif span.kind == "role" and self._is_acronym(index):
                edge = index = index + 1  # "chief of USKOK, Zdenko Babić"
            elif index in self._name_at and self._follows_of(index) and span.kind == "office":
                # "Attorney General of Texas": a place that is no country.
                flags.add("subnational")
                break
            else:
                break
        return _Side(edge, edge, edge, country, None, frozenset(flags), deputy)

    def _country_behind(self, name: Name) -> str | None:
        """ "Prosecutor General Chea Sovann of Cambodia"."""
        if name.last + 1 >= len(self._scene.tokens) or not self._scene.says(name.last, "of"):
            return None
        place = self._place_at.get(name.last + 1)
        return (
            place.country if place is not None and not place.is_location and not place.is_adjective else None
        )

    def _past_honorifics(self, index: int) -> int:
        """Step over "H.E. Dr" when a name follows."""
        at = index
        while (honorific := self._scene.starting(at, "honorific")) is not None:
            at = honorific.last
        return at if at in self._name_at else index

    def _follows_of(self, index: int) -> bool:
        before = index - 1
        while before > 0 and self._scene.says(before, "article"):
            before -= 1
        return self._scene.says(before, "of")

    def _is_acronym(self, index: int) -> bool:
        """An agency that goes by its initials."""
        text = self._scene.tokens[index].text
        return 2 < len(text) < 8 and text.isalpha() and text.isupper() and self._follows_of(index)

    def _may_hold(self, name: Name, span: Span, pause: bool) -> bool:
        """A holder follows at once or after a comma; after "of" stands a place, not a person."""
        if self._follows_of(name.first) and not pause:
            return False
        if self._names_first and self._scene.starting(name.last, *_HEADS) is not None:
            return False  # the name of the next office: 検事総長、久保田検事総長と会談
        return not self._scene.document.in_title(name.first) or self._scene.document.in_title(span.first)

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


# Cities that stand for their state before an office; any other city makes it a city's office.
_CAPITAL_SEATS = frozenset({"Washington"})
