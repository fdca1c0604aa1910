"""Lets a forecaster live through a table: learn day by day, be scored on the last, one step ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream import recurrency
from detente.dynamics.stream.evaluate import STRATA, Ranking, filtered_ranks, ranking
from detente.dynamics.stream.forecaster import Settings, StreamForecaster
from detente.dynamics.stream.groups import groups_of
from detente.dynamics.stream.moves import Moves, Questions, both_ways, questions
from detente.dynamics.table import EventTable
from detente.errors import TableError

Ints = NDArray[np.int64]
Ranks = NDArray[np.float64]
LEAST_EVENTS, LEAST_DAYS = 300, 20
"""Below these nothing of the ranker could be fitted and checked apart."""
KEPT_DAYS = 60
WARM = 0.3
"""The share of the days that only the partner model and the counts see before weights are fitted."""
LARGE = 200_000
"""Events beyond which the partner model tells the true actor apart among half as many."""
MOVES_SEEN = 450_000
"""Gradient budget: long streams are replayed less often."""
MODELS = ("forecaster", "combined recurrency", "strict recurrency")


@dataclass(frozen=True, eq=False)
class Score:
    """Ranks (N,) by model over the days scored, with the stratum (place in ``STRATA``) and day of each."""

    ranks: dict[str, Ranks]
    stratum: Ints
    day: Ints
    chance: NDArray[np.float64]
    """The probability that the forecaster gave the answer; 0 outside its candidates."""

    def of(self, model: str, stratum: str | None = None) -> Ranking:
        """Mean reciprocal rank and hits of a model, over all answers or one stratum."""
        rows = self.stratum == STRATA.index(stratum) if stratum else slice(None)
        return ranking(self.ranks[model][rows])

    def interval(self, model: str, rng: np.random.Generator, draws: int = 1000) -> tuple[float, float]:
        """95 % interval of the mean reciprocal rank, resampling whole days."""
        days, inverse = np.unique(self.day, return_inverse=True)
        total = np.bincount(inverse, 1 / self.ranks[model])
        many = np.bincount(inverse)
        drawn = rng.integers(0, len(days), (draws, len(days)))
        means = total[drawn].sum(1) / many[drawn].sum(1)
        low, high = np.quantile(means, [0.025, 0.975])
        return float(low), float(high)


@dataclass(frozen=True, eq=False)
class Lived:
    """A forecaster that has learnt the whole table, and how it did on the days from ``scored_from`` on."""

    forecaster: StreamForecaster
    table: EventTable
    scored_from: int
    score: Score


def daily(table: EventTable, n_kinds: int) -> list[tuple[int, Moves]]:
    """The days of a table that have events, and their moves."""
    days, starts = np.unique(table.day, return_index=True)
    ends = np.append(starts[1:], len(table))
    return [
        (int(day), both_ways(table.source[a:b], table.kind[a:b], table.target[a:b], n_kinds))
        for day, a, b in zip(days, starts, ends, strict=True)
    ]


def live(
    table: EventTable,
    scored_from: int | None = None,
    *,
    settings: Settings | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Lived:
    """Learn a table and score the days from ``scored_from`` on (its last tenth of days unless given).

    The ranker is fitted once, on up to 60 days before ``scored_from``; everything else goes on learning.
    Raises ``TableError`` (H220) for a table that is too small.
    """
    days = daily(table, len(table.kinds))
    if len(table) < LEAST_EVENTS or len(days) < LEAST_DAYS:
        raise TableError(
            "H220",
            f"too few events to forecast from: {len(table)} on {len(days)} days",
            where=table.name,
            remedy=f"Give a table with at least {LEAST_EVENTS} events on {LEAST_DAYS} days",
        )
    start = days[-max(3, len(days) // 10)][0] if scored_from is None else scored_from
    before = [each for each in days if each[0] < start]
    if len(before) < LEAST_DAYS // 2:
        raise TableError(
            "H220", f"too few days before {table.date(start)}", where=table.name, remedy="Score fewer days"
        )
    settings = _paced(settings or Settings(), len(table))
    forecaster = StreamForecaster(
        groups_of(table.actors, table.kinds, scheme=table.scheme, names=settings.names), settings
    )
    tell("learning")
    _study(forecaster, before)
    tell("fitting the ranker")
    forecaster.fit_ranker()
    tell("scoring")
    score = _scored(forecaster, [each for each in days if each[0] >= start], before)
    return Lived(forecaster, table, start, score)


def _paced(settings: Settings, events: int) -> Settings:
    spare = round(MOVES_SEEN / (2 * events)) - 1
    negatives = settings.negatives if events <= LARGE else settings.negatives // 2
    return replace(settings, replays=max(0, min(settings.replays, spare)), negatives=negatives)


def _study(forecaster: StreamForecaster, days: list[tuple[int, Moves]]) -> None:
    """Learn the days before the scored ones; the last ones leave rows for the ranker."""
    quiet = int(len(days) * WARM)
    passes = 2 if forecaster.settings.replays else 1
    forecaster.warm([moves for _, moves in days[:quiet]], passes)
    kept = min(KEPT_DAYS, len(days) - quiet)
    # About four moves in five ask a question of their own.
    most = forecaster.settings.questions_most
    asked = sum(min(0.8 * len(moves), most) for _, moves in days[-kept:])
    rows = asked * forecaster.settings.candidates
    share = min(1.0, forecaster.settings.rows_most / rows)
    for place, (day, moves) in enumerate(days):
        forecaster.learn(
            moves, day, intensity=place >= quiet, keep=share if place >= len(days) - kept else 0.0
        )


def _scored(
    forecaster: StreamForecaster, days: list[tuple[int, Moves]], before: list[tuple[int, Moves]]
) -> Score:
    known = _Known(forecaster.groups.n_actors, 2 * forecaster.groups.n_kinds, [moves for _, moves in before])
    ranks: dict[str, list[Ranks]] = {model: [] for model in MODELS}
    strata, dates, chances = [], [], []
    for day, moves in days:
        asked = questions(moves, forecaster.groups.n_kinds)
        for part in asked.parts(forecaster.groups.n_actors):
            answers = forecaster.answer(part.actor, part.move, day)
            ranks["forecaster"].append(filtered_ranks(answers.scores, part))
            hit = answers.candidates[part.which] == part.partner[:, None]
            chances.append((answers.chances[part.which] * hit).sum(1))
            for model, rule in (
                ("strict recurrency", recurrency.strict),
                ("combined recurrency", recurrency.combined),
            ):
                ranks[model].append(filtered_ranks(rule(forecaster.states, part.actor, part.move, day), part))
            strata.append(known.stratum(part))
            dates.append(np.full(len(part.partner), day))
        forecaster.learn(moves, day)
        known.add(moves)
    return Score(
        {model: np.concatenate(each) for model, each in ranks.items()},
        np.concatenate(strata),
        np.concatenate(dates),
        np.concatenate(chances).astype(float),
    )


class _Known:
    """Which events and pairs were seen before."""

    def __init__(self, actors: int, moves: int, days: list[Moves]) -> None:
        self.actors, self.moves = actors, moves
        self._acts: Ints = np.zeros(0, np.int64)
        self._pairs: Ints = np.zeros(0, np.int64)
        self._add(
            *(np.concatenate([getattr(each, n) for each in days]) for n in ("actor", "move", "partner"))
        )

    def add(self, moves: Moves) -> None:
        self._add(moves.actor, moves.move, moves.partner)

    def _add(self, actor: Ints, move: Ints, partner: Ints) -> None:
        self._acts = np.union1d(self._acts, self._act(actor, move, partner))
        self._pairs = np.union1d(self._pairs, self._pair(actor, move, partner))

    def _act(self, actor: Ints, move: Ints, partner: Ints) -> Ints:
        return (actor * self.moves + move) * self.actors + partner

    def _pair(self, actor: Ints, move: Ints, partner: Ints) -> Ints:
        return (actor * 2 + (move >= self.moves // 2)) * self.actors + partner

    def stratum(self, asked: Questions) -> Ints:
        """Places in ``STRATA`` of the answers."""
        actor, move = asked.actor[asked.which], asked.move[asked.which]
        act = np.isin(self._act(actor, move, asked.partner), self._acts)
        pair = np.isin(self._pair(actor, move, asked.partner), self._pairs)
        return np.where(act, 0, np.where(pair, 1, 2))
