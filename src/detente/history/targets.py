"""What the base rates are of: the questions, and what became of every past actor in their terms."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct

from detente.history.records import PastActor, PastCrisis
from detente.history.table import crises

LAST_DAY = date(2017, 12, 31)
"""Crises that broke out until then are in the table."""
YEAR = 365


class Question(Struct, frozen=True):
    """A question with its model: the chance that ``model`` has come to pass by ``horizon``.

    ``unit``: what the plain rate counts; a crisis counts once however many actors it has.
    """

    name: str
    asks: str
    model: str
    unit: Literal["actors", "crises"]
    horizon: int


QUESTIONS: tuple[Question, ...] = (
    Question("violent response", "does the actor answer with force?", "violent response", "actors", 1),
    Question("full-scale war", "does the crisis see full-scale war?", "full-scale war", "crises", 1),
    Question("mediation", "does anybody mediate?", "mediation", "crises", 1),
    Question("over in 30 days", "is the crisis over for the actor within 30 days?", "end", "actors", 30),
    Question("over in 90 days", "is the crisis over for the actor within 90 days?", "end", "actors", 90),
    Question("over in 180 days", "is the crisis over for the actor within 180 days?", "end", "actors", 180),
    Question(
        "another in 5 years", "does another crisis of the two states break out within five years of its end?",
        "recurrence", "actors", 5 * YEAR,
    ),
)  # fmt: skip

PERIODS: dict[str, tuple[int, ...]] = {
    "violent response": (1,),
    "full-scale war": (1,),
    "mediation": (1,),
    "end": (7, 30, 90, 180),
    "recurrence": (YEAR, 2 * YEAR, 3 * YEAR, 4 * YEAR, 5 * YEAR),
}
"""Last day of each period in which the hazard is constant but for the position; a plain outcome has one."""


class Course(Struct, frozen=True):
    """How long something took, in days from 1, and whether it came (else it had not come by then)."""

    days: int
    came: bool


def course(model: str, actor: PastActor, crisis: PastCrisis) -> Course | None:
    """What became of a past actor in terms of a model; None where the table does not say.

    Plain outcomes have one period: day 1.
    """
    if model == "violent response":
        return _plain(actor.violent_response)
    if model == "full-scale war":
        return _plain(None if crisis.violence is None else crisis.violence == "full-scale war")
    if model == "mediation":
        return _plain(crisis.mediated)
    if model == "end":
        return None if actor.days is None else Course(actor.days, True)
    return _recurrence(actor)


def _plain(came: bool | None) -> Course | None:
    return None if came is None else Course(1, came)


def answered(model: str, horizon: int, actor: PastActor, crisis: PastCrisis) -> bool | None:
    """Whether it had come by the horizon; None where the table does not say or does not reach so far."""
    found = course(model, actor, crisis)
    if found is None:
        return None
    if model == "recurrence" and not _seen_in_full(actor, horizon):
        return None
    return found.came and found.days <= horizon


def _seen_in_full(actor: PastActor, horizon: int) -> bool:
    """Whether the table reaches ``horizon`` days past the end, so that nothing is counted by luck of time."""
    return actor.ended is not None and (LAST_DAY - _day(actor.ended)).days >= horizon


def _recurrence(actor: PastActor) -> Course | None:
    """Days from the end of an actor's crisis to the outbreak of the next between the same two states."""
    if actor.adversary is None or actor.ended is None:
        return None
    end = _day(actor.ended)
    later = [
        (day - end).days
        for number, day in _outbreaks()[frozenset({actor.number, actor.adversary})]
        if number != actor.crisis and day > end
    ]
    if later:
        return Course(max(min(later), 1), True)
    return Course(max((LAST_DAY - end).days, 1), False)


@cache
def _outbreaks() -> dict[frozenset[int], list[tuple[int, date]]]:
    """Every pair of an actor and its adversary: number and first day of their crises."""
    found: dict[frozenset[int], dict[int, date]] = defaultdict(dict)
    for crisis in crises():
        for actor in crisis.actors:
            if actor.adversary is not None and actor.triggered is not None:
                pair, day = frozenset({actor.number, actor.adversary}), _day(actor.triggered)
                found[pair][crisis.id] = min(day, found[pair].get(crisis.id, day))
    return defaultdict(list, {pair: list(days.items()) for pair, days in found.items()})


def _day(iso: str) -> date:
    """The day of a date; the middle of its month or year where no more is known."""
    return date.fromisoformat(iso + {4: "-07-01", 7: "-15"}.get(len(iso), ""))
