"""Thresholds, the weighing of rules and coder, and scores: all from crises kept out of training."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
import numpy as np
from prepare import ROOTS, Examples
from scipy.optimize import minimize

from detente.coder.calibration import Card, Stack
from detente.coder.choose import choose
from detente.coder.features import ROLES
from detente.coder.views import Judgement

GRID = np.arange(0.15, 0.71, 0.05)
START = {"event": 0.4, "layer": 0.45, "direction": 0.4, "think": 0.4, "say": 0.35, "do": 0.3} | dict.fromkeys(
    ROLES, 0.4
)
ORDER = ("layer", "event", "direction", "think", "say", "do", *ROLES)


@dataclass(eq=False)
class Row:
    """A sentence as ICBe cut it: what it was given, and the judgements of the sentences of ours inside it."""

    gold: dict[str, set[str]]
    judgements: list[Judgement]
    sides: dict[str, set[str]]


def thresholds(card: Card, rows: list[Row]) -> dict[str, float]:
    """The thresholds with the best micro F1, field by field; those that others depend on come first."""
    found = dict(START)
    for field in (*ORDER, "layer", "event"):
        scored = []
        for limit in GRID:
            trial = msgspec.structs.replace(card, thresholds=found | {field: float(limit)})
            measure = "layer" if field == "event" else field
            scored.append((micro_f1(rows, trial, measure), -abs(limit - found[field]), float(limit)))
        found[field] = round(max(scored)[2], 2)
    return found


def micro_f1(rows: Iterable[Row], card: Card, field: str) -> float:
    """Micro F1 of a field over sentences."""
    right = made = wanted = 0
    for row in rows:
        gold, given = row.gold[field], labels(card, row, field)
        right, made, wanted = right + len(gold & given), made + len(given), wanted + len(gold)
    return 2 * right / max(1, made + wanted)


def labels(card: Card, row: Row, field: str) -> set[str]:
    """What a row is given in a field."""
    found: set[str] = set()
    for judgement in row.judgements:
        chosen = choose(card, judgement)
        if field == "layer":
            found |= {layer for layer, kinds in chosen.kinds.items() if kinds}
        elif field == "direction":
            found |= chosen.direction.keys()
        elif field in ROLES:
            found |= {name for side in chosen.roles.get(field, ()) for name in row.sides.get(side, ())}
        else:
            found |= chosen.kinds.get(field, {}).keys()
    return found


def stack(examples: Examples, chances: dict[str, np.ndarray]) -> Stack:
    """The weights that make the coded roots of the pairs likeliest."""

    def loss(weights: np.ndarray) -> float:
        found = Stack(*map(float, weights))
        pooled = (
            found.pooled(chances[pair.name], pair.rules, pair.sure)[pair.root] for pair in examples.pairs
        )
        return -float(sum(map(np.log, pooled)))

    best = minimize(
        loss, np.array([0.7, 1.0, 0.5]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3}
    )
    return Stack(*(round(float(weight), 3) for weight in best.x))


def pair_scores(
    examples: Examples,
    found: dict[str, np.ndarray],
    measure: Callable[[list[str], list[str]], dict[str, float]],
) -> dict[str, float]:
    """Scores of pooled chances, their calibration, and what is kept where the coder is sure."""
    gold = [pair.root for pair in examples.pairs]
    given = [int(found[pair.name].argmax()) for pair in examples.pairs]
    sure = np.array([found[pair.name].max() for pair in examples.pairs])
    right = np.array(gold) == np.array(given)
    kept = sure >= 0.8
    return {
        **measure([ROOTS[root] for root in gold], [ROOTS[root] for root in given]),
        "calibration_error": round(calibration_error(sure, right), 4),
        "kept_at_0.8": round(float(kept.mean()), 4),
        "right_at_0.8": round(float(right[kept].mean()), 4),
    }


def calibration_error(sure: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal-width bins (Naeini et al. 2015)."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(sure[place == each].mean() - right[place == each].mean()) * (place == each).mean()
            for each in range(bins)
            if (place == each).any()
        )
    )
