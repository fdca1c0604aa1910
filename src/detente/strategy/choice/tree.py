"""Strategic choice in binary game trees: probabilities of the ends and their derivatives.

Every player chooses between expected payoffs that later players' choices make, with errors:

* agent error: each action's payoff at a node has an independent error, so that P(right) = F[(U(right) -
U(left)) /
  (sigma sqrt 2)] (Signorino 1999, APSR 93(2); McKelvey and Palfrey 1998);
* private information: the mover knows an error on the payoff of every end, so that the difference of expected
  payoffs has variance sigma^2 (sum of squared reach probabilities right + the same left) (Signorino 2003,
  Political Analysis 11(4)). With later choices certain both are the same.

F is the standard normal (probit) or the standard logistic (logit, agent error only). Derivatives are carried
forward through the tree by hand-written rules.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr

Array = NDArray[np.float64]

_TINY = 1e-290
_ROOT_2 = np.sqrt(2.0)


@dataclass(frozen=True, slots=True)
class Node:
    """A move of ``player`` (from 1): ``left`` and ``right`` are further moves or the names of ends."""

    player: int
    left: Node | str
    right: Node | str


TREES: dict[str, Node] = {
    "12": Node(1, "L", Node(2, "RL", "RR")),
    "122": Node(1, Node(2, "LL", "LR"), Node(2, "RL", "RR")),
    "123": Node(1, "L", Node(2, "RL", Node(3, "RRL", "RRR"))),
}
"""The trees of the field by the order of their movers; an end is named by the moves that lead to it."""


def ends(tree: Node | str) -> tuple[str, ...]:
    """The ends of a tree from left to right."""
    return (tree,) if isinstance(tree, str) else ends(tree.left) + ends(tree.right)


def moves(tree: Node | str) -> tuple[Node, ...]:
    """All moves of a tree, the root first."""
    return () if isinstance(tree, str) else (tree, *moves(tree.left), *moves(tree.right))


def labels(tree: Node) -> tuple[str, ...]:
    """The payoffs that can matter, ``uPLAYER(END)``, then the logarithms of error scales.

    ``log(sigma)`` is common to all players, ``log(sigmaPLAYER)`` adds to it for one.
    """
    players = sorted({move.player for move in moves(tree)})
    payoffs = tuple(
        f"u{player}({end})"
        for player in players
        for end in dict.fromkeys(end for move in moves(tree) if move.player == player for end in ends(move))
    )
    return (*payoffs, "log(sigma)", *(f"log(sigma{player})" for player in players))


@dataclass(frozen=True, slots=True)
class _Dual:
    """A number for every row (n,) with its derivatives in all indices (n, m)."""

    value: Array
    slope: Array

    def plus(self, other: _Dual, sign: float = 1.0) -> _Dual:
        return _Dual(self.value + sign * other.value, self.slope + sign * other.slope)

    def times(self, other: _Dual) -> _Dual:
        slope = self.value[:, None] * other.slope + other.value[:, None] * self.slope
        return _Dual(self.value * other.value, slope)

    def mapped(self, value: Array, rate: Array) -> _Dual:
        """A function of this number: its value and its derivative."""
        return _Dual(value, rate[:, None] * self.slope)


def end_probabilities(
    tree: Node, indices: Array, used: tuple[int, ...], *, private: bool, logit: bool
) -> tuple[Array, Array]:
    """The probabilities of the ends (n, ends) and the slopes (n, ends, m) of their logarithms.

    ``indices`` (n, m) are payoffs and log scales in the order of ``labels(tree)``; those whose place is not
    in ``used`` are taken to be 0 and get no slope.
    """
    walk = _Walk(tree, indices, used, private, logit)
    reached = walk.below(tree)
    found = [one for name in ends(tree) if (one := reached[name]) is not None]
    shares = np.stack([np.maximum(one.value, _TINY) for one in found], axis=1)
    slopes = np.zeros((*shares.shape, indices.shape[1]))
    slopes[:, :, list(used)] = np.stack([one.slope for one in found], axis=1) / shares[:, :, None]
    return shares, slopes


class _Walk:
    """One pass through a tree from its ends to its root; None stands for a payoff of 0 everywhere."""

    def __init__(self, tree: Node, indices: Array, used: tuple[int, ...], private: bool, logit: bool) -> None:
        self.private, self.logit, self.rows = private, logit, len(indices)
        names = labels(tree)
        units = np.eye(len(used))
        self.known = {
            names[place]: _Dual(indices[:, place], np.broadcast_to(unit, (self.rows, len(used))))
            for place, unit in zip(used, units, strict=True)
        }
        self.nothing = _Dual(np.zeros(self.rows), np.zeros((self.rows, len(used))))

    def below(self, part: Node | str) -> dict[str, _Dual | None]:
        """The probability of every end below once this part of the tree is reached; None for certainty."""
        if isinstance(part, str):
            return {part: None}
        left, right = self.below(part.left), self.below(part.right)
        gain = self._expected(part.player, right).plus(self._expected(part.player, left), -1)
        yes, no = self._chances(self._scaled(part.player, gain, {**left, **right}))
        found: dict[str, _Dual | None] = {}
        for chance, side in ((no, left), (yes, right)):
            found.update({end: chance if p is None else chance.times(p) for end, p in side.items()})
        return found

    def _expected(self, player: int, reached: dict[str, _Dual | None]) -> _Dual:
        total = self.nothing
        for end, chance in reached.items():
            payoff = self.known.get(f"u{player}({end})")
            if payoff is not None:
                total = total.plus(payoff if chance is None else chance.times(payoff))
        return total

    def _scaled(self, player: int, gain: _Dual, reached: dict[str, _Dual | None]) -> _Dual:
        """A difference of payoffs in units of its error's standard deviation."""
        for label in ("log(sigma)", f"log(sigma{player})"):
            scale = self.known.get(label)
            if scale is not None:
                gain = gain.times(scale.mapped(np.exp(-scale.value), -np.exp(-scale.value)))
        if not self.private:
            return _Dual(gain.value / _ROOT_2, gain.slope / _ROOT_2)
        certain = sum(chance is None for chance in reached.values())
        variance = _Dual(self.nothing.value + certain, self.nothing.slope)
        for chance in reached.values():
            if chance is not None:
                variance = variance.plus(chance.times(chance))
        return gain.times(variance.mapped(variance.value**-0.5, -0.5 * variance.value**-1.5))

    def _chances(self, gain: _Dual) -> tuple[_Dual, _Dual]:
        if self.logit:
            yes, no = expit(gain.value), expit(-gain.value)
            rate = yes * no
        else:
            yes, no = ndtr(gain.value), ndtr(-gain.value)
            rate = np.exp(-0.5 * gain.value**2) / np.sqrt(2 * np.pi)
        return gain.mapped(yes, rate), gain.mapped(no, -rate)
