"""Names in Latin letters: as newspapers write them, and as a key under which all their spellings meet."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.text import PARTICLES, fold


def latin(name: str) -> str | None:
    """Write a name in Latin letters; None where that would be a guess."""
    letters = [char for char in name if char.isalpha()]
    if all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in letters):
        return name
    written = "".join(map(_romanised, name))
    return written if fold(written).isascii() else None


def _romanised(char: str) -> str:
    if char.lower() not in _CYRILLIC:
        return char
    return _CYRILLIC[char] if char in _CYRILLIC else _CYRILLIC[char.lower()].capitalize()


def name_words(name: str) -> list[str]:
    """Give the words of a name that tell one person from another; all of them where none does."""
    found = WORD.findall(name)
    return [word for word in found if fold(word) not in PARTICLES] or found


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Write a word in a to z and digits, to be compared; letters of other scripts are written by number.

    Vowels that Arabic letters leave out stay out.
    """
    marked = "".join(_MARKED.get(char, char) for char in word.lower().replace("cə", "djə"))
    written = "".join(_CYRILLIC.get(char, char) for char in marked)
    folded = "".join(_ARABIC.get(char, char) for char in fold(written))
    return "".join(_numbered(char) for char in folded if char.isalnum())


def _numbered(char: str) -> str:
    return char if char.isascii() else f"u{ord(char):04x}"


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Give the key of a name's word: its consonants by kind, and whether a vowel begins it.

    "Aliyev", "Əliyev", "Алиев" and "علييف" have one key, and so have some names that sound no more alike.
    """
    text = plain(word.removeprefix("ال") if len(word) >= _WITH_ARTICLE else word)
    if not text.isalpha():
        return text
    for letters, kind in _DIGRAPHS:
        text = text.replace(letters, kind)
    text = re.sub("c(?=[eiy])", "s", text)
    head = "a" if text[:1] in _VOWELS else ("f" if text[:1] == "w" else "")
    consonants = text.translate(_KINDS)
    return head + re.sub(r"(.)\1+", r"\1", consonants)


WORD = re.compile(r"[^\W_]+")
# BGN/PCGN's romanisation of Russian, simplified as newspapers do, and the letters of its neighbours.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґәғқңөұүһўјљњћђџҳҷӣӯ",
        (
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g "
            "a gh q n o u u h o j lj nj c dj dz h j i u"
        )
        .replace("_", "")
        .split(" "),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگءئؤ",
        "a b t th j h kh d z r z s sh s d t z a gh f q k l m n h w y p ch zh g _ y w".replace("_", "").split(
            " "
        ),
        strict=True,
    )
)
# Letters whose sound folding would lose.
_MARKED = {"ç": "ch", "č": "ch", "ć": "ch", "ş": "sh", "š": "sh", "ž": "zh", "ə": "a", "đ": "dj"}
_DIGRAPHS = (
    ("shch", "s"), ("dzh", "s"), ("kh", "k"), ("gh", "k"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("dj", "s"),
    ("ts", "s"), ("tz", "s"), ("th", "t"), ("ph", "f"),
)  # fmt: skip
_WITH_ARTICLE = 5  # letters of an Arabic word that is long enough to have one
_VOWELS = tuple("aeiouy")
_KINDS = str.maketrans("bpvfdtkgqhxcjzslmnr", "bbffttkkkkkkssslmnr", "aeiouyw")
