"""A forecast from a table: the answer, what speaks for it, and how the model did on the table's last days."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from detente.dynamics.stream.asking import NextEvent, PastEvent, next_event, place_of, shown
from detente.dynamics.stream.card import ConflictScore, RankScore, StreamCard, judged, ranked, stream_card
from detente.dynamics.stream.conflict import ConflictModel, part
from detente.dynamics.stream.forecaster import Settings
from detente.dynamics.stream.hostility import Hostility, hostility_of
from detente.dynamics.stream.replay import live
from detente.dynamics.table import EventTable
from detente.errors import TableError, UsageError

HORIZONS = (7, 30)
LONGEST_CHECK = 30
"""Days at the end of a table that conflict forecasts are checked on, at most."""


@dataclass(frozen=True)
class PairChance:
    """The chance of material conflict between two actors within ``horizon`` days.

    Of the ``near`` forecasts on held-out days that were nearest to this chance ``came`` came true; ``low``
    and ``high`` bound how often such forecasts come true (95 %, Jeffreys). ``weekly`` is the share of weeks
    so far with conflict, ``onset`` says that there was none for 30 days, ``past`` are their latest conflicts.
    """

    one: str
    two: str
    horizon: int
    chance: float
    low: float
    high: float
    near: int
    came: int
    weekly: float
    onset: bool
    past: tuple[PastEvent, ...]


@dataclass(frozen=True)
class TableForecast:
    """What was asked of a table with ``events`` events, and what the answer rests on.

    ``ranks`` and ``checks`` are the model's scores on the last days of this very table, beside the simple
    baselines; ``card`` are its scores on the benchmark.
    """

    table: str
    events: int
    day: str
    scored_from: str | None
    next: NextEvent | None
    conflict: tuple[PairChance, ...]
    ranks: tuple[RankScore, ...]
    checks: tuple[ConflictScore, ...]
    card: StreamCard | None
    notes: tuple[str, ...]


def forecast_stream(
    table: EventTable,
    *,
    event: str | None = None,
    source: str | None = None,
    target: str | None = None,
    pair: tuple[str, str] | None = None,
    day: int | None = None,
    top: int = 10,
    names: bool = True,
    seed: int = 0,
) -> TableForecast:
    """Answer (source, event, ?) or (?, event, target) for ``day``, else the chance of conflict.

    Of conflict between ``pair``, or the ``top`` pairs where nothing was named. Only events before ``day``
    (the day after the table unless given) are looked at. Raises ``UsageError`` (H223, H224) for names and
    questions that cannot be answered, ``TableError`` (H220, H221) for tables that cannot be forecast from.
    """
    if pair is not None and (event or source or target):
        raise UsageError("H224", "asks for a pair and for an event at once", remedy="Ask one of the two")
    known = table if day is None else before(table, day)
    ahead = int(known.day[-1]) + 1 if day is None else day
    if event or source or target:
        return _next(known, ahead, event, source, target, top, Settings(names=names, seed=seed))
    return _conflict(known, ahead, pair, top, names, seed)


def before(table: EventTable, day: int) -> EventTable:
    """The events before a day. Raises ``TableError`` (H220) where there are none."""
    end = int(np.searchsorted(table.day, day))
    if not end:
        raise TableError("H220", f"too few events before {table.date(day)}: none", where=table.name)
    columns = {name: getattr(table, name)[:end] for name in ("source", "kind", "target", "day", "rows")}
    group = None if table.group is None else table.group[:end]
    return replace(table, **columns, group=group)


def _next(
    table: EventTable,
    day: int,
    event: str | None,
    source: str | None,
    target: str | None,
    top: int,
    settings: Settings,
) -> TableForecast:
    if event is None or (source is None) == (target is None):
        raise UsageError(
            "H224", "a question names an event and either its source or its target", where=table.name
        )
    place_of(event, table.kinds, "event", table.name)
    place_of(source or target or "", table.actors, "actor", table.name)
    lived = live(table, settings=settings)
    answer = next_event(lived, day, event=event, source=source, target=target, top=top)
    ranks = tuple(ranked(lived.score, np.random.default_rng(settings.seed)))
    start = table.date(lived.scored_from)
    return TableForecast(
        table.name, len(table), answer.day, start, answer, (), ranks, (), stream_card(), table.notes
    )


def _conflict(
    table: EventTable, day: int, pair: tuple[str, str] | None, top: int, names: bool, seed: int
) -> TableForecast:
    places = [place_of(name, table.actors, "actor", table.name) for name in pair or ()]
    hostility = hostility_of(table, names=names)
    chances: list[PairChance] = []
    checks: list[ConflictScore] = []
    notes = list(table.notes)
    start = hostility.last - min(LONGEST_CHECK, (hostility.last - hostility.days[0].day) // 5)
    for horizon in HORIZONS:
        try:
            model = hostility.fit(horizon, seed=seed)
            check = hostility.check(horizon, start + 1 - horizon, seed)
        except TableError as error:
            if horizon == HORIZONS[0]:
                raise
            notes.append(f"no forecast for {horizon} days: {error.what}")
            continue
        checks += judged(check, np.random.default_rng(seed))
        chances += _chances(hostility, model, places, day, top)
    return TableForecast(
        table.name, len(table), table.date(day), table.date(start), None, tuple(chances), (), tuple(checks),
        stream_card(), tuple(notes),
    )  # fmt: skip


def _chances(
    hostility: Hostility, model: ConflictModel, places: list[int], day: int, top: int
) -> list[PairChance]:
    panel = hostility.ahead(places[0], places[1], day) if places else hostility.ahead_all(day)
    chances = model.chances(panel)
    found = []
    for row in np.argsort(-chances, kind="stable")[:top]:
        one, two = int(panel.first[row]), int(panel.second[row])
        near, came = model.nearby(float(chances[row]))
        low, high = (float(stats.beta.ppf(at, came + 0.5, near - came + 0.5)) for at in (0.025, 0.975))
        each = part(panel, np.arange(len(panel)) == row)
        table = hostility.table
        found.append(
            PairChance(
                table.actors[one],
                table.actors[two],
                model.horizon,
                float(chances[row]),
                low,
                high,
                near,
                came,
                float(each.weekly[0]),
                bool(each.quiet[0]),
                _past(hostility, one, two),
            )
        )
    return found


def _past(hostility: Hostility, one: int, two: int, most: int = 3) -> tuple[PastEvent, ...]:
    """The latest conflicts between two actors."""
    table = hostility.table
    both = ((table.source == one) & (table.target == two)) | ((table.source == two) & (table.target == one))
    rows = np.flatnonzero(both & hostility.groups.conflict[table.kind])[::-1][:most]
    return tuple(shown(table, int(row), 0.0) for row in rows)
