"""The user's table, checked: a frame, its outcomes, rows without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.errors import ModelError, UsageError

Array = NDArray[np.float64]


def as_frame(table: Any) -> pd.DataFrame:
    """A pandas frame from a frame, a mapping of columns or a polars frame. Raises ``UsageError`` S611."""
    if isinstance(table, pd.DataFrame):
        return table.reset_index(drop=True)
    made: pd.DataFrame
    try:
        made = table.to_pandas() if hasattr(table, "to_pandas") else pd.DataFrame(table)
    except (TypeError, ValueError) as error:
        raise UsageError(
            "S611", f"this is no table: {error}", remedy="Give a data frame or a dict of columns"
        ) from None
    return made.reset_index(drop=True)


def check_payoffs(formulas: Mapping[str, str], labels: tuple[str, ...]) -> None:
    """Raises ``UsageError`` S612 for a payoff that the model does not have."""
    for name in formulas:
        if name not in labels:
            near = get_close_matches(name, labels, 1, 0.4)
            remedy = f"Did you mean {near[0]!r}? " if near else ""
            raise UsageError(
                "S612",
                f"the model has no payoff {name!r}",
                remedy=f"{remedy}Its payoffs are {', '.join(labels)}",
            )


def outcome_counts(table: pd.DataFrame, outcome: str | tuple[str, ...], names: tuple[str, ...]) -> Array:
    """How often each row saw each outcome (n, len(names)); nan where a row does not say.

    ``outcome`` is one column that holds the names, or a tuple of columns with counts in the order of
    ``names``. Raises ``ModelError``: M103 no such column, M104 values that are no outcomes or no counts.
    """
    columns = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    for column in columns:
        if column not in table.columns:
            near = get_close_matches(column, [str(name) for name in table.columns], 1, 0.4)
            remedy = (
                f"Did you mean {near[0]!r}" if near else f"The table has {', '.join(map(str, table.columns))}"
            )
            raise ModelError("M103", f"the table has no column {column!r}", remedy=remedy)
    if len(columns) == 1:
        return _from_labels(table[columns[0]], names)
    if len(columns) != len(names):
        raise ModelError(
            "M104",
            f"{len(columns)} columns of counts for {len(names)} outcomes",
            remedy=f"Order: {', '.join(names)}",
        )
    counts = table[list(columns)].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=np.float64)
    known = counts[~np.isnan(counts)]
    if (known < 0).any() or (known != np.round(known)).any():
        raise ModelError(
            "M104", f"{', '.join(columns)} hold numbers that are no counts", remedy="Counts are 0, 1, 2, …"
        )
    return np.asarray(counts)


def _from_labels(column: pd.Series, names: tuple[str, ...]) -> Array:
    counts = np.zeros((len(column), len(names)))
    values = column.astype(object).to_numpy()
    for row, value in enumerate(values):
        if value is None or value != value:
            counts[row] = np.nan
        elif str(value) in names:
            counts[row, names.index(str(value))] = 1
        else:
            raise ModelError(
                "M104",
                f"{str(value)!r} in column {column.name!r} (row {row}) is no outcome",
                remedy=f"The outcomes are {', '.join(names)}",
            )
    return counts


def cluster_numbers(table: pd.DataFrame, column: str) -> NDArray[np.intp]:
    """The cluster of every row as a number from 0. Raises ``ModelError`` M103."""
    if column not in table.columns:
        raise ModelError(
            "M103", f"the table has no column {column!r} for clusters", remedy="Name a column of it"
        )
    return np.asarray(pd.factorize(table[column], use_na_sentinel=False)[0], dtype=np.intp)
