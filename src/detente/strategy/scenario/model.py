"""The model of a crisis: what a run of its game shows, with and without a what-if, and plays of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from detente.crisis import Crisis
from detente.errors import UsageError
from detente.strategy.escalation.equilibrium import solve
from detente.strategy.escalation.outcome import Plays, simulate
from detente.strategy.scenario import priors
from detente.strategy.scenario.drawn import DrawnGame
from detente.strategy.scenario.evidence import supports
from detente.strategy.scenario.playing import Baseline, baseline, played
from detente.strategy.scenario.results import Played
from detente.strategy.scenario.sides import sides

if TYPE_CHECKING:
    import numpy as np

DRAWS = 2000


class Model(DrawnGame):
    """A crisis as a game. Make it with ``from_crisis``; ``play`` answers a what-if, ``simulate`` plays on."""

    @cached_property
    def baseline(self) -> Baseline:
        """What no what-if changes, made once: the forecast, the tornado, the claims."""
        return baseline(self)

    def play(self, *statements: str) -> Played:
        """Run the crisis, with and without the statements of a what-if. Raises ``UsageError``."""
        return played(self, self.baseline, self.change(statements))

    def simulate(self, runs: int = 10_000, rng: int | np.random.Generator = 0, *statements: str) -> Plays:
        """Play the crisis ``runs`` times, each with its own draw of the parameters; seeded by ``rng``."""
        import numpy as np

        if runs < 1:
            raise UsageError("G206", f"{runs} runs", remedy="Give at least one")
        draw = np.random.default_rng(rng)
        change = self.change(statements)
        act = self.sides.observed.act
        games = change.applied(priors.draw_all(runs, draw, act, self.support, self._cow))
        hazard = priors.draw_hazard(runs, draw)
        done = simulate(games, solve(games, change.forced), hazard, draw)
        return done._replace(seed=rng if isinstance(rng, int) else None)


def from_crisis(
    crisis: Crisis,
    *,
    first: str | None = None,
    between: tuple[str, str] | None = None,
    rng: int = 0,
    draws: int = DRAWS,
) -> Model:
    """Read the parameters of the escalation game from a crisis.

    ``first`` is the side that acted first, by id or name, where the account leaves it open or you know
    better; ``between`` the two sides, where more than two act and you want another pair than the busiest;
    ``draws`` (at least 100) is how finely distributions are resolved, ``rng`` their seed.
    Raises ``DataError`` (G201) when the account has no two sides, ``UsageError`` (G202, G206).
    """
    if draws < 100:
        raise UsageError("G206", f"{draws} draws are too few", remedy="Give at least 100")
    found = sides(crisis, first, between)
    return Model(crisis, found, supports(crisis, found), rng=rng, draws=draws)
