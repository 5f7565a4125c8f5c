"""A document with its typed spans: what every later step of reading looks things up in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from bot.model import Evidence
from bot.reading.words.lexicon import Language, Span
from bot.reading.words.tokens import Document, Token

_NONE: frozenset[str] = frozenset()
_EVIDENCE_WORDS = 15  # contract: a phrase is at most so many words


@dataclass(frozen=True)
class Scene:
    document: Document
    language: Language
    spans: tuple[Span, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.document.tokens

    @cached_property
    def _by_kind(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for span in self.spans:
            found[span.kind].append(span)
        return found

    @cached_property
    def _starting(self) -> dict[tuple[str, int], Span]:
        return {(span.kind, span.first): span for span in self.spans}

    @cached_property
    def _ending(self) -> dict[tuple[str, int], Span]:
        # Of spans that end together the longest counts: it stands first.
        return {(span.kind, span.last): span for span in reversed(self.spans)}

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int], list[Span]]:
        found: dict[tuple[str, int], list[Span]] = defaultdict(list)
        for span in self.spans:
            found[span.kind, self.tokens[span.first].sentence].append(span)
        return found

    @cached_property
    def _asked(self) -> dict[tuple[int | None, tuple[str, ...]], list[Span]]:
        return {}

    def of(self, *kinds: str) -> list[Span]:
        """List the spans of these kinds in reading order; the list is not to be changed."""
        found = self._asked.get((None, kinds))
        if found is None:
            several = [found for kind in kinds if (found := self._by_kind.get(kind))]
            found = self._asked[None, kinds] = _merged(several)
        return found

    def within(self, sentence: int, *kinds: str) -> list[Span]:
        """List the spans of these kinds that begin in a sentence; the list is not to be changed."""
        found = self._asked.get((sentence, kinds))
        if found is None:
            several = [found for kind in kinds if (found := self._by_sentence.get((kind, sentence)))]
            found = self._asked[sentence, kinds] = _merged(several)
        return found

    def starting(self, index: int, *kinds: str) -> Span | None:
        """Give the span of one of these kinds that begins at a token."""
        return next((span for kind in kinds if (span := self._starting.get((kind, index)))), None)

    def ending(self, index: int, *kinds: str) -> Span | None:
        """Give the span of one of these kinds whose last token stands right before `index`."""
        return next((span for kind in kinds if (span := self._ending.get((kind, index)))), None)

    def sentence(self, index: int) -> int:
        return self.tokens[index].sentence

    def same_sentence(self, one: int, other: int) -> bool:
        tokens, last = self.tokens, len(self.tokens)
        return 0 <= one < last and 0 <= other < last and tokens[one].sentence == tokens[other].sentence

    def apart(self, span: Span, first: int, last: int) -> int:
        """Count the tokens between a span and other words; a comma or "and" between them weighs as five."""
        low, high = (span.last, first) if span.first < first else (last, span.first)
        pauses = sum(
            self.says(at, "and") or any(mark in self.document.gap(at - 1) for mark in ",;")
            for at in range(low, high + 1)
            if 0 < at < len(self.tokens)
        )
        return max(high - low, 0) + 5 * pauses

    @property
    def head_last(self) -> bool:
        """Whether what depends on a word stands before it: "Bakıya səfər"."""
        return bool(self.language.options.get("head_last", False))

    def onward(self, span: Span, first: int, last: int) -> int:
        """Count the tokens from a word to the words `first` to `last` that may depend on it.

        Negative where they stand on the side on which this language puts nothing that depends on it.
        """
        return span.first - last if self.head_last else first - span.last

    def says(self, index: int, name: str) -> bool:
        """Tell whether the token is one of the words that the pack lists under `name`."""
        return self.tokens[index].folded in self.language.sets.get(name, _NONE)

    def past_initials(self, index: int) -> int:
        """Step over the initials of an office or a country: "the Supreme State Prosecutor (VDT) Marković"."""
        bracketed = self.document.gap(index - 1).strip() == "(" and self.document.gap(index).startswith(")")
        return index + 1 if bracketed and self.tokens[index].text.isupper() else index

    def is_led_by(self, index: int, name: str) -> bool:
        """Tell whether a word of the pack's list stands before a token, an article between: "hasta el 15"."""
        while index > 1 and self.says(index - 1, "article") and not self.says(index - 1, name):
            index -= 1
        return index > 0 and self.says(index - 1, name)

    def text(self, first: int, last: int) -> str:
        return self.document.slice(first, last)

    def is_quoted(self, index: int) -> bool:
        """Tell by the quotation marks before it whether a token stands in somebody's words."""
        first, _ = self.document.sentences[self.sentence(index)]
        start = max(self.tokens[first].start - 1, 0)
        said = self.document.folded[start : self.tokens[index].start]
        opened, closed = (sum(map(said.count, marks)) for marks in ("「『", "」』"))
        return said.count('"') % 2 == 1 or opened > closed

    def evidence(self, first: int, last: int) -> Evidence:
        """Quote the tokens, at most fifteen of them; places in the title have no `at`."""
        last = min(max(last, first + 1), first + _EVIDENCE_WORDS, len(self.tokens))
        while len(self.text(first, last).split()) > _EVIDENCE_WORDS:
            last -= 1  # a dash between two words is one to whoever counts by spaces
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if start < self.document.offset:
            return Evidence(self.document.raw[start:end], None)
        at = self.document.place(start), self.document.place(end)
        return Evidence(self.document.text[slice(*at)], at)

    def sentence_evidence(self, first: int, last: int) -> Evidence:
        """Quote from the first of two places to the second, whichever comes first."""
        return self.evidence(min(first, last), max(first, last) + 1)


def _merged(found: list[list[Span]]) -> list[Span]:
    if len(found) <= 1:
        return found[0] if found else []
    return sorted((span for spans in found for span in spans), key=_place)


def _place(span: Span) -> tuple[int, int]:
    return span.first, span.last
