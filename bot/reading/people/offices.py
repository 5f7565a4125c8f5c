"""Mentions of offices with what hangs on them: country, rank, holder's name, and what disqualifies them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.reading.names.caseless import is_caseless
from bot.reading.names.eastern_names import is_native_before
from bot.reading.names.name_anchors import is_addressed
from bot.reading.names.persons import Name
from bot.reading.people.attached import held_by_leader
from bot.reading.people.institutions import Institutions
from bot.reading.people.mention import Mention
from bot.reading.people.office_sides import PAUSES, Side, Sides
from bot.reading.places.place import Place
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_QUOTES = frozenset("「『《〈“„«\"'‘")
_HEADS = ("office", "deputy_office", "counterpart", "role")
_HEAD = "head_of_prosecution"
_LED_BY_NAME = 1  # tokens from a delegation's country to "led by": nothing between
_MET = ("role.minister", "role.leader")  # offices of whom a prosecutor calls on, not of himself


class OfficeFinder:
    """Puts together what each office word is and what hangs on it."""

    def __init__(self, scene: Scene, places: Sequence[Place], names: Sequence[Name]) -> None:
        self._scene = scene
        self._institutions = Institutions(scene, places)
        self._sides = Sides(scene, places, names, self._institutions)
        self._name_before = {name.last: name for name in names}

    def mentions(self) -> list[Mention]:
        """List the offices in reading order."""
        spans = self._scene.of("office", "deputy_office", "counterpart", "role", "body")
        spans = [span for span in spans if not self._is_inside(span) and not self._is_of_work(span)]
        found = held_by_leader(self._scene, [self._mention(span) for span in spans])
        single = self._of_own_service(found)
        held = [_with_its_flags(one, single) for one in self._of_one_holder(single)]
        return sorted([*held, *self._institutions.staff()], key=lambda mention: mention.first)

    def _of_one_holder(self, found: Sequence[Mention]) -> list[Mention]:
        """ "The prosecutor general, president of the council, Daki": both offices are his."""
        settled = list(found)
        for at, (mention, follows) in enumerate(pairwise(found)):
            beside = follows.first - mention.last <= 1 and self._scene.same_sentence(
                mention.first, follows.first
            )
            apart = any(mark in self._scene.document.gap(mention.last - 1) for mark in ",、")
            later = follows.name is not None and follows.name.first >= follows.last
            apart = apart or (is_caseless(self._scene) and follows.first == mention.last)
            title = mention.is_head_like and mention.name is None and mention.kind != "counterpart"
            other = follows.kind == _HEAD or not follows.is_head_like
            met = self._scene.head_last and follows.kind in _MET  # "Başsavcı, Adalet Bakanı … ile görüştü"
            alike = mention.country is None or follows.country in (None, mention.country)
            if title and other and not met and beside and apart and later and alike:
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

    def _is_of_work(self, span: Span) -> bool:
        """The film "The Prosecutor General": what a work is called is no office."""
        quoted = span.first > 0 and any(mark in self._scene.document.gap(span.first - 1) for mark in _QUOTES)
        return quoted and self._scene.ending(span.first, "fiction") is not None

    def _of_own_service(self, found: Sequence[Mention]) -> list[Mention]:
        """Of "the High Military Procuracy … led by its Procurator General" the head is military, too; of
        "Kenya's prosecution said that its head …" he is of Kenya; "省检察院党组书记、检察长" is local.
        """
        settled: list[Mention] = []
        for mention in found:
            service = next((one for one in reversed(settled) if one.kind == "body"), None)
            own = mention.first > 0 and self._scene.says(mention.first - 1, "its")
            own = own or (is_caseless(self._scene) and _is_right_behind(mention, settled))
            if own and service is not None and self._scene.same_sentence(service.first, mention.first):
                country = mention.country or (service.country if mention.kind == _HEAD else None)
                mention = replace(mention, flags=mention.flags | service.flags, country=country)
            settled.append(mention)
        return settled

    def _mention(self, span: Span) -> Mention:
        left, right = self._sides.left(span), self._sides.right(span)
        ahead = self._name_ahead(left.edge, span) or self._name_ahead(left.outer, span)
        ahead = ahead or self._name_between(span, right.name)
        own = self._is_quoted_by(ahead) or self._is_apposed(ahead, left, right.name)
        name = left.name or (ahead if own else None) or right.name or ahead
        kind = self._kind(span, left)
        if kind == "body" and right.name is not None:
            kind = self._institutions.title_of(span) or kind
        if kind == "body" and (left.deputy or right.deputy):
            kind = _HEAD  # "the number two of the Spanish prosecution service, Nuria Arce"
        flags = left.flags | right.flags | self._institutions.place_flags(kind, right.edge)
        if name is not None and name.last <= span.first and self._scene.ending(name.first, "behalf"):
            flags |= {"behalf"}  # "on behalf of Ana Costa, Prosecutor General"
        return Mention(
            kind=kind,
            first=left.edge,
            last=right.edge,
            country=(None if left.is_elsewhere and span.kind != "body" else left.country)
            or right.country
            or self._sides.inside(span)
            or (self._institutions.led(left.outer, self._name_before) if kind == span.value else None)
            or (self._led_by_name(ahead, name) if kind == span.value else None)
            or self._institutions.of_this_country(span)
            or self._institutions.told_by_title(span)
            or (self._institutions.told_by_service(left.name) if kind == _HEAD else None),
            name=None if kind == "body" else name,
            deputy=left.deputy or right.deputy or span.kind == "deputy_office",
            flags=flags,
            written=self._written_body(left, right)
            if kind == "body"
            else self._written(left.title, right.edge),
        )

    def _led_by_name(self, ahead: Name | None, name: Name | None) -> str | None:
        """ "The delegation of Laos, led by Kham Souk, deputy prosecutor general": his name stands between."""
        if ahead is None or ahead is not name:
            return None
        return self._institutions.led(ahead.first, self._name_before, _LED_BY_NAME)

    def _written_body(self, left: Side, right: Side) -> str:
        """Quote an institution with its "Office of" before or "'s Office" behind."""
        first, last = left.title, right.edge
        if self._institutions.is_of_office(left.outer):
            first = left.outer - 1
        if self._institutions.has_office(last):
            last += 2
        return self._written(first, last)

    def _kind(self, span: Span, left: Side) -> str:
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
            or self._institutions.leads_own_service(span)
            or self._institutions.owns_head(span.first)
            or self._institutions.service_before(left.name) is not None
        )
        return _HEAD if heads else f"role.{span.value}"

    def _written(self, first: int, last: int) -> str:
        while first < last - 1 and (
            self._scene.says(first, "article") or self._scene.says(first, "possessive")
        ):
            first += 1
        return self._scene.text(first, last)

    def _name_ahead(self, edge: int, span: Span) -> Name | None:
        """Find the name in "Kamran Aliyev, Prosecutor General of Azerbaijan"."""
        name = self._name_before.get(edge)
        paused = edge > 0 and any(mark in self._scene.document.gap(edge - 1) for mark in PAUSES)
        if name is None or not (
            paused or is_addressed(self._scene, name, span) or self._is_glued(name, span)
        ):
            return None
        return name if self._scene.same_sentence(name.first, span.first) else None

    def _is_glued(self, name: Name, span: Span) -> bool:
        """ "应勇检察长": a native name may stand right before a title where most stand behind."""
        native = is_native_before(self._scene, name)
        return native and name.last == span.first and not self._scene.document.gap(name.last - 1)

    def _is_apposed(self, ahead: Name | None, left: Side, behind: Name | None) -> bool:
        """ "Receiving Ana Costa, prosecutor general of Spain, Juan Gil told her": the office stands right
        behind its holder, and the name behind it goes on with the sentence.
        """
        scene = self._scene
        if ahead is None or behind is None or not ahead.last == left.outer < behind.first:
            return False
        if is_caseless(scene):  # "سعادة … المدعي العام، و…"
            near = range(behind.first - 2, behind.first)
            follows = scene.starting(behind.last, *_HEADS) is not None
            return follows or any("," in scene.document.gap(at) for at in near)
        goes_on = behind.last < len(scene.tokens) and not scene.says(behind.last, "and")
        closed = not goes_on or scene.document.gap(behind.last - 1).strip() != ""
        parted = (ahead.last - 1, behind.first - 1)
        return not closed and all("," in scene.document.gap(at) for at in parted)

    def _name_between(self, span: Span, behind: Name | None) -> Name | None:
        """ "التقى … النائب العام … وزير العدل": behind the verb each office has its own."""
        name, scene = self._name_before.get(span.first), self._scene
        if name is None or behind is None or not scene.language.options.get("holder_before"):
            return None
        met = scene.ending(name.first, "meet", "receive") is not None
        return name if met and scene.starting(behind.last, *_HEADS) is not None else None

    def _is_quoted_by(self, name: Name | None) -> bool:
        """ "According to Ana Costa, director of the PGR, Gago and Grós will meet": the office is hers."""
        return name is not None and self._scene.ending(name.first, "source") is not None


def _is_right_behind(mention: Mention, before: Sequence[Mention]) -> bool:
    """Tell whether nothing but other posts of the same person stands between a service and an office."""
    edge = mention.first
    for one in reversed(before):
        if one.last != edge or (one.kind != "body" and one.name is not None):
            return False
        if one.kind == "body":
            return True
        edge = one.first
    return False


def _with_its_flags(mention: Mention, found: Sequence[Mention]) -> Mention:
    """Of "the former chief prosecutor of the Prosecutor's Office" the service is his former one, too."""
    inside = (o for o in found if o.kind != "body" and o.first <= mention.first and mention.last <= o.last)
    former = mention.kind == "body" and any("former" in office.flags for office in inside)
    return replace(mention, flags=mention.flags | {"former"}) if former else mention
