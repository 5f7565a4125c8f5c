"""Training is reproducible, obeys sense, and everything that it weighs can be said in words."""

from __future__ import annotations

import json
from pathlib import Path

from bot.reading import pairs
from bot.reading.classifier import WEIGHTS, probability, weights
from bot.reading.reasons import SENTENCES, sentence
from bot.reading.training import train, trained
from bot.scoring import answer
from tests.scoring.made import asked


def test_every_weight_has_its_sentence() -> None:
    """Whatever may be shown as a reason has words for people, and no sentence is left over."""
    assert set(weights()) <= set(SENTENCES)
    assert all(text.endswith(".") and len(text) < 90 for text in SENTENCES.values())
    assert sentence("travel") == "The traveller is said to travel to the host country."
    assert sentence("something new") == "something new"


def test_weights_come_from_the_corpora_bit_for_bit() -> None:
    """Training again on what the repository holds writes the same bytes."""
    model = trained()
    assert json.dumps(model, indent=1, sort_keys=True) + "\n" == WEIGHTS.read_text(encoding="utf-8")


def test_a_language_left_out_is_read_by_what_the_others_taught() -> None:
    """Weights that never saw a language read most of its visits, and are not the packaged ones."""
    corpus = Path(__file__).parent.parent / "corpus" / "restated-ru.jsonl"
    (line,) = answer(asked(corpus, leave_one_out=True))
    figures = json.loads(line)
    without, with_it = figures["left_out"]["ru"], figures["by_language"]["ru"]
    assert without["visit F1"]["n"] == with_it["visit F1"]["n"] > 5
    assert without["visit F1"]["value"] > 0.6
    assert trained(without="ru") != dict(weights())


def test_evidence_keeps_its_sign() -> None:
    """However the examples fall, being received never speaks against a visit, nor a call for one."""
    odd = [({"received": 1.0}, False), ({"remote_first": 1.0}, True)] * 5
    model = train(odd, rounds=50)
    assert (model["received"], model["remote_first"]) == (0.0, 0.0)


def test_probability_is_a_half_without_evidence() -> None:
    """An empty model knows nothing."""
    assert probability({"travel": 1.0}, {}) == 0.5


def test_gives_the_pairs_of_a_case() -> None:
    """For training, a case gives its (traveller, host) pairs with what speaks for them."""
    text = "Prosecutor General of Armenia Aram Petrosyan arrived in Tbilisi on a visit."
    (pair,) = pairs({"title": "", "text": text, "published": "2025-06-18"})
    assert (pair.country, pair.host) == ("AM", "GE")
    assert pair.features["travel"] == 1.0
