"""Which charts there are, and those that there is something to draw of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from detente.report.plots.curves import curve_plot, goldstein_plot
from detente.report.plots.drawing import Plot
from detente.report.plots.excitation import excitation_plot
from detente.report.plots.network import network_plot, ties_plot
from detente.report.plots.phases import phases_plot
from detente.report.plots.replies import all_replies_plot, replies_plot

if TYPE_CHECKING:
    from detente.dynamics import Dynamics, Pair

_OF_PAIR: dict[str, Callable[[Dynamics, Pair], Plot | None]] = {
    "curve": curve_plot,
    "goldstein": goldstein_plot,
    "phases": phases_plot,
    "replies": replies_plot,
}
_OF_ALL: dict[str, Callable[[Dynamics, Mapping[str, str]], Plot | None]] = {
    "replies-of-all": lambda dynamics, names: all_replies_plot(dynamics),
    "network": network_plot,
    "ties": ties_plot,
    "excitation": lambda dynamics, names: excitation_plot(dynamics.excitation),
}
PLOTS = (*_OF_PAIR, *_OF_ALL)
"""The names of the charts."""


def dynamics_plots(
    dynamics: Dynamics,
    *chosen: str,
    pair: int = 0,
    names: Mapping[str, str] | None = None,
) -> tuple[Plot, ...]:
    """The charts (``PLOTS``, or those chosen) that there is something to draw of.

    ``pair`` is the place of the pair in ``dynamics.pairs``; ``names`` are shown for the ids of sides.
    Raises ``UsageError`` H218 where altair is not installed.
    """
    wanted = chosen or PLOTS
    known = {id: name for each in dynamics.pairs for id, name in zip(each.sides, each.names, strict=True)}
    known |= names or {}
    made: list[Plot | None] = []
    for name in wanted:
        if name in _OF_ALL:
            made.append(_OF_ALL[name](dynamics, known))
        elif pair < len(dynamics.pairs):
            made.append(_OF_PAIR[name](dynamics, dynamics.pairs[pair]))
    return tuple(plot for plot in made if plot is not None)
