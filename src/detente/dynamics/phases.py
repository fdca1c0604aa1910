"""Phases of a pair: stretches of one level of conflict between change points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.dynamics.acts import Acts
from detente.dynamics.changes import FEWEST, Change, Values, changes
from detente.dynamics.days import ABSENT
from detente.dynamics.series import DAILY, MOST_IDS, start_of

MOST_ACTS = 150
"""Up to so many acts the level is taken act by act, beyond step by step."""
GRAIN = 0.5
MOST_STEPS, TOO_MANY = 600, 3000
STEPS = {1: "day", 7: "week", 28: "four weeks", 364: "year of 52 weeks"}


class Turn(Struct, frozen=True):
    """A change point with its date (``None`` where the act there has none) and how sure it is.

    ``before`` and ``after`` are the levels, ``support`` the share of bootstrap series that find it again (0
    to 1), ``earliest`` to ``latest`` where 90 % of those find it, ``p`` a permutation test against one level.
    ``event`` is the first act after it.
    """

    when: str | None
    before: float
    after: float
    support: float
    earliest: str | None
    latest: str | None
    p: float
    event: str


class Stretch(Struct, frozen=True, omit_defaults=True):
    """A phase. ``level`` is the mean of the signal, ``top`` the highest rung; ``events`` the first 40 acts.

    ``start`` and ``end`` are the first and last date known; of steps the days on which they begin.

    ``name``: ``peak`` for the highest level; ``before``, ``escalation`` and ``lull`` lead to it,
    ``de-escalation`` and ``renewed escalation`` follow it; ``one level`` where there is no change.
    """

    name: str
    acts: int
    level: float
    top: int | None = None
    start: str | None = None
    end: str | None = None
    events: tuple[str, ...] = ()


class PairPhases(Struct, frozen=True, omit_defaults=True):
    """The phases of a pair, what they were taken from (``values`` of the ``signal``), or why there are none.

    ``noise`` and ``penalty`` are those of the change points; of sums they are on the scale of arsinh.
    """

    signal: str
    values: int
    stretches: tuple[Stretch, ...] = ()
    turns: tuple[Turn, ...] = ()
    noise: float | None = None
    penalty: float | None = None
    note: str = ""


@dataclass(frozen=True, eq=False)
class _Signal:
    """What phases are taken from: acts, values and dates by place; change points are sought on ``scale``."""

    words: str
    groups: list[NDArray[np.intp]]
    values: Values
    scale: Values
    dates: list[str | None]


def phases(acts: Acts, pair: NDArray[np.intp], *, seed: int = 0) -> PairPhases:
    """The phases of the acts at these places, all between two sides."""
    pair = acts.in_time(pair)
    signal = _by_act(acts, pair) if len(pair) <= MOST_ACTS else _by_step(acts, pair)
    count = len(signal.values)
    if count < FEWEST:
        what = "acts" if len(pair) <= MOST_ACTS else "steps"
        note = f"too few {what} for change points: {count}, and {FEWEST} are needed"
        return PairPhases(signal.words, count, note=note)
    if count > TOO_MANY:
        return PairPhases(signal.words, count, note=f"too long for change points: {count:,} steps")
    found = changes(signal.scale, grain=GRAIN, rng=np.random.default_rng(seed))
    bounds = list(pairwise([0, *(change.place for change in found.changes), count]))
    levels = [float(signal.values[start:end].mean()) for start, end in bounds]
    parts = zip(_names(levels), levels, bounds, strict=True)
    turns = zip(found.changes, pairwise(levels), strict=True)
    return PairPhases(
        signal=signal.words,
        values=count,
        stretches=tuple(_stretch(acts, signal, *part) for part in parts),
        turns=tuple(_turn(acts, signal, change, *beside) for change, beside in turns),
        noise=round(found.noise, 4),
        penalty=round(found.penalty, 4),
    )


def _by_act(acts: Acts, pair: NDArray[np.intp]) -> _Signal:
    values = acts.rung[pair].astype(np.float64)
    groups = [pair[place : place + 1] for place in range(len(pair))]
    dates = [acts.written(int(place)) for place in pair]
    return _Signal("rung of each act, in time order", groups, values, values, dates)


def _by_step(acts: Acts, pair: NDArray[np.intp]) -> _Signal:
    """The conflict of each step from the first to the last, upwards; a silent step is 0.

    The shortest step with which there are no more than ``MOST_STEPS``; a day only for a short span.
    """
    pair = pair[acts.day[pair] != ABSENT]
    days = acts.day[pair]
    span = int(days.max()) - int(days.min()) + 1
    longer = [width for width in STEPS if span <= width * MOST_STEPS and (width > 1 or span <= DAILY)]
    width = min(longer, default=max(STEPS))
    first = int(start_of(acts, days[:1], "week")[0]) if width > 1 else int(days.min())
    steps = (days - first) // width
    own = acts.goldstein[pair]
    valued = not np.isnan(own).all()
    weights = np.where(np.isnan(own), 0, -own) if valued else acts.rung[pair]
    sums = np.bincount(steps, weights=weights.astype(np.float64)).astype(np.float64)
    summed = f"Goldstein's values ({acts.version}) with its sign turned" if valued else "rungs"
    return _Signal(
        words=f"conflict each {STEPS[width]}: the sum of {summed}",
        groups=np.split(pair, np.cumsum(np.bincount(steps))[:-1]),
        values=sums,
        # Sums have heavy tails and spread more the higher they are.
        scale=np.arcsinh(sums),
        dates=[acts.date(first + step * width) for step in range(len(sums))],
    )


def _names(levels: list[float]) -> list[str]:
    if len(levels) == 1:
        return ["one level"]
    peak = levels.index(max(levels))
    names = []
    for place, level in enumerate(levels):
        up = place > 0 and level > levels[place - 1]
        if place == peak:
            names.append("peak")
        elif place < peak:
            names.append("before" if place == 0 else "escalation" if up else "lull")
        else:
            names.append("renewed escalation" if up else "de-escalation")
    return names


def _stretch(acts: Acts, signal: _Signal, name: str, level: float, bounds: tuple[int, int]) -> Stretch:
    start, end = bounds
    places = np.concatenate(signal.groups[start:end])
    dated = [date for date in signal.dates[start:end] if date is not None]
    return Stretch(
        name=name,
        acts=len(places),
        level=round(level, 3),
        top=int(acts.rung[places].max()) if len(places) else None,
        start=dated[0] if dated else None,
        end=dated[-1] if dated else None,
        events=acts.ids(places, MOST_IDS),
    )


def _turn(acts: Acts, signal: _Signal, change: Change, before: float, after: float) -> Turn:
    first = next(int(group[0]) for group in signal.groups[change.place :] if len(group))
    return Turn(
        when=signal.dates[change.place],
        before=round(before, 3),
        after=round(after, 3),
        support=round(change.support, 3),
        earliest=signal.dates[change.low],
        latest=signal.dates[change.high],
        p=round(change.p, 4),
        event=acts.id(first),
    )
