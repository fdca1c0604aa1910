"""What an equilibrium comes to: answers, ends, time to normal; and single plays of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from detente.strategy.escalation.equilibrium import Solution
from detente.strategy.escalation.parameters import FORCE, RESPONSES, Draws

if TYPE_CHECKING:
    import numpy as np

    from detente.strategy.escalation.parameters import Array

End = Literal["no act", "restraint", "gives way", "war"]
ENDS: tuple[End, ...] = ("no act", "restraint", "gives way", "war")
"""The first side does not act; it stops after the answer; it escalates and the other gives way; war."""
COLUMNS = ("h_start", "h_day", "h_force", "h_pressure", "h_spoilers", "h_channel", "h_calls")
LONGEST = 3650.0
"""Days beyond which nothing is told apart."""


class Outcome(NamedTuple):
    """Chances over g games, given the first act: ``reply`` (g, 5), ``ends`` (g, 4) in the order of ``ENDS``,
    ``paths`` (g, 5, 3) by answer and by restraint, giving way, war; ``days`` (g,): median days from the
    answer to the end of the crisis (not a number where nothing happened)."""

    reply: Array
    ends: Array
    paths: Array
    days: Array


def outcome(draws: Draws, solved: Solution, hazard: Array) -> Outcome:
    """Chances of everything that can follow the act. ``hazard`` (g, 7): coefficients as in ``COLUMNS``.

    Where a what-if keeps the first side from acting at all, the answer's chances are 0.
    """
    import numpy as np

    # A side that is free to act is taken to have acted: the account begins with that act.
    acts = (solved.act > 0).astype(float)
    escalate, war = solved.escalate, solved.war
    each = np.stack([1 - escalate, escalate * (1 - war), escalate * war], axis=2)
    paths = solved.reply[:, :, None] * each * acts[:, None, None]
    ends = np.concatenate([(1 - acts)[:, None], paths.sum(axis=1)], axis=1)
    return Outcome(solved.reply * acts[:, None], ends, paths, median_days(draws, paths, hazard))


def calm_after_force(found: Outcome) -> Array | None:
    """Chance that no war follows an answer by force, shape (g,); none where there is no such answer."""
    struck = found.paths[:, FORCE].sum(axis=(1, 2))
    return None if float(struck.min()) <= 0 else 1 - found.paths[:, FORCE, 2].sum(axis=1) / struck


def peaks(act: int) -> Array:
    """Peak of violence (0 none, 1 limited, 2 full, 3 war) of each path, shape (5, 3)."""
    import numpy as np

    rungs = np.maximum(np.array(RESPONSES), act)
    reply = np.clip(rungs - 4, 0, 2).astype(float)
    return np.stack([reply, np.full(len(RESPONSES), 2.0), np.full(len(RESPONSES), 3.0)], axis=1)


def scale(draws: Draws, hazard: Array) -> tuple[Array, Array]:
    """Log of the rate without violence (g,), and the Weibull shape (g,)."""
    import numpy as np

    pressure = (draws.side("first", "pressure") + draws.side("second", "pressure")) / 2
    spoilers = np.maximum(draws.side("first", "spoilers"), draws.side("second", "spoilers"))
    log_rate = hazard[:, 0] + hazard[:, 3] * pressure + hazard[:, 4] * spoilers
    log_rate = log_rate + hazard[:, 5] * draws["channel"] + hazard[:, 6] * draws["calls"]
    return log_rate, np.maximum(1 + hazard[:, 1], 0.05)


def median_days(draws: Draws, paths: Array, hazard: Array) -> Array:
    """Median days to the end of the crisis over all paths, shape (g,), by bisection on log days."""
    import numpy as np

    log_rate, shape = scale(draws, hazard)
    peak = peaks(draws.act)
    weights = np.stack([paths[:, peak == level].sum(axis=1) for level in range(4)], axis=1)
    total = weights.sum(axis=1)
    rate = np.exp(log_rate[:, None] + hazard[:, 2:3] * np.arange(4.0)) / shape[:, None]
    low, high = np.full(len(draws), -4.0), np.full(len(draws), np.log(LONGEST))
    for _ in range(36):
        middle = (low + high) / 2
        alive = (weights * np.exp(-rate * np.exp(shape * middle)[:, None])).sum(axis=1)
        low = np.where(alive > total / 2, middle, low)
        high = np.where(alive > total / 2, high, middle)
    return np.where(total > 0, np.exp((low + high) / 2), np.nan)


class Plays(NamedTuple):
    """Single plays, one a row (r runs): whether the first side acted, the rung of the answer (0 none), the
    place of the end in ``ENDS``, days to the end of the crisis (not a number without an act), the seed."""

    acted: Array
    answer: Array
    end: Array
    days: Array
    seed: int | None


def simulate(draws: Draws, solved: Solution, hazard: Array, rng: int | np.random.Generator) -> Plays:
    """One play of each game. The same ``rng`` seed gives the same plays."""
    import numpy as np

    draw = np.random.default_rng(rng)
    chance = draw.random((4, len(draws)))
    acted = chance[0] < np.where(solved.act > 0, 1.0, 0.0)
    place = (chance[1][:, None] > np.cumsum(solved.reply, axis=1)).sum(axis=1).clip(0, len(RESPONSES) - 1)
    rows = np.arange(len(draws))
    escalate, war = solved.escalate[rows, place], solved.war[rows, place]
    last = np.where(chance[2] >= escalate, 0, np.where(chance[2] >= escalate * war, 1, 2))
    log_rate, shape = scale(draws, hazard)
    peak = peaks(draws.act)[place, last]
    rate = np.exp(log_rate + hazard[:, 2] * peak) / shape
    days = np.minimum((-np.log1p(-chance[3]) / rate) ** (1 / shape), LONGEST)
    seed = rng if isinstance(rng, int) else None
    return Plays(
        acted.astype(float),
        np.where(acted, np.array(RESPONSES)[place], 0).astype(float),
        np.where(acted, last + 1, 0).astype(float),
        np.where(acted, days, np.nan),
        seed,
    )
