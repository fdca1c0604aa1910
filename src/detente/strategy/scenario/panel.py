"""A table of forecasts over a grid of settings, computed once, for a page that runs without a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from detente.strategy.escalation.equilibrium import solve
from detente.strategy.escalation.outcome import ENDS, outcome
from detente.strategy.escalation.parameters import RESPONSE_NAMES, Draws
from detente.strategy.scenario.whatif import label

if TYPE_CHECKING:
    from detente.strategy.scenario.model import Model

LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
SLIDERS = ("second.pressure", "second.attention", "channel", "calls")
DRAWS = 160


class Slider(Struct, frozen=True):
    """A parameter that the page lets move: its name in a what-if, its levels, the one nearest the account."""

    label: str
    levels: tuple[float, ...]
    start: int


class Panel(Struct, frozen=True):
    """``table``: a row for every combination of levels, the last slider fastest; a row holds the chances of
    the answers and of the ends in thousandths, then the median days."""

    sliders: tuple[Slider, ...]
    answers: tuple[str, ...]
    ends: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]


def panel(model: Model) -> Panel:
    """The table for a model: means over some of its draws at every combination of the sliders' levels."""
    import numpy as np

    few = Draws(model.draws.values[:DRAWS], model.draws.act)
    hazard = model.hazard[: len(few)]
    grid = np.stack(np.meshgrid(*[np.array(LEVELS)] * len(SLIDERS), indexing="ij"), axis=-1).reshape(
        -1, len(SLIDERS)
    )
    games = Draws(np.tile(few.values, (len(grid), 1)), few.act)
    for column, name in enumerate(SLIDERS):
        games[name][:] = np.repeat(grid[:, column], len(few))
    found = outcome(games, solve(games), np.tile(hazard, (len(grid), 1)))
    chances = np.concatenate([found.reply, found.ends], axis=1).reshape(len(grid), len(few), -1).mean(axis=1)
    days = found.days.reshape(len(grid), len(few)).mean(axis=1)
    now = {each.name: each.now.mean for each in model.parameters if each.name in SLIDERS}
    return Panel(
        tuple(
            Slider(label(name, model.names), LEVELS, int(np.abs(np.array(LEVELS) - now[name]).argmin()))
            for name in SLIDERS
        ),
        tuple(RESPONSE_NAMES.values()),
        tuple(ENDS),
        tuple(
            (*(round(1000 * float(value)) for value in row), round(float(day)))
            for row, day in zip(chances, days, strict=True)
        ),
    )
