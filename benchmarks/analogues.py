"""Measures the learned distance between situations on crises left out, and how fast an account is placed.

    python benchmarks/analogues.py [--write] [--draws N]

Every crisis is forecast from its nearest past cases with weights learned without it (ten folds by crisis).
Bars: the base rate, and the same neighbours with all variables weighing alike. Once with all that ICB knows
of a case, once with only what accounts tell (the variables that our rules code). Intervals: bootstrap by
crisis. With ``--write`` the scores go to ``src/detente/history/data/scores/analogues.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.crisis import Crisis
from detente.documents import gather
from detente.history import outlook
from detente.history.distance import CHOSEN, OUTCOMES, sample
from detente.history.learning import Sample, base_rates, fit, forecast
from detente.history.situation import FEATURES
from detente.reading import Reader

ROOT = Path(__file__).parent.parent
SCORES = ROOT / "src" / "detente" / "history" / "data" / "scores" / "analogues.json"
FOLDS = 10
TOLD = {
    "trigger", "trigger_by", "over_group", "gravity", "proximity", "distance", "economy", "unrest",
    "mass_violence", "government_instability", "protracted",
}  # fmt: skip
"""What accounts tell."""
Floats = npt.NDArray[np.float64]


def folds(crises: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The fold of each case: crises are dealt out at random, seed 0."""
    numbers = np.unique(crises)
    np.random.default_rng(0).shuffle(numbers)
    dealt = {number: place % FOLDS for place, number in enumerate(numbers)}
    return np.array([dealt[number] for number in crises])


def told_only(codes: Floats) -> Floats:
    """The codes with all hidden that accounts do not tell."""
    shown = [feature.name in TOLD for feature in FEATURES]
    return np.where(shown, codes, np.nan)


def losses() -> dict[str, dict[str, dict[str, Floats]]]:
    """Log loss of every case by what is known, forecaster and outcome; NaN where the outcome is not known."""
    whole = sample()
    fold = folds(whole.crisis)
    empty = {kind: np.full(len(fold), np.nan) for kind in OUTCOMES}
    found = {
        known: {
            name: {kind: each.copy() for kind, each in empty.items()} for name in ("base", "equal", "learned")
        }
        for known in ("all", "told")
    }
    for number in range(FOLDS):
        test, train = fold == number, fold != number
        part = Sample(
            whole.codes[train], whole.crisis[train], {k: v[train] for k, v in whole.outcomes.items()}
        )
        fitted = {"equal": fit(part, **CHOSEN, equal=True), "learned": fit(part, **CHOSEN)}
        base = {kind: base_rates(each) for kind, each in part.outcomes.items()}
        for known, codes in (("all", whole.codes[test]), ("told", told_only(whole.codes[test]))):
            shares = {name: forecast(each, part, codes, whole.crisis[test]) for name, each in fitted.items()}
            shares["base"] = {kind: np.tile(each, (int(test.sum()), 1)) for kind, each in base.items()}
            for name, by_kind in shares.items():
                for kind, share in by_kind.items():
                    classes = whole.outcomes[kind][test]
                    loss = -np.log(share[np.arange(len(classes)), np.maximum(classes, 0)])
                    found[known][name][kind][test] = np.where(classes >= 0, loss, np.nan)
        print(f"fold {number + 1} of {FOLDS} done", flush=True)
    return found


def summed(found: dict[str, dict[str, dict[str, Floats]]], draws: int) -> dict[str, Any]:
    """Mean losses and, for learned weights, the gain over each bar with its 95 % interval."""
    numbers = sample().crisis
    unique, place = np.unique(numbers, return_inverse=True)
    rng = np.random.default_rng(0)
    picks = [
        np.bincount(rng.integers(len(unique), size=len(unique)), minlength=len(unique)) for _ in range(draws)
    ]
    scores: dict[str, Any] = {}
    for known, forecasters in found.items():
        for kind in OUTCOMES:
            row: dict[str, Any] = {"n": int((~np.isnan(forecasters["base"][kind])).sum())}
            row |= {name: round(float(np.nanmean(each[kind])), 4) for name, each in forecasters.items()}
            for bar in ("base", "equal"):
                gain = forecasters[bar][kind] - forecasters["learned"][kind]
                told = ~np.isnan(gain)
                drawn = [np.average(gain[told], weights=pick[place[told]]) for pick in picks]
                low, high = np.quantile(drawn, [0.025, 0.975])
                row[f"gain over {bar}"] = [round(float(each), 4) for each in (np.mean(gain[told]), low, high)]
            scores[f"{known}: {kind}"] = row
    return scores


def placed() -> dict[str, float]:
    """Seconds from a read crisis to all that ``detente history`` shows, by example (the first is cold)."""
    reader = Reader()
    seconds = {}
    for document in gather([str(ROOT / "examples")]):
        crisis = Crisis.from_json(reader.read(document).to_json())
        start = time.perf_counter()
        try:
            outlook(crisis)
        except Exception as error:  # an account without a crisis is told by its code
            print(document.id, error)
            continue
        seconds[document.id] = round(time.perf_counter() - start, 3)
    return seconds


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="Not used: the table ships with the package.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--draws", type=int, default=2000)
    arguments = parser.parse_args()
    seconds = placed()
    scores = {
        "made_by": "benchmarks/analogues.py", "measure": "log loss (nats), crises left out by ten folds",
        "chosen": CHOSEN, "told": sorted(TOLD), "scores": summed(losses(), arguments.draws),
        "seconds to place an account once read": seconds,
    }  # fmt: skip
    text = json.dumps(scores, indent=1) + "\n"
    print(text)
    if arguments.write:
        SCORES.parent.mkdir(parents=True, exist_ok=True)
        SCORES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
