"""Events seen from both ends, and the questions they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Places = NDArray[np.int32] | Ints
CELLS = 4_000_000
"""Questions times actors that are worked on at once, so that memory stays flat."""


@dataclass(frozen=True, eq=False)
class Moves:
    """N steps ``actor — move — partner``, each event twice: as done, and as suffered.

    ``move`` is the kind where the actor does it, ``kind + n_kinds`` where it is done to the actor. So
    (source, event, ?) and (?, event, target) are the same question, (actor, move, ?).
    """

    actor: Ints
    move: Ints
    partner: Ints

    def __len__(self) -> int:
        return len(self.actor)


def both_ways(source: Places, kind: Places, target: Places, n_kinds: int) -> Moves:
    """The moves of events (N,): first all as done, then all as suffered (2N,)."""
    one, what, two = (np.asarray(each, np.int64) for each in (source, kind, target))
    return Moves(
        np.concatenate([one, two]), np.concatenate([what, what + n_kinds]), np.concatenate([two, one])
    )


def reversed_move(move: Ints, n_kinds: int) -> Ints:
    """The same kind of event from the other end."""
    return np.where(move < n_kinds, move + n_kinds, move - n_kinds)


@dataclass(frozen=True, eq=False)
class Questions:
    """U different (actor, move, ?), and which of them each of N moves answers (``which``, (N,))."""

    actor: Ints
    move: Ints
    which: Ints
    partner: Ints

    def __len__(self) -> int:
        return len(self.actor)

    def some(self, most: int, rng: np.random.Generator) -> Questions:
        """These questions, or ``most`` of them drawn at random where there are more."""
        if len(self) <= most:
            return self
        drawn = np.sort(rng.choice(len(self), most, replace=False))
        place = np.full(len(self), -1)
        place[drawn] = np.arange(most)
        mine = place[self.which] >= 0
        return Questions(self.actor[drawn], self.move[drawn], place[self.which[mine]], self.partner[mine])

    def parts(self, n_actors: int) -> Iterator[Questions]:
        """The questions in parts small enough to score every actor at once."""
        size = max(1, CELLS // n_actors)
        for start in range(0, len(self), size):
            mine = (self.which >= start) & (self.which < start + size)
            part = slice(start, start + size)
            yield Questions(self.actor[part], self.move[part], self.which[mine] - start, self.partner[mine])


def questions(moves: Moves, n_kinds: int) -> Questions:
    """The different questions that moves answer."""
    many = 2 * n_kinds
    keys, which = np.unique(moves.actor * many + moves.move, return_inverse=True)
    return Questions(keys // many, keys % many, which, moves.partner)
