"""Estimates the priors of the escalation game and the hazard of return from past crises.

    python benchmarks/fit_history.py DATA [--write]

DATA holds ``history/`` (ICB 14, MIE 1.0), ``icbe/`` (ICBe 1.1) and ``strategy/audience_costs_ajps2018.csv``;
none of it is part of the project. Prints the fit beside simple baselines on held-out crises; with
``--write`` the estimates go to ``src/detente/strategy/data/`` and the scores to ``benchmarks/results/``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import history_rows as facts
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from detente.strategy.escalation.equilibrium import solve
from detente.strategy.escalation.parameters import HABITS, NAMES, RESPONSES, Draws, EscalationGame

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "detente" / "strategy" / "data"
RESULTS = ROOT / "benchmarks" / "results"
OF_BOTH = ("burden", "resolve", "cost", "convexity", "overshoot", "threshold", "war", "front", "peace")
"""Fitted as one for both sides."""
OF_ONE = ("second.audience", "second.feedback", "first.audience", "first.gain")
FITTED = (*OF_BOTH, *OF_ONE, *HABITS)
"""All but the habits in logarithms."""
LOGS = len(OF_BOTH) + len(OF_ONE)
REFERENCE = EscalationGame(channel=0.5, misreading=0.2, calls=0.2, framing=0.3, emboldening=0.2)
SPREAD = 0.75
"""Standard deviation of the weak prior on the logarithm of each parameter."""
HABIT_SPREAD = 2.0
"""… on each habit."""
KINDS = ((0,), (1,), (2,), (3, 4))
"""What ICB tells apart: words, diplomacy, non-violent military, violence; places in ``RESPONSES``."""
Array = npt.NDArray[np.float64]


def games(log: Array, cells: Array, act: int) -> Draws:
    """One game a cell (gravity, pressure) with the fitted parameters of both sides."""
    draws = Draws.of(*([REFERENCE] * len(cells)))
    values = draws.values.copy()
    for name, value in zip(FITTED, natural(log), strict=True):
        for full in (f"first.{name}", f"second.{name}") if name in OF_BOTH else (name,):
            values[:, NAMES.index(full)] = value
    for role in ("first", "second"):
        values[:, NAMES.index(f"{role}.spoilers")] = 0.1
        values[:, NAMES.index(f"{role}.gravity")] = 0.5
        values[:, NAMES.index(f"{role}.pressure")] = 0.25
    values[:, NAMES.index("second.gravity")] = cells[:, 0]
    values[:, NAMES.index("second.pressure")] = cells[:, 1]
    return Draws(values, act)


def natural(log: Array) -> Array:
    """The parameters from what the search moves: all but the habits are positive."""
    return np.concatenate([np.exp(log[:LOGS]), log[LOGS:]])


def replies(log: Array, rows: Array) -> Array:
    """Chance of each of the four kinds of answer, one row a case."""
    result = np.empty((len(rows), len(KINDS)))
    for act in np.unique(rows[:, 0]):
        here = rows[:, 0] == act
        cells, back = np.unique(rows[here][:, 1:3], axis=0, return_inverse=True)
        reply = solve(games(log, cells, int(act))).reply
        result[here] = np.stack([reply[:, list(kind)].sum(axis=1) for kind in KINDS], axis=1)[back.ravel()]
    return result


def kind_of(rungs: Array) -> npt.NDArray[np.int64]:
    """The kind of each answer, from its rung."""
    return np.array(
        [next(n for n, kind in enumerate(KINDS) if RESPONSES.index(int(r)) in kind) for r in rungs]
    )


def exchange_score(log: Array, rows: Array) -> float:
    """Log likelihood of the dated exchanges: full or limited, force again or not, war after that."""
    total = 0.0
    for act in (5, 6):
        solved = solve(games(log, np.array([[0.5, 0.25]]), act))
        here = rows[rows[:, 0] == act]
        full = solved.reply[0, 4] / solved.reply[0, 3:].sum()
        total += _binomial(here[here[:, 1] >= 5][:, 1] == 6, full)
        for place in (0, 2, 3, 4):
            there = here[here[:, 1] == RESPONSES[place]]
            total += _binomial(there[:, 2] == 1, solved.escalate[0, place])
            total += _binomial(there[there[:, 2] == 1][:, 3] == 1, solved.war[0, place])
    return total


def _binomial(happened: npt.NDArray[np.bool_], chance: float) -> float:
    chance = float(np.clip(chance, 1e-9, 1 - 1e-9))
    return float(happened.sum() * np.log(chance) + (~happened).sum() * np.log(1 - chance))


def start() -> Array:
    """The defaults, in logarithms but for the habits."""
    both = [getattr(REFERENCE.second, name) for name in OF_BOTH]
    one = [getattr(getattr(REFERENCE, role), name) for role, name in (full.split(".") for full in OF_ONE)]
    return np.concatenate([np.log([*both, *one]), np.zeros(len(HABITS))])


def fit_game(rows: Array, exchanges: Array, begin: Array | None = None, spread: bool = True) -> Any:
    """Posterior mode of the logarithms; ``x``, ``fun`` and, if ``spread``, by differences, ``covariance``."""
    kinds = kind_of(rows[:, 3])
    centre = start()
    wide = np.where(np.arange(len(centre)) < LOGS, SPREAD, HABIT_SPREAD)

    def loss(log: Array) -> float:
        chances = replies(log, rows)[np.arange(len(rows)), kinds]
        weak = 0.5 * float((((log - centre) / wide) ** 2).sum())
        return weak - float(np.log(chances).sum()) - exchange_score(log, exchanges)

    limits = [(value - 4, value + 3) for value in centre]
    found = minimize(loss, centre if begin is None else begin, method="L-BFGS-B", bounds=limits)
    if spread:
        found.covariance = np.linalg.inv(_hessian(loss, found.x))
    return found


def _hessian(loss: Callable[[Array], float], at: Array, step: float = 2e-3) -> Array:
    """Central differences."""
    size = len(at)
    unit = np.eye(size) * step
    result = np.empty((size, size))
    for i in range(size):
        for j in range(i, size):
            corners = (loss(at + a * unit[i] + b * unit[j]) * a * b for a in (1, -1) for b in (1, -1))
            result[i, j] = result[j, i] = sum(corners) / (4 * step**2)
    # A direction that the data leave open keeps the width of the weak prior.
    values, vectors = np.linalg.eigh(result)
    return np.asarray(vectors @ np.diag(np.maximum(values, SPREAD**-2)) @ vectors.T)


def logit_design(rows: Array) -> Array:
    """Constant, rung of the act as dummies, gravity, pressure."""
    dummies = [rows[:, 0] == act for act in (2, 4, 5, 6)]
    return np.column_stack([np.ones(len(rows)), *dummies, rows[:, 1], rows[:, 2]])


def multinomial(rows: Array, kinds: npt.NDArray[np.int64]) -> Callable[[Array], Array]:
    """A ridge-penalised multinomial logit as a baseline."""
    design = logit_design(rows)
    width = design.shape[1]

    def chances(weights: Array, given: Array) -> Array:
        odds = np.column_stack([np.zeros(len(given)), given @ weights.reshape(width, -1)])
        odds -= odds.max(axis=1, keepdims=True)
        return np.asarray(np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True))

    def loss(weights: Array) -> float:
        likely = chances(weights, design)[np.arange(len(rows)), kinds]
        return float(0.5 * (weights**2).sum() - np.log(likely).sum())

    weights = minimize(loss, np.zeros(width * (len(KINDS) - 1)), method="L-BFGS-B").x
    return lambda others: chances(weights, logit_design(others))


def by_table(rows: Array, kinds: npt.NDArray[np.int64], keyed: bool) -> Callable[[Array], Array]:
    """Shares of the answers, for all acts together or for each rung of the act, with add-one smoothing."""
    total = np.bincount(kinds, minlength=len(KINDS)) + 1.0
    shares = {act: total / total.sum() for act in (1.0, 2.0, 4.0, 5.0, 6.0)}
    if keyed:
        for act in shares:
            own = np.bincount(kinds[rows[:, 0] == act], minlength=len(KINDS)) + 1.0
            shares[act] = own / own.sum()
    return lambda others: np.stack([shares[act] for act in others[:, 0]])


def compare_answers(
    rows: Array, crises: npt.NDArray[np.int64], exchanges: Array, begin: Array
) -> dict[str, Any]:
    """Log loss and accuracy on held-out crises, five folds; ``begin`` only saves time."""
    kinds = kind_of(rows[:, 3])
    fold = crises % 5
    makers: dict[str, Callable[[Array, npt.NDArray[np.int64]], Callable[[Array], Array]]] = {
        "shares of all answers": lambda r, k: by_table(r, k, False),
        "shares by kind of act": lambda r, k: by_table(r, k, True),
        "multinomial logit": multinomial,
        "escalation game": lambda r, k: _fitted_game(r, exchanges, begin),
    }
    scores = {}
    for name, make in makers.items():
        likely = np.empty((len(rows), len(KINDS)))
        for out in range(5):
            held = fold == out
            likely[held] = make(rows[~held], kinds[~held])(rows[held])
        own = likely[np.arange(len(rows)), kinds]
        scores[name] = {
            "log_loss": round(float(-np.log(own).mean()), 4),
            "accuracy": round(float((likely.argmax(axis=1) == kinds).mean()), 4),
        }
    return scores


def _fitted_game(rows: Array, exchanges: Array, begin: Array) -> Callable[[Array], Array]:
    log = fit_game(rows, exchanges, begin, spread=False).x
    return lambda others: replies(log, others)


def main() -> None:
    """Fit, compare, print, and write when asked to."""
    from history_returns import compare_returns, fit_returns

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with history/, icbe/ and strategy/")
    parser.add_argument("--write", action="store_true", help="write the estimates and the scores")
    given = parser.parse_args()
    rows, crises = facts.answers(given.data)
    exchanges = facts.exchanges(given.data)
    found = fit_game(rows, exchanges)
    returns = fit_returns(given.data)
    scores = {
        "answers": {"cases": len(rows), **compare_answers(rows, crises, exchanges, found.x)},
        "returns": compare_returns(given.data),
        "game": {name: round(float(value), 4) for name, value in zip(FITTED, natural(found.x), strict=True)},
        "facts": facts_beside(found.x, rows, exchanges),
    }
    print(json.dumps(scores, indent=1))
    print(json.dumps(returns, indent=1))
    if given.write:
        write(given.data, found, returns, scores, (len(rows), len(exchanges)))


def facts_beside(log: Array, rows: Array, exchanges: Array) -> dict[str, Any]:
    """Observed shares beside the model's, for the acts by force."""
    kinds, model = kind_of(rows[:, 3]), replies(log, rows)
    force = rows[:, 0] == 6
    result: dict[str, Any] = {
        "answers to violence": {
            name: [round(float((kinds[force] == n).mean()), 3), round(float(model[force][:, n].mean()), 3)]
            for n, name in enumerate(("words", "diplomacy", "show of force", "violence"))
        }
    }
    solved = solve(games(log, np.array([[0.5, 0.25]]), 5))
    five = exchanges[exchanges[:, 0] == 5]
    result["force again after"] = {
        str(RESPONSES[n]): [
            round(float(five[five[:, 1] == RESPONSES[n], 2].mean()), 3),
            round(float(solved.escalate[0, n]), 3),
        ]
        for n in (0, 2, 3, 4)
    }
    struck = five[five[:, 1] >= 5]
    result["war after force again after"] = {
        str(RESPONSES[n]): [
            round(float(five[(five[:, 1] == RESPONSES[n]) & (five[:, 2] == 1), 3].mean()), 3),
            round(float(solved.war[0, n]), 3),
        ]
        for n in (0, 2, 3, 4)
    }
    result["full among answers by force"] = [
        round(float((struck[:, 1] == 6).mean()), 3),
        round(float(solved.reply[0, 4] / solved.reply[0, 3:].sum()), 3),
    ]
    return result


SOURCES = {
    "history/icb2v14.csv": "International Crisis Behavior data, version 14 (Brecher and Wilkenfeld; Brecher, "
    "Wilkenfeld, Beardsley, James and Quinn 2021), actor level",
    "history/icb1v14.csv": "International Crisis Behavior data, version 14, system level",
    "history/mie-1.0.csv": "Militarized Interstate Events 1.0 (Gibler and Miller 2023)",
    "icbe/events.jsonl.gz": "ICBe 1.1 (Douglass and others 2022, arXiv:2202.07081), CC BY-NC-SA 4.0: only "
    "the two estimates h_channel and h_calls come from it",
    "strategy/audience_costs_ajps2018.csv": "Crisman-Cox and Gibilisco 2018, American Journal of Political "
    "Science 62(3): 566-580, estimates by country",
}


def write(
    data: Path, found: Any, returns: dict[str, Any], scores: dict[str, Any], counts: tuple[int, int]
) -> None:
    """The estimates with where they come from, and the scores."""
    DATA.mkdir(exist_ok=True)
    estimates = {
        "source": {
            name: {"what": what, "sha256": hashlib.sha256((data / name).read_bytes()).hexdigest()}
            for name, what in SOURCES.items()
        },
        "made_by": "benchmarks/fit_history.py",
        "cases": {"answers": counts[0], "exchanges": counts[1]},
        "names": list(FITTED),
        "in_logs": LOGS,
        "mean": [round(float(value), 5) for value in found.x],
        "covariance": [[round(float(value), 6) for value in row] for row in found.covariance],
        "returns": returns,
    }
    (DATA / "estimates.json").write_text(json.dumps(estimates, indent=1) + "\n", encoding="utf-8")
    lines = [
        "# title: Audience costs by country",
        "# source: Crisman-Cox and Gibilisco 2018, Audience Costs and the Dynamics of War and Peace, "
        "American Journal of Political Science 62(3): 566-580",
        "# note: cow is the Correlates of War number; cost is the price of backing down, larger is dearer; "
        "se its standard error",
        "cow\tcost\tse",
    ]
    for row in facts.table(data / "strategy" / "audience_costs_ajps2018.csv"):
        lines.append(f"{row['ccode']}\t{-float(row['AC']):.4f}\t{float(row['ACse']):.4f}")
    (DATA / "audience_costs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "history.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
