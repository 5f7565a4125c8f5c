"""Talks over a line, for which nobody travelled; and guests who came while others did not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading.reader import read

NOW = datetime(2026, 5, 15, tzinfo=UTC)


def _visitors(title: str, text: str) -> list[str | None]:
    verdict = read(Article(title, text, published="2026-05-15"), now=NOW)
    return [f"{visit.visitor.country}>{visit.host.country}" for visit in verdict.visits]


FROM_AFAR = [
    (
        "Estonian and Irish prosecution chiefs meet",
        "Estonia's Prosecutor General Astrid Asi and the Irish Director of Public Prosecutions, "
        "Catherine Pierce, held talks on Tuesday on crimes against children. The talks took place "
        "online and lasted an hour.",
    ),
    (
        "Kenya and Ghana sign prosecutors' pact",
        "Kenya's Director of Public Prosecutions Renson Ingonga and Ghana's Attorney General "
        "Dominic Ayine have signed a memorandum of understanding on cybercrime. Ingonga put his "
        "signature to it in Nairobi on Monday, Ayine in Accra on Thursday. The originals travelled "
        "by diplomatic post.",
    ),
    (
        "Attorney General of Jamaica addresses Ottawa conference",
        "Jamaica's Director of Public Prosecutions Paula Llewellyn told a conference of prosecutors"
        " in Ottawa on Wednesday that small islands needed help. Llewellyn, who joined the meeting "
        "by video link from Kingston, spoke for twenty minutes.",
    ),
    (
        "Гуцан поговорил с белорусским коллегой",
        "Генеральный прокурор России Александр Гуцан и Генеральный прокурор Белоруссии Андрей Швед "
        "обсудили подготовку к заседанию совместной коллегии в Минске. Разговор состоялся по "
        "телефону в среду вечером.",
    ),
    (
        "Генпрокурор Таджикистана и его катарский коллега подписали соглашение",
        "Генеральный прокурор Таджикистана Хабибулло Вохидзода и генеральный прокурор Катара Исса "
        "ан-Нуайми подписали соглашение о сотрудничестве. Церемония прошла дистанционно: Вохидзода "
        "находился в Душанбе, ан-Нуайми – в Дохе.",
    ),
    (
        "Başsavcı Lizbon'daki konferansta konuştu",
        "Kuzey Makedonya Başsavcısı Nenad Saveski, Lizbon'da düzenlenen savcılar konferansında "
        "konuştu. Saveski toplantıya Üsküp'ten çevrim içi katıldı.",
    ),
]
IN_PERSON = [
    (
        "Mongolian prosecutor general in Warsaw",
        "Mongolia's Prosecutor General Jargalsaikhan Banzragch arrived in Warsaw on Wednesday for "
        "talks with his Polish colleague. The visit follows a video conference of "
        "the two offices in March. They agreed to hold online consultations twice a year.",
        ["MN>PL"],
    ),
    (
        "Peru's top prosecutor meets Chilean counterpart in Santiago",
        "Peru's attorney general Delia Espinoza met Chile's national prosecutor Angel Valencia in "
        "Santiago on Tuesday. Experts of both offices joined the talks online.",
        ["PE>CL"],
    ),
    (
        "У Вільнюсі зібралися генпрокурори",
        "У Вільнюсі 14 травня розпочалася зустріч генеральних прокурорів Балтії. Особисто участь беруть "
        "генеральний прокурор Естонії Астрід Асі та генеральний прокурор Словаччини Ян Грушка, а "
        "генпрокурор України долучився онлайн.",
        ["EE>LT", "SK>LT"],
    ),
    (
        "Bişkekdə prokurorlar forumu başlayıb",
        "Bişkekdə mayın 14-də beynəlxalq prokurorlar forumu başlayıb. Forumda Gürcüstanın Baş "
        "prokuroru Giorgi Qvarakidze və Monqolustanın Baş prokuroru Jarqalsayxan Banzraqç çıxış "
        "ediblər. İranın Baş prokuroru iştirakçılara videobağlantı vasitəsilə müraciət edib.",
        ["GE>KG", "MN>KG"],
    ),
]


@pytest.mark.parametrize(("title", "text"), FROM_AFAR, ids=[title for title, _ in FROM_AFAR])
def test_nobody_travels_for_talks_over_a_line(title: str, text: str) -> None:
    """A later sentence that says how they talked or signed makes all of it a deed from afar."""
    assert _visitors(title, text) == []


@pytest.mark.parametrize(("title", "text", "visits"), IN_PERSON, ids=[case[0] for case in IN_PERSON])
def test_who_came_is_a_guest_though_others_were_on_a_line(title: str, text: str, visits: list[str]) -> None:
    """The line is of those who stand beside it, of another time, or of experts."""
    assert _visitors(title, text) == visits


def test_what_is_sold_online_is_no_talk() -> None:
    """A medium is a line only beside what was done over it."""
    text = (
        "Eight officials of Namibia's Prosecutor-General's Office have come to Kigali on a study visit to "
        "learn how fines are paid online. They will return to Windhoek on Thursday."
    )
    verdict = read(Article("Namibian prosecutors in Kigali", text, published="2026-05-15"), now=NOW)
    assert not {reason.kind for reason in verdict.reasons} & {"remote_near", "remote_first", "remote_share"}


def test_titles_speak_of_whom_the_lead_names() -> None:
    """A colleague abroad who is only known to him does not make the journey of the headline."""
    text = (
        "Malaysia's prosecutor general Ahmad Farid paid a working visit to Johor Bahru on Tuesday. From "
        "the pier he pointed at the towers across the water. He said he had long known the attorney general "
        "of Singapore."
    )
    assert _visitors("Prosecutor general on working visit to Johor Bahru", text) == []
