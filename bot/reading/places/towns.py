"""Cities as a text names them, with the endings of its language."""

from __future__ import annotations

from functools import lru_cache

from bot import gazetteer
from bot.countries import endings, suffixes
from bot.gazetteer import City
from bot.reading.places.place import Place
from bot.reading.places.town_or_person import may_be_person
from bot.reading.places.whereabouts import standing
from bot.reading.words.cases import is_in_case, joined_case
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import Token, script
from bot.text import fold

_AGENCY = 2  # words of a news agency in brackets
_ARTICLES = ("al", "el")  # of Arab names
_COMMON = 20_000  # names that are looked up once only
_SHORTEST = 3  # letters of a city whose ending is taken off; of Ош in Cyrillic two
_LONGEST_CITY = 4  # words
_KNOWN = (
    "office", "deputy_office", "role", "body", "travel", "visit", "event", "honorific", "meet", "receive",
)  # fmt: skip
_BOTH = 2  # sides on which a name goes on: no ending makes a town of what stands between
_NAMED = 2  # words of a name that is whole
_FATHERS = ("вич", "вна", "чна")  # ends of a name after the father, which stands last
_CHANGING = 2  # words of a city that changes its endings; each more would cost many look-ups

named = lru_cache(maxsize=_COMMON)(gazetteer.named)


def towns(scene: Scene, taken: set[int], known: frozenset[str]) -> list[Place]:
    """List the cities of a text: none of the `taken` tokens, of homonyms those in `known` countries."""
    found: list[Place] = []
    index = 0
    while index < len(scene.tokens):
        place = (
            None
            if index in taken
            or scene.tokens[index].text[0].islower()
            or not _may_begin_name(scene, _whole(scene, index, index + 1))
            else _city_at(scene, index, taken, known)
        )
        if place is None:
            index += 1
        else:
            found.append(place)
            index = place.last
    return found


def _city_at(scene: Scene, first: int, taken: set[int], known: frozenset[str]) -> Place | None:
    if not _may_begin_city(scene, first):
        return None
    for length in range(_LONGEST_CITY, 0, -1):
        last = first + length
        if (
            last > len(scene.tokens)
            or (
                scene.tokens[last - 1].text[:1].islower() and not _is_after_apostrophe(scene, last - 1, first)
            )
            or not scene.same_sentence(first, last - 1)
            or (length > 1 and joined_case(scene, last - 1) is not None)  # "Doha'da" is no Dohad
            or (length > 1 and scene.says(last - 1, "and"))  # "بلاوي و" is no بلاويو
            or _is_half_of_people(scene, last)
        ):
            continue
        if taken.intersection(range(first, last)) or not is_one_name(scene, first, last):
            continue
        name = _whole(scene, first, last)
        small = length == 1 and (scene.says(first, "particle") or scene.says(first, "not_a_name"))
        if small and not _is_behind_its_country(scene, first, name):
            continue  # "bin" is written like Bonn
        cities = cities_called(scene, name)
        if cities and (cities[0].capital or not _is_behind_article(scene, first)):
            here = standing(scene, first, last, _basic_names_of(scene, name))
            located = here.located
            doubtful = gazetteer.is_risky(name) or (
                not cities[0].capital and may_be_person(scene, first, last)
            )
            doubtful = doubtful and not (cities[0].capital and _opens_text(scene, first, last))
            doubtful = doubtful and not (cities[0].capital and _owns_office(scene, last))
            bracketed = first > 0 and scene.document.gap(first - 1).strip() == "("
            doubtful = doubtful and not (bracketed and _is_behind_its_country(scene, first, name))
            owned = length == 1 and (_has_office(scene, first) or _owns_behind(scene, last))
            if not (located or owned) and (doubtful or not (cities[0].capital or named(name))):
                continue
            at_home = next((one for one in cities if one.country in known), cities[0])
            city = cities[0] if cities[0].capital else at_home
            led_up_to = located or (first > 0 and scene.says(first - 1, "from"))
            sides = _sides_of_a_name(scene, first, last, taken)
            alone = sides < _BOTH or _follows_whole_name(scene, first)
            inflected = suffixes(scene.language.code) is not None and alone
            if sides and not (led_up_to and (city.capital or inflected)):
                return Place(city.country, city.name, first, here.last, False) if owned else None
            return Place(city.country, city.name, first, here.last, located, is_goal=here.goal)
    return None


def _is_half_of_people(scene: Scene, last: int) -> bool:
    """ "The Colombo-American summit": of Colombia, as the adjective behind the hyphen tells."""
    joined = last < len(scene.tokens) and scene.document.gap(last - 1) == "-"
    return joined and scene.starting(last, "adjective", "demonym") is not None


def _is_behind_article(scene: Scene, first: int) -> bool:
    """ "Saddik al Sour", "Prosecutor General Al Sour": an Arab's name goes on behind its article."""
    at = first - 1
    if at < 0 or scene.tokens[at].folded not in _ARTICLES or scene.document.gap(at) not in {" ", "-"}:
        return False
    start, _ = scene.document.sentences[scene.sentence(at)]
    if scene.tokens[at].is_capital:
        return at > start
    return at > start and scene.tokens[at - 1].is_capital and scene.document.gap(at - 1) == " "


def _owns_behind(scene: Scene, last: int) -> bool:
    """ "İstanbulun baş prokuroru": the owner of an office, where it stands before."""
    owns = scene.head_last and last < len(scene.tokens) and is_in_case(scene, last - 1, "genitive")
    return owns and scene.starting(last, "office") is not None and scene.same_sentence(last, last - 1)


def _has_office(scene: Scene, first: int) -> bool:
    """ "Генеральный прокурор Брауншвейга Детлев Вольтер": where nouns hang on nouns a town in another form
    than its own, between an office and two words of a name, has the office; not "Львова Анна Петровна".
    """
    hangs = bool(scene.language.options.get("bare_genitive", False)) and not scene.head_last
    behind = range(first + 1, first + 1 + _NAMED)
    if not hangs or named(scene.text(first, first + 1)) or behind.stop > len(scene.tokens):
        return False
    if scene.ending(first, "office") is None or not scene.same_sentence(first, behind.stop - 1):
        return False
    whole = all(scene.tokens[at].is_capital and scene.document.gap(at - 1) == " " for at in behind)
    return whole and not scene.tokens[behind.stop - 1].folded.endswith(_FATHERS)


def _is_behind_its_country(scene: Scene, first: int, name: str) -> bool:
    """ "오스트리아 빈에서", "to Bulgaria (Sofia, 14 May)": what may be a small word of names, or a girl, is
    a capital right behind its country.
    """
    country = scene.ending(first, "country")
    return country is not None and any(
        city.capital and city.country == country.value for city in cities_called(scene, name)
    )


def _whole(scene: Scene, first: int, last: int) -> str:
    """Write a name with the letters that a small word before it has swallowed: "للقاهرة" is to "القاهرة"."""
    token, text = scene.tokens[first], scene.text(first, last)
    if scene.language.same_letters and last - first == 1 and script(text) == "han":
        return token.folded
    if scene.language.clitics is None or len(token.folded) <= len(token.text):
        return text
    return token.folded + text[len(token.text) :]


def _owns_office(scene: Scene, last: int) -> bool:
    """Tell of "Sofia's chief prosecutor" that no girl has one."""
    if last + 1 >= len(scene.tokens) or not scene.says(last, "possessive"):
        return False
    behind = scene.starting(last + 1, "acting", "deputy", "former")
    return scene.starting(behind.last if behind else last + 1, "office") is not None


def _opens_text(scene: Scene, first: int, last: int) -> bool:
    """Tell a dateline from a person: "Lima, 12 may.- El fiscal …", "(ANSA) - ROMA, 6 DIC -"; a headline
    alone has none.
    """
    document = scene.document
    start, _ = document.sentences[min(document.lead, len(document.sentences) - 1)]
    agency = range(start, first)
    named = all(scene.tokens[at].text.isupper() for at in agency) and len(agency) <= _AGENCY
    opens = start == first or (named and ")" in document.gap(first - 1))
    return opens and document.gap(last - 1)[:1] in ",.(:"


def _is_after_apostrophe(scene: Scene, index: int, first: int) -> bool:
    """Tell whether a small letter goes on with a name: Xi'an, Mát-xcơ-va."""
    return index > first and scene.document.gap(index - 1) in {"'", "’", "ʻ", "‘", "ʼ", "-"}


def _sides_of_a_name(scene: Scene, first: int, last: int, taken: set[int]) -> int:
    """Count on how many sides a name goes on: Nancy Pelosi, Kamran Aliyev, Ayhan Bora Kaplan are no towns."""

    def is_stranger(index: int) -> bool:
        known = (
            index in taken
            or any(scene.says(index, name) for name in ("not_a_name", "institution"))
            or scene.starting(index, *_KNOWN)
        )
        return scene.tokens[index].is_capital and not known and scene.ending(index + 1, *_KNOWN) is None

    follows = last + (last < len(scene.tokens) and _is_small_particle(scene, last))  # "Хасан ат-Турба"
    after = (
        follows < len(scene.tokens)
        and all(scene.document.gap(at - 1) in {" ", "-"} for at in range(last, follows + 1))
        and is_stranger(follows)
    )
    before = first > 0 and scene.document.gap(first - 1) in {" ", "-"} and is_stranger(first - 1)
    return after + before


def _follows_whole_name(scene: Scene, first: int) -> bool:
    """ "Prosecutor General Хабибулло Вохидзода Шымкентте Берік Асыловпен": an office and two words before."""
    named = range(first - _NAMED, first)
    return scene.ending(first - _NAMED, "office", "deputy_office", "counterpart") is not None and all(
        scene.tokens[at].is_capital and scene.document.gap(at) == " " for at in named
    )


def _is_small_particle(scene: Scene, index: int) -> bool:
    """Tell of "bin", "al", "ван" that it joins the words of a name and is no word of its own."""
    if not scene.says(index, "particle") or scene.tokens[index].is_capital:
        return False
    return not any(
        scene.says(index, name) for name in ("and", "of", "place", "goal", "from", "by", "article")
    )


def _may_begin_city(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    person = scene.ending(index, "honorific") is not None or scene.starting(index, "word") is not None
    return (
        not token.text[:1].islower()
        and _begins_well(scene, token)
        and (not scene.says(index, "not_a_name") or _is_article(scene, index))
        and not token.text.isdigit()
        and not person
    )


def _begins_well(scene: Scene, token: Token) -> bool:
    """Tell of Han and Hangul by two letters that no city begins so; spares most look-ups."""
    if script(token.text) not in {"han", "hangul"}:
        return True
    two = token.folded[:2]
    if len(two) < 2:
        two = scene.document.raw[token.start : token.start + 2]
    return not two.isalpha() or gazetteer.may_begin(two)


def _is_article(scene: Scene, index: int) -> bool:
    """The first word of La Paz, El Cairo, L'Aia; or of São Paulo and Rio de Janeiro, where "são" is a verb
    and "rio" a river.
    """
    if not scene.tokens[index].is_capital:
        return False
    behind = range(index + 1, min(index + _LONGEST_CITY, len(scene.tokens)))
    if scene.says(index, "article"):
        return bool(behind) and scene.tokens[index + 1].is_capital
    return any(scene.tokens[at].is_capital and named(scene.text(index, at + 1)) for at in behind)


def is_one_name(scene: Scene, first: int, last: int) -> bool:
    """Tell whether words stand as close together as those of one name."""
    return all(
        scene.document.gap(index).strip() in {"", "-", "'", "’", "ʻ", "‘", "ʼ", "."}
        for index in range(first, last - 1)
    )


def _may_begin_name(scene: Scene, word: str) -> bool:
    """Tell quickly of most words that no town begins with them, where towns have no endings."""
    code = scene.language.code
    return bool(endings(code)) or suffixes(code) is not None or gazetteer.is_beginning(_unlinked(scene, word))


def _unlinked(scene: Scene, name: str) -> str:
    """Take off the letter by which a name is tied to the next word: "سانیای چین" is Sanya in China."""
    link = scene.language.options.get("linking_letter")
    return name[:-1] if link and name.endswith(link) and not named(name) else name


def cities_called(scene: Scene, name: str) -> tuple[City, ...]:
    """Look a city up in the cases of the language too; of long names only the dictionary form is tried."""
    table = suffixes(scene.language.code)
    if table is not None:
        bases = (base for base, _ in table.loose_bases(name) if len(base) >= _SHORTEST - (not base.isascii()))
        return named(name) or max(map(named, bases), key=_renown, default=())
    rows = endings(scene.language.code) if name.count(" ") < _CHANGING else ()
    return named(_unlinked(scene, name), rows)


def _renown(cities: tuple[City, ...]) -> tuple[bool, int]:
    return bool(cities) and cities[0].capital, cities[0].population if cities else -1


def _basic_names_of(scene: Scene, name: str) -> frozenset[str]:
    """Give the folded names that a city may have without its ending, as far as they are known."""
    table = suffixes(scene.language.code)
    if table is None or named(name):
        return frozenset((fold(name),))
    return frozenset(fold(base) for base, _ in table.loose_bases(name) if named(base))
