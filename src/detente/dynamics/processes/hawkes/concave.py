"""One receiving type at a fixed decay: a concave maximisation with non-negative parameters.

ℓ(x) = Σ_g n_g log(x·X_g) - x·e, x ≥ 0: a Poisson regression with identity link (Ogata 1988 for the
likelihood; Newton steps with the bounds kept by non-negative least squares, Lawson and Hanson 1974).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Floats = NDArray[np.float64]

TOLERANCE = 1e-9
"""Newton decrement, in units of log-likelihood, below which the maximum is reached."""
STEPS = 100
WARM_UP = 3


@dataclass(frozen=True, eq=False)
class Problem:
    """Rows (P, n) at the moments with events of the receiving type, their numbers (n,), exposures (P,)."""

    rows: Floats
    numbers: Floats
    exposures: Floats

    def value(self, x: Floats) -> float:
        rate = x @ self.rows
        if np.any(rate <= 0.0):
            return -np.inf
        return float(self.numbers @ np.log(rate) - x @ self.exposures)

    def slopes(self, x: Floats) -> tuple[Floats, Floats]:
        """Gradient (P,) and observed information (P, P)."""
        rate = x @ self.rows
        pull = self.numbers / rate
        information = (self.rows * (pull / rate)) @ self.rows.T
        return self.rows @ pull - self.exposures, information


def maximise(problem: Problem, start: Floats | None = None, fixed: int | None = None) -> tuple[Floats, float]:
    """The maximum and its value; parameter ``fixed`` is held where it starts.

    Each step goes to the maximum of the second-order expansion within the bounds, a non-negative least
    squares problem of P parameters, or part of the way there.
    """
    x = _multiplied(problem) if start is None else start.copy()
    # The baseline keeps every rate positive on the way; it may still end at its bound.
    if fixed != 0:
        x[0] = max(x[0], 1e-3 * problem.numbers.sum() / problem.exposures[0])
    open_ = np.ones(len(x), dtype=bool)
    if fixed is not None:
        open_[fixed] = False
    value = problem.value(x)
    for _ in range(STEPS):
        gradient, information = problem.slopes(x)
        step = np.zeros_like(x)
        step[open_] = _best(information[np.ix_(open_, open_)], gradient[open_], x[open_]) - x[open_]
        if gradient @ step < TOLERANCE:
            break
        x, gained, value = _uphill(problem, x, value, step)
        if not gained:
            break
    return x, value


def _uphill(problem: Problem, x: Floats, value: float, step: Floats) -> tuple[Floats, bool, float]:
    length = 1.0
    while length > 1e-10:
        moved = x + length * step
        moved_value = problem.value(moved)
        if moved_value > value:
            return moved, True, moved_value
        length *= 0.4
    return x, False, value


def _multiplied(problem: Problem) -> Floats:
    """A few steps of expectation–maximisation from equal shares: each raises the likelihood."""
    total = problem.numbers.sum()
    x: Floats = total / (len(problem.exposures) * problem.exposures)
    for _ in range(WARM_UP):
        x = x * (problem.rows @ (problem.numbers / (x @ problem.rows))) / problem.exposures
    return x


def _best(information: Floats, gradient: Floats, x: Floats) -> Floats:
    """The maximum of g·s - s·H·s / 2 over x + s ≥ 0, in units that make H's diagonal one.

    A ridge far below the data's information keeps empty columns from breaking it.
    """
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12 * information.max()))
    scaled = information / np.outer(scale, scale)
    scaled[np.diag_indices_from(scaled)] += 1e-10
    factor = np.linalg.cholesky(scaled)
    aim = np.linalg.solve(factor, scaled @ (x * scale) + gradient / scale)
    best: Floats = nnls(factor.T, aim)[0] / scale
    return best
