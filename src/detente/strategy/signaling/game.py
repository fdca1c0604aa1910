"""The crisis signalling game: outcome probabilities, the equilibrium condition and their derivatives.

A keeps the status quo (SQ) or challenges; B then concedes (CD) or resists; A then stands firm (SF) or backs
down (BD). Seven payoffs: ``SA`` of SQ for A (B gets 0); ``VA``, ``CB`` of CD; ``barWA``, ``barWB`` of SF;
``bara`` of BD for A, minus which is A's audience cost; ``VB`` of BD for B. Private shocks, standard normal,
come on top of ``barWA``, ``bara`` (known to A) and ``barWB`` (known to B).

With p = P(B resists): A challenges unless both shocks stay below ``c = [SA - (1 - p) VA] / p``, so that

    P(challenge)        pC = 1 - Phi(c - barWA) Phi(c - bara)
    P(challenge, firm)  h  = Phi2[(barWA - bara) / sqrt 2, barWA - c; 1 / sqrt 2]
    P(challenge, back)  b  = pC - h
    B resists if        Phi^-1(p) = barWB - CB + (VB - CB) b / h

The last line is the equilibrium condition; with pF = h / pC it is the usual Phi^-1(p) = barWB + [(1 - pF) VB
- CB] / pF. Sources: Lewis and Schultz (2003), Political Analysis 11(4); Crisman-Cox and Gibilisco (2021),
Political Science Research and Methods 9(2).

Everything is written in ``y = Phi^-1(p)``. Like log-odds it tells apart probabilities that are next to 0 or
1, and the condition is linear in B's payoffs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Array = NDArray[np.float64]

PAYOFFS = ("SA", "VA", "CB", "barWA", "barWB", "bara", "VB")
OUTCOMES = ("SQ", "CD", "SF", "BD")
SA, VA, CB, WA, WB, BA, VB = range(7)
Y = 7
"""Place of y after the seven payoffs in the last axis of derivatives."""

_ROOT_HALF = np.sqrt(0.5)
_DENSITY = 1 / np.sqrt(2 * np.pi)
_TINY = 1e-290
_FARTHEST = 36.0
_LIMIT = 1e150


def _nodes() -> tuple[Array, Array, Array]:
    """Gauss-Legendre nodes on [0, pi/4] = [0, arcsin(1/sqrt 2)]: sines, 1/(2 cos^2), weights/(2 pi)."""
    at, weight = np.polynomial.legendre.leggauss(24)
    angle = np.pi / 8 * (at + 1)
    return np.sin(angle), 0.5 / np.cos(angle) ** 2, weight * np.pi / 8 / (2 * np.pi)


_SINE, _PRECISION, _WEIGHT = _nodes()


def density(x: Array) -> Array:
    """The standard normal density."""
    return np.asarray(_DENSITY * np.exp(-0.5 * np.square(x)))


def both_below(h: Array, k: Array) -> Array:
    """P(X <= h, Y <= k) of standard normals with correlation 1/sqrt 2.

    Phi(h) Phi(k) plus Plackett's integral over the correlation (Drezner and Wesolowsky 1990). Both terms are
    positive, so that small probabilities keep their leading digits.
    """
    h, k = np.broadcast_arrays(h, k)
    flat_h, flat_k = np.ravel(h), np.ravel(k)
    power = -(flat_h**2 + flat_k**2)[:, None] + (2 * flat_h * flat_k)[:, None] * _SINE
    integral = np.exp(power * _PRECISION) @ _WEIGHT
    return np.reshape(ndtr(flat_h) * ndtr(flat_k) + integral, np.shape(h))


@dataclass(frozen=True, slots=True)
class Challenger:
    """What A does at a threshold ``c``; arrays of one shape.

    ``quiet`` + ``firm`` + ``back`` = 1; ``challenge`` = ``firm`` + ``back``. ``slopes_*`` hold d log P / d(c,
    barWA, bara) in a last axis of three.
    """

    quiet: Array
    challenge: Array
    firm: Array
    back: Array
    slopes_quiet: Array
    slopes_challenge: Array
    slopes_firm: Array
    slopes_back: Array


def threshold(payoffs: Array, y: Array) -> Array:
    """The shock that makes A indifferent, c = [SA - (1 - p) VA] / p, kept finite."""
    gain = (payoffs[..., SA] - ndtr(-y) * payoffs[..., VA]) / np.maximum(ndtr(y), _TINY)
    return np.asarray(np.clip(gain, -_LIMIT, _LIMIT))


def challenger(c: Array, firm: Array, back: Array) -> Challenger:
    """A's choices at threshold ``c`` with payoffs ``firm`` (barWA) and ``back`` (bara)."""
    # Beyond 36 standard deviations everything under- or overflows; what is there is decided by the
    # nearer one.
    c = np.clip(c, np.minimum(firm, back) - _FARTHEST, np.maximum(firm, back) + _FARTHEST)
    over_firm, over_back = ndtr(firm - c), ndtr(back - c)
    under_firm, under_back = ndtr(c - firm), ndtr(c - back)
    quiet = np.maximum(under_firm * under_back, _TINY)
    challenge = np.maximum(over_firm + over_back - over_firm * over_back, _TINY)
    difference = (firm - back) * _ROOT_HALF
    stands = np.maximum(both_below(difference, firm - c), _TINY)
    backs = np.maximum(both_below(-difference, back - c), _TINY)

    at_firm, at_back = density(c - firm), density(c - back)
    edge_firm, edge_back = at_firm * under_back, at_back * under_firm
    middle = density(difference) * ndtr((firm + back - 2 * c) * _ROOT_HALF) * _ROOT_HALF
    zero_sum = np.stack([edge_firm + edge_back, -edge_firm, -edge_back], axis=-1)
    return Challenger(
        quiet=quiet,
        challenge=challenge,
        firm=stands,
        back=backs,
        slopes_quiet=zero_sum / quiet[..., None],
        slopes_challenge=-zero_sum / challenge[..., None],
        slopes_firm=np.stack([-edge_firm, middle + edge_firm, -middle], axis=-1) / stands[..., None],
        slopes_back=np.stack([-edge_back, -middle, middle + edge_back], axis=-1) / backs[..., None],
    )


def equilibrium_gap(payoffs: Array, y: Array) -> tuple[Array, Array]:
    """The equilibrium condition ``y - g(y)`` and its derivative in ``y``; 0 is an equilibrium.

    ``payoffs`` has the seven payoffs in its last axis, ``y`` the shape of the others.
    """
    c = threshold(payoffs, y)
    a = challenger(c, payoffs[..., WA], payoffs[..., BA])
    odds = np.minimum(a.back / a.firm, _LIMIT)
    stake = payoffs[..., VB] - payoffs[..., CB]
    gap = y - (payoffs[..., WB] - payoffs[..., CB] + stake * odds)
    slope = 1 - stake * odds * (a.slopes_back[..., 0] - a.slopes_firm[..., 0]) * _threshold_slope(payoffs, y)
    return gap, slope


def _threshold_slope(payoffs: Array, y: Array) -> Array:
    """dc/dy = (VA - SA) phi(y) / p^2, kept finite."""
    resist = np.maximum(ndtr(y), _TINY)
    slope = (payoffs[..., VA] - payoffs[..., SA]) * (density(y) / resist) / resist
    return np.asarray(np.clip(slope, -_LIMIT, _LIMIT))


@dataclass(frozen=True, slots=True)
class Play:
    """A row of games at (payoffs, y), with derivatives in the seven payoffs and y (last axis of eight).

    ``probabilities`` (n, 4) of SQ, CD, SF, BD; ``slopes`` (n, 4, 8) of their logarithms; ``gap`` (n,) of the
    equilibrium condition and ``gap_slopes`` (n, 8); ``challenge`` = P(A challenges) and ``firm`` = P(A stands
    firm, once resisted), both (n,).
    """

    probabilities: Array
    slopes: Array
    gap: Array
    gap_slopes: Array
    challenge: Array
    firm: Array


def play(payoffs: Array, y: Array) -> Play:
    """Everything an estimator needs of n games: ``payoffs`` (n, 7), ``y`` (n,)."""
    resist, concede = np.maximum(ndtr(y), _TINY), np.maximum(ndtr(-y), _TINY)
    c = threshold(payoffs, y)
    a = challenger(c, payoffs[:, WA], payoffs[:, BA])
    outer = np.zeros((len(y), 3, 8))
    outer[:, 0, SA], outer[:, 0, VA], outer[:, 0, Y] = (
        1 / resist,
        -concede / resist,
        _threshold_slope(payoffs, y),
    )
    outer[:, 1, WA] = outer[:, 2, BA] = 1
    parts = np.stack([a.slopes_quiet, a.slopes_challenge, a.slopes_firm, a.slopes_back], axis=1)
    slopes = parts @ outer
    at = density(y)
    slopes[:, 1, Y] -= at / concede
    slopes[:, 2, Y] += at / resist
    slopes[:, 3, Y] += at / resist

    odds = np.minimum(a.back / a.firm, _LIMIT)
    stake = payoffs[:, VB] - payoffs[:, CB]
    gap_slopes = -(stake * odds)[:, None] * ((a.slopes_back - a.slopes_firm)[:, None, :] @ outer)[:, 0, :]
    gap_slopes[:, Y] += 1
    gap_slopes[:, WB] -= 1
    gap_slopes[:, CB] += 1 + odds
    gap_slopes[:, VB] -= odds
    return Play(
        probabilities=np.stack([a.quiet, a.challenge * concede, a.firm * resist, a.back * resist], axis=1),
        slopes=slopes,
        gap=y - (payoffs[:, WB] - payoffs[:, CB] + stake * odds),
        gap_slopes=gap_slopes,
        challenge=a.challenge,
        firm=a.firm / a.challenge,
    )
