"""Who invites whom: at whose invitation a visitor comes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Evidence, Official
from bot.reading.facts.officials import official
from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_accepted
from bot.reading.words.lexicon import Span

_LEADER_REACH = 12
_INVITER_REACH = 22
_INVITES = 3  # tokens between the one who invites and the word that says so
_SHORT = 10  # tokens of a sentence that says only who invited
_BY = 8  # tokens from "was invited" over the place and the day to "by"
_BESIDE = 3  # tokens from "at the invitation of" to "his colleague"


def inviter(story: Story, one: Candidate) -> tuple[Official, Evidence] | None:
    """Find the person at whose invitation the visitor came."""
    scene = story.scene
    for span in scene.of("invite", "invite_next"):
        if _is_for_later(story, span) and not _tells_who_invited(story, span):
            continue
        actor = _nearest(story, one, span) or _colleague(story, one, span)
        if actor is not None:
            return official(actor, one.host), scene.evidence(span.first, span.last + 12)
        office = _unnamed(story, one, span)
        if office is not None and (actor := _told_before(story, one, office)) is not None:
            return official(actor, one.host), scene.evidence(span.first, span.last + 12)
        if office is not None:
            proof = scene.sentence_evidence(min(span.first, office.first), max(span.last, office.last) - 1)
            return Official(None, None, office.written, one.host), proof
    return None


def _is_for_later(story: Story, span: Span) -> bool:
    """Tell whether a sentence invites to come another time; "had invited her" only holds such words."""
    scene, sentence = story.scene, story.scene.sentence(span.first)
    past = scene.within(sentence, "invite")
    return not is_accepted(story, sentence) and any(
        not any(one.first < later.first and later.last <= one.last for one in past)
        for later in scene.within(sentence, "invite_next")
    )


def _tells_who_invited(story: Story, span: Span) -> bool:
    """ "日本の井手口検事総長が招待した": a short sentence of nothing else says who invited."""
    sentence = story.scene.sentence(span.first)
    first, last = story.scene.document.sentences[sentence]
    return (
        story.scene.head_last
        and span.value == ""
        and last - first <= _SHORT
        and not story.scene.within(sentence, "visit", "travel", "future")
    )


def _unnamed(story: Story, one: Candidate, span: Span) -> Mention | None:
    """ "At the invitation of his Kazakh counterpart": the office of the one who invites, beside the word."""
    for mention in story.mentions:
        apart = span.first - mention.last if _stands_before(story) else mention.first - span.last
        theirs = mention.country == one.host or (mention.kind == "counterpart" and mention.country is None)
        if (
            0 <= apart <= _BESIDE
            and theirs
            and mention.name is None
            and mention.is_head_like
            and story.scene.same_sentence(mention.first, span.first)
        ):
            return mention
    return None


def _told_before(story: Story, one: Candidate, office: Mention) -> Actor | None:
    """ "Theo lời mời của Viện trưởng": the only head of the host country whom the story has named before."""
    heads = [
        actor
        for actor in story.actors
        if actor is not one.visitor and actor.name and actor.grade == "head" and actor.country == one.host
    ]
    if len(heads) != 1 or office.flags:
        return None
    if office in heads[0].mentions:
        return heads[0]  # "at the invitation of his colleague … The two met", and only then his name
    return heads[0] if min(heads[0].seen) < office.first and heads[0].title == office.kind else None


def _colleague(story: Story, one: Candidate, span: Span) -> Actor | None:
    """ "At the invitation of his colleague": the only head of the host's prosecution whom the story names."""
    near = story.scene.within(story.scene.sentence(span.first), "counterpart")
    if not any(0 <= other.first - span.last <= _BESIDE for other in near):
        return None
    heads = [
        actor
        for actor in story.actors
        if actor is not one.visitor and actor.name and actor.grade == "head" and actor.country == one.host
    ]
    return heads[0] if len(heads) == 1 else None


def _nearest(story: Story, one: Candidate, span: Span) -> Actor | None:
    """The first person named after "at the invitation of"; else the one right before ("Şahin's
    invitation").
    """

    def fits(actor: Actor) -> bool:
        return (
            actor is not one.visitor
            and actor.name is not None
            and actor.country in (None, one.host)
            and not actor.is_mere("envoy")
        )

    sentence = story.scene.sentence(span.first)
    here = [
        (at, actor) for actor in story.actors if fits(actor)
        for at in [name.first for name in actor.names] if story.scene.sentence(at) == sentence
    ]  # fmt: skip
    before = max(((at, id(actor), actor) for at, actor in here if 0 < span.first - at <= 6), default=None)
    if _is_guest_before(one, span):
        behind = [entry for entry in here if 0 <= entry[0] - span.last <= _LEADER_REACH]
        return min(behind, key=lambda entry: entry[0])[1] if behind else None
    if _stands_before(story) or _is_of_whom(story, span):
        return before[2] if before is not None else None
    after = min(
        ((at, id(actor), actor) for at, actor in here if 0 <= at - span.last <= _INVITER_REACH), default=None
    )
    stop = min(
        (at for at in one.visitor.seen if at >= span.last and story.scene.sentence(at) == sentence),
        default=None,
    )
    if after is not None and after[2].grade != "head" and _is_by_another(story, span, after[0]):
        return None
    if after is not None and (stop is None or after[0] < stop or after[2].grade is not None):
        return after[2]
    return before[2] if before is not None else None


def _is_guest_before(one: Candidate, span: Span) -> bool:
    """ "Safran'ı davet eden Başsavcı Heitz": who is invited stands before the word, as its object."""
    return any(name.case_name == "object" and 0 <= span.first - name.last <= 1 for name in one.visitor.names)


def _is_of_whom(story: Story, span: Span) -> bool:
    """ "Met his colleague Ana Costa, at whose invitation …": who invites was named before."""
    scene = story.scene
    aside = span.first > 0 and "," in scene.document.gap(span.first - 1)
    if not aside or span.last >= len(scene.tokens) or not scene.same_sentence(span.last, span.first):
        return False
    return any(scene.says(at, "clause") for at in range(span.first, span.last + 1))


def _is_by_another(story: Story, span: Span, at: int) -> bool:
    """ "At the invitation of Ukraine's prosecutor general to join President …": an unnamed office
    invites, and the name behind it is told of for another reason.
    """
    scene = story.scene
    unnamed = [m for m in story.mentions if m.name is None and 0 <= m.first - span.last <= _LEADER_REACH]
    return any(
        m.last <= index < at and (scene.says(index, "purpose") or scene.starting(index, "attend", "travel"))
        for m in unnamed
        for index in range(m.last, at)
    )


def host_invites(story: Story, one: Candidate, span: Span, hosts: Sequence[Actor]) -> bool:
    """Tell whether somebody of the host country invites, by the words around."""
    if _stands_before(story):
        return not invites(story, one, span) and any(_invited_by(story, actor, span) for actor in hosts)
    if (agent := _agent(story, span)) is not None:
        return agent in hosts
    reach = range(span.first - 8, span.last + 14)
    return any(at in reach for actor in hosts for at in actor.seen)


def _agent(story: Story, span: Span) -> Actor | None:
    """ "Who was invited to Bonn by his counterpart Mr Range": whoever stands behind "by"."""
    scene = story.scene
    _, last = scene.document.sentences[scene.sentence(span.first)]
    passive = any(scene.says(at, "passive") for at in range(max(span.first - _INVITES, 0), span.last))
    for at in range(span.last, min(span.last + _BY, last) if passive else 0):
        if scene.says(at, "by"):
            behind = range(at + 1, at + 1 + _BESIDE)
            here = (one for one in story.actors if any(seen in behind for seen in one.seen))
            return next(here, None)
    return None


def invites(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether the traveller is the one who invites."""
    if _stands_before(story):
        return _invited_by(story, one.visitor, span)
    if _agent(story, span) is one.visitor:
        return True
    told = (at for at in one.visitor.seen if story.scene.same_sentence(at, span.first))
    return any(span.last <= at <= span.last + _INVITES for at in told)


def asks_to_come(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The visit took place at the invitation of Egypt's prosecutor general": of him it tells no journey."""
    scene = story.scene
    if _stands_before(story):
        return False
    return any(
        0 <= at - span.last <= 1 and scene.same_sentence(at, span.first)
        for span in scene.within(sentence, "invite")
        for at in one.visitor.seen
    )


def _stands_before(story: Story) -> bool:
    """Tell whether who invites stands before the word: "应蒙古国总检察长邀请", but "邀请他访问"."""
    return story.scene.head_last or bool(story.scene.language.options.get("inviter_before", False))


def _invited_by(story: Story, actor: Actor, span: Span) -> bool:
    """Tell of "Bekir Şahinin rəsmi dəvəti ilə" that nobody else can be meant than whom it follows."""
    ends = [name.last for name in actor.names] + [mention.last for mention in actor.mentions]
    return any(
        0 <= span.first - last <= _INVITES
        and not _is_object(story, last, span.first)
        and not _is_of_another(story, actor, last, span.first)
        for last in ends
        if story.scene.same_sentence(last - 1, span.first)
    )


def _is_of_another(story: Story, actor: Actor, first: int, last: int) -> bool:
    """ "한 총장은 나디아의 초청으로", "李明对波尔特总检察长的邀请": somebody else is nearer to the word."""
    theme = any(story.scene.says(at, "theme") for at in range(first, last - 1))
    return theme or any(
        first <= at < last for one in story.actors if one is not actor and one.names for at in one.seen
    )


def _is_object(story: Story, first: int, last: int) -> bool:
    """ "検事総長が畝本氏を招待": he is the one who is invited."""
    return any(story.scene.says(at, "object_after") for at in range(first, last))
