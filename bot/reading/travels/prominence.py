"""What a whole story says of one pair: how much of its head is about the journey, and in what tone."""

from __future__ import annotations

from bot.countries import suffixes
from bot.reading.story import Story
from bot.reading.travels.at_home import at_home_rather
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.digests import is_of_other_news
from bot.reading.travels.events import attends_event
from bot.reading.travels.hearsay import is_made_up
from bot.reading.travels.looking_back import is_question
from bot.reading.travels.on_line import is_his_line
from bot.reading.travels.own_envoys import is_own_envoy
from bot.reading.travels.parties import is_of_people
from bot.reading.travels.party_attends import party_attends
from bot.reading.travels.party_leaders import leader
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span

# What ties this very traveller to the host country; without one the country is only scenery.
_ANCHORS = (
    "travel", "travel_soft", "visit_to", "received", "invited", "attends_there", "meets_there",
    "meets_there_soft", "event_there", "title_there", "guest", "visits_host", "visits_here", "speaks_there",
)  # fmt: skip
_ALONG = 2  # tokens between an envoy and the word that he took part or came along
_LEAD = 2  # sentences in which a story says what it is about
_OF_ONE = ("barred", "holiday")  # what keeps a single person from going
_SHARES = ("crime", "appoint", "remote", "cancel", "recall", "domestic")


def whole(story: Story, one: Candidate) -> None:
    """Add to a pair what does not hang on a single sentence."""
    document = story.scene.document
    title = range(document.title_sentences)
    lead = range(document.lead, min(document.lead + _LEAD, len(document.sentences)))
    attends_event(story, one)
    _guests(story, one)
    if one.visitor.is_told and one.features.get("event_there"):
        one.note("attends_there")
        one.remember(document.lead)
    if not one.on_line and party_attends(story, one):
        one.note("received")
        one.remember(document.lead)
    if any(one.features.get(name) for name in _ANCHORS):
        _prominence(story, one, title, lead)
    else:
        one.note("unanchored")
    _standing(story, one)
    _tone(story, one, title, lead)
    one.note("located_at_home", min(max(at_home_rather(story, one), 0) / 3, 1.0))


def comes_along(story: Story, span: Span) -> bool:
    """ "The ambassador took part, too", "together with the ambassador": an envoy who is not the news."""
    scene = story.scene
    return span.kind == "envoy" and any(
        apart(other, span) <= _ALONG
        for other in scene.within(scene.sentence(span.first), "attend", "accompany")
    )


def _guests(story: Story, one: Candidate) -> None:
    """Note what the text calls the traveller: "his guest, …", or on the contrary "his host, …"."""
    # Where endings tell who does what, "the guest greeting prosecutor general" is the one who greets.
    beside = 1 if suffixes(story.scene.language.code) is None else 0
    for kind in ("guest", "hosting"):
        for span in story.scene.of(kind):
            if kind == "hosting" and (_is_met_first(story, span) or _receives(story, span)):
                continue
            if any(
                (0 <= at - span.last <= beside or at == span.first)
                and story.scene.same_sentence(at, span.first)
                for at in one.visitor.seen
            ):
                one.note(kind, 1.0, story.scene.evidence(span.first, span.last + 4))


def _receives(story: Story, host: Span) -> bool:
    """ "Will be host to the prosecutor": the word is part of one that has the guest for its object."""
    told = story.scene.within(story.scene.sentence(host.first), "receive")
    return any(one.first < host.first and host.last <= one.last for one in told)


def _is_met_first(story: Story, host: Span) -> bool:
    """ "Selain bertemu tuan rumah, Al Mu'jab …": the host is whom he met, and not he."""
    met = story.scene.ending(host.first, "meet")
    return met is not None and story.scene.same_sentence(met.first, host.first)


def _prominence(story: Story, one: Candidate, title: range, lead: range) -> None:
    scene = story.scene
    seen = {scene.sentence(at) for at in one.visitor.seen}
    if seen.intersection(title):
        one.note("visitor_in_title")
    if seen.intersection(lead):
        one.note("visitor_in_lead")
    if any(scene.sentence(place.first) in title for place in story.places if place.country == one.host):
        one.note("host_in_title")
    # "The president of Mongolia received her" puts her there, though Mongolia is only whose president he is.
    theirs = [p for p in story.places if p.country == one.host] if one.features.get("received") else []
    if any(scene.sentence(place.first) in lead for place in [*one.locations, *theirs]):
        one.note("host_in_lead")
    if any(scene.within(sentence, "travel", "visit") for sentence in title):
        one.note("travel_in_title")
    if one.sentences and min(one.sentences) < lead.stop:
        one.note("told_in_lead")
    one.note("located_there", min(len(one.locations) / 3, 1.0))


def _standing(story: Story, one: Candidate) -> None:
    """Note who the two sides are, and from whose country the story is told."""
    by_name = one.visitor.known == one.country
    one.leader = leader(story, one)
    told = {
        "dateline": story.dateline is not None and story.dateline.country == one.host,
        "home_is_visitor": story.home == one.country,
        "home_is_host": story.home == one.host,
        "unnamed": one.visitor.name is None and one.leader is None,
        "country_inferred": one.inferred and not by_name,
        "country_by_name": one.inferred and by_name,
        "country_supposed": one.visitor.is_guessed and one.visitor.is_supposed,
        "seems_at_home": one.visitor.is_guessed_from_place,
        "host_prosecutor": any(actor.grade and actor.country == one.host for actor in story.actors),
        "staff_only": one.visitor.grade == "delegation",
        "no_party": one.visitor.grade == "delegation"
        and not any(_is_by_people(story, one, at) for at in one.sentences),
    }
    for name, holds in told.items():
        if holds:
            one.note(name)


def _is_by_people(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether a sentence speaks of those who travel for an office, and not of the office alone."""
    told = story.scene.within(sentence, "delegation", "staff", "guest", "represent")
    here = (m for m in one.visitor.mentions if story.scene.sentence(m.first) == sentence)
    colleagues = any(story.scene.says(at, "colleagues") for m in here for at in range(m.first, m.last))
    return bool(told) or colleagues or is_of_people(story, one.visitor, sentence)


def _tone(story: Story, one: Candidate, title: range, lead: range) -> None:
    """Court news and appointments speak of prosecutors too; so do ambassadors who come to see them."""
    scene = story.scene
    size = max(len(scene.tokens), 60) / 60
    calls = [span for span in scene.of("remote") if is_his_line(story, one, span)]
    for kind in _SHARES:
        number = len(calls if kind == "remote" else scene.of(kind))
        one.note(f"{kind}_share", min(number / size / 2, 1.0))
    head = (*title, *lead)
    envoys = [span for sentence in head[: len(title) + 1] for span in scene.within(sentence, "envoy")]
    if not all(
        comes_along(story, span) or is_of_other_news(story, one, span) or is_own_envoy(story, one, span)
        for span in envoys
    ):
        one.note("envoy_first")
    for kind in ("remote", "holiday", "casework", "ratify", "fiction", "barred", "review"):
        at_all = calls if kind == "remote" else scene.of(kind)
        told = {scene.sentence(span.first) for span in at_all}
        if kind in _OF_ONE and one.visitor.grade == "delegation":
            told &= {scene.sentence(at) for at in one.visitor.seen}  # "The head himself did not travel"
        if any(at in head and not is_question(story, at) for at in told):
            one.note(f"{kind}_first")
    if is_made_up(scene):
        one.note("made_up")
    if any(scene.within(at, "trail") for at in head):
        one.note("trail_first")
    if _is_denied(story, title, lead):
        one.note("denied_news")
    if any(span.first == 0 for span in scene.of("comment")):
        one.note("comment_title")


def _is_denied(story: Story, title: range, lead: range) -> bool:
    """ "Office denies secret trip": the headline and the lead deny, and a journey is what they speak of."""
    scene = story.scene
    both = all(any(scene.within(at, "negator") for at in part) for part in (title, lead))
    return both and not scene.of("cancel") and any(scene.within(at, "travel", "visit") for at in title)
