"""Headlines that write every word with a capital: what looks like a name in one must be one in the text."""

from __future__ import annotations

from bot.reading.names.persons import Name
from bot.reading.words.scene import Scene

_LONG = 4  # letters of a word that only such headlines write with a capital
_WORDS = 4  # of a headline that shows how it is written
_SMALL = 1  # long words that may stand without one


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
