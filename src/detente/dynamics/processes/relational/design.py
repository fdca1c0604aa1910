"""What a relational event model is fitted on: every event with the pairs that might have acted instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.processes.relational.memory import Floats, Memory, Places
from detente.dynamics.processes.relational.statistics import BY_KIND, CLOSURE, Weights, evaluate


@dataclass(frozen=True, eq=False)
class Events:
    """M events in order of time, checked."""

    times: Floats
    source: Places
    target: Places
    kind: Places | None
    actors: int
    kinds: int


@dataclass(frozen=True, eq=False)
class Choice:
    """What is modelled, and over which pairs."""

    names: tuple[str, ...]
    """Statistics, then covariates."""
    covariates: Mapping[str, Floats]
    at_risk: NDArray[np.bool_]
    """(n, n)"""
    rate: float
    weights: Weights
    controls: int | None
    rng: np.random.Generator | None
    timed: bool
    """Statistics are those of the moment before, from which the hazard runs, not of the event's own."""


@dataclass(frozen=True, eq=False)
class Design:
    """Statistics (M, P, R) of the pairs at risk at each event, and the place (M,) of the pair that acted."""

    table: Floats
    acted: Places
    waits: Floats
    """(M,) time since the last moment; 0 for all but the first event of a moment."""


def design(events: Events, choice: Choice, start: float) -> Design:
    """Walk through the events once; those of one moment see only what lies before it."""
    senders, receivers = np.nonzero(choice.at_risk)
    place_of = np.full((events.actors, events.actors), -1, dtype=np.intp)
    place_of[senders, receivers] = np.arange(len(senders))
    risk = len(senders) if choice.controls is None else choice.controls + 1
    number = len(events.times)
    table = np.empty((number, len(choice.names), risk))
    acted = (
        place_of[events.source, events.target] if choice.controls is None else np.zeros(number, dtype=np.intp)
    )
    memory = memory_of(events, choice)
    waits = np.diff(events.times, prepend=start)
    memory.move_to(start)
    first = 0
    while first < number:
        stop = int(np.searchsorted(events.times, events.times[first], side="right"))
        if not choice.timed:
            memory.move_to(events.times[first])
        for event in range(first, stop):
            kind = None if events.kind is None else int(events.kind[event])
            s, r = senders, receivers
            if choice.controls is not None:
                chosen = _sample(
                    choice, len(senders), int(place_of[events.source[event], events.target[event]])
                )
                s, r = senders[chosen], receivers[chosen]
            elif event > first and (kind is None or kind == int(events.kind[event - 1])):  # type: ignore[index]
                table[event] = table[event - 1]
                continue
            evaluate(choice.names, memory, kind, s, r, choice.covariates, choice.weights, table[event])
        memory.move_to(events.times[first])
        for event in range(first, stop):
            kind = None if events.kind is None else int(events.kind[event])
            memory.add(int(events.source[event]), int(events.target[event]), kind)
        first = stop
    return Design(table, acted, waits)


def memory_of(events: Events, choice: Choice) -> Memory:
    """An empty memory that keeps what the chosen statistics need."""
    wanted = set(choice.names)
    kinds = events.kinds if wanted & BY_KIND else 0
    return Memory(events.actors, kinds, choice.rate, closure=bool(wanted & CLOSURE))


def _sample(choice: Choice, size: int, happened: int) -> Places:
    """The pair that acted, then pairs that did not (Vu, Lomi, Mascia and Pallotti 2015)."""
    assert choice.rng is not None
    assert choice.controls is not None
    others = choice.rng.choice(size - 1, choice.controls, replace=False, shuffle=False)
    return np.concatenate([[happened], others + (others >= happened)])
