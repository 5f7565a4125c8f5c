"""Who is met without a word about his office: a name right beside the word of meeting says enough."""

from __future__ import annotations

from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.people.hosts import is_with, stands_with
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_RECEIVED_BY = 5  # tokens from "received" to "by" and the name of whoever did
_TOWN = 5  # tokens from "met" to the name, "in" and a town and "with" between
_BESIDE = 2  # tokens between a name and the word of meeting behind it


def is_met_by_name(story: Story, one: Candidate, actor: Actor, span: Span) -> bool:
    """Tell of "he met Nancy Pelosi", "Asılovla görüşüb", "onu Kamran Əliyev qəbul edib"."""
    if actor is one.visitor or actor.mentions:
        return False
    whole = [name for name in actor.names if len(name.keys) > 1]
    if span.kind == "receive" and any(_is_behind_by(story, name, span) for name in whole):
        return True
    if span.kind != "meet":
        last = story.scene.head_last or _has_verbs_behind(story)  # "его принял Аслан Алиев" has him behind
        beside = [name for name in whole if (name.last == span.first if last else name.first == span.last)]
        return any(name.case == 0 or _has_verbs_behind(story) for name in beside)
    if not story.scene.head_last:
        return any(
            _is_right_behind(story, name, span)
            or _is_behind_place(story, name, span)
            or _is_led_by_with(story, name, span)
            for name in whole
        )
    return any(_is_right_before(story, name, span) or _is_joined(story, name, span) for name in whole)


def _has_verbs_behind(story: Story) -> bool:
    return bool(story.scene.language.options.get("verb_behind", False))


def _is_right_behind(story: Story, name: Name, span: Span) -> bool:
    """ "Met Nancy Pelosi", "s'est entretenu avec Rinus Otte"."""
    return name.first == span.last or (name.first == span.last + 1 and story.scene.says(span.last, "with"))


def _is_led_by_with(story: Story, name: Name, span: Span) -> bool:
    """ "با کامران علی‌اف دیدار کرد", "hat mit Nancy Pelosi gesprochen": the verb ends the clause."""
    scene = story.scene
    led = name.first > 0 and scene.says(name.first - 1, "with")
    return led and 0 <= span.first - name.last <= _BESIDE and scene.same_sentence(name.first, span.first)


def _is_behind_by(story: Story, name: Name, span: Span) -> bool:
    """ "Foi recebido na sede da PGR por Augusto Aras"."""
    return 0 <= name.first - span.last <= _RECEIVED_BY and story.scene.says(name.first - 1, "by")


def _is_behind_place(story: Story, name: Name, span: Span) -> bool:
    """ "Встретился в Баку с Кямраном Алиевым": nothing but the town stands between."""
    if not 1 < name.first - span.last <= _TOWN or not story.scene.says(name.first - 1, "with"):
        return False
    towns = [place for place in story.places if place.is_location and place.first >= span.last]
    between = range(span.last, name.first - 1)
    return all(any(place.first - 1 <= at < place.last for place in towns) for at in between)


def signs_with(story: Story, one: Candidate, actor: Actor, sentence: int) -> int | None:
    """Give where "Kamran Aliyev ile protokol imzalayacak", "signed it with Kamran Aliyev", "he and Kamran
    Aliyev will sign" name somebody by his name alone.
    """
    scene = story.scene
    if actor is one.visitor or actor.mentions or not scene.within(sentence, "sign"):
        return None
    here = [n for n in actor.names if len(n.keys) > 1 and scene.sentence(n.first) == sentence]
    if scene.head_last:
        return next((name.first for name in here if stands_with(scene, name)), None)
    return next((name.first for name in here if _is_beside_signer(story, name)), None)


def _is_beside_signer(story: Story, name: Name) -> bool:
    """Tell whether "with", or "he and", leads to a name."""
    scene = story.scene
    beside_him = name.first > 1 and scene.says(name.first - 1, "and") and scene.says(name.first - 2, "he")
    return beside_him or (name.first > 0 and scene.says(name.first - 1, "with"))


def _is_right_before(story: Story, name: Name, span: Span) -> bool:
    if not is_with(story.scene, name) or span.first < name.last:
        return False
    return span.first - name.last <= _BESIDE or not any(
        name.last <= other.first < span.first for other in story.names
    )


def _is_joined(story: Story, name: Name, span: Span) -> bool:
    """ "Asılov və nazir Rəhimovla görüşüb": of two joined by "and" only the last has the ending of "with"."""
    scene = story.scene
    follows = next((other for other in story.names if name.last < other.first < span.first), None)
    if follows is None or not scene.says(name.last, "and") or not scene.same_sentence(name.last, span.first):
        return False
    between = range(name.last + 1, follows.first)
    return is_with(scene, follows) and not any(scene.says(at, "and") for at in between)
