"""Payoffs as formulas over a table: the matrix that turns coefficients into payoffs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.errors import ModelError

Array = NDArray[np.float64]
Integers = NDArray[np.intp]

# What a formula may call without a module's name, beside formulaic's own transforms.
_FUNCTIONS = {"sqrt": np.sqrt, "log": np.log, "log1p": np.log1p, "exp": np.exp, "abs": np.abs}
_NOTHING = {"", "0", "-1", "- 1"}


@dataclass(frozen=True, slots=True)
class Design:
    """The regressors of all payoffs side by side.

    ``labels`` names the payoffs in their order; ``names`` (k) are the coefficients, ``PAYOFF:regressor``;
    ``matrix`` is (n, k); ``owner`` (k) says which payoff a column belongs to. Payoffs without a formula are
    0.
    """

    labels: tuple[str, ...]
    names: tuple[str, ...]
    matrix: Array
    owner: Integers
    specs: Mapping[str, Any] = field(repr=False)

    @property
    def rows(self) -> int:
        """How many observations there are."""
        return len(self.matrix)

    def payoffs(self, coefficients: Array) -> Array:
        """The payoffs (n, number of labels) at the coefficients (k)."""
        weighted = self.matrix * coefficients
        found = np.zeros((len(weighted), len(self.labels)))
        for place in dict.fromkeys(self.owner.tolist()):
            found[:, place] = weighted[:, self.owner == place].sum(axis=1)
        return found

    def spread(self, slopes: Array) -> Array:
        """Derivatives in the payoffs (n, m, labels) as derivatives in the coefficients (n, m, k)."""
        return np.asarray(slopes[:, :, self.owner] * self.matrix[:, None, :])

    def columns(self, label: str) -> Array:
        """The regressors (n, k_label) of one payoff."""
        return self.matrix[:, self.owner == self.labels.index(label)]

    def regressors(self, label: str) -> tuple[str, ...]:
        """Names of the regressors of one payoff."""
        mark = f"{label}:"
        owner = self.labels.index(label)
        return tuple(
            name.removeprefix(mark) for name, at in zip(self.names, self.owner, strict=True) if at == owner
        )

    def take(self, rows: NDArray[Any]) -> Design:
        """The same design for some of the rows, by mask or by number."""
        return Design(self.labels, self.names, self.matrix[rows], self.owner, self.specs)

    def rebuild(self, table: pd.DataFrame) -> Design:
        """The same regressors from another table. Raises ``ModelError`` (M101, M102)."""
        parts = [
            _matrix(label, spec, table) if (spec := self.specs.get(label)) is not None else None
            for label in self.labels
        ]
        matrices = [np.empty((len(table), 0)) if part is None else part[1] for part in parts]
        return Design(self.labels, self.names, np.hstack(matrices), self.owner, self.specs)


def build_design(table: pd.DataFrame, formulas: Mapping[str, str], labels: tuple[str, ...]) -> Design:
    """The design of payoffs given as formulas (right-hand sides, Wilkinson notation).

    A payoff that is left out, or whose formula is ``"0"``, is fixed at 0. Rows that lack a value stay, with
    nan. Raises ``ModelError``: M101 a formula cannot be understood, M102 it names a column that is not there.
    """
    names: list[str] = []
    matrices: list[Array] = [np.empty((len(table), 0))]
    owner: list[int] = []
    specs: dict[str, Any] = {}
    for place, label in enumerate(labels):
        formula = formulas.get(label, "0").strip()
        if formula in _NOTHING:
            continue
        columns, matrix, specs[label] = _matrix(label, formula, table)
        names += [f"{label}:{column}" for column in columns]
        owner += [place] * len(columns)
        matrices.append(matrix)
    return Design(labels, tuple(names), np.hstack(matrices), np.array(owner, dtype=np.intp), specs)


def whole_rows(design: Design, counts: Array) -> NDArray[np.bool_]:
    """Which rows (n) lack no regressor and no count."""
    return np.asarray(np.isfinite(design.matrix).all(axis=1) & np.isfinite(counts).all(axis=1))


def _matrix(label: str, formula: Any, table: pd.DataFrame) -> tuple[list[str], Array, Any]:
    from formulaic import model_matrix
    from formulaic.errors import FactorEvaluationError, FormulaicError

    try:
        with np.errstate(all="ignore"):
            made = model_matrix(formula, table, na_action="ignore", context=_FUNCTIONS)
    except FactorEvaluationError as error:
        raise ModelError(
            "M102",
            f"the formula of {label} cannot be computed: {_first_line(error)}",
            remedy=f"The table has {', '.join(map(str, table.columns[:40]))}",
        ) from None
    except (FormulaicError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(
            "M101",
            f"the formula of {label} cannot be understood: {_first_line(error)}",
            remedy="Write the right-hand side only, like `sqrt(x) + z - 1`",
        ) from None
    if isinstance(made, tuple) or not hasattr(made, "columns"):
        raise ModelError(
            "M101",
            f"the formula of {label} has two sides",
            remedy="Write the right-hand side only, like `sqrt(x) + z - 1`",
        )
    columns = ["(Intercept)" if name == "Intercept" else str(name) for name in made.columns]
    matrix = np.array(made, dtype=np.float64)
    # A category that is missing would otherwise be taken for the one left out.
    needed = [name for name in made.model_spec.required_variables if name in table.columns]
    matrix[table[needed].isna().any(axis=1).to_numpy(dtype=bool)] = np.nan
    return columns, matrix, made.model_spec


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
