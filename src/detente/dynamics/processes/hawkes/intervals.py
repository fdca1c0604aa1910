"""How sure: standard errors, likelihood intervals that respect the bound at zero, and tests of no excitation.

Intervals of baselines and of the branching matrix are the values of one parameter at which twice the
log-likelihood has fallen by the χ² quantile. Within a receiving type the others move along the tangent of
the profile, which is right to the third order and needs no refitting. Over the decay the fall is counted
slice by slice and the interval is the union; where events are many, the decay's uncertainty widens both
ends by the ratio of the standard errors with and without it instead. A parameter at zero gets the interval
from 0 to its upper end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from detente.dynamics.processes.hawkes.concave import Problem, maximise
from detente.dynamics.processes.hawkes.layout import Layout
from detente.dynamics.processes.hawkes.maximum import Maximum, problem_of
from detente.dynamics.processes.hawkes.records import Estimate
from detente.dynamics.processes.hawkes.slices import Slice, is_sliced, on_log_scale

Floats = NDArray[np.float64]
Fall = Callable[[float], tuple[float, float]]

HELD = 1.0
"""Standard errors by which a bound must hold a parameter for it to stay there in the others' intervals."""
HELD_IN_RADIUS = 3.0
"""The same where the radius is taken: it grows with every zero that is not let go."""
DEFECTIVE = 1e-3
"""Product of unit eigenvectors below which an eigenvalue has no useful derivative."""
LONGEST = 10.0
"""Log of the factor at which an interval of the radius ends at the latest."""
RELEASE_STEPS = 20
CLEAR = 7.0
"""An estimate this many standard errors from zero is tested by them alone."""


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


@dataclass(frozen=True, eq=False)
class Conditional:
    """The same at one decay."""

    covariance: Floats
    se: Floats
    low: Floats
    high: Floats
    ratio: Floats
    """(P,) twice the fall of the log-likelihood to a parameter of zero."""


def uncertainty(layout: Layout, best: Maximum, cuts: list[Slice], kind: int, level: float) -> Uncertainty:
    """Intervals and tests of receiving type ``kind``."""
    crit = float(chi2.ppf(level, 1))
    x = best.point.parameters[kind]
    here = conditional(problem_of(layout, best.point.regressors, kind), x, crit)
    follow = best.sensitivity[:, kind] * (x > 0.0)
    border = np.zeros(len(x))
    if best.covariance is not None:
        border = np.einsum("qp,qr,rp->p", follow, best.covariance, follow)
    se = np.sqrt(here.se**2 + border)
    if is_sliced(layout):
        low, high, ratio = here.low, here.high, here.ratio
        for cut in cuts:
            problem = problem_of(layout, cut.point.regressors, kind)
            there = conditional(problem, cut.point.parameters[kind], crit - cut.fall)
            low, high = np.minimum(low, there.low), np.maximum(high, there.high)
            ratio = np.minimum(ratio, cut.fall + there.ratio)
    else:
        widen = se / here.se
        low = np.maximum(0.0, x - widen * (x - here.low))
        high, ratio = x + widen * (here.high - x), here.ratio / widen**2
    return Uncertainty(here.covariance, se, low, high, norm.sf(np.sqrt(ratio)))


def conditional(problem: Problem, x: Floats, crit: float) -> Conditional:
    """Intervals where twice the log-likelihood has fallen by ``crit`` ≥ 0, the decay held."""
    _, information = problem.slopes(x)
    held = _ends(problem, x, x > 0.0, information, crit)
    low, high = held.low, held.high
    free, centre, there = released(problem, x)
    if np.any(free & (x == 0.0)):
        loose = _ends(problem, centre, free, there, crit)
        low, high = np.minimum(low, loose.low), np.maximum(high, loose.high)
    ratio = np.zeros(len(x))
    for place in np.flatnonzero(x):
        ratio[place] = _ratio(problem, x, held.tangents[place], int(place), held.se[place])
    return Conditional(held.covariance, held.se, np.minimum(low, x), high, ratio)


@dataclass(frozen=True, eq=False)
class _Ends:
    covariance: Floats
    se: Floats
    low: Floats
    high: Floats
    tangents: Floats
    """(P, P) how all parameters follow the row's."""


def _ends(problem: Problem, x: Floats, free: NDArray[np.bool_], information: Floats, crit: float) -> _Ends:
    """Where twice the log-likelihood has fallen by ``crit`` from ``x``, with the parameters that are free."""
    size = len(x)
    covariance, tangents = np.zeros((size, size)), np.zeros((size, size))
    covariance[np.ix_(free, free)] = _inverse(information[np.ix_(free, free)])
    low, high, se = np.zeros(size), np.empty(size), np.empty(size)
    rate = x @ problem.rows
    for place in range(size):
        within = free.copy()
        within[place] = True
        chosen = np.flatnonzero(within)
        inner = np.ix_(chosen, chosen)
        block = covariance[inner] if free[place] else _inverse(information[inner])
        at = int(np.searchsorted(chosen, place))
        se[place] = np.sqrt(block[at, at])
        tangents[place, chosen] = block[:, at] / block[at, at]
        fall = _fall(problem, rate, tangents[place])
        high[place] = x[place] + _crossing(fall, se[place], crit, np.inf)
        if free[place] and x[place] > 0.0:
            low[place] = x[place] - _crossing(fall, -se[place], crit, x[place])
    return _Ends(covariance, se, low, high, tangents)


def released(problem: Problem, x: Floats, held: float = HELD) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """The parameters whose bound hardly binds, the maximum where they may have either sign, its information.

    The likelihood ratio is χ², and sums of estimates are unbiased, only where bounds do not bind.
    """
    gradient, information = problem.slopes(x)
    free = (x > 0.0) | (gradient > -held * np.sqrt(np.diag(information)))
    inner = np.ix_(free, free)
    value = problem.value(x)
    for _ in range(RELEASE_STEPS):
        step = np.zeros_like(x)
        step[free] = _inverse(information[inner]) @ gradient[free]
        if gradient @ step < 1e-6:
            break
        length = 1.0
        while length > 1e-3 and (moved := problem.value(x + length * step)) <= value:
            length *= 0.5
        if length <= 1e-3:
            break
        x, value = x + length * step, moved
        gradient, information = problem.slopes(x)
    return free, x, information


def _inverse(information: Floats) -> Floats:
    scale = np.sqrt(np.maximum(np.diag(information), 1e-12 * information.max()))
    scaled = information / np.outer(scale, scale)
    scaled[np.diag_indices_from(scaled)] += 1e-10
    inverse: Floats = np.linalg.inv(scaled) / np.outer(scale, scale)
    return inverse


def _fall(problem: Problem, rate: Floats, tangent: Floats) -> Fall:
    """Twice the fall of the log-likelihood after a move along the tangent, and its slope."""
    drift = (tangent @ problem.rows) / rate
    cost = float(tangent @ problem.exposures)

    def fall(move: float) -> tuple[float, float]:
        ratio = 1.0 + move * drift
        if np.any(ratio <= 0.0):
            return np.inf, np.inf
        value = -2.0 * (float(problem.numbers @ np.log(ratio)) - move * cost)
        return value, -2.0 * (float(problem.numbers @ (drift / ratio)) - cost)

    return fall


def _crossing(fall: Fall, se: float, crit: float, most: float) -> float:
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
        if abs(value - crit) < 1e-4:
            break
        if value < crit:
            inside = move
            if abs(move) >= most:
                return most
        step = (crit - value) / slope if slope * direction > 0 else 0.5 * move
        following = move + step
        move = following if (following - inside) * direction > 0 else (move + inside) / 2.0
    return min(abs(move), most)


def _ratio(problem: Problem, x: Floats, tangent: Floats, place: int, se: float) -> float:
    """Twice the fall of the log-likelihood to a parameter of zero; far from zero by Wald's approximation."""
    distance = float(x[place] / se)
    if distance < CLEAR and place > 0:
        start = np.maximum(x - x[place] * tangent, 0.0)
        start[place] = 0.0
        _, value = maximise(problem, start, fixed=place)
        return max(0.0, 2.0 * (problem.value(x) - value))
    return distance**2


def radius_estimate(
    layout: Layout, best: Maximum, cuts: list[Slice], parts: list[Uncertainty], level: float
) -> Estimate:
    """The spectral radius, its error by the delta method, its interval on the log scale, over all slices."""
    branching = best.point.parameters[:, 1:]
    value, slopes = _radius(branching)
    if slopes is None:
        return Estimate(value=value, se=None, low=None, high=None)
    variance = _variance(slopes, [part.covariance for part in parts])
    if best.covariance is not None:
        follow = np.tensordot(best.sensitivity, slopes, 2)
        variance += float(follow @ best.covariance @ follow)
    se = float(np.sqrt(variance))
    if not is_sliced(layout):
        return on_log_scale(value, se, level)
    crit = float(chi2.ppf(level, 1))
    low, high = value, value
    for cut in cuts:
        for matrix, covariances in _matrices(layout, cut):
            there, slopes = _radius(matrix)
            if slopes is not None:
                far = np.sqrt((crit - min(cut.fall, crit)) * _variance(slopes, covariances)) / there
                far = min(far, LONGEST)
                low, high = min(low, there * np.exp(-far)), max(high, there * np.exp(far))
    return Estimate(value=value, se=se, low=float(low), high=float(high))


def _matrices(layout: Layout, cut: Slice) -> list[tuple[Floats, list[Floats]]]:
    """The branching matrix within its bounds and without those that hardly bind, with the rows' covariances.

    Noise about a zero only ever raises the radius of the former.
    """
    found: list[tuple[Floats, list[Floats]]] = [(np.empty((layout.types,) * 2), []) for _ in range(2)]
    for kind in range(layout.types):
        problem = problem_of(layout, cut.point.regressors, kind)
        x = cut.point.parameters[kind]
        bounded = (x > 0.0, x, problem.slopes(x)[1])
        for place, (free, centre, information) in enumerate((bounded, released(problem, x, HELD_IN_RADIUS))):
            inner = np.ix_(free, free)
            covariance = np.zeros((len(x), len(x)))
            covariance[inner] = _inverse(information[inner])
            found[place][0][kind] = centre[1:]
            found[place][1].append(covariance)
    return found


def _radius(branching: Floats) -> tuple[float, Floats | None]:
    """The spectral radius and its derivatives (K, 1 + K) by the parameters; None where it has none."""
    values, right = np.linalg.eig(branching)
    place = int(np.argmax(np.abs(values)))
    value = float(np.abs(values[place]))
    other, left = np.linalg.eig(branching.T)
    u = np.real(left[:, int(np.argmin(np.abs(other - values[place])))])
    v = np.real(right[:, place])
    overlap = float(u @ v)
    if value < 1e-12 or abs(overlap) < DEFECTIVE:
        return value, None
    return value, np.concatenate([np.zeros((len(u), 1)), np.outer(u, v) / overlap], axis=1)


def _variance(slopes: Floats, covariances: list[Floats]) -> float:
    return sum(float(row @ each @ row) for row, each in zip(slopes, covariances, strict=True))
