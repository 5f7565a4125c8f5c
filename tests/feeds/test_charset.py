"""Bytes become the text that was meant, whatever is claimed about them."""

from __future__ import annotations

import codecs

import pytest

from bot.feeds.charset import decode

TITLE = "Генеральный прокурор прибыл с рабочим визитом в Манаму"


def test_old_names_of_charsets() -> None:
    """Latin-5 under its old name is read as browsers read it, and dangerous codecs are not known."""
    assert (
        decode("Başsavcı İğdır'da".encode("cp1254"), "text/xml; charset=iso-8859-9")[0] == "Başsavcı İğdır'da"
    )
    assert decode(b"<a>\xe9+AGE-</a>", "text/xml; charset=utf-7")[0].endswith("+AGE-</a>")


def test_one_broken_character_calls_for_no_guess() -> None:
    """Text that was cut inside a character stays UTF-8, and is said to be mended."""
    text, clean = decode((TITLE * 20).encode()[:-1])
    assert (text[: len(TITLE)], clean) == (TITLE, False)


def test_a_mark_is_taken_off() -> None:
    """The byte order mark decides about the encoding and is no part of the text."""
    assert decode(codecs.BOM_UTF8 + b"<rss/>", "text/xml; charset=windows-1251") == ("<rss/>", True)
    assert decode("<rss/>".encode("utf-16")) == ("<rss/>", True)


STORIES = {
    "cp1251 koi8-r iso8859-5 cp866 mac-cyrillic": TITLE,
    "koi8-u": "Генеральний прокурор прибув із робочим візитом до Києва, де зустрівся з колегою",
    "kz1048 ptcp154": "Бас прокурор жұмыс сапарымен Манамаға келді, әріптесімен кездесіп, құжатқа қол қойды",
    "cp1256 iso8859-6": "وصل النائب العام إلى المنامة في زيارة عمل والتقى نظيره ووقع مذكرة تفاهم",
    "cp1253 iso8859-7": "Ο Γενικός Εισαγγελέας έφτασε στη Μανάμα για επίσκεψη εργασίας",
    "cp1255 iso8859-8": "התובע הכללי הגיע לביקור עבודה במנאמה ונפגש עם עמיתו",
    "cp874": "อัยการสูงสุดเดินทางถึงกรุงมานามาเพื่อเยือนและพบกับคู่หูของเขา",
    "cp932 euc_jp": "検事総長は実務訪問のためマナーマに到着し、同国の検事総長と会談して覚書に署名した。",
    "gb18030": "总检察长抵达麦纳麦进行工作访问,会见了该国总检察长并签署了合作备忘录。",
    "big5": "總檢察長抵達麥納麥進行工作訪問,會見了該國總檢察長並簽署了合作備忘錄。",
    "cp949": "검찰총장이 실무 방문차 마나마에 도착해 상대국 검찰총장을 만나 양해각서에 서명했다.",
}
LATIN = {
    "cp1254 iso8859-9": "Başsavcı çalışma ziyareti için geldi, mevkidaşıyla görüştü ve imza attı",
    "cp1250 iso8859-2": "Prokurator Generalny przybył z wizytą roboczą do Manamy i złożył podpis",
    "cp1252 iso8859-15": "Der Generalstaatsanwalt ist für Gespräche über größere Verträge in Manama",
}


def cases(stories: dict[str, str]) -> list[tuple[str, str]]:
    return [(codec, story) for codecs_, story in stories.items() for codec in codecs_.split()]


def feed(story: str, codec: str, declared: str = "") -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{story}</title><description>{story}. {story}!</description></item>"
    return f'{declaration}<rss version="2.0"><channel>{item * 3}</channel></rss>'.encode(codec)


@pytest.mark.parametrize(("codec", "story"), cases(STORIES | LATIN))
def test_a_legacy_encoding_is_read_however_it_is_declared(codec: str, story: str) -> None:
    """In the document, in the header, nowhere, or falsely as UTF-8: the text is the same."""
    assert story in decode(feed(story, codec, codec))[0]
    assert story in decode(feed(story, codec), f"text/xml; charset={codec}")[0]
    assert story in decode(feed(story, codec))[0]
    assert story in decode(feed(story, codec, "utf-8"), "text/xml; charset=utf-8")[0]


@pytest.mark.parametrize(("codec", "story"), cases(STORIES))
def test_latin_1_that_cannot_be_is_not_believed(codec: str, story: str) -> None:
    """Servers say Latin-1 for want of better; what is no Latin script is read as what it is."""
    assert story in decode(feed(story, codec, "iso-8859-1"))[0]
    assert story in decode(feed(story, codec, codec), "text/xml; charset=ISO-8859-1")[0]


def test_shifted_japanese_is_no_ascii() -> None:
    """ISO-2022-JP has seven bits a byte, and is known by its shifts."""
    story = STORIES["cp932 euc_jp"]
    for declared in ("", "iso-2022-jp", "utf-8"):
        assert decode(feed(story, "iso2022_jp", declared)) == (
            feed(story, "utf-8", declared).decode(),
            True,
        )


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_utf_8_written_twice_is_undone(codec: str) -> None:
    """Text that was read as windows-1252 and encoded again becomes what it was, and is said to be mended."""
    twice = "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in f"{TITLE} “Баку” é".encode()
    )
    assert decode(twice.encode()) == (f"{TITLE} “Баку” é", False)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (
            "cp874",
            "O Procurador-Geral da República visitou, à margem da Comissão, o Ministério Público; a "
            "associação não tomou posição.",
        ),
        ("cp1251", "Генеральный прокурор прибыл в Минск с визитом — «официальным»."),
    ],
)
def test_words_misread_as_thai_or_cyrillic_are_undone(codec: str, text: str) -> None:
    """UTF-8 that an editor pasted through another code page; the menu around it is written well."""
    misread = "".join(_read(bytes([byte]), codec) for byte in text.encode())
    assert decode(f"<p>Notícias</p> {misread}".encode()) == (f"<p>Notícias</p> {text}", False)


def _read(byte: bytes, codec: str) -> str:
    try:
        return byte.decode(codec)
    except UnicodeDecodeError:
        return byte.decode("cp1252", "ignore") or chr(byte[0])


@pytest.mark.parametrize(
    "text", ["อัยการสูงสุดร้านรายงานที่โรงแรม" * 5, "РОССИЯ. «Рёв», Рўз… Рыба, СТАТЬИ, Сёла" * 5, "РЋ РђРЎ"]
)
def test_thai_and_cyrillic_stay(text: str) -> None:
    """Letters that may stand for bytes of UTF-8 are left alone where they do not."""
    assert decode(text.encode()) == (text, True)


@pytest.mark.parametrize(
    "text", ["Où est São Tomé, l’été ? Ñandú, ÂÃ", "Ã© in a text of Баку", "5 â‚¬", "é", TITLE]
)
def test_text_that_was_written_once_stays(text: str) -> None:
    """Letters that look like twice encoded ones are left alone where the whole does not agree."""
    assert decode(text.encode()) == (text, True)
