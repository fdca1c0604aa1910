"""Exact draws from a relational event model: one event after another, each a choice among all pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from detente.dynamics.processes.relational.checks import wrong_call
from detente.dynamics.processes.relational.fit import INTERCEPT
from detente.dynamics.processes.relational.memory import Floats, Memory, Places
from detente.dynamics.processes.relational.statistics import BY_KIND, CLOSURE, STATISTICS, Weights, evaluate


@dataclass(frozen=True, eq=False)
class DrawnRelations:
    """M simulated events in order of time."""

    source: Places
    target: Places
    times: Floats


def simulate_relational(
    actors: int,
    events: int,
    coefficients: Mapping[str, float],
    *,
    rng: np.random.Generator | int,
    covariates: Mapping[str, ArrayLike] | None = None,
    half_life: float | None = None,
    weights: Weights = "log",
) -> DrawnRelations:
    """Draw ``events`` events among ``actors``, from an empty past.

    ``coefficients`` name statistics, covariates (n, n) and, for timed events, ``intercept``: the log of the
    rate of a pair whose statistics are zero. Without it the times are 1, 2, 3, … Raises ``UsageError`` H520
    for names that are neither, and for statistics by kind.
    """
    names = tuple(name for name in coefficients if name != INTERCEPT)
    extra = {name: np.asarray(value, dtype=float) for name, value in (covariates or {}).items()}
    for name in names:
        if name in BY_KIND or (name not in STATISTICS and name not in extra):
            raise wrong_call(f"no statistic '{name}' to simulate with")
    if actors < 2 or events < 1:
        raise wrong_call("a simulation needs two actors and one event")
    rng = np.random.default_rng(rng)
    senders, receivers = np.nonzero(~np.eye(actors, dtype=bool))
    theta = np.array([coefficients[name] for name in names])
    rate = 0.0 if half_life is None else float(np.log(2.0) / half_life)
    memory = Memory(actors, 0, rate, closure=bool(set(names) & CLOSURE))
    table = np.empty((len(names), len(senders)))
    base = coefficients.get(INTERCEPT)
    chosen, times, now = np.empty(events, dtype=np.intp), np.empty(events), 0.0
    memory.move_to(now)
    for place in range(events):
        if base is None:
            now += 1.0
            memory.move_to(now)
        evaluate(names, memory, None, senders, receivers, extra, weights, table)
        linear = theta @ table
        weight = np.exp(linear - linear.max())
        if base is not None:
            now += rng.exponential(float(np.exp(-base - linear.max()) / weight.sum()))
        cumulative = np.cumsum(weight)
        pair = int(np.searchsorted(cumulative, rng.uniform() * cumulative[-1], side="right"))
        memory.move_to(now)
        memory.add(int(senders[pair]), int(receivers[pair]), None)
        chosen[place], times[place] = pair, now
    return DrawnRelations(senders[chosen], receivers[chosen], times)
