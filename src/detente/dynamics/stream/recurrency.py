"""Baselines that only repeat the past: strict and combined recurrency, written from the formulas.

Gastinger, Meilicke, Errica, Sztyler, Schuelke & Stuckenschmidt, "History Repeats Itself" (IJCAI 2024): strict
recurrency scores a partner ``2 ** -(DECAY * gap)`` by the days since the very event was last seen, relaxed
recurrency by the partner's share in this act with anybody, combined ``ALPHA * strict + (1 - ALPHA) *
relaxed``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.choice import spans
from detente.dynamics.stream.features import CounterStates

Ints = NDArray[np.int64]
Scores = NDArray[np.float64]
DECAY, ALPHA = 0.1, 0.999
EVER = -1
"""The column of a counter that never fades."""


def strict(states: CounterStates, actor: Ints, move: Ints, day: int) -> Scores:
    """Scores of all actors (U, A) by how lately the very event was seen."""
    many, kinds = states.groups.n_actors, 2 * states.groups.n_kinds
    scores = np.zeros((len(actor), many))
    low = (actor * kinds + move) * many
    row, place = spans(states.acts, low, low + many)
    _, gap = states.acts.read(states.acts.at_places(place), day)
    scores[row, states.acts.keys[place] % many] = np.exp2(-DECAY * gap)
    return scores


def combined(states: CounterStates, actor: Ints, move: Ints, day: int) -> Scores:
    """Strict recurrency, and the partner's share in the act with anybody where that is silent (U, A)."""
    many = states.groups.n_actors
    relaxed = np.zeros((len(actor), many))
    row, place = spans(states.partners, move * many, (move + 1) * many)
    counts, _ = states.partners.read(states.partners.at_places(place), day)
    total = np.bincount(row, counts[:, EVER], minlength=len(move))
    relaxed[row, states.partners.keys[place] % many] = counts[:, EVER] / total[row]
    return ALPHA * strict(states, actor, move, day) + (1 - ALPHA) * relaxed
