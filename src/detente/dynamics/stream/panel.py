"""Pairs that are active on a day, what their past says of conflict, and whether conflict followed.

Pairs are unordered. A pair is active with at least three events in the 60 days before; conflict is material
conflict (CAMEO roots 14 to 20) in either direction; an onset is conflict after 30 days without any.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.counters import FadingCounter
from detente.dynamics.stream.groups import Groups

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
ACTIVE_DAYS, ACTIVE_EVENTS, QUIET_DAYS = 60, 3, 30
FINE, PLAIN = (3, 7, 14, 30, 90, 0), (7, 30, 0)
CLASSES = ("conflict", "verbal conflict", "cooperation in deeds", "other words")
ROOTS = tuple(range(9, 21))


@dataclass(frozen=True, eq=False)
class DayEvents:
    """The events of one day: places of actors and kinds (n,)."""

    day: int
    source: Ints
    kind: Ints
    target: Ints


@dataclass(frozen=True, eq=False)
class Panel:
    """P pairs on days of forecast, all arrays (P,) but the features (P, F).

    ``weekly`` is the share of the ``weeks`` so far in which the pair had conflict, ``quiet`` says that it had
    none for 30 days. What follows is for ``outcomes`` to say.
    """

    day: Ints
    first: Ints
    second: Ints
    features: Floats
    weekly: NDArray[np.float64]
    weeks: NDArray[np.float64]
    quiet: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.day)


class PairStates:
    """Counts of a stream that speak for and against conflict between two actors."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self._class = np.where(
            groups.conflict, 0, np.where(groups.rough, 1, np.where(groups.quad == 2, 2, 3))
        )
        self._pair = FadingCounter(FINE)
        self._directed = FadingCounter(PLAIN)
        self._roots = FadingCounter((10,))
        self._actor = FadingCounter(PLAIN)
        self._countries = FadingCounter(PLAIN)
        self._country = FadingCounter(PLAIN)
        self._roles = FadingCounter((0,))
        self._world = FadingCounter(PLAIN)
        self._weeks = FadingCounter((0,))
        self._this_week: Ints = np.zeros(0, np.int64)
        self._week: int | None = None
        self._recent: deque[tuple[int, Ints]] = deque()
        self._start: int | None = None

    def add(self, events: DayEvents) -> None:
        """Count one day; days must not go back."""
        day, many, groups = events.day, self.groups.n_actors, self.groups
        self._start = day if self._start is None else self._start
        self._turn_week(day)
        source, target = np.asarray(events.source, np.int64), np.asarray(events.target, np.int64)
        what = self._class[events.kind]
        pair = unordered(source, target, many)
        self._pair.add(pair * 4 + what, day)
        harsh = what == 0
        self._directed.add((source * many + target)[harsh], day)
        self._roots.add(pair * 32 + groups.root[events.kind], day)
        self._actor.add(np.concatenate([(source * 2) * 4 + what, (target * 2 + 1) * 4 + what]), day)
        one, two = groups.country[source], groups.country[target]
        self._countries.add(unordered(one, two, groups.n_countries) * 4 + what, day)
        self._country.add(np.concatenate([one, two]) * 4 + np.tile(what, 2), day)
        self._roles.add(self._role_key(source, target) * 4 + what, day)
        self._world.add(what, day)
        self._this_week = np.union1d(self._this_week, pair[harsh])
        self._recent.append((day, pair))

    def active(self, day: int) -> Ints:
        """Keys of the pairs with three events in the 60 days before ``day``."""
        while self._recent and self._recent[0][0] < day - ACTIVE_DAYS:
            self._recent.popleft()
        if not self._recent:
            return np.zeros(0, np.int64)
        keys, counts = np.unique(np.concatenate([pair for _, pair in self._recent]), return_counts=True)
        return keys[counts >= ACTIVE_EVENTS]

    def panel(self, day: int, keys: Ints | None = None) -> Panel:
        """What the days before ``day`` say of its active pairs, or of the pairs given."""
        keys = self.active(day) if keys is None else keys
        many = self.groups.n_actors
        first, second = keys // many, keys % many
        columns: list[Floats] = []
        gaps: list[Floats] = []
        for what in range(4):
            counts, gap = self._read(self._pair, keys * 4 + what, day)
            columns += [counts, gap[:, None]]
            gaps.append(gap)
        columns += self._both(self._directed, first * many + second, second * many + first, day)
        for root in ROOTS:
            columns.append(self._read(self._roots, keys * 32 + root, day)[0])
        for side in (0, 1):
            for what in (0, 1, 3):
                columns += self._both(
                    self._actor, (first * 2 + side) * 4 + what, (second * 2 + side) * 4 + what, day
                )
        columns += self._grouped(first, second, day)
        weekly, weeks = self._weekly(keys, day)
        columns.append(weekly[:, None].astype(np.float32))
        quiet = ~(gaps[0] <= QUIET_DAYS)
        features = np.concatenate(columns, axis=1)
        return Panel(np.full(len(keys), day), first, second, features, weekly, weeks, quiet)

    def _grouped(self, first: Ints, second: Ints, day: int) -> list[Floats]:
        groups = self.groups
        one, two = groups.country[first], groups.country[second]
        countries = unordered(one, two, groups.n_countries)
        columns: list[Floats] = []
        for what in (0, 1, 3):
            columns.append(self._read(self._countries, countries * 4 + what, day)[0])
        columns += self._both(self._country, one * 4, two * 4, day)
        roles = self._role_key(first, second)
        by_class = [self._roles.read(self._roles.find(roles * 4 + what), day)[0] for what in range(4)]
        # A rate, shrunk to one in ten by twenty events.
        share = (by_class[0] + 2) / (sum(by_class) + 20)
        world, _ = self._read(self._world, np.zeros(1, np.int64), day)
        same = ((one == two) & (one > 0))[:, None].astype(np.float32)
        named = np.stack([one == 0, two == 0], axis=1).sum(1, keepdims=True).astype(np.float32)
        return [*columns, share, sum(by_class), np.repeat(world, len(first), axis=0), same, named]

    def _read(self, counter: FadingCounter, keys: Ints, day: int) -> tuple[Floats, Floats]:
        """Counts and gaps; counts that never fade as a rate in 100 days, so that long streams stay
        comparable.
        """
        counts, gap = counter.read(counter.find(keys), day)
        start = day if self._start is None else self._start
        counts[:, [not scale for scale in counter.scales]] *= 100 / max(day - start, 1)
        return counts, gap

    def _both(self, counter: FadingCounter, one: Ints, two: Ints, day: int) -> list[Floats]:
        """The larger and the smaller of the two sides' counts: a pair has no first side."""
        left, right = (self._read(counter, each, day)[0] for each in (one, two))
        return [np.maximum(left, right), np.minimum(left, right)]

    def _role_key(self, one: Ints, two: Ints) -> Ints:
        groups = self.groups
        same = (groups.country[one] == groups.country[two]) & (groups.country[one] > 0)
        return np.asarray(unordered(groups.role[one], groups.role[two], groups.n_roles) * 2 + same)

    def _turn_week(self, day: int) -> None:
        week = day // 7
        if self._week is not None and week != self._week:
            self._weeks.add(self._this_week, self._week)
            self._this_week = np.zeros(0, np.int64)
        self._week = week

    def _weekly(self, keys: Ints, day: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        start = day if self._start is None else self._start
        weeks = max((day - start) / 7, 1.0)
        counts = self._weeks.read(self._weeks.find(keys), day // 7)[0][:, 0]
        counts = counts + np.isin(keys, self._this_week)
        return np.minimum(counts / weeks, 1.0).astype(np.float64), np.full(len(keys), weeks)


def unordered(one: Ints, two: Ints, many: int) -> Ints:
    """A key for two places whichever comes first."""
    return np.asarray(np.minimum(one, two) * many + np.maximum(one, two))


def outcomes(panel: Panel, days: Iterable[DayEvents], groups: Groups, horizon: int) -> NDArray[np.bool_]:
    """Whether conflict came between each pair (P,) on its day or in the ``horizon - 1`` days after."""
    many = groups.n_actors
    keys: list[Ints] = []
    for events in days:
        harsh = groups.conflict[events.kind]
        pair = np.unique(unordered(events.source[harsh], events.target[harsh], many).astype(np.int64))
        keys.append(pair * LARGEST_DAY + events.day + OFFSET)
    found = np.unique(np.concatenate(keys)) if keys else np.zeros(0, np.int64)
    low = (panel.first * many + panel.second) * LARGEST_DAY + panel.day + OFFSET
    at = np.searchsorted(found, low)
    reached = np.zeros(len(panel), bool)
    inside = at < len(found)
    reached[inside] = found[at[inside]] < low[inside] + horizon
    return reached


LARGEST_DAY, OFFSET = 8_000_000, 2_000_000
"""Days since 1970 that fit beside a pair in one key: the years -3500 to 18000."""


def joined(panels: list[Panel]) -> Panel:
    """Panels of several days as one."""
    return Panel(*(np.concatenate([getattr(each, field.name) for each in panels]) for field in fields(Panel)))
