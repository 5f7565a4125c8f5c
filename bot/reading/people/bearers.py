"""Who bears an office that stands apart from his name: in the headline, or as the one who leads a party."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.reading.names.caseless import is_caseless
from bot.reading.names.persons import Name
from bot.reading.people.headline_offices import of_headline
from bot.reading.people.hosts import is_with, stands_with
from bot.reading.people.mention import Mention
from bot.reading.words.cases import is_in_case, joined_case
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_DEEDS = (
    "travel",
    "visit",
    "leave",
    "receive",
    "meet",
    "attend",
    "sign",
    "delegation",
    "invite",
    "represent",
)
_OPENING = 2  # tokens of a sentence before the service that it is about
_OTHER_NEWS = ("crime", "suspect", "appoint")  # whoever is named there is rather charged or sworn in
_SERVICE = 12  # tokens from a service to the word that somebody leads its party
_PARTY = 4  # tokens from that word to the party: "of seven persons"


def with_bearers(scene: Scene, mentions: Sequence[Mention], names: Sequence[Name]) -> list[Mention]:
    """Give the office of a headline to the name with which the text opens, and a rank to who leads a party
    of prosecutors without any other office.
    """
    mentions = [_apart(scene, mention) for mention in mentions]
    mentions = [
        replace(mention, name=None) if _is_of_another(scene, mention, mentions) else mention
        for mention in mentions
    ]
    mentions = of_headline(scene, mentions, names)
    held = {mention.name.first for mention in mentions if mention.name is not None}
    bare = [name for name in names if name.first not in held and len(name.keys) > 1]
    titled = list(mentions)
    first = next((name for name in names if not scene.document.in_title(name.first)), None)
    opener = first if first in bare and _opens(scene, first) else None
    if opener is not None:
        at = _headline_office(scene, mentions)
        if at is not None:
            titled[at] = replace(mentions[at], name=opener)
            bare.remove(opener)
    return sorted([*titled, *_leaders(scene, mentions, bare)], key=lambda mention: mention.first)


def _apart(scene: Scene, mention: Mention) -> Mention:
    """ "Baş prokuror Ərdoğanla görüşüb", "… Lerikdə": opening a headline, a lone name with "with" or the
    ending of a place is not the holder's.
    """
    name = mention.name
    if name is None or mention.first > 0 or len(name.keys) > 1 or name.first < mention.last:
        return mention
    placed = is_in_case(scene, name.last - 1, "place") or joined_case(scene, name.last) == "place"
    other = scene.head_last and scene.document.in_title(0) and (placed or is_with(scene, name))
    return replace(mention, name=None) if other else mention


def _is_of_another(scene: Scene, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """ "Албания бас прокуроры Асыловтың кабинетінде": a lone name of the headline is no holder's where the
    text names another for the office.
    """
    name = mention.name
    if name is None or len(name.keys) > 1 or not scene.document.in_title(mention.first):
        return False
    held = [
        one.name.keys
        for one in mentions
        if one.name and len(one.name.keys) > 1 and one.country == mention.country and one.kind == mention.kind
    ]
    return bool(held) and scene.head_last and not any(set(name.keys) & set(keys) for keys in held)


def with_own_parties(scene: Scene, mentions: Sequence[Mention], home: str | None) -> list[Mention]:
    """Take "a group of prosecutors of the Prosecutor General's Office" for one of the newsroom's country."""
    return [
        replace(mention, country=home)
        if mention.kind == "body" and mention.country is None and _sends_party(scene, mention)
        else mention
        for mention in mentions
    ]


def _sends_party(scene: Scene, service: Mention) -> bool:
    if service.flags:
        return False
    if is_spaceless(scene.language.options):
        return scene.starting(service.last, "delegation") is not None  # 最高检代表团, 대검 대표단
    if scene.head_last:
        return _owns_party(scene, service)
    if scene.starting(service.first - 1, "staff") is not None:  # "delegasi Kejaksaan" of "… Kejaksaan Agung"
        return True
    return scene.ending(service.first, "delegation", "staff") is not None or _opens_with_party(scene, service)


def _owns_party(scene: Scene, service: Mention) -> bool:
    """ "Baş Prokurorluğun idarə rəisi Həsənovun rəhbərlik etdiyi heyət", "Bosh prokuratura boshqarma
    boshligʻi Rahimov boshchiligidagi delegatsiya": where owners stand first, and no country between.
    """
    sentence = scene.sentence(service.first)
    parties = [party for party in scene.within(sentence, "delegation") if party.first >= service.last]
    leads = scene.within(sentence, "lead") if parties else []
    lead = next((lead for lead in leads if service.last <= lead.first < parties[0].first), None)
    if lead is None:
        return False
    near = 0 <= lead.first - service.last <= _SERVICE and parties[0].first - lead.last <= _PARTY
    own = near and not any(scene.starting(at, "country") for at in range(service.last, lead.first))
    return own or is_in_case(scene, service.last - 1, "genitive")


def _opens_with_party(scene: Scene, service: Mention) -> bool:
    """ "The Prosecutor General's Office has sent a delegation led by its head of training to …"."""
    sentence = scene.sentence(service.first)
    begins = service.first - scene.document.sentences[sentence][0] <= _OPENING
    parties = [party for party in scene.within(sentence, "delegation") if party.first >= service.last]
    news = sentence <= scene.document.lead and not scene.within(sentence, "receive")
    return begins and news and bool(parties and scene.within(sentence, "lead"))


def _opens(scene: Scene, name: Name) -> bool:
    """Tell whether the text begins with what somebody does: "Shavkat Mirziyoyev received …"."""
    sentence = scene.sentence(name.first)
    if sentence != scene.document.lead or is_caseless(scene) or scene.within(sentence, *_OTHER_NEWS):
        return False
    return bool(scene.within(sentence, *_DEEDS))


def _headline_office(scene: Scene, mentions: Sequence[Mention]) -> int | None:
    """Find the office that opens the headline and that nobody bears who is named without a country."""
    kinds = {m.kind for m in mentions if m.name and not (m.is_head_like and _is_other(scene, m))}
    for at, mention in enumerate(mentions):
        if not scene.document.in_title(mention.first):
            return None
        own = mention.is_head_like and mention.kind != "counterpart" and mention.country is None
        mine = mention.kind == "role.leader" or (own and not mention.deputy and not mention.flags)
        mine = mine and scene.starting(mention.last, "kin") is None  # "The Prosecutor General's wife"
        if mine and mention.name is None and mention.kind not in kinds and _begins(scene, mention):
            return at
    return None


def _is_other(scene: Scene, mention: Mention) -> bool:
    """Tell whether a named office is another's: of a country that is told, or of one who is met."""
    met = scene.head_last and mention.name is not None and _is_of_list_met(scene, mention.name)
    return mention.country is not None or met


def _is_of_list_met(scene: Scene, name: Name) -> bool:
    """ "Rais A, bosh prokuror B va ombudsman C bilan uchrashdi": only the last of a list has its "with"."""
    if stands_with(scene, name):
        return True
    _, last = scene.document.sentences[scene.sentence(name.first)]
    joins = name.last < last and (scene.says(name.last, "and") or "," in scene.document.gap(name.last - 1))
    deed = next((at for at in range(name.last, last) if scene.starting(at, *_DEEDS)), last)
    return joins and any(scene.says(at, "with_after") for at in range(name.last, deed))


def _begins(scene: Scene, mention: Mention) -> bool:
    sentence = scene.sentence(mention.first)
    return mention.first == scene.document.sentences[sentence][0] and not scene.within(sentence, "crime")


def _leaders(scene: Scene, mentions: Sequence[Mention], bare: Sequence[Name]) -> Iterator[Mention]:
    """ "A delegation of the Prosecutor General's Office headed by Ivan Petrenko": who leads it without any
    other office is its head.
    """
    for name in bare:
        if (own := _visiting(scene, mentions, name)) is not None:
            yield replace(own, kind="prosecutor_general", first=name.first, last=name.last, name=name)
            continue
        lead = scene.ending(_past_title(scene, name.first), "lead")
        service = _service(scene, mentions, lead) if lead is not None else None
        if service is not None:
            yield replace(service, kind="prosecutor_general", first=name.first, last=name.last, name=name)


def _past_title(scene: Scene, first: int) -> int:
    """Step back over "Dr" or an article; "chefiada pela magistrada Rita Cossa" has no head."""
    honorific = scene.ending(first, "honorific")
    if honorific is not None:
        return honorific.first
    small = first > 0 and (scene.says(first - 1, "article") or scene.tokens[first - 1].is_capital)
    return first - 1 if small else first


def _visiting(scene: Scene, mentions: Sequence[Mention], name: Name) -> Mention | None:
    """ "The Prosecutor General's Office said that the visit of Ivan Petrenko …": of whose visits the office
    tells is its head.
    """
    if scene.ending(name.first, "visit") is None or scene.sentence(name.first) != scene.document.lead:
        return None
    here = [one for one in mentions if scene.same_sentence(one.first, name.first) and one.first < name.first]
    service = here[0] if len(here) == 1 and here[0].kind == "body" and not here[0].flags else None
    return service if service is not None and scene.within(scene.document.lead, "source") else None


def _service(scene: Scene, mentions: Sequence[Mention], lead: Span) -> Mention | None:
    """Find the service whose party is led, in the same sentence or in the headline."""
    if not any(span.first < lead.first for span in scene.within(scene.sentence(lead.first), "delegation")):
        return None
    if any(span.first < lead.first for span in scene.within(scene.sentence(lead.first), "staff")):
        return None
    services = [mention for mention in mentions if mention.kind == "body" and not mention.flags]
    beside = (
        one
        for one in services
        if 0 <= lead.first - one.last <= _SERVICE and scene.same_sentence(one.first, lead.first)
    )
    titled = (one for one in services if scene.document.in_title(one.first) and _sends_party(scene, one))
    return next(beside, None) or next(titled, None)
