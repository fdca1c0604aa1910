"""The statistics of a relational event model: what the past says about who acts on whom next.

Weights are decayed counts of past events at strictly earlier moments, as log(1 + weight) (so that the tenth
event adds less than the first) or as they are. The participation shifts are Gibson's (2003) in Butts's
(2008) reading: they look at the last moment with an event, A → B, and ask for the next. Two-path sums take
the weaker of the two weights (Butts 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from detente.dynamics.processes.relational.memory import Floats, Memory, Places

Weights = Literal["log", "count"]

Statistic = Callable[[Memory, int | None, Places, Places], Floats]


def _of_kind(memory: Memory, kind: int | None, s: Places, r: Places) -> Floats:
    assert memory.by_kind is not None
    assert kind is not None
    weight: Floats = memory.by_kind[kind, s, r]
    return weight


def _matrix(value: Floats | None) -> Floats:
    assert value is not None
    return value


WEIGHTED: dict[str, Statistic] = {
    "inertia": lambda m, _, s, r: m.weight[s, r],
    "reciprocity": lambda m, _, s, r: m.weight[r, s],
    "sender_activity": lambda m, _, s, r: m.sent[s],
    "sender_popularity": lambda m, _, s, r: m.received[s],
    "receiver_activity": lambda m, _, s, r: m.sent[r],
    "receiver_popularity": lambda m, _, s, r: m.received[r],
    "transitivity": lambda m, _, s, r: _matrix(m.paths)[s, r],
    "cycle": lambda m, _, s, r: _matrix(m.paths)[r, s],
    "shared_targets": lambda m, _, s, r: _matrix(m.shared_targets)[s, r],
    "shared_sources": lambda m, _, s, r: _matrix(m.shared_sources)[s, r],
    "same_kind": _of_kind,
    "reciprocal_kind": lambda m, kind, s, r: _of_kind(m, kind, r, s),
}
"""Decayed counts. Transitivity: s → h → r; cycle: r → h → s; shared targets: both act on h; shared sources: h
acts on both; same kind: past events s → r of the kind of the event that happened."""

SHIFTS: dict[str, Statistic] = {
    "turn_AB_BA": lambda m, _, s, r: m.last[r, s],
    "turn_AB_BY": lambda m, _, s, r: m.last.sum(axis=0)[s] > m.last[r, s],
    "turn_AB_AB": lambda m, _, s, r: m.last[s, r],
    "turn_AB_AY": lambda m, _, s, r: m.last.sum(axis=1)[s] > m.last[s, r],
    "turn_AB_XA": lambda m, _, s, r: m.last.sum(axis=1)[r] > m.last[r, s],
    "turn_AB_XB": lambda m, _, s, r: m.last.sum(axis=0)[r] > m.last[s, r],
}
"""0 or 1. With several events at the last moment, 1 where any of them makes the shift."""

CLOSURE = frozenset({"transitivity", "cycle", "shared_targets", "shared_sources"})
BY_KIND = frozenset({"same_kind", "reciprocal_kind"})
STATISTICS = (*WEIGHTED, *SHIFTS)


def evaluate(
    names: tuple[str, ...],
    memory: Memory,
    kind: int | None,
    senders: Places,
    receivers: Places,
    covariates: Mapping[str, Floats],
    weights: Weights,
    out: Floats,
) -> None:
    """Write the statistics and covariates ``names`` of R pairs into ``out`` (P, R)."""
    scale = memory.scale
    for place, name in enumerate(names):
        if name in WEIGHTED:
            value = WEIGHTED[name](memory, kind, senders, receivers) * scale
            out[place] = np.log1p(value) if weights == "log" else value
        elif name in SHIFTS:
            out[place] = SHIFTS[name](memory, kind, senders, receivers)
        else:
            out[place] = covariates[name][senders, receivers]
