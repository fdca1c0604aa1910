"""The learned distance that ships: what each variable counts, and the outcomes that it was learned from."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from detente.errors import DataError
from detente.history.learning import Fitted, Sample, Weights, Whole
from detente.history.records import VIOLENT_RESPONSES, PastActor
from detente.history.situation import FEATURES, Floats, encoded, pasts
from detente.history.table import shipped_bytes

CHOSEN: dict[str, Any] = {"shrink": 0.005, "hidden": 0.4, "rng": 0, "steps": 60}
"""How the shipped weights are fitted: see ``learning.fit``."""
OUTCOMES: dict[str, tuple[str, ...]] = {
    "response": ("neither force nor its display", "display of force", "force"),
    "violence": ("none", "minor clashes", "serious clashes", "full-scale war"),
    "outcome": ("victory", "compromise", "stalemate", "defeat"),
    "duration": ("up to 30 days", "31 to 90 days", "91 to 180 days", "more than 180 days"),
}
"""What the neighbours are to share, with the classes of each."""
DAYS = (31, 91, 181)
"""The first day of every class of duration but the first."""
MILITARY = frozenset({"non-violent military act", "several acts with non-violent military ones"})


class DistanceFile(Struct, frozen=True):
    """The file ``distance.json``: the weights with their card."""

    made_by: str
    method: str
    citation: str
    licence: str
    chosen: dict[str, Any]
    table: dict[str, str]
    weights: Weights


@cache
def distance() -> DistanceFile:
    """The shipped distance. Raises ``DataError`` (H302, H311) where it is missing or damaged."""
    try:
        file = msgspec.json.decode(shipped_bytes("distance.json"), type=DistanceFile)
    except msgspec.MsgspecError as error:
        raise DataError("H311", f"distance.json is damaged ({error})", remedy="Reinstall détente") from error
    if set(file.weights.weight) != {feature.name for feature in FEATURES}:
        raise DataError("H311", "distance.json is of another version", remedy="Reinstall détente")
    return file


def as_weights(fitted: Fitted) -> Weights:
    """Fitted numbers under their names."""
    return Weights(
        {feature.name: round(float(each), 4) for feature, each in zip(FEATURES, fitted.weight, strict=True)},
        round(fitted.reach, 4),
        {kind: round(float(each), 4) for kind, each in zip(OUTCOMES, fitted.prior, strict=True)},
    )


def as_fitted(weights: Weights) -> Fitted:
    """The numbers of named weights, in the order of features and outcomes."""
    return Fitted(
        np.array([weights.weight[feature.name] for feature in FEATURES]),
        weights.reach,
        np.array([weights.prior[kind] for kind in OUTCOMES]),
    )


@cache
def sample() -> Sample:
    """All past actors as the learner takes them."""
    cases = [past.actor for past in pasts()]
    return Sample(
        encoded(),
        np.array([past.crisis.id for past in pasts()]),
        {kind: np.array([_class(kind, actor) for actor in cases]) for kind in OUTCOMES},
    )


def _class(kind: str, actor: PastActor) -> int:
    if kind == "response":
        if actor.response is None:
            return -1
        return 2 if actor.response in VIOLENT_RESPONSES else int(actor.response in MILITARY)
    if kind == "duration":
        return -1 if actor.days is None else int(np.digitize(actor.days, DAYS))
    value = getattr(actor, kind)
    return OUTCOMES[kind].index(value) if value in OUTCOMES[kind] else -1


def kernel(gaps: Floats, weight: Floats) -> Floats:
    """(N,) distances from (N, F) dissimilarities: the weighted mean over what both sides know.

    1 where nothing is known of both.
    """
    known = ~np.isnan(gaps)
    mass = known @ weight
    total = np.nan_to_num(gaps) @ weight
    return np.where(mass > 0, total / np.where(mass > 0, mass, 1.0), 1.0)


def classes(kind: str) -> Whole:
    """(N,) classes of an outcome over all past actors, -1 where not known."""
    return sample().outcomes[kind]
