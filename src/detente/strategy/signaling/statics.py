"""Comparative statics: how all equilibria of a game move as a payoff or a regressor does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from detente.strategy.estimation.design import Design
from detente.strategy.signaling.equilibria import find_roots
from detente.strategy.signaling.game import OUTCOMES, PAYOFFS, Array, play


@dataclass(frozen=True)
class Statics:
    """All equilibria of a game along values of ``name``.

    ``frame`` has a row for every equilibrium at every value: ``value``, ``equilibrium`` (1 is the lowest
    P(resist)), ``equilibria`` at that value, ``stable``, ``resist``, ``challenge``, ``firm``, SQ, CD, SF,
    BD. ``folds`` are pairs of neighbouring values between which equilibria appear or vanish.
    """

    name: str
    frame: pd.DataFrame = field(repr=False)
    folds: tuple[tuple[float, float], ...]

    def plot(self) -> Any:
        """An altair chart of the outcome probabilities; unstable equilibria are dashed."""
        from detente.strategy.signaling.plots import chart_statics

        return chart_statics(self.name, self.frame)


def vary_payoff(payoffs: Array, name: str, values: Array) -> Statics:
    """The equilibria of one game (7 payoffs) as its payoff ``name`` takes ``values`` (m)."""
    rows = np.repeat(payoffs[None, :], len(values), axis=0)
    rows[:, PAYOFFS.index(name)] = values
    return _along(name, rows, values)


def vary_column(design: Design, coefficients: Array, row: pd.DataFrame, name: str, values: Array) -> Statics:
    """The equilibria of one row of a table as its column ``name`` takes ``values`` (m)."""
    table = pd.concat([row] * len(values), ignore_index=True)
    table[name] = values
    return _along(name, design.rebuild(table).payoffs(coefficients), values)


def _along(name: str, payoffs: Array, values: Array) -> Statics:
    roots = find_roots(payoffs)
    counts = roots.counts(len(payoffs))
    games = play(payoffs[roots.game], roots.y)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else np.empty(0, dtype=np.intp)
    frame = pd.DataFrame(
        {
            "value": values[roots.game],
            "equilibrium": np.arange(len(roots.y)) - first[roots.game] + 1,
            "equilibria": counts[roots.game],
            "stable": games.gap_slopes[:, -1] > 0,
            "resist": ndtr(roots.y),
            "challenge": games.challenge,
            "firm": games.firm,
            **dict(zip(OUTCOMES, games.probabilities.T, strict=True)),
        }
    )
    changes = np.flatnonzero(np.diff(counts))
    return Statics(name, frame, tuple((float(values[i]), float(values[i + 1])) for i in changes))
