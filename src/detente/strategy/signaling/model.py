"""``SignalingGame``: payoffs as formulas over a table, equilibria, estimation."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from detente.errors import ModelError, UsageError
from detente.strategy.estimation.design import build_design, whole_rows
from detente.strategy.estimation.identification import check_identified
from detente.strategy.estimation.results import Estimate
from detente.strategy.estimation.table import as_frame, check_payoffs, cluster_numbers, outcome_counts
from detente.strategy.signaling.equilibria import Equilibrium, describe, find_roots
from detente.strategy.signaling.fitting import Fitted, fit_sample, precision
from detente.strategy.signaling.game import OUTCOMES, PAYOFFS, Array
from detente.strategy.signaling.results import SignalingResults
from detente.strategy.signaling.sample import Sample

METHODS = ("cmle", "npl", "pl")
NAMES = {
    "pl": "pseudo-likelihood",
    "npl": "nested pseudo-likelihood",
    "cmle": "constrained maximum likelihood",
}
PLAYERS = {"A": ("SA", "VA", "barWA", "bara"), "B": ("CB", "barWB", "VB")}


def solve(payoffs: Mapping[str, float]) -> tuple[Equilibrium, ...]:
    """All equilibria of one game, by rising P(B resists).

    ``payoffs`` gives some of SA, VA, CB, barWA, barWB, bara, VB; the others are 0. Empty where A never
    challenges in the limit. Raises ``UsageError`` S612 for another name.
    """
    check_payoffs(dict.fromkeys(payoffs, ""), PAYOFFS)
    row = np.array([[float(payoffs.get(name, 0.0)) for name in PAYOFFS]])
    y = find_roots(row).y
    return tuple(describe(np.repeat(row, len(y), axis=0), y))


class SignalingGame:
    """A crisis signalling game with audience costs whose payoffs depend on the columns of a table.

    ``payoffs`` maps SA, VA, CB, barWA, barWB, bara and VB to formulas (right-hand sides in Wilkinson
    notation); one that is left out is 0. ``outcomes`` names four columns with counts of SQ, CD, SF and BD,
    or one column that holds these words. Rows that lack a value are left out, which ``notes`` says. See
    ``docs/signaling.md`` for the game, its equations and their sources.

    >>> game = SignalingGame(table, {"VA": "1", "barWA": "x", "bara": "1", "barWB": "1", "VB": "1"},
    ...                      outcomes=("sq", "cd", "sf", "bd"))            # doctest: +SKIP
    >>> print(game.fit().summary())                                        # doctest: +SKIP

    Raises ``ModelError`` (M101–M107) and ``UsageError`` (S611, S612).
    """

    def __init__(
        self, table: Any, payoffs: Mapping[str, str], outcomes: str | tuple[str, str, str, str] | list[str]
    ) -> None:
        frame = as_frame(table)
        check_payoffs(payoffs, PAYOFFS)
        columns = outcomes if isinstance(outcomes, str) else tuple(outcomes)
        counts = outcome_counts(frame, columns, OUTCOMES)
        design = build_design(frame, payoffs, PAYOFFS)
        whole = whole_rows(design, counts)
        if not whole.any():
            raise ModelError("M107", "no row has all values", remedy="Check the columns of the formulas")
        if not design.names:
            raise ModelError("M107", "all payoffs are fixed at 0", remedy="Give a formula, such as VA='1'")
        self.table: pd.DataFrame = frame.loc[whole].reset_index(drop=True)
        self.sample = Sample(design.take(whole), counts[whole])
        self.formulas = dict(payoffs)
        left_out = int((~whole).sum())
        self.notes: tuple[str, ...] = (f"{left_out} rows lack a value and were left out",) if left_out else ()
        if self.sample.plays.sum() == 0:
            raise ModelError("M107", "no outcome was seen in any row", remedy="Check the columns of outcomes")
        check_identified(self.sample.design, PLAYERS)

    @property
    def names(self) -> tuple[str, ...]:
        """The coefficients, ``PAYOFF:regressor``."""
        return self.sample.design.names

    def equilibria(self, coefficients: Any) -> list[tuple[Equilibrium, ...]]:
        """All equilibria of every row at the coefficients (k), in the order of ``names``."""
        payoffs = self.sample.design.payoffs(np.asarray(coefficients, dtype=np.float64))
        roots = find_roots(payoffs)
        found: list[list[Equilibrium]] = [[] for _ in range(len(payoffs))]
        for game, one in zip(roots.game, describe(payoffs[roots.game], roots.y), strict=True):
            found[game].append(one)
        return [tuple(each) for each in found]

    def fit(
        self,
        method: str = "cmle",
        *,
        cov: str = "hessian",
        clusters: str | None = None,
        penalty: str | None = None,
        beliefs: tuple[Any, Any] | None = None,
        starts: int = 3,
        rng: int = 0,
    ) -> SignalingResults:
        """Estimate the coefficients.

        ``method``: ``"cmle"`` constrained maximum likelihood, ``"npl"`` nested pseudo-likelihood, ``"pl"``
        pseudo-likelihood. ``cov``: ``"hessian"``, ``"opg"``, ``"robust"`` or ``"cluster"`` (with
        ``clusters``, a column); ``.bootstrap()`` of the result gives parametric bootstrap errors.
        ``penalty="jeffreys"`` keeps estimates finite where a regressor predicts a choice perfectly.
        ``beliefs`` are first guesses of P(resist) and P(stand firm), as columns' names or arrays; left out,
        they are estimated from the table. ``starts`` is how many starting points CMLE tries, those beyond
        three drawn with the seed ``rng``.

        Raises ``UsageError`` S613–S616, ``ModelError`` M108, M109.
        """
        if method not in METHODS:
            raise UsageError(
                "S615", f"there is no estimator {method!r}", remedy=f"Choose one of {', '.join(METHODS)}"
            )
        if penalty not in (None, "jeffreys"):
            raise UsageError("S616", f"there is no penalty {penalty!r}", remedy="Use 'jeffreys' or none")
        groups = cluster_numbers(self.table, clusters) if clusters is not None else None
        given = None if beliefs is None else (self._belief(beliefs[0]), self._belief(beliefs[1]))
        began = time.perf_counter()
        fitted = fit_sample(self.sample, method, given, jeffreys=penalty is not None, starts=starts, rng=rng)
        spent = time.perf_counter() - began
        matrix, doubts = precision(self.sample, fitted, cov, groups)
        return SignalingResults(
            self._estimate(fitted, matrix, cov, spent, (*self.notes, *fitted.warnings, *doubts)),
            table=self.table,
            sample=self.sample,
            fitted=fitted,
        )

    def _estimate(
        self, fitted: Fitted, matrix: Array, cov: str, seconds: float, warnings: tuple[str, ...]
    ) -> Estimate:
        return Estimate(
            names=self.names,
            coefficients=fitted.coefficients,
            covariance=matrix,
            cov_type=cov,
            loglike=fitted.loglike,
            rows=len(self.table),
            plays=int(self.sample.plays.sum()),
            model="crisis signalling game with audience costs",
            method=NAMES[fitted.method] + (", Jeffreys penalty" if fitted.jeffreys else ""),
            seconds=seconds,
            converged=fitted.converged,
            warnings=warnings,
        )

    def _belief(self, given: Any) -> Array:
        if isinstance(given, str):
            if given not in self.table.columns:
                raise ModelError("M103", f"the table has no column {given!r}", remedy="Name a column of it")
            given = self.table[given]
        values = np.asarray(given, dtype=np.float64)
        if values.shape != (len(self.table),) or not ((values > 0) & (values < 1)).all():
            raise ModelError(
                "M109",
                "beliefs must be probabilities above 0 and below 1, one a row",
                remedy="Leave them out",
            )
        return values
