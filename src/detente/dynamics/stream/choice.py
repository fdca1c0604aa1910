"""Whom an actor turns to next, as a competition of what the past stirs up: a conditional choice intensity.

Every past event of the actor with a partner raises that partner's intensity, more so the more its kind leads
to the kind asked for and the fresher it is: ``sum over past kinds p, scales s of exp(theta[q, p, s]) * C[p,
s]``, with ``C`` the count faded at scale ``s``. Two grounds are added for partners without a past: the
partner model and who lately was at the other end of that move. Divided by its sum over all actors the
intensity is a probability (the choice part of a marked Hawkes process; cf. Butts 2008 for choice in
relational events). Weights follow the gradient of the log likelihood, day by day (AdaGrad), and start shared
by CAMEO root.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.counters import FadingCounter
from detente.dynamics.stream.groups import Groups
from detente.dynamics.stream.moves import Questions

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
TINY = np.float32(1e-12)
ROOTS = 21
"""CAMEO's 20 roots and 0 for kinds that it does not know."""
CELLS = 2_000_000
"""Pairs of moves with a weight of their own; tables with more kinds share cells."""


@dataclass(frozen=True, eq=False)
class Stirred:
    """The past that speaks in U questions, one entry for each (question, partner, past move) (N,)."""

    row: Ints
    partner: Ints
    past: Ints
    counts: Floats
    cell: Ints
    roots: Ints
    same: Ints


@dataclass(frozen=True, eq=False)
class Grounds:
    """What speaks for a partner without a past with the actor: two sets of probabilities (U, A)."""

    model: Floats
    lately: Floats


class ChoiceIntensity:
    """Intensities of all actors as partners, and the weights behind them."""

    def __init__(
        self, groups: Groups, scales: tuple[int, ...], *, rate: float = 0.3, passes: int = 2
    ) -> None:
        self.groups, self.scales, self.rate, self.passes = groups, list(scales), np.float32(rate), passes
        self.moves = 2 * groups.n_kinds
        self._root = np.concatenate([groups.root, groups.root + ROOTS])
        many = len(scales)
        self._shared = np.full(((2 * ROOTS) ** 2, many), -3.0, np.float32)
        self._own = np.zeros((min(self.moves**2, CELLS), many), np.float32)
        self._same = np.array([[0.0], [2.0], [1.0]], np.float32).repeat(many, axis=1)
        self._base = np.full((self.moves, 2), -1.5, np.float32)
        self._squares = [np.full(each.shape, 1e-3, np.float32) for each in self._weights()]

    def _weights(self) -> tuple[Floats, Floats, Floats, Floats]:
        return self._shared, self._own, self._same, self._base

    def stir(self, counter: FadingCounter, actor: Ints, move: Ints, day: int) -> Stirred:
        """Look up the past of the actors; ``counter`` holds (actor, move, partner) keys."""
        many, wide = self.groups.n_actors, self.moves * self.groups.n_actors
        row, place = spans(counter, actor * wide, (actor + 1) * wide)
        counts, _ = counter.read(counter.at_places(place), day)
        rest = counter.keys[place] % wide
        past, now = rest // many, move[row]
        return Stirred(
            row,
            rest % many,
            past,
            counts[:, self.scales],
            (now * self.moves + past) % len(self._own),
            self._root[now] * 2 * ROOTS + self._root[past],
            self._kinship(now, past),
        )

    def weights(self, now: Ints, past: Ints) -> Floats:
        """What one fresh event of each past move adds to the intensity for the move asked for (N, scales)."""
        own = self._own[(now * self.moves + past) % len(self._own)]
        shared = self._shared[self._root[now] * 2 * ROOTS + self._root[past]]
        return np.asarray(np.exp(shared + own + self._same[self._kinship(now, past)]))

    def grounds_of(self, move: Ints, grounds: Grounds) -> tuple[Floats, Floats]:
        """What the partner model and who lately was there add (U, A) each."""
        base = np.exp(self._base[move])
        return base[:, :1] * grounds.model, base[:, 1:] * grounds.lately

    def _kinship(self, now: Ints, past: Ints) -> Ints:
        kinds = self.groups.n_kinds
        return np.where(past == now, 1, np.where(past % kinds == now % kinds, 2, 0))

    def parts(self, stirred: Stirred) -> Floats:
        """What each entry adds to its partner's intensity, by scale (N, S)."""
        weights = self._shared[stirred.roots] + self._own[stirred.cell] + self._same[stirred.same]
        np.exp(weights, out=weights)
        weights *= stirred.counts
        return weights

    def intensity(
        self, stirred: Stirred, move: Ints, grounds: Grounds, parts: Floats | None = None
    ) -> Floats:
        """Intensities (U, A), all positive."""
        parts = self.parts(stirred) if parts is None else parts
        shape = (len(move), self.groups.n_actors)
        total = (
            np.bincount(stirred.row * shape[1] + stirred.partner, parts.sum(1), minlength=shape[0] * shape[1])
            .astype(np.float32)
            .reshape(shape)
        )
        for ground in self.grounds_of(move, grounds):
            total += ground
        return total

    def learn(self, stirred: Stirred, asked: Questions, grounds: Grounds) -> None:
        """Follow the gradient of the log likelihood of one day's answers."""
        many = np.bincount(asked.which, minlength=len(asked)).astype(np.float32)
        for _ in range(self.passes):
            parts = self.parts(stirred)
            total = self.intensity(stirred, asked.move, grounds, parts)
            pull = np.zeros_like(total)
            np.add.at(pull, (asked.which, asked.partner), 1 / (total[asked.which, asked.partner] + TINY))
            pull -= (many / (total.sum(1) + TINY))[:, None]
            self._follow(stirred, asked.move, grounds, parts, pull)

    def _follow(self, stirred: Stirred, move: Ints, grounds: Grounds, parts: Floats, pull: Floats) -> None:
        parts = parts * pull[stirred.row, stirred.partner][:, None]
        grounded = np.stack([(pull * each).sum(1) for each in self.grounds_of(move, grounds)], axis=1)
        gradients = (
            _by(stirred.roots, parts, len(self._shared)),
            _by(stirred.cell, parts, len(self._own)) - np.float32(0.02) * self._own,
            _by(stirred.same, parts, 3) * np.array([[0], [1], [1]], np.float32),
            _by(move, grounded, self.moves),
        )
        for weights, squares, gradient in zip(self._weights(), self._squares, gradients, strict=True):
            squares *= np.float32(0.995)
            squares += gradient * gradient
            weights += self.rate * gradient / np.sqrt(squares + np.float32(1e-2))


def spans(counter: FadingCounter, low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Every place in the counter's keys inside the ranges, with the number of its range."""
    first, last = counter.span(low, high)
    many = last - first
    row = np.repeat(np.arange(len(many)), many)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)


def _by(rows: Ints, values: Floats, many: int) -> Floats:
    sums = [np.bincount(rows, values[:, column], minlength=many) for column in range(values.shape[1])]
    return np.stack(sums, axis=1).astype(np.float32)
