"""The network of ties between sides and how it changes: stated relations, and the mood of what they did.

The mood of a pair is ``hostile`` while its acts stand above rung 0 and ``conciliatory`` while they stand
below; a tie of a mood lasts from the first such act until the first act of the other mood. Of many acts the
balance of a month is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.crisis import UNSPEC, Crisis, Relation
from detente.dynamics.acts import Acts
from detente.dynamics.days import ABSENT
from detente.dynamics.diplomacy import spells_of_crisis
from detente.dynamics.series import MOST_IDS

MOST_SIDES, MOST_PAIRS = 15, 40
ACT_BY_ACT = 60
"""Pairs with more acts than this are looked at month by month."""
MONTH = 30
BAD = frozenset({"hostile_to", "strained_with"})
MENDS = frozenset({"restored", "recognised", "returned"})
HOSTILE, CONCILIATORY = "hostile", "conciliatory"


class Tie(Struct, frozen=True, omit_defaults=True):
    """An edge from ``head`` to ``tail`` that holds from ``since`` until ``until``.

    ``kind`` is a stated relation, or the mood of the acts (``basis`` says which: ``stated`` or ``acts``).
    Dates are ``None`` where they are not known, ``until`` also where nothing ended the tie (``ended_by`` is
    ``None`` then). ``events`` hold the ids of its evidence: the relation, or up to 40 of the ``acts``.
    """

    head: str
    tail: str
    kind: str
    basis: str
    since: str | None = None
    until: str | None = None
    acts: int = 0
    events: tuple[str, ...] = ()
    ended_by: str | None = None
    modality: str = "asserted"


class Isolated(Struct, frozen=True):
    """A side all of whose last moods (towards at least two others) are hostile, with an act behind each."""

    side: str
    towards: tuple[str, ...]
    events: tuple[str, ...]


class Network(Struct, frozen=True, omit_defaults=True):
    """Stated ties, then moods by the busiest pair; sides that stand alone; how many sides are left out."""

    ties: tuple[Tie, ...] = ()
    isolated: tuple[Isolated, ...] = ()
    left_out: int = 0


def network(acts: Acts, crisis: Crisis | None = None) -> Network:
    """The network of the busiest ``MOST_SIDES`` sides, and the relations that the crisis states."""
    count = len(acts.sides)
    busy = np.bincount(acts.source, minlength=count) + np.bincount(acts.target, minlength=count)
    kept = np.argsort(-busy, kind="stable")[:MOST_SIDES]
    inside = np.zeros(count, bool)
    inside[kept] = True
    chosen = np.flatnonzero(inside[acts.source] & inside[acts.target] & (acts.source != acts.target))
    moods = [tie for pair in _pairs(acts, chosen) for tie in _moods(acts, pair)]
    stated = list(_stated(crisis)) if crisis is not None else []
    return Network(tuple(stated + moods), tuple(_isolated(moods)), max(0, count - MOST_SIDES))


def _pairs(acts: Acts, chosen: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """The places of the acts of the busiest pairs, in time order."""
    count = len(acts.sides)
    low = np.minimum(acts.source[chosen], acts.target[chosen]).astype(np.int64)
    keys = low * count + np.maximum(acts.source[chosen], acts.target[chosen])
    found, sizes = np.unique(keys, return_counts=True)
    for key in found[np.argsort(-sizes, kind="stable")][:MOST_PAIRS]:
        yield chosen[keys == key]


def _moods(acts: Acts, pair: NDArray[np.intp]) -> Iterator[Tie]:
    """The stretches of one mood of a pair."""
    head, tail = sorted((acts.sides[acts.source[pair[0]]], acts.sides[acts.target[pair[0]]]))
    runs: list[tuple[str, list[int]]] = []
    for mood, places in _judged(acts, pair):
        if runs and runs[-1][0] == mood:
            runs[-1][1].extend(places)
        else:
            runs.append((mood, list(places)))
    for number, (mood, places) in enumerate(runs):
        after = runs[number + 1][1][0] if number + 1 < len(runs) else None
        yield Tie(
            head=head,
            tail=tail,
            kind=mood,
            basis="acts",
            since=acts.written(places[0]),
            until=None if after is None else acts.written(after),
            acts=len(places),
            events=acts.ids(np.asarray(places), MOST_IDS),
            ended_by=None if after is None else acts.id(after),
        )


def _judged(acts: Acts, pair: NDArray[np.intp]) -> Iterator[tuple[str, list[int]]]:
    """Acts, or months of acts, with their mood; what is neither is left out."""
    pair = acts.in_time(pair)
    if len(pair) <= ACT_BY_ACT:
        groups = [pair[place : place + 1] for place in range(len(pair))]
    else:
        pair = pair[acts.day[pair] != ABSENT]
        months = (acts.day[pair] - int(acts.day[pair].min())) // MONTH
        groups = np.split(pair, np.flatnonzero(np.diff(months)) + 1)
    for group in groups:
        lean = float(np.sign(acts.rung[group]).sum())
        if lean:
            mood = HOSTILE if lean > 0 else CONCILIATORY
            side = np.sign(acts.rung[group]) == np.sign(lean)
            yield mood, group[side].tolist()


def _stated(crisis: Crisis | None) -> Iterator[Tie]:
    """The relations that the account states; strain ends with an event that mends relations of the pair."""
    if crisis is None:
        return
    mended = [
        spell for spell in spells_of_crisis(crisis) if spell.state in MENDS and spell.modality == "asserted"
    ]
    for relation in crisis.relations:
        if relation.polarity is not None or UNSPEC in (relation.head, relation.tail):
            continue
        end = next((each for each in mended if _ends(relation, set(each.pair), each.since)), None)
        yield Tie(
            head=relation.head,
            tail=relation.tail,
            kind=relation.kind,
            basis="stated",
            since=relation.since.iso if relation.since else None,
            until=end.since if end else None,
            events=(relation.id,),
            ended_by=end.events[0] if end else None,
            modality=relation.modality,
        )


def _ends(relation: Relation, pair: set[str], mended: str | None) -> bool:
    since = relation.since.iso if relation.since else None
    later = since is None or (mended is not None and mended >= since)
    return relation.kind in BAD and {relation.head, relation.tail} == pair and later


def _isolated(ties: list[Tie]) -> Iterator[Isolated]:
    """Sides whose mood towards everybody they last dealt with is hostile.

    Where nobody is conciliatory (a table of militarised acts alone) that says nothing of anybody.
    """
    if all(tie.kind == HOSTILE for tie in ties):
        return
    last = [tie for tie in ties if tie.ended_by is None]
    for side in dict.fromkeys(side for tie in last for side in (tie.head, tie.tail)):
        own = [tie for tie in last if side in (tie.head, tie.tail)]
        if len(own) >= 2 and all(tie.kind == HOSTILE for tie in own):
            others = tuple(tie.tail if tie.head == side else tie.head for tie in own)
            yield Isolated(side, others, tuple(tie.events[-1] for tie in own))
