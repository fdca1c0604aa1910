"""Checks the table of past crises: codes, dates, keys, duplicates, checksums."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from detente.codes import Table, parse
from detente.errors import CodeBookError
from detente.history.codebook import OTHERWISE, Variable, variables
from detente.history.table import card, shipped_bytes

FILES = {"actor": "actors.tsv.gz", "crisis": "crises.tsv.gz"}
SLACK = 1
"""Days by which a length and its two dates may differ: ICB counts both days, but not always."""


class Finding(Struct, frozen=True):
    """Something about the table. ``error``: it may not be so; ``remark``: ICB's own figures disagree."""

    kind: Literal["error", "remark"]
    file: str
    row: str
    what: str


def lint() -> tuple[Finding, ...]:
    """Everything about the shipped table that is wrong (``error``) or odd at its source (``remark``)."""
    found = [*_checksums()]
    tables = {}
    for level, name in FILES.items():
        try:
            tables[level] = parse(gzip.decompress(shipped_bytes(name)).decode(), name)
        except (OSError, EOFError, UnicodeDecodeError, CodeBookError) as error:
            found.append(Finding("error", name, "", f"cannot be read: {error}"))
    return tuple(found) + (
        lint_tables(tables["crisis"], tables["actor"]) if len(tables) == len(FILES) else ()
    )


def lint_tables(crises: Table, actors: Table) -> tuple[Finding, ...]:
    """The same checks on two tables in the form of the shipped ones, checksums apart."""
    found: list[Finding] = []
    for table, level in ((crises, "crisis"), (actors, "actor")):
        lacking = [v.icb for v in variables(level) if v.icb not in table.columns]
        found += [Finding("error", table.name, "", f"no column {column!r}") for column in lacking]
        if not lacking:
            found += _codes(table, variables(level))
            found += _dates(table)
        found += _doubles(table)
    known = {row.get("id") for row in crises.rows}
    told = {row.get("crisis") for row in actors.rows}
    for row in actors.rows:
        if row.get("crisis") not in known:
            found.append(Finding("error", actors.name, row["id"], f"no crisis {row.get('crisis')!r}"))
    found += [
        Finding("error", crises.name, each or "", "has no actor") for each in sorted(known - told, key=str)
    ]
    return tuple(found)


def _checksums() -> Iterator[Finding]:
    for name, expected in card().sha256.items():
        if hashlib.sha256(shipped_bytes(name)).hexdigest() != expected:
            yield Finding("error", name, "", "its checksum is not the one of table.json")


def _doubles(table: Table) -> Iterator[Finding]:
    for number, times in Counter(row.get("id") for row in table.rows).items():
        if times > 1:
            yield Finding("error", table.name, number or "", f"stands {times} times")


def _codes(table: Table, taken: tuple[Variable, ...]) -> Iterator[Finding]:
    for row in table.rows:
        for variable in taken:
            cell = row[variable.icb]
            if not cell:
                continue
            if not cell.removeprefix("-").isdecimal():
                yield Finding("error", table.name, row["id"], f"{variable.icb}: {cell!r} is no whole number")
            elif variable.codes and cell not in variable.codes and OTHERWISE not in variable.codes:
                yield Finding("error", table.name, row["id"], f"{variable.icb}: there is no code {cell}")


def _dates(table: Table) -> Iterator[Finding]:
    """Impossible dates are errors; an end before its beginning or a length that differs is a remark."""
    for row in table.rows:
        days: dict[str, date] = {}
        for column in ("triggered", "responded", "ended"):
            try:
                whole = row.get(column, "")
                days |= {column: date.fromisoformat(whole)} if len(whole) == 10 else {}
                date.fromisoformat((whole + "-01-01")[:10] if len(whole) < 10 and whole else "2000-01-01")
            except ValueError:
                yield Finding("error", table.name, row["id"], f"{column}: {row[column]!r} is no date")
        for later, length in (("responded", "trgresra"), ("ended", "trgterra"), ("ended", "brexit")):
            if "triggered" not in days or later not in days or not row.get(length):
                continue
            between = (days[later] - days["triggered"]).days + 1
            if between < 1:
                yield Finding("remark", table.name, row["id"], f"{later} before it was triggered")
            elif abs(between - int(row[length])) > SLACK:
                yield Finding(
                    "remark", table.name, row["id"], f"{length} is {row[length]}, the dates say {between}"
                )
