"""Why a forecast differs from the usual: what each group of features moved, and the events it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.dynamics.within.acts import Act
from detente.dynamics.within.features import Array, names
from detente.dynamics.within.records import Reason

MOST = 6
EVENTS = 4
LEAST = 0.01
"""A change of the log-odds below this is not worth a line."""


def reasons(moved: Array, row: Array, known: Sequence[Act]) -> tuple[Reason, ...]:
    """The strongest reasons for the second of two classes, given what each feature (F,) moved (F, 2)."""
    total: dict[str, float] = defaultdict(float)
    there: dict[str, bool] = defaultdict(bool)
    for name, by, value in zip(names(), moved[:, 1] - moved[:, 0], row, strict=True):
        key = name.partition(" · ")[0]
        total[key] += float(by)
        there[key] |= bool(value > 0)
    there["since force"] = any(act.force for act in known)
    strongest = [
        key for key in sorted(total, key=lambda key: -abs(total[key]))[:MOST] if abs(total[key]) >= LEAST
    ]
    return tuple(
        Reason(_worded(key, there[key]), round(total[key], 3), _events(key, known)) for key in strongest
    )


def _worded(key: str, there: bool) -> str:
    phrase = phrases()[key]
    return phrase.told if there else phrase.absent


def _events(key: str, known: Sequence[Act]) -> tuple[str, ...]:
    """The latest acts that the reason rests on."""
    tag = phrases()[key].rests_on
    carry = [act for act in known if (act.label is not None if tag == "labelled" else tag in act.tags)]
    return tuple(act.id for act in carry[::-1][:EVENTS])


class Phrase(NamedTuple):
    """What a group of features is called where there is any, where there is none; the acts it rests on."""

    told: str
    absent: str
    rests_on: str


@cache
def phrases() -> dict[str, Phrase]:
    """What features are called, from ``data/phrases.tsv``."""
    lines = files("detente.dynamics.within").joinpath("data/phrases.tsv").read_text("utf-8").splitlines()
    return {key: Phrase(*rest) for key, *rest in (line.split("\t") for line in lines[1:])}
