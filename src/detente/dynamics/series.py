"""Directed dyad series by day or week, and the escalation curve of each side."""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.dynamics.acts import Acts
from detente.dynamics.days import ABSENT

Unit = Literal["day", "week"]
WEEK = 7
DAILY = 60
"""Up to so many days from first to last a series is by day, beyond by week."""
MOST_IDS = 40
MOST_POINTS = 400


class Step(Struct, frozen=True, omit_defaults=True):
    """The acts of one side on another in one day or week, which begins at ``start``.

    ``top`` and ``mean`` are the highest and the mean rung, ``goldstein`` the sum of the values; ``None``
    where no act has one. ``events`` are the event ids or lines, at most ``MOST_IDS`` of them.
    """

    start: str
    day: int
    acts: int
    top: int | None = None
    mean: float | None = None
    goldstein: float | None = None
    events: tuple[str, ...] = ()


class Series(Struct, frozen=True, omit_defaults=True):
    """What ``source`` did to ``target``, step by step; steps without an act are left out.

    ``undated`` are its acts without a day: in no step, never given one.
    """

    source: str
    target: str
    unit: Unit
    acts: int
    steps: tuple[Step, ...]
    undated: tuple[str, ...] = ()


class Point(Struct, frozen=True, omit_defaults=True):
    """An act on the escalation curve: its place among the acts of the pair, its rung, the highest so far."""

    place: int
    rung: int
    highest: int
    event: str
    when: str | None = None


class Curve(Struct, frozen=True, omit_defaults=True):
    """How high ``side`` went against ``other``, act by act; of very many acts the highest of each step.

    Acts that have no place in time are left out.
    """

    side: str
    other: str
    points: tuple[Point, ...]


def unit_of(acts: Acts, places: NDArray[np.intp]) -> Unit:
    """Days for a short span, weeks for a longer one."""
    days = acts.day[places]
    days = days[days != ABSENT]
    return "week" if len(days) and int(days.max()) - int(days.min()) > DAILY else "day"


def start_of(acts: Acts, days: NDArray[np.int32], unit: Unit) -> NDArray[np.int32]:
    """The first day of the step that each day is in; weeks of dates begin on Monday."""
    if unit == "day":
        return days
    shift = 3 if acts.dated else 0  # 1970-01-01 was a Thursday
    return days - (days + shift) % WEEK


def series(acts: Acts, source: int, target: int, unit: Unit) -> Series:
    """The series of one side's acts on another; ``source`` and ``target`` are places in ``acts.sides``."""
    places = np.flatnonzero((acts.source == source) & (acts.target == target))
    known = places[acts.day[places] != ABSENT]
    starts = start_of(acts, acts.day[known], unit)
    firsts, groups = np.unique(starts, return_inverse=True)
    order = np.argsort(groups, kind="stable")
    ends = np.cumsum(np.bincount(groups, minlength=len(firsts)))
    parts = np.split(known[order], ends[:-1]) if len(firsts) else []
    return Series(
        source=acts.sides[source],
        target=acts.sides[target],
        unit=unit,
        acts=len(places),
        steps=tuple(_step(acts, int(first), part) for first, part in zip(firsts, parts, strict=True)),
        undated=acts.ids(places[acts.day[places] == ABSENT]),
    )


def _step(acts: Acts, start: int, places: NDArray[np.intp]) -> Step:
    rungs = acts.rung[places]
    rungs = rungs[~np.isnan(rungs)]
    values = acts.goldstein[places]
    values = values[~np.isnan(values)]
    return Step(
        start=acts.date(start),
        day=start,
        acts=len(places),
        top=int(rungs.max()) if len(rungs) else None,
        mean=round(float(rungs.mean()), 3) if len(rungs) else None,
        goldstein=round(float(values.sum(dtype=np.float64)), 2) if len(values) else None,
        events=acts.ids(places, MOST_IDS),
    )


def curve(acts: Acts, pair: NDArray[np.intp], side: int, other: int, unit: Unit) -> Curve:
    """The escalation curve of ``side`` against ``other``; ``pair``: the places of the acts between them."""
    told = acts.placed[pair] & ~np.isnan(acts.rung[pair])
    own = np.flatnonzero((acts.source[pair] == side) & told)
    if len(own) > MOST_POINTS:
        own = _highest(acts, pair, own, unit)
    points, highest = [], -3
    for place in own:
        act = int(pair[place])
        rung = int(acts.rung[act])
        highest = max(highest, rung)
        points.append(Point(int(place), rung, highest, acts.id(act), acts.written(act)))
    return Curve(acts.sides[side], acts.sides[other], tuple(points))


def _highest(acts: Acts, pair: NDArray[np.intp], own: NDArray[np.intp], unit: Unit) -> NDArray[np.intp]:
    """The first of the highest acts of each step."""
    starts = start_of(acts, acts.day[pair[own]], unit)
    order = np.lexsort((own, -acts.rung[pair[own]], starts))
    first = np.ones(len(order), bool)
    first[1:] = starts[order][1:] != starts[order][:-1]
    return np.sort(own[order[first]])
