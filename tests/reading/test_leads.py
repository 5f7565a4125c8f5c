"""Where a story begins, whose party came, and how far names and days reach."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.model import Article, Verdict
from bot.reading import read
from bot.reading.dates.when import Today
from bot.reading.staging import tell
from bot.reading.story import Story
from bot.reading.words.lexicon import language

TODAY = Today(date(2025, 10, 20))


def told(lang: str, text: str, title: str = "") -> Story:
    """Read a text in one language."""
    return tell(Article(title, text), language(lang), TODAY)


def verdict(text: str) -> Verdict:
    """Judge a Russian text of the twentieth of October."""
    article = Article("", text, published="2025-10-20", lang="ru")
    return read(article, now=datetime(2025, 10, 20, tzinfo=UTC))


def names(story: Story) -> list[str]:
    """List the names of a story as a dictionary has them."""
    return [name.text for name in story.names]


def test_the_scraps_of_a_dateline_are_not_the_lead() -> None:
    """A place, a day and an agency, each with its dot, stand before the first sentence."""
    story = told(
        "ru", "ДУШАНБЕ, 20 октября. /ТАСС/. Генпрокурор России прибыл в Таджикистан. Он дал интервью."
    )
    first, _ = story.scene.document.sentences[story.scene.document.lead]
    assert story.scene.tokens[first].text == "Генпрокурор"


def test_a_wrapped_title_of_an_office_is_read_over_the_end_of_the_line() -> None:
    """Lines cut at a fixed width part nothing."""
    text = "Состоялась\nвстреча с Генеральным\nпрокурором Венгрии\nПетером Полтом в здании\nведомства."
    assert any(mention.country == "HU" and mention.is_head_like for mention in told("ru", text).mentions)


def test_the_case_of_who_leads_is_his_own() -> None:
    """What stands before a preposition shows no case of the name behind it."""
    found = names(
        told("ru", "Делегация во главе с директором прокуратуры Кении Ренсоном Мулеле Ингонгой прибыла.")
    )
    assert "Ренсон Мулеле Ингонга" in found


def test_arabic_names_in_i_stay() -> None:
    """A name that ends in и behind a consonant is in no case of one in я."""
    assert "Али бин Фадхель Аль-Буайнаи" in names(
        told("ru", "По приглашению генпрокурора Бахрейна Али бин Фадхеля Аль-Буайнаи состоялся визит.")
    )


def test_days_told_in_full_make_a_stretch() -> None:
    """The weekday and its date may both be told twice."""
    story = told("id", "Kunjungan berlangsung mulai Senin (13/10) hingga Rabu (15/10).")
    assert (story.dates[0].start, story.dates[0].end) == (date(2025, 10, 13), date(2025, 10, 15))


def test_a_visit_leads_to_a_town_behind_the_name_of_the_visitor() -> None:
    """In Serbian the dative alone tells where to."""
    story = told("sr", "Poseta glavnog državnog odvjetnika Hrvatske Ivana Turudića Beogradu počinje sutra.")
    assert [place.city for place in story.places if place.is_location] == ["Belgrade"]
    assert "Ivan Turudić" in names(story)


def test_the_party_named_at_a_meeting_is_the_guests() -> None:
    """Where no place is told, the delegation beside one head shows who has come."""
    found = verdict(
        "Состоялась встреча Генерального прокурора Российской Федерации Юрия Орлова с Генеральным прокурором "
        "Государства Катар Али Бин Хамадом. В ней участвовали представители катарской делегации."
    )
    assert [(visit.visitor.country, visit.host.country) for visit in found.visits] == [("QA", "RU")]


def test_who_is_represented_at_a_meeting_abroad_is_there() -> None:
    """A country beside "represents" is that of its prosecutor."""
    found = verdict(
        "В Бразилии открылся саммит руководителей прокурорских служб. Россию на нем представляет генеральный "
        "прокурор Игорь Краснов."
    )
    assert [(visit.visitor.country, visit.host.country) for visit in found.visits] == [("RU", "BR")]


def test_a_list_of_heads_tells_more_than_a_name_behind_a_country() -> None:
    """The first of the names belongs to the first of the countries."""
    story = told("ru", "Генпрокуроры России и Белоруссии Александр Гуцан и Андрей Швед подписали соглашение.")
    named = {mention.name.text: mention.country for mention in story.mentions if mention.name}
    assert named == {"Александр Гуцан": "RU", "Андрей Швед": "BY"}
