"""Fitting a Hawkes process: checks, the maximum, everything that is said about it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import false_discovery_control, norm

from detente.dynamics.processes.hawkes.intervals import (
    Uncertainty,
    radius_estimate,
    uncertainty,
)
from detente.dynamics.processes.hawkes.layout import Clock, Layout, lay_out
from detente.dynamics.processes.hawkes.maximum import Maximum, maximum
from detente.dynamics.processes.hawkes.records import Estimate, Excites, HawkesFit
from detente.dynamics.processes.hawkes.residuals import residuals
from detente.dynamics.processes.hawkes.slices import is_sliced, slices
from detente.errors import ModelError, UsageError

Floats = NDArray[np.float64]

LEAST_OF_TYPE = 10
LEAST_PER_PARAMETER = 20
LEAST = 200
"""With fewer, simulated intervals cover less than they say (benchmarks/hawkes.py)."""


def events_needed(types: int) -> int:
    """How many events a fit of K types needs in all: 200, and 20 for each of its K (K + 1) + 1 parameters."""
    return max(LEAST, LEAST_PER_PARAMETER * (types * (types + 1) + 1))


def fit_hawkes(
    times: ArrayLike,
    types: ArrayLike,
    *,
    end: float,
    start: float = 0.0,
    names: Sequence[str] | None = None,
    clock: Clock = "continuous",
    marks: ArrayLike | None = None,
    level: float = 0.95,
) -> HawkesFit:
    """Fit λ_k(t) = μ_k + Σ_j A_kj Σ_i w_i κ(t - t_i) by maximum likelihood, with one decay for all pairs.

    ``times`` (N,) in any order, within [start, end); with the clock ``days`` whole days, ``end`` the first
    day that is no longer watched. ``types`` (N,) integers 0…K-1, ``names`` K words. ``marks`` (N,) finite
    numbers, by whose exponential the children of an event are scaled (the slope is estimated). Nothing is
    assumed to have happened before ``start``. The kernels of both clocks are in ``layout.py``.

    Raises ``UsageError`` H501 for arrays that do not go together, ``ModelError`` H502 for too few events (the
    number needed is named) and H503 for a continuous clock whose events are mostly simultaneous.
    """
    layout, words = _checked(times, types, start, end, names, clock, marks)
    best = maximum(layout)
    cuts, decay = slices(layout, best, level)
    parts = [uncertainty(layout, best, cuts, kind, level) for kind in range(layout.types)]
    radius = radius_estimate(layout, best, cuts, parts, level)
    return _told(layout, best, parts, decay, radius, words, level)


def _checked(
    times: ArrayLike,
    types: ArrayLike,
    start: float,
    end: float,
    names: Sequence[str] | None,
    clock: Clock,
    marks: ArrayLike | None,
) -> tuple[Layout, tuple[str, ...]]:
    when = np.asarray(times, dtype=float) - start
    kind = np.asarray(types, dtype=np.intp)
    mark = None if marks is None else np.asarray(marks, dtype=float)
    watch = float(end) - float(start)
    count = len(names) if names is not None else int(kind.max(initial=-1)) + 1
    wrong = None
    if when.ndim != 1 or kind.shape != when.shape or (mark is not None and mark.shape != when.shape):
        wrong = "times, types and marks must be as many as there are events"
    elif not np.isfinite(when).all() or (mark is not None and not np.isfinite(mark).all()):
        wrong = "a time or a mark is not a finite number"
    elif not (np.isfinite(watch) and watch > 0) or (when.size and (when.min() < 0 or when.max() >= watch)):
        wrong = "an event lies outside the watch from start to end"
    elif kind.size and (kind.min() < 0 or kind.max() >= count):
        wrong = "a type has no name"
    elif clock == "days" and (not np.array_equal(when, np.floor(when)) or watch != int(watch)):
        wrong = "the clock 'days' needs whole numbers"
    if wrong:
        raise UsageError("H501", wrong, remedy="Correct the call of fit_hawkes")
    words = tuple(names) if names is not None else tuple(str(each) for each in range(count))
    _enough(kind, words)
    if clock == "continuous" and len(np.unique(when)) < 0.95 * len(when):
        raise ModelError(
            "H503", "more than one event in twenty is simultaneous with another", remedy="Use clock='days'"
        )
    return lay_out(when, kind, count, watch, clock, mark), words


def _enough(kind: NDArray[np.intp], names: tuple[str, ...]) -> None:
    number = np.bincount(kind, minlength=len(names))
    needed = events_needed(len(names))
    if len(kind) < needed:
        raise ModelError(
            "H502",
            f"too few events: {len(kind)} of {len(names)} types, and a fit needs {needed}",
            remedy="Join types or watch longer",
        )
    if number.min() < LEAST_OF_TYPE:
        rare = names[int(np.argmin(number))]
        raise ModelError(
            "H502",
            f"too few events of type '{rare}': {number.min()}, and a fit needs {LEAST_OF_TYPE} of each",
            remedy="Join it with another type or leave it out",
        )


def _told(
    layout: Layout,
    best: Maximum,
    parts: list[Uncertainty],
    decay: Estimate,
    radius: Estimate,
    names: tuple[str, ...],
    level: float,
) -> HawkesFit:
    point = best.point
    per_type = layout.counts.sum(axis=1)
    poisson = float(per_type @ np.log(per_type / layout.end) - per_type.sum())
    q = false_discovery_control(np.concatenate([part.p[1:] for part in parts]))
    return HawkesFit(
        types=names,
        events=tuple(int(each) for each in per_type),
        end=layout.end,
        clock=layout.clock,
        level=level,
        decay=decay,
        half_life=_half_life(decay),
        slope=None if layout.mark is None else _slope(best, level),
        baseline=tuple(_estimate(point.parameters[kind], part, 0) for kind, part in enumerate(parts)),
        excitation=tuple(
            Excites(
                source=names[j],
                target=names[k],
                children=_estimate(point.parameters[k], parts[k], j + 1),
                p=float(parts[k].p[j + 1]),
                q=float(q[k * len(names) + j]),
            )
            for k in range(len(names))
            for j in range(len(names))
        ),
        radius=radius,
        log_likelihood=point.value,
        log_likelihood_poisson=poisson,
        residuals=residuals(layout, point, names),
        notes=_notes(layout, best),
    )


def _estimate(x: Floats, part: Uncertainty, place: int) -> Estimate:
    se, low, high = (float(each[place]) for each in (part.se, part.low, part.high))
    return Estimate(value=float(x[place]), se=se, low=low, high=high)


def _slope(best: Maximum, level: float) -> Estimate:
    value = float(best.point.theta[1])
    if best.covariance is None:
        return Estimate(value=value, se=None, low=None, high=None)
    se = float(np.sqrt(best.covariance[1, 1]))
    far = float(norm.ppf((1 + level) / 2)) * se
    return Estimate(value=value, se=se, low=value - far, high=value + far)


def _half_life(decay: Estimate) -> Estimate:
    """log 2 / decay: the ends change places."""
    value = math.log(2.0) / decay.value
    return Estimate(
        value=value,
        se=None if decay.se is None else value * decay.se / decay.value,
        low=None if decay.high is None else math.log(2.0) / decay.high,
        high=None if decay.low is None else math.log(2.0) / decay.low,
    )


def _notes(layout: Layout, best: Maximum) -> tuple[str, ...]:
    notes = []
    if not np.any(best.point.parameters[:, 1:] > 0.0):
        notes.append("no excitation was found: the decay means nothing and has no interval")
    elif best.covariance is None:
        rest = "run over all decays" if is_sliced(layout) else "hold at the decay printed and are too short"
        notes.append(f"the decay is not identified by these events; the other intervals {rest}")
    if layout.clock == "days":
        notes.append("events of one day do not count as answers to each other: their order is not known")
    return tuple(notes)
