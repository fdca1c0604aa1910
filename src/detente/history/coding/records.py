"""What an account says of each actor's crisis, in the variables of past crises, with its quotes."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from detente.crisis import Evidence
from detente.history.position import Position
from detente.history.situation import Situation

Value = str | int | bool


class Coded(Struct, frozen=True):
    """A coded value. ``rule`` names the rule that coded it, ``records`` the ids it rests on.

    ``confidence`` (0 to 1) is that of the best record, lessened by what the rule had to infer.
    """

    variable: str
    value: Value
    confidence: float
    rule: str
    records: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class CodedActor(Struct, frozen=True):
    """An actor's crisis as the account tells it. ``adversary`` is the id of the state it faces, if any.

    ``values`` holds what the account says, by variable; a variable that is not in it is unknown.
    ``trigger_actors`` are the ids of those who did the act that set off the crisis.
    """

    actor: str
    name: str
    adversary: str | None
    adversary_name: str | None
    trigger_actors: tuple[str, ...]
    values: dict[str, Coded]

    def value(self, variable: str) -> Value | None:
        """The value of a variable, None where the account does not say."""
        coded = self.values.get(variable)
        return coded.value if coded else None

    @property
    def position(self) -> Position:
        """The actor's position in the variables of past crises."""
        told: dict[str, Any] = {
            name: self.value(name) for name in Position.__struct_fields__ if name in self.values
        }
        return msgspec.convert(told, Position)

    @property
    def situation(self) -> Situation:
        """The position, and whether the quarrel is over an armed group."""
        over = self.value("over_group")
        return Situation(self.position, None if over is None else bool(over))


class CodedAccount(Struct, frozen=True):
    """All actors of an account with a crisis of their own, first the one that was hit hardest, and what
    holds for the crisis as a whole (``violence``, ``mediated``, ``third_party_calls``, ``days`` …)."""

    actors: tuple[CodedActor, ...]
    whole: dict[str, Coded]


VARIABLES: tuple[str, ...] = (
    "trigger",
    "trigger_by",
    "over_group",
    "response",
    "response_days",
    "gravity",
    "violence",
    "management",
    "economy",
    "unrest",
    "mass_violence",
    "government_instability",
    "proximity",
    "distance",
    "protracted",
    "intra_war",
    "power_gap",
    "regime",
    "outcome",
    "outcome_form",
    "days",
)
"""What is looked for in an account for each actor; power and regime are coded by no rule yet."""
WHOLE: tuple[str, ...] = ("violence", "mediated", "third_party_calls", "days", "year")
"""What is looked for in the account as a whole."""
