"""Is it a visit? One logistic model over the evidence of a pair; its weights are a file that training
writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights.json"
THRESHOLD = 0.5

Model = Mapping[str, float]  # the weight of each kind of evidence; "bias" is the constant


@cache
def weights() -> Model:
    """Read the trained weights."""
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def probability(features: Mapping[str, float], model: Model | None = None) -> float:
    """Give the probability, 0 to 1, that a pair is a visit told as news."""
    model = weights() if model is None else model
    total = model.get("bias", 0.0) + sum(model.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, total))))
