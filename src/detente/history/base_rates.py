"""How often it went which way for actors in a position: fitted chances beside plain rates, with intervals."""

from __future__ import annotations

from functools import cache

import msgspec
import numpy as np
from msgspec import Struct
from scipy.special import ndtri
from scipy.stats import beta

from detente.errors import UsageError
from detente.history.design import COLUMNS, encode
from detente.history.hazard import LEVEL, Prediction, fitted
from detente.history.position import Position
from detente.history.records import PastActor, PastCrisis
from detente.history.scores import Score, score_of
from detente.history.table import crises
from detente.history.targets import QUESTIONS, Question, answered


class Rate(Struct, frozen=True):
    """A plain rate: ``came`` of ``cases``, ``of`` what. ``rate`` and interval are those of Jeffreys' prior.

    With Beta(came + 1/2, cases - came + 1/2): the mean, and the quantiles that leave out 5 % on each side
    (Brown, Cai and DasGupta 2001, Statistical Science 16(2)). It is never 0 or 1.
    """

    of: str
    came: int
    cases: int
    rate: float
    low: float
    high: float


class Reason(Struct, frozen=True):
    """What a fact does: the odds are ``odds`` times those of the average past actor, with interval."""

    variable: str
    fact: str
    odds: float
    low: float
    high: float


class BaseRate(Struct, frozen=True):
    """The answer to one question: the fitted chance with its interval, plain rates, reasons.

    ``alike`` is the plain rate among actors whose crisis the same kind of act triggered (None where the
    trigger is not known), ``all`` among all; ``reasons`` stand strongest first; ``cases`` and ``crises`` are
    what the model was fitted to; ``score`` is how it did on crises left out, where about as much was known.
    The interval is that of the rate, not of a single case.
    """

    name: str
    asks: str
    chance: float
    low: float
    high: float
    alike: Rate | None
    all: Rate
    reasons: tuple[Reason, ...]
    cases: int
    crises: int
    score: Score


class BaseRates(Struct, frozen=True):
    """All questions for one position. ``unknown`` names the fields that were averaged over history."""

    position: Position
    rates: tuple[BaseRate, ...]
    unknown: tuple[str, ...]
    level: float = LEVEL
    how: str = (
        "A logistic regression or discrete-time hazard for each question, fitted to past crises under weakly"
        " informative priors; what is not known of the position is averaged over its distribution in history"
        " given what is known."
    )

    def of(self, name: str) -> BaseRate:
        """The base rate with a name, e.g. ``"mediation"``. Raises ``KeyError`` for another."""
        return {each.name: each for each in self.rates}[name]


def base_rates(position: Position) -> BaseRates:
    """How often it went which way for actors in this position.

    Works on any part of a position, even an empty one. Names play no part. Runs in milliseconds: the models
    were fitted by ``training/history/fit_base_rates.py``, and their scores on crises left out are measured by
    ``benchmarks/base_rates.py``. Raises ``UsageError`` (H305) for a value that its field does not have.

    >>> base_rates(Position(trigger="violent act")).of("violent response").alike   # doctest: +SKIP
    Rate(of='actors, trigger: violent act', came=231, cases=381, rate=0.606, ...)
    """
    try:
        msgspec.convert(msgspec.to_builtins(position), Position)
    except msgspec.ValidationError as error:
        raise UsageError(
            "H305", f"the position cannot be so: {error}", remedy="docs/history_codes.md lists the values"
        ) from error
    unknown = tuple(name for name in Position.__struct_fields__ if getattr(position, name) is None)
    known = len(Position.__struct_fields__) - len(unknown)
    return BaseRates(
        position, tuple(_base_rate(question, position, known) for question in QUESTIONS), unknown
    )


def _base_rate(question: Question, position: Position, known: int) -> BaseRate:
    of = fitted()
    model = of.models[question.model]
    prediction = Prediction(model, encode(position), of.history[question.unit])
    found = prediction.by(question.horizon)
    alike = plain_rate(question.name, position.trigger) if position.trigger else None
    return BaseRate(
        question.name, question.asks, found.chance, found.low, found.high, alike, plain_rate(question.name),
        _reasons(prediction, position), model.cases, model.crises, score_of(question.name, known),
    )  # fmt: skip


def _reasons(prediction: Prediction, position: Position) -> tuple[Reason, ...]:
    """One reason for every known field of the model. With several periods the odds are those of a period."""
    wide = float(ndtri((1 + LEVEL) / 2))
    found = []
    for field in dict.fromkeys(column.field for column in COLUMNS):
        value = getattr(position, field)
        effect = prediction.effect(tuple(column.name for column in COLUMNS if column.field == field))
        if value is None or effect.error == 0:
            continue
        odds, low, high = (
            float(np.exp(effect.log_odds + step * effect.error)) for step in (0.0, -wide, wide)
        )
        found.append(Reason(field, fact(field, value), odds, low, high))
    return tuple(sorted(found, key=lambda reason: -abs(np.log(reason.odds))))


def fact(field: str, value: object) -> str:
    """A known value in words: ``"trigger: violent act"``."""
    shown = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"{field.replace('_', ' ')}: {shown}"


@cache
def plain_rate(name: str, trigger: str | None = None) -> Rate:
    """How often it came in the table, for actors with this trigger or for all.

    Where the question is about the crisis as a whole, a crisis counts once. Raises ``KeyError`` where there
    is no such question.
    """
    question = {each.name: each for each in QUESTIONS}[name]
    seen: dict[tuple[int, int], bool] = {}
    for each, actor in _cases():
        answer = answered(question.model, question.horizon, actor, each)
        if answer is not None and trigger in (None, actor.trigger):
            seen[each.id, actor.id if question.unit == "actors" else 0] = answer
    came, cases = sum(seen.values()), len(seen)
    around = beta(came + 0.5, cases - came + 0.5)
    low, high = around.ppf((1 - LEVEL) / 2), around.ppf((1 + LEVEL) / 2)
    where = f", trigger: {trigger}" if trigger else ""
    return Rate(f"{question.unit}{where}", came, cases, (came + 0.5) / (cases + 1), float(low), float(high))


def _cases() -> list[tuple[PastCrisis, PastActor]]:
    return [(each, actor) for each in crises() for actor in each.actors if actor.trigger is not None]
