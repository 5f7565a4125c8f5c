"""The letters of a text that writes no words apart, with what is asked of every one of them at hand."""

from __future__ import annotations

from bot.reading.words.tokens import Document, script

_HANGUL, _ENDS = 0xAC00, 28  # Unicode orders the syllables by what they end in, a vowel first


class Letters:
    """Says of each letter what it is, whether it touches the one before, and where its run ends.

    Lists instead of methods, since every way to cut a text asks for them.
    """

    def __init__(self, document: Document) -> None:
        tokens = document.tokens
        self.document = document
        self.size = len(tokens)
        self.folded = [token.folded for token in tokens]
        self.scripts = [script(token.text) for token in tokens]
        self.glued = [False] * (self.size + 1)  # stands close to the one before it
        for index in range(1, self.size):
            self.glued[index] = tokens[index - 1].end == tokens[index].start
        self.starts = [
            not glued or self.scripts[index - 1] != self.scripts[index]
            for index, glued in enumerate(self.glued[:-1])
        ]
        self.starts.append(True)
        self.run_end = [0] * self.size  # where the run of letters of one script ends
        self.close_end = [0] * self.size  # where the run of letters that touch ends, of whatever script
        run = close = self.size
        for index in range(self.size - 1, -1, -1):
            self.run_end[index], self.close_end[index] = run, close
            if self.starts[index]:
                run = index
            if not self.glued[index]:
                close = index

    def text(self, first: int, last: int) -> str:
        """Give some of the letters, folded."""
        return "".join(self.folded[first:last])

    def rest(self, first: int) -> str:
        """Give the letters from one on to the end of its run, folded; none behind the last."""
        return self.text(first, self.run_end[first]) if first < self.size else ""


def is_closed(syllable: str) -> bool:
    """Tell whether a Hangul syllable ends in a consonant."""
    return (ord(syllable[0]) - _HANGUL) % _ENDS != 0
