"""Random escalation games in the range that docs/escalation.md gives, and what one can ask of them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from detente.strategy import EscalationGame, Side
from detente.strategy.escalation.equilibrium import FREE, Forced, Solution, solve
from detente.strategy.escalation.parameters import Draws, with_values


def between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def a_side(role: str) -> st.SearchStrategy[Side]:
    return st.builds(
        Side,
        audience=between(0.3, 1.0),
        attention=between(0.4, 1),
        pressure=between(0.0, 0.8),
        feedback=between(0.0, 1.0),
        burden=between(0.0, 1.0),
        resolve=between(0.0, 0.6),
        gravity=between(0.0, 1.0),
        cost=between(0.0, 0.2),
        convexity=between(0.05, 0.2),
        overshoot=between(0.0, 1.0),
        threshold=between(0.0, 1.0),
        war=between(4.0, 6.0) if role == "second" else between(1.5, 3.0),
        front=between(2.0, 4.0) if role == "second" else between(0.0, 1.5),
        peace=between(0.5, 1.0),
        gain=between(0.0, 1.0),
        restraint=between(0.4, 0.8),
        spoilers=between(0.0, 0.8),
    )


GAMES = st.builds(
    EscalationGame,
    first=a_side("first"),
    second=a_side("second"),
    act=st.just(5),
    channel=between(0.0, 0.8),
    misreading=between(0.0, 0.95),
    calls=between(0.0, 0.8),
    framing=between(0.0, 0.8),
    emboldening=between(0.0, 0.4),
    habit_1=between(-1.0, 0.5),
    habit_2=between(-1.0, 0.5),
    habit_4=between(-1.0, 0.5),
    habit_6=between(-1.0, 0.0),
    precision=between(0.3, 0.8),
)


class Seen(NamedTuple):
    """The chances that the properties speak of."""

    force: float
    limited: float
    full: float
    share: float
    war: float
    restraint: float
    escalates: float
    seen_limited: float
    alarm: float


def seen(game: EscalationGame, forced: Forced = FREE) -> Seen:
    found: Solution = solve(Draws.of(game), forced)
    reply, escalate, war = found.reply[0], found.escalate[0], found.war[0]
    force = float(reply[3:].sum())
    slip = game.misreading * (1 - game.channel)
    seen_limited = (escalate[3] - slip * found.alarm[0]) / (1 - slip) if slip < 1 else float("nan")
    return Seen(
        force=force,
        limited=float(reply[3]),
        full=float(reply[4]),
        share=float(reply[3]) / force if force else 0.0,
        war=float((reply * escalate * war).sum()),
        restraint=1 - float((reply * escalate * war)[3:].sum()) / force if force else 1.0,
        escalates=float(escalate[3]),
        seen_limited=float(seen_limited),
        alarm=float(found.alarm[0]),
    )


def more(game: EscalationGame, name: str, by: float = 0.2) -> EscalationGame:
    role, _, bare = name.rpartition("__")
    value = getattr(getattr(game, role), bare) if role else getattr(game, bare)
    return with_values(game, **{name: value + by})
