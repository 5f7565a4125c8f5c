"""What looks like a name and is none: a word of a headline that writes all with a capital, a newsroom in a
dateline.
"""

from __future__ import annotations

from bot.reading.names.persons import Name
from bot.reading.words.scene import Scene

_LONG = 4  # letters of a word that only such headlines write with a capital
_WORDS = 4  # of a headline that shows how it is written
_SMALL = 1  # long words that may stand without one
_DATELINE = 4  # tokens of a paragraph before the newsroom in brackets
_DASHES = ("-", "–", "—", ":")


def without_headline_words(scene: Scene, found: list[Name]) -> list[Name]:
    """Leave out the names of such a headline whose words the text below does not write with capitals."""
    title, sentences = scene.document.title_sentences, scene.document.sentences
    if title == 0 or len(sentences) <= title or not _is_titled(scene, sentences[title - 1][1]):
        return found
    first, edges = sentences[title][0], {start for start, _ in sentences[title:]}
    names = {
        token.folded
        for index, token in enumerate(scene.tokens[first:], first)
        if token.is_capital and index not in edges
    }
    return [name for name in found if name.first >= first or names.issuperset(name.keys)]


def _is_titled(scene: Scene, last: int) -> bool:
    words = [token.text for token in scene.tokens[:last] if len(token.text) >= _LONG]
    capital = [word for word in words if word[0].isupper() and not word.isupper()]
    return len(capital) >= _WORDS and len(words) - len(capital) <= _SMALL


def without_newsrooms(scene: Scene, found: list[Name]) -> list[Name]:
    """ "Jakarta (Berita Satu) – The Prosecutor General …": who tells it is nobody of whom it tells."""
    return [name for name in found if not _is_newsroom(scene, name)]


def _is_newsroom(scene: Scene, name: Name) -> bool:
    document = scene.document
    before = document.gap(name.first - 1) if name.first else ""
    behind = document.gap(name.last - 1).strip()
    opens = name.first - document.sentences[scene.sentence(name.first)][0] <= _DATELINE
    bracketed = before.endswith("(") and behind.startswith(")")
    return opens and bracketed and behind[1:].strip() in _DASHES
