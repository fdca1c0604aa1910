"""``StrategicChoice``: strategic probit and logit in game trees, payoffs as formulas over a table."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.errors import ModelError, UsageError
from detente.strategy.choice.tree import TREES, Node, end_probabilities, ends, labels, moves
from detente.strategy.estimation.bootstrap import bootstrap_covariance
from detente.strategy.estimation.covariance import covariance
from detente.strategy.estimation.design import Design, build_design, whole_rows
from detente.strategy.estimation.identification import check_identified
from detente.strategy.estimation.results import Estimate, FitResult
from detente.strategy.estimation.scoring import Evaluation, Maximum, Objective, maximise, observed_information
from detente.strategy.estimation.table import as_frame, check_payoffs, cluster_numbers, outcome_counts

Array = NDArray[np.float64]

ERRORS = ("agent", "private")
LINKS = ("probit", "logit")
WORDS = {"agent": "agent error", "private": "private information"}


class StrategicChoice:
    """Choices in a game tree whose payoffs depend on the columns of a table.

    ``tree`` is ``"12"`` (player 1 ends the game or leaves it to player 2), ``"122"`` (player 2 answers either
    move), ``"123"`` (three players in a row) or a ``Node`` of your own. ``payoffs`` maps payoffs such as
    ``"u1(RR)"``, player 1's of the end reached by right and right, to formulas; those left out are 0. The
    error scales ``"log(sigma)"`` (all players) and ``"log(sigma1)"``, … may have formulas too. ``outcomes``
    is one column that holds the ends' names, or columns of counts in the order of the ends from left to
    right. ``errors`` is ``"agent"`` or ``"private"``, ``link`` ``"probit"`` or ``"logit"``. See
    ``docs/choice.md``.

    Raises ``ModelError`` (M101–M107) and ``UsageError`` (S611, S612, S621).
    """

    def __init__(
        self,
        table: Any,
        payoffs: Mapping[str, str],
        outcomes: str | tuple[str, ...] | list[str],
        *,
        tree: str | Node = "12",
        errors: str = "agent",
        link: str = "probit",
    ) -> None:
        self.tree = _known_tree(tree)
        _check(errors, ERRORS)
        _check(link, LINKS)
        self.notes: tuple[str, ...] = ()
        if errors == "private" and link == "logit":
            link = "probit"
            self.notes += ("private information has no logit form; the probit was fitted",)
        self.errors, self.link = errors, link
        frame = as_frame(table)
        known = labels(self.tree)
        check_payoffs(payoffs, known)
        counts = outcome_counts(
            frame, outcomes if isinstance(outcomes, str) else tuple(outcomes), ends(self.tree)
        )
        design = build_design(frame, payoffs, known)
        whole = whole_rows(design, counts)
        if not whole.any() or not design.names:
            raise ModelError(
                "M107", "no row has all values, or no payoff a formula", remedy="Check the columns"
            )
        if left_out := int((~whole).sum()):
            self.notes += (f"{left_out} rows lack a value and were left out",)
        self.table: pd.DataFrame = frame.loc[whole].reset_index(drop=True)
        self.design, self.counts = design.take(whole), counts[whole]
        check_identified(self.design, _comparisons(self.tree))

    @property
    def names(self) -> tuple[str, ...]:
        """The coefficients, ``PAYOFF:regressor``."""
        return self.design.names

    def shares(self, design: Design, coefficients: Array) -> tuple[Array, Array]:
        """Probabilities of the ends (n, ends) and slopes (n, ends, payoffs) of their logarithms."""
        return end_probabilities(
            self.tree,
            design.payoffs(coefficients),
            tuple(dict.fromkeys(design.owner.tolist())),
            private=self.errors == "private",
            logit=self.link == "logit",
        )

    def objective(self, counts: Array) -> Objective:
        """The log likelihood of outcomes (n, ends), for the search."""
        plays = counts.sum(axis=1)

        def evaluate(coefficients: Array, state: Array | None) -> Evaluation | None:
            shares, slopes = self.shares(self.design, coefficients)
            spread = self.design.spread(slopes)
            flat = spread.reshape(-1, spread.shape[2])
            weights = (plays[:, None] * shares).reshape(-1, 1)
            value = float((counts * np.log(shares)).sum())
            if not np.isfinite(value):
                return None
            return Evaluation(value, np.einsum("nj,njk->nk", counts, spread), flat.T @ (weights * flat))

        return evaluate

    def estimate(self, counts: Array, start: Array | None = None, *, jeffreys: bool = False) -> Maximum:
        """The maximum of the likelihood of outcomes (n, ends), from zeros where there is no ``start``."""
        begin = np.zeros(len(self.names)) if start is None else start
        with np.errstate(all="ignore"):
            found = maximise(self.objective(counts), begin, jeffreys=jeffreys, tolerance=1e-15)
        assert found is not None
        return found

    def fit(
        self, *, cov: str = "hessian", clusters: str | None = None, penalty: str | None = None
    ) -> ChoiceResults:
        """Maximum-likelihood estimates; options as in ``SignalingGame.fit``.

        Raises ``UsageError`` S613, S614, S616, ``ModelError`` M103, M108.
        """
        if penalty not in (None, "jeffreys"):
            raise UsageError("S616", f"there is no penalty {penalty!r}", remedy="Use 'jeffreys' or none")
        groups = cluster_numbers(self.table, clusters) if clusters is not None else None
        began = time.perf_counter()
        found = self.estimate(self.counts, jeffreys=penalty is not None)
        spent = time.perf_counter() - began
        with np.errstate(all="ignore"):
            hessian = observed_information(self.objective(self.counts), found.coefficients, None)
        matrix, doubt = covariance(cov, hessian, found.evaluation.scores, groups)
        warnings = self.notes + (() if doubt is None else (doubt,))
        if not found.converged or np.abs(found.coefficients).max() > 1e3:
            warnings += (
                "the search did not come to rest at a finite maximum; rescale regressors or use "
                "penalty='jeffreys'",
            )
        return ChoiceResults(
            Estimate(
                names=self.names, coefficients=found.coefficients, covariance=matrix, cov_type=cov,
                loglike=found.evaluation.loglike, rows=len(self.table), plays=int(self.counts.sum()),
                model=f"strategic {self.link}, {WORDS[self.errors]}",
                method="maximum likelihood" + (", Jeffreys penalty" if penalty else ""),
                seconds=spent, converged=found.converged, warnings=warnings,
            ),
            model=self,
            jeffreys=penalty is not None,
        )  # fmt: skip


@dataclass(frozen=True)
class ChoiceResults(FitResult):
    """What ``StrategicChoice.fit`` gives: the numbers of ``FitResult``, predictions, the bootstrap."""

    model: StrategicChoice = field(repr=False)
    jeffreys: bool = False
    draws: pd.DataFrame | None = field(default=None, repr=False)

    def predict(self, table: Any = None) -> pd.DataFrame:
        """The probability of every end by row, in the table of the estimation or another one."""
        design = self.model.design if table is None else self.model.design.rebuild(as_frame(table))
        shares, _ = self.model.shares(design, self.estimate.coefficients)
        return pd.DataFrame(shares, columns=list(ends(self.model.tree)))

    def vary(self, name: str, values: Any, *, row: int = 0) -> pd.DataFrame:
        """Comparative statics: ends' probabilities as column ``name`` of one row takes ``values``.

        Raises ``UsageError`` S618, S619.
        """
        table = self.model.table
        if not -len(table) <= row < len(table):
            raise UsageError("S618", f"there is no row {row}", remedy=f"Rows are 0 to {len(table) - 1}")
        if name not in table.columns:
            raise UsageError("S619", f"there is no column {name!r}", remedy="Name a column of the table")
        wanted = np.asarray(values)
        copies = pd.concat([table.iloc[[row]]] * len(wanted), ignore_index=True)
        copies[name] = wanted
        return self.predict(copies).assign(**{name: wanted})

    def plot(self, name: str, values: Any, *, row: int = 0) -> Any:
        """An altair chart of ``vary``. Raises ``UsageError`` S620 where altair is not installed."""
        from detente.strategy.estimation.charts import lines

        frame = self.vary(name, values, row=row)
        return lines(frame.melt(id_vars=[name], var_name="end", value_name="probability"), name, "end")

    def bootstrap(self, draws: int = 200, *, rng: int = 0) -> ChoiceResults:
        """The same estimates with parametric bootstrap errors, seed ``rng``. Raises ``ModelError`` M111."""
        generator = np.random.default_rng(rng)
        shares, _ = self.model.shares(self.model.design, self.estimate.coefficients)
        plays = self.model.counts.sum(axis=1).astype(np.int64)
        shares = shares / shares.sum(axis=1, keepdims=True)

        def one() -> Array | None:
            counts = generator.multinomial(plays, shares).astype(np.float64)
            found = self.model.estimate(counts, self.estimate.coefficients, jeffreys=self.jeffreys)
            return found.coefficients if found.converged else None

        matrix, kept, doubts = bootstrap_covariance(one, draws)
        estimate = replace(
            self.estimate, covariance=matrix, warnings=(*self.estimate.warnings, *doubts),
            cov_type=f"parametric bootstrap, {len(kept)} samples, seed {rng}",
        )  # fmt: skip
        return replace(self, estimate=estimate, draws=pd.DataFrame(kept, columns=list(self.model.names)))


def _known_tree(tree: str | Node) -> Node:
    if isinstance(tree, Node):
        return tree
    _check(tree, tuple(TREES))
    return TREES[tree]


def _check(word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise UsageError("S621", f"there is no {word!r}", remedy=f"Choose one of {', '.join(known)}")


def _comparisons(tree: Node) -> dict[str, tuple[str, ...]]:
    """The payoffs that each move compares: one of them must lack each regressor."""
    return {
        f"player {move.player}": tuple(f"u{move.player}({end})" for end in ends(move)) for move in moves(tree)
    }
