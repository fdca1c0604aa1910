"""CAMEO codes: names, PLOVER counterparts, look-up by prefix."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from detente.codes import table


class CameoCode(Struct, frozen=True):
    """A CAMEO code (2 to 4 digits). ``event`` is ``None`` for statements (01x), which PLOVER leaves out."""

    code: str
    name: str
    root: str
    event: str | None
    mode: str | None
    contexts: tuple[str, ...]


@cache
def codes() -> dict[str, CameoCode]:
    """Every code, in order."""
    return {
        row["code"]: CameoCode(
            code=row["code"],
            name=row["name"],
            root=row["root"],
            event=row["event"] or None,
            mode=row["mode"] or None,
            contexts=table.values(row["context"]),
        )
        for row in table.shipped("cameo.tsv").rows
    }


def code(value: str) -> CameoCode:
    """One code. Raises ``KeyError``."""
    return codes()[value]


def nearest(value: str) -> CameoCode | None:
    """The code itself or, when the book does not have it, the longest prefix that it has."""
    book = codes()
    return next((book[value[:end]] for end in range(len(value), 1, -1) if value[:end] in book), None)


def to_plover(value: str) -> tuple[str | None, str | None]:
    """The PLOVER event and mode of a code; ``(None, None)`` for statements and unknown codes."""
    found = nearest(value)
    return (found.event, found.mode) if found else (None, None)


@cache
def from_plover(event: str, mode: str | None = None) -> str | None:
    """The most general code of an event (and mode): the shortest, then the lowest number.

    ``None`` for a mode that no code stands for.
    """
    fitting = [
        found.code
        for found in codes().values()
        if found.event == event and (mode is None or found.mode == mode) and len(found.code) > 2
    ]
    return min(fitting, key=lambda each: (len(each), each), default=None)
