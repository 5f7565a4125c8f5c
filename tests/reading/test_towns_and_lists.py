"""Towns that are surnames, towns that host an event, and lists of countries that nobody is in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading.reader import read


def _read(text: str, publisher: str | None, title: str = "") -> Verdict:
    article = Article(title, text, published="2026-03-10", publisher_country=publisher)
    return read(article, now=datetime(2026, 11, 22, tzinfo=UTC))


def _pairs(text: str, publisher: str | None) -> set[str]:
    return {f"{visit.visitor.country}>{visit.host.country}" for visit in _read(text, publisher).visits}


def test_a_surname_that_is_a_town_or_a_province_is_no_place() -> None:
    """ "Salazar received the envoy" is no town that hosts her, "Guerrero" no state of Mexico."""
    at_home = (
        "El Procurador General de la Nación, Luis Alberto Quirós Salazar, recibió a la nueva embajadora de "
        "Francia en visita de cortesía."
    )
    assert _pairs(at_home, "PA") == set()
    away = "El fiscal general de Bolivia, Ramiro Guerrero, llegó este lunes a Quito en visita oficial."
    assert [visit.visitor.name for visit in _read(away, "EC").visits] == ["Ramiro Guerrero"]


def test_a_town_is_that_of_the_country_told_of() -> None:
    text = (
        "El fiscal general de Bolivia, Ramiro Guerrero, anunció la asamblea de fiscales que acogerá Santa "
        "Cruz del 28 al 30 de marzo. Bolivia fue elegida como sede."
    )
    assert _pairs(text, "BO") == set()


HOSTING = {
    "fr": "La ville de Tanger abrite les travaux de la conférence des procureurs. Le procureur général du "
    "Tchad, Idriss Sadek, a souligné l'importance de la coopération.",
    "es": "La ciudad de Lima alberga la cumbre de fiscales generales. El fiscal general de Bolivia, Juan "
    "Vargas, destacó la cooperación.",
    "pt": "Luanda acolhe a cimeira de procuradores-gerais. O procurador-geral de Cabo Verde, Hélder Gomes, "
    "destacou a cooperação.",
}


@pytest.mark.parametrize(("lang", "pair"), [("fr", "TD>MA"), ("es", "BO>PE"), ("pt", "CV>AO")])
def test_a_town_that_hosts_an_event_is_where_it_is(lang: str, pair: str) -> None:
    assert _pairs(HOSTING[lang], None) == {pair}


def test_the_countries_of_a_list_of_heads_are_theirs() -> None:
    """ "Prosecutors general in Angola, in Egypt and in Kenya take part": nobody went there."""
    text = (
        "Des procureurs généraux au Maroc, en Angola, en Égypte et au Kenya prennent part à cette "
        "conférence à Tanger. Le procureur général du Roi, Mohamed Daki, a salué la conférence."
    )
    assert _pairs(text, "MA") == set()


ASIDE = {
    "pt": "As procuradorias de Portugal e do Brasil querem mais equipas conjuntas. «Firmamos uma declaração "
    "com Portugal, eu e a procuradora-geral de Portugal, Ana Gago», disse a procuradora-geral do Brasil, "
    "Rita Dantas. O objetivo é ajudar. O acordo foi assinado à margem do XVI Encontro de "
    "Procuradores-Gerais, em Brasília.",
}  # fmt: skip


@pytest.mark.parametrize(("lang", "pair"), [("pt", "PT>BR")])
def test_who_signs_on_the_sidelines_is_at_the_event(lang: str, pair: str) -> None:
    assert pair in _pairs(ASIDE[lang], None)


def test_half_of_an_adjective_is_no_town() -> None:
    """A "Colombo-American" summit is not held in Sri Lanka."""
    text = (
        "The Attorney General of Ecuador, Diana Mora, came to Bogotá on Monday to take part in the "
        "Colombo-American Judicial Summit and met Prosecutor General Luis Vega."
    )
    assert _pairs(text, "CO") == {"EC>CO"}
