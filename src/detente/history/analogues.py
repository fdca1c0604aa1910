"""The past cases most like a situation: which variables made them so, which differ, and how they went.

The ranking sees no names and no places. A lens, which does, is asked for by name and stands apart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from msgspec import Struct
from scipy.special import betaincinv

from detente.history.coding import CodedAccount, CodedActor
from detente.history.distance import OUTCOMES, as_fitted, classes, distance, kernel, sample
from detente.history.learning import base_rates
from detente.history.records import PastActor
from detente.history.situation import (
    FEATURES,
    Floats,
    Past,
    Situation,
    apart,
    encode,
    encoded,
    pasts,
    value_of,
)
from detente.history.summaries import summary

COVERED = 0.9
"""Share of cases that the intervals are meant to hold."""
ALIKE = 0.15
"""Dissimilarity up to which two values count as alike."""
COURSE = ("response", "violence", "management", "outcome")


class Compared(Struct, frozen=True):
    """A variable in this case and in the past one. ``apart`` is 0 (alike) to 1, None where either is unknown;
    ``weight`` is the variable's share (0 to 1) of all that was compared."""

    variable: str
    label: str
    here: str | int | None
    there: str | int | None
    apart: float | None
    weight: float


class Course(Struct, frozen=True, omit_defaults=True):
    """How a past case went, in the words of the code book; None is unknown."""

    response: str | None = None
    response_days: int | None = None
    violence: str | None = None
    management: str | None = None
    outcome: str | None = None
    outcome_form: str | None = None
    days: int | None = None
    mediator: str | None = None
    legacy: str | None = None


class Analogue(Struct, frozen=True):
    """A past case. ``distance`` is 0 (alike in all that both tell) to 1; ``known`` the share of all weight
    that could be compared; ``group`` the armed group that the quarrel was over, if it was over one.
    """

    crisis: int
    name: str
    year: int | None
    actor: str
    adversary: str | None
    group: str | None
    distance: float
    known: float
    alike: tuple[Compared, ...]
    differ: tuple[Compared, ...]
    unknown: tuple[Compared, ...]
    course: Course
    summary: str


class Share(Struct, frozen=True):
    """How often an outcome came among the neighbours, each weighed by its nearness, drawn towards the base
    rate; with a 90 % interval. ``base`` is the share among all past cases."""

    kind: str
    value: str
    share: float
    low: float
    high: float
    base: float


class Neighbours(Struct, frozen=True):
    """The nearest past cases of an actor, nearest first, and the shares of outcomes among all, by nearness.

    ``size`` is the number of crises that the weights amount to (Kish 1965).
    """

    actor: str | None
    analogues: tuple[Analogue, ...]
    shares: tuple[Share, ...]
    size: float


class DyadAnalogue(Struct, frozen=True):
    """A past pair of adversaries, set beside two of the account: who stood where, case by case."""

    crisis: int
    name: str
    year: int | None
    distance: float
    cases: tuple[tuple[str, Analogue], ...]


def neighbours(
    situation: Situation, *, told: CodedActor | None = None, limit: int = 8, leave_out: int | None = None
) -> Neighbours:
    """The past cases nearest to a situation, at most one a crisis, and what became of such cases.

    Cases equally near are ordered by how far they went as ``told`` has gone so far (its response, violence,
    management and outcome), the latest first. ``leave_out`` is the number of a crisis that may not be used.
    """
    gaps, far = _far(situation)
    allowed = np.array([past.crisis.id != leave_out for past in pasts()])
    ranked = _ranked(far, allowed, told)
    chosen: dict[int, int] = {}
    for place in ranked:
        chosen.setdefault(pasts()[place].crisis.id, place)
        if len(chosen) == limit:
            break
    found = tuple(_analogue(situation, place, gaps[place], far[place]) for place in chosen.values())
    shares, size = _shares(far, allowed)
    return Neighbours(told.actor if told else None, found, shares, size)


def _far(situation: Situation) -> tuple[Floats, Floats]:
    gaps = apart(encode(situation), encoded())
    return gaps, kernel(gaps, as_fitted(distance().weights).weight)


def _ranked(far: Floats, allowed: Floats, told: CodedActor | None) -> list[int]:
    def key(place: int) -> tuple[float, int, int, int]:
        past = pasts()[place]
        return (round(float(far[place]), 3), -_went_so(past.actor, told), -(past.crisis.year or 0), place)

    return sorted(np.flatnonzero(allowed).tolist(), key=key)


def _went_so(actor: PastActor, told: CodedActor | None) -> int:
    """In how many variables of its course a past case agrees with what is told."""
    if told is None:
        return 0
    return sum(told.value(name) is not None and told.value(name) == getattr(actor, name) for name in COURSE)


def _analogue(situation: Situation, place: int, gaps: Floats, far: float) -> Analogue:
    past = pasts()[place]
    weights = as_fitted(distance().weights).weight
    known = ~np.isnan(gaps)
    mass = float(weights[known].sum()) or 1.0
    compared = [
        Compared(
            feature.name,
            feature.label,
            value_of(situation, feature),
            value_of(past.situation, feature),
            float(gap) if here else None,
            float(weight) / mass if here else 0.0,
        )
        for feature, gap, weight, here in zip(FEATURES, gaps, weights, known, strict=True)
    ]
    by_weight = sorted(compared, key=lambda each: -each.weight)
    return Analogue(
        past.crisis.id,
        past.crisis.name,
        past.crisis.year,
        past.actor.name,
        past.actor.adversary_name,
        past.group,
        float(far),
        mass / float(weights.sum()),
        tuple(each for each in by_weight if each.apart is not None and each.apart <= ALIKE),
        tuple(
            sorted(
                (each for each in compared if each.apart is not None and each.apart > ALIKE),
                key=lambda each: -each.weight * (each.apart or 0.0),
            )
        ),
        tuple(each for each in compared if each.apart is None),
        _course(past),
        summary(past.crisis),
    )


def _course(past: Past) -> Course:
    actor, crisis = past.actor, past.crisis
    return Course(
        actor.response,
        actor.response_days,
        actor.violence,
        actor.management,
        actor.outcome,
        actor.outcome_form,
        actor.days,
        crisis.mediator,
        actor.legacy,
    )


def _shares(far: Floats, allowed: Floats) -> tuple[tuple[Share, ...], float]:
    """Shares of outcomes with intervals of a Dirichlet posterior on the crises that the weights amount to."""
    fitted = as_fitted(distance().weights)
    near = np.exp(-far / fitted.reach) * allowed
    numbers = sample().crisis
    by_crisis = np.bincount(numbers, weights=near)
    size = float(by_crisis.sum() ** 2 / (by_crisis**2).sum())
    found = []
    for prior, (kind, names) in zip(fitted.prior, OUTCOMES.items(), strict=True):
        known = classes(kind) >= 0
        base = base_rates(classes(kind)[allowed])
        mass = np.bincount(classes(kind)[known], weights=near[known], minlength=len(base))
        share = (mass + prior * base) / (mass.sum() + prior)
        # The prior weighs against the neighbours as fitted; the spread is that of the crises behind both.
        count = size + 1.0
        low = betaincinv(share * count, (1 - share) * count, (1 - COVERED) / 2)
        high = betaincinv(share * count, (1 - share) * count, (1 + COVERED) / 2)
        found += [
            Share(kind, name, float(share[n]), float(low[n]), float(high[n]), float(base[n]))
            for n, name in enumerate(names)
        ]
    return tuple(found), size


def pairs(account: CodedAccount) -> list[tuple[CodedActor, CodedActor]]:
    """Two actors of the account that face one another."""
    actors = {actor.actor: actor for actor in account.actors}
    return [
        (one, actors[one.adversary])
        for place, one in enumerate(account.actors)
        if one.adversary in actors
        and actors[one.adversary].adversary == one.actor
        and one.adversary not in [each.actor for each in account.actors[:place]]
    ]


def nearest_dyads(one: CodedActor, two: CodedActor, *, limit: int = 5) -> tuple[DyadAnalogue, ...]:
    """Past pairs of adversaries nearest to these two: each stands for whichever of the pair is more like it,
    and the distance of the pair is the mean of both."""
    gaps_one, far_one = _far(one.situation)
    gaps_two, far_two = _far(two.situation)
    ranked = []
    for first, second in _past_pairs():
        straight = (far_one[first] + far_two[second]) / 2
        crossed = (far_one[second] + far_two[first]) / 2
        roles = (first, second) if straight <= crossed else (second, first)
        ranked.append((round(float(min(straight, crossed)), 3), -(pasts()[first].crisis.year or 0), roles))
    found: dict[int, DyadAnalogue] = {}
    for far, _, (a, b) in sorted(ranked):
        crisis = pasts()[a].crisis
        if crisis.id in found:
            continue
        cases = (
            (one.actor, _analogue(one.situation, a, gaps_one[a], far_one[a])),
            (two.actor, _analogue(two.situation, b, gaps_two[b], far_two[b])),
        )
        found[crisis.id] = DyadAnalogue(crisis.id, crisis.name, crisis.year, far, cases)
        if len(found) == limit:
            break
    return tuple(found.values())


@cache
def _past_pairs() -> tuple[tuple[int, int], ...]:
    """Places of two cases of one crisis that name each other as main adversary or doer of the trigger."""
    by_crisis: dict[int, list[int]] = {}
    for place, past in enumerate(pasts()):
        by_crisis.setdefault(past.crisis.id, []).append(place)
    return tuple(
        (a, b)
        for places in by_crisis.values()
        for n, a in enumerate(places)
        for b in places[n + 1 :]
        if _facing(pasts()[a].actor, pasts()[b].actor) and _facing(pasts()[b].actor, pasts()[a].actor)
    )


def _facing(one: PastActor, two: PastActor) -> bool:
    return two.number in (one.adversary, one.trigger_entity)


def cases(situation: Situation, wanted: Callable[[Past], bool], limit: int) -> tuple[Analogue, ...]:
    """The past cases that are wanted, nearest first, however many of one crisis."""
    gaps, far = _far(situation)
    places = [place for place, past in enumerate(pasts()) if wanted(past)]
    ranked = sorted(places, key=lambda place: (round(float(far[place]), 3), place))[:limit]
    return tuple(_analogue(situation, place, gaps[place], float(far[place])) for place in ranked)
