"""Acts between sides in time order: what every measure of the dynamics is taken from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.codes import goldstein
from detente.crisis import Crisis, Event
from detente.dynamics.days import ABSENT
from detente.dynamics.scales import Goldstein, scaled
from detente.dynamics.sides import Sides
from detente.dynamics.table import EventTable, day_of


@dataclass(frozen=True, eq=False)
class Acts:
    """N acts of one side on another, in time order; an event of several pairs is one act for each.

    ``source`` and ``target`` are places in ``sides``, (N,). ``rung`` (-3 to 7) and ``goldstein`` (-10 to 10,
    in ``version``) are NaN where a scale has no place for the act. ``day`` counts days since 1970-01-01 (bare
    numbers where ``dated`` is false) and is ``ABSENT`` for an act without a day, which stands where the
    stated order puts it. ``placed`` is false where neither a day nor the order fixes the place in time.
    ``joint`` marks the acts of an event in which both sides act on each other (they meet, they clash).
    ``kind`` are places in ``kinds`` and in ``cameo``, their CAMEO codes. ``id`` gives the event id or the
    line of the table, ``written`` the date as the account or the table has it.
    """

    name: str
    sides: tuple[str, ...]
    names: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.int32]
    kinds: tuple[str, ...]
    cameo: tuple[str | None, ...]
    rung: NDArray[np.float32]
    goldstein: NDArray[np.float32]
    day: NDArray[np.int32]
    placed: NDArray[np.bool_]
    joint: NDArray[np.bool_]
    dated: bool
    version: Goldstein
    id: Callable[[int], str]
    written: Callable[[int], str | None]
    group: NDArray[np.int32] | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.day)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which acts have a day, (N,)."""
        return np.not_equal(self.day, ABSENT)

    def ids(self, places: NDArray[np.integer], most: int | None = None) -> tuple[str, ...]:
        """The events behind the acts at these places, each once."""
        return tuple(dict.fromkeys(self.id(int(place)) for place in places[:most]))

    def date(self, day: int) -> str:
        """A day as people write it."""
        return str(np.datetime64(int(day), "D")) if self.dated else f"day {int(day)}"

    def between(self, one: int, two: int) -> NDArray[np.intp]:
        """Places of the acts of either on the other, in time order."""
        there = (self.source == one) & (self.target == two)
        back = (self.source == two) & (self.target == one)
        return np.flatnonzero(there | back)

    def in_time(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of the places that have a rung and a place in time; a joint act once."""
        twice = self.joint[places] & (self.source[places] > self.target[places])
        return places[self.placed[places] & ~twice & ~np.isnan(self.rung[places])]


def acts_of(what: Crisis | EventTable, *, book: str | None = None, version: Goldstein = "icews") -> Acts:
    """The acts of a crisis or a table on the scales.

    ``book`` names the code book of a table's kinds (``detente.dynamics.scales.SCHEMES``) where it is not
    found by itself. Raises ``UsageError`` (H211, H212), ``TableError`` (H209).
    """
    if isinstance(what, EventTable):
        return _of_table(what, book, version)
    return _of_crisis(what, version)


def _of_table(table: EventTable, book: str | None, version: Goldstein) -> Acts:
    found = scaled(table.kinds, book or table.scheme, version, where=table.name)
    rungs = [np.nan if kind is None or kind.rung is None else kind.rung for kind in found.kinds]
    values = [np.nan if kind is None or kind.goldstein is None else kind.goldstein for kind in found.kinds]
    notes = list(table.notes)
    if found.unknown:
        events = int(np.isin(table.kind, found.unknown).sum())
        notes += [f"{note} ({events:,} events)" for note in found.notes]
    return Acts(
        name=table.name,
        sides=table.actors,
        names=table.actors,
        source=table.source,
        target=table.target,
        kind=table.kind,
        kinds=table.kinds,
        cameo=tuple(kind.cameo if kind else None for kind in found.kinds),
        rung=np.asarray(rungs, np.float32)[table.kind],
        goldstein=np.asarray(values, np.float32)[table.kind],
        day=table.day,
        placed=np.ones(len(table), bool),
        joint=np.zeros(len(table), bool),
        dated=table.dated,
        version=version,
        id=lambda place: str(int(table.rows[place])),
        written=lambda place: table.date(int(table.day[place])),
        group=table.group,
        notes=tuple(notes),
    )


def _of_crisis(crisis: Crisis, version: Goldstein) -> Acts:
    sides = Sides(crisis)
    found = [
        (event, one, two)
        for event in crisis.timeline()
        if event.happened and event.layer != "think" and not event.domestic
        for one, two in sides.pairs(event)
    ]
    names = list(dict.fromkeys(side for _, one, two in found for side in (one, two)))
    place = {side: number for number, side in enumerate(names)}
    kinds = list(dict.fromkeys(event.event or event.leaf or event.layer for event, _, _ in found))
    days = [day_of(event) for event, _, _ in found]
    events = [event for event, _, _ in found]
    fixed = placed(crisis)
    directed = {(event.id, one, two) for event, one, two in found}
    rungs = [np.nan if event.rung is None else event.rung for event in events]
    return Acts(
        name=crisis.document.title or crisis.document.id,
        sides=tuple(names),
        names=tuple(crisis.name(side) for side in names),
        source=np.asarray([place[one] for _, one, _ in found], np.int32),
        target=np.asarray([place[two] for _, _, two in found], np.int32),
        kind=np.asarray([kinds.index(each.event or each.leaf or each.layer) for each in events], np.int32),
        kinds=tuple(kinds),
        cameo=(None,) * len(kinds),
        rung=np.asarray(rungs, np.float32),
        goldstein=np.asarray([_value(event, version) for event in events], np.float32),
        day=np.asarray([ABSENT if day is None else day for day in days], np.int32),
        placed=np.asarray([event.id in fixed for event in events], bool),
        joint=np.asarray([(event.id, two, one) in directed for event, one, two in found], bool),
        dated=True,
        version=version,
        id=lambda at: events[at].id,
        written=lambda at: _iso(events[at]),
    )


def _iso(event: Event) -> str | None:
    return event.when.iso if event.when is not None else None


def _value(event: Event, version: Goldstein) -> float:
    """Goldstein's value of an event; from its CAMEO code where it was coded in the other version."""
    if event.intensity is not None and event.intensity_scale == version:
        return event.intensity
    value = goldstein.value(event.cameo, version) if event.cameo else None
    return np.nan if value is None else value


def placed(crisis: Crisis) -> set[str]:
    """Ids of the events that have a place in time: a day, or an order before or after one that has a day.

    What the account tells without either may have happened at any time, and takes part in no sequence.
    """
    found = {event.id for event in crisis.events if day_of(event) is not None}
    later: dict[str, set[str]] = {}
    earlier: dict[str, set[str]] = {}
    for link in crisis.order:
        later.setdefault(link.before, set()).add(link.after)
        earlier.setdefault(link.after, set()).add(link.before)
        if link.relation == "=":
            later.setdefault(link.after, set()).add(link.before)
            earlier.setdefault(link.before, set()).add(link.after)
    return found | _reached(found, later) | _reached(found, earlier)


def _reached(start: set[str], links: dict[str, set[str]]) -> set[str]:
    seen, stack = set(start), list(start)
    while stack:
        for near in links.get(stack.pop(), set()) - seen:
            seen.add(near)
            stack.append(near)
    return seen


def day_span(acts: Acts) -> tuple[int, int] | None:
    """The first and the last day that is known."""
    known = acts.day[acts.known]
    return (int(known.min()), int(known.max())) if len(known) else None
