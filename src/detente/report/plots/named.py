"""Charts asked for by the name of a file: ``curve.svg``, ``replies.png``, or a folder for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import DataError, UsageError
from detente.report.plots.chosen import PLOTS, dynamics_plots
from detente.report.plots.files import FORMATS, as_bytes

if TYPE_CHECKING:
    from detente.dynamics import Dynamics


def check_charts(paths: Sequence[Path], known: Sequence[str]) -> None:
    """Raises ``UsageError`` H216 for a file whose name is no chart, or whose ending is no format."""
    from rapidfuzz import process

    for path in paths:
        if not path.suffix:
            continue
        if path.suffix.lower() not in FORMATS:
            raise UsageError(
                "H216",
                f"charts are not written as {path.suffix!r}",
                where=str(path),
                remedy=f"End the name with {', '.join(FORMATS)}, or name a folder",
            )
        if path.stem not in known:
            near = process.extractOne(path.stem, known)
            raise UsageError(
                "H216",
                f"there is no chart {path.stem!r}",
                where=str(path),
                remedy=f"Perhaps {near[0]!r}; known are {', '.join(known)}",
            )


def chart_files(
    dynamics: Dynamics, paths: Sequence[Path], names: Mapping[str, str] | None = None
) -> Iterator[tuple[Path, bytes]]:
    """The files that the paths ask for: a chart by its name, or all that can be drawn, as SVG, in a folder.

    Raises ``UsageError`` H216 for an unknown name or format, H218 where altair is not installed, and
    ``DataError`` H217 for a chart of which there is nothing to draw.
    """
    check_charts(paths, PLOTS)
    for path in paths:
        if not path.suffix:
            for plot in dynamics_plots(dynamics, names=names):
                yield path / f"{plot.name}.svg", as_bytes(plot, ".svg")
            continue
        made = dynamics_plots(dynamics, path.stem, names=names)
        if not made:
            raise DataError(
                "H217",
                f"there is nothing to draw of {path.stem!r}: {_why(dynamics, path.stem)}",
                where=dynamics.name,
                remedy="Leave this chart out",
            )
        yield path, as_bytes(made[0], path.suffix.lower())


def _why(dynamics: Dynamics, name: str) -> str:
    if name == "excitation" and dynamics.excitation is not None and dynamics.excitation.reason:
        return dynamics.excitation.reason
    if name == "phases" and dynamics.pairs and dynamics.pairs[0].phases.note:
        return dynamics.pairs[0].phases.note
    return "no act has what it shows"
