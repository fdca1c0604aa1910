"""Reciprocity: who answers whom, how fast and how hard.

Two rules are in use. *Before its own next act*: an act is answered when the next act between the two sides
is the other side's and comes within so many days (the rule of the facts about militarised events, MIE).
*Within so many acts*: the first act with roles reversed among the next acts of the group, whatever else lies
between (the rule of the ICBe reply tables).

Ordinary dealings and plain statements (rung 0) neither call for an answer nor are one; joint acts (a meeting,
a clash) are no side's answer; acts without a place in time take no part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.dynamics.acts import Acts
from detente.dynamics.days import ABSENT
from detente.dynamics.intervals import Share, share_of

DAYS = 30
NONE, OWN, REPLY = 0, 1, 2
MOST_IDS = 40
FEW = 5
"""With fewer acts than this a row says so."""


@dataclass(frozen=True, eq=False)
class Answers:
    """What came after each of N acts: ``NONE`` within the window, ``OWN`` (the same side again) or ``REPLY``.

    ``by`` is the place of the act that came next, -1 without one. ``delay`` is in days, -1 where a day of the
    two is not known: the reply then rests on the stated order alone. ``hardest`` is the highest rung of the
    run of acts that the reply begins: until the other side acts again or a gap is longer than the window; NaN
    without a reply.
    """

    outcome: NDArray[np.int8]
    by: NDArray[np.intp]
    delay: NDArray[np.int64]
    hardest: NDArray[np.float32]


class Quartiles(Struct, frozen=True):
    """Median and quartiles of ``n`` delays in days."""

    n: int
    median: float
    low: float
    high: float


class ReplyRow(Struct, frozen=True, omit_defaults=True):
    """How acts on one rung were answered; ``rung`` is ``None`` for all rungs together.

    ``answered``: acts that the other side answered under the rule; ``again``: the same side acted first;
    ``open``: neither, within the window. ``level`` is the share of replies on the same rung or a higher one,
    ``hardest`` the same of the hardest act of the run that the reply begins, ``days`` the time that dated
    replies took, ``rungs`` how many replies stood on each rung, ``pairs`` the events: each act with its reply
    (the first ``MOST_IDS``).
    """

    rung: int | None
    acts: int
    answered: Share
    again: int
    open: int
    level: Share
    hardest: Share
    days: Quartiles | None = None
    rungs: dict[int, int] = {}
    pairs: tuple[tuple[str, str], ...] = ()
    few: bool = False


class Replies(Struct, frozen=True, omit_defaults=True):
    """The reply table of ``by`` (who answers) to ``to``; both are empty for all sides together.

    ``undated`` replies rest on the stated order, their delay is not known.
    """

    rule: str
    total: ReplyRow
    rows: tuple[ReplyRow, ...] = ()
    by: str = ""
    to: str = ""
    undated: int = 0


def _take_part(acts: Acts) -> NDArray[np.bool_]:
    """The acts that call for an answer or may be one."""
    on_ladder = ~np.isnan(acts.rung) & (acts.rung != 0)
    part: NDArray[np.bool_] = acts.placed & ~acts.joint & on_ladder & (acts.source != acts.target)
    return part


def answers(acts: Acts, *, days: int = DAYS) -> Answers:
    """What came next between the two sides of each act, by the first rule. Linear but for one sort.

    Acts of different groups do not answer each other. Where a day is not known the order of the acts decides.
    """
    first, second = np.minimum(acts.source, acts.target), np.maximum(acts.source, acts.target)
    group = np.zeros(len(acts), np.int32) if acts.group is None else acts.group
    part = np.flatnonzero(_take_part(acts))
    # The sort is stable: within a pair the acts stay in time order.
    order = part[np.lexsort((second[part], first[part], group[part]))]
    here, after = order[:-1], order[1:]
    same_pair = (
        (first[here] == first[after]) & (second[here] == second[after]) & (group[here] == group[after])
    )
    known = (acts.day[here] != ABSENT) & (acts.day[after] != ABSENT)
    delay = np.where(known, acts.day[after].astype(np.int64) - acts.day[here], -1)
    in_time = same_pair & (delay <= days)
    reversed_roles = (acts.source[here] == acts.target[after]) & (acts.source[here] != acts.source[after])
    outcome = np.full(len(acts), NONE, np.int8)
    outcome[here] = np.where(in_time, np.where(reversed_roles, REPLY, OWN), NONE)
    by = np.full(len(acts), -1, np.intp)
    by[here] = np.where(in_time, after, -1)
    delays = np.full(len(acts), -1, np.int64)
    delays[here] = np.where(in_time, delay, -1)
    starts = np.concatenate([[True], ~(in_time & ~reversed_roles)]) if len(order) else np.empty(0, bool)
    hardest = np.full(len(acts), np.nan, np.float32)
    if len(order):
        highest = np.maximum.reduceat(acts.rung[order], np.flatnonzero(starts))
        of_run = highest[np.cumsum(starts) - 1]
        hardest[here] = np.where(in_time & reversed_roles, of_run[1:], np.nan)
    return Answers(outcome, by, delays, hardest)


def answers_within(acts: Acts, steps: int) -> Answers:
    """The first act with roles reversed among the next ``steps`` acts of the group, by the second rule."""
    count = len(acts)
    group = np.zeros(count, np.int32) if acts.group is None else acts.group
    part = np.flatnonzero(_take_part(acts))
    order = part[np.argsort(group[part], kind="stable")]
    source, target, ordered = acts.source[order], acts.target[order], group[order]
    by = np.full(count, -1, np.intp)
    for step in range(1, min(steps, len(order) - 1) + 1):
        fits = (
            (by[order[:-step]] < 0)
            & (ordered[:-step] == ordered[step:])
            & (source[:-step] == target[step:])
            & (target[:-step] == source[step:])
        )
        by[order[:-step][fits]] = order[step:][fits]
    found = by >= 0
    known = found & (acts.day != ABSENT) & (acts.day[by] != ABSENT)
    delay = np.where(known, acts.day[by].astype(np.int64) - acts.day, -1)
    hardest = np.where(found, acts.rung[by], np.float32(np.nan))
    return Answers(np.where(found, REPLY, NONE).astype(np.int8), by, delay, hardest)


def replies(
    acts: Acts,
    *,
    by: int | None = None,
    to: int | None = None,
    days: int = DAYS,
    steps: int | None = None,
    found: Answers | None = None,
) -> Replies:
    """The reply table: of side ``by`` to acts of side ``to`` on it, or of all sides where they are left out.

    ``steps`` chooses the second rule. ``found`` is what ``answers`` gave with the same ``days``, so that
    several tables of the same acts need not find it anew.
    """
    if found is None:
        found = answers(acts, days=days) if steps is None else answers_within(acts, steps)
    chosen = _take_part(acts)
    if by is not None and to is not None:
        chosen &= (acts.source == to) & (acts.target == by)
    places = np.flatnonzero(chosen)
    rungs = sorted({int(rung) for rung in np.unique(acts.rung[places])})
    rule = (
        f"answered when the other side acts next between the two, within {days} days"
        if steps is None
        else f"answered by the first act with roles reversed among the next {steps} acts"
    )
    replied = places[found.outcome[places] == REPLY]
    return Replies(
        rule=rule,
        total=_row(acts, found, places, None),
        rows=tuple(_row(acts, found, places[acts.rung[places] == rung], rung) for rung in rungs),
        by="" if by is None else acts.sides[by],
        to="" if to is None else acts.sides[to],
        undated=int((found.delay[replied] < 0).sum()),
    )


def _row(acts: Acts, found: Answers, places: NDArray[np.intp], rung: int | None) -> ReplyRow:
    outcome = found.outcome[places]
    replied = places[outcome == REPLY]
    answer = found.by[replied]
    levels = acts.rung[answer]
    delays = found.delay[replied]
    delays = delays[delays >= 0]
    numbers, counts = np.unique(levels.astype(int), return_counts=True)
    quartiles = np.quantile(delays, [0.5, 0.25, 0.75]).tolist() if len(delays) else None
    return ReplyRow(
        rung=rung,
        acts=len(places),
        answered=share_of(len(replied), len(places)),
        again=int((outcome == OWN).sum()),
        open=int((outcome == NONE).sum()),
        level=share_of(int((levels >= acts.rung[replied]).sum()), len(levels)),
        hardest=share_of(int((found.hardest[replied] >= acts.rung[replied]).sum()), len(replied)),
        days=Quartiles(len(delays), *quartiles) if quartiles else None,
        rungs={int(number): int(count) for number, count in zip(numbers, counts, strict=True)},
        pairs=tuple(
            (acts.id(int(act)), acts.id(int(reply)))
            for act, reply in zip(replied[:MOST_IDS], answer, strict=False)
        ),
        few=len(places) < FEW,
    )
