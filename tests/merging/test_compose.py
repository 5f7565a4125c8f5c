"""What several reports add up to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.merger import compose
from bot.model import Agreement, Conflict, Evidence, Official, Told
from tests.merging.told import told

WORDS = " ".join(f"word{number}" for number in range(60))


def _official(name: str | None, office: str | None = None, country: str = "BH") -> Official:
    return Official(name, name, office, country)


def test_one_report_is_its_own_sum() -> None:
    """Nothing is added to or taken from what a single article says, evidence included."""
    report = told(evidence={"meetings": Evidence("met the minister", (3, 19))})
    record, conflicts = compose([report])
    assert replace(record, evidence=report.sighting.evidence) == report.sighting
    assert record.evidence == {"meetings": Evidence("met the minister", (3, 19), report.source.url)}
    assert conflicts == ()


def test_status_advances_with_publication_and_never_back() -> None:
    """A preview that is published late does not undo the visit."""
    plan = told("2026-01-20", status="planned")
    now = told("2026-01-24", status="ongoing")
    done = told("2026-01-27", status="completed")
    late = told("2026-01-28", status="planned")
    assert compose([now, plan])[0].status == "ongoing"
    assert compose([late, done, now, plan])[0].status == "completed"


def test_a_visit_called_off_is_cancelled_until_somebody_sees_it() -> None:
    """A cancellation stands against the plan, and falls to a later report from the visit."""
    plan = told("2026-01-20", status="planned")
    off = told("2026-01-22", status="cancelled")
    again = told("2026-01-24", status="ongoing")
    assert compose([off, plan])[0].status == "cancelled"
    assert compose([off, plan, again])[0].status == "ongoing"


def test_explicit_days_beat_inferred_and_vague_ones() -> None:
    """A range from the text wins against a day worked out from "yesterday" and against a month."""
    record, conflicts = compose(
        [
            told("2026-01-25", "2026-01-23", dates_inferred=True),
            told("2026-01-26", "2026-01-24/2026-01-26"),
            told("2026-01-31", "2026-01"),
            told("2026-01-25", "2026-01-25", status="ongoing"),
        ]
    )
    assert (record.start, record.end, record.date_precision, record.dates_inferred) == (
        "2026-01-24", "2026-01-26", "day", False,
    )  # fmt: skip
    assert conflicts == ()


def test_single_days_span_the_visit_only_at_its_beginning() -> None:
    """Two days of meetings give the earliest start; an end that nobody gave is not made up."""
    record, _ = compose([told("2026-01-25", "2026-01-25"), told("2026-01-24", "2026-01-24")])
    assert (record.start, record.end) == ("2026-01-24", None)


def test_sources_that_contradict_each_other_are_named() -> None:
    """The majority stands in the record, and each value with its link in the conflicts."""
    record, conflicts = compose(
        [
            told("2026-01-26", "2026-01-24/2026-01-26", url="u1", city="Manama"),
            told("2026-01-27", "2026-01-24/2026-01-26", url="u2", city="Manama"),
            told("2026-01-27", "2026-01-24/2026-01-27", url="u3", city="Riffa"),
        ]
    )
    assert (record.end, record.host.city) == ("2026-01-26", "Manama")
    assert conflicts == (
        Conflict("host.city", (("Manama", "u1"), ("Manama", "u2"), ("Riffa", "u3"))),
        Conflict("end", (("2026-01-26", "u1"), ("2026-01-26", "u2"), ("2026-01-27", "u3"))),
    )


def test_a_named_city_beats_an_inferred_one() -> None:
    """What follows from an institution is no contradiction to what is written."""
    guess = told("2026-01-25", city="Riffa", city_inferred=True)
    record, conflicts = compose([guess, replace(guess), told("2026-01-26", city="Manama")])
    assert (record.host.city, record.host.city_inferred, conflicts) == ("Manama", False, ())


def test_meetings_are_joined_by_person_country_and_office() -> None:
    """Spellings, orders and titles of a name are one person; two ministers are two."""
    first = told(
        "2026-01-24",
        meetings=(
            _official("Nawaf bin Mohammed Al Ma'awda", "Minister of Justice"),
            _official("Ali Al Buainain"),
        ),
    )
    second = told(
        "2026-01-25",
        meetings=(
            _official("AL-MAAWDA Nawaf"),
            _official(None, "Minister of Justice, Islamic Affairs and Endowments"),
            _official("Khalid Ali Al Khalifa", "Chairperson of the Court of Cassation"),
            _official(None, "Deputy Minister of Justice"),
            _official("Ali Al Buainain", country="KW"),
        ),
    )
    record, _ = compose([first, second])
    assert [(one.name, one.office_as_written, one.country) for one in record.meetings] == [
        ("Nawaf bin Mohammed Al Ma'awda", "Minister of Justice", "BH"),
        ("Ali Al Buainain", None, "BH"),
        ("Khalid Ali Al Khalifa", "Chairperson of the Court of Cassation", "BH"),
        ("Ali Al Buainain", None, "KW"),
        (None, "Deputy Minister of Justice", "BH"),
    ]


def test_signed_needs_a_report_from_the_visit() -> None:
    """A preview's "will be signed" is no signature, and makes no conflict with the report of it."""
    plan = told("2026-01-20", status="planned", agreements=(Agreement("protocol", "on training", True),))
    done = told("2026-01-26", agreements=(Agreement("protocol", "on training", True),))
    assert compose([plan, told("2026-01-24", status="ongoing")])[0].agreements == (
        Agreement("protocol", "on training", False),
    )
    assert compose([plan, done])[0].agreements == (Agreement("protocol", "on training", True),)
    assert compose([plan, done])[1] == ()


def test_a_disputed_signature_is_a_conflict() -> None:
    """One report from the visit says signed and another not: the card can say so."""
    yes = told("2026-01-26", url="u1", agreements=(Agreement("memorandum", None, True),))
    no = told("2026-01-27", url="u2", agreements=(Agreement("memorandum", None, False),))
    record, conflicts = compose([yes, no])
    assert record.agreements == (Agreement("memorandum", None, True),)
    assert conflicts == (Conflict("agreements.signed", (("true", "u1"), ("false", "u2"))),)


def test_what_is_signed_later_was_not_denied_before() -> None:
    """A memorandum talked of on the first day and signed on the last is one, signed, and nobody disagrees."""
    talked = Agreement("memorandum", "new memorandum on the training of prosecutors", False)
    signed = Agreement("memorandum", "Memorandum of Understanding on the training of prosecutors", True)
    other = Agreement("memorandum", "memorandum on cybercrime", False)
    first = told("2026-01-24", status="ongoing", agreements=(talked, other))
    record, conflicts = compose([first, told("2026-01-26", agreements=(signed,))])
    assert record.agreements == (signed, other)
    assert conflicts == ()


def test_an_old_memorandum_is_not_the_one_signed_now() -> None:
    """What was reviewed keeps its date and stays unsigned in this visit."""
    old = Agreement("memorandum", None, False, "2024-10")
    new = Agreement("memorandum", None, True)
    record, conflicts = compose(
        [told("2026-01-25", agreements=(old,)), told("2026-01-26", agreements=(new,))]
    )
    assert (set(record.agreements), conflicts) == ({old, new}, ())


def test_latin_names_come_first_and_offices_are_kept() -> None:
    """A reader of any language can read the name, and an office told elsewhere is not lost."""
    russian = told("2026-01-24", name="Кямран Алиев")
    office = replace(russian.sighting.visitor, office_as_written="Генеральный прокурор")
    russian = replace(russian, sighting=replace(russian.sighting, visitor=office))
    record, conflicts = compose([russian, told("2026-01-26", name="Kamran Aliyev")])
    assert record.visitor.name == "Kamran Aliyev"
    assert record.visitor.office_as_written == "Генеральный прокурор"
    assert conflicts == ()


def test_evidence_belongs_to_the_report_whose_word_stands() -> None:
    """Each field points at a phrase that says what the record says, and names its article."""
    wrong = told("2026-01-25", city="Riffa", evidence={"host.city": Evidence("in Riffa", (0, 8))})
    right = told("2026-01-26", city="Manama", url="u", evidence={"host.city": Evidence("in Manama", (5, 14))})
    record, _ = compose([wrong, right, told("2026-01-27", city="Manama")])
    assert record.evidence == {"host.city": Evidence("in Manama", (5, 14), "u")}


def test_evidence_of_a_list_follows_its_item() -> None:
    """A meeting keeps its phrase at whatever place of the joined list it stands."""
    minister, judge = _official("Nawaf Al Maawda", "Minister"), _official("Khalid Ali", "Judge")
    alone = told("2026-01-25", url="u1", meetings=(minister,), evidence={"meetings.0": Evidence("a", (0, 1))})
    both = told(
        "2026-01-24",
        url="u2",
        meetings=(judge, replace(minister, name="Nawaf bin Mohammed Al Maawda")),
        evidence={"meetings.0": Evidence("b", (2, 3))},
    )
    record, _ = compose([alone, both])
    assert record.meetings[0] == judge
    assert record.evidence == {
        "meetings.0": Evidence("b", (2, 3), "u2"),
        "meetings.1": Evidence("a", (0, 1), "u1"),
    }


def test_a_copy_has_no_voice_of_its_own() -> None:
    """A hundred reprints do not outvote a second report."""
    original = told("2026-01-26", city="Riffa", text=WORDS)
    copies = [
        told(f"2026-01-{day}", city="Riffa", text=f"{WORDS} {day}", syndicated_from="Trend")
        for day in (27, 28)
    ]
    official = told("2026-01-30", city="Manama", official_source="the prosecution itself")
    assert compose([original, *copies, official])[0].host.city == "Manama"


def test_the_offices_own_word_decides_a_tie() -> None:
    """Of two values with one voice each, the one of the prosecution stands."""
    press = told("2026-01-24", city="Riffa")
    own = told("2026-01-26", city="Manama", official_source="the prosecution itself")
    assert compose([press, own])[0].host.city == "Manama"


_NAMES = st.sampled_from(
    ["Ali Al Buainain", "AL BUAINAIN Ali", "Али Аль-Буайнайн", "Nawaf Maawda", "N. Maawda", None]
)
_OFFICIALS = st.builds(
    Official,
    _NAMES,
    _NAMES,
    st.sampled_from(["Minister of Justice", "Minister", None]),
    st.sampled_from(["BH", None]),
)
_AGREEMENTS = st.builds(
    Agreement,
    st.sampled_from(["memorandum", "protocol"]),
    st.sampled_from([None, "on cooperation", "on training of staff"]),
    st.booleans(),
    st.sampled_from([None, "2024-10", "2026-01-25"]),
)
_REPORTS = st.builds(
    told,
    st.sampled_from(["2026-01-20", "2026-01-26", "2026-01-26T10:00:00Z", "2026-01", "2026"]),
    st.sampled_from([None, "2026-01-24", "2026-01-25", "2026-01-24/2026-01-26", "2026-01", "2026"]),
    st.sampled_from(["planned", "ongoing", "completed", "cancelled"]),
    url=st.sampled_from(["u1", "u2", "u3"]),
    name=_NAMES,
    city=st.sampled_from([None, "Manama", "Riffa"]),
    city_inferred=st.booleans(),
    text=st.sampled_from(["", WORDS, WORDS + " more words", WORDS.upper()]),
    dates_inferred=st.booleans(),
    inviter=st.none() | _OFFICIALS,
    meetings=st.lists(_OFFICIALS, max_size=3).map(tuple),
    agreements=st.lists(_AGREEMENTS, max_size=2).map(tuple),
    topics=st.lists(st.sampled_from(["extradition", "corruption"]), unique=True).map(tuple),
    visit_type=st.sampled_from(["working", "official", "unspecified"]),
    occasion=st.sampled_from([None, "a jubilee", "a conference"]),
    syndicated_from=st.sampled_from([None, "Trend"]),
    official_source=st.sampled_from([None, "the office"]),
)


@given(
    st.lists(_REPORTS, min_size=1, max_size=5).flatmap(
        lambda all_: st.tuples(st.just(all_), st.permutations(all_))
    )
)
def test_the_order_of_arrival_makes_no_difference(orders: tuple[list[Told], list[Told]]) -> None:
    """Every permutation of the same reports adds up to the same visit and the same conflicts."""
    first, second = orders
    assert compose(first) == compose(second)


@given(st.lists(_REPORTS, min_size=1, max_size=5))
def test_nothing_is_signed_and_nobody_met_that_no_report_names(reports: list[Told]) -> None:
    """The sum holds no more than its parts."""
    record, _ = compose(reports)
    names = {one.name for report in reports for one in report.sighting.meetings}
    assert {one.name for one in record.meetings} <= names
    if len(reports) > 1 and any(one.signed for one in record.agreements):
        assert any(one.signed for report in reports for one in report.sighting.agreements)
    assert {record.host.city} <= {report.sighting.host.city for report in reports} | {None}
