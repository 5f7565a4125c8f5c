"""Which phrases name one office."""

import pytest

from bot.scoring.offices import offices_agree


@pytest.mark.parametrize(
    ("wanted", "found", "agree"),
    [
        ("Prosecutor General, Prosecutor General's Office of Azerbaijan", "генпрокурор", True),
        ("Minister of Justice, Türkiye", "adalet bakanı", True),
        ("Procurator General, Supreme People's Procuracy", "检察长", True),
        ("President, Supreme Court", "председатель Верховного суда", True),
        ("Chair, National Assembly", "국회의장", True),
        ("Prosecutor General of Bahrain", "counterpart", True),
        ("Minister of Justice", "Minister of Interior", False),
        ("Minister of Justice of Sudan", "President of the Supreme Court", False),
        ("King of Jordan", "President of the Kingdom's council", False),
        ("Minister of Justice", None, False),
        (None, None, True),
        ("head, SPAK", "kryetari i zyrës", None),
    ],
)
def test_offices_are_compared_by_what_they_are_about(
    wanted: str | None, found: str | None, agree: bool | None
) -> None:
    """Two languages agree by subject, a shared rank alone does not, unknown words cannot be compared."""
    assert offices_agree(wanted, found) is agree
