"""How well names of countries are understood: a sample of python -m tests.countries_understood."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from bot import languages
from bot.gazetteer.keys import loose
from tests.countries_understood import measure, names, own_names, signs, slips


def test_every_member_of_the_united_nations_is_understood_by_its_codes_and_flag() -> None:
    """Two letters, three letters, small letters or the flag: the right country is meant or offered."""
    result = measure(signs())
    assert result.understood >= 0.99 and not result.wrong


def test_every_member_is_understood_in_every_language_that_is_read() -> None:
    """Every fifth name of all of them; none is taken for another country."""
    result = measure(islice(names(languages.codes()), 0, None, 5))
    assert result.understood >= 0.99 and not result.wrong


@pytest.mark.parametrize("locale", ["az", "vi", "fa", "ru"])
def test_a_slip_is_asked_about_and_never_taken_for_another_country(locale: str) -> None:
    """With one letter wrong the right country is offered, and only another's own name is taken."""
    result = measure(islice(slips(list(names([locale])), random.Random(7)), 0, None, 3))
    assert result.understood >= 0.95
    owned = own_names()
    assert [one for one in result.wrong if one[2] not in owned.get(loose(one[0]), ())] == []
