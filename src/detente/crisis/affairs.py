"""States of affairs: relations, pressures, motives, claims and causes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.crisis.event import Modality
from detente.crisis.evidence import Evidence, Span
from detente.crisis.when import When

RelationKind = Literal[
    "hostile_to", "strained_with", "allied_with", "fraternal_with", "supports", "shelters", "based_in",
    "linked_to", "part_of", "has_leverage_over", "sympathises_with", "isolated_in", "neighbour_of", "leads",
    "rules", "disputes_territory_with",
]  # fmt: skip
PressureKind = Literal[
    "economy", "elections", "insurgency", "unrest", "leadership change", "weak capacity", "public opinion",
    "alliance or external isolation", "audience cost", "constraint on response", "general",
]  # fmt: skip
Stance = Literal["asserts", "denies", "accuses", "acknowledges", "frames", "demands"]
CauseKind = Literal["causes", "provokes", "motivates", "constrains", "enables", "is evidence for", "ends"]

SYMMETRIC: frozenset[str] = frozenset(
    {"hostile_to", "strained_with", "allied_with", "fraternal_with", "linked_to", "neighbour_of",
     "disputes_territory_with"}
)  # fmt: skip
"""Relation kinds that hold both ways when they hold one way."""


class Relation(Struct, frozen=True, omit_defaults=True):
    """A tie between two actors. ``derived_from`` is the event id it was derived from, if any."""

    id: str
    kind: RelationKind
    head: str
    tail: str
    trigger: Span
    evidence: Evidence
    since: When | None = None
    modality: Modality = "asserted"
    polarity: str | None = None
    speaker: tuple[str, ...] = ("author",)
    derived_from: str | None = None
    inferred: dict[str, str] = {}
    sentence: int = 0


class Pressure(Struct, frozen=True, omit_defaults=True):
    """Something that weighs on an actor's choices."""

    id: str
    kind: PressureKind
    on: tuple[str, ...]
    span: Span
    evidence: Evidence
    speaker: tuple[str, ...] = ("author",)
    modality: Modality = "asserted"
    alternatives: tuple[str, ...] = ()
    sentence: int = 0


class Motive(Struct, frozen=True, omit_defaults=True):
    """What somebody wanted; ``of_event`` is the act it explains, ``outcome`` what the text says of it."""

    id: str
    who: tuple[str, ...]
    goal: str
    span: Span
    evidence: Evidence
    of_event: str | None = None
    outcome: str | None = None
    speaker: tuple[str, ...] = ("author",)
    sentence: int = 0


class Claim(Struct, frozen=True, omit_defaults=True):
    """What somebody says is so. ``about`` is the event it speaks of, ``said_in`` the speech event."""

    id: str
    who: tuple[str, ...]
    stance: Stance
    content: str
    span: Span
    evidence: Evidence
    about: str | None = None
    said_in: str | None = None
    sentence: int = 0


class Cause(Struct, frozen=True, omit_defaults=True):
    """Cause and effect: ids of events, pressures, motives or relations; ``trigger`` is the cue.

    A side that names no record is given by its words in ``cause_words`` or ``effect_words``.
    """

    id: str
    kind: CauseKind
    trigger: Span
    evidence: Evidence
    cause: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    cause_words: str | None = None
    effect_words: str | None = None
    modality: Modality = "asserted"
    speaker: tuple[str, ...] = ("author",)
    sentence: int = 0
