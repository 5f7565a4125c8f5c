"""The words the program is about, as frozen records; every other room speaks in these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Label = Literal["visit", "deputy_visit", "delegation_visit", "not_visit"]
Grade = Literal["head", "deputy", "delegation"]
Office = Literal["prosecutor_general", "deputy_prosecutor_general", "prosecution_staff"]
VisitType = Literal["working", "official", "state", "conference", "study", "unspecified"]
Status = Literal["planned", "ongoing", "completed", "cancelled", "not_confirmed"]
Precision = Literal["day", "month", "year", "unknown"]
AgreementKind = Literal[
    "memorandum", "agreement", "programme", "protocol", "declaration", "action_plan", "other"
]
# What a sighting did to the store; `copy` adds a source and nothing else.
Change = Literal["new", "material", "minor", "copy", "none", "held"]
Carried = Literal["headlines", "summaries", "full"]
# held: waits for the operator's review; rejected: was no visit; merged: is part of another.
State = Literal["shown", "held", "rejected", "merged"]

OFFICE_OF_GRADE: Mapping[Grade, Office] = {
    "head": "prosecutor_general",
    "deputy": "deputy_prosecutor_general",
    "delegation": "prosecution_staff",
}
LABEL_OF_GRADE: Mapping[Grade, Label] = {
    "head": "visit",
    "deputy": "deputy_visit",
    "delegation": "delegation_visit",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news as it reached us."""

    title: str
    text: str
    id: str | None = None
    url: str | None = None
    published: str | None = None  # RFC 3339, or an ISO date cut to day, month or year
    publisher: str | None = None
    publisher_country: str | None = None  # ISO 3166-1 alpha-2
    lang: str | None = None  # what the feed claims; reading decides for itself


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase of the text: at most 15 words, `at` its start and end in code points; None: of the title."""

    text: str
    at: tuple[int, int] | None
    url: str | None = None  # of the article, where several add up to one visit


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the classifier leaned one way; positive weights speak for a visit."""

    kind: str
    text: str
    at: tuple[int, int] | None
    weight: float


@dataclass(frozen=True, slots=True)
class Visitor:
    name: str | None
    name_latin: str | None
    office: Office
    office_as_written: str | None
    country: str
    grade: Grade
    country_inferred: bool = False  # the text only speaks of it, and does not say that he is from there


@dataclass(frozen=True, slots=True)
class Host:
    country: str
    city: str | None = None  # the English name in the gazetteer
    city_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Official:
    """An inviter, or somebody whom the visitor met."""

    name: str | None
    name_latin: str | None
    office_as_written: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    kind: AgreementKind
    title: str | None
    signed: bool  # True only when the text says that it was signed in this visit
    date: str | None = None  # ISO, cut to what is known


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article says of one visit."""

    visitor: Visitor
    host: Host
    inviter: Official | None = None
    visit_type: VisitType = "unspecified"
    occasion: str | None = None
    start: str | None = None  # ISO, cut to `date_precision`
    end: str | None = None
    date_precision: Precision = "unknown"
    dates_inferred: bool = False
    status: Status = "ongoing"
    meetings: tuple[Official, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    topics: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)  # "host.country" -> phrase


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading made of one article."""

    label: Label
    score: float  # probability of a visit, 0 to 1
    lang: str | None
    reasons: tuple[Reason, ...] = ()
    visits: tuple[Sighting, ...] = ()
    official_source: str | None = None
    syndicated_from: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An article that told of a visit: a link and its facts, never its text."""

    url: str | None
    publisher: str | None
    lang: str | None
    published: str | None
    title: str
    syndicated_from: str | None = None
    official_source: str | None = None
    seen_at: datetime | None = None
    copied: bool = False  # its text is that of another source of this visit
    score: float | None = field(default=None, compare=False)  # how sure its reading was of a visit


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which sources contradict each other: ((value, url), ...)."""

    field: str
    values: tuple[tuple[str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One event: what all its sightings add up to."""

    id: str
    record: Sighting
    revision: int
    created_at: datetime
    updated_at: datetime
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    state: State = "shown"
    into: str | None = None  # the visit that a merged one is part of


@dataclass(frozen=True, slots=True)
class History:
    """The visits between two countries before one of theirs; those that did not take place are left out."""

    number: int
    since: int  # the year of the first
    last: str  # ISO, cut to what is known
    is_recent: bool = False  # the first was in the year of the one that they are before


@dataclass(frozen=True, slots=True)
class Told:
    """One article's sighting of a visit, with what merging must know of the article."""

    sighting: Sighting
    source: Source
    day: date  # of publication in UTC; of being seen where the article names none
    shingles: frozenset[int] = frozenset()  # of its text, to recognise syndicated copies
    number: tuple[int, int] | None = None  # of the article and the place in its verdict, once they are kept
    home: str | None = None  # the visit under which it is kept
    bound: bool = False  # an operator has put it there, whatever else is told


@dataclass(frozen=True, slots=True)
class Known:
    """A stored visit with all that was told of it: what a new sighting is held against."""

    visit: Visit
    told: tuple[Told, ...]
    fixes: tuple[tuple[str, Any], ...] = ()  # what operators have set: a field and its value, in JSON's form


@dataclass(frozen=True, slots=True)
class Merge:
    """Where a sighting belongs, what the visit says with it, and what that changed there and nearby."""

    into: Visit | None  # None: a visit that the store had not
    record: Sighting
    conflicts: tuple[Conflict, ...]
    change: Change
    why: str  # one short line for the log
    told: tuple[Told, ...] = ()  # all reports of the visit, in the order of trust, the new one among them
    moved: tuple[Told, ...] = ()  # those of them that are new there, or copies now and not before
    emptied: tuple[Visit, ...] = ()  # visits whose reports are here now
    others: tuple[Merge, ...] = ()  # further visits that have other reports now


@dataclass(frozen=True, slots=True)
class Feed:
    """One source of news, as config/feeds.toml describes it."""

    name: str
    url: str
    country: str | None = None
    language: str | None = None
    kind: str = "rss"
    interval: float | None = None  # seconds
    user_agent: str | None = None
    tier: int = 2  # 1 the state's own site or agency, 2 other agencies and press, 3 discovery
    enabled: bool = True
    window: float | None = None  # hours from the oldest entry that it shows to the newest
    text: Carried | None = None  # what its entries carry; None: their length tells
    timezone: str | None = None  # IANA name: of times that it calls UTC, or writes without any zone
    obey_robots: bool = True  # False where the publisher has agreed, whatever robots.txt says


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed before its page is read; `names` are what it is known by there, the surest first."""

    names: tuple[str, ...]
    title: str
    summary: str
    url: str | None
    published: str | None  # RFC 3339
    publisher: str | None = None  # where the feed carries the news of others and names whose it is


# report: to an operator, about what readers say of a visit; its revision is how many of those are settled.
# feeds, outage: to an operator, about feeds and no visit; revision and since are minutes since 1970.
# digest, alive: many visits, or a word that there were none; their revision counts them, they name no visit.
# post: what an operator has to say to every chat; its revision is the number of the broadcast.
# line: waits in the store for the next digest, and is no message.
NoticeKind = Literal[
    "alert", "edit", "reply", "report", "feeds", "outage", "digest", "alive", "post", "line"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that is due to one chat about one revision of a visit."""

    chat_id: int
    visit_id: str
    revision: int
    kind: NoticeKind
    silent: bool = False
    since: int | None = None  # of a reply: the revision that its reader knows
    thread: int | None = None  # the topic of a forum, where that is not the general one


@dataclass(frozen=True, slots=True)
class Button:
    """A key under a message: exactly one of `data` (at most 64 bytes) and the others is set."""

    text: str
    data: str | None = None
    url: str | None = None
    share: str | None = None  # an inline query to open in another chat
    copy: str | None = None  # what a tap copies, at most 256 characters


@dataclass(frozen=True, slots=True)
class Message:
    """What a person gets: classic Telegram HTML and the keys below it."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
