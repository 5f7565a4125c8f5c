"""From a corpus to the printed figures."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.errors import BadArticle, UsageError
from bot.model import Article, Label, Merge, Told, Verdict
from bot.scoring import answer, report
from bot.scoring.corpus import Case, load, parse
from bot.scoring.measures import Measure, field_measures, visit_measures
from bot.scoring.merging import merge_measures, merge_mistakes
from bot.scoring.outcomes import Outcome, run
from tests.scoring.made import AZ_BH, agreement, asked, case, outcome, sighting, verdict


def named(measures: list[Measure]) -> dict[str, Measure]:
    return {one.name: one for one in measures}


def labels(*pairs: tuple[str, Label]) -> list[Outcome]:
    return [outcome(case(meant, id=str(place)), verdict(said)) for place, (meant, said) in enumerate(pairs)]


def test_any_visit_counts_as_a_visit() -> None:
    """A deputy taken for a head is found, with the wrong grade."""
    figures = named(visit_measures(labels(
        ("visit", "visit"), ("deputy_visit", "visit"), ("delegation_visit", "delegation_visit"),
        ("visit", "not_visit"), ("not_visit", "visit"), ("not_visit", "not_visit"),
    )))  # fmt: skip
    assert (
        figures["visit precision"].value == figures["visit recall"].value == figures["visit F1"].value == 0.75
    )
    assert figures["grade"].value == pytest.approx(2 / 3)
    assert figures["false alarms on negatives"].value == 0.5


def test_nothing_to_count_gives_no_figure() -> None:
    """A corpus of negatives has no recall, rather than a recall of nought."""
    figures = named(visit_measures(labels(("not_visit", "not_visit"))))
    assert figures["visit recall"].value is None and figures["visit F1"].value is None
    assert figures["false alarms on negatives"].value == 0.0


def test_fields_are_asked_of_found_visits_and_perfection_of_all() -> None:
    """A missed article costs no field but costs the perfect record."""
    seen, missed = case("visit", AZ_BH, id="1"), case("visit", AZ_BH, id="2")
    figures = named(
        field_measures([outcome(seen, verdict("visit", [sighting()])), outcome(missed, verdict("not_visit"))])
    )
    assert (figures["host city"].value, figures["host city"].n) == (1.0, 1)
    assert (figures["visits found"].value, figures["whole record perfect"].value) == (0.5, 0.5)


def test_a_false_signature_is_counted() -> None:
    """The one mistake that must never happen has a figure of its own."""
    gold = AZ_BH | {"agreements": [{"kind": "memorandum", "signed": False}]}
    made = outcome(case("visit", gold), verdict("visit", [sighting(agreements=(agreement(signed=True),))]))
    assert named(field_measures([made]))["called signed though not (count)"].value == 1


def test_a_crash_is_a_wrong_answer_and_is_told() -> None:
    """An exception in reading costs its article, whichever label that has, and the others go on."""

    def read(article: Article) -> Verdict:
        raise ValueError("boom")

    made = run([case("visit", id="1"), case("not_visit", id="2"), case("ambiguous", id="3")], read)
    assert [one.is_found for one in made] == [False, True]
    assert sum("crash: ValueError('boom')" in line for line in report.errors(made)) == 2
    assert "2 of them made reading crash" in report.as_text(made, ambiguous=1)


def test_ambiguous_articles_are_counted_and_left_out() -> None:
    """They are named in the first line of the report."""
    text = report.as_text(labels(("visit", "visit"), ("not_visit", "not_visit")), ambiguous=3)
    assert text.startswith("2 articles scored: 1 visits, 1 others; 3 ambiguous left out")


def test_every_mistake_has_a_line() -> None:
    """The list says what was expected and what came, and is silent about right articles."""
    wrong = sighting(host="SA", end=None, status="planned")
    made = [
        outcome(case("visit", AZ_BH, id="bad"), verdict("deputy_visit", [wrong])),
        outcome(case("visit", AZ_BH, id="good"), verdict("visit", [sighting()])),
        outcome(case("not_visit", id="alarm"), verdict("visit", [sighting()])),
    ]
    assert list(report.errors(made)) == [
        "bad en - «t»",
        "    label: expected visit, got deputy_visit (1.00)",
        "    countries: expected 'AZ>BH', got 'AZ>SA'",
        "    city: expected 'Manama', got None",
        "    dates: expected '2026-01-24..2026-01-26', got '2026-01-24..None'",
        "    status: expected 'completed', got 'planned'",
        "alarm en - «t»",
        "    label: expected not_visit, got visit (1.00): Kamran Aliyev/AZ>BH Manama",
    ]


def test_the_object_holds_what_the_table_holds() -> None:
    """Programs read the same figures, by section and by language."""
    made = labels(("visit", "visit"), ("not_visit", "visit"))
    figures = json.loads(json.dumps(report.as_json(made, ambiguous=1)))
    assert figures["articles"] == 2 and figures["ambiguous"] == 1
    assert (
        figures["all"]["visit precision"]["value"]
        == figures["by_language"]["en"]["visit precision"]["value"]
        == 0.5
    )
    assert set(figures["all"]["visit precision"]) == {"value", "n", "unclear", "low", "high"}


def test_one_record_may_stand_for_several_visitors() -> None:
    """`several` asks for a visit from each visitor country, without what belongs to one of them."""
    several = {"visitor_countries": ["KZ", "TR", "UZ"], "host_countries": ["UZ"]}
    visits = case("visit", {"visitor": {"name": "A, B"}, "status": "completed"}, several=several).visits
    assert visits == tuple(
        {"status": "completed", "visitor": {"country": one}, "host": {"country": "UZ"}}
        for one in ("KZ", "TR")
    )


def test_a_corpus_is_read_by_language(tmp_path: Path) -> None:
    """Empty lines are skipped and a language picks its own articles."""
    lines = [{"title": "", "text": "", "lang": lang, "label": "not_visit"} for lang in ("en", "az")]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert len(load(path)[0]) == 2
    assert [one.article.lang for one in load(path, "az")[0]] == ["az"]


@pytest.mark.parametrize(
    "line", ['{"title": 1}', "nonsense", "[]", '{"title": "", "text": "", "label": "maybe"}']
)
def test_a_bad_line_is_named(line: str) -> None:
    """The message says which line is wrong, and the lines after it are read."""
    bad, good = parse(["", line, '{"title": "", "text": "", "label": "not_visit"}'])
    assert isinstance(bad, str) and bad.startswith("line 2: ")
    assert isinstance(good, Case) and good.label == "not_visit"


def test_bad_lines_end_in_a_refusal_after_the_figures(tmp_path: Path) -> None:
    """What can be scored is scored and printed first; then the command fails with the lines left out."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"title": "Rain", "text": "", "label": "not_visit"}\n' + "[]\n" * 5)
    with pytest.raises(BadArticle, match=r"left out .*corpus.jsonl: line 2: .*line 4: [^;]*; 2 more$"):
        list(answer(asked(corpus)))
    lines = answer(asked(corpus))
    assert len(json.loads(next(lines))["bad_lines"]) == 5


def one_visit_a_pair(told: Told, candidates: Any, today: date) -> Merge:
    """A merger that takes every report of a pair of countries for one visit."""
    into = candidates[0].visit if candidates else None
    before = candidates[0].told if candidates else ()
    return Merge(into, told.sighting, (), "none" if candidates else "new", "", (*before, told))


def reports(*groups: str, missed: int = 0) -> list[Outcome]:
    made = []
    for place, group in enumerate(groups):
        one = case("visit", AZ_BH, group=group, id=str(place), published=f"2026-01-{place + 10}")
        made.append(outcome(one, verdict("not_visit") if place < missed else verdict("visit", [sighting()])))
    return made


def test_merging_is_scored_against_the_groups() -> None:
    """Two events of one pair glued together have precision .5, whatever the order."""
    figures = named(merge_measures(reports("a", "b"), one_visit_a_pair))
    for order in ("in order", "shuffled"):
        assert figures[f"BCubed P, as read, {order}"].value == 0.5
        assert figures[f"BCubed R, as read, {order}"].value == 1.0
    assert figures["visits made of 2 events, as read, in order"].value == 1


def test_a_missed_report_costs_recall_of_merging_as_read_only() -> None:
    """One of three reports not read stands alone; the labelled records are merged without that mistake."""
    figures = named(merge_measures(reports("a", "a", "a", missed=1), one_visit_a_pair))
    assert figures["BCubed R, as read, in order"].value == pytest.approx(5 / 9)
    assert figures["BCubed F1, labelled records, in order"].value == 1.0


def test_split_and_joined_events_are_listed() -> None:
    """Whoever works on the merger sees which events went wrong."""

    def every_report_alone(told: Told, candidates: Any, today: date) -> Merge:
        return Merge(None, told.sighting, (), "new", "", (told,))

    assert list(merge_mistakes(reports("a", "b"), one_visit_a_pair)) == ["merging: joined: a AZ>BH, b AZ>BH"]
    assert list(merge_mistakes(reports("a", "a"), every_report_alone)) == ["merging: split into 2: a AZ>BH"]


def test_reports_without_an_event_are_not_scored_in_merging() -> None:
    """A corpus without groups has no merge figures."""
    assert (
        merge_measures([outcome(case("visit", AZ_BH), verdict("visit", [sighting()]))], one_visit_a_pair)
        == []
    )


def test_a_missing_corpus_is_wrong_usage(tmp_path: Path) -> None:
    """No such file ends with status 2 and one line."""
    args = asked(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match=r"none\.jsonl: No such file"):
        list(answer(args))


def test_the_command_prints_one_object(tmp_path: Path) -> None:
    """`--json` is one line that a program can read, made by the program's own reading."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"title": "Rain", "text": "It rains.", "lang": "en", "label": "not_visit"}))
    command = [sys.executable, "-m", "bot.scoring", "--json", "--errors", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert figures["all"]["false alarms on negatives"]["value"] == 0.0
    assert figures["errors"] == []
