"""The game of a crisis: its two sides, its parameters with the words that moved them, and draws of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from detente.crisis import Crisis
from detente.strategy.escalation.equilibrium import Solution, solve
from detente.strategy.escalation.outcome import Outcome, outcome
from detente.strategy.escalation.parameters import NAMES, Draws, EscalationGame
from detente.strategy.scenario import priors
from detente.strategy.scenario.estimates import audience_costs
from detente.strategy.scenario.evidence import Support
from detente.strategy.scenario.priors import Parameter
from detente.strategy.scenario.sides import Sides, names
from detente.strategy.scenario.whatif import Change, Names, label, parse

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Array


class DrawnGame:
    """The game of a crisis, solved over many draws of its parameters."""

    def __init__(
        self, crisis: Crisis, found: Sides, support: Sequence[Support], *, rng: int, draws: int
    ) -> None:
        self.crisis = crisis
        self.sides = found
        self.support = tuple(support)
        self.seed = rng
        self.names = Names(names(crisis, found.first), names(crisis, found.second))
        self._cow = (_cow(crisis, found.first), _cow(crisis, found.second))
        self.draws = self._draw(draws, rng, self.support)
        self.hazard = self._hazard(draws, rng)

    def _draw(self, n: int, rng: int, support: Sequence[Support]) -> Draws:
        import numpy as np

        return priors.draw_all(
            n, np.random.default_rng([rng, 1]), self.sides.observed.act, support, self._cow
        )

    def _hazard(self, n: int, rng: int) -> Array:
        import numpy as np

        return priors.draw_hazard(n, np.random.default_rng([rng, 2]))

    @property
    def shown(self) -> tuple[str, str]:
        """The names of the first and the second side."""
        return self.crisis.name(self.sides.first), self.crisis.name(self.sides.second)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter with its distribution before and after reading, and the records that moved it."""
        before = self._draw(len(self.draws), self.seed, ())
        found = []
        for name in NAMES:
            own = tuple(each for each in self.support if each.parameter == name)
            country = self._cow[0 if name.startswith("first") else 1] in audience_costs()
            found.append(
                Parameter(
                    name,
                    label(name, self.names),
                    priors.spread(before[name]),
                    priors.spread(self.draws[name]),
                    own,
                    not own,
                    priors.note(name, not own, country),
                )
            )
        return tuple(found)

    def centre(self) -> Draws:
        """One game at the medians of all parameters."""
        import numpy as np

        return Draws(np.median(self.draws.values, axis=0)[None, :], self.draws.act)

    def game(self) -> EscalationGame:
        """The game at the medians of all parameters."""
        return self.centre().game(0)

    def change(self, statements: Sequence[str]) -> Change:
        """What statements come to here. Raises ``UsageError`` (G203, G204, G205)."""
        return parse(statements, self.names)

    def solve(
        self, change: Change | None = None, draws: Draws | None = None
    ) -> tuple[Draws, Solution, Outcome]:
        """Games, equilibria and outcomes under a change, over all draws."""
        change = change or Change()
        games = change.applied(self.draws if draws is None else draws)
        solved = solve(games, change.forced)
        hazard = self.hazard if len(games) == len(self.hazard) else _middle(self.hazard, len(games))
        return games, solved, outcome(games, solved, hazard)


def _middle(hazard: Array, n: int) -> Array:
    import numpy as np

    return np.broadcast_to(hazard.mean(axis=0), (n, hazard.shape[1]))


def _cow(crisis: Crisis, id: str) -> str | None:
    actor = next((actor for actor in crisis.actors if actor.id == id), None)
    return actor.codes.get("cow") if actor else None
