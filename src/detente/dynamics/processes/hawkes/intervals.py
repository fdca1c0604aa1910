"""How sure: standard errors, likelihood intervals that respect the bound at zero, and tests of no excitation.

Intervals of baselines and of the branching matrix are the values of one parameter at which twice the
log-likelihood has fallen by the χ² quantile. The others move along the tangent of the profile, which is right to
the third order and needs no refitting; the decay's uncertainty widens both ends by the ratio of the standard
errors with and without it. A parameter at zero gets the interval from 0 to its upper end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from detente.dynamics.processes.hawkes.concave import Problem, maximise
from detente.dynamics.processes.hawkes.layout import Layout
from detente.dynamics.processes.hawkes.maximum import Maximum, problem_of, profile
from detente.dynamics.processes.hawkes.records import Estimate

Floats = NDArray[np.float64]

CLEAR = 7.0
"""An estimate this many standard errors from zero is tested by them alone."""
PROFILE_MOMENTS = 20_000
"""Above this, the decay's interval comes from its standard error on the log scale: it is normal by then."""


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Everything of one receiving type's parameters, (P,) each."""

    covariance: Floats
    """(P, P) at the estimated decay; rows and columns of parameters at zero are zero."""
    se: Floats
    """With the decay's uncertainty."""
    low: Floats
    high: Floats
    p: Floats
    """Of a parameter of zero."""


def uncertainty(layout: Layout, best: Maximum, kind: int, level: float) -> Uncertainty:
    """Intervals and tests of receiving type ``kind``."""
    problem = problem_of(layout, best.point.regressors, kind)
    x = best.point.parameters[kind]
    size = len(x)
    free = x > 0.0
    _, information = problem.slopes(x)
    covariance = np.zeros((size, size))
    covariance[np.ix_(free, free)] = _inverse(information[np.ix_(free, free)])
    low, high, se, p = np.zeros(size), np.empty(size), np.empty(size), np.ones(size)
    crit = float(chi2.ppf(level, 1))
    rate = x @ problem.rows
    for place in range(size):
        within = free.copy()
        within[place] = True
        chosen = np.flatnonzero(within)
        block = covariance[np.ix_(chosen, chosen)] if free[place] else _inverse(information[np.ix_(chosen, chosen)])
        at = int(np.searchsorted(chosen, place))
        alone = float(np.sqrt(block[at, at]))
        tangent = np.zeros(size)
        tangent[chosen] = block[:, at] / block[at, at]
        follow = best.sensitivity[:, kind, place] * float(free[place])
        border = 0.0 if best.covariance is None else float(follow @ best.covariance @ follow)
        se[place] = np.sqrt(alone**2 + border)
        widen = se[place] / alone
        fall = _fall(problem, x, rate, tangent)
        high[place] = x[place] + widen * _crossing(fall, alone, crit, np.inf)
        if free[place]:
            low[place] = max(0.0, x[place] - widen * _crossing(fall, -alone, crit, x[place] / widen))
            p[place] = _p_zero(problem, x, tangent, place, se[place], widen)
    return Uncertainty(covariance, se, low, high, p)


def _inverse(information: Floats) -> Floats:
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12 * information.max()))
    scaled = information / np.outer(scale, scale)
    scaled[np.diag_indices_from(scaled)] += 1e-10
    inverse: Floats = np.linalg.inv(scaled) / np.outer(scale, scale)
    return inverse


def _fall(
    problem: Problem, x: Floats, rate: Floats, tangent: Floats
) -> Callable[[float], tuple[float, float]]:
    """Twice the fall of the log-likelihood after a move along the tangent, and its slope."""
    drift = tangent @ problem.rows
    cost = float(tangent @ problem.exposures)

    def fall(move: float) -> tuple[float, float]:
        ratio = 1.0 + move * drift / rate
        if np.any(ratio <= 0.0):
            return np.inf, np.inf
        value = -2.0 * (float(problem.numbers @ np.log(ratio)) - move * cost)
        return value, -2.0 * (float(problem.numbers @ (drift / rate / ratio)) - cost)

    return fall


def _crossing(fall: Callable[[float], tuple[float, float]], se: float, crit: float, most: float) -> float:
    """How far in the direction of ``se`` twice the log-likelihood has fallen by ``crit``; at most ``most``.

    The fall is convex in the move: Newton from a point beyond the crossing comes back to it from one side.
    """
    direction = np.sign(se)
    move = float(se * np.sqrt(crit))
    inside = 0.0
    for _ in range(60):
        value, slope = fall(move)
        if not np.isfinite(value):
            move = (move + inside) / 2.0
            continue
        if abs(value - crit) < 1e-6:
            break
        if value < crit:
            inside = move
            if abs(move) >= most:
                return most
        step = (crit - value) / slope if slope * direction > 0 else 0.5 * move
        following = move + step
        move = following if (following - inside) * direction > 0 else (move + inside) / 2.0
    return min(abs(move), most)


def _p_zero(problem: Problem, x: Floats, tangent: Floats, place: int, se: float, widen: float) -> float:
    """P of a parameter of zero, one-sided because it cannot be negative."""
    distance = x[place] / se
    if distance < CLEAR and place > 0:
        start = np.maximum(x - x[place] * tangent, 0.0)
        _, value = maximise(problem, start, fixed=place)
        distance = np.sqrt(max(0.0, 2.0 * (problem.value(x) - value))) / widen
    return float(norm.sf(distance))


def radius_estimate(branching: Floats, parts: list[Uncertainty], best: Maximum, level: float) -> Estimate:
    """The spectral radius, its error by the delta method, its interval on the log scale."""
    values, right = np.linalg.eig(branching)
    place = int(np.argmax(np.abs(values)))
    value = float(np.abs(values[place]))
    left = np.linalg.eig(branching.T)
    mate = int(np.argmin(np.abs(left[0] - values[place])))
    u, v = np.real(left[1][:, mate]), np.real(right[:, place])
    overlap = float(u @ v)
    if value == 0.0 or abs(overlap) < 1e-8:
        return Estimate(value=value, se=None, low=None, high=None)
    slopes = np.outer(u, v) / overlap
    padded = np.concatenate([np.zeros((len(slopes), 1)), slopes], axis=1)
    variance = sum(float(row @ part.covariance @ row) for row, part in zip(padded, parts, strict=True))
    if best.covariance is not None:
        follow = np.tensordot(best.sensitivity, padded, 2)
        variance += float(follow @ best.covariance @ follow)
    return on_log_scale(value, float(np.sqrt(variance)), level)


def on_log_scale(value: float, se: float, level: float) -> Estimate:
    """A positive parameter whose logarithm is taken as normal."""
    far = float(norm.ppf((1 + level) / 2)) * se / value
    return Estimate(value=value, se=se, low=float(value * np.exp(-far)), high=float(value * np.exp(far)))


def decay_estimate(layout: Layout, best: Maximum, low: float, high: float, level: float) -> Estimate:
    """The decay, by its profile likelihood; open ends where the range of decays ends first."""
    theta = best.point.theta
    value = float(np.exp(theta[0]))
    if best.covariance is None:
        return Estimate(value=value, se=None, low=None, high=None)
    error = float(np.sqrt(best.covariance[0, 0]))
    if len(layout.moments) > PROFILE_MOMENTS or len(theta) > 1:
        return on_log_scale(value, value * error, level)
    crit = float(chi2.ppf(level, 1))

    def end(direction: float, limit: float) -> float | None:
        def excess(point: float) -> float:
            there = profile(layout, np.array([point]), best.point.parameters)
            return 2.0 * (best.point.value - there.value) - crit

        far = theta[0] + direction * error * np.sqrt(crit)
        near = float(theta[0])
        while excess(far) < 0.0:
            near, far = far, far + direction * error
            if direction * (far - limit) >= 0.0:
                return None
        while abs(far - near) > 1e-3 * error:
            middle = (near + far) / 2.0
            near, far = (middle, far) if excess(middle) < 0.0 else (near, middle)
        return float(np.exp((near + far) / 2.0))

    return Estimate(value=value, se=value * error, low=end(-1.0, low), high=end(1.0, high))
