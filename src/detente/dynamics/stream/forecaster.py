"""Who does what to whom next, on any stream of dated events between two actors, day by day.

A day is first forecast, then learnt; nothing of a day is known to its own forecast, because it has not been
counted anywhere yet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.choice import ChoiceIntensity, Grounds, Stirred, spans
from detente.dynamics.stream.features import CounterStates, feature_names
from detente.dynamics.stream.groups import Groups
from detente.dynamics.stream.moves import Moves, Questions, questions
from detente.dynamics.stream.partners import PartnerModel
from detente.dynamics.stream.ranker import Ranker, Rows, fit, probabilities

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
SCALES = (0, 2, 4)
"""Columns of "same act" that the intensity uses: faded at 2 and 30 days, and not at all."""
RANKER_NAMES = [*feature_names(), "intensity", "intensity rank", "partner model", "partner model rank", "sum"]


@dataclass(frozen=True)
class Settings:
    """How much work is spent.

    ``replays`` is how many past moves the partner model sees again for each new one, ``negatives`` among how
    many actors it tells the true one apart; ``questions_most`` questions a day teach the weights of the past.
    ``candidates`` are ranked by ``rounds`` trees, the rest by intensity; ``rows_most`` (candidates ×
    questions kept) bounds the ranker's memory. ``names=False`` leaves the actors' names unread.
    """

    candidates: int = 60
    replays: int = 2
    rounds: int = 150
    negatives: int = 8000
    questions_most: int = 600
    rows_most: int = 1_600_000
    names: bool = True
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Answers:
    """Forecasts for U questions: all actors' scores (U, A), higher is likelier, and for the best K candidates

    (U, K) their probabilities. Actors outside the candidates have their intensities' order, below them.
    """

    scores: Floats
    candidates: Ints
    chances: Floats


@dataclass(frozen=True, eq=False)
class Explained:
    """K candidates for one question, likeliest first: their chances, intensities and the part of these that

    the two grounds make up (K,), and what each of the ranker's features added to the log score (K, F).
    """

    partner: Ints
    chance: Floats
    intensity: Floats
    model: Floats
    lately: Floats
    added: Floats


class StreamForecaster:
    """Learns a stream and answers (actor, move, ?) for the day after what it has seen.

    ``learn`` takes one day at a time in order, each at the cost of its own events. Rows for the ranker are
    kept where ``learn`` is told to, until ``fit_ranker`` is called.
    """

    def __init__(self, groups: Groups, settings: Settings | None = None) -> None:
        self.groups, self.settings = groups, settings or Settings()
        rng = np.random.default_rng(self.settings.seed)
        self._rng = rng
        self.partners = PartnerModel(groups, rng, negatives=self.settings.negatives)
        self.choice = ChoiceIntensity(groups, SCALES)
        self.states = CounterStates(groups)
        self.ranker: Ranker | None = None
        self._rows: list[Rows] = []
        self._past: list[Moves] = []
        self._seen = 0

    def warm(self, days: list[Moves], passes: int = 2) -> None:
        """Let the partner model see early days beforehand, several times; they must be the first."""
        for _ in range(passes):
            for moves in days:
                self.partners.learn(moves.actor, moves.move, moves.partner)

    def learn(self, moves: Moves, day: int, *, intensity: bool = True, keep: float = 0.0) -> None:
        """Learn one day's moves; days must come in order.

        ``keep`` is the share of its questions (0 to 1) kept as rows for the ranker; ``intensity`` says
        whether the weights of the past are fitted, which needs a past.
        """
        if intensity:
            asked = questions(moves, self.groups.n_kinds).some(self.settings.questions_most, self._rng)
            for part in asked.parts(self.groups.n_actors):
                self._learn_choice(part, day, keep)
        self.partners.learn(moves.actor, moves.move, moves.partner)
        for _ in range(self.settings.replays if self._past else 0):
            self.partners.learn(*self._replay(len(moves)))
        self.states.add(moves, day)
        self._past.append(moves)
        self._seen += len(moves)

    def fit_ranker(self) -> None:
        """Fit the ranker on the rows kept, and let them go."""
        rows, self._rows = self._rows, []
        self.ranker = fit(rows, RANKER_NAMES, seed=self.settings.seed, rounds=self.settings.rounds)

    def answer(self, actor: Ints, move: Ints, day: int) -> Answers:
        """Forecasts (U, …) for ``day``, which must come after every day learnt; ask few at once of many
        actors.
        """
        _, grounds, intensity = self._intensities(actor, move, day)
        candidates, features, base, rest = self._candidates(actor, move, day, intensity, grounds)
        scores = base if self.ranker is None else self.ranker.scores(features, base)
        # Those outside keep the order of their intensities, below the least of the candidates.
        everybody = np.log(intensity + np.float32(1e-12))
        everybody -= everybody.max(axis=1, keepdims=True) + 1
        everybody += scores.min(axis=1, keepdims=True)
        np.put_along_axis(everybody, candidates, scores, axis=1)
        return Answers(everybody, candidates, probabilities(scores, rest))

    def explain(self, actor: int, move: int, day: int, top: int) -> Explained:
        """The ``top`` candidates for one question, with what lies behind their scores."""
        who, what = np.array([actor]), np.array([move])
        _, grounds, intensity = self._intensities(who, what, day)
        best, features, base, rest = self._candidates(who, what, day, intensity, grounds)
        scores = base if self.ranker is None else self.ranker.scores(features, base)
        chances = probabilities(scores, rest)[0]
        order = np.argsort(-chances, kind="stable")[:top]
        added = np.zeros((len(order), features.shape[2]), np.float32)
        if self.ranker is not None:
            added = self.ranker.contributions(features[0, order])
        model, lately = self.choice.grounds_of(what, grounds)
        chosen = best[0, order]
        return Explained(
            chosen, chances[order], intensity[0, chosen], model[0, chosen], lately[0, chosen], added
        )

    def _intensities(self, actor: Ints, move: Ints, day: int) -> tuple[Stirred, Grounds, Floats]:
        stirred = self.choice.stir(self.states.acts, actor, move, day)
        grounds = Grounds(self.partners.chances(actor, move), self._lately(move, day))
        return stirred, grounds, self.choice.intensity(stirred, move, grounds)

    def _lately(self, move: Ints, day: int) -> Floats:
        """Who was at the other end of that move: mostly of late (15 days), a little ever."""
        counter, many = self.states.partners, self.groups.n_actors
        found = np.zeros((len(move), many), np.float32)
        row, place = spans(counter, move * many, (move + 1) * many)
        counts, _ = counter.read(counter.at_places(place), day)
        weight = counts[:, 1] + np.float32(0.1) * counts[:, 3]
        total = np.bincount(row, weight, minlength=len(move))
        found[row, counter.keys[place] % many] = weight / total[row]
        return found

    def _candidates(
        self, actor: Ints, move: Ints, day: int, intensity: Floats, grounds: Grounds
    ) -> tuple[Ints, Floats, Floats, Floats]:
        many = min(self.settings.candidates, self.groups.n_actors - 1)
        best = np.argpartition(-intensity, many, axis=1)[:, :many]
        strength = np.take_along_axis(intensity, best, 1)
        order = np.argsort(-strength, axis=1, kind="stable")
        best, strength = np.take_along_axis(best, order, 1), np.take_along_axis(strength, order, 1)
        total = intensity.sum(axis=1)
        base = np.log(strength / total[:, None] + np.float32(1e-9))
        rest = np.log(np.maximum(1 - strength.sum(1) / total, np.float32(1e-6)))
        model = np.log(np.take_along_axis(grounds.model, best, 1) + np.float32(1e-9))
        counted = self.states.matrix(actor, move, best, day)
        own = (
            base,
            np.broadcast_to(np.arange(many, dtype=np.float32), best.shape),
            model,
            np.argsort(np.argsort(-model, axis=1), axis=1).astype(np.float32),
            np.broadcast_to(np.log(total)[:, None], best.shape),
        )
        return best, np.concatenate([counted, np.stack(own, axis=-1)], axis=-1), base, rest

    def _learn_choice(self, asked: Questions, day: int, keep: float) -> None:
        stirred, grounds, intensity = self._intensities(asked.actor, asked.move, day)
        if keep:
            self._keep(asked, day, intensity, grounds, keep)
        self.choice.learn(stirred, asked, grounds)

    def _keep(self, asked: Questions, day: int, intensity: Floats, grounds: Grounds, share: float) -> None:
        answers = np.zeros_like(intensity)
        np.add.at(answers, (asked.which, asked.partner), 1)
        actor, move = asked.actor, asked.move
        if share < 1:
            mine = self._rng.random(len(asked)) < share
            actor, move, intensity, answers = actor[mine], move[mine], intensity[mine], answers[mine]
            grounds = Grounds(grounds.model[mine], grounds.lately[mine])
        best, features, base, rest = self._candidates(actor, move, day, intensity, grounds)
        inside = np.take_along_axis(answers, best, 1)
        self._rows.append(Rows(features, base, rest, inside, answers.sum(1) - inside.sum(1)))

    def _replay(self, many: int) -> tuple[Ints, Ints, Ints]:
        """Past moves drawn at random, recent ones more often (exponential, mean half of the stream)."""
        joined = self._joined()
        back = self._rng.exponential(self._seen / 2, many).astype(np.int64)
        at = self._seen - 1 - np.minimum(back, self._seen - 1)
        return joined.actor[at], joined.move[at], joined.partner[at]

    def _joined(self) -> Moves:
        if len(self._past) > 1:
            self._past = [
                Moves(
                    *(
                        np.concatenate([getattr(each, name) for each in self._past])
                        for name in ("actor", "move", "partner")
                    )
                )
            ]
        return self._past[0]
