"""One pair of a traveller and a host country, with the evidence that speaks for and against a visit."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.model import Evidence
from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.places.place import Place


@dataclass(slots=True)
class Candidate:
    """One pair; `features` are what the classifier weighs, `traces` the phrases behind them."""

    visitor: Actor
    country: str  # of the visitor
    host: str
    inferred: bool  # the visitor's country comes from the publisher or the dateline
    features: dict[str, float] = field(default_factory=dict)
    traces: dict[str, Evidence] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)  # that speak of this visit, the clearest first
    locations: list[Place] = field(default_factory=list)
    on_line: frozenset[int] = frozenset()  # sentences by which they dealt with each other from afar
    score: float = 0.0
    has_own_days: bool = False  # a date stands beside a place of this host
    stops: frozenset[int] = frozenset()  # the sentences in which his tour is at this host
    legs: frozenset[str] = frozenset()  # the other countries that he visits, by the same story
    leader: Name | None = None  # of a delegation without a prosecutor of rank

    def remember(self, sentence: int) -> None:
        """Keep a sentence that speaks of this visit."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    def note(self, name: str, value: float = 1.0, evidence: Evidence | None = None) -> None:
        if value > self.features.get(name, 0.0):
            self.features[name] = value
        known = self.traces.get(name)
        # A phrase of the text says more to a reader than one of the headline.
        if evidence is not None and (known is None or (known.at is None and evidence.at is not None)):
            self.traces[name] = evidence
