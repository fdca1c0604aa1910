"""What is known when one actor has acted on another and an answer is awaited: the record of the two."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from detente.dynamics.within.acts import CLASSES, Act
from detente.dynamics.within.features import TAGS, Array

FADES = (2.0, 8.0)
"""Half-lives in steps."""
LATEST = 3


def answer_features(known: Sequence[Act]) -> Array:
    """The features (F,) when the last of ``known``, in the order of the account, awaits its answer."""
    act = known[-1]
    steps = [one for one in known if one.step is not None]
    before, this, other = steps[:-1], set(act.doers), set(act.objects)
    back = [bool(set(one.doers) & other and set(one.objects) & this) for one in before]
    forth = [bool(set(one.doers) & this and set(one.objects) & other) for one in before]
    by = [bool(set(one.doers) & other) for one in before]
    age = np.arange(len(before))[::-1].astype(float)
    kind = np.array([[one.step == name for one in before] for name in CLASSES], float).reshape(
        len(CLASSES), -1
    )
    counts = [
        float(kind[row] @ (np.array(way, float) * 0.5 ** (age / fade)))
        for way in (back, forth, by, [True] * len(before))
        for fade in FADES
        for row in range(len(CLASSES))
    ]
    latest: list[float] = []
    for way in (back, forth):
        found = [one.step for one, fits in zip(before, way, strict=True) if fits][::-1][:LATEST]
        latest += [float(at < len(found) and found[at] == name) for at in range(LATEST) for name in CLASSES]
    days = [one.day for one in known]
    return np.array(
        [
            *(float(tag in act.tags) for tag in TAGS),
            *(float(act.step == name) for name in CLASSES),
            *counts,
            *latest,
            *_habit(steps),
            _since(back),
            _since(forth),
            math.log1p(len(steps)),
            math.log1p(max(days) - min(days)),
            math.log1p(max(act.day - (known[-2].day if len(known) > 1 else act.day), 0)),
            act.precision,
            float(any(one.force and set(one.doers) & other for one in before)),
            float(any(one.force and set(one.doers) & this for one in before)),
            float(len(this)),
            float(len(other)),
        ]
    )


def _since(fits: Sequence[bool]) -> float:
    found = next((back for back, one in enumerate(reversed(fits)) if one), None)
    return 4.0 if found is None else math.log1p(found)


def _habit(steps: Sequence[Act]) -> list[float]:
    """How steps were answered so far in this crisis, as shares drawn to even ones; class by class."""
    counts = np.ones((len(CLASSES), len(CLASSES)))
    for at, one in enumerate(steps[:-1]):
        for later in steps[at + 1 : at + 15]:
            if set(later.doers) & set(one.objects) and set(later.objects) & set(one.doers):
                counts[CLASSES.index(one.step or ""), CLASSES.index(later.step or "")] += 1
                break
    return [float(share) for share in np.log(counts / counts.sum(axis=1, keepdims=True)).ravel()]
