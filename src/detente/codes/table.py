"""Code books are readable tables: a header of ``# key: value`` lines, a line of column names, then rows.

Cells are separated by tabs; several values in a cell by ``|``; an empty cell means "not stated". The header
must name ``title``, ``source``, ``licence`` and ``date``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from detente.errors import CodeBookError

HEADER_KEYS = ("title", "source", "licence", "date")


@dataclass(frozen=True)
class Table:
    """A code book as read: its name, header and rows (each a dict of column to cell, with its line)."""

    name: str
    header: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]


def shipped(name: str) -> Table:
    """The table ``codes/data/NAME`` that ships with the package."""
    text = resources.files("detente.codes").joinpath("data", name).read_text(encoding="utf-8")
    return parse(text, name)


def from_file(path: Path) -> Table:
    """A user's table. Raises ``CodeBookError`` (C201, C202)."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodeBookError("C201", f"cannot be read as UTF-8 text ({error})", where=str(path)) from error
    return parse(text, str(path))


def parse(text: str, name: str) -> Table:
    """Read a table. Raises ``CodeBookError`` (C202) with the line on a row that does not fit its columns."""
    header: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon and not columns:
                header[key.strip().lower()] = value.strip()
        elif line.strip():
            cells = line.split("\t")
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
            elif len(cells) > len(columns):
                raise CodeBookError(
                    "C202",
                    f"line {number} has {len(cells)} cells, the table has {len(columns)} columns",
                    where=name,
                    remedy="Separate cells by one tab and several values in a cell by |",
                )
            else:
                cells += [""] * (len(columns) - len(cells))
                rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
                lines.append(number)
    return Table(name, header, columns, tuple(rows), tuple(lines))


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
