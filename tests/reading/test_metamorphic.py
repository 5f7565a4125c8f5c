"""What must not change a verdict, and what must: the same story told in other letters, order or company."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read
from bot.reading.words.tokens import READ_AT_MOST

NOW = datetime(2025, 6, 20, tzinfo=UTC)
TITLE = "Prosecutor General of Armenia visits Georgia"
TEXT = (
    "Prosecutor General of Armenia Aram Petrosyan arrived in Tbilisi on 17 June on a working visit at the "
    "invitation of Prosecutor General of Georgia Levan Kapanadze. The two prosecutors held talks "
    "on extradition "
    "and signed a memorandum of cooperation. The visit will last until 19 June."
)
STORY = Article(TITLE, TEXT, published="2025-06-18", publisher="Hill Gazette")


def verdict(article: Article) -> Verdict:
    """Read an article two days after the story."""
    return read(article, now=NOW)


def route(found: Verdict) -> tuple[str | None, ...]:
    """Give who went where, and when, of the only visit."""
    (visit,) = found.visits
    return visit.visitor.country, visit.host.country, visit.host.city, visit.start, visit.end


@pytest.fixture(scope="module")
def usual() -> Verdict:
    """The story as it was written."""
    return verdict(STORY)


def test_story_is_read(usual: Verdict) -> None:
    """The story that the others are held against comes out whole."""
    (visit,) = usual.visits
    assert route(usual) == ("AM", "GE", "Tbilisi", "2025-06-17", "2025-06-19")
    assert (visit.visitor.name, visit.inviter and visit.inviter.name) == ("Aram Petrosyan", "Levan Kapanadze")
    assert (visit.visit_type, visit.status) == ("working", "ongoing")
    assert [(one.kind, one.signed) for one in visit.agreements] == [("memorandum", True)]


def test_swapped_countries_turn_the_visit_round(usual: Verdict) -> None:
    """With countries, names and city exchanged the other prosecutor is the traveller."""
    swapped = TEXT.translate(str.maketrans({}))
    for one, other in (("Armenia", "Georgia"), ("Aram Petrosyan", "Levan Kapanadze")):
        swapped = swapped.replace(one, "\0").replace(other, one).replace("\0", other)
    swapped = swapped.replace("Tbilisi", "Yerevan")
    found = verdict(replace(STORY, title="Prosecutor General of Georgia visits Armenia", text=swapped))
    assert route(found)[:3] == ("GE", "AM", "Yerevan")
    assert found.visits[0].visitor.name == "Levan Kapanadze"
    assert usual.visits[0].visitor.name == "Aram Petrosyan"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(TITLE.upper(), TEXT, id="title in capitals"),
        pytest.param("", TEXT, id="no title"),
        pytest.param(TITLE, f"(MENAFN - Hill Gazette) {TEXT}", id="syndication header"),
        pytest.param(TITLE, f"LONDON, June 18. {TEXT}", id="dateline elsewhere"),
        pytest.param(
            TITLE, f"{TEXT}\n\n" + "Shares in copper miners rose slightly. " * 900, id="long unrelated tail"
        ),
        pytest.param(
            TITLE,
            f"The city of Gyumri opened a new library with 12,000 books.\n\n{TEXT}",
            id="unrelated paragraph",
        ),
        pytest.param(TITLE, TEXT.replace("Prosecutor General", "Prosecutor-General"), id="hyphens"),
    ],
)
def test_dress_does_not_matter(usual: Verdict, title: str, text: str) -> None:
    """Capitals, headers, datelines, tails and neighbours leave the visit as it is."""
    found = verdict(replace(STORY, title=title, text=text))
    assert found.label == "visit"
    assert route(found) == route(usual)


def test_diacritics_do_not_matter() -> None:
    """A text without diacritics gives the same visit as one with them."""
    text = (
        "Türkiye's Chief Public Prosecutor of the Court of Cassation Çağrı Yıldız was received in "
        "Chişinău on "
        "Tuesday by Moldova's Prosecutor General Ştefan Ţurcanu."
    )
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace(
        "ı", "i"
    )
    with_marks, without = (verdict(Article("", one, published="2025-06-18")) for one in (text, plain))
    assert route(with_marks) == route(without) == ("TR", "MD", "Chisinau", "2025-06-17", None)


def test_quotation_marks_do_not_matter() -> None:
    """Typographic and straight marks read the same."""
    text = 'Armenia\'s Prosecutor General Aram Petrosyan is in Tbilisi for the forum "Law and Borders".'
    curly = text.replace("'", "’").replace(' "', " “").replace('".', "”.")
    one, other = (verdict(Article("", form, published="2025-06-18")) for form in (text, curly))
    assert route(one) == route(other)
    assert one.label == "visit"


def test_letters_in_parts_do_not_matter(usual: Verdict) -> None:
    """Letters and accents as separate code points give the same visit, with evidence at the right places."""
    parts = unicodedata.normalize("NFD", TEXT.replace("Petrosyan", "Pétrosyan"))
    found = verdict(replace(STORY, text=parts))
    assert route(found) == route(usual)
    places = [(one.text, one.at) for one in found.visits[0].evidence.values() if one.at is not None]
    assert places
    assert all(parts[slice(*at)] == text for text, at in places)


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor General of Armenia Aram Petrosyan has called off his visit to Tbilisi planned "
        "for 17 June.",
        "A visit of Prosecutor General of Armenia Aram Petrosyan to Tbilisi, planned for 17 June, "
        "was cancelled.",
    ],
)
def test_cancelled_visit_is_still_a_visit(text: str) -> None:
    """A visit called off keeps its label and says so in its status."""
    found = verdict(replace(STORY, title="", text=text))
    assert found.label == "visit"
    assert found.visits[0].status == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor General of Armenia Aram Petrosyan and his Georgian colleague Levan Kapanadze "
        "held a video conference.",
        "Prosecutor General of Armenia Aram Petrosyan received the Ambassador of Georgia in Yerevan.",
        "Justice Minister of Armenia Karen Sahakyan arrived in Tbilisi. Prosecutors at home opened a case.",
        "Prosecutor General of Georgia Levan Kapanadze invited his Armenian colleague Aram "
        "Petrosyan to visit Tbilisi.",
    ],
)
def test_what_looks_like_a_visit_is_none(text: str) -> None:
    """Calls, ambassadors, ministers and bare invitations are no visit."""
    assert verdict(Article("", text, published="2025-06-18")).label == "not_visit"


def test_nothing_after_the_limit_is_read() -> None:
    """Reading is bounded: a visit told behind the limit is not seen."""
    far = "Rain is expected in the hills. " * (READ_AT_MOST // 31 + 1)
    assert verdict(Article("", far + TEXT, published="2025-06-18")).label == "not_visit"
