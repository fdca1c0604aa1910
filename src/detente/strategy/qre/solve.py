"""Agent quantal-response equilibria at one λ: damped fixed point, Newton polish, several starts.

Every information set is an agent of its own that answers with logit probabilities to the payoffs it expects
there (McKelvey and Palfrey 1998, Experimental Economics 1: 9–41).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from detente.errors import DataError
from detente.strategy.qre.tree import Tree

if TYPE_CHECKING:
    import numpy as np

    from detente.strategy.qre.tree import Array

TOLERANCE = 1e-11


class Equilibrium(Struct, frozen=True):
    """An equilibrium: ``chances`` (a,) in the order of ``Tree.names``; largest residual of the conditions."""

    precision: float
    chances: tuple[float, ...]
    error: float


def expected(tree: Tree, chances: Array) -> Array:
    """What each action brings its player, given that its information set is reached. Shape (a,)."""
    return _expected(tree, chances)[0]


def _expected(tree: Tree, chances: Array) -> tuple[Array, Array]:
    """The expected payoffs (a,), and their derivatives in the logarithms of all probabilities (a, a)."""
    import numpy as np

    reach = tree.luck * np.exp(tree.uses @ np.log(chances))
    through = tree.uses * reach[:, None]
    paid = tree.uses * reach[:, None] * tree.payoffs[:, tree.owner]
    met = np.empty(len(chances))
    slope = np.empty((len(chances), len(chances)))
    for places in tree.sets:
        total = through[:, places].sum(axis=1)
        met[places] = total.sum()
        slope[places] = (total @ tree.uses) / total.sum()
    worth = paid.sum(axis=0) / (chances * met)
    # d(paid)/dx − worth·d(log of what it is divided by)/dx; the action's own share cancels.
    jacobian = (paid.T @ tree.uses) / (chances * met)[:, None] - worth[:, None] * (
        slope + np.eye(len(chances))
    )
    return worth, jacobian


def residual(tree: Tree, logs: Array, precision: float) -> tuple[Array, Array, Array]:
    """The equilibrium conditions (a,), their Jacobian in the logs (a, a) and their slope in λ (a,)."""
    import numpy as np

    worth, change = _expected(tree, np.exp(logs))
    value, by_logs = np.empty(len(logs)), np.zeros((len(logs), len(logs)))
    by_precision = np.zeros(len(logs))
    for places in tree.sets:
        first, rest = places[0], places[1:]
        value[first] = np.exp(logs[places]).sum() - 1
        by_logs[first, places] = np.exp(logs[places])
        value[rest] = logs[rest] - logs[first] - precision * (worth[rest] - worth[first])
        by_logs[rest] = -precision * (change[rest] - change[first])
        by_logs[rest, rest] += 1
        by_logs[rest, first] -= 1
        by_precision[rest] = -(worth[rest] - worth[first])
    return value, by_logs, by_precision


def answer(tree: Tree, chances: Array, precision: float) -> Array:
    """Logit answers to a profile, shape (a,)."""
    import numpy as np

    worth = precision * expected(tree, chances)
    result = np.empty(len(chances))
    for places in tree.sets:
        weight = np.exp(worth[places] - worth[places].max())
        result[places] = np.maximum(weight / weight.sum(), 1e-290)
    return result


def solve(
    tree: Tree, precision: float, *, start: Array | None = None, damping: float = 0.5, rounds: int = 400
) -> Equilibrium:
    """An equilibrium near ``start`` (uniform without one): damped best replies, then Newton steps.

    ``damping`` is the weight of the new reply. Raises ``DataError`` (G112) when neither converges.
    """
    import numpy as np

    chances = tree.uniform() if start is None else start
    for _ in range(rounds):
        following = (1 - damping) * chances + damping * answer(tree, chances, precision)
        near = float(np.abs(following - chances).max())
        chances = following
        if near < 1e-6:
            break
    logs, error = polish(tree, np.log(chances), precision)
    if error > 1e-8:
        raise DataError(
            "G112",
            f"no equilibrium found from this start at λ = {precision:g}",
            remedy="Follow the branch from λ = 0, or give another start",
        )
    return Equilibrium(precision, tuple(map(float, np.exp(logs))), error)


def polish(tree: Tree, logs: Array, precision: float) -> tuple[Array, float]:
    """Newton steps with halving; the logs and their largest residual."""
    import numpy as np

    value, slope, _ = residual(tree, logs, precision)
    error = float(np.abs(value).max())
    for _ in range(60):
        if error < TOLERANCE:
            break
        step = np.linalg.lstsq(slope, -value, rcond=None)[0]
        share = 1.0
        while share > 1e-4:
            trial = np.clip(logs + share * step, -650.0, 0.5)
            value_there, slope_there, _ = residual(tree, trial, precision)
            error_there = float(np.abs(value_there).max())
            if error_there < error:
                break
            share /= 2
        else:
            break
        logs, value, slope, error = trial, value_there, slope_there, error_there
    return logs, error


def solve_all(
    tree: Tree, precision: float, *, starts: int = 24, rng: int | np.random.Generator = 0
) -> list[Equilibrium]:
    """Every equilibrium that ``starts`` random starts and the uniform one lead to, parted at 1e-6."""
    import numpy as np

    draw = np.random.default_rng(rng)
    found: list[Equilibrium] = []
    for number in range(starts + 1):
        start = tree.uniform()
        if number:
            for places in tree.sets:
                start[places] = np.maximum(draw.dirichlet(np.full(len(places), 0.5)), 1e-9)
        try:
            # Newton alone from half of the starts: damped replies never end on an unstable equilibrium.
            one = solve(tree, precision, start=start, rounds=400 if number % 2 == 0 else 0)
        except DataError:
            continue
        if all(np.abs(np.subtract(one.chances, other.chances)).max() > 1e-6 for other in found):
            found.append(one)
    return found
