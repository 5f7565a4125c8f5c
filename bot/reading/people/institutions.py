"""Prosecution services as institutions: their staff, their buildings, and who is at their head."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.reading.names.eastern_names import is_name_first
from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.calendar_words import numbers_in_words
from bot.reading.words.cases import case_of_noun, is_in_case, joined_case
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_ADJECTIVE = 5  # letters of an adjective at least: no preposition is so long
_REPRESENTED = 4  # tokens from a country to the "by" behind which its prosecutor follows
_COUNTED = 4  # tokens in which people are counted: "on beş nəfər gənc"
_REACH = 16  # tokens over which "a delegation of the service headed by its director" may stretch
_OPENING = 2  # tokens of a sentence before the service that it is about
_PARTIES = ("role", "office", "deputy_office", "counterpart", "international", "stranger")


class Institutions:
    """Tells an institution from the person who heads it."""

    def __init__(self, scene: Scene, places: Sequence[Place]) -> None:
        self._scene = scene
        self._place_at = {place.first: place for place in places}
        self._place_before = {place.last: place for place in places}

    def staff(self) -> Iterator[Mention]:
        """Find "Emirati prosecutors" and "prosecutors from Kazakhstan": nobody by name, but of a
        country's service.
        """
        heads = self._scene.of("office_plural")
        for span in self._groups():
            if any(head.first <= span.first < head.last for head in heads):
                continue
            before, after = self._place_before.get(self._owned_from(span.first)), None
            inside = span.last < len(self._scene.tokens)
            if inside and (self._scene.says(span.last, "of") or self._scene.says(span.last, "from")):
                after = self._place_at.get(self._past_articles(span.last + 1))
            behind = None if self._scene.head_last else self._place_at.get(span.last)
            if behind is not None and self._is_theirs(behind):
                after = behind
            place = before if before is not None and not self._is_aside(before) else after
            if (
                place is not None
                and place.city is None
                and self._scene.same_sentence(place.first, span.first)
            ):
                written = self._scene.text(min(place.first, span.first), max(place.last, span.last))
                yield Mention("body", span.first, span.last, place.country, None, written=written)

    def _is_theirs(self, behind: Place) -> bool:
        """ "Fiscales panameños", "jaksa Brunei", "прокуроры Грузии": right behind the people whose it is."""
        if behind.is_adjective:
            return bool(self._scene.language.options.get("adjectives_follow", False))
        return not behind.is_location and self._scene.document.gap(behind.first - 1) == " "

    def _groups(self) -> list[Span]:
        """List the words for staff, and where nouns need no plural also "on beş prokuror", "検事12人"."""
        staff = self._scene.of("staff")
        told = {span.first for span in staff}
        one = [
            span
            for span in (self._scene.of("role") if self._scene.head_last else ())
            if span.value == "other_prosecutor" and span.first not in told
        ]
        return sorted([*staff, *filter(self._is_counted, one)], key=lambda span: span.first)

    def _is_counted(self, span: Span) -> bool:
        scene = self._scene
        at = span.last if is_name_first(scene) else span.first - 1
        while at > 0 and scene.says(at, "counter"):
            at -= 1
        if not 0 <= at < len(scene.tokens) or not scene.same_sentence(at, span.first):
            return False
        word = scene.tokens[at].folded
        return word.isdecimal() or word in numbers_in_words(scene.language.code)

    def _past_articles(self, index: int) -> int:
        """Step over the article in "Staatsanwälte aus der Mongolei"."""
        while index < len(self._scene.tokens) and self._scene.says(index, "article"):
            index += 1
        return index

    def _owned_from(self, first: int) -> int:
        """Step back to the country in "カンボジアの検察官ら", "인도네시아 대검찰청 소속 검사",
        "沙特高级检察官代表团", "Monqolustandan gələn on beş prokuror".
        """
        if not (is_name_first(self._scene) or is_spaceless(self._scene.language.options)):
            return self._come_from(first) if self._scene.head_last else first
        while first > 0 and first not in self._place_before and self._scene.says(first - 1, "before_office"):
            first -= 1
        body = self._scene.ending(first, "body")
        return first if body is None else body.first

    def _come_from(self, first: int) -> int:
        """Step back over who and how many have come to the country that they have come from."""
        scene = self._scene
        for at in range(first, max(first - _COUNTED, 0), -1):
            came = scene.ending(at, "travel")
            if came is not None and scene.same_sentence(came.first, first):
                return came.first if is_in_case(scene, came.first - 1, "from") else first
        return first

    def _is_aside(self, place: Place) -> bool:
        """Tell "in Kosovo prosecutors …" and "Kosovo's prosecutors" from "Kosovo prosecutors"."""
        parted = (
            not is_spaceless(self._scene.language.options) and self._scene.document.gap(place.last - 1) != " "
        )
        return place.is_location or parted

    def led(self, first: int, names: Collection[int], reach: int = _REACH) -> str | None:
        """Take the country from "a delegation of the United Arab Emirates headed by …", "Latvia is
        represented by …".
        """
        while (honorific := self._scene.ending(first, "honorific")) is not None:
            first = honorific.first
        lead = self._scene.ending(first, "lead")
        by = first - 1 if first and self._scene.says(first - 1, "by") else None
        start, reach = (lead.first, reach) if lead is not None else (by, _REPRESENTED)
        if start is None:
            return None
        for at in range(start, max(start - reach, 0), -1):
            place = self._place_before.get(at)
            if at in names:
                return None  # "… of Georgia, Levan Tsiklauri, a delegation led by": the country is another's
            if (
                place is not None
                and place.city is None
                and not (place.is_location and not self._is_of_body(place))
                and self._scene.same_sentence(place.first, first)
            ):
                return place.country
        return None

    def _is_of_body(self, place: Place) -> bool:
        """ "The prosecution in the State of Qatar": a place by which an institution is called."""
        at = place.first
        while at > 0 and self._scene.says(at - 1, "inside_office"):
            at -= 1
        return at < place.first and self._scene.ending(at, "body") is not None

    def is_of_office(self, outer: int) -> bool:
        """ "The office of Cambodia's Prosecutor General": `outer` is where the title begins."""
        at = outer - 1
        return at >= 0 and self._scene.says(at, "premises") and self._scene.same_sentence(at, outer)

    def is_of_team(self, outer: int) -> bool:
        """ "A team from Norway's Director of Public Prosecutions" is not the director."""
        at = outer - 1
        team = (
            self._scene.ending(at, "delegation", "staff")
            if at > 0 and self._scene.says(at, "sent_by")
            else None
        )
        return team is not None and self._scene.same_sentence(at, outer)

    def leads_own_service(self, role: Span) -> bool:
        """ "A delegation of the Central Public Prosecutors Office headed by its director", "the prosecution
        said that its head, Ana Costa, …"; not "its head of training".
        """
        scene, own = self._scene, role.first - 1
        lead = scene.ending(own, "lead") if own > 0 and scene.says(own, "article") else None
        of_department = scene.says(role.last - 1, "of") or (
            role.last < len(scene.tokens) and scene.says(role.last, "of")
        )
        if of_department:
            return False
        if lead is None:
            return own > 0 and scene.says(own, "its") and self.is_subject_of(own)
        return any(
            0 <= lead.first - body.last <= _REACH for body in scene.within(scene.sentence(own), "body")
        )

    def owns_head(self, first: int) -> bool:
        """ "The National Prosecuting Authority (NPA) boss": a service right before the word for its head."""
        scene = self._scene
        if first > 1 and "(" in scene.document.gap(first - 2) and scene.document.gap(first - 1)[:1] == ")":
            first -= 1
        body = scene.ending(first, "body")
        if body is None or scene.head_last or not scene.tokens[body.first].is_capital:
            return False
        town = self._place_before.get(body.first)
        return scene.same_sentence(body.first, first) and (town is None or town.city is None)

    def is_subject_of(self, own: int) -> bool:
        """Tell whether the prosecution opens the sentence of "its", and nobody else stands between."""
        scene = self._scene
        start, _ = scene.document.sentences[scene.sentence(own)]
        bodies = [body for body in scene.within(scene.sentence(own), "body") if body.last <= own]
        joined = scene.says(own - 1, "and") and scene.ending(own - 1, "source", "speech") is None
        opens = bodies and bodies[0].first - start <= _OPENING and not joined
        others = scene.within(scene.sentence(own), *_PARTIES)
        return bool(opens) and not any(bodies[0].last <= other.first < own for other in others)

    def service_before(self, name: Name | None) -> Span | None:
        """ "最高人民検察院のグエン・ドゥック・ハイ長官": the service before the name of its head."""
        at = name.first if name is not None else 0
        while at > 0 and self._scene.says(at - 1, "before_office"):
            at -= 1
        body = self._scene.ending(at, "body") if name is not None else None
        return body if body is not None and self._scene.same_sentence(body.first, at) else None

    def told_by_service(self, name: Name | None) -> str | None:
        """Give the country of the service that stands before the name of its head."""
        body = self.service_before(name)
        place = self._place_before.get(body.first) if body is not None else None
        here = place is not None and self._scene.same_sentence(place.first, place.last)
        return place.country if place is not None and here else None

    def has_office(self, index: int) -> bool:
        """ "The Supreme Public Prosecutor's Office"."""
        last = index + 1
        return (
            last < len(self._scene.tokens)
            and self._scene.says(index, "possessive")
            and self._scene.says(last, "premises")
        )

    def heads_service(self, index: int) -> bool:
        """Tell whether "head of" leads on to a state's whole prosecution: "head of the Jordanian public
        prosecution".
        """
        country = False
        while index < len(self._scene.tokens):
            if (place := self._place_at.get(index)) is not None and place.city is None:
                country, index = True, place.last
            elif (body := self._scene.starting(index, "body")) is not None:
                ends = body.last >= len(self._scene.tokens) or not self._scene.says(body.last, "possessive")
                behind = self._place_at.get(body.last)
                country = country or (
                    behind is not None and behind.is_adjective
                )  # "parquet général jordanien"
                return ends and (country or self._scene.tokens[body.first].is_capital)
            elif country and self._scene.says(index, "service"):
                return True  # "head of the Armenian prosecution"
            elif (
                self._scene.says(index, "article")
                or self._scene.says(index, "possessive")
                or self._scene.says(index, "of")
            ):
                index += 1
            else:
                return False
        return False

    def place_flags(self, kind: str, last: int) -> frozenset[str]:
        """An institution at which or with which people are goes nowhere itself: "Baş Prokurorluqda"."""
        scene = self._scene
        if kind != "body" or not scene.head_last:
            return frozenset()
        along = last < len(scene.tokens) and scene.says(last, "with_after")
        there = case_of_noun(scene, last - 1, ("place", "goal")) or joined_case(scene, last) in (
            "place",
            "goal",
        )
        return frozenset(("visited",)) if along or there else frozenset()

    def of_this_country(self, span: Span) -> str | None:
        """Read "the delegation of Tajikistan, led by the prosecutor general of this country"."""
        if self._scene.starting(span.last, "this_country") is None:
            return None
        told = [place for place in self._place_at.values() if place.last <= span.first]
        near = [place for place in told if self._scene.same_sentence(place.first, span.first)]
        return max(near, key=lambda place: place.first).country if near else None

    def title_of(self, span: Span) -> str | None:
        """ "A PGR portuguesa, Lucília Gago": initials that are a service's and, before a name, its head's."""
        titles: Mapping[str, str] = self._scene.language.options.get("initials", {})
        word = self._scene.tokens[span.first]
        return titles.get(word.folded) if span.last - span.first == 1 and word.text.isupper() else None

    def past_initials(self, index: int) -> int:
        """Step over the "(PGR)" that a title is written with."""
        gaps = self._scene.document.gap
        closed = 0 < index < len(self._scene.tokens) and "(" in gaps(index - 1) and gaps(index)[:1] == ")"
        return index + 1 if closed and self._scene.tokens[index].text.isupper() else index

    def told_by_title(self, span: Span) -> str | None:
        """Know the country of a title that only one has: "Yargıtay Cumhuriyet Başsavcısı"."""
        titles: Mapping[str, str] = self._scene.language.options.get("title_country", {})
        words = [token.folded for token in self._scene.tokens[span.first : span.last]]
        return titles.get(words[0]) or (None if self._goes_on(span) else titles.get(" ".join(words)))

    def _goes_on(self, span: Span) -> bool:
        """Tell "fiscal general de la nación caribeña" from the one of the Nación."""
        scene = self._scene
        if not scene.language.options.get("adjectives_follow", False) or span.last >= len(scene.tokens):
            return False
        word = scene.tokens[span.last].text
        return word.islower() and len(word) >= _ADJECTIVE and scene.document.gap(span.last - 1) == " "
