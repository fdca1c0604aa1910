"""All agent quantal-response equilibria of the escalation game, for many games at once.

Every information set but one is reached in one way only. Where the first side has seen a full strike, it
may have been a limited one that was misread: its belief μ depends on the answer's mixture, which depends on
what it does there. So an equilibrium is a root of one scalar equation in the log-odds ℓ of μ,

    ℓ = log(slip) + λ(u₅ − u₆),   u₅ − u₆ = a + b·σ(λ(c + d·μ)),   μ = σ(ℓ),

which lies in a known interval. A grid fine where the two curves bend, then bisection with Newton steps,
finds every root that the grid parts (McKelvey and Palfrey 1998; the search in log-odds as for the
signalling game). With several roots the principal branch is followed from λ = 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from detente.strategy.escalation import payoffs
from detente.strategy.escalation.parameters import FULL, LIMITED, RESPONSES, Draws

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.strategy.escalation.parameters import Array

    Rows = npt.NDArray[np.intp]
    Flags = npt.NDArray[np.bool_]

STEPS = 48
"""Points of each part of the grid; steps in λ on the way to the principal branch."""


class Forced(Struct, frozen=True):
    """Moves that are not free: a what-if that bans or forces them. ``None`` leaves a move free.

    ``act``: whether the first side acts; ``replies``: places in ``RESPONSES`` that stay open;
    ``escalates``: whether the first side escalates; ``war``: whether the second side goes to war then.
    """

    act: bool | None = None
    replies: tuple[int, ...] = tuple(range(len(RESPONSES)))
    escalates: bool | None = None
    war: bool | None = None


FREE = Forced()


class Solution(NamedTuple):
    """Equilibria, one a game (g games): probabilities of each move.

    ``act`` (g,): the first side acts; ``reply`` (g, 5): the answer, given the act; ``escalate`` (g, 5): the
    first side escalates, given the answer; ``alarm`` (g,): it escalates when it sees a full strike;
    ``war`` (g, 5): the second side goes to war, given answer and escalation; ``belief`` (g,): that what
    looked full was limited; ``roots`` (g,): number of equilibria found; ``folded`` (g,): whether the
    principal branch turned back before it reached λ; ``error`` (g,): largest residual in log-odds.
    """

    act: Array
    reply: Array
    escalate: Array
    alarm: Array
    war: Array
    belief: Array
    roots: Array
    folded: Flags
    error: Array


def logistic(value: Array) -> Array:
    """1/(1+e^-v) without overflow."""
    import numpy as np

    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * value)))


class _Map:
    """The scalar equation of each game, as arrays over the games."""

    def __init__(self, draws: Draws, forced: Forced) -> None:
        import numpy as np

        self.draws, self.forced = draws, forced
        self.fixed = payoffs.fixed(draws)
        self.rate = draws["precision"]
        rate = self.rate[:, None]
        self.war = logistic(rate * (self.fixed.at_war - self.fixed.gives_way))
        if forced.war is not None:
            self.war = np.full_like(self.war, float(forced.war))
        # What the second side gets, and the first side gets, once the first has escalated.
        self.after = self.war * self.fixed.at_war + (1 - self.war) * self.fixed.gives_way
        bitter = payoffs.first_at_war(draws)[:, None]
        self.first_after = self.war * bitter + (1 - self.war) * draws.side("first", "gain")[:, None]
        self._escalation()
        self._mixture()

    def _escalation(self) -> None:
        """Escalation where the answer is seen for what it is; slope and intercept in μ where it is not."""
        import numpy as np

        lost = payoffs.standing_lost(self.draws)
        worth = payoffs.escalate(self.draws, lost, self.first_after) - payoffs.stop(self.draws, lost)
        self.seen = self._escalates(self.rate[:, None] * worth)
        self.doubt_base = worth[:, FULL]
        # What was seen is lost either way; what follows depends on what was truly done.
        self.doubt_slope = self.first_after[:, LIMITED] - self.first_after[:, FULL]
        self.peace = self.draws.side("second", "peace")
        self.left = np.log(np.maximum(self.fixed.slip, 1e-300))

    def _escalates(self, odds: Array) -> Array:
        import numpy as np

        if self.forced.escalates is None:
            return logistic(odds)
        return np.full_like(odds, float(self.forced.escalates))

    def _mixture(self) -> None:
        """Intercept a and slope b of u₅ − u₆ in the chance of escalation on alarm."""
        slip, own = self.fixed.slip, self.fixed.answer
        five, six = self.after[:, LIMITED] - self.peace, self.after[:, FULL] - self.peace
        self.level = own[:, LIMITED] - own[:, FULL] + self.seen[:, LIMITED] * (1 - slip) * five
        self.slope = slip * five - six
        both = {LIMITED, FULL} & set(self.forced.replies)
        # Where only one kind of strike is open, there is nothing to doubt.
        self.certain = {frozenset({LIMITED}): 1.0, frozenset({FULL}): 0.0}.get(frozenset(both))

    def alarm(self, belief: Array, rows: Rows | slice = slice(None), rate: Array | None = None) -> Array:
        """Chance of escalation when a full strike is seen."""
        lam = self.rate[rows] if rate is None else rate
        base, slope = self.doubt_base[rows], self.doubt_slope[rows]
        if belief.ndim == 2:
            lam, base, slope = (each[:, None] for each in (lam, base, slope))
        return self._escalates(lam * (base + slope * belief))

    def best(self, odds: Array, rows: Rows | slice = slice(None), rate: Array | None = None) -> Array:
        """The log-odds that follow from the log-odds ``odds``, shape (k,) or (k, points)."""
        lam = self.rate[rows] if rate is None else rate
        level, slope, left = self.level[rows], self.slope[rows], self.left[rows]
        alarm = self.alarm(logistic(odds), rows, lam)
        if odds.ndim == 2:
            lam, level, slope, left = (each[:, None] for each in (lam, level, slope, left))
        return left + lam * (level + slope * alarm)


def solve(draws: Draws, forced: Forced = FREE) -> Solution:
    """The equilibrium of every game: the only one, or the principal branch with the others counted."""
    import numpy as np

    game = _Map(draws, forced)
    count = np.ones(len(draws))
    folded = np.zeros(len(draws), dtype=bool)
    error = np.zeros(len(draws))
    if game.certain is not None:
        belief = np.full(len(draws), game.certain)
    else:
        odds = np.full(len(draws), -690.0)
        doubtful = np.flatnonzero(game.fixed.slip > 0)
        if len(doubtful):
            rows, roots = _roots(game, doubtful)
            count[doubtful] = np.bincount(rows, minlength=len(draws))[doubtful]
            odds[rows] = roots
            several = np.flatnonzero(count > 1)
            if len(several):
                odds[several], folded[several] = _principal(game, several, rows, roots)
            error[doubtful] = np.abs(game.best(odds[doubtful], doubtful) - odds[doubtful])
        belief = np.where(game.fixed.slip > 0, logistic(odds), 0.0)
    return _moves(game, belief, count, folded, error)


def equilibria(draws: Draws, row: int = 0, forced: Forced = FREE) -> list[Solution]:
    """Every equilibrium of one game, the most trusting belief last."""
    import numpy as np

    single = Draws(draws.values[row : row + 1], draws.act)
    game = _Map(single, forced)
    if game.certain is not None or game.fixed.slip[0] <= 0:
        return [solve(single, forced)]
    _, roots = _roots(game, np.array([0]))
    none = np.zeros(1)
    return [
        _moves(
            game, logistic(np.array([odds])), np.array([float(len(roots))]), none.astype(bool),
            np.abs(game.best(np.array([odds])) - odds),
        )
        for odds in np.sort(roots)
    ]  # fmt: skip


def _grid(game: _Map, rows: Rows, low: Array, high: Array) -> Array:
    """Points of log-odds, densest where the belief or the alarm turns, shape (k, points)."""
    import numpy as np

    even = np.linspace(0.0, 1.0, STEPS)
    turn = np.sinh(np.linspace(-4.0, 4.0, STEPS))
    slope = game.doubt_slope[rows]
    middle = np.clip(-game.doubt_base[rows] / np.where(slope == 0, 1.0, slope), 1e-12, 1 - 1e-12)
    centre = np.log(middle / (1 - middle))
    sharp = np.maximum(np.abs(game.rate[rows] * slope) * middle * (1 - middle), 1e-3)
    points = np.concatenate(
        [
            low[:, None] + (high - low)[:, None] * even,
            np.broadcast_to(turn, (len(rows), STEPS)),
            centre[:, None] + turn / sharp[:, None],
        ],
        axis=1,
    )
    return np.sort(np.clip(points, low[:, None], high[:, None]), axis=1)


def _roots(game: _Map, rows: Rows) -> tuple[Rows, Array]:
    """All roots that the grid parts: the row of each and its log-odds."""
    import numpy as np

    start = game.left[rows] + game.rate[rows] * game.level[rows]
    end = start + game.rate[rows] * game.slope[rows]
    points = _grid(game, rows, np.minimum(start, end) - 1e-6, np.maximum(start, end) + 1e-6)
    above = points - game.best(points, rows) > 0
    crossing, place = np.nonzero(above[:, 1:] != above[:, :-1])
    low, high = points[crossing, place], points[crossing, place + 1]
    rising = above[crossing, place + 1]
    return rows[crossing], _polish(game, rows[crossing], low, high, rising)


def _polish(game: _Map, rows: Rows, low: Array, high: Array, rising: Flags) -> Array:
    """Newton steps kept inside a bracket that bisection narrows."""
    import numpy as np

    at = (low + high) / 2
    for _ in range(80):
        gap = at - game.best(at, rows)
        below = (gap > 0) != rising
        low, high = np.where(below, at, low), np.where(below, high, at)
        step = 1e-6
        slope = 1 - (game.best(at + step, rows) - game.best(at - step, rows)) / (2 * step)
        newton = at - gap / np.where(np.abs(slope) < 1e-12, 1e-12, slope)
        inside = (newton > low) & (newton < high)
        following = np.where(inside, newton, (low + high) / 2)
        done = bool(np.all(np.abs(following - at) <= 1e-13 * np.maximum(1.0, np.abs(at))))
        at = following
        if done:
            break
    return at


def _principal(game: _Map, several: Rows, rows: Rows, roots: Array) -> tuple[Array, Flags]:
    """Follow the root from λ = 0 for games with several; whether the branch turned back on the way.

    At every λ on the way the nearest root is taken; where the one that was followed is gone, the branch has
    folded, and the nearest of the others goes on.
    """
    import numpy as np

    part = game.draws.values[several]
    at = game.left[several].copy()
    move = np.zeros(len(several))
    folded = np.zeros(len(several), dtype=bool)
    for share in np.linspace(0.0, 1.0, 2 * STEPS + 1)[1:]:
        smaller = Draws(part.copy(), game.draws.act)
        smaller["precision"][:] *= share
        there = _Map(smaller, game.forced)
        which, found = _roots(there, np.arange(len(several)))
        near = _nearest(at + move, which, found)
        folded |= np.abs(near - at) > 1.0 + 4 * np.abs(move)
        move, at = np.where(folded, 0.0, near - at), near
    return _nearest(
        at, np.searchsorted(several, rows[np.isin(rows, several)]), roots[np.isin(rows, several)]
    ), folded


def _nearest(guess: Array, rows: Rows, roots: Array) -> Array:
    """The root of each row that is nearest to its guess."""
    import numpy as np

    result = guess.copy()
    for row in range(len(guess)):
        own = roots[rows == row]
        result[row] = own[np.argmin(np.abs(own - guess[row]))]
    return result


def _moves(game: _Map, belief: Array, count: Array, folded: Flags, error: Array) -> Solution:
    """All moves that follow from the belief."""
    import numpy as np

    draws, slip = game.draws, game.fixed.slip
    alarm = game.alarm(belief)
    escalate = game.seen.copy()
    escalate[:, FULL] = alarm
    escalate[:, LIMITED] = (1 - slip) * game.seen[:, LIMITED] + slip * alarm
    worth = game.fixed.answer + (1 - escalate) * game.peace[:, None] + escalate * game.after
    odds = game.rate[:, None] * worth
    closed = [place for place in range(len(RESPONSES)) if place not in game.forced.replies]
    odds[:, closed] = -np.inf
    weight = np.exp(odds - odds.max(axis=1, keepdims=True))
    reply = weight / weight.sum(axis=1, keepdims=True)
    gain = payoffs.act_worth(draws) + (reply * _after_reply(game, alarm)).sum(axis=1)
    gain = gain - payoffs.keep_still(draws)
    act = logistic(game.rate * gain)
    if game.forced.act is not None:
        act = np.full_like(act, float(game.forced.act))
    return Solution(act, reply, escalate, alarm, game.war, belief, count, folded, error)


def _after_reply(game: _Map, alarm: Array) -> Array:
    """What each answer leaves the first side, shape (g, 5)."""
    lost = payoffs.standing_lost(game.draws)
    seen = game.seen.copy()
    seen[:, FULL] = alarm
    pay = seen * payoffs.escalate(game.draws, lost, game.first_after)
    pay = pay + (1 - seen) * payoffs.stop(game.draws, lost)
    # A limited strike that is taken for a full one costs what a full one costs.
    full = lost[:, FULL]
    misread = alarm * payoffs.escalate(game.draws, full, game.first_after[:, LIMITED])
    misread = misread + (1 - alarm) * payoffs.stop(game.draws, full)
    slip = game.fixed.slip
    pay[:, LIMITED] = (1 - slip) * pay[:, LIMITED] + slip * misread
    return pay
