"""The escalation game written out as a tree, move by move: an independent check of the solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.strategy.escalation import payoffs
from detente.strategy.escalation.parameters import FULL, LIMITED, RESPONSES, Draws, EscalationGame
from detente.strategy.qre.tree import Chance, End, Move, Node, Tree

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Array

SEEN = ("words", "diplomacy", "show", "limited", "full")


def extensive(game: EscalationGame) -> Tree:
    """The tree of one game; players 0 (acts first) and 1 (answers). Payoffs as in ``payoffs``."""
    build = _Build(game)
    answer = Move(1, "reply", tuple((str(rung), build.seen(place)) for place, rung in enumerate(RESPONSES)))
    still = End((float(payoffs.keep_still(build.draws)[0]), 0.0))
    return Tree(Move(0, "act", (("still", still), ("act", answer))))


class _Build:
    """Leaves and moves of one game."""

    def __init__(self, game: EscalationGame) -> None:
        self.draws = Draws.of(game)
        self.fixed = payoffs.fixed(self.draws)
        self.own = float(payoffs.act_worth(self.draws)[0])
        self.lost: Array = payoffs.standing_lost(self.draws)
        self.bitter = float(payoffs.first_at_war(self.draws)[0])

    def seen(self, place: int) -> Node:
        """What the first side sees of an answer, and decides on."""
        if place != LIMITED or self.fixed.slip[0] <= 0:
            return self.decision(place, place)
        slip = float(self.fixed.slip[0])
        return Chance(((1 - slip, self.decision(place, LIMITED)), (slip, self.decision(place, FULL))))

    def decision(self, answer: int, seen: int) -> Node:
        """The first side stops or escalates. The leaf's payoff counts what truly was done."""
        draws, second = self.draws, self.draws
        lost = self.lost[:, seen]
        own = float(self.fixed.answer[0, answer])
        quiet = float(second.side("second", "peace")[0])
        halt = End((self.own + float(payoffs.stop(draws, lost)[0]), own + quiet))
        zero = lost * 0
        leaves = []
        for name, theirs, ours in (
            ("restrain", float(draws.side("first", "gain")[0]), float(self.fixed.gives_way[0, answer])),
            ("war", self.bitter, float(self.fixed.at_war[0, answer])),
        ):
            first = float(payoffs.escalate(draws, lost, zero + theirs)[0])
            leaves.append((name, End((self.own + first, own + ours))))
        last = Move(1, f"last {RESPONSES[answer]}", tuple(leaves))
        return Move(0, f"seen {SEEN[seen]}", (("stop", halt), ("escalate", last)))
