"""What an operator may write into a field, and what hangs on it."""

from __future__ import annotations

import pytest

from bot.checks import Wrong
from bot.fixing import FIELDS, fixed, parse, refusal, still_open, value_of
from bot.model import Agreement, Conflict, Evidence, Official, Sighting
from tests.storage.situations import sighting

GOOD = {
    "visitor.name": ("Kamran Əliyev", "Kamran Əliyev"),
    "visitor.name_latin": ("none", None),
    "visitor.office_as_written": ("Prosecutor General", "Prosecutor General"),
    "visitor.country": ("Azerbaijan", "AZ"),
    "visitor.grade": ("deputy", "deputy"),
    "host.country": ("🇧🇭", "BH"),
    "host.city": ("Манама", "Manama"),
    "visit_type": ("state", "state"),
    "occasion": ("none", None),
    "start": ("2026-01", "2026-01"),
    "end": ("2026-01-26", "2026-01-26"),
    "status": ("cancelled", "cancelled"),
    "topics": ("corruption, extradition", ["corruption", "extradition"]),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_value_is_read_as_people_write_it(name: str) -> None:
    """Countries and cities go by any of their names, dates may be cut, `none` empties a field."""
    text, value = GOOD[name]
    assert parse(name, f" {text} ") == (name, value)


def test_people_and_papers_are_written_with_bars() -> None:
    """Officials and agreements are read back as they are shown."""
    inviter = parse("inviter", "Ali bin Fadhel | Attorney General | BH")
    met = parse("meetings", "Nawaf | Minister | BH; | Speaker |")
    papers = parse("agreements", "memorandum | On training | signed | ; protocol | | not signed | 2024-10")
    record = fixed(sighting(), [inviter, met, papers])
    assert record.inviter == Official("Ali bin Fadhel", "Ali bin Fadhel", "Attorney General", "BH")
    assert record.meetings == (
        Official("Nawaf", "Nawaf", "Minister", "BH"),
        Official(None, None, "Speaker", None),
    )
    assert record.agreements == (
        Agreement("memorandum", "On training", True),
        Agreement("protocol", None, False, "2024-10"),
    )
    assert [parse(name, value_of(record, name)) for name in FIELDS] == [
        parse(name, value_of(fixed(record, [parse(name, value_of(record, name))]), name)) for name in FIELDS
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("status", "done", "planned, ongoing, completed, cancelled, not_confirmed"),
        ("host.country", "Bahrian", r"BH \(Bahrain\)"),
        ("host.city", "Atlantis", "gazetteer"),
        ("start", "2026-02-30", "2026-01-24"),
        ("start", "26 January", "2026-01-24"),
        ("topics", "love", "extradition"),
        ("meetings", "a | b | c | d", "NAME"),
        ("agreements", "memorandum", "KIND"),
        ("visitor.name", "", "1 to 200"),
        ("visitor.name", "a\u202eb", "1 to 200"),
        ("visitor", "x", "visitor.name"),
    ],
)
def test_what_cannot_be_says_what_can(name: str, text: str, said: str) -> None:
    """A wrong field or value is refused with what is allowed."""
    with pytest.raises(Wrong, match=said):
        parse(name, text)


def test_what_hangs_on_a_field_follows_it() -> None:
    """The office follows the rank, the Latin name the name, the precision the days; evidence goes."""
    record = fixed(sighting(), [("visitor.grade", "deputy"), ("visitor.name", "Кямран Алиев")])
    assert (record.visitor.office, record.visitor.name_latin) == ("deputy_prosecutor_general", None)
    month = fixed(sighting(end="2026-01-26"), [("end", "2026-02")])
    assert (month.start, month.end, month.date_precision) == ("2026-01", "2026-02", "month")
    assert fixed(sighting(), [("start", None)]).date_precision == "unknown"


def test_a_fixed_day_stands_above_reported_ones() -> None:
    """Where later reports end the visit before it begins by the fix, their day goes and the fix stays."""
    record = fixed(sighting(end="2026-01-26"), [("start", "2026-02-01")])
    assert (record.start, record.end) == ("2026-02-01", None)


def test_a_fix_that_contradicts_the_rest_is_refused() -> None:
    """Days that exclude each other, and a visit of a country to itself, cannot be."""
    record = sighting(end="2026-01-26")
    assert "begin on 2026-02-01" in (refusal(record, ("start", "2026-02-01")) or "")
    assert refusal(record, ("host.country", "AZ")) == "visitor and host would be one country"
    assert refusal(record, ("start", "2026-01-25")) is None


def test_a_city_lies_in_its_country() -> None:
    """A city elsewhere is refused, and a reported one goes when the country is fixed."""
    assert "Dubai does not lie in Bahrain" in (refusal(sighting(), ("host.city", "Dubai")) or "")
    assert fixed(sighting(city="Manama"), [("host.country", "KZ")]).host.city is None
    assert fixed(sighting(city="Manama"), [("host.country", "BH")]).host.city == "Manama"


def test_without_fixes_nothing_is_touched() -> None:
    """No fix gives the very same record, and a fix ends the contradiction that it decides."""
    record: Sighting = sighting()
    assert fixed(record, ()) is record
    conflicts = (Conflict("start", ()), Conflict("inviter.name", ()), Conflict("end", ()))
    assert still_open(conflicts, [("start", None), ("inviter", None)]) == (Conflict("end", ()),)


def test_what_was_put_right_rests_on_no_phrase_any_more() -> None:
    """The phrases of a fixed field go, those of its parts too, and all others stay."""
    phrases = {
        path: Evidence(path, None) for path in ("meetings.0", "inviter.name", "start", "host.city", "status")
    }
    record = fixed(sighting(evidence=phrases), [parse("meetings", "Nawaf | |"), parse("inviter", "none")])
    assert set(record.evidence) == {"start", "host.city", "status"}
