"""How well near cases and the coding have done: the score cards that ``benchmarks/`` write."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from detente.errors import DataError
from detente.history.table import shipped_bytes


class Forecast(Struct, frozen=True):
    """Mean log loss (nats) over ``n`` cases of crises left out: of the base rate, of near cases with all
    variables alike, and of near cases with the learned weights."""

    n: int
    base: float
    equal: float
    learned: float


class Agreement(Struct, frozen=True, rename={"most_frequent": "most frequent"}):
    """In what share of the cases that an account tells our coding agrees with ICB's coders; the bar is the
    share of their most frequent value."""

    told: int
    agrees: float
    most_frequent: float


class Measured(Struct, frozen=True):
    """By outcome, where as little is known as accounts tell; by coded variable."""

    near: dict[str, Forecast]
    coding: dict[str, Agreement]


@cache
def measured() -> Measured:
    """The scores that ship. Raises ``DataError`` (H302, H311) where a card is missing or damaged."""
    try:
        near = msgspec.json.decode(shipped_bytes("scores/analogues.json"))["scores"]
        told = {name.removeprefix("told: "): each for name, each in near.items() if name.startswith("told: ")}
        coding = msgspec.json.decode(shipped_bytes("scores/coding.json"))["variables"]
        return msgspec.convert({"near": told, "coding": coding}, Measured)
    except (msgspec.MsgspecError, KeyError) as error:
        raise DataError("H311", f"a score card is damaged ({error})", remedy="Reinstall détente") from error
