"""Phases of a pair: stretches of one level of conflict between change points."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.dynamics.acts import Acts
from detente.dynamics.changes import FEWEST, Found, Values, changes
from detente.dynamics.days import ABSENT
from detente.dynamics.series import MOST_IDS, Unit, start_of

MOST_ACTS = 150
"""Up to so many acts the level is taken act by act, beyond step by step."""
MOST_STEPS = 4000
GRAIN = 0.5


class Turn(Struct, frozen=True):
    """A change point with its date (``None`` where the act there has none) and how sure it is.

    ``before`` and ``after`` are the levels, ``support`` the share of bootstrap series that find it again (0
    to 1), ``earliest`` to ``latest`` where 90 % of those find it, ``p`` a permutation test against one level.
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
    """The phases of a pair, what they were taken from, and what speaks against trusting them."""

    signal: str
    values: int
    stretches: tuple[Stretch, ...] = ()
    turns: tuple[Turn, ...] = ()
    noise: float | None = None
    penalty: float | None = None
    note: str = ""


def phases(acts: Acts, pair: NDArray[np.intp], unit: Unit, *, seed: int = 0) -> PairPhases:
    """The phases of the acts at these places, all between two sides."""
    pair = acts.in_time(pair)
    if len(pair) <= MOST_ACTS:
        groups = [pair[place : place + 1] for place in range(len(pair))]
        values = acts.rung[pair].astype(np.float64)
        signal = "rung of each act, in time order"
    else:
        groups, values = _by_step(acts, pair, unit)
        signal = (
            f"conflict each {unit}: signed root of the sum of Goldstein's values ({acts.version}), turned"
        )
        if np.isnan(acts.goldstein[pair]).all():
            signal = f"conflict each {unit}: signed root of the sum of rungs"
    if len(values) < FEWEST:
        note = f"too few acts for change points: {len(values)}, and {FEWEST} are needed"
        return PairPhases(signal, len(values), note=note)
    if len(values) > MOST_STEPS:
        return PairPhases(signal, len(values), note="too long for change points: more than 4,000 steps")
    found = changes(values, least=GRAIN, rng=np.random.default_rng(seed))
    bounds = [0, *(change.place for change in found.changes), len(values)]
    parts = [groups[start:end] for start, end in pairwise(bounds)]
    levels = [float(values[start:end].mean()) for start, end in pairwise(bounds)]
    names = _names(levels)
    return PairPhases(
        signal=signal,
        values=len(values),
        stretches=tuple(_stretch(acts, *each) for each in zip(names, levels, parts, strict=True)),
        turns=tuple(_turns(acts, found, groups)),
        noise=round(found.noise, 4),
        penalty=round(found.penalty, 4),
    )


def _by_step(acts: Acts, pair: NDArray[np.intp], unit: Unit) -> tuple[list[NDArray[np.intp]], Values]:
    """The acts of each step from the first to the last, and its conflict; a silent step is 0.

    Sums have heavy tails, so their root is taken, with the sign; conflict counts upwards.
    """
    pair = pair[acts.day[pair] != ABSENT]
    starts = start_of(acts, acts.day[pair], unit)
    width = 1 if unit == "day" else 7
    steps = (starts - starts.min()) // width
    own = acts.goldstein[pair]
    weights = acts.rung[pair] if np.isnan(own).all() else np.where(np.isnan(own), 0, -own)
    sums = np.bincount(steps, weights=weights.astype(np.float64))
    order = np.argsort(steps, kind="stable")
    groups = np.split(pair[order], np.cumsum(np.bincount(steps))[:-1])
    return groups, np.sign(sums) * np.sqrt(np.abs(sums))


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


def _stretch(acts: Acts, name: str, level: float, parts: list[NDArray[np.intp]]) -> Stretch:
    places = np.concatenate(parts)
    dates = [acts.written(int(place)) for place in places] if len(places) <= MOST_ACTS else None
    if dates is None:
        dates = [acts.written(int(places[0])), acts.written(int(places[-1]))]
    dated = [date for date in dates if date is not None]
    return Stretch(
        name=name,
        acts=len(places),
        level=round(level, 3),
        top=int(acts.rung[places].max()) if len(places) else None,
        start=dated[0] if dated else None,
        end=dated[-1] if dated else None,
        events=acts.ids(places, MOST_IDS),
    )


def _turns(acts: Acts, found: Found, groups: list[NDArray[np.intp]]) -> list[Turn]:
    def first(place: int) -> int | None:
        """The first act from this step on."""
        return next((int(group[0]) for group in groups[place:] if len(group)), None)

    def date(place: int) -> str | None:
        act = first(place)
        return None if act is None else acts.written(act)

    turns = []
    for change in found.changes:
        act = first(change.place)
        turns.append(
            Turn(
                when=date(change.place),
                before=round(change.before, 3),
                after=round(change.after, 3),
                support=round(change.support, 3),
                earliest=date(change.low),
                latest=date(change.high),
                p=round(change.p, 4),
                event="" if act is None else acts.id(act),
            )
        )
    return turns
