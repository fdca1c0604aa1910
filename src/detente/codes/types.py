"""The types of relations, pressures, motives, claims and causes, with their definitions."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from detente.codes import table

What = Literal["relation", "pressure", "motive", "claim", "cause"]


class AffairType(Struct, frozen=True):
    """A type of state of affairs. ``symmetric`` holds for relations only."""

    what: What
    name: str
    symmetric: bool
    definition: str


@cache
def types(what: What) -> dict[str, AffairType]:
    """The types of one kind by name, in the order of the file."""
    return {
        row["name"]: AffairType(what, row["name"], row["symmetric"] == "y", row["definition"])
        for row in table.shipped("types.tsv").rows
        if row["what"] == what
    }


def definition(what: What, name: str) -> str:
    """What a type means. Raises ``KeyError``."""
    return types(what)[name].definition
