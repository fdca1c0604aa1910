"""Ranks under the time-aware filter, ties averaged, by what was known of the pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.moves import Questions

Ints = NDArray[np.int64]
STRATA = ("recurrent", "pair seen", "cold")
"""This very event was seen before; the two were seen before, in this direction; neither."""


@dataclass(frozen=True)
class Ranking:
    """Mean reciprocal rank and shares of ranks up to 1, 3, 10, all 0 to 1, over ``n`` answers."""

    n: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float


def ranking(ranks: NDArray[np.float64]) -> Ranking:
    """Sum up ranks (N,)."""
    if not len(ranks):
        return Ranking(0, float("nan"), float("nan"), float("nan"), float("nan"))
    hits = [float((ranks <= most).mean()) for most in (1, 3, 10)]
    return Ranking(len(ranks), float((1 / ranks).mean()), *hits)


def filtered_ranks(scores: NDArray[np.floating], asked: Questions) -> NDArray[np.float64]:
    """Ranks (N,) of the answers by scores (U, A): other answers of the same day to the same question are left

    out (the time-aware filter), actors with the answer's own score count half (ties averaged).
    """
    order = np.argsort(asked.which, kind="stable")
    which, partner = asked.which[order], asked.partner[order]
    ranks = np.empty(len(which))
    bounds = np.flatnonzero(np.diff(which)) + 1
    for start, end in zip(np.r_[0, bounds], np.r_[bounds, len(which)], strict=True):
        row = scores[which[start]]
        answers = np.unique(partner[start:end])
        own = row[partner[start:end]]
        above = (row[None, :] > own[:, None]).sum(1) - (row[answers][None, :] > own[:, None]).sum(1)
        equal = (row[None, :] == own[:, None]).sum(1) - (row[answers][None, :] == own[:, None]).sum(1)
        ranks[start:end] = above + equal / 2 + 1
    found = np.empty(len(which))
    found[order] = ranks
    return found
