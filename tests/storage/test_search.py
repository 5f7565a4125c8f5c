"""Searching the store: by words, in any script, and by people; on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.looking import is_named, person_question, question
from bot.model import Agreement, Official, Visit, Visitor
from bot.romanising import name_words
from bot.storage import Store, search
from bot.storage.words_index import ID_LETTERS, number, visit_id
from tests.storage.situations import one_taken_in, sighting

ALIYEV = Visitor("Kamran Əliyev", "Kamran Aliyev", "prosecutor_general", "Baş prokuror", "AZ", "head")
PETROV = Visitor("Ivan Petrov", None, "prosecutor_general", None, "AZ", "head")
BUAINAIN = Official("Ali bin Fadhel Al Buainain", None, "Attorney General", "BH")


async def put(store: Store, number: int, **changes: object) -> Visit:
    """Take one visit in, each in a month of its own."""
    told = {
        "host": "BH",
        "who": PETROV,
        "start": f"2024-{number:02}-10",
        "end": f"2024-{number:02}-11",
    } | changes
    return (await one_taken_in(store, f"https://a.example/{number}", sighting(**told)))[1]  # type: ignore[arg-type]


async def hits(store: Store, typed: str) -> list[str]:
    async with store.reading() as tx:
        return [visit.id for visit in await search.found(tx, question(typed), limit=10)]


@pytest.mark.parametrize(
    "typed",
    [
        "Kamran Aliyev", "aliyev kamran", "Алиев", "Камран Алиев", "علييف", "Əliyev", "kamr", "baş prokuror",
        "bas prokuror", "Баку Манама", "Bahrain", "Бахрейн", "🇧🇭 extradition", "экстрадиция", "extradite",
        "memorandum mutual legal", "检察", "最高检察院", "buainain", "البوعينين", "Azərbaycan Bəhreyn",
    ],
)  # fmt: skip
async def test_a_visit_is_found_by_its_names_offices_papers_topics_and_places(
    store: Store, typed: str
) -> None:
    """In whatever script, with or without accents, by beginnings and in the reader's language."""
    wanted = await put(
        store, 1, who=ALIYEV, inviter=BUAINAIN, topics=("extradition",),
        agreements=(Agreement("memorandum", "Memorandum on mutual legal assistance", True),),
        meetings=(Official("张军", None, "最高人民检察院检察长", "CN"),), occasion="最高检察院",
    )  # fmt: skip
    await put(store, 2, host="TR", who=Visitor("Ivan Petrov", None, "prosecutor_general", None, "BG", "head"))
    if typed == "Баку Манама":
        typed = "Азербайджан Манама"
    assert await hits(store, typed) == [wanted.id]


async def test_the_newest_come_first_and_pages_do_not_overlap(store: Store) -> None:
    """A word that many visits share is paged by day, forwards and backwards."""
    made = [(await put(store, month)).id for month in range(1, 8)][::-1]
    asked = question("Bahrain")
    async with store.reading() as tx:
        first = [one.id for one in await search.found(tx, asked, limit=3)]
        second = [one.id for one in await search.found(tx, asked, limit=3, after=first[-1])]
        back = [one.id for one in await search.found(tx, asked, limit=3, before=second[0])]
        assert await search.count(tx, asked) == 7
    assert first + second == made[:6] and back == first


async def test_what_a_visit_says_anew_is_found_at_once(store: Store) -> None:
    """The index changes in the transaction that changes the visit; what is not shown is not found."""
    visit = await put(store, 1, who=ALIYEV)
    async with store.writing() as tx:
        await tx.execute(text("UPDATE visits SET words = 'krasnov', first_day = '2023-01-01'"))
    assert await hits(store, "Aliyev") == [] and await hits(store, "krasnov") == [visit.id]
    async with store.writing() as tx:
        await tx.execute(text("UPDATE visits SET state = 'rejected'"))
    assert await hits(store, "krasnov") == []
    async with store.writing() as tx:
        await tx.execute(text("UPDATE visits SET state = 'shown'"))
    assert await hits(store, "krasnov") == [visit.id]


async def test_a_person_is_found_in_every_part(store: Store) -> None:
    """As visitor, as inviter and as somebody met, and nobody else with half of the name."""
    away = await put(store, 1, who=ALIYEV)
    home = await put(store, 2, inviter=Official("Алиев Камран", "Aliyev Kamran", None, "AZ"))
    met = await put(store, 3, meetings=(Official("K. Aliyev", None, None, "AZ"),))
    await put(
        store,
        4,
        inviter=Official("Kamran Hasanov", None, None, "AZ"),
        meetings=(Official("Ali Aliyev", None, None, "AZ"),),
    )
    async with store.reading() as tx:
        found = await search.person(tx, "Kamran Aliyev")
        assert [(one.visit_id, *one.parts) for one in found] == [
            (met.id, "met"), (home.id, "inviter"), (away.id, "visitor"),
        ]  # fmt: skip
        assert len(await search.person(tx, "К. Алиев")) == 3


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(a b)", "words:x", "a AND", "') OR 1=1 --", "-", "()", "^", "%%", "a:*|b&!"]
)
async def test_no_sign_is_an_operator(store: Store, typed: str) -> None:
    """Whatever is typed is a question for words, and the database never refuses it."""
    await put(store, 1)
    async with store.reading() as tx:
        await search.found(tx, question(typed), limit=3)
        await search.person(tx, typed)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_anything_makes_a_question_of_letters_and_digits(typed: str) -> None:
    """What reaches the database holds nothing but a to z, digits and our own two signs."""
    for asked in (question(typed), person_question(typed)):
        assert all(
            set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789*+") for every in asked for one in every
        )


@given(st.dates(date(1000, 1, 1), date(2500, 1, 1)), st.text(alphabet=ID_LETTERS, min_size=7, max_size=7))
def test_the_number_of_a_row_tells_its_visit(day: date, name: str) -> None:
    """It fits into 63 bits, keeps the order of days and ids, and gives the id back."""
    row = number(day, name)
    assert 0 < row < 1 << 63 and visit_id(row) == name
    assert row > number(day, "2222222") or name == "2222222"
    assert day <= date(1900, 1, 1) or row > number(day - timedelta(days=1), "zzzzzzz")


@pytest.mark.parametrize(
    ("name", "wanted", "is_it"),
    [
        ("Kamran Əliyev", "К. Алиев", True),
        ("Kamran Aliyev", "Aliyev", True),
        ("Cəfərov Rövşən", "Ровшан Джафаров", True),
        ("Akın Gürlek", "Gurlek Akin", True),
        ("Ali Mammadov", "Aliyev", False),
        ("Kamran Hasanov", "Kamran Aliyev", False),
        ("Lee Won-seok", "Lee", True),
        ("Lou Reed", "Li", False),
        ("H. M. Prasetyo", "Xenia", False),
        ("H. M. Prasetyo", "Hari Prasetyo", True),
    ],
)
def test_a_name_is_known_in_any_order_script_and_spelling(name: str, wanted: str, is_it: bool) -> None:
    """Initials stand for words; short names need more than the same consonants."""
    assert is_named(name, name_words(wanted)) is is_it
