"""One office as the text mentions it, with its country, its holder and what disqualifies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.names.persons import Name
from bot.reading.words.lexicon import Span

_NOT_OF_HEADS = frozenset(("subnational", "international", "special"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One office in the text: words `first` to `last`, including country and institution but not the name.

    `kind` is a title of config/offices.toml, "counterpart", "body" (an institution) or "role.<what>".
    """

    kind: str
    first: int
    last: int
    country: str | None
    name: Name | None
    deputy: bool = False
    flags: frozenset[str] = field(
        default_factory=frozenset
    )  # former, acting, subnational, international, special
    written: str = ""
    is_guest: bool = False  # one of a list that takes part in a meeting

    @property
    def is_local_prosecutor(self) -> bool:
        """A prosecutor of a province, a town or the like."""
        other = self.kind == "role.other_prosecutor" and "subnational" in self.flags
        return other or self.kind == "role.local_prosecutor"

    @property
    def is_head_like(self) -> bool:
        """Whether the office is one of prosecution: of the head or a deputy, of whatever country."""
        return not self.kind.startswith(("role.", "body")) and self.flags.isdisjoint(_NOT_OF_HEADS)

    @property
    def is_of_organisation(self) -> bool:
        """Whether the office belongs to no state: a secretary general, the chair of a council of states."""
        return self.kind == "role.secretary" or any(
            word.isupper() and len(word) > 2 for word in self.written.split()
        )


def not_in_titles(mentions: Sequence[Mention], spans: Sequence[Span]) -> list[Span]:
    """Leave out the "poursuites" of a "directeur des poursuites publiques"."""
    if not spans:
        return []
    offices = [one for one in mentions if one.is_head_like or one.kind == "body"]
    return [span for span in spans if not any(one.first <= span.first < one.last for one in offices)]


def in_offices(mentions: Sequence[Mention], first: int, last: int) -> int:
    """Count the tokens that the offices between two places have beyond one each."""
    offices = [mention for mention in mentions if first <= mention.first and mention.last <= last]
    return sum(mention.last - mention.first - 1 for mention in offices)
