"""From bytes to text: what the bytes prove stands above what the server or the document claims."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import Final

import chardet

# Names in use → the codec that reads them best; browsers read the narrow sets by their wider kin as well.
_KIN: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_ALIASES: Final = {
    "windows-874": "cp874",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac-cyrillic",
}
# UTF-16 and UTF-32 are known by their mark or their zeros; where they are only claimed, the claim is wrong.
_ALLOWED: Final = frozenset(
    {"utf-8", "gb18030", "big5", "big5hkscs", "cp949", "cp932"}
    | {"euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "kz1048", "ptcp154", "mac-cyrillic", "cp866", "cp874"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
_MARKS: Final = (  # the four-byte marks first: the one of UTF-32 begins with the one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_IN_XML: Final = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
_IN_HTML: Final = re.compile(
    rb"<meta\s[^<>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_CLAIM: Final = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?[^\"'<>]{0,60}", re.IGNORECASE)
_SAMPLE: Final = 64 * 1024
_TWICE: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")  # of UTF-8, in windows-1252
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_MISREAD: Final = {  # the first byte of a letter and one of those behind it
    "cp874": re.compile("[ยรฤลฦโ][\u0e01-\u0e3a€…‘’“”•–—\u00a0\u0080-\u009f]"),
    "cp1251": re.compile("[РСТУ][ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї°±µ¶·»№‚„…†‡€‰‹‘’“”•–—™›¤¦§©«¬®\u00a0\u0098]"),
}
_PROOF: Final = 10  # characters beyond ASCII
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_RUNS: Final = re.compile(rb"[\x80-\xff]{4,}")
_FEW: Final = 0.002  # so small a share of broken characters is a slip of the pen, not another encoding


def decode(body: bytes, content_type: str = "") -> tuple[str, bool]:
    """Read bytes as text, and say whether that went without a guess or a replaced character.

    Order: byte order mark; the shifts of ISO-2022-JP; valid UTF-8 that is more than ASCII; the header; the
    document's own declaration; a guess. So a page in windows-1251 that claims to be UTF-8 or Latin-1 is read
    right, as is the reverse, and UTF-8 that was taken for windows-1252 and written once more.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], codec)
    if wide := _without_mark(body):
        return _read(body, wide)
    if body.isascii():
        return _seven_bits(body)
    for codec in ("utf-8", *_claims(body, content_type)):
        try:
            text = body.decode(codec)
        except (UnicodeError, ValueError):
            continue
        if codec == "utf-8":
            once = _written_twice(text) or _misread(text)
            return once or text, once is None
        if codec != "cp1252" or _might_be_latin(body):
            return text, True
    return _guess(body)


def _seven_bits(body: bytes) -> tuple[str, bool]:
    if b"\x1b$" in body:
        with contextlib.suppress(UnicodeError):
            return body.decode("iso2022_jp"), True
    return body.decode("ascii"), True


def _written_twice(text: str) -> str | None:
    """Undo UTF-8 that was read as windows-1252 and encoded again; None where that is not what happened."""
    if not _TWICE.search(text):
        return None
    try:
        once = text.encode("cp1252", "latin-1 where undefined").decode("utf-8")
    except UnicodeError:
        return None
    # A few letters may come together so by chance.
    return once if len(once) - len(once.encode("ascii", "ignore")) >= _PROOF else None


def _misread(text: str) -> str | None:
    """Undo UTF-8 that somebody read as Thai or Cyrillic, word by word: "Repรบblica", "РџСЂРѕРєСѓСЂРѕСЂ"; the
    page around it may be written well.
    """
    for codec, sign in _MISREAD.items():
        if len(sign.findall(text)) < _PROOF:
            continue

        def once(run: re.Match[str], codec: str = codec) -> str:
            try:
                return run.group().encode(codec, "latin-1 where undefined").decode("utf-8")
            except UnicodeError:
                return run.group()

        mended = _BEYOND_ASCII.sub(once, text)
        if not sign.search(mended):
            return mended
    return None


def _byte_of(error: UnicodeError) -> tuple[bytes, int]:
    """Encode what a codec leaves undefined as the byte of the same number, as all decoders do."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    odd = error.object[error.start : error.end]
    return odd.encode("latin-1" if odd < "\u0100" else "cp1252"), error.end


codecs.register_error("latin-1 where undefined", _byte_of)


def _might_be_latin(body: bytes) -> bool:
    """Whether letters beyond ASCII stand alone, as they do in Latin script; many servers only say Latin-1."""
    high = len(_HIGH.findall(body[:_SAMPLE]))
    return sum(map(len, _RUNS.findall(body[:_SAMPLE]))) * 2 <= high


def _read(body: bytes, codec: str) -> tuple[str, bool]:
    text = body.decode(codec, "replace")
    return text, "\ufffd" not in text


def _without_mark(body: bytes) -> str | None:
    """Recognise UTF-16 by the zeros around its first sign."""
    if body[:4] in (b"<\0?\0", b"<\0r\0", b"<\0f\0", b"<\0!\0", b"<\0h\0", b'{\0"\0'):
        return "utf-16-le"
    if body[:4] in (b"\0<\0?", b"\0<\0r", b"\0<\0f", b"\0<\0!", b"\0<\0h", b'\0{\0"'):
        return "utf-16-be"
    return None


def _claims(body: bytes, content_type: str) -> list[str]:
    named = [match.group(1) for match in [_IN_HEADER.search(content_type)] if match]
    for pattern in (_IN_XML, _IN_HTML):
        if match := pattern.search(body[:4096]):
            named.append(match.group(1).decode("ascii"))
    return [codec for name in named if (codec := _known(name))]


def _known(name: str) -> str | None:
    try:
        codec = codecs.lookup(_ALIASES.get(name.lower(), name)).name
    except (LookupError, ValueError):
        return None
    codec = _KIN.get(codec, codec)
    return codec if codec in _ALLOWED else None


def _guess(body: bytes) -> tuple[str, bool]:
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, len(text) * _FEW):
        return text, False
    # The detector believes a declaration, of which we know by now that it is wrong.
    guessed = _known(str(chardet.detect(_CLAIM.sub(b"", body[:_SAMPLE]))["encoding"]))
    return body.decode(guessed or "cp1252", "replace"), False
