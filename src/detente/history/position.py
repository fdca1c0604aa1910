"""The position of an actor in a crisis: what is known at the outset, in the variables of the code book.

A position holds no names: two accounts that differ in names alone have the same position. What is not known
stays None.
"""

from __future__ import annotations

from msgspec import Struct

from detente.history.records import (
    Act,
    Condition,
    Distance,
    Ethnic,
    Gravity,
    Nuclear,
    PastActor,
    PastCrisis,
    Power,
    Protracted,
    Proximity,
    Regime,
    Response,
    TriggeredBy,
)


class Position(Struct, frozen=True, omit_defaults=True):
    """An actor when its crisis breaks out. ``response`` is its major response, where it has already come.

    ``year`` is that of the outbreak. Every other field has the values of the variable of that name.
    """

    trigger: Act | None = None
    trigger_by: TriggeredBy | None = None
    gravity: Gravity | None = None
    economy: Condition | None = None
    unrest: Condition | None = None
    mass_violence: Condition | None = None
    government_instability: Condition | None = None
    regime: Regime | None = None
    power: Power | None = None
    adversary_power: Power | None = None
    power_gap: int | None = None
    nuclear: Nuclear | None = None
    proximity: Proximity | None = None
    distance: Distance | None = None
    ethnic: Ethnic | None = None
    protracted: Protracted | None = None
    intra_war: bool | None = None
    rivals: bool | None = None
    year: int | None = None
    response: Response | None = None


FROM_CRISIS = ("distance", "ethnic")


def position_of(actor: PastActor, crisis: PastCrisis) -> Position:
    """The position of a past actor, its response with it."""
    own = {
        name: getattr(actor, name)
        for name in Position.__struct_fields__
        if name not in (*FROM_CRISIS, "year")
    }
    year = int(actor.triggered[:4]) if actor.triggered else crisis.year
    return Position(**own, **{name: getattr(crisis, name) for name in FROM_CRISIS}, year=year)
