"""PLOVER's 16 events with their modes, contexts, quad class and intensity."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from msgspec import Struct

from detente.codes import table

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

EVENTS: tuple[str, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
CONTEXT = "context"
"""The name under which ``plover_modes.tsv`` lists the contexts beside the modes of the events."""


class PloverEvent(Struct, frozen=True):
    """One of the 16 events. ``intensity`` runs from -10 (worst conflict) to 10 (closest cooperation)."""

    name: str
    quad: Quad
    intensity: float
    cameo: tuple[str, ...]
    definition: str


@cache
def events() -> dict[str, PloverEvent]:
    """The 16 events by name, from cooperation to conflict."""
    return {
        row["event"]: PloverEvent(
            name=row["event"],
            quad=cast(Quad, row["quad"]),
            intensity=float(row["intensity"]),
            cameo=table.values(row["cameo"]),
            definition=row["definition"],
        )
        for row in table.shipped("plover.tsv").rows
    }


@cache
def _modes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in table.shipped("plover_modes.tsv").rows:
        found.setdefault(row["event"], {})[row["mode"]] = row["definition"]
    return found


def modes(event: str) -> dict[str, str]:
    """The modes of an event with their definitions; empty for the events that have none."""
    return _modes().get(event, {})


def contexts() -> dict[str, str]:
    """The contexts, which any event may have, with their definitions."""
    return _modes()[CONTEXT]


def event(name: str) -> PloverEvent:
    """One of the 16 events. Raises ``KeyError``."""
    return events()[name]


def quad(name: str) -> Quad:
    """The quad class of an event. Raises ``KeyError``."""
    return events()[name].quad
