"""The rows of table files in batches, so that a file of any length needs little memory."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from detente.dynamics.columns import Columns, find, knows
from detente.dynamics.days import TRIPLE, is_day
from detente.errors import TableError, UsageError

BATCH = 50_000
"""Rows that are held as text at one time."""
TEXTS, LINES, PARQUET = {".csv", ".tsv", ".txt", ".tab"}, {".jsonl", ".ndjson"}, {".parquet", ".pq"}
LONGEST_HEAD = 65_536
SEPARATORS = "\t,;|"
ENTITIES, RELATIONS = "entity2id.txt", "relation2id.txt"
"""What benchmark sets of temporal knowledge graphs call their lists of names."""
HEADERLESS = Columns(("subject", "relation", "object", "day"), 0, 1, 2, (3,))

Given = Mapping[str, str | None]
Cells = Sequence[str]


@dataclass(frozen=True)
class Batch:
    """Rows as text: their lines, and the cells of source, event, target, day (and group) by column."""

    lines: Sequence[int]
    cells: tuple[Cells, ...]


@dataclass(frozen=True)
class Source:
    """An opened file: its batches, what its columns are called, and how its cells are named."""

    name: str
    batches: Iterator[Batch]
    roles: tuple[str, ...]
    scheme: str | None = None
    unit: str = "line"
    notes: tuple[str, ...] = ()
    entities: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)

    def actors(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.entities.get(cell, cell) for cell in cells)

    def kinds(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.relations.get(cell, cell) for cell in cells)


def opened(path: Path, given: Given) -> Source:
    """The file, its columns found.

    Raises ``UsageError`` (H201, H202, H208), ``TableError`` (H203, H206, H207).
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = (suffixes[:-1] if packed else suffixes)[-1:] or [""]
    if not path.is_file():
        raise UsageError("H201", "there is no such table", where=str(path), remedy="Check the path")
    if suffix[0] in TEXTS:
        return _text(path, given, packed)
    if suffix[0] in LINES:
        return _json_lines(path, given, packed)
    if suffix[0] in PARQUET and not packed:
        return _parquet(path, given)
    raise UsageError(
        "H201",
        f"is no table that can be read ({suffix[0] or 'no ending'})",
        where=str(path),
        remedy="Save it as .csv, .tsv, .txt, .jsonl (each also .gz) or .parquet",
    )


def is_table(path: str | Path) -> bool:
    """Whether a file is a table of events rather than an account, by its ending and its first line.

    A .txt file is one when its first line is a row of four cells or names columns that are known; a .jsonl
    file when its first object has no ``text``.
    """
    path = Path(path)
    endings = {suffix.lower() for suffix in path.suffixes}
    if endings & (PARQUET | TEXTS - {".txt"}):
        return True
    if not endings & (LINES | {".txt"}) or not path.is_file():
        return False
    try:
        with _stream(path, ".gz" in endings) as file:
            line = file.readline(LONGEST_HEAD)
    except (OSError, EOFError, UnicodeDecodeError):
        return False
    if endings & LINES:
        return line.lstrip().startswith("{") and '"text"' not in line
    cells = line.rstrip("\r\n").split(max(SEPARATORS, key=line.count))
    return len(cells) >= 4 and (is_day(cells[3]) or knows(cells))


def _stream(path: Path, packed: bool) -> IO[str]:
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What may go wrong while rows are read, told as one line."""
    try:
        yield
    except UnicodeDecodeError as error:
        what, remedy = f"is not UTF-8 text ({error.reason})", "Save it as UTF-8"
    except (OSError, EOFError) as error:
        what, remedy = f"cannot be read ({error})", "Check the file and its permissions"
    except csv.Error as error:
        what, remedy = f"is no table of cells ({error})", "Check its quotation marks and line ends"
    else:
        return
    raise TableError("H207", what, where=name, remedy=remedy)


def _text(path: Path, given: Given, packed: bool) -> Source:
    name = str(path)

    def lines() -> Iterator[str]:
        with _stream(path, packed) as file:
            yield from file

    with _told(name):
        first = next((line for line in lines() if line.strip()), "")
    if not first:
        raise TableError("H206", "holds no events", where=name, remedy="Check the file")
    separator = max(SEPARATORS, key=first.count)
    head = next(csv.reader([first], delimiter=separator), [])
    bare = len(head) >= 4 and is_day(head[3]) and not any(given.values())
    columns = HEADERLESS if bare else find(head, given, name)
    reader = csv.reader(lines(), delimiter=separator)
    batches = _records(name, reader, columns, len(head), not bare)
    if not bare:
        return Source(name, batches, columns.roles, columns.scheme)
    entities, relations = (_names(path.parent / each) for each in (ENTITIES, RELATIONS))
    notes = ["no line of column names: read as subject, relation, object, day"]
    if entities or relations:
        notes.append(f"names from {ENTITIES} and {RELATIONS} beside it")
    return Source(name, batches, columns.roles, notes=tuple(notes), entities=entities, relations=relations)


def _names(path: Path) -> dict[str, str]:
    """Number to name, from lines of name, tab, number."""
    if not path.is_file():
        return {}
    rows = (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {row[1].strip(): row[0].strip() for row in rows if len(row) == 2}


def _records(name: str, reader: Any, columns: Columns, width: int, headed: bool) -> Iterator[Batch]:
    """Batches of a csv reader. Lines are counted exactly, also where a quoted cell spans several."""
    while True:
        before = reader.line_num
        with _told(name):
            batch: list[list[str]] = list(islice(reader, BATCH))
        if not batch:
            return
        if reader.line_num - before == len(batch):
            lines: list[int] = list(range(before + 1, reader.line_num + 1))
        else:
            lines = _spanning(batch, before)
        if headed:
            headed, place = False, next(i for i, row in enumerate(batch) if row)
            batch, lines = batch[place + 1 :], lines[place + 1 :]
        if set(map(len, batch)) != {width}:
            batch, lines = _regular(name, batch, lines, columns, width)
        if batch:
            yield _batch(lines, list(zip(*batch, strict=True)), columns)


def _spanning(batch: list[list[str]], before: int) -> list[int]:
    """The line on which each row begins, where cells hold line ends."""
    lines, line = [], before + 1
    for row in batch:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return lines


def _regular(
    name: str, batch: list[list[str]], lines: list[int], columns: Columns, width: int
) -> tuple[list[list[str]], list[int]]:
    """Without blank lines; a row that is too short or too long is refused, for its cells may have moved."""
    kept = [(row, line) for row, line in zip(batch, lines, strict=True) if any(cell.strip() for cell in row)]
    for row, line in kept:
        if len(row) != width:
            raise TableError(
                "H207",
                f"has {len(row)} cells, the first line {width}",
                where=f"{name}, line {line}",
                remedy="Put cells that hold the separator into quotation marks",
            )
    return [row for row, _ in kept], [line for _, line in kept]


def _batch(lines: Sequence[int], cells: Sequence[Cells], columns: Columns) -> Batch:
    days = [cells[place] for place in columns.day]
    day = days[0] if len(days) == 1 else list(map(TRIPLE.format, *days))
    group = () if columns.group is None else (cells[columns.group],)
    return Batch(lines, (cells[columns.source], cells[columns.event], cells[columns.target], day, *group))


def _json_lines(path: Path, given: Given, packed: bool) -> Source:
    name = str(path)
    decode = msgspec.json.Decoder(dict[str, Any]).decode

    def objects() -> Iterator[tuple[int, dict[str, Any]]]:
        with _stream(path, packed) as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    yield number, decode(line)
                except msgspec.MsgspecError as error:
                    raise TableError(
                        "H207",
                        f"is no JSON object ({error})",
                        where=f"{name}, line {number}",
                        remedy="Write one object a line",
                    ) from None

    with _told(name):
        first: dict[str, Any] = next((row for _, row in objects()), {})
    names = list(first)
    columns = find(names, given, name)

    def batches() -> Iterator[Batch]:
        rows = objects()
        while True:
            with _told(name):
                batch = list(islice(rows, BATCH))
            if not batch:
                return
            cells = [[_written(row.get(each)) for _, row in batch] for each in names]
            yield _batch([number for number, _ in batch], cells, columns)

    return Source(name, batches(), columns.roles, columns.scheme)


def _written(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


def _parquet(path: Path, given: Given) -> Source:
    name = str(path)
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise UsageError(
            "H208",
            "parquet files need pyarrow",
            where=name,
            remedy="pip install 'detente[parquet]', or save the table as .csv",
        ) from None
    try:
        file = ParquetFile(path)
    except (OSError, ValueError) as error:  # pyarrow's own errors derive from these two
        raise TableError("H207", f"is no parquet file ({error})", where=name) from None
    names = list(file.schema_arrow.names)
    columns = find(names, given, name)

    def batches() -> Iterator[Batch]:
        row = 1
        for batch in file.iter_batches(BATCH, columns=[names[place] for place in columns.places]):
            cells: list[Cells] = [()] * len(names)
            for place, column in zip(columns.places, batch.columns, strict=True):
                cells[place] = [_written(value) for value in column.to_pylist()]
            yield _batch(range(row, row + len(batch)), cells, columns)
            row += len(batch)

    return Source(name, batches(), columns.roles, columns.scheme, unit="row")
