"""The numbers that stand for a position: one column a fact, not-a-number where it is not known.

Columns are 0 or 1, or on a scale whose steps are alike in reach, so that one prior fits all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, log1p, nan

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from detente.history.position import Position
from detente.history.records import VIOLENT_RESPONSES

Array = npt.NDArray[np.float64]

POWERS = ("small power", "middle power", "great power", "superpower")
MILITARY_RULE = ("military, direct", "military, indirect", "military, dual")
GRAVE = ("threat to existence", "threat of grave damage")
PROTRACTED = ("protracted conflict", "protracted conflict with long war")
NUCLEAR_ARMS = ("possesses", "second strike")
GAP = 4.0
"""The power gap counts by its logarithm, in units of this: 0 to 179 becomes 0 to 1.3."""


class Column(Struct, frozen=True):
    """A column: the field of the position it reads, what being 1 (or one more) means, and how it is read."""

    name: str
    field: str
    means: str
    read: Callable[[object], float]


def _is(*values: str) -> Callable[[object], float]:
    return lambda value: float(value in values)


def _step(values: tuple[str, ...], size: float) -> Callable[[object], float]:
    return lambda value: values.index(str(value)) * size


def _gap(value: object) -> float:
    score = float(str(value))
    return copysign(log1p(abs(score)) / GAP, score)


def _years(first: int, last: int) -> Callable[[object], float]:
    return lambda value: float(first <= int(str(value)) <= last)


def _yes(value: object) -> float:
    return float(value is True)


COLUMNS: tuple[Column, ...] = (
    Column("violent act", "trigger", "a violent act as trigger", _is("violent act")),
    Column("indirect violence", "trigger", "indirect violence as trigger", _is("indirect violent act")),
    Column("military act", "trigger", "a military act as trigger", _is("non-violent military act")),
    Column("from within", "trigger", "a challenge from within as trigger", _is("internal challenge")),
    Column("external change", "trigger", "a change outside as trigger", _is("external change")),
    Column("non-state", "trigger_by", "triggered by a non-state actor", _is("non-state actor")),
    Column("several", "trigger_by", "triggered by several states", _is("several states")),
    Column("grave", "gravity", "existence or grave damage at stake", _is(*GRAVE)),
    Column("territory", "gravity", "territory at stake", _is("territorial threat")),
    Column("influence", "gravity", "influence at stake", _is("threat to influence")),
    Column("economy", "economy", "a worsening economy", _is("worse")),
    Column("unrest", "unrest", "growing unrest", _is("worse")),
    Column("mass violence", "mass_violence", "growing mass violence at home", _is("worse")),
    Column("government", "government_instability", "a less stable government", _is("worse")),
    Column("democracy", "regime", "a democratic regime", _is("democratic")),
    Column("military rule", "regime", "military rule", _is(*MILITARY_RULE)),
    Column("power", "power", "the actor's own standing, a step up", _step(POWERS, 0.5)),
    Column("adversary power", "adversary_power", "the adversary's standing, a step up", _step(POWERS, 0.5)),
    Column("power gap", "power_gap", "more power than the adversary", _gap),
    Column("nuclear", "nuclear", "nuclear arms of its own", _is(*NUCLEAR_ARMS)),
    Column("home", "proximity", "the crisis on its home territory", _is("home territory")),
    Column("far", "proximity", "the crisis on another continent", _is("elsewhere")),
    Column("contiguous", "distance", "adversaries that share a border", _is("contiguous")),
    Column("ethnic", "ethnic", "secession or irredentism", _is("secessionist", "irredentist")),
    Column("protracted", "protracted", "a protracted conflict", _is(*PROTRACTED)),
    Column("long war", "protracted", "a long war in it", _is("protracted conflict with long war")),
    Column("in a war", "intra_war", "a war already under way", _yes),
    Column("rivals", "rivals", "strategic rivalry", _yes),
    Column("before 1946", "year", "the years before 1946", _years(1918, 1945)),
    Column("since 1990", "year", "the years since 1990", _years(1990, 9999)),
    Column("force in answer", "response", "the actor's answer by force", _is(*VIOLENT_RESPONSES)),
)  # fmt: skip

ANSWER = "force in answer"
"""The column that tells of the actor's own answer; no part of the model of that answer."""


def encode(position: Position) -> Array:
    """The position as one number a column; shape ``(len(COLUMNS),)``, not-a-number where not known."""
    values = [(column, getattr(position, column.field)) for column in COLUMNS]
    return np.array([nan if value is None else column.read(value) for column, value in values])
