"""What a run of a crisis gives back. Every number is a mean over draws with its middle 90 %."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from detente.strategy.scenario.priors import Parameter, Spread
from detente.strategy.scenario.sides import Sides


class Likely(Struct, frozen=True):
    """One thing that may happen, and how likely it is. ``rung`` is that of an answer, else none."""

    name: str
    chance: Spread
    rung: int | None = None


class Branching(Struct, frozen=True):
    """Share of the draws with several equilibria, and of those whose principal branch turned back (a fold);
    ``most`` is the largest number of equilibria in a draw."""

    several: float
    folded: float
    most: int


class Forecast(Struct, frozen=True):
    """What the game says: the answers and the ends given the first act; ``act``: how likely that act itself
    was; ``force``: an answer by force; ``calm``: no war after an answer by force; ``days`` from the answer to
    the crisis' end; ``path``: the likeliest course in words and its chance."""

    answers: tuple[Likely, ...]
    ends: tuple[Likely, ...]
    act: Spread
    force: Spread
    calm: Spread | None
    days: Spread | None
    path: Likely
    equilibria: Branching


class Shift(Struct, frozen=True):
    """A difference to the baseline over the same draws; ``agree``: share of draws with the mean's sign."""

    name: str
    change: Spread
    agree: float


class Happened(Struct, frozen=True):
    """The path that the account tells, how likely the game held it, and the surprise in bits."""

    path: str
    chance: float
    surprise: float


class Swing(Struct, frozen=True):
    """What a parameter does across its middle 90 %: answer by force, war and days at both ends."""

    label: str
    low: float
    high: float
    force: tuple[float, float]
    war: tuple[float, float]
    days: tuple[float, float]


class Proposition(Struct, frozen=True):
    """A claim put to the fitted model. ``verdict``: ``follows``, ``leans that way``, ``does not follow``."""

    claim: str
    verdict: str
    says: str
    change: Spread | None
    agree: float | None


class Played(Struct, frozen=True, kw_only=True):
    """Everything that ``detente play`` shows."""

    title: str
    sides: Sides
    names: tuple[str, str]
    baseline: Forecast
    what_if: Forecast | None
    statements: tuple[str, ...]
    differences: tuple[Shift, ...]
    happened: Happened | None
    propositions: tuple[Proposition, ...]
    tornado: tuple[Swing, ...]
    parameters: tuple[Parameter, ...]
    notes: tuple[str, ...]
    draws: int
    seed: int


FORMAT = "detente/play/1"


def as_json(played: Played) -> str:
    """One JSON object with the names of ``Played``; ``what_if`` is null without one."""
    body = {"format": FORMAT, **msgspec.to_builtins(played)}
    return msgspec.json.format(msgspec.json.encode(body), indent=1).decode("utf-8") + "\n"
