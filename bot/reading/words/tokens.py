"""An article as words and sentences: title first, every word with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.reading.words.clitics import Clitics
from bot.reading.words.composing import composed, unwrapped
from bot.text import MARKS, fold, small

# A visit is told at the head of a story; what comes after so many code points is tags and teasers.
READ_AT_MOST = 30_000

# Kana, Han, Hangul and Thai are written without spaces: each such letter is a word to us.
SPACELESS = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
SPACELESS_LETTER = re.compile(f"[{SPACELESS}]")
# The letter-like apostrophes part words as the others do: "Oʻzbekiston" reads like "O'zbekiston".
WORD = re.compile(rf"[{SPACELESS}]|[^\W_{SPACELESS}ʻʼ]+")
_LONGEST_WORD = 40  # letters
_LETTERS = 8192  # whose script is remembered
_RECOGNISED = 3  # letters; shorter words begin too many others
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєөү")
_SHOUTED = 3  # letters of a town or an agency in capitals
_SCRAP = 6  # tokens of a dateline that ends with a dot
_END = re.compile(r"[.!?…。！？؟۔][\"'”’»)\]]*\s*(?:[(（][^()（）]{1,30}[)）])?\s*$")
_CREDIT = re.compile(r"[(（][^()（）]{2,30}[:：][^()（）]{2,30}[)）]\s*$")  # "(Photo: VNA)"
_CAPTION = 250  # letters of a line under a picture
_MENU = 40  # lines of a page above its text
_HEADLINE = 20  # columns; shorter lines are names of sections
_LONG_LINE = 250  # columns
_REPEATED = 15  # letters of a headline that is printed again at least
_ABOVE = 400  # letters above it at most
_FURNITURE = 8  # words of a line above the story at most
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|[^\W\d_])|[。！？؟۔]+|\n+")
_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,40}$")
_SCRIPTS = (
    ("katakana", "\u30a0", "\u30ff"), ("hiragana", "\u3040", "\u309f"),
    ("hangul", "\uac00", "\ud7af"), ("han", "\u3400", "\u9fff"),
)  # fmt: skip


def script(text: str) -> str:
    """Name the script of the first letter, as far as it is one that writes no spaces; else "other"."""
    return _script(text[0])


@lru_cache(maxsize=_LETTERS)
def _script(letter: str) -> str:
    return next((name for name, low, high in _SCRIPTS if low <= letter <= high), "other")


class Token(NamedTuple):
    """One word; `start` and `end` are places in `Document.raw`."""

    text: str
    folded: str
    start: int
    end: int
    sentence: int

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True)
class Document:
    """Title and text as one run of words; `offset` is where the text begins in `raw`."""

    raw: str
    folded: str
    offset: int
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]  # first token, one past the last
    title_sentences: int
    text: str  # as it came
    origin: tuple[int, ...] | None = None  # places in `text`, where composing letters moved them

    def place(self, at: int) -> int:
        """Give the place in the article's own text, in code points, of a place in `raw`."""
        inside = at - self.offset
        return inside if self.origin is None else self.origin[inside]

    def gap(self, index: int) -> str:
        """Give what stands between the token at `index` and the next one; nothing before the first."""
        return self._gaps[index] if index >= 0 else ""

    @cached_property
    def _gaps(self) -> tuple[str, ...]:
        behind = [*(token.start for token in self.tokens[1:]), len(self.raw)]
        gaps = (self.raw[token.end : end] for token, end in zip(self.tokens, behind, strict=True))
        return tuple(gap if gap.isascii() else gap.translate(MARKS) for gap in gaps)

    def slice(self, first: int, last: int) -> str:
        """Give the text from token `first` up to, not including, token `last`."""
        return self.raw[self.tokens[first].start : self.tokens[last - 1].end]

    @cached_property
    def lead(self) -> int:
        """Where the story itself begins, behind the scraps of a dateline: "ДУШАНБЕ, 20 октября. /ТАСС/.";
        a subtitle may stand before it, and menus, captions and dates of a page.
        """
        at = self._behind_scraps()
        prose = range(at, min(at + _MENU, len(self.sentences)))
        return next((one for one in prose if not self._stands_above(self.sentences[one])), at)

    def _stands_above(self, sentence: tuple[int, int]) -> bool:
        return _is_line(self.raw, self.tokens, sentence) or _is_caption(self.raw, self.tokens, sentence)

    def _behind_scraps(self) -> int:
        begun = range(self.title_sentences, min(self.title_sentences + 2, len(self.sentences)))
        at = next((at for at in begun if self._is_scrap(at)), None)
        if at is None:
            return self.title_sentences
        while at < len(self.sentences) - 1 and self._is_scrap(at):
            at += 1
        return at

    def _is_scrap(self, sentence: int) -> bool:
        """Tell "КИЇВ", "14 травня" and "УНН" from a sentence."""
        first, last = self.sentences[sentence]
        if "\n" in self.gap(last - 1):
            return self._is_furniture(first, last)
        word = self.tokens[first].text
        written_so = word.isdecimal() or (word.isupper() and len(word) >= _SHOUTED)
        return written_so and last - first <= _SCRAP

    def _is_furniture(self, first: int, last: int) -> bool:
        """Tell a line of a page above its story: "Tuesday, 02 January 2024 12:17 GMT", "Home | World"."""
        words = [token.text for token in self.tokens[first:last]]
        return last - first <= _FURNITURE and all(word.isdecimal() or word[:1].isupper() for word in words)

    def in_title(self, index: int) -> bool:
        """Tell whether a token stands in the headline, be it a line above the text."""
        return self.tokens[index].sentence < self.title_sentences


def document(
    title: str,
    text: str,
    abbreviations: Collection[str] = (),
    clitics: Clitics | None = None,
    keeps_marks: bool = False,
) -> Document:
    """Split an article into words and sentences; `abbreviations` are folded words that a dot does not end.

    Words that are compared with their accents (`keeps_marks`) have them in `Token.folded`.
    """
    head, (body, origin) = composed(title[:1000])[0], composed(text[:READ_AT_MOST])
    raw = unwrapped(head + "\n" + body, len(head) + 1)
    folded = fold(raw)
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    title_sentences, headline = 0, _headline_end(folded, len(head))
    told = _told(folded) if clitics is not None else frozenset()
    for start, end in _stretches(raw, folded, abbreviations):
        first = len(tokens)
        for word in WORD.finditer(raw, start, end):
            at, last = word.span()
            if clitics is None:
                plain = small(word.group()) if keeps_marks else folded[at:last]
                tokens.append(Token(word.group(), plain, at, last, len(sentences)))
                continue
            for length, piece in clitics.split(folded[at:last], told):
                tokens.append(Token(raw[at : at + length], piece, at, at + length, len(sentences)))
                at += length
        if len(tokens) > first:
            sentences.append((first, len(tokens)))
            if start <= headline:
                title_sentences = len(sentences)
    if not title_sentences:
        title_sentences = _headline(raw, tokens, sentences)
    return Document(
        raw, folded, len(head) + 1, tuple(tokens), tuple(sentences), title_sentences, text, origin
    )


def _headline(raw: str, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> int:
    """Count the lines above a text that came without its title, up to the last that may be a headline."""
    found = 0
    for at, (first, last) in enumerate(sentences[:_MENU]):
        if not _is_line(raw, tokens, (first, last)):
            return found
        if _HEADLINE <= _width(raw[tokens[first].start : tokens[last - 1].end]) <= _LONG_LINE:
            found = at + 1
    return 0  # a page of nothing but lines has no text that they could head


def _is_line(raw: str, tokens: Sequence[Token], sentence: tuple[int, int]) -> bool:
    """Tell a sentence of a line that ends without a stop, as headlines, captions and menus do."""
    start, end = tokens[sentence[0]].start, tokens[sentence[1] - 1].end
    broken = raw.find("\n", end)
    if broken < 0:
        return False
    line = raw[raw.rfind("\n", 0, start) + 1 : broken]
    return _END.search(line) is None and _width(line) <= _LONG_LINE


def _is_caption(raw: str, tokens: Sequence[Token], sentence: tuple[int, int]) -> bool:
    """Tell a sentence of a line that ends in a credit: "The two heads sign the paper. (Photo: VNA)"."""
    start, end = tokens[sentence[0]].start, tokens[sentence[1] - 1].end
    broken = raw.find("\n", end)
    line = raw[raw.rfind("\n", 0, start) + 1 : broken] if broken >= 0 else ""
    return line.rstrip().endswith((")", "）")) and _CREDIT.search(line) is not None and len(line) <= _CAPTION


def _width(text: str) -> int:
    """Count letters, those of scripts without spaces twice, as they take the room of two."""
    return len(text) + sum(SPACELESS_LETTER.match(letter) is not None for letter in text)


def _headline_end(folded: str, title: int) -> int:
    """Give the place up to which a text is headline: pages print it once more above their story, behind
    their menu.
    """
    if title < _REPEATED:
        return title
    again = folded.find(f"\n{folded[:title]}\n", title, 2 * title + _ABOVE)
    return title if again < 0 else again + title


def _told(folded: str) -> frozenset[str]:
    """Give the words of a text long enough to be recognised behind a small word."""
    return frozenset(word for word in WORD.findall(folded) if len(word) > _RECOGNISED)


def rewritten(document: Document, letters: Mapping[int, str]) -> Document:
    """Write variants of a letter as one in what is folded: 檢 as 检."""
    folded = document.folded.translate(letters)
    if folded == document.folded:
        return document
    tokens = tuple(
        token if token.folded == plain else token._replace(folded=plain)
        for token, plain in ((token, token.folded.translate(letters)) for token in document.tokens)
    )
    return replace(document, folded=folded, tokens=tokens)


def _stretches(raw: str, folded: str, abbreviations: Collection[str]) -> list[tuple[int, int]]:
    """Give the start and end of every sentence."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(raw):
        if stop.group()[0] != "\n" and not _ends_sentence(raw, folded, stop, abbreviations):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, len(raw)))
    return found


def _goes_with_ordinal(folded: str, start: int, abbreviations: Collection[str]) -> bool:
    """Tell "am 3. März" from the end of a sentence, by words that the pack lists behind a dot."""
    following = WORD.search(folded, start, start + _LONGEST_WORD)
    return following is not None and (f".{following.group()}" in abbreviations or ".*" in abbreviations)


def _is_inside(raw: str, stop: re.Match[str]) -> bool:
    """Tell the dot of "Day.Az" from one behind which the next paragraph was joined without a space: "… le 9
    janvier.Ils ont signé".
    """
    behind = raw[stop.end() : stop.end() + 2]
    if not behind[:1].isalpha():
        return False
    word = _GLUED.search(raw, max(stop.start() - _LONGEST_WORD, 0), stop.start())
    return word is None or not (word.group().islower() and behind.istitle())


def _ends_sentence(raw: str, folded: str, stop: re.Match[str], abbreviations: Collection[str]) -> bool:
    after = raw[stop.end() : stop.end() + 4].lstrip(" \"'“‘«([-–—")
    if after[:1].islower() or (stop.group()[0] in ".!?…" and _is_inside(raw, stop)):
        return False
    if stop.group().rstrip("\"'”’»)]") != ".":
        return True
    before = stop.start()
    while before and folded[before - 1].isalpha():
        before -= 1
    word = folded[before : stop.start()]
    if folded[:before][-1:].isdigit() and _goes_with_ordinal(folded, stop.end(), abbreviations):
        return False
    # An initial ("K. Aliyev", "Kh. Batsukh") or an abbreviation ("Gen. Lee"); a lone digit ends a sentence
    # all the same.
    initial = word.isalpha() and (
        len(word) == 1 or (len(word) == 2 and raw[before:][:2].istitle() and not _VOWELS.intersection(word))
    )
    return not initial and word not in abbreviations
