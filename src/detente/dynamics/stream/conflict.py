"""The chance of material conflict between two actors within some days, calibrated on held-out days.

A ridge logistic regression on logarithms of the counts and boosted trees (LightGBM), averaged on the log
odds, then a logistic line (Platt 1999) on days that neither has seen, which weighs them against the pair's
own weekly frequency, apart for pairs that were quiet.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.panel import Panel

if TYPE_CHECKING:
    import lightgbm

Array = NDArray[np.float64]
RIDGE, LINE_RIDGE = 3.0, 0.002
TREES = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.04, "min_data_in_leaf": 200,
    "feature_fraction": 0.3, "bagging_fraction": 0.5, "bagging_freq": 1, "lambda_l2": 20.0, "max_bin": 63,
    "num_threads": 1, "verbosity": -1, "deterministic": True, "force_col_wise": True,
}  # fmt: skip
ROUNDS = 250


@dataclass(frozen=True, eq=False)
class ConflictModel:
    """Chances for panels with the features it was fitted on, of conflict within ``horizon`` days.

    ``held_out`` are the (chance, outcome) pairs of the calibration days (M, 2), sorted by chance: what says
    how far a chance can be trusted.
    """

    horizon: int
    booster: lightgbm.Booster
    weights: Array
    centre: Array
    spread: Array
    line: Array
    held_out: Array

    def chances(self, panel: Panel) -> Array:
        """Calibrated probabilities (P,)."""
        return _chance(self._evidence(panel) @ self.line)

    def nearby(self, chance: float, most: int = 300) -> tuple[int, int]:
        """How many held-out forecasts are nearest to this chance, and how many came true.

        A tenth of all or 30, so that what is near in a short table is near indeed; never above ``most``.
        """
        many = min(most, max(len(self.held_out) // 10, 30))
        at = int(np.searchsorted(self.held_out[:, 0], chance))
        start = max(0, min(at - many // 2, len(self.held_out) - many))
        near = self.held_out[start : start + many]
        return len(near), int(near[:, 1].sum())

    def _evidence(self, panel: Panel) -> Array:
        linear = _design(panel, self.centre, self.spread) @ self.weights
        trees = np.asarray(self.booster.predict(panel.features, raw_score=True, num_threads=1))
        model, weekly, quiet = (linear + trees) / 2, _weekly_odds(panel), panel.quiet.astype(float)
        return np.stack([np.ones_like(model), quiet, model, model * quiet, weekly, weekly * quiet], axis=1)


def fit_conflict(
    panel: Panel, came: NDArray[np.bool_], horizon: int, *, seed: int = 0, calibrate: float = 0.25
) -> ConflictModel:
    """Fit on a panel and what came of it (P,); the last quarter of its days calibrates.

    Days whose outcome reaches into the calibration days are left out of the fit that is calibrated.
    """
    days = np.unique(panel.day)
    first = days[int(len(days) * (1 - calibrate))]
    early, late = panel.day <= first - horizon, panel.day >= first
    model = _fitted(part(panel, early), came[early].astype(float), horizon, seed)
    evidence, seen = model._evidence(part(panel, late)), came[late].astype(float)
    # Shrunk towards the model as it is; neighbouring days repeat each other, so by a share of the rows.
    line = logistic(evidence, seen, LINE_RIDGE * len(seen), model.line)
    chance = _chance(evidence @ line)
    order = np.argsort(chance)
    held_out = np.stack([chance[order], seen[order]], axis=1)
    # The line is kept, the rest is fitted once more with the latest days.
    whole = _fitted(panel, came.astype(float), horizon, seed)
    return replace(whole, line=line, held_out=held_out)


def _fitted(panel: Panel, target: Array, horizon: int, seed: int) -> ConflictModel:
    import lightgbm

    logs = _logs(panel)
    centre, spread = logs.mean(0), logs.std(0) + 1e-6
    weights = logistic(_design(panel, centre, spread), target)
    data = lightgbm.Dataset(panel.features, target)
    booster = lightgbm.train({**TREES, "seed": seed}, data, num_boost_round=ROUNDS)
    as_it_is = np.array([0.0, 0, 1, 0, 0, 0])
    return ConflictModel(horizon, booster, weights, centre, spread, as_it_is, np.zeros((0, 2)))


def part(panel: Panel, rows: NDArray[np.bool_]) -> Panel:
    """The rows of a panel (P,)."""
    return Panel(*(getattr(panel, field.name)[rows] for field in fields(Panel)))


def _chance(odds: Array) -> Array:
    chance: Array = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return chance


def _weekly_odds(panel: Panel) -> Array:
    """Log odds of the weekly frequency, shrunk by one week in forty."""
    weeks = panel.weeks
    count = panel.weekly * weeks
    return np.asarray(np.log((count + 0.1) / (weeks - count + 3.9)))


def _logs(panel: Panel) -> Array:
    logs = np.log1p(np.nan_to_num(panel.features.astype(float), nan=300.0))
    weeks = panel.weekly * panel.weeks
    more = np.stack([_weekly_odds(panel), np.log(weeks + 0.1)], axis=1)
    return np.concatenate([logs, more, logs[:, [0, 2, 5]] ** 2], axis=1)


def _design(panel: Panel, centre: Array, spread: Array) -> Array:
    logs = (_logs(panel) - centre) / spread
    return np.concatenate([np.ones((len(logs), 1)), logs], axis=1)


def logistic(design: Array, target: Array, ridge: float = RIDGE, towards: Array | None = None) -> Array:
    """Ridge logistic regression by damped Newton steps, shrunk towards weights; the first column is free."""
    aim = np.zeros(design.shape[1]) if towards is None else towards
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-6

    def loss(weights: Array) -> float:
        odds, away = design @ weights, weights - aim
        return float(np.logaddexp(0, odds).sum() - target @ odds + (penalty * away**2).sum() / 2)

    weights, at = aim.copy(), loss(aim)
    for _ in range(50):
        chance = _chance(design @ weights)
        gradient = design.T @ (chance - target) + penalty * (weights - aim)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        # A whole step from far off may overshoot without end: it is halved until the loss falls.
        while (after := loss(weights - step)) > at and np.abs(step).max() > 1e-9:
            step = step / 2
        weights, at = weights - step, after
        if np.abs(step).max() < 1e-6:
            break
    return weights
