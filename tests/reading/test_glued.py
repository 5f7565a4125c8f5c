"""Words and sentences that a page has run together where its lines were joined."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read
from bot.reading.staging import scan
from bot.reading.words.lexicon import language

NOW = datetime(2025, 8, 6, tzinfo=UTC)


def _words(code: str, text: str) -> list[str]:
    return [token.text for token in scan(Article("", text), language(code)).tokens]


def test_the_words_of_a_page_that_runs_many_together_are_parted() -> None:
    """Lines joined without a space leave a word of each line's end and beginning glued."""
    text = (
        "En visite àHanoiAna Costa, procureure générale duPortugal, a salué lacoopération desdeux pays. "
        "Le Parquet populairesuprême a rappelé l'accord du 3 mai1999."
    )
    words = _words("fr", text)
    assert {"Ana", "la", "coopération", "populaire", "suprême", "mai", "1999"} <= set(words)
    assert "Portugal" in words


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le désaccord n'étonne personne: à Libreville, la contrebande prospère depuis des années."),
        ("en", "The courthouse heard a blackmail case at the weekend, and it is on YouTube."),
        ("de", "Der Bundesanwalt hat zugesagt, den Generalstaatsanwalt demnach einzuladen."),
    ],
)
def test_words_that_only_look_like_two_stay_whole(code: str, text: str) -> None:
    """A language has compounds, and now and then a word that begins or ends like another."""
    assert _words(code, text) == _words(code, text.replace(", ", " , "))
    assert all(word in text.split() or word in text for word in _words(code, text))
    assert not {"ville", "house", "bande", "Tube", "staatsanwalt"} & set(_words(code, text))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("L'accord a été signé le 9 janvier.Ils sont repartis.", 2),
        ("Генпрокурор прилетел в Баку.Он сообщил об этом порталу Day.Az вчера.", 1),
        ("Генпрокурор прилетел в столицу.Он рассказал об этом порталу Day.Az вчера.", 2),
        ("He wrote to www.gov.uk and to Ann.Brown before.", 1),
    ],
)
def test_a_sentence_may_begin_right_behind_a_stop(text: str, sentences: int) -> None:
    """Paragraphs are joined without a space; addresses, and names with a dot, are no end of a sentence."""
    code = "fr" if "accord" in text else "ru" if "Баку" in text or "столицу" in text else "en"
    assert len(scan(Article("", text), language(code)).document.sentences) == sentences


def test_a_visit_is_read_on_a_page_with_words_run_together() -> None:
    """Country, town and name are found behind the glue."""
    text = (
        "Une délégation du Parquet populairesuprême du Laos, conduite par le procureur général Khamla "
        "Vongsa,est arrivéelundi à Hanoi.Elle s'est entretenue avec lacoopération. Les deuxparties se sont "
        "réjouies de cettevisite."
    )
    (visit,) = read(Article("", text, published="2025-08-06", lang="fr"), now=NOW).visits
    found = (visit.visitor.name, visit.visitor.country, visit.host.country, visit.host.city)
    assert found == ("Khamla Vongsa", "LA", "VN", "Hanoi")


def test_a_stop_may_end_the_text() -> None:
    """Behind the last stop nothing follows."""
    assert len(scan(Article("", "検事総長が来日した。"), language("ja")).document.sentences) == 1


def test_a_full_stop_of_chinese_always_ends_a_sentence() -> None:
    """No space stands behind it."""
    assert (
        len(scan(Article("", "検事総長が来日した。昨日帰国した。"), language("ja")).document.sentences) == 2
    )
