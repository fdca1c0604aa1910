"""The code book of past crises: every variable with its values, its name at ICB and what it means."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal, cast

from msgspec import Struct

from detente.codes import parse, values
from detente.errors import UsageError

Level = Literal["crisis", "actor"]
Kind = Literal["nominal", "ordinal", "domestic", "number", "flag", "identity"]
OTHERWISE = "*"
"""Stands for every code that is not listed."""


class Variable(Struct, frozen=True):
    """A variable. ``icb`` is its column in ICB 14, ``codes`` ICB's code to our value, in ICB's order.

    ``kind``: nominal; ordinal (the values are in order); domestic (worse, unchanged, better, new state);
    number; flag (yes or no); identity (the number of a state or of a protracted conflict).
    """

    name: str
    level: Level
    kind: Kind
    icb: str
    codes: dict[str, str]
    meaning: str

    @property
    def values(self) -> tuple[str, ...]:
        """The values, each once, in ICB's order."""
        return tuple(dict.fromkeys(self.codes.values()))

    def decode(self, code: str) -> str | int | bool | None:
        """What a cell of the shipped table says; None where it is empty.

        Raises ``KeyError`` for a code that the variable does not have.
        """
        if not code:
            return None
        if not self.codes:
            return int(code)
        value = self.codes.get(code) or self.codes[OTHERWISE]
        return value == "yes" if self.kind == "flag" else value


@cache
def _all() -> tuple[Variable, ...]:
    text = resources.files("detente.history").joinpath("data", "variables.tsv").read_text("utf-8")
    return tuple(
        Variable(
            row["variable"],
            cast(Level, row["level"]),
            cast(Kind, row["kind"]),
            row["icb"],
            dict(_pair(each) for each in values(row["codes"])),
            row["meaning"],
        )
        for row in parse(text, "variables.tsv").rows
    )


def _pair(cell: str) -> tuple[str, str]:
    code, _, value = cell.partition("=")
    return code, value


def variables(level: str | None = None) -> tuple[Variable, ...]:
    """All variables of a level (``"crisis"`` or ``"actor"``), or of both.

    Raises ``UsageError`` (H301) for another level.
    """
    if level is None:
        return _all()
    if level not in ("crisis", "actor"):
        raise UsageError("H301", f"there is no level {level!r}", remedy="Write 'crisis' or 'actor'")
    return tuple(variable for variable in _all() if variable.level == level)
