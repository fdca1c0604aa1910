"""The series of dynamics as rows of a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from detente.report.rows import cell

if TYPE_CHECKING:
    from detente.dynamics import Dynamics

COLUMNS = (
    "source", "target", "unit", "start", "acts", "top_rung", "mean_rung", "goldstein", "goldstein_version",
    "events",
)  # fmt: skip


def dynamics_csv(dynamics: Dynamics, *, raw: bool = False) -> str:
    """One row for each day or week in which one side acted on another, of every pair.

    ``events`` are ids or lines with ``|`` between them, at most 40. Cells that a spreadsheet would run as a
    formula get a leading ``'``, unless ``raw``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pair in dynamics.pairs:
        for series in pair.series:
            for step in series.steps:
                row = (
                    series.source, series.target, series.unit, step.start, step.acts, step.top, step.mean,
                    step.goldstein, dynamics.goldstein, "|".join(step.events),
                )  # fmt: skip
                writer.writerow([cell(value, raw) for value in row])
    return stream.getvalue()
