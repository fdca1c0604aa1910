"""What a forecast inside a crisis gives back: chances with intervals, times, reasons, the score card."""

from __future__ import annotations

from msgspec import Struct

from detente.dynamics.within.shipped import Score, WaitScore


class Chance(Struct, frozen=True, omit_defaults=True):
    """One thing that may come, its chance, and the usual share of it.

    ``low`` and ``high`` bound what forecasts like this one came to on crises that the model had not seen
    (95 %, by a bootstrap over crises); none where that was not measured.
    """

    name: str
    chance: float
    usual: float
    low: float | None = None
    high: float | None = None


class Reason(Struct, frozen=True, omit_defaults=True):
    """What moved a forecast from the usual: in words, by how much in log-odds, and the ids of the events."""

    what: str
    moved: float
    events: tuple[str, ...] = ()


class Outlook(Struct, frozen=True, omit_defaults=True):
    """The answer to one question: its chances, what moved them, and how well the model has done.

    ``about`` names what the question is about, by ids: the act that awaits its answer.
    """

    question: str
    chances: tuple[Chance, ...]
    reasons: tuple[Reason, ...] = ()
    score: Score | None = None
    about: tuple[str, ...] = ()


class Wait(Struct, frozen=True, omit_defaults=True):
    """Days until something comes: the median, the middle 50 % and 80 %, the chance within 7 and 30 days.

    A bound is none where past crises do not tell how long it can take.
    """

    what: str
    median: float | None
    half: tuple[float | None, float | None]
    most: tuple[float | None, float | None]
    week: float
    month: float
    score: WaitScore | None = None


class WithinForecast(Struct, frozen=True, omit_defaults=True):
    """What comes next in a crisis, seen from the end of ``as_of`` (none where the account has no dates).

    ``told_to`` is the last day that the account itself tells of; ``events`` how many are known by ``as_of``.
    """

    as_of: str | None
    told_to: str | None
    events: int
    outlooks: tuple[Outlook, ...]
    waits: tuple[Wait, ...]
    notes: tuple[str, ...]
    licence: str
