"""Words that say that a visitor leaves the host country, or has left it."""

from __future__ import annotations

from bot.reading.places.place import Place
from bot.reading.places.whereabouts import is_set_out_for
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_answered, is_recalled
from bot.reading.words.lexicon import Span

_ITS_VERB = 5  # tokens from "visit" to its "ends"
_ITS_OBJECT = 12  # tokens from "ended" to its visit
_GOAL = 6  # tokens from an object with its mark to the verb, a goal between
_HOMEWARD = 3  # tokens from "goes on" to his own country: "today to"
_OBJECT = 2  # tokens from a bare "left" to the place that was left


def departures(story: Story, one: Candidate, sentence: int) -> list[Span]:
    """List the words of leaving in a sentence; a bare "left" counts only where the host's city or
    country follows.
    """
    left = [
        span
        for span in story.scene.within(sentence, "leave")
        if (span.value != "from" or _is_from_host(story, one, span))
        and (span.value != "home" or _goes_home(story, one, span))
        and not _is_length(story, span)
        and not _goes_on_inside(story, one, span)
        and not _goes_there(story, one, span)
    ]
    farewells = [
        span._replace(value="next" if span.value == "plan" else "done")
        for span in story.scene.within(sentence, "travel")
        if _is_farewell(story, one, span) and not is_answered(story, span)
    ]
    return left + farewells + _outbound(story, one, sentence) + _endings(story, sentence)


def _goes_home(story: Story, one: Candidate, span: Span) -> bool:
    """ "Segue hoje para Luanda": a verb of going on, which leaves only where his own country follows."""
    return any(
        place.country == one.country
        and (place.is_location or place.first == span.last)
        and 0 <= place.first - span.last <= _HOMEWARD
        and story.scene.same_sentence(place.first, span.first)
        for place in story.places
    )


def _goes_on_inside(story: Story, one: Candidate, span: Span) -> bool:
    """ "Samarqandga jo‘nab ketdi": where endings tell, the goal right before the verb is still the host's."""
    return story.scene.head_last and any(
        place.is_goal and place.country == one.host and 0 <= span.first - place.last <= 1
        for place in story.places_in(story.scene.sentence(span.first))
    )


def _goes_there(story: Story, one: Candidate, span: Span) -> bool:
    """ "Will fly on to Quito", "will leave on Wednesday for Quito": so the leg in Quito begins."""
    return span.value != "from" and any(
        place.country == one.host
        and place.first >= span.last
        and (
            is_set_out_for(story.scene, place.first)
            or (place.first - span.last <= 1 and _is_led_to(story, place))
        )
        for place in story.places_in(story.scene.sentence(span.first))
    )


def _is_led_to(story: Story, place: Place) -> bool:
    return story.scene.says(place.first - 1, "purpose") or story.scene.says(place.first - 1, "goal")


def _outbound(story: Story, one: Candidate, sentence: int) -> list[Span]:
    """ "출국", to leave the country: said of a guest of the newsroom's own country it ends the visit."""
    words = tuple(story.language_words("outbound"))
    if not words or one.host != story.home:
        return []
    return [
        span._replace(value="next" if span.value == "plan" else "done")
        for span in story.scene.within(sentence, "travel")
        if story.scene.tokens[span.first].folded.startswith(words)
    ]


def _is_length(story: Story, span: Span) -> bool:
    """ "Dört gün sürecek ziyaret": the verb belongs to the number of days."""
    days = story.scene.within(story.scene.sentence(span.first), "days")
    return any(one.first < span.first < one.last for one in days if one.value != "back")


def _endings(story: Story, sentence: int) -> list[Span]:
    """ "방문은 14일 끝난다": the words of `closing` in a sentence in which a visit comes to its end."""
    visits = story.scene.within(sentence, "visit")
    ended = story.scene.within(sentence, "visit", "type")
    if not ended:
        return []
    first, last = story.scene.document.sentences[sentence]
    ends = [Span("leave", "ends", at, at + 1) for at in range(first, last) if story.scene.says(at, "closing")]
    return [
        end
        for end in ends
        if any(0 <= end.first - visit.last <= _ITS_VERB for visit in visits)
        or any(_is_ended(story, end, visit) for visit in ended)
    ]


def _is_ended(story: Story, end: Span, visit: Span) -> bool:
    """ "结束了周一开始的对韩国的访问": what ends stands behind the verb, and behind all that tells of it."""
    return 0 <= visit.first - end.last <= _ITS_OBJECT and story.scene.says(visit.first - 1, "owned")


def _is_farewell(story: Story, one: Candidate, span: Span) -> bool:
    """ "La delegación partirá el domingo": who has come and sets out for nowhere, leaves."""
    there = any(one.features.get(name) for name in ("travel_now", "travel_done", "received"))
    goes = any(
        place.is_location
        and place.country != one.country
        and (place.first >= span.last or _is_goal(story, place, span))
        for place in story.places_in(story.scene.sentence(span.first))
    )
    if not there or goes or is_recalled(story, story.scene.sentence(span.first)):
        return False
    if _leads_home(story, one, span):
        return True
    if not story.scene.says(span.last - 1, "departing"):
        return False
    return span.value == "plan" or _has_arrived(story, one, span)


def _leads_home(story: Story, one: Candidate, span: Span) -> bool:
    """ "Бүгін Найробиге ұшты", "will leave for Nairobi": the goal beside the verb is his own country."""
    scene = story.scene
    return any(
        (place.is_goal and 0 <= span.first - place.last <= 1)
        if scene.head_last
        else (0 <= place.first - span.last <= 1 and _is_led_to(story, place))
        for place in story.places_in(scene.sentence(span.first))
        if place.country == one.country
    )


def _has_arrived(story: Story, one: Candidate, left: Span) -> bool:
    """ "Arrived on the 7th and departed on the 9th": who set out after he had come has left."""
    return any(
        span.last <= left.first and story.scene.says(span.last - 1, "arrival")
        for sentence in {*one.sentences, story.scene.sentence(left.first)}
        for span in story.scene.within(sentence, "travel")
    )


def _is_goal(story: Story, place: Place, span: Span) -> bool:
    """Where verbs stand last: "러시아로 출국한다", and not "바쿠를 떠난다"."""
    scene = story.scene
    return (
        scene.head_last
        and 0 <= span.first - place.last <= _OBJECT
        and not scene.says(place.last, "object_after")
    )


def has_left(story: Story, one: Candidate) -> bool:
    """Tell whether the text says that the visitor is gone: "flew home", "left Ulaanbaatar"."""
    return any(
        span.value in ("done", "from")
        for sentence in range(len(story.scene.document.sentences))
        for span in departures(story, one, sentence)
    )


def _sets_out(story: Story, one: Candidate, span: Span) -> bool:
    """ "Left on Tuesday for Baku", "left Budapest for Baku": the journey leads to the host country."""
    scene = story.scene
    return any(
        place.country == one.host and place.first > span.last and _is_led_to(story, place)
        for place in story.places_in(scene.sentence(span.first))
    )


def _is_left(story: Story, place: Place, span: Span) -> bool:
    """ "باکو را به مقصد مسکو ترک کرد": where verbs stand last, the object is marked and its goal between."""
    return (
        0 < span.first - place.last <= _GOAL
        and story.scene.same_sentence(place.first, span.first)
        and story.scene.says(place.last, "object_mark")
    )


def _goes_on_elsewhere(story: Story, one: Candidate, span: Span) -> bool:
    """ "Arrived in Paris on the 4th. On the 6th she left for Brussels": of a tour the next country."""
    scene = story.scene
    been = any(place.first < span.first for place in one.locations)
    return been and any(
        place.country not in (one.host, one.country)
        and 0 <= place.first - span.last <= _OBJECT
        and _is_led_to(story, place)
        for place in story.places_in(scene.sentence(span.first))
    )


def _is_from_host(story: Story, one: Candidate, span: Span) -> bool:
    if _sets_out(story, one, span):
        return False
    if _goes_on_elsewhere(story, one, span):
        return True
    dated = any(
        0 <= when.first - span.last <= _OBJECT for when in story.dates_in(story.scene.sentence(span.first))
    )
    return (dated and _is_of_visitor(story, one, span)) or any(
        place.country == one.host
        and (
            0 <= story.scene.onward(span, place.first, place.last) <= _OBJECT or _is_left(story, place, span)
        )
        for place in story.places
    )


def _is_of_visitor(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a sentence is about the visitor: by name, by a pronoun right behind one of his visit, or
    since it tells how he came.
    """
    sentence = story.scene.sentence(span.first)
    actors = story.actors_in(sentence)
    arrived = any(
        story.scene.says(arrival.last - 1, "arrival") for arrival in story.scene.within(sentence, "travel")
    )
    if not actors and arrived and sentence in one.sentences:
        return True
    return one.visitor in actors or (
        not actors
        and sentence - 1 in one.sentences
        and story.scene.says(story.scene.document.sentences[sentence][0], "he")
    )


def leaves_elsewhere(story: Story, one: Candidate, leaving: Span) -> bool:
    """ "In Bridgetown he has talks on Friday before returning home": he leaves another leg than this one."""
    here = story.places_in(story.scene.sentence(leaving.first))
    return any(
        p.is_location
        and not p.is_goal
        and p.country not in (one.host, one.country)
        and p.last <= leaving.first
        for p in here
    )
