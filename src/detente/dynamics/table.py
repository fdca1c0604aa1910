"""Tables of dated events between two actors: the one shape that everything statistical here works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.crisis import Crisis, Event
from detente.dynamics.days import ABSENT, EPOCH, Days
from detente.dynamics.sides import Sides
from detente.dynamics.table_files import Batch, Source, opened
from detente.errors import TableError

LARGEST = 2**31 - 1


@dataclass(frozen=True, eq=False)
class EventTable:
    """N dated events between two actors, in order of day; events of one day keep the order of the file.

    ``source`` and ``target`` are places in ``actors``, ``kind`` places in ``kinds``, all (N,). ``day`` counts
    days since 1970-01-01 or, where ``dated`` is false, is the bare number that the table has. ``rows`` is
    the line of the file (the row of a parquet file), or the place of the event in ``crisis.events``.
    ``group`` numbers what a column of groups held (a confrontation, a crisis), (N,), where one was named.
    ``scheme`` names the code book of the kinds where the columns tell it (see ``detente.dynamics.scales``);
    ``notes`` say what was done to the rows: sorted, left out, named.
    """

    actors: tuple[str, ...]
    kinds: tuple[str, ...]
    source: NDArray[np.int32]
    kind: NDArray[np.int32]
    target: NDArray[np.int32]
    day: NDArray[np.int32]
    dated: bool
    rows: NDArray[np.int64]
    group: NDArray[np.int32] | None = None
    name: str = "table"
    scheme: str | None = None
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.day)

    def date(self, day: int) -> str:
        """A day as people write it: ``2024-01-16``, or ``day 16`` of a table without dates."""
        return date.fromordinal(day + EPOCH).isoformat() if self.dated else f"day {day}"


class _Numbering(dict[str, int]):
    """Numbers names in the order in which they come; an empty cell is ``ABSENT``."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        name = cell.strip()
        if name.casefold() in _EMPTY:
            number = ABSENT
        else:
            number = self.names.setdefault(name, len(self.names))
        self[cell] = number
        return number


_EMPTY = frozenset({"", "nan", "null", "none", "<na>", "---"})


def read_table(
    path: str | Path,
    *,
    source: str | None = None,
    event: str | None = None,
    target: str | None = None,
    day: str | None = None,
    group: str | None = None,
    skip: bool = False,
) -> EventTable:
    """The events of a .csv, .tsv, .txt, .jsonl or .parquet file (or one of the former four as .gz).

    The columns are found by their usual names (source or actor1, event, code or relation, target or actor2,
    day, date or event_date; see docs/dynamics.md), or are named by ``source``, ``event``, ``target`` and
    ``day``. Text files without a line of names are read as subject, relation, object, day. Days are ISO
    dates, eight digits, or whole numbers, one way throughout. Rows out of order are sorted; a note says so.
    ``group`` names a column that sets events apart that do not answer each other (confrontation, crisis).
    ``skip`` leaves out rows with an empty cell or a day that cannot be read, and counts them in a note;
    without it they are an error.

    Read row by row: memory is about 60 bytes a row besides the names. Raises ``UsageError`` (H201, H202,
    H208) and ``TableError`` (H203 to H207), naming the file, the line and the remedy.
    """
    given = {"source": source, "event": event, "target": target, "day": day, "group": group}
    opened_source = opened(Path(path), given)
    builder = _Builder(opened_source, skip)
    for batch in opened_source.batches:
        builder.add(batch)
    return builder.table()


class _Builder:
    """Puts batches of cells together to a table."""

    def __init__(self, opened: Source, skip: bool) -> None:
        self.opened = opened
        self.skip = skip
        self.actors, self.kinds, self.days, self.groups = _Numbering(), _Numbering(), Days(), _Numbering()
        self.books = (self.actors, self.kinds, self.actors, self.days, self.groups)
        self.parts: list[list[NDArray[np.int32]]] = [[], [], [], [], []]
        self.lines: list[NDArray[np.int64]] = []
        self.left_out = 0

    def add(self, batch: Batch) -> None:
        lines = np.asarray(batch.lines, dtype=np.int64)
        numbers = [
            np.fromiter(map(book.__getitem__, cells), np.int32, len(lines))
            for book, cells in zip(self.books, batch.cells, strict=False)  # the fifth only where asked for
        ]
        whole = np.logical_and.reduce([each != ABSENT for each in numbers])
        if not whole.all():
            if not self.skip:
                raise self._refusal(batch, int(np.argmin(whole)))
            self.left_out += int((~whole).sum())
            numbers, lines = [each[whole] for each in numbers], lines[whole]
        for part, each in zip(self.parts, numbers, strict=False):
            part.append(each)
        self.lines.append(lines)

    def _refusal(self, batch: Batch, place: int) -> TableError:
        cells = [column[place] for column in batch.cells]
        where = f"{self.opened.name}, {self.opened.unit} {batch.lines[place]}"
        for role, cell, book in zip(self.opened.roles, cells, self.books, strict=False):
            if book is not self.days and book[cell] == ABSENT:
                return TableError(
                    "H204", f"the column {role!r} is empty", where=where, remedy="Fill it in, or add --skip"
                )
        return TableError(
            "H205",
            f"{cells[3][:40]!r} is no day ({self.days.expected})",
            where=where,
            remedy="Write days one way throughout, as 2024-01-16, 20240116 or a whole number, or add --skip",
        )

    def table(self) -> EventTable:
        source, kind, target, day, group = (_joined(part) for part in self.parts)
        rows = np.concatenate(self.lines) if self.lines else np.empty(0, np.int64)
        self.lines.clear()
        notes = list(self.opened.notes)
        if self.left_out:
            notes.append(f"{self.left_out:,} rows with an empty cell or without a day were left out")
        if not len(day):
            raise TableError("H206", "holds no events", where=self.opened.name, remedy="Check the file")
        late = int((np.diff(day) < 0).sum())
        if late:
            notes.append(f"rows were not in order of day ({late:,} steps back): sorted")
            order = np.argsort(day, kind="stable")
            source, kind, target, day, group = (
                each[order] if len(each) else each for each in (source, kind, target, day, group)
            )
            rows = rows[order]
        return EventTable(
            actors=self.opened.actors(tuple(self.actors.names)),
            kinds=self.opened.kinds(tuple(self.kinds.names)),
            source=source,
            kind=kind,
            target=target,
            day=day,
            dated=self.days.dated,
            rows=rows,
            group=group if len(group) else None,
            name=self.opened.name,
            scheme=self.opened.scheme,
            notes=tuple(notes),
        )


def _joined(parts: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    """One array of many; the parts are let go, so that they are not held twice for long."""
    joined = np.concatenate(parts) if parts else np.empty(0, np.int32)
    parts.clear()
    return joined


def table_of(crisis: Crisis) -> EventTable:
    """The events of a crisis that happened on a known day, one row for each pair of a source and a target.

    Organs, officials and forces count as their state; armed groups, parties and persons stand for themselves
    (``detente.dynamics.sides``). Thoughts, acts without a source or a target, and acts inside one side are
    left out, and so are events without a day: they are never given one. An interval counts from its first
    day. A kind is written ``EVENT/mode`` or ``EVENT`` after PLOVER, else ``layer:leaf`` after ICBe.
    """
    actors, kinds, sides = _Numbering(), _Numbering(), Sides(crisis)
    found = [
        (day, row, actors[one], kinds[kind_of(event)], actors[two])
        for row, event in enumerate(crisis.events)
        if event.happened and event.same_as is None and event.layer != "think"
        if (day := day_of(event)) is not None
        for one, two in sides.pairs(event)
    ]
    order = sorted(found, key=lambda each: each[:2])
    columns: Sequence[Sequence[int]] = list(zip(*order, strict=True)) or [()] * 5
    days, rows, source, kind, target = columns
    return EventTable(
        actors=tuple(actors.names),
        kinds=tuple(kinds.names),
        source=np.asarray(source, np.int32),
        kind=np.asarray(kind, np.int32),
        target=np.asarray(target, np.int32),
        day=np.asarray(days, np.int32),
        dated=True,
        rows=np.asarray(rows, np.int64),
        name=crisis.document.title or crisis.document.id,
    )


def kind_of(event: Event) -> str:
    """How the kind of an event is written in a table."""
    if event.event:
        return f"{event.event}/{event.mode}" if event.mode else event.event
    return f"{event.layer}:{event.leaf}" if event.leaf else event.cameo or event.layer


def day_of(event: Event) -> int | None:
    """The day of an event (the first of an interval) since 1970-01-01; none unless it is known to the day."""
    if event.when is None or event.when.precision != "day" or event.when.earliest is None:
        return None
    try:
        return date.fromisoformat(event.when.earliest).toordinal() - EPOCH
    except ValueError:
        return None
