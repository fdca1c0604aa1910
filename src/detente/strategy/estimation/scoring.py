"""Maximum likelihood by damped Fisher scoring, with an optional Jeffreys penalty.

The step solves (I + tau diag I) d = s with I the expected information and s the score (Levenberg 1944,
Marquardt 1963); tau falls when a step succeeds and rises when it does not, so that the log likelihood never
falls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, cho_factor, cho_solve

Array = NDArray[np.float64]

_LARGEST_DAMPING = 1e12
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A log likelihood at one point: ``scores`` (n, k) by row, expected ``information`` (k, k).

    ``state`` is whatever the next evaluation nearby may start from (the equilibria, for one).
    """

    loglike: float
    scores: Array
    information: Array
    state: Array | None = None

    @property
    def gradient(self) -> Array:
        """The sum of the scores (k)."""
        return np.asarray(self.scores.sum(axis=0))


Objective = Callable[[Array, Array | None], Evaluation | None]
"""Coefficients and a state to start from → evaluation, or None where the model cannot be evaluated."""


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where the search ended: ``evaluation`` is without the penalty, ``objective`` with it."""

    coefficients: Array
    evaluation: Evaluation
    objective: float
    converged: bool
    steps: int


def maximise(
    objective: Objective,
    start: Array,
    *,
    state: Array | None = None,
    jeffreys: bool = False,
    steps: int = 200,
    tolerance: float = 1e-17,
    newton: bool = True,
) -> Maximum | None:
    """The maximum reached from ``start``; None where ``start`` itself cannot be evaluated.

    ``jeffreys`` adds half the log determinant of the information (Firth 1993). The search ends when the
    predicted gain s' I^-1 s falls below ``tolerance`` (1 + |log likelihood|). Without ``newton`` every step
    is one of Fisher scoring, which is quicker where the start is next to the maximum.
    """
    here = objective(start, state)
    if here is None:
        return None
    point, damping = start, 1e-4
    value, gradient = _penalised(objective, point, here, jeffreys)
    metric = _Metric(objective, newton)
    for step in range(steps):
        curvature = metric.at(point, here, gradient)
        gain = float(gradient @ _solve(curvature, gradient, 1e-12))
        if gain < tolerance * (1 + abs(value)):
            return Maximum(point, here, value, True, step)
        # Next to the maximum a good step changes the value by less than its rounding.
        slack = 1e-13 * (1 + abs(value)) if gain < 1e-8 else 0.0
        while damping < _LARGEST_DAMPING:
            move = _solve(curvature, gradient, damping)
            trial = objective(point + move, here.state)
            if trial is not None and trial.loglike + _penalty(trial, jeffreys) > value - slack:
                break
            damping *= 8
        else:
            # No direction helps: a maximum to rounding, or an edge of what can be evaluated.
            return Maximum(point, here, value, gain < 1e-7 * (1 + abs(value)), step)
        point, here, damping = point + move, trial, max(damping / 10, 1e-10)
        value, gradient = _penalised(objective, point, here, jeffreys)
    return Maximum(point, here, value, False, steps)


class _Metric:
    """The curvature that steps are measured with: expected information far off, the observed one nearby.

    Fisher scoring is fast where the model fits; where it slows down near the maximum, observed information
    makes the last steps Newton's. It is computed anew whenever these slow down.
    """

    def __init__(self, objective: Objective, newton: bool) -> None:
        self.objective = objective
        self.observed: Array | None = None
        self.next_try = _NEAR if newton else -np.inf
        self.last = np.inf

    def at(self, point: Array, here: Evaluation, gradient: Array) -> Array:
        used = here.information if self.observed is None else self.observed
        gain = float(gradient @ _solve(used, gradient, 1e-12))
        slow = gain > 0.1 * self.last
        if gain < self.next_try and slow:
            observed = observed_information(self.objective, point, here.state)
            self.observed = observed if _positive(observed) else None
            self.next_try = _NEAR if self.observed is not None else gain / 20
        elif self.observed is not None and slow and gain >= self.next_try:
            self.observed = None
        self.last = gain
        return here.information if self.observed is None else self.observed


def _positive(matrix: Array) -> bool:
    if not np.isfinite(matrix).all():
        return False
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _solve(information: Array, gradient: Array, damping: float) -> Array:
    """(I + damping diag I)^-1 gradient; more damping where I is singular."""
    scale = np.diag(information)
    floor = 1e-14 * max(1.0, float(scale.max(initial=0.0)))
    while True:
        damped = information + np.diag(damping * np.maximum(scale, 1e-8) + floor)
        try:
            return np.asarray(cho_solve(cho_factor(damped, check_finite=False), gradient))
        except LinAlgError:
            damping = max(10 * damping, 1e-10)
            if damping > _LARGEST_DAMPING:
                return np.zeros_like(gradient)


def _penalty(here: Evaluation, jeffreys: bool) -> float:
    if not jeffreys:
        return 0.0
    sign, value = np.linalg.slogdet(here.information)
    return 0.5 * float(value) if sign > 0 else -np.inf


def _penalised(objective: Objective, point: Array, here: Evaluation, jeffreys: bool) -> tuple[float, Array]:
    """Value and gradient with the penalty; its own gradient by central differences."""
    if not jeffreys:
        return here.loglike, here.gradient
    slope = np.zeros_like(point)
    for i in range(len(point)):
        reach = 1e-5 * (1 + abs(point[i]))
        ends = []
        for sign in (1.0, -1.0):
            moved = point.copy()
            moved[i] += sign * reach
            there = objective(moved, here.state)
            ends.append(np.nan if there is None else _penalty(there, True))
        slope[i] = (ends[0] - ends[1]) / (2 * reach)
    return here.loglike + _penalty(here, True), here.gradient + np.where(np.isfinite(slope), slope, 0.0)


def observed_information(objective: Objective, point: Array, state: Array | None) -> Array:
    """Minus the Hessian of the log likelihood (k, k), by central differences of the analytic score."""
    size = len(point)
    found = np.empty((size, size))
    for i in range(size):
        reach = 1e-5 * (1 + abs(point[i]))
        ends = []
        for sign in (1.0, -1.0):
            moved = point.copy()
            moved[i] += sign * reach
            there = objective(moved, state)
            ends.append(np.full(size, np.nan) if there is None else there.gradient)
        found[i] = (ends[1] - ends[0]) / (2 * reach)
    return np.asarray(0.5 * (found + found.T))
