"""The maximum over everything: Newton steps on the decay (and the marks' slope), all else maximised within.

For a fixed decay the likelihood separates by receiving type and is concave in each; what is left is a
function of one or two parameters whose gradient comes with it (the envelope theorem).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.processes.hawkes.concave import Problem, maximise
from detente.dynamics.processes.hawkes.layout import Layout, Regressors, first_moments, regressors

Floats = NDArray[np.float64]

GRID = 13
GRID_EVENTS = 10_000
"""The first look for a decay needs no more events than these."""
STEPS = 30
NEAR = 1e-3
"""Difference step of log decay (and slope) for the profile's second derivatives."""


@dataclass(frozen=True, eq=False)
class Point:
    """The profile at one decay and slope of the marks."""

    theta: Floats
    """(Q,) log decay, and the slope where there are marks."""
    parameters: Floats
    """(K, 1 + K) baseline, then the row of the branching matrix, of each receiving type."""
    value: float
    gradient: Floats
    """(Q,) of the profile log-likelihood."""
    regressors: Regressors


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is largest, and its curvature there."""

    point: Point
    covariance: Floats | None
    """(Q, Q) of ``theta``; None where the data do not identify it."""
    sensitivity: Floats
    """(Q, K, 1 + K) how the other parameters follow ``theta``."""


def problem_of(layout: Layout, found: Regressors, kind: int) -> Problem:
    """The concave problem of receiving type ``kind``."""
    rows = layout.rows[kind]
    table = np.empty((layout.types + 1, len(rows)))
    table[0] = 1.0
    table[1:] = found.kernels[:, rows]
    # A type whose only event is the last has no exposure; a trace of one keeps its parameter at zero.
    exposures = np.concatenate([[layout.end], np.maximum(found.exposures, 1e-9)])
    return Problem(table, layout.counts[kind, rows], exposures)


def profile(layout: Layout, theta: Floats, start: Floats | None = None) -> Point:
    """The largest log-likelihood with ``theta`` held."""
    found = regressors(layout, theta)
    types = layout.types
    parameters = np.empty((types, types + 1))
    value, gradient = 0.0, np.zeros(len(theta))
    for kind in range(types):
        problem = problem_of(layout, found, kind)
        x, best = maximise(problem, None if start is None else start[kind].copy())
        parameters[kind] = x
        value += best
        pull = problem.numbers / (x @ problem.rows)
        gradient += (x[1:] @ found.kernel_slopes[:, :, layout.rows[kind]]) @ pull
        gradient -= found.exposure_slopes @ x[1:]
    return Point(np.asarray(theta, dtype=float), parameters, value, gradient, found)


def limits(layout: Layout) -> tuple[float, float]:
    """Log decays between which data of this span and density can tell: memory from the watch to the gaps."""
    gap = float(np.median(np.diff(layout.moments))) if len(layout.moments) > 1 else layout.end
    fastest = 3.0 if layout.clock == "days" else 10.0 / max(gap, 1e-12 * layout.end)
    slowest = 2.0 / layout.end
    return float(np.log(slowest)), float(np.log(max(fastest, 4.0 * slowest)))


def maximum(layout: Layout) -> Maximum:
    """The joint maximum, from the best point of a grid of decays by safeguarded Newton steps."""
    low, high = limits(layout)
    point = profile(layout, _first_theta(layout, low, high))
    here, second, sensitivity = point, None, None
    for _ in range(STEPS):
        second, sensitivity = _curvature(layout, here)
        step = _step(second, here.gradient)
        if float(here.gradient @ step) < 1e-7:
            break
        moved = _line(layout, here, step, low, high)
        if moved.value - here.value < 1e-9:
            here = moved
            break
        here = moved
    second, sensitivity = _curvature(layout, here) if second is None else (second, sensitivity)
    # At an end of the range that the data can tell apart, or without excitation, the decay has no error.
    excited = bool(np.any(here.parameters[:, 1:] > 0.0))
    at_limit = (here.theta[0] <= low + 2 * NEAR) or (here.theta[0] >= high - 2 * NEAR)
    proper = excited and not at_limit and bool(np.all(np.linalg.eigvalsh(-second) > 1e-6))
    covariance = np.asarray(np.linalg.inv(-second), dtype=np.float64) if proper else None
    assert sensitivity is not None
    return Maximum(here, covariance, sensitivity)


def _first_theta(layout: Layout, low: float, high: float) -> Floats:
    """The best of a grid of decays, on the first events where there are many."""
    part = first_moments(layout, GRID_EVENTS)
    grid = np.linspace(low + 0.1, high - 0.1, GRID)
    points = [profile(part, np.array([decay])) for decay in grid]
    best = grid[int(np.argmax([each.value for each in points]))]
    return np.array([best] if layout.mark is None else [best, 0.0])


def _curvature(layout: Layout, point: Point) -> tuple[Floats, Floats]:
    """Second derivatives (Q, Q) of the profile and derivatives of its maximisers, by central differences."""
    size = len(point.theta)
    second, follow = np.empty((size, size)), np.empty((size, *point.parameters.shape))
    for place in range(size):
        shift = np.zeros(size)
        shift[place] = NEAR
        up = profile(layout, point.theta + shift, point.parameters)
        down = profile(layout, point.theta - shift, point.parameters)
        second[place] = (up.gradient - down.gradient) / (2 * NEAR)
        follow[place] = (up.parameters - down.parameters) / (2 * NEAR)
    return (second + second.T) / 2, follow


def _step(second: Floats, gradient: Floats) -> Floats:
    """A Newton step uphill: directions that curve the wrong way are turned round; none is longer than 1."""
    values, vectors = np.linalg.eigh(-second)
    curved = np.maximum(np.abs(values), 1e-8)
    step: Floats = vectors @ ((vectors.T @ gradient) / curved)
    return step / max(1.0, float(np.abs(step).max()))


def _line(layout: Layout, here: Point, step: Floats, low: float, high: float) -> Point:
    length = 1.0
    while length > 1e-3:
        theta = here.theta + length * step
        theta[0] = min(max(theta[0], low), high)
        moved = profile(layout, theta, here.parameters)
        if moved.value > here.value:
            return moved
        length *= 0.3
    return here
