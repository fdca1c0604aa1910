"""Does the model hold: gaps between events in the model's own time should be unit exponentials.

Brown, Barbieri, Ventura, Kass and Frank (2002), "The time-rescaling theorem". With the clock ``days`` the
rate is constant within a day, so that, given their number, a day's events lie at uniform random places in
it: they are put there by a generator with a fixed seed, which makes the check exact too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kstest

from detente.dynamics.processes.hawkes.layout import Layout
from detente.dynamics.processes.hawkes.maximum import Point
from detente.dynamics.processes.hawkes.records import Residual

Floats = NDArray[np.float64]

PLACES_SEED = 20_240_116
"""Of the places within a day."""
LEAST = 8
"""Gaps below which nothing is tested."""


def residuals(layout: Layout, point: Point, names: tuple[str, ...]) -> tuple[Residual, ...]:
    """The check of each type with enough events."""
    found = []
    before = np.cumsum(point.regressors.masses, axis=1) - point.regressors.masses
    rng = np.random.default_rng(PLACES_SEED)
    for kind, name in enumerate(names):
        gaps = rescaled_gaps(layout, point, kind, before, rng)
        if len(gaps) < LEAST:
            continue
        test = kstest(gaps, "expon")
        found.append(Residual(type=name, events=len(gaps), ks=float(test.statistic), p=float(test.pvalue)))
    return tuple(found)


def rescaled_gaps(
    layout: Layout, point: Point, kind: int, before: Floats, rng: np.random.Generator
) -> Floats:
    """(n,) increments of the compensator between successive events of the type."""
    x = point.parameters[kind]
    rows = layout.rows[kind]
    times, sums = layout.moments[rows], point.regressors.sums[:, rows]
    numbers = layout.counts[kind, rows].astype(int)
    if layout.clock == "continuous":
        # ∫κ up to t is the mass so far less what is still to come.
        passed = x[0] * times + x[1:] @ (before[:, rows] - sums)
        return np.diff(np.repeat(passed, numbers), prepend=0.0)
    decay = float(np.exp(point.theta[0]))
    started = x[0] * times + x[1:] @ (before[:, rows] - sums * np.exp(decay))
    rate = x[0] + x[1:] @ (np.expm1(decay) * sums)
    places = np.repeat(started, numbers) + rng.uniform(size=int(numbers.sum())) * np.repeat(rate, numbers)
    return np.diff(np.sort(places), prepend=0.0)
