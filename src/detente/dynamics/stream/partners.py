"""Who may be whose partner at all: a small network over actors, learnt day by day.

Each actor is a sum of vectors, its own, its country's and its role's, so that an actor seen once is known by
what it is called. The question (actor, move) becomes a vector by a translation-and-gate layer and a hidden
layer (numpy only; a softmax over sampled actors, row-wise AdaGrad after Duchi, Hazan & Singer 2011).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from detente.dynamics.stream.groups import Groups

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
BATCH = 600
"""Moves of one gradient step, at most: larger days are taken in parts."""
SHRINK = np.float32(1e-3)
FORGET = np.float32(0.999)


class _Rows:
    """A matrix whose rows are updated alone, with one step size each (row-wise AdaGrad)."""

    def __init__(self, value: Floats, rate: float) -> None:
        self.value = value
        self.rate = np.float32(rate)
        self.squares = np.full(len(value), 1e-4, np.float32)

    def step(self, rows: Ints, gradient: NDArray[np.floating], shrink: bool = False) -> None:
        unique, inverse = np.unique(rows, return_inverse=True)
        total = summed(inverse, gradient, len(unique))
        if shrink:
            total += SHRINK * self.value[unique] * np.bincount(inverse)[:, None].astype(np.float32)
        squares = self.squares[unique] * FORGET + (total * total).mean(1)
        self.squares[unique] = squares
        self.value[unique] -= self.rate * total / np.sqrt(squares)[:, None]


class _Dense:
    """A small matrix under Adam (Kingma & Ba 2015)."""

    def __init__(self, value: Floats, rate: float = 0.002) -> None:
        self.value, self.rate = value, rate
        self.first, self.second, self.steps = np.zeros_like(value), np.zeros_like(value), 0

    def step(self, gradient: NDArray[np.floating]) -> None:
        self.steps += 1
        self.first += np.float32(0.1) * (gradient - self.first)
        self.second += np.float32(0.01) * (gradient * gradient - self.second)
        size = self.rate * np.sqrt(1 - 0.99**self.steps) / (1 - 0.9**self.steps)
        self.value -= np.float32(size) * self.first / (np.sqrt(self.second) + np.float32(1e-8))


def summed(rows: Ints, values: NDArray[np.floating], many: int) -> Floats:
    """Sums of the values (N, D) by row (many, D)."""
    ones = np.ones(len(rows), np.float32)
    adder = sparse.csr_matrix((ones, (rows, np.arange(len(rows)))), shape=(many, len(rows)))
    return np.asarray(adder @ values, np.float32)


class PartnerModel:
    """Scores of all A actors as the partner in (actor, move, ?)."""

    def __init__(
        self,
        groups: Groups,
        rng: np.random.Generator,
        *,
        width: int = 48,
        negatives: int,
        rate: float = 0.05,
    ) -> None:
        self.groups, self.width, self.negatives, self._rng = groups, width, negatives, rng
        moves = 2 * groups.n_kinds

        def rows(many: int, scale: float = 0.1, centre: float = 0.0) -> _Rows:
            values = rng.normal(size=(many, width)) * scale + centre
            return _Rows(values.astype(np.float32), rate)

        self._asks, self._answers = rows(groups.n_actors, 0.03), rows(groups.n_actors, 0.03)
        self._ask_country, self._answer_country = rows(groups.n_countries), rows(groups.n_countries)
        self._ask_role, self._answer_role = rows(groups.n_roles), rows(groups.n_roles)
        self._shift, self._gate = rows(moves), rows(moves, centre=1.0)
        self._bias = _Rows(np.zeros((groups.n_actors, 1), np.float32), rate)
        hidden = 2 * width
        self._first = _Dense((rng.normal(size=(3 * width, hidden)) / np.sqrt(3 * width)).astype(np.float32))
        self._second = _Dense((rng.normal(size=(hidden, width)) * 0.3 / np.sqrt(hidden)).astype(np.float32))
        self._offset = _Dense(np.zeros(hidden, np.float32))

    def chances(self, actor: Ints, move: Ints) -> Floats:
        """Probabilities of every actor as the partner (U, A)."""
        answers = self._answer(np.arange(self.groups.n_actors))
        return _softmax(self._ask(actor, move)[-1] @ answers.T + self._bias.value[:, 0])

    def learn(self, actor: Ints, move: Ints, partner: Ints) -> None:
        """Gradient steps on moves (N,)."""
        for start in range(0, len(actor), BATCH):
            part = slice(start, start + BATCH)
            self._step(actor[part], move[part], partner[part])

    def _ask(self, actor: Ints, move: Ints) -> tuple[Floats, ...]:
        groups = self.groups
        country = groups.country[actor]
        known = (country > 0)[:, None].astype(np.float32)
        one = self._asks.value[actor] + self._ask_country.value[country] * known
        one += self._ask_role.value[groups.role[actor]]
        gate = self._gate.value[move]
        gated = one * gate
        joined = np.concatenate([one, self._shift.value[move], gated], axis=1)
        before = joined @ self._first.value + self._offset.value
        hidden = np.maximum(before, 0)
        return one, gate, joined, before, hidden, gated + hidden @ self._second.value

    def _answer(self, actors: Ints) -> Floats:
        country = self.groups.country[actors]
        known = (country > 0)[:, None].astype(np.float32)
        found = self._answers.value[actors] + self._answer_country.value[country] * known
        return np.asarray(found + self._answer_role.value[self.groups.role[actors]], np.float32)

    def _sample(self, partner: Ints) -> Ints:
        many = self.groups.n_actors
        if self.negatives >= many:
            return np.arange(many)
        return np.unique(np.concatenate([partner, self._rng.integers(0, many, self.negatives)]))

    def _step(self, actor: Ints, move: Ints, partner: Ints) -> None:
        width, groups = self.width, self.groups
        one, gate, joined, before, hidden, ask = self._ask(actor, move)
        sample = self._sample(partner)
        answers = self._answer(sample)
        error = _softmax(ask @ answers.T + self._bias.value[sample, 0])
        error[np.arange(len(partner)), np.searchsorted(sample, partner)] -= 1
        to_answers, to_ask = error.T @ ask, error @ answers
        to_before = np.where(before > 0, to_ask @ self._second.value.T, 0).astype(np.float32)
        to_joined = to_before @ self._first.value.T
        to_gated = to_ask + to_joined[:, 2 * width :]
        to_one = to_joined[:, :width] + to_gated * gate
        country, role = groups.country[actor], groups.role[actor]
        self._asks.step(actor, to_one, shrink=True)
        self._ask_country.step(country, to_one * (country > 0)[:, None])
        self._ask_role.step(role, to_one)
        self._shift.step(move, to_joined[:, width : 2 * width])
        self._gate.step(move, to_gated * one)
        country, role = groups.country[sample], groups.role[sample]
        self._answers.step(sample, to_answers, shrink=True)
        self._answer_country.step(country, to_answers * (country > 0)[:, None])
        self._answer_role.step(role, to_answers)
        self._bias.step(sample, error.sum(0)[:, None])
        many = np.float32(len(actor))
        self._first.step(joined.T @ to_before / many)
        self._second.step(hidden.T @ to_ask / many)
        self._offset.step(np.asarray(to_before.sum(0) / many, np.float32))


def _softmax(scores: Floats) -> Floats:
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores
