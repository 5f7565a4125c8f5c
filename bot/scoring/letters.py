"""Names of any script in plain Latin letters, well enough to compare two spellings of one person."""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґәғқңөұүһўҳҷӣӯђјљњћџѓќѕ",
    ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
     "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "g", "a", "gh", "q",
     "n", "o", "u", "u", "h", "o", "h", "j", "i", "u", "dj", "y", "lj", "nj", "c", "dzh", "g", "k", "dz"],
    strict=True,
))  # fmt: skip
_ARABIC = dict(zip(
    "اأإآٱبتثجحخدذرزسشصضطظعغفقكلمنهوؤيئىةءپچژگکیڤۀەھ",
    ["a", "a", "i", "a", "a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t",
     "z", "a", "gh", "f", "q", "k", "l", "m", "n", "h", "w", "w", "y", "y", "a", "a", "", "p", "ch", "zh",
     "g", "k", "y", "v", "h", "a", "h"],
    strict=True,
))  # fmt: skip
_GREEK = dict(zip(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    ["a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y",
     "f", "ch", "ps", "o"],
    strict=True,
))  # fmt: skip
_GEORGIAN = dict(zip(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    ["a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p",
     "k", "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h"],
    strict=True,
))  # fmt: skip
_ARMENIAN = dict(zip(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    ["a", "b", "g", "d", "e", "z", "e", "e", "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch", "m",
     "y", "n", "sh", "o", "ch", "p", "j", "r", "s", "v", "t", "r", "ts", "v", "p", "k", "o", "f", "ev"],
    strict=True,
))  # fmt: skip
_LATIN = {"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "dj", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe",
          "þ": "th", "ş": "sh", "š": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ż": "zh"}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | _ARABIC | _GREEK | _GEORGIAN | _ARMENIAN | _LATIN)

# The revised romanisation of Korean (2000): first consonant, vowel, last consonant of a syllable.
_FIRST = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")  # noqa: SIM905  # as the table is printed
_VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")  # noqa: SIM905  # as the table is printed
_LAST = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905  # as the table is printed


def plain(text: str) -> str:
    """Write `text` in small Latin letters without marks; a script without a table stays as it is."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    latin = "".join(_syllable(char) for char in composed.translate(_TABLE))
    bare = unicodedata.normalize("NFKD", latin)
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def is_latin(text: str) -> bool:
    """Say whether every letter of plain `text` is one from a to z."""
    return all("a" <= char <= "z" or not char.isalpha() for char in text)


def _syllable(char: str) -> str:
    place = ord(char) - 0xAC00
    if not 0 <= place < 11172:
        return char
    return _FIRST[place // 588] + _VOWEL[place % 588 // 28] + _LAST[place % 28] + " "
