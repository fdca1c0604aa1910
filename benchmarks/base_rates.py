"""Scores the base rates on crises left out: log loss, Brier skill, calibration, coverage of the intervals.

    python benchmarks/base_rates.py [--folds 10]

The table of past crises ships with détente, so no folder of data is needed. In every fold of crises the
distribution of the columns, the strength of the priors and the models are fitted to the other folds alone.
Beside the model stand the plain rates of the other folds: one for all, one by kind of trigger (Jeffreys).
Scored are positions as the table has them ("full"), with the answer withheld ("outset"), with half of
the fields withheld at random ("half") and with little more than an account's first lines tell ("little").
Writes ``src/detente/history/data/scores/base_rates.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training" / "history"))

from fitting import Cases, cases_of, fit_all, shared  # noqa: E402

from detente.history import crises  # noqa: E402
from detente.history.design import COLUMNS  # noqa: E402
from detente.history.hazard import DRAWS, LEVEL, Prediction  # noqa: E402
from detente.history.targets import QUESTIONS, Question, answered  # noqa: E402

Array = npt.NDArray[np.float64]
OUT = ROOT / "src" / "detente" / "history" / "data" / "scores" / "base_rates.json"
LITTLE = {"trigger", "trigger_by", "proximity", "distance", "year"}
FIELDS = list(dict.fromkeys(column.field for column in COLUMNS))
GROUPS = 10
BOOTSTRAPS = 1000
SEED = 5


def known(columns: Array, how: str, rng: np.random.Generator) -> Array:
    """The columns with the fields that are withheld blanked."""
    seen = columns.copy()
    for row in seen:
        hidden = {
            "full": set(),
            "outset": {"response"},
            "half": {field for field in FIELDS if rng.random() < 0.5},
            "little": set(FIELDS) - LITTLE,
        }[how]
        row[[column.field in hidden for column in COLUMNS]] = np.nan
    return seen


class Told:
    """What a question's answers were and what was said of them, case by case."""

    def __init__(self, cases: Cases, question: Question) -> None:
        answers = [
            answered(question.model, question.horizon, actor, crisis)
            for actor, crisis in zip(cases.actors, cases.crises, strict=True)
        ]
        self.known = np.array([answer is not None for answer in answers])
        self.came = np.array([float(answer or 0) for answer in answers])
        self.draws = np.zeros((len(answers), DRAWS))
        self.overall = np.zeros(len(answers))
        self.by_trigger = np.zeros(len(answers))


def jeffreys(came: Array, weight: Array) -> float:
    """The mean under Jeffreys' prior of weighted answers."""
    return float(((weight * came).sum() + 0.5) / (weight.sum() + 1))


def tell(cases: Cases, fold: npt.NDArray[np.int64], how: str, fits: dict[int, Any]) -> dict[str, Told]:
    """All questions asked of all cases, each by models that never saw its crisis."""
    rng = np.random.default_rng(SEED)
    columns = known(cases.columns, how, rng)
    trigger = np.array([actor.trigger for actor in cases.actors])
    told = {question.name: Told(cases, question) for question in QUESTIONS}
    for out, (history, models) in fits.items():
        for question in QUESTIONS:
            one = told[question.name]
            learnt = (fold != out) & one.known
            weight = shared(cases.crisis) if question.unit == "crises" else np.ones(len(fold))
            one.overall[fold == out] = jeffreys(one.came[learnt], weight[learnt])
            for kind in set(trigger):
                same = learnt & (trigger == kind)
                one.by_trigger[(fold == out) & (trigger == kind)] = jeffreys(one.came[same], weight[same])
            for place in np.flatnonzero((fold == out) & one.known):
                prediction = Prediction(models[question.model], columns[place], history[question.unit])
                one.draws[place] = prediction.draws(question.horizon)
    return told


def score(cases: Cases, question: Question, told: Told) -> dict[str, Any]:
    """All measures of one question."""
    rng = np.random.default_rng(SEED)
    places = np.flatnonzero(told.known)
    crisis, came, draws = cases.crisis[places], told.came[places], told.draws[places]
    chance = draws.mean(axis=1)
    weight = shared(crisis) if question.unit == "crises" else np.ones(len(places))
    bars = {"overall": told.overall[places], "by trigger": told.by_trigger[places]}

    def loss(said: Array) -> Array:
        return -(came * np.log(said) + (1 - came) * np.log(1 - said))

    names, inside = np.unique(crisis, return_inverse=True)
    picks = rng.integers(0, len(names), (BOOTSTRAPS, len(names)))
    times = np.array([np.bincount(pick, minlength=len(names))[inside] for pick in picks]) * weight

    def between(per_case: Array) -> list[float]:
        means = (times @ per_case) / times.sum(axis=1)
        return [round(float(value), 4) for value in np.quantile(means, [0.05, 0.95])]

    def skill(bar: Array) -> dict[str, Any]:
        own, other = (chance - came) ** 2, (bar - came) ** 2
        drawn = 1 - (times @ own) / (times @ other)
        return {
            "skill": round(float(1 - (weight @ own) / (weight @ other)), 4),
            "interval": [round(float(value), 4) for value in np.quantile(drawn, [0.05, 0.95])],
        }

    curve, _ = calibration(came, draws, np.arange(len(came)), rng)
    one_each = rng.permutation(len(crisis))
    one_each = one_each[np.unique(crisis[one_each], return_index=True)[1]]
    _, inside_interval = calibration(came, draws, one_each, rng)
    return {
        "cases": len(places),
        "crises": len(names),
        "rate": round(float(weight @ came / weight.sum()), 4),
        "log_loss": round(float(weight @ loss(chance) / weight.sum()), 4),
        "log_loss_interval": between(loss(chance)),
        "log_loss_bars": {
            name: round(float(weight @ loss(bar) / weight.sum()), 4) for name, bar in bars.items()
        },
        "gain_on_trigger": round(float(weight @ (loss(bars["by trigger"]) - loss(chance)) / weight.sum()), 4),
        "gain_on_trigger_interval": between(loss(bars["by trigger"]) - loss(chance)),
        "brier_skill": {name: skill(bar) for name, bar in bars.items()},
        "calibration_error": round(
            float(sum(each["cases"] * abs(each["said"] - each["came"]) for each in curve))
            / sum(each["cases"] for each in curve), 4,
        ),
        "calibration": curve,
        "groups_inside_interval": inside_interval,
        "groups": len(curve),
    }  # fmt: skip


def calibration(
    came: Array, draws: Array, cases: npt.NDArray[np.int64], rng: np.random.Generator
) -> tuple[list[dict[str, Any]], int]:
    """Ten groups by what was said: what came, and in how many the 90 % predictive interval holds that.

    The interval has the model's uncertainty and the luck of independent draws, so that it is right for cases
    of different crises only.
    """
    order = cases[np.argsort(draws[cases].mean(axis=1), kind="stable")]
    curve, inside = [], 0
    for group in np.array_split(order, GROUPS):
        seen = came[group].mean()
        drawn = (rng.random((len(group), DRAWS)) < draws[group]).mean(axis=0)
        low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        inside += bool(low <= seen <= high)
        curve.append({
            "said": round(float(draws[group].mean()), 4), "came": round(float(seen), 4),
            "low": round(float(low), 4), "high": round(float(high), 4), "cases": len(group),
        })  # fmt: skip
    return curve, inside


def main() -> None:
    """Fit, score, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--data", help="not needed: the table ships with the package")
    folds = parser.parse_args().folds
    cases = cases_of(crises())
    numbers = np.random.default_rng(SEED).permutation(cases.crisis.max() + 1)
    fold = numbers[cases.crisis] % folds
    fits = {out: fit_all(cases.take(fold != out)) for out in range(folds)}
    result: dict[str, Any] = {
        "made_by": "benchmarks/base_rates.py",
        "folds": folds,
        "level": LEVEL,
        "scores": {},
    }
    for how in ("full", "outset", "half", "little"):
        told = tell(cases, fold, how, fits)
        result["scores"][how] = {
            question.name: score(cases, question, told[question.name]) for question in QUESTIONS
        }
        for name, found in result["scores"][how].items():
            skill = found["brier_skill"]["by trigger"]
            print(
                f"{how:7} {name:20} n {found['cases']:5} log loss {found['log_loss']:.4f}"
                f" (plain {found['log_loss_bars']['overall']:.4f}, by trigger"
                f" {found['log_loss_bars']['by trigger']:.4f}) Brier skill {skill['skill']:+.3f}"
                f" {skill['interval']} calibration error {found['calibration_error']:.3f}"
                f" inside {found['groups_inside_interval']}/{found['groups']}"
            )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
