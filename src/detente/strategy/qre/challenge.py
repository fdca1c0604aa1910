"""The crisis-bargaining game with types and an audience, as a tree: the one Gambit's figures are for."""

from __future__ import annotations

from msgspec import Struct

from detente.strategy.qre.tree import Chance, End, Move, Node, Tree


class ChallengeGame(Struct, frozen=True, kw_only=True):
    """The challenger A knows its own worth of fighting; the target B does not (Fearon 1994; Schultz 1999).

    ``fight``: A's payoff of standing firm, one a type; ``chances`` of the types; ``audience``: what backing
    down costs A; ``prize``: A's payoff when B concedes; ``target_fights``, ``concedes``, ``prevails``: B's
    payoffs when both stand firm, when it concedes and when A backs down. The status quo is worth 0 to both.
    """

    fight: tuple[float, ...] = (-1.5, 0.5)
    chances: tuple[float, ...] = (0.5, 0.5)
    audience: float = 1.0
    prize: float = 1.0
    target_fights: float = -1.2
    concedes: float = -1.0
    prevails: float = 0.5

    def tree(self) -> Tree:
        """Information sets in order: each type's challenge and final move, then B's answer."""
        return Tree(Chance(tuple((chance, self._type(n)) for n, chance in enumerate(self.chances))))

    def _type(self, number: int) -> Node:
        final = Move(
            0,
            f"final {number}",
            (
                ("fight", End((self.fight[number], self.target_fights))),
                ("back down", End((-self.audience, self.prevails))),
            ),
        )
        answer = Move(1, "answer", (("concede", End((self.prize, self.concedes))), ("resist", final)))
        return Move(0, f"challenge {number}", (("no", End((0.0, 0.0))), ("challenge", answer)))
