"""Meetings whose guests are told of by their countries, or by who hosts them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)

LISTED = [
    (
        "en",
        "KG",
        "A summit of prosecution chiefs is under way in Gaborone. The meeting brought "
        "together the directors of public prosecutions of Zambia, Namibia, Lesotho and "
        "Malawi.",
        "ZM>BW NA>BW LS>BW MW>BW",
    ),
    (
        "en",
        "MK",
        "The prosecutors general of Serbia, Slovenia and Croatia, as well as the deputy "
        "prosecutor general of Montenegro, will be welcomed at Skopje airport this evening. "
        "They will attend the regional conference of prosecutors that opens in Skopje "
        "tomorrow.",
        "RS>MK SI>MK HR>MK ME>MK",
    ),
    (
        "tr",
        "TR",
        "Semerkant'ta Türk Devletleri Başsavcılar Konseyi toplandı. Toplantıya Özbekistan "
        "Başsavcısı Nigmatilla Yuldaşev, Yüksek Mahkeme Başkanı ile Azerbaycan, Kazakistan ve "
        "Macaristan'ın başsavcıları katıldı.",
        "AZ>UZ KZ>UZ HU>UZ",
    ),
    (
        "ko",
        "KR",
        "대검찰청은 다음 달 1일부터 3일까지 서울에서 아시아 검찰총장 회의를 연다. 회의에는 "
        "일본·몽골·베트남·태국 등 4개국 검찰총장이 참석한다.",
        "JP>KR MN>KR VN>KR TH>KR",
    ),
    (
        "ja",
        "JP",
        "東京で開かれた国際会議に、タイ、ベトナム、ラオスの検事総長が出席した。",
        "TH>JP VN>JP LA>JP",
    ),
    (
        "zh",
        "CN",
        "东盟成员国总检察长会议5日在南宁开幕。泰国、老挝、柬埔寨三国总检察长出席会议。",
        "TH>CN LA>CN KH>CN",
    ),
    (
        "id",
        "ID",
        "Jaksa Agung Brunei Darussalam, Kamboja, dan Singapura menghadiri konferensi di Surabaya pada Senin.",
        "BN>ID KH>ID SG>ID",
    ),
    (
        "ru",
        "TJ",
        "В Душанбе проходит заседание Совета генеральных прокуроров. В нём участвуют "
        "генеральные прокуроры Армении, Беларуси, Казахстана, Кыргызстана и Узбекистана.",
        "AM>TJ BY>TJ KZ>TJ KG>TJ UZ>TJ",
    ),
    (
        "ar",
        "QA",
        "انطلقت في الدوحة أعمال الاجتماع الخليجي. ويشارك في الاجتماع النواب العموم في الكويت "
        "والبحرين وسلطنة عمان.",
        "KW>QA BH>QA OM>QA",
    ),
    (
        "tr",
        "TR",
        "Gürcistan Başsavcısı Giorgi Gabitaşvili'nin ev sahipliğinde düzenlenen konferansa "
        "Moldova Başsavcısı Alexandru Machidon katıldı. Gürcistan'a destek veren ülkeler de "
        "temsil edildi.",
        "MD>GE",
    ),
    (
        "en",
        None,
        "Hosted by the Prosecutor General of Georgia, Giorgi Gabitashvili, the meeting was "
        "attended by the Prosecutor General of Armenia, Anna Vardapetyan, and the Prosecutor "
        "General of Moldova, Ion Munteanu.",
        "AM>GE MD>GE",
    ),
    (
        "az",
        "AZ",
        "Baş Prokurorluq Şəkidə seminar təşkil edib. Seminarda Gürcüstan, Qazaxıstan və "
        "Moldova Respublikaları baş prokurorluqlarının nümayəndə heyətləri iştirak edib.",
        "GE>AZ KZ>AZ MD>AZ",
    ),
    (
        "en",
        "UZ",
        "The Prosecutor General's Office held a seminar in Tashkent. It was attended by "
        "delegations of the prosecutor's offices of Kazakhstan, Mongolia and Azerbaijan.",
        "KZ>UZ MN>UZ AZ>UZ",
    ),
    (
        "es",
        "PA",
        "El Ministerio Público organizó un seminario en Panamá en el que participaron "
        "delegaciones de las fiscalías generales de Costa Rica, Guatemala y Honduras.",
        "CR>PA GT>PA HN>PA",
    ),
    (
        "en",
        None,
        "Heads of prosecution from the whole region converged on Tuesday at the Palm Hotel, "
        "Grand Gaube, Mauritius for the yearly conference. Masauko Chamkakala, Director of "
        "Public Prosecutions of Malawi, led the session on evidence.",
        "MW>MU",
    ),
    (
        "zh",
        "CN",
        "第十届东盟总检察长会议5日在云南昆明举行。图为老挝总检察长赛萨纳·科蓬敦在会上发言。",
        "LA>CN",
    ),
    (
        "az",
        "GE",
        "MDB Baş Prokurorlarının Şurası Daşkənddə növbəti iclasına toplaşıb\nBu barədə Baş "
        "Prokurorluq məlumat yayıb. Prokurorluq rəhbərlərinin qatıldığı iclasda Gürcüstanı "
        "Baş prokurorun müavini Levan Berianidzenin rəhbərlik etdiyi heyət təmsil edib.",
        "GE>UZ",
    ),
    (
        "tr",
        "TR",
        "Antalya'da Başsavcılar Şurası yapıldı. Şuraya Moğolistan, Gürcistan ve gözlemci "
        "Kuzey Kıbrıs Türk Cumhuriyetinin başsavcıları katıldı.",
        "MN>TR GE>TR",
    ),
    (
        "tr",
        "TR",
        "Başsavcılar Toplantısı Tiflis'te yapıldı. Türkiye Cumhurbaşkanı Recep Tayyip Erdoğan "
        "video mesajında suçla mücadeleye değindi. Toplantıya Türkiye Yargıtay Cumhuriyet "
        "Başsavcısı Muhsin Şentürk ve Ermenistan Başsavcısı Anna Vardapetyan katıldı.",
        "TR>GE AM>GE",
    ),
]

SPOKEN_OF = [
    (
        "en",
        "The council unites the prosecutors general of Armenia, Belarus, Kazakhstan and "
        "Tajikistan. Its secretariat is in Moscow.",
    ),
    (
        "en",
        "Prosecutors general of Kazakhstan, Uzbekistan and Tajikistan took part in an online "
        "meeting held by the office in Bishkek.",
    ),
    (
        "en",
        "The prosecutors general of Germany, France and Italy will not attend the conference in Moscow.",
    ),
    (
        "tr",
        "Ankara'da düzenlenen toplantıda Almanya, Fransa ve İtalya başsavcılarının atanma "
        "usulleri ele alındı.",
    ),
    (
        "az",
        "Bakıda keçirilən brifinqdə Gürcüstan, Moldova və Ukrayna baş prokurorlarına "
        "göndərilən sorğulardan danışılıb.",
    ),
    (
        "ru",
        "В Минске прошло заседание коллегии. Письма генеральным прокурорам Польши, Литвы и "
        "Латвии остались без ответа.",
    ),
    (
        "en",
        "The Prosecutor General's Office in Tashkent wrote to the prosecutor's offices of "
        "Kazakhstan, Mongolia and Azerbaijan. The answers will be discussed at a seminar in "
        "Samarkand.",
    ),
]


def journeys(text: str, lang: str, home: str | None = None) -> set[str]:
    article = Article("", text, published="2026-11-20", publisher_country=home, lang=lang)
    return {f"{one.visitor.country}>{one.host.country}" for one in read(article, now=NOW).visits}


@pytest.mark.parametrize(("lang", "home", "text", "told"), LISTED)
def test_guests_of_a_meeting_need_no_names(lang: str, home: str | None, text: str, told: str) -> None:
    """Each head of a list that takes part has come to where the meeting is held."""
    assert journeys(text, lang, home) == set(told.split())


@pytest.mark.parametrize(("lang", "text"), SPOKEN_OF)
def test_heads_who_are_only_spoken_of_have_not_come(lang: str, text: str) -> None:
    """Members of a body, whom letters go to, whose powers are discussed or who stay away."""
    assert journeys(text, lang) == set()
