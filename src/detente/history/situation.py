"""What makes two situations alike: the variables that are compared, and how far apart their values are.

A situation is a position with one variable more: whether the quarrel is over an armed group. It holds no
names and no places, so that exchanged or masked names change nothing.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from detente.codes import parse
from detente.history.position import Position, position_of
from detente.history.records import PastActor, PastCrisis
from detente.history.table import crises

Floats = npt.NDArray[np.float64]
OTHER_ACT = 0.3
"""How far apart two kinds of act are that differ in kind but not in force."""
FORCE = {
    "verbal act": 0.0, "political act": 0.15, "economic act": 0.2, "other non-violent act": 0.2,
    "external change": 0.25, "internal challenge": 0.4, "non-violent military act": 0.6,
    "indirect violent act": 0.85, "violent act": 1.0,
}  # fmt: skip
"""The force of each kind of act, 0 to 1: a judgement, in ICB's order."""
GREATEST_GAP = 180.0
POWER_GAP = "power_gap"


class Situation(Struct, frozen=True, omit_defaults=True):
    """A position, and ``over_group``: the act that the actor faced was aimed at, or answered, a non-state
    armed group on its soil or backed by it."""

    position: Position
    over_group: bool | None = None


class Feature(Struct, frozen=True):
    """A variable that is compared. ``kind``: ``act``, ``nominal`` (alike or not) or ``scale`` (distance).

    ``levels`` maps a value to its place on the scale (0 to 1) or, for nominal ones, to a number.
    """

    name: str
    label: str
    kind: Literal["act", "nominal", "scale"]
    levels: dict[str, float]


def _nominal(*values: str) -> dict[str, float]:
    return {value: float(place) for place, value in enumerate(values)}


def _scale(*values: str) -> dict[str, float]:
    return {value: place / (len(values) - 1) for place, value in enumerate(values)}


YES = {"no": 0.0, "yes": 1.0}
WORSE = {"worse": 1.0, "unchanged": 0.0, "better": 0.0}
REGIME = {
    "democratic": 0.0, "civil authoritarian": 1.0, "military, direct": 2.0, "military, indirect": 2.0,
    "military, dual": 2.0,
}  # fmt: skip
POWER = _scale("small power", "middle power", "great power", "superpower")
FEATURES: tuple[Feature, ...] = (
    Feature("trigger", "trigger", "act", FORCE),
    Feature("trigger_by", "triggered by", "nominal", _nominal("state", "non-state actor", "several states")),
    Feature("over_group", "over an armed group", "scale", YES),
    Feature("gravity", "value threatened", "nominal", _nominal(
        "economic threat", "limited military damage", "political threat", "territorial threat",
        "threat to influence", "threat of grave damage", "threat to existence", "other")),
    Feature("proximity", "place of the crisis", "scale",
            _scale("home territory", "sub-region", "same continent", "elsewhere")),
    Feature("distance", "adversaries", "scale", _scale("contiguous", "near neighbours", "distant")),
    Feature("economy", "economy worse", "scale", WORSE),
    Feature("unrest", "unrest worse", "scale", WORSE),
    Feature("mass_violence", "mass violence worse", "scale", WORSE),
    Feature("government_instability", "government less stable", "scale", WORSE),
    Feature("regime", "regime", "nominal", REGIME),
    Feature("power", "own power", "scale", POWER),
    Feature("adversary_power", "adversary's power", "scale", POWER),
    Feature("power_gap", "power gap", "scale", {}),
    Feature("nuclear", "nuclear capability", "scale",
            _scale("none", "foreseeable", "possesses", "second strike")),
    Feature("ethnic", "ethnic secession or irredentism", "scale",
            {"no": 0.0, "secessionist": 1.0, "irredentist": 1.0}),
    Feature("protracted", "part of a long conflict", "scale",
            {"no": 0.0, "protracted conflict": 1.0, "protracted conflict with long war": 1.0}),
    Feature("intra_war", "during a war", "scale", YES),
    Feature("rivals", "strategic rivals", "scale", YES),
)  # fmt: skip


def value_of(situation: Situation, feature: Feature) -> str | int | None:
    """The value of a feature in words (a number for the power gap); None where it cannot be compared."""
    if feature.name == "over_group":
        return _word(situation.over_group)
    value = getattr(situation.position, feature.name)
    shown = _word(value) if isinstance(value, bool) else value
    # Values such as "new state" or a code without a name lie on no scale: they cannot be compared.
    return shown if feature.name == POWER_GAP or shown in feature.levels else None


def _word(flag: bool | None) -> str | None:
    return None if flag is None else "yes" if flag else "no"


def encode(situation: Situation) -> Floats:
    """The situation as (F,) numbers in the order of ``FEATURES``; NaN where not known."""
    return np.array([_number(value_of(situation, feature), feature) for feature in FEATURES])


def _number(value: str | int | None, feature: Feature) -> float:
    if value is None:
        return float("nan")
    if feature.name == POWER_GAP:
        # Gaps are told apart near parity: the sign and the order of magnitude, on 0 to 1.
        size = np.log1p(min(abs(float(value)), GREATEST_GAP)) / np.log1p(GREATEST_GAP)
        return float(0.5 + 0.5 * np.sign(float(value)) * size)
    return feature.levels[str(value)]


def apart(one: Floats, many: Floats) -> Floats:
    """How far (F,) is from each of (N, F): (N, F) dissimilarities from 0 to 1, NaN where either is unknown.

    Gower (1971), "A general coefficient of similarity and some of its properties", Biometrics 27: 857-871:
    nominal variables count 0 or 1, scales their distance over their range; acts lie ``OTHER_ACT`` apart for
    their kind and further for their force.
    """
    gap = np.abs(many - one)
    for place, feature in enumerate(FEATURES):
        if feature.kind == "scale":
            continue
        column = gap[:, place]
        known = ~np.isnan(column)
        differs = column[known] > 0
        column[known] = (
            differs * (OTHER_ACT + (1 - OTHER_ACT) * column[known]) if feature.kind == "act" else differs
        )
    return gap


class Past(Struct, frozen=True):
    """A past actor in its situation."""

    actor: PastActor
    crisis: PastCrisis
    situation: Situation
    group: str | None = None


@cache
def pasts() -> tuple[Past, ...]:
    """Every past actor of the shipped table whose trigger is coded, in the order of the table."""
    groups = over_groups()
    return tuple(
        Past(
            actor,
            crisis,
            Situation(position_of(actor, crisis), (crisis.id, actor.number) in groups),
            groups.get((crisis.id, actor.number)),
        )
        for crisis in crises()
        for actor in crisis.actors
        if actor.trigger is not None
    )


@cache
def encoded() -> Floats:
    """All pasts as (N, F) numbers."""
    return np.stack([encode(past.situation) for past in pasts()])


@cache
def over_groups() -> dict[tuple[int, int], str]:
    """Crisis and state of every case over an armed group, with the group."""
    text = resources.files("detente.history").joinpath("data", "groups.tsv").read_text("utf-8")
    rows = parse(text, "groups.tsv").rows
    return {(int(row["crisis"]), int(row["number"])): row["group"] for row in rows}
