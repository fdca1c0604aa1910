"""Why a forecast differs from the usual: what each group of features moved, and the events it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from detente.dynamics.within.acts import Act
from detente.dynamics.within.features import TAGS, Array, names
from detente.dynamics.within.records import Reason

MOST = 6
EVENTS = 4
LEAST = 0.01
"""A change of the log-odds below this is not worth a line."""


def reasons(moved: Array, shares: Array, known: Sequence[Act]) -> tuple[Reason, ...]:
    """The strongest reasons for the second of two classes, given what each feature moved (F, 2)."""
    total: dict[str, float] = defaultdict(float)
    for name, by in zip(names(), moved[:, 1] - moved[:, 0], strict=True):
        total[name.partition(" · ")[0]] += float(by)
    strongest = sorted(total, key=lambda key: -abs(total[key]))[:MOST]
    return tuple(
        Reason(_worded(key, known), round(total[key], 3), _events(key, known))
        for key in strongest
        if abs(total[key]) >= LEAST
    )


def _worded(key: str, known: Sequence[Act]) -> str:
    phrase = phrases()[key]
    absent = key in TAGS and not any(key in act.tags for act in known)
    return f"no {phrase}" if absent else phrase


def _events(key: str, known: Sequence[Act]) -> tuple[str, ...]:
    """The latest acts that carry the tag; for what is no tag, those that escalate or cooperate."""
    carry = [act for act in known if (key in act.tags if key in TAGS else act.label is not None)]
    return tuple(act.id for act in carry[::-1][:EVENTS])


@cache
def phrases() -> dict[str, str]:
    """What features are called, from ``data/phrases.tsv``."""
    lines = files("detente.dynamics.within").joinpath("data/phrases.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines[1:])
