"""The parameters of the escalation game: what each means, its range, and many draws at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

Role = Literal["first", "second"]
ROLES: tuple[Role, Role] = ("first", "second")

RESPONSES: tuple[int, ...] = (1, 2, 4, 5, 6)
"""Rungs of the ladder that an answer may stand on: words, diplomacy, show of force, strikes."""
RESPONSE_NAMES: dict[int, str] = {
    1: "denounces",
    2: "cuts ties",
    4: "shows force",
    5: "limited strike",
    6: "full strike",
}
LIMITED, FULL, FORCE = 3, 4, slice(3, 5)
"""Places in ``RESPONSES``: the limited strike, the full strike, both."""


class Side(Struct, frozen=True, kw_only=True):
    """One side's parameters, in units of payoff unless a range is given. All are finite and not negative.

    ``audience``: price of an answer that falls short of the act (audience cost, Fearon 1994);
    ``attention`` 0–1: how much of the public watches; ``pressure`` 0–1: domestic pressure; ``feedback``: how
    much pressure adds to the audience cost; ``burden``: what pressure takes from using force; ``resolve``:
    worth of each rung per unit of ``gravity`` 0–1; ``cost`` and ``convexity``: linear and quadratic price of
    a rung; ``overshoot``: price of each rung above the act that is answered; ``threshold``: price of being
    the first to use force; ``war``: price of war; ``front``: what pressure adds to that price; ``peace``:
    worth of an end without escalation; ``gain``: worth of the other side's giving way after an escalation;
    ``restraint``: what third-party calls take from force; ``spoilers`` 0–1: groups hostile to this side on
    the other's soil.
    """

    audience: float = 0.6
    attention: float = 1.0
    pressure: float = 0.3
    feedback: float = 0.3
    burden: float = 0.5
    resolve: float = 0.4
    gravity: float = 0.5
    cost: float = 0.05
    convexity: float = 0.05
    overshoot: float = 0.5
    threshold: float = 0.5
    war: float = 3.0
    front: float = 1.5
    peace: float = 1.5
    gain: float = 0.5
    restraint: float = 0.5
    spoilers: float = 0.3


class EscalationGame(Struct, frozen=True, kw_only=True):
    """The game between the side that acts first and the side that answers.

    ``act`` is the ladder rung of the first act (1–7); ``channel``, ``misreading``, ``calls`` and ``framing``
    are 0–1: how open the channel is, how easily a limited strike is taken for a full one, how loudly third
    parties call for restraint, how far the answer is framed as aimed at a group and not at the state;
    ``emboldening``: how much a weak answer feeds the spoilers; ``habit_1`` … ``habit_6``: what states do
    anyway, in units of payoff, against the limited strike (the only parameters that may be negative);
    ``precision``: the λ of the logit choices.
    """

    first: Side = Side()
    second: Side = Side()
    act: int = 5
    channel: float = 0.5
    misreading: float = 0.3
    calls: float = 0.3
    framing: float = 0.5
    emboldening: float = 0.3
    habit_1: float = 0.0
    habit_2: float = 0.0
    habit_4: float = 0.0
    habit_6: float = 0.0
    precision: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.act <= 7:
            raise DataError("G101", f"no act stands on rung {self.act!r}", remedy="Give a rung from 1 to 7")
        for name, value in _flat(self):
            high = 1.0 if name.rsplit(".")[-1] in UNIT else float("inf")
            low = float("-inf") if name in HABITS else 0.0
            if not low <= value <= high or abs(value) == float("inf"):
                raise DataError(
                    "G102",
                    f"{name} is {value!r}, outside {'0 to 1' if high == 1 else 'the numbers from 0 on'}",
                    remedy="docs/escalation.md lists the parameters and their ranges",
                )


UNIT = frozenset(
    {"attention", "pressure", "gravity", "spoilers", "channel", "misreading", "calls", "framing"}
)
"""Parameters that lie between 0 and 1."""
OF_A_SIDE: tuple[str, ...] = Side.__struct_fields__
HABITS: tuple[str, ...] = ("habit_1", "habit_2", "habit_4", "habit_6")
SHARED: tuple[str, ...] = (
    "channel", "misreading", "calls", "framing", "emboldening", *HABITS, "precision"
)  # fmt: skip
NAMES: tuple[str, ...] = (*(f"{role}.{name}" for role in ROLES for name in OF_A_SIDE), *SHARED)
"""All parameters by their full names, ``first.audience`` … ``precision``."""
_PLACE = {name: place for place, name in enumerate(NAMES)}


def _flat(game: EscalationGame) -> Iterable[tuple[str, float]]:
    for role in ROLES:
        for name in OF_A_SIDE:
            yield f"{role}.{name}", float(getattr(getattr(game, role), name))
    for name in SHARED:
        yield name, float(getattr(game, name))


class Draws:
    """Many games at once: ``values`` has shape (games, parameters), columns in the order of ``NAMES``."""

    def __init__(self, values: Array, act: int) -> None:
        self.values = values
        self.act = act

    @classmethod
    def of(cls, *games: EscalationGame) -> Draws:
        """The draws that hold these games. They must share the rung of the first act."""
        import numpy as np

        if len({game.act for game in games}) != 1:
            raise DataError("G101", "games of one call must share the act", remedy="Solve them one by one")
        return cls(np.array([[value for _, value in _flat(game)] for game in games]), games[0].act)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, name: str) -> Array:
        return self.values[:, _PLACE[name]]

    def side(self, role: Role, name: str) -> Array:
        """A parameter of one side, shape (games,)."""
        return self.values[:, _PLACE[f"{role}.{name}"]]

    def replaced(self, name: str, value: Array | float) -> Draws:
        """A copy with one column set."""
        values = self.values.copy()
        values[:, _PLACE[name]] = value
        return Draws(values, self.act)

    def game(self, row: int) -> EscalationGame:
        """One row as a record."""
        flat = dict(zip(NAMES, map(float, self.values[row]), strict=True))
        first, second = (Side(**{name: flat[f"{role}.{name}"] for name in OF_A_SIDE}) for role in ROLES)
        shared = {name: flat[name] for name in SHARED}
        game = EscalationGame(first=first, second=second, act=self.act)
        return msgspec.structs.replace(game, **shared)


def with_values(game: EscalationGame, **changes: float) -> EscalationGame:
    """The game with changed parameters; sides' names as ``first__audience=1.0``. Raises ``DataError``."""
    for name, value in changes.items():
        role, _, rest = name.partition("__")
        if rest:
            side = msgspec.structs.replace(getattr(game, role), **{rest: value})
            game = msgspec.structs.replace(game, **{role: side})
        else:
            game = msgspec.structs.replace(game, **{name: value})
    return game
