"""The decays that the data allow: the profile likelihood cut into slices, and the decay's own interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from detente.dynamics.processes.hawkes.layout import Layout
from detente.dynamics.processes.hawkes.maximum import Maximum, Point, limits, profile
from detente.dynamics.processes.hawkes.records import Estimate

Floats = NDArray[np.float64]

SLICED_MOMENTS = 5_000
"""Above this the decay is as good as normal, and its standard error says enough."""
COARSE = 13
FINE = np.arange(-6, 7) / 2.0
"""In standard errors of the log decay."""


@dataclass(frozen=True, eq=False)
class Slice:
    """The maximum at one decay, and by how much twice the log-likelihood falls to it."""

    point: Point
    fall: float


def is_sliced(layout: Layout) -> bool:
    """Whether intervals are taken over all decays that the data allow, rather than widened."""
    return len(layout.moments) <= SLICED_MOMENTS and layout.mark is None


def slices(layout: Layout, best: Maximum, level: float) -> tuple[list[Slice], Estimate]:
    """Slices within the interval of the decay, and that interval; ends are open at the ends of the range."""
    theta = float(best.point.theta[0])
    value = float(np.exp(theta))
    se = None if best.covariance is None else value * float(np.sqrt(best.covariance[0, 0]))
    here = Slice(best.point, 0.0)
    if not np.any(best.point.parameters[:, 1:] > 0.0):
        return [here], Estimate(value=value, se=None, low=None, high=None)
    if not is_sliced(layout):
        if se is None:
            return [here], Estimate(value=value, se=None, low=None, high=None)
        return [here], on_log_scale(value, se, level)
    crit = float(chi2.ppf(level, 1))
    low, high = limits(layout)
    places = np.linspace(low, high, COARSE)
    if se is not None:
        places = np.concatenate([places, theta + FINE * se / value])
    places = np.unique(places[(places >= low) & (places <= high) & (places != theta)])
    found = sorted(
        [here, *(_slice(layout, best.point, place) for place in places)], key=lambda each: each.point.theta[0]
    )
    inside = [each.fall < crit for each in found]
    first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
    ends = [
        _end(layout, best.point, found[first], found[first - 1] if first else None, crit),
        _end(layout, best.point, found[last], found[last + 1] if last + 1 < len(found) else None, crit),
    ]
    kept = [each for each in found if each.fall < crit] + [each for each in ends if each is not None]
    bounds = [None if each is None else float(np.exp(each.point.theta[0])) for each in ends]
    return kept, Estimate(value=value, se=se, low=bounds[0], high=bounds[1])


def _slice(layout: Layout, best: Point, theta: float) -> Slice:
    point = profile(layout, np.array([theta]), best.parameters)
    return Slice(point, max(0.0, 2.0 * (best.value - point.value)))


def _end(layout: Layout, best: Point, inner: Slice, outer: Slice | None, crit: float) -> Slice | None:
    """Where the fall reaches ``crit`` between two slices, from within; None where nothing lies beyond."""
    if outer is None:
        return None
    for _ in range(7):
        middle = _slice(layout, best, float(inner.point.theta[0] + outer.point.theta[0]) / 2.0)
        inner, outer = (middle, outer) if middle.fall < crit else (inner, middle)
    return inner


def on_log_scale(value: float, se: float, level: float) -> Estimate:
    """A positive parameter whose logarithm is taken as normal."""
    far = float(norm.ppf((1 + level) / 2)) * se / value
    return Estimate(value=value, se=se, low=float(value * np.exp(-far)), high=float(value * np.exp(far)))
