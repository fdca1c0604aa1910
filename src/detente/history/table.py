"""The table of past crises that ships with the package, as records."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from msgspec import Struct

from detente.codes import Table, parse
from detente.errors import DataError, UsageError
from detente.history.codebook import Variable, variables
from detente.history.records import PastActor, PastCrisis

LAST_YEAR = 9999


class Card(Struct, frozen=True):
    """Where the shipped table comes from: citation, sources and checksums by file name."""

    made_by: str
    citation: str
    crises: int
    actors: int
    sources: dict[str, dict[str, str]]
    sha256: dict[str, str]


def shipped_bytes(name: str) -> bytes:
    """A file of the room's data as it ships. Raises ``DataError`` (H302) where it is missing."""
    try:
        return resources.files("detente.history").joinpath("data", *name.split("/")).read_bytes()
    except OSError as error:
        raise DataError("H302", f"{name} cannot be read", remedy="Reinstall détente") from error


@cache
def card() -> Card:
    """The card of the shipped table."""
    return msgspec.json.decode(shipped_bytes("table.json"), type=Card)


def checked_bytes(name: str) -> bytes:
    """A shipped file that is the one its card describes. Raises ``DataError`` (H302)."""
    raw = shipped_bytes(name)
    if hashlib.sha256(raw).hexdigest() != card().sha256[name]:
        raise DataError(
            "H302", f"{name} is not the file that table.json describes", remedy="Reinstall détente"
        )
    return raw


@cache
def crises() -> tuple[PastCrisis, ...]:
    """All past crises with their actors, in ICB's order: 487 crises, 1,078 actors.

    Facts: Brecher, Wilkenfeld, Beardsley, James and Quinn, International Crisis Behavior data, version 14.
    Raises ``DataError`` (H302) where the shipped files are damaged.
    """
    entities = _Entities(parse(checked_bytes("entities.tsv").decode(), "entities.tsv"))
    actors: dict[int, list[PastActor]] = {}
    taken = variables("actor")
    for row in _table("actors.tsv.gz").rows:
        actor = _actor(row, taken, entities)
        actors.setdefault(actor.crisis, []).append(actor)
    taken = variables("crisis")
    return tuple(_crisis(row, taken, actors) for row in _table("crises.tsv.gz").rows)


@cache
def _by_id() -> dict[int, PastCrisis]:
    return {crisis.id: crisis for crisis in crises()}


def crisis(number: int) -> PastCrisis:
    """The crisis with ICB's number. Raises ``UsageError`` (H303) where there is none."""
    found = _by_id().get(number)
    if found is None:
        raise UsageError("H303", f"no past crisis has the number {number}", remedy="Numbers go from 1 to 487")
    return found


def actors() -> tuple[PastActor, ...]:
    """All actors of all past crises."""
    return tuple(actor for each in crises() for actor in each.actors)


def _table(name: str) -> Table:
    return parse(gzip.decompress(checked_bytes(name)).decode(), name)


def _values(row: dict[str, str], taken: tuple[Variable, ...]) -> dict[str, Any]:
    return {variable.name: variable.decode(row[variable.icb]) for variable in taken}


def _actor(row: dict[str, str], taken: tuple[Variable, ...], entities: _Entities) -> PastActor:
    facts = _values(row, taken)
    year = int(row["triggered"][:4] or LAST_YEAR)
    state, name = entities.of(int(row["number"]), year)
    other_state, other_name = entities.of(facts["adversary"], year)
    if facts["trigger_by"] != "state":
        facts["trigger_entity"] = None
    facts |= {
        "id": int(row["id"]), "crisis": int(row["crisis"]), "number": int(row["number"]),
        "state": state, "name": name, "adversary_state": other_state, "adversary_name": other_name,
        "triggered": row["triggered"] or None, "responded": row["responded"] or None,
        "ended": row["ended"] or None,
    }  # fmt: skip
    return msgspec.convert(facts, PastActor)


def _crisis(
    row: dict[str, str], taken: tuple[Variable, ...], actors: dict[int, list[PastActor]]
) -> PastCrisis:
    facts = _values(row, taken)
    number = int(row["id"])
    facts |= {
        "id": number, "name": row["name"], "icb_name": row["icb_name"],
        "actors": tuple(actors.get(number, ())),
        "triggered": row["triggered"] or None, "ended": row["ended"] or None,
    }  # fmt: skip
    return msgspec.convert(facts, PastCrisis)


class _Entities:
    """Which state a number stood for in a year."""

    def __init__(self, table: Table) -> None:
        self._spans: dict[int, list[tuple[int, int, str | None, str]]] = {}
        for row in table.rows:
            self._spans.setdefault(int(row["number"]), []).append(
                (int(row["from"]), int(row["until"]), row["state"] or None, row["name"])
            )

    def of(self, number: int | None, year: int) -> tuple[str | None, str | None]:
        """Our id, if any, and the name."""
        if number is None:
            return None, None
        for since, until, state, name in self._spans.get(number, ()):
            if since <= year <= until:
                return state, name
        return None, f"state {number}"
