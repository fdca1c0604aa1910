"""The tables behind the actor book: their columns, those that ship and those of a user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from detente.codes import petrarch_files, table
from detente.codes.actor_build import Build
from detente.codes.actor_entries import GROUP_KINDS, Tables
from detente.codes.table import Table, values
from detente.crisis import ActorKind
from detente.errors import CodeBookError

COLUMNS: dict[str, tuple[str, ...]] = {
    "states.tsv": ("id", "name", "from", "until", "iso3", "cow", "gw", "names", "adjectives", "people",
                   "capitals", "government", "successor"),
    "leaders.tsv": ("country", "name", "aliases", "role", "from", "until"),
    "groups.tsv": ("id", "name", "aliases", "acronyms", "country", "from", "until", "kind"),
    "organisations.tsv": ("id", "name", "aliases", "acronyms", "from", "until", "kind", "members"),
    "organs.tsv": ("id", "name", "aliases", "acronyms", "country", "from", "until", "kind"),
    "roles.tsv": ("forms", "plurals", "suffix", "kind", "sector", "state", "generic"),
    "ambiguous.tsv": ("form", "entries", "needs"),
}  # fmt: skip
"""The tables and their columns."""

REQUIRED = {
    "leaders.tsv": ("country", "name"),
    "roles.tsv": ("forms", "suffix", "kind"),
    "ambiguous.tsv": ("form",),
}
"""The columns that a user's table must have; ``id`` and ``name`` in the tables not listed here."""

ARMED_KINDS = frozenset({
    "armed", "cartel", "guerrilla", "militia", "paramilitary", "proxy", "rebel", "terrorist",
})  # fmt: skip
"""Kinds of ``groups.tsv`` that are armed groups."""

KINDS = frozenset(get_args(ActorKind))


def shipped_tables() -> Tables:
    """The tables that ship with détente."""
    build = Build()
    for name in COLUMNS:
        build.add(name, table.shipped(name))
    build.hide_places(table.shipped("places.tsv"))
    return build.tables()


def with_folder(base: Tables, folder: Path) -> Tables:
    """``base`` with the code books of a folder. Raises ``CodeBookError`` (C220, C221 and those of files)."""
    if not folder.is_dir():
        raise CodeBookError(
            "C220", "is not a folder", where=str(folder), remedy="Name a folder of code books"
        )
    build = Build(base)
    tables = [folder / name for name in COLUMNS if (folder / name).is_file()]
    actors = sorted(folder.glob("*.actors.txt"))
    agents = sorted(folder.glob("*.agents.txt"))
    for path in tables:
        build.override(path.name, _checked(path.name, table.from_file(path)))
    for path in actors:
        build.add_petrarch_actors(petrarch_files.read_actors(path))
    for path in agents:
        build.add_petrarch_agents(petrarch_files.read_agents(path))
    return build.tables()


def _checked(name: str, book: Table) -> Table:
    """A user's table with known columns, no repeated id and sane values (C222 to C225)."""
    known, required = COLUMNS[name], REQUIRED.get(name, ("id", "name"))
    for column in book.columns:
        if column not in known:
            raise CodeBookError("C222", f"unknown column {column!r}", where=book.name,
                                remedy=f"Use these: {', '.join(known)}")  # fmt: skip
    for column in required:
        if column not in book.columns:
            raise CodeBookError("C223", f"column {column!r} is missing", where=book.name)
    seen: set[str] = set()
    for row, line in zip(book.rows, book.lines, strict=True):
        where = f"{book.name}, line {line}"
        empty = next((column for column in required if not row[column]), None)
        if empty:
            raise CodeBookError("C224", f"{empty} is empty", where=where)
        if "id" in required:
            if row["id"] in seen:
                raise CodeBookError("C224", f"id {row['id']!r} stands twice", where=where)
            seen.add(row["id"])
        for column in ("from", "until"):
            for year in values(row.get(column, "")):
                if not (year.isdigit() and 1000 <= int(year) <= 2999):
                    raise CodeBookError("C225", f"{year!r} is not a year", where=where,
                                        remedy="Write four digits, or leave the cell empty")  # fmt: skip
        if name == "roles.tsv" and row.get("kind", "") not in KINDS | {""}:
            raise CodeBookError("C225", f"unknown kind {row['kind']!r}", where=where,
                                remedy=f"Use one of: {', '.join(sorted(KINDS))}")  # fmt: skip
        kinds = ARMED_KINDS | GROUP_KINDS.keys()
        if name == "groups.tsv" and row.get("kind", "") not in kinds | {""}:
            raise CodeBookError("C225", f"unknown kind {row['kind']!r}", where=where,
                                remedy=f"Use one of: {', '.join(sorted(kinds))}")  # fmt: skip
    return book
