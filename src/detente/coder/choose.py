"""From probabilities to labels: which of them a sentence is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from detente.coder.calibration import Card
from detente.coder.features import ROLES
from detente.coder.views import Judgement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    half as near. Roles belong to layers that are there.
    """
    chances = dict(zip(card.labels, map(float, judgement.labels), strict=True))
    limits = card.thresholds
    event = chances["event:event"]
    there = [
        layer for layer in LAYERS if event >= limits["event"] and chances[f"layer:{layer}"] >= limits["layer"]
    ]
    kinds = {
        layer: found
        for layer in there
        if (found := _above(_field(chances, layer), limits[layer], nearest=True))
    }
    armed = chances["armed:armed"] >= chances["armed:unarmed"] if "do" in there else None
    return Chosen(
        event,
        kinds,
        _above(_field(chances, "direction"), limits["direction"]) if there else {},
        armed,
        {
            role: _above(_of_role(judgement, number), limits[role])
            for number, role in enumerate(ROLES)
            if role.partition("_")[0] in there
        },
    )


def _field(chances: Labels, field: str) -> Labels:
    return {
        name: chance
        for label, chance in chances.items()
        for where, _, name in [label.partition(":")]
        if where == field
    }


def _of_role(judgement: Judgement, number: int) -> Labels:
    roles: NDArray[np.float32] = judgement.roles
    return {side: float(roles[row, number]) for row, side in enumerate(judgement.sides)}


def _above(chances: Labels, limit: float, *, nearest: bool = False) -> Labels:
    ranked = sorted(chances.items(), key=lambda item: -item[1])
    kept = [item for item in ranked if item[1] >= limit]
    if not kept and nearest and ranked[0][1] >= limit / 2:
        kept = ranked[:1]
    return {name: round(chance, 3) for name, chance in kept}
