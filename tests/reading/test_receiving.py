"""Clauses without a subject: "Receiving Ana Ribas in Riga, the minister said" makes her the guest."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _visits(lang: str, text: str) -> list[tuple[str, str]]:
    article = Article("", text, published="2026-09-25", publisher_country="LV", lang=lang)
    return [(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Receiving the Prosecutor General of Andorra, Ana Ribas, in Riga, the minister spoke of fraud.",
        ),
        ("en", "After receiving in Riga Andorra's Prosecutor General, Ana Ribas, he praised the contacts."),
        (
            "es",
            "Al recibir en Riga a la fiscal general de Andorra, Ana Ribas, la ministra habló de fraude.",
        ),
        (
            "es",
            "Tras dar la bienvenida en Riga a la fiscal general de Andorra, Ana Ribas, elogió los contactos.",
        ),
        ("pt", "Ao receber em Riga a procuradora-geral de Andorra, Ana Ribas, a ministra falou da fraude."),
        (
            "fr",
            "En recevant à Riga la procureure générale d'Andorre, Ana Ribas, la ministre a parlé de fraude.",
        ),
        (
            "it",
            "Ricevendo a Riga il procuratore generale di Andorra, Ana Ribas, il ministro parlava di frodi.",
        ),
        ("ru", "Принимая в Риге генерального прокурора Андорры Анну Рибас, министр говорил о мошенничестве."),
        ("uk", "Приймаючи у Ризі генерального прокурора Андорри Анну Рібас, міністр говорив про шахрайство."),
        ("id", "Saat menerima Jaksa Agung Andorra Ana Ribas di Riga, menteri berbicara tentang penipuan."),
        ("vi", "Tiếp Tổng Công tố Andorra Ana Ribas tại Riga, Bộ trưởng đánh giá cao quan hệ hai nước."),
    ],
)
def test_whoever_stands_behind_the_verb_is_the_guest(lang: str, text: str) -> None:
    """The host follows, or is named in a paragraph that a page has lost."""
    assert _visits(lang, text) == [("AD", "LV")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "After receiving a letter of the Prosecutor General of Andorra, he spoke in Riga of fraud.",
        ),
        (
            "en",
            "Receiving the medal, the Prosecutor General of Andorra, Ana Ribas, thanked Latvia.",
        ),
        (
            "fr",
            "En recevant la plainte du procureur général d'Andorre, la ministre lettone a parlé de fraude.",
        ),
        (
            "pt",
            "Depois de receber a chamada da procuradora-geral de Andorra, falou em Riga de fraude.",
        ),
    ],
)
def test_what_is_received_of_somebody_brings_nobody(lang: str, text: str) -> None:
    assert _visits(lang, text) == []
