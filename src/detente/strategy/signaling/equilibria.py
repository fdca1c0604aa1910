"""All equilibria of signalling games, by a search that resolves probabilities next to 0 and 1.

The condition is a scalar one in y = Phi^-1(p), a scale that like log-odds stretches both ends: p = 1 - 1e-12
is y = 7. A grid finds the changes of sign of the gap, its slope tells where two roots hide between two points
of the grid, and a Newton step held inside its bracket polishes each root.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import log_ndtr, ndtr

from detente.strategy.signaling.game import Array, equilibrium_gap, play

_INNER = np.linspace(-9, 9, 181)
_OUTER = np.array([9.5, 10, 11, 12, 14, 16, 20, 25, 30, 37, 60, 150, 1e3, 1e5, 1e8])
GRID = np.concatenate([-_OUTER[::-1], _INNER, _OUTER])
"""Where the gap is looked at; below -37 and above 37 the probability is 0 or 1 in double precision."""

_STEPS = 200
_CLOSE = 1e-12
"""A gap that is as small as this need not fall any further."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """One equilibrium of one game.

    ``log_odds`` of P(B resists) keeps what ``resist`` loses next to 1. ``stable`` says that best replies lead
    back to it (the gap rises through 0). ``outcomes`` are P(SQ), P(CD), P(SF), P(BD). ``belief`` is what B
    holds of A once challenged: P(A would stand firm), equal to ``firm`` by Bayes' rule.
    """

    resist: float
    log_odds: float
    challenge: float
    firm: float
    outcomes: tuple[float, float, float, float]
    stable: bool

    @property
    def belief(self) -> float:
        """B's belief, after a challenge, that A will stand firm."""
        return self.firm


@dataclass(frozen=True, slots=True)
class Roots:
    """The roots of n games: of game ``game[i]`` the root ``y[i]``, sorted by game and then by y."""

    game: np.ndarray[tuple[int], np.dtype[np.intp]]
    y: Array

    def of(self, game: int) -> Array:
        """The roots of one game."""
        return np.asarray(self.y[self.game == game])

    def counts(self, games: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """How many roots each of the games has."""
        return np.bincount(self.game, minlength=games)


def find_roots(payoffs: Array) -> Roots:
    """All equilibria y of n games with ``payoffs`` (n, 7).

    A game in which A never challenges because B is sure to concede less than A loses may have one more, at p
    = 0 itself; it is a limit and is not returned.
    """
    found = [_batch(payoffs[start : start + _BATCH], start) for start in range(0, len(payoffs), _BATCH)]
    game = np.concatenate([roots.game for roots in found]) if found else np.empty(0, dtype=np.intp)
    y = np.concatenate([roots.y for roots in found]) if found else np.empty(0)
    return Roots(game, y)


def _batch(payoffs: Array, first: int) -> Roots:
    gap, slope = equilibrium_gap(payoffs[:, None, :], np.broadcast_to(GRID, (len(payoffs), len(GRID))))
    left, right = gap[:, :-1], gap[:, 1:]
    crosses = np.sign(left) * np.sign(right) < 0
    game, cell = np.nonzero(crosses)
    low, high = GRID[cell], GRID[cell + 1]

    # Same sign at both ends but leaning towards 0 from both: an extremum inside may cross.
    leans = (left * slope[:, :-1] < 0) & (right * slope[:, 1:] > 0) & (left * right > 0)
    extra = _hidden(payoffs, *np.nonzero(leans))
    game = np.concatenate([game, extra[0]])
    y = polish(payoffs[game], np.concatenate([low, extra[1]]), np.concatenate([high, extra[2]]))

    exact_game, exact_cell = np.nonzero(gap == 0)
    game, y = np.concatenate([game, exact_game]), np.concatenate([y, GRID[exact_cell]])
    order = np.lexsort((y, game))
    return Roots(game[order] + first, y[order])


def _hidden(
    payoffs: Array,
    game: np.ndarray[tuple[int], np.dtype[np.intp]],
    cell: np.ndarray[tuple[int], np.dtype[np.intp]],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], Array, Array]:
    """Brackets (game, low, high) of pairs of roots that lie inside one cell of the grid."""
    low, high = GRID[cell], GRID[cell + 1]
    rows = payoffs[game]
    sign = np.sign(equilibrium_gap(rows, low)[0])
    inner_low, inner_high = low.copy(), high.copy()
    for _ in range(60):
        middle = 0.5 * (inner_low + inner_high)
        falling = equilibrium_gap(rows, middle)[1] * sign < 0
        inner_low, inner_high = np.where(falling, middle, inner_low), np.where(falling, inner_high, middle)
    lowest = 0.5 * (inner_low + inner_high)
    twice = equilibrium_gap(rows, lowest)[0] * sign < 0
    pair = game[twice]
    return (
        np.concatenate([pair, pair]),
        np.concatenate([low[twice], lowest[twice]]),
        np.concatenate([lowest[twice], high[twice]]),
    )


def polish(payoffs: Array, low: Array, high: Array) -> Array:
    """The root inside each bracket, by Newton steps that fall back to halving.

    Where a step did not halve the gap the bracket is halved: next to p = 0 the slope is not to be trusted.
    """
    low, high = low.copy(), high.copy()
    rising = equilibrium_gap(payoffs, low)[0] < 0
    y = 0.5 * (low + high)
    before = np.full(np.shape(y), np.inf)
    for _ in range(_STEPS):
        gap, slope = equilibrium_gap(payoffs, y)
        size = np.abs(gap)
        slow = (2 * size > before) & (size > _CLOSE * (1 + np.abs(y)))
        before = size
        below = (gap < 0) == rising
        low, high = np.where(below, y, low), np.where(below, high, y)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = y - gap / slope
        inside = (step > low) & (step < high) & ~slow
        following = np.where(inside, step, 0.5 * (low + high))
        following = np.where(gap == 0, y, following)
        done = np.abs(following - y) <= 4e-16 * (1 + np.abs(y))
        y = following
        if done.all():
            break
    return y


def describe(payoffs: Array, y: Array) -> list[Equilibrium]:
    """Records of equilibria: ``payoffs`` (m, 7) of the game of each root ``y`` (m,)."""
    games = play(payoffs, y)
    odds = log_ndtr(y) - log_ndtr(-y)
    return [
        Equilibrium(
            resist=float(ndtr(y[i])),
            log_odds=float(odds[i]),
            challenge=float(games.challenge[i]),
            firm=float(games.firm[i]),
            outcomes=tuple(float(share) for share in games.probabilities[i]),  # type: ignore[arg-type]
            stable=bool(games.gap_slopes[i, -1] > 0),
        )
        for i in range(len(y))
    ]
