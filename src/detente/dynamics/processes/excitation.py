"""Who excites whom: a Hawkes fit whose types are the acts of one side on another, up or down the ladder.

The clock is that of days: events of one day do not count as answers to each other.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.crisis import Crisis
from detente.dynamics.acts import Acts, acts_of
from detente.dynamics.processes.hawkes import Excites, HawkesFit, events_needed, fit_hawkes
from detente.dynamics.processes.hawkes.fit import LEAST_OF_TYPE
from detente.dynamics.table import EventTable
from detente.errors import UsageError

MOST_TYPES = 8
CLASSES = ("de-escalates towards", "deals with", "escalates against")


class Excitation(msgspec.Struct, frozen=True, kw_only=True):
    """Who excites whom around the busiest pair of sides, or why that cannot be said."""

    fit: HawkesFit | None
    """``None`` where there are too few events."""
    reason: str | None
    """Why there is no fit, with the number of events needed."""
    events: int
    """Dated events that the fit uses."""
    left_out: int
    """Events of rarer types, without a day or without a place on the ladder."""

    def found(self, q: float = 0.05) -> tuple[Excites, ...]:
        """Pairs of types that excite each other beyond a false discovery rate of ``q``, strongest first."""
        chosen = [each for each in self.fit.excitation if each.q < q] if self.fit else []
        return tuple(sorted(chosen, key=lambda each: -each.children.value))


def excitation_of(what: Crisis | EventTable | Acts) -> Excitation:
    """Who excites whom in a crisis, a table of events or their acts. Raises what ``acts_of`` raises."""
    acts = what if isinstance(what, Acts) else acts_of(what)
    return excitation(acts.names, acts.source, acts.target, acts.rung, acts.day, acts.known)


def excitation(
    sides: tuple[str, ...],
    source: ArrayLike,
    target: ArrayLike,
    rung: ArrayLike,
    day: ArrayLike,
    known: ArrayLike,
) -> Excitation:
    """Fit the types (source, target, up or down) around the busiest pair of sides that the events can carry.

    These are at most eight: between the two sides first, then with others.
    ``source`` and ``target`` (N,) are places in ``sides``, ``rung`` (N,) runs from -3 to 7 (NaN: not on the
    ladder), ``day`` (N,) counts days, ``known`` (N,) says which days are known. An act on a rung above 0
    escalates, one below 0 de-escalates, rung 0 is ordinary. Raises ``UsageError`` H501 for arrays of
    different lengths.
    """
    one, two = np.asarray(source, dtype=np.int64), np.asarray(target, dtype=np.int64)
    step, when = np.asarray(rung, dtype=float), np.asarray(day, dtype=np.int64)
    dated = np.asarray(known, dtype=bool)
    if len({each.shape for each in (one, two, step, when, dated)}) != 1:
        raise UsageError("H501", "the columns differ in length", remedy="Give one value an event")
    usable = dated & ~np.isnan(step)
    kinds = (one[usable] * len(sides) + two[usable]) * 3 + np.sign(step[usable]).astype(np.int64) + 1
    days = when[usable]
    chosen, reason = _busiest(kinds, len(sides))
    if reason is not None:
        return Excitation(fit=None, reason=reason, events=len(kinds), left_out=len(one) - len(kinds))
    place = np.searchsorted(chosen, kinds)
    inside = chosen[np.minimum(place, len(chosen) - 1)] == kinds
    fit = fit_hawkes(
        days[inside], place[inside], start=float(days.min()), end=float(days.max()) + 1.0, clock="days",
        names=[_name(sides, int(each)) for each in chosen],
    )  # fmt: skip
    used = int(inside.sum())
    return Excitation(fit=fit, reason=None, events=used, left_out=len(one) - used)


def _busiest(kinds: NDArray[np.int64], sides: int) -> tuple[NDArray[np.int64], str | None]:
    """The types that the events can carry, in order, or why there is none.

    First those between the two sides with the most events, then the busiest of those that share one of them.
    """
    found, number = np.unique(kinds, return_counts=True)
    ends = np.stack(np.divmod(found // 3, sides))
    low, high = ends.min(axis=0), ends.max(axis=0)
    pairs, place = np.unique(low * sides + high, return_inverse=True)
    if not len(pairs):
        return found, f"too few events: none has a day and a rung, and {events_needed(1)} are needed"
    one, two = divmod(int(pairs[np.argmax(np.bincount(place, number))]), sides)
    between = (low == min(one, two)) & (high == max(one, two))
    near = between | np.isin(ends, (one, two)).any(axis=0)
    order = np.lexsort((-number, ~between))
    order = order[(number >= LEAST_OF_TYPE)[order] & near[order]][:MOST_TYPES]
    total = np.cumsum(number[order])
    allowed = [size for size in range(1, len(order) + 1) if total[size - 1] >= events_needed(size)]
    if not allowed:
        most = int(total[-1]) if len(total) else 0
        return found[:0], (
            f"too few events: {most} dated ones in {len(order)} kinds with {LEAST_OF_TYPE} or more around "
            f"the busiest pair, and {events_needed(max(1, len(order)))} are needed"
        )
    return np.sort(found[order[: allowed[-1]]]), None


def _name(sides: tuple[str, ...], kind: int) -> str:
    pair, direction = divmod(kind, 3)
    source, target = divmod(pair, len(sides))
    return f"{sides[source]} {CLASSES[direction]} {sides[target]}"
