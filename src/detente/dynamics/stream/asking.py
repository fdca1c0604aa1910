"""Puts a question to a forecaster that has lived through a table, and gathers what speaks for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from detente.dynamics.stream.features import FAMILIES, feature_names
from detente.dynamics.stream.forecaster import RANKER_NAMES, SCALES
from detente.dynamics.stream.replay import Lived
from detente.dynamics.table import EventTable
from detente.errors import UsageError

PAST_SHOWN = 3
REASONS_SHOWN = 3
OWN = {
    "intensity": "what the past between the two stirs up",
    "intensity rank": "what the past between the two stirs up",
    "partner model": "who such an actor does this with",
    "partner model rank": "who such an actor does this with",
    "sum": "how much past the actor has",
}


@dataclass(frozen=True)
class PastEvent:
    """An event of the table that speaks for an answer: its line (or row), and the share of the answer's

    intensity that it makes up (0 to 1).
    """

    row: int
    date: str
    source: str
    kind: str
    target: str
    share: float


@dataclass(frozen=True)
class Reason:
    """A family of counts, and what it adds to the answer's log score beyond the average candidate's."""

    what: str
    adds: float


@dataclass(frozen=True)
class Candidate:
    """An actor as the answer, with its calibrated chance and what speaks for it.

    ``past`` are the strongest past events between the two, ``past_share`` is the share of the intensity that
    all of them make up, ``model_share`` that of the partner model, ``lately_share`` that of who lately was at
    the other end of such events; the three add to one.
    """

    actor: str
    chance: float
    past: tuple[PastEvent, ...]
    past_share: float
    model_share: float
    lately_share: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class NextEvent:
    """Who comes next in (source, event, ?) or (?, event, target) on ``day``; one of the two is ``None``."""

    source: str | None
    event: str
    target: str | None
    day: str
    answers: tuple[Candidate, ...]


def place_of(name: str, among: tuple[str, ...], what: str, where: str) -> int:
    """Place of a name, however it is cased. Raises ``UsageError`` (H223) naming the nearest."""
    folded = {each.casefold().replace("_", " "): place for place, each in enumerate(among)}
    asked = name.strip().casefold().replace("_", " ")
    if asked in folded:
        return folded[asked]
    near = get_close_matches(asked, list(folded), n=3, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(repr(among[folded[each]]) for each in near)}" if near else None
    raise UsageError("H223", f"no {what} is called {name!r}", where=where, remedy=remedy)


def next_event(
    lived: Lived, day: int, *, event: str, source: str | None = None, target: str | None = None, top: int = 10
) -> NextEvent:
    """The likeliest targets of a source's event, or sources of a target's, on ``day``, all of the table
    known.

    Raises ``UsageError`` (H223 for a name the table does not have, H224 unless one of the two is given).
    """
    if (source is None) == (target is None):
        raise UsageError(
            "H224", "a question names an event and either its source or its target", where=lived.table.name
        )
    table = lived.table
    kind = place_of(event, table.kinds, "event", table.name)
    actor = place_of(source or target or "", table.actors, "actor", table.name)
    move = kind if source is not None else kind + len(table.kinds)
    found = lived.forecaster.explain(actor, move, day, top)
    answers = []
    for place, partner in enumerate(found.partner):
        whole = float(found.intensity[place])
        model, lately = float(found.model[place]) / whole, float(found.lately[place]) / whole
        answers.append(
            Candidate(
                table.actors[partner],
                float(found.chance[place]),
                _past(lived, actor, move, int(partner), day, whole),
                max(0.0, 1 - model - lately),
                model,
                lately,
                _reasons(found.added[place]),
            )
        )
    name = table.actors[actor]
    return NextEvent(
        name if source is not None else None,
        table.kinds[kind],
        name if target is not None else None,
        table.date(day),
        tuple(answers),
    )


def _past(lived: Lived, actor: int, move: int, partner: int, day: int, whole: float) -> tuple[PastEvent, ...]:
    """The events between the two that weigh most in the intensity, newest first where they weigh the same."""
    table, choice = lived.table, lived.forecaster.choice
    done = (table.source == actor) & (table.target == partner)
    suffered = (table.source == partner) & (table.target == actor)
    rows = np.flatnonzero((done | suffered) & (table.day < day))
    if not len(rows):
        return ()
    past = table.kind[rows].astype(np.int64) + np.where(done[rows], 0, len(table.kinds))
    scales = np.array([FAMILIES[0].scales[column] for column in SCALES], float)
    age = (day - table.day[rows]).astype(float)
    fading = np.where(scales > 0, np.exp(-age[:, None] / np.maximum(scales, 1)), 1.0)
    weight = (choice.weights(np.full(len(past), move), past) * fading).sum(1) / whole
    best = sorted(range(len(rows)), key=lambda place: (-weight[place], -int(rows[place])))[:PAST_SHOWN]
    return tuple(shown(table, int(rows[place]), float(min(weight[place], 1.0))) for place in best)


def shown(table: EventTable, row: int, share: float) -> PastEvent:
    """One event of a table as people read it."""
    return PastEvent(
        int(table.rows[row]),
        table.date(int(table.day[row])),
        table.actors[table.source[row]],
        table.kinds[table.kind[row]],
        table.actors[table.target[row]],
        share,
    )


def _reasons(added: np.ndarray) -> tuple[Reason, ...]:
    sums: dict[str, float] = {}
    for name, value in zip(RANKER_NAMES, added, strict=True):
        sums[_family(name)] = sums.get(_family(name), 0.0) + float(value)
    best = sorted(sums.items(), key=lambda each: -abs(each[1]))[:REASONS_SHOWN]
    return tuple(Reason(what, adds) for what, adds in best)


def _family(name: str) -> str:
    if name in OWN:
        return OWN[name]
    return _SAYS.get(name.removesuffix(" share"), "what the names say")


def _says() -> dict[str, str]:
    from detente.dynamics.stream.features import ASKED

    found = {}
    for family in (*FAMILIES, *ASKED):
        for name in feature_names():
            stem = name.rsplit(" ", 1)[0]
            if stem == family.name:
                found[name] = family.says
            elif stem == f"{family.name} back":
                found[name] = f"{family.says}, the other way round"
    return found


_SAYS = _says()
