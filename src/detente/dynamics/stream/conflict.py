"""The chance of material conflict between two actors within some days, calibrated on held-out days.

A ridge logistic regression on logarithms of the counts and boosted trees (LightGBM), averaged on the log odds,
then Platt's line (1999) on days that neither has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.panel import Panel

if TYPE_CHECKING:
    import lightgbm

Array = NDArray[np.float64]
RIDGE = 3.0


@dataclass(frozen=True, eq=False)
class ConflictModel:
    """Chances for panels with the features it was fitted on. ``held_out`` are the (chance, outcome) pairs

    of the calibration days (M, 2), sorted by chance: what says how far a chance can be trusted.
    """

    horizon: int
    booster: lightgbm.Booster
    weights: Array
    centre: Array
    spread: Array
    line: tuple[float, float]
    held_out: Array

    def chances(self, panel: Panel) -> Array:
        """Calibrated probabilities (P,)."""
        odds = self.line[0] + self.line[1] * self._raw(panel)
        return 1 / (1 + np.exp(-odds))

    def _raw(self, panel: Panel) -> Array:
        linear = _design(panel, self.centre, self.spread) @ self.weights
        trees = np.asarray(self.booster.predict(panel.features, raw_score=True, num_threads=1))
        return (linear + trees) / 2

    def nearby(self, chance: float, many: int = 400) -> tuple[int, int]:
        """Of the held-out forecasts nearest to this chance: how many there are, and how many came true."""
        at = int(np.searchsorted(self.held_out[:, 0], chance))
        start = max(0, min(at - many // 2, len(self.held_out) - many))
        near = self.held_out[start : start + many]
        return len(near), int(near[:, 1].sum())


def fit_conflict(
    panel: Panel, came: NDArray[np.bool_], horizon: int, *, seed: int = 0, calibrate: float = 0.2
) -> ConflictModel:
    """Fit on a panel and what came of it (P,); the last fifth of its days calibrates.

    The days between, whose outcome lies in the calibration days, are left out of both.
    """
    import lightgbm

    days = np.unique(panel.day)
    first = days[int(len(days) * (1 - calibrate))]
    early, late = panel.day <= first - horizon, panel.day >= first
    train, target = _part(panel, early), came[early].astype(float)
    logs = _logs(train)
    centre, spread = logs.mean(0), logs.std(0) + 1e-6
    weights = _logistic(_design(train, centre, spread), target)
    settings = {
        "objective": "binary", "num_leaves": 15, "learning_rate": 0.04, "min_data_in_leaf": 60,
        "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 10.0,
        "num_threads": 1, "verbosity": -1, "seed": seed, "deterministic": True, "force_col_wise": True,
    }  # fmt: skip
    booster = lightgbm.train(settings, lightgbm.Dataset(train.features, target), num_boost_round=150)
    rough = ConflictModel(horizon, booster, weights, centre, spread, (0.0, 1.0), np.zeros((0, 2)))
    check, seen = _part(panel, late), came[late].astype(float)
    raw = rough._raw(check)
    line = _logistic(np.stack([np.ones_like(raw), raw], axis=1), seen, ridge=1e-3)
    chance = 1 / (1 + np.exp(-(line[0] + line[1] * raw)))
    order = np.argsort(chance)
    held_out = np.stack([chance[order], seen[order]], axis=1)
    return ConflictModel(horizon, booster, weights, centre, spread, (float(line[0]), float(line[1])), held_out)


def _part(panel: Panel, rows: NDArray[np.bool_]) -> Panel:
    names = ("day", "first", "second", "features", "weekly", "quiet")
    return Panel(*(getattr(panel, name)[rows] for name in names))


def _logs(panel: Panel) -> Array:
    return np.log1p(np.nan_to_num(panel.features.astype(float), nan=1000.0))


def _design(panel: Panel, centre: Array, spread: Array) -> Array:
    logs = (_logs(panel) - centre) / spread
    return np.concatenate([np.ones((len(logs), 1)), logs], axis=1)


def _logistic(design: Array, target: Array, ridge: float = RIDGE) -> Array:
    """Ridge logistic regression by Newton's method; the first column is the constant and free."""
    weights = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (chance - target) + penalty * weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
