"""From probabilities to labels: which of them a sentence is given."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from detente.coder.calibration import Card
from detente.coder.features import ROLES
from detente.coder.views import Judgement

Labels = dict[str, float]
LAYERS = ("think", "say", "do")


class Chosen(Struct, frozen=True):
    """The labels of one sentence with their probabilities, likeliest first; see ``detente.crisis.Coding``."""

    event: float
    kinds: dict[str, Labels]
    direction: Labels
    armed: bool | None
    roles: dict[str, Labels]


def choose(card: Card, judgement: Judgement) -> Chosen:
    """The labels at or above their field's threshold; empty where the sentence reports no event.

    A layer that is there has the likeliest of its kinds where none reaches the threshold but that one comes
    half as near. Roles need some layer, not their own: a demand has a doer of what is demanded.
    """
    there = layers(card, judgement)
    kinds = {layer: found for layer in there if (found := field_of(card, judgement, layer))}
    armed = dict(_chances(card, judgement, "armed"))
    return Chosen(
        dict(_chances(card, judgement, "event"))["event"],
        kinds,
        field_of(card, judgement, "direction") if there else {},
        armed["armed"] >= armed["unarmed"] if "do" in there else None,
        {role: role_of(card, judgement, role) for role in ROLES} if there else {},
    )


def layers(card: Card, judgement: Judgement) -> list[str]:
    """The layers that a sentence has; none where it reports no event."""
    if dict(_chances(card, judgement, "event"))["event"] < card.thresholds["event"]:
        return []
    least = card.thresholds["layer"]
    return [layer for layer, chance in _chances(card, judgement, "layer") if chance >= least]


def field_of(card: Card, judgement: Judgement, field: str) -> Labels:
    """The labels of a field that is there."""
    return _above(_chances(card, judgement, field), card.thresholds[field], nearest=field in LAYERS)


def role_of(card: Card, judgement: Judgement, role: str) -> Labels:
    """The sides in a role of a sentence that reports something."""
    chances = judgement.roles[:, ROLES.index(role)].tolist()
    return _above(zip(judgement.sides, chances, strict=True), card.thresholds[role])


def _chances(card: Card, judgement: Judgement, field: str) -> list[tuple[str, float]]:
    names, columns = _columns(card.labels)[field]
    return list(zip(names, judgement.labels[columns].tolist(), strict=True))


@cache
def _columns(labels: tuple[str, ...]) -> dict[str, tuple[list[str], list[int]]]:
    """The names of each field's labels, and where they stand."""
    found: dict[str, tuple[list[str], list[int]]] = {}
    for place, label in enumerate(labels):
        field, _, name = label.partition(":")
        names, columns = found.setdefault(field, ([], []))
        names.append(name)
        columns.append(place)
    return found


def _above(chances: Iterable[tuple[str, float]], limit: float, *, nearest: bool = False) -> Labels:
    ranked = sorted(chances, key=lambda item: -item[1])
    kept = [item for item in ranked if item[1] >= limit]
    if not kept and nearest and ranked[0][1] >= limit / 2:
        kept = ranked[:1]
    return {name: round(chance, 3) for name, chance in kept}
