"""Conflict between a pair within some days: fitted on a table, checked on its last days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.conflict import ConflictModel, fit_conflict, part
from detente.dynamics.stream.groups import Groups, groups_of
from detente.dynamics.stream.panel import DayEvents, PairStates, Panel, joined, outcomes, unordered
from detente.dynamics.table import EventTable
from detente.errors import TableError

Array = NDArray[np.float64]
LEAST_CONFLICTS = 50
SPREAD = 90
"""Days of history before the first day that is forecast from."""
DENSE = 100_000
"""Events beyond which days of the fit are thinned out, so that memory stays flat."""


@dataclass(frozen=True, eq=False)
class ConflictCheck:
    """Forecasts (N,) on days not fitted on, beside what came and what the simple baseline said.

    ``weekly`` is the pair's own weekly frequency of conflict, carried over to the horizon as if weeks were
    independent.
    """

    horizon: int
    day: NDArray[np.int64]
    chance: Array
    weekly: Array
    quiet: NDArray[np.bool_]
    came: NDArray[np.bool_]

    def skill(self, rows: NDArray[np.bool_] | None = None) -> tuple[float, float]:
        """Brier skill against the base rate of the rows: the model's and the baseline's."""
        rows = np.ones(len(self.came), bool) if rows is None else rows
        came = self.came[rows].astype(float)
        worst = float(((came.mean() - came) ** 2).mean()) if len(came) else 0.0
        if not worst:
            return float("nan"), float("nan")
        model, weekly = (
            1 - float(((each[rows] - came) ** 2).mean()) / worst for each in (self.chance, self.weekly)
        )
        return model, weekly

    def intervals(self, rng: np.random.Generator, quiet: bool, draws: int = 500) -> tuple[float, float]:
        """95 % interval of the model's skill less the baseline's, resampling whole days."""
        days, inverse = np.unique(self.day, return_inverse=True)
        rows = self.quiet if quiet else np.ones(len(self.came), bool)
        came = self.came.astype(float)
        sums = [
            np.bincount(inverse[rows], each[rows], len(days))
            for each in (np.ones(len(came)), came, (self.chance - came) ** 2, (self.weekly - came) ** 2)
        ]
        many, positive, model, weekly = (
            each[rng.integers(0, len(days), (draws, len(days)))].sum(1) for each in sums
        )
        share = positive / np.maximum(many, 1)
        gain = (weekly - model) / np.maximum(many * share * (1 - share), 1e-9)
        low, high = np.quantile(gain, [0.025, 0.975])
        return float(low), float(high)

    def calibration_error(self, rows: NDArray[np.bool_] | None = None, bins: int = 10) -> float:
        """Expected calibration error over bins of equal size."""
        chosen = np.arange(len(self.came)) if rows is None else np.flatnonzero(rows)
        order = chosen[np.argsort(self.chance[chosen])]
        gaps = [
            abs(self.chance[each].mean() - self.came[each].mean()) * len(each)
            for each in np.array_split(order, bins)
            if len(each)
        ]
        return float(sum(gaps) / max(len(order), 1))


@dataclass(frozen=True, eq=False)
class Hostility:
    """The panel of a table, ready to be fitted for any horizon, and the state after its last day."""

    table: EventTable
    groups: Groups
    days: tuple[DayEvents, ...]
    panel: Panel
    states: PairStates

    @property
    def last(self) -> int:
        return self.days[-1].day

    def fit(self, horizon: int, until: int | None = None, seed: int = 0) -> ConflictModel:
        """Fit on days whose outcome is known before ``until`` (else at the end of the table).

        Raises ``TableError`` (H220) where conflict is too rare for it.
        """
        end = self.last + 1 if until is None else until
        known = self.panel.day + horizon <= end
        train = part(self.panel, known)
        came = self.came(train, horizon)
        days = len(np.unique(train.day))
        if came.sum() < LEAST_CONFLICTS or days < 3 * horizon:
            raise TableError(
                "H220",
                f"too few events: {days} days to learn from, conflict within {horizon} days came"
                f" {int(came.sum())} times; {3 * horizon} and {LEAST_CONFLICTS} are needed",
                where=self.table.name,
                remedy="Give a longer table",
            )
        return fit_conflict(train, came, horizon, seed=seed)

    def came(self, panel: Panel, horizon: int) -> NDArray[np.bool_]:
        """What came of a panel."""
        return outcomes(panel, self.days, self.groups, horizon)

    def check(self, horizon: int, scored_from: int, seed: int = 0) -> ConflictCheck:
        """Fit on what was known by ``scored_from``, and forecast every later day whose outcome is known."""
        model = self.fit(horizon, until=scored_from, seed=seed)
        rows = (self.panel.day >= scored_from) & (self.panel.day + horizon <= self.last + 1)
        panel = part(self.panel, rows)
        often = 1 - (1 - panel.weekly) ** (horizon / 7)
        return ConflictCheck(
            horizon, panel.day, model.chances(panel), often, panel.quiet, self.came(panel, horizon)
        )

    def ahead(self, one: int, two: int, day: int) -> Panel:
        """The panel of one pair on a day after the table."""
        key = unordered(np.array([one]), np.array([two]), self.groups.n_actors)
        return self.states.panel(day, key)

    def ahead_all(self, day: int) -> Panel:
        """The panel of every active pair on a day after the table."""
        return self.states.panel(day)


def hostility_of(table: EventTable, *, names: bool = True) -> Hostility:
    """Go through a table once. Raises ``TableError`` (H221) where no code book says what conflict is."""
    groups = groups_of(table.actors, table.kinds, scheme=table.scheme, names=names)
    if not groups.conflict.any():
        raise TableError(
            "H221",
            "none of its kinds of events is known as material conflict",
            where=table.name,
            remedy="Use PLOVER or CAMEO, codes or names",
        )
    starts = np.flatnonzero(np.diff(table.day, prepend=table.day[0] - 1))
    ends = np.append(starts[1:], len(table))
    days = tuple(
        DayEvents(
            int(table.day[a]),
            *(each[a:b].astype(np.int64) for each in (table.source, table.kind, table.target)),
        )
        for a, b in zip(starts, ends, strict=True)
    )
    states = PairStates(groups)
    panels: list[Panel] = []
    first = days[0].day + min(SPREAD, (days[-1].day - days[0].day) // 4)
    # Neighbouring days say nearly the same: of a large table only every so many days are kept.
    step = max(1, round(len(table) / DENSE))
    tail = days[-1].day - 45
    for events in days:
        if events.day >= first and (events.day % step == 0 or events.day >= tail):
            panels.append(states.panel(events.day))
        states.add(events)
    if not panels:
        raise TableError(
            "H220", "too few days to forecast from", where=table.name, remedy="Give a longer table"
        )
    return Hostility(table, groups, days, joined(panels), states)
