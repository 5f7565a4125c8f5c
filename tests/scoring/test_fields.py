"""One expected visit against one found, against answers worked by hand."""

from typing import Any

import pytest

from bot.model import Host, Visitor
from bot.scoring.fields import compare, pair_visits, same_city
from bot.scoring.lists import Tally, agreements, meetings, topics
from tests.scoring.made import AZ_BH, agreement, case, official, outcome, sighting, verdict

ALI = {"name": "Ali Al Buainain", "office_as_written": "Attorney General"}
NAWAF = {"name": "Nawaf Al Ma'awda", "office_as_written": "Minister of Justice"}


def answers(gold: dict[str, Any], **found: Any) -> dict[str, bool | None]:
    return {check.field: check.right for check in compare(gold, sighting(**found)).checks}


def counts(tally: Tally) -> tuple[float, float, float]:
    return tally.hits, tally.extra, tally.missed


def test_a_right_record_is_perfect() -> None:
    """Every question asked is answered rightly, and questions that were not asked are not scored."""
    compared = compare(AZ_BH, sighting(topics=("extradition",), meetings=(official("Somebody"),)))
    assert {check.field for check in compared.checks if check.right} == {
        "countries", "city", "start", "dates", "visitor", "visitor_exact", "status"
    }  # fmt: skip
    assert compared.is_perfect


def test_countries_the_wrong_way_round_are_wrong() -> None:
    """Both countries must be right in their own role."""
    assert answers({**AZ_BH}, visitor="BH", host="AZ")["countries"] is False


def test_null_means_must_be_empty() -> None:
    """A city, an inviter, a date or an occasion where the label says null is a mistake."""
    gold = {
        "host": {"city": None},
        "inviter": None,
        "start": None,
        "occasion": None,
        "visitor": {"name": None},
    }
    invented = answers(gold, inviter=official("Ali"), occasion="Forum")
    assert invented == dict.fromkeys(("city", "inviter", "start", "dates", "occasion", "visitor"), False)
    nobody = Visitor(None, None, "prosecution_staff", None, "AZ", "delegation")
    empty = answers(gold, visitor=nobody, host=Host("BH"), start=None)
    assert empty == dict.fromkeys(invented, True)


def test_an_absent_end_is_not_asked() -> None:
    """A label with a start alone asks for the start alone; one with both wants both exact."""
    assert answers({"start": "2026-01-24"}, end=None)["dates"] is True
    both = answers({"start": "2026-01-24", "end": "2026-01-26"}, end="2026-01-25")
    assert (both["start"], both["dates"]) == (True, False)


def test_a_missing_inviter_is_wrong() -> None:
    """Nobody found where somebody invited is no agreement, and another spelling is one."""
    gold = {"inviter": {"name": "Ali bin Fadhel Al Buainain"}}
    assert answers(gold)["inviter"] is False
    assert answers(gold, inviter=official("Ali bin Fadhel Al-Buainain"))["inviter"] is True


def test_a_city_is_the_same_in_any_language() -> None:
    """A label may name the city as its article does."""
    assert same_city("Taşkent", "Tashkent") and same_city("Warszawa", "Warsaw")
    assert not same_city("Baku", "Manama") and not same_city("Baku", None)
    assert same_city(None, None)


def test_visits_are_paired_by_their_countries() -> None:
    """The legs of a tour are answered each by its own record, whatever the order; a leg may be missed."""
    gold = [{"visitor": {"country": "KR"}, "host": {"country": one}} for one in ("RU", "ZA", "VN")]
    found = [sighting("KR", "ZA"), sighting("KR", "RU")]
    compared = pair_visits(gold, found)
    assert [one.found and one.found.host.country for one in compared][:2] == ["RU", "ZA"]
    assert compared[2].found is None and not compared[2].is_perfect


def test_meetings_need_name_and_office() -> None:
    """A right name with a wrong office is worth nothing strictly and half leniently."""
    found = [
        official("Ali bin Fadhel Al-Buainain", "Minister of Interior"),
        official("Omar", "Head of police"),
    ]
    strict, lenient = meetings([ALI, NAWAF], found)
    assert counts(strict) == (0, 2, 2)
    assert counts(lenient) == (0.5, 1.5, 1.5)
    assert len(strict.notes) == 3


def test_meetings_are_right_in_any_order_and_language() -> None:
    """People pair by name and offices by subject."""
    found = [
        official("Nəvaf Əl-Maavda", "ədliyyə naziri", "Nawaf Al Ma'awda"),
        official("Ali Al Buainain", "baş prokuror"),
    ]
    strict, lenient = meetings([ALI, NAWAF], found)
    assert counts(strict) == counts(lenient) == (2, 0, 0)


def test_nobody_met_is_a_label_too() -> None:
    """An empty list is asked for: whoever is found then is invented."""
    strict, _ = meetings([], [official("Ali", "Ambassador")])
    assert counts(strict) == (0, 1, 0)


def test_a_nameless_meeting_pairs_by_its_office() -> None:
    """Where the label names an office alone, whoever holds it is right."""
    strict, _ = meetings(
        [{"office_as_written": "Attorney General, Singapore"}], [official("Lucien Wong", "Attorney General")]
    )
    assert counts(strict) == (1, 0, 0)


@pytest.mark.parametrize(
    ("wanted", "found", "right", "wrongly_signed"),
    [
        ([{"kind": "memorandum", "signed": False}], [agreement(signed=True)], (0, 1, 1), 1),
        ([{"kind": "memorandum", "signed": True}], [agreement(signed=True)], (1, 0, 0), 0),
        ([{"title": "any", "signed": True}], [agreement("protocol", True)], (1, 0, 0), 0),
        ([], [agreement(signed=True), agreement("protocol")], (0, 2, 0), 1),
        ([{"kind": "memorandum", "signed": True}, {"kind": "agreement", "signed": False}],
         [agreement("agreement", True)], (0, 1, 2), 1),
        ([{"kind": "memorandum", "signed": True}], [agreement("protocol", True)], (0, 1, 1), 0),
    ],
)  # fmt: skip
def test_agreements_by_kind_and_signature(
    wanted: list[dict[str, Any]], found: list[Any], right: tuple[int, int, int], wrongly_signed: int
) -> None:
    """What was only reviewed and is called signed counts as wrong, and once more by itself."""
    tally, signed = agreements(wanted, found)
    assert counts(tally) == right
    assert signed.extra == wrongly_signed


def test_topics_are_two_sets() -> None:
    """Order and repetition do not matter."""
    assert counts(topics(["extradition", "corruption"], ["corruption", "cybercrime", "corruption"])) == (
        1,
        1,
        1,
    )


def test_sources_agree_by_words_or_kind() -> None:
    """The official source may be worded differently; null wants none."""
    one = case("visit", official_source="AZ prosecutor's office", syndicated_from=None)
    made = outcome(
        one, verdict("visit", official_source="Prosecutor General's Office", syndicated_from="Trend")
    )
    assert {check.field: check.right for check in made.facts} == {
        "official_source": True,
        "syndicated_from": False,
    }
