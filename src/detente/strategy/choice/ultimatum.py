"""``UltimatumGame``: the statistical ultimatum game, offers and answers.

Player 1 offers y of a prize Q; player 2 accepts or refuses. If refused, the players get reservation values
R1 + e1 and R2 + e2, logistic errors with scales s1, s2 that only their owner knows. Player 2 accepts with
chance L[(y - R2) / s2]; the best offer solves

    e1 = Q - R1 - y - s2 (1 + exp[(y - R2) / s2]),

which falls in y, so that the density of an offer is that of e1 times 1 + exp[(y - R2) / s2], and offers of 0
or Q gather what lies beyond. Source: Ramsay and Signorino (2009), A statistical model of the ultimatum game.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from detente.errors import ModelError
from detente.strategy.estimation.bootstrap import bootstrap_covariance
from detente.strategy.estimation.covariance import covariance
from detente.strategy.estimation.design import Design, build_design
from detente.strategy.estimation.results import Estimate, FitResult
from detente.strategy.estimation.scoring import Evaluation, Maximum, maximise, observed_information
from detente.strategy.estimation.table import as_frame, check_payoffs, cluster_numbers

Array = NDArray[np.float64]
LABELS = ("R1", "R2", "log(s1)", "log(s2)")
_STEEPEST = 200.0


class UltimatumGame:
    """Offers (and answers) in a divide-the-prize game, reservation values as formulas over a table.

    ``payoffs`` maps R1 and R2 (and, if wanted, ``log(s1)`` and ``log(s2)``, by default constants) to
    formulas. ``offer`` is the column of offers from 0 to ``prize``; ``accept`` the column of answers (1
    accepted, 0 refused), left out where only offers count. ``fixed`` holds the scale ``s1`` or ``s2`` at a
    value. See ``docs/choice.md``.

    Raises ``ModelError`` (M101–M104, M107) and ``UsageError`` (S611, S612).
    """

    def __init__(
        self,
        table: Any,
        payoffs: Mapping[str, str],
        offer: str,
        accept: str | None = None,
        *,
        prize: float,
        fixed: Mapping[str, float] | None = None,
    ) -> None:
        frame = as_frame(table)
        check_payoffs(payoffs, LABELS)
        self.fixed = dict(fixed or {})
        check_payoffs(dict.fromkeys(self.fixed, ""), ("s1", "s2"))
        free = {f"log({scale})": "1" for scale in ("s1", "s2") if scale not in self.fixed}
        design = build_design(frame, {**free, **payoffs}, LABELS)
        offers, answers = _column(frame, offer), None if accept is None else _column(frame, accept)
        whole = np.isfinite(design.matrix).all(axis=1) & np.isfinite(offers)
        if answers is not None:
            whole &= np.isfinite(answers)
        if not whole.any():
            raise ModelError(
                "M107", "no row has all values", remedy="Check the columns that the formulas name"
            )
        self.table: pd.DataFrame = frame.loc[whole].reset_index(drop=True)
        self.design, self.prize = design.take(whole), float(prize)
        self.offers = offers[whole]
        self.answers = None if answers is None else answers[whole]
        if ((self.offers < 0) | (self.offers > prize)).any():
            raise ModelError(
                "M104",
                f"column {offer!r} has offers outside 0 to {prize:g}",
                remedy="Give prize=, what is divided",
            )
        if self.answers is not None and not np.isin(self.answers, (0, 1)).all():
            raise ModelError(
                "M104", f"column {accept!r} holds other values than 0 and 1", remedy="1 is accepted"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The coefficients, ``R1:regressor``; the constants of the scales are ``log(s1)``, ``log(s2)``."""
        return tuple(name.replace("):(Intercept)", ")") for name in self.design.names)

    def indices(self, design: Design, coefficients: Array) -> Array:
        """R1, R2, log s1, log s2 by row (n, 4), fixed scales put in."""
        found = design.payoffs(coefficients)
        for scale, place in (("s1", 2), ("s2", 3)):
            if scale in self.fixed:
                found[:, place] = np.log(self.fixed[scale])
        return found

    def evaluate(self, coefficients: Array, offers: Array, answers: Array | None) -> Evaluation | None:
        """The log likelihood of offers and answers (n) each."""
        values, slopes = _loglike(self.indices(self.design, coefficients), offers, answers, self.prize)
        if not np.isfinite(values).all():
            return None
        scores = self.design.spread(slopes[:, None, :])[:, 0, :]
        return Evaluation(float(values.sum()), scores, scores.T @ scores)

    def estimate(self, offers: Array, answers: Array | None, start: Array | None = None) -> Maximum:
        """The maximum of the likelihood of offers and answers (n) each."""
        with np.errstate(all="ignore"):
            found = maximise(
                lambda point, state: self.evaluate(point, offers, answers),
                self._start(offers, answers) if start is None else start,
                steps=500,
                tolerance=1e-15,
            )
        if found is None:
            raise ModelError(
                "M112", "the likelihood cannot be evaluated at the start", remedy="Rescale offers and prize"
            )
        return found

    def _start(self, offers: Array, answers: Array | None) -> Array:
        """The best of a coarse grid of constants: where offers are just acceptable, how wide errors are."""
        spread = max(float(offers.std()), 0.02 * self.prize)
        best, value = np.zeros(len(self.names)), -np.inf
        for r2 in np.quantile(offers, (0.1, 0.3, 0.5, 0.7, 0.9)):
            for s2 in [self.fixed["s2"]] if "s2" in self.fixed else spread * np.array([0.1, 0.3, 1.0]):
                for s1 in spread * np.array([0.3, 1.0, 3.0, 10.0]):
                    for r1 in self.prize * np.array([-0.5, 0.0, 0.5]):
                        constants = {"R1": r1, "R2": r2, "log(s1)": np.log(s1), "log(s2)": np.log(s2)}
                        trial = self._constants(constants)
                        there = self.evaluate(trial, offers, answers)
                        if there is not None and there.loglike > value:
                            best, value = trial, there.loglike
        return best

    def _constants(self, values: Mapping[str, float]) -> Array:
        """Coefficients (k) that are 0 but for the constants."""
        parts = [name.split(":", 1) for name in self.design.names]
        return np.array([values[label] if regressor == "(Intercept)" else 0.0 for label, regressor in parts])

    def fit(self, *, cov: str = "hessian", clusters: str | None = None) -> UltimatumResults:
        """Maximum-likelihood estimates; options as in ``SignalingGame.fit``.

        Raises ``UsageError`` S613, S614, ``ModelError`` M103, M108, M112.
        """
        groups = cluster_numbers(self.table, clusters) if clusters is not None else None
        began = time.perf_counter()
        found = self.estimate(self.offers, self.answers)
        spent = time.perf_counter() - began
        with np.errstate(all="ignore"):
            hessian = observed_information(
                lambda point, state: self.evaluate(point, self.offers, self.answers), found.coefficients, None
            )
        matrix, doubt = covariance(cov, hessian, found.evaluation.scores, groups)
        warnings: tuple[str, ...] = () if doubt is None else (doubt,)
        if not found.converged:
            warnings += ("the search did not come to rest; rescale the regressors, or fix s1 or s2",)
        return UltimatumResults(
            Estimate(
                names=self.names, coefficients=found.coefficients, covariance=matrix, cov_type=cov,
                loglike=found.evaluation.loglike, rows=len(self.table), plays=len(self.table),
                model="ultimatum game, private information",
                method="maximum likelihood of offers" + ("" if self.answers is None else " and answers"),
                seconds=spent, converged=found.converged, warnings=warnings,
            ),
            model=self,
        )  # fmt: skip


@dataclass(frozen=True)
class UltimatumResults(FitResult):
    """What ``UltimatumGame.fit`` gives: the numbers of ``FitResult``, predictions, the bootstrap."""

    model: UltimatumGame = field(repr=False)
    draws: pd.DataFrame | None = field(default=None, repr=False)

    def predict(self, table: Any = None) -> pd.DataFrame:
        """By row the best ``offer`` at e1 = 0 and the chance ``accept`` that it is accepted."""
        design = self.model.design if table is None else self.model.design.rebuild(as_frame(table))
        values = self.model.indices(design, self.estimate.coefficients)
        offer = best_offer(values, np.zeros(len(values)), self.model.prize)
        return pd.DataFrame({"offer": offer, "accept": expit((offer - values[:, 1]) / np.exp(values[:, 3]))})

    def bootstrap(self, draws: int = 200, *, rng: int = 0) -> UltimatumResults:
        """The same estimates with parametric bootstrap errors, seed ``rng``. Raises ``ModelError`` M111."""
        generator, game = np.random.default_rng(rng), self.model
        values = game.indices(game.design, self.estimate.coefficients)

        def one() -> Array | None:
            error = generator.logistic(size=len(values)) * np.exp(values[:, 2])
            offers = best_offer(values, error, game.prize)
            chance = expit((offers - values[:, 1]) / np.exp(values[:, 3]))
            answers = (
                None if game.answers is None else (generator.random(len(values)) < chance).astype(np.float64)
            )
            found = game.estimate(offers, answers, self.estimate.coefficients)
            return found.coefficients if found.converged else None

        matrix, kept, doubts = bootstrap_covariance(one, draws)
        estimate = replace(
            self.estimate, covariance=matrix, warnings=(*self.estimate.warnings, *doubts),
            cov_type=f"parametric bootstrap, {len(kept)} samples, seed {rng}",
        )  # fmt: skip
        return replace(self, estimate=estimate, draws=pd.DataFrame(kept, columns=list(game.names)))


def best_offer(indices: Array, error: Array, prize: float) -> Array:
    """Player 1's best offer (n) at its ``error`` (n): y + s2 (1 + exp[(y - R2) / s2]) = Q - R1 - e1, kept in
    0..Q.

    The left side rises in y, halving finds the root; what lies outside 0 to Q is drawn to the ends.
    """
    r1, r2, s2 = indices[:, 0], indices[:, 1], np.exp(indices[:, 3])
    low, high = np.zeros(len(error)), np.full(len(error), prize)
    for _ in range(60):
        middle = 0.5 * (low + high)
        steep = np.exp(np.minimum((middle - r2) / s2, _STEEPEST))
        under = middle + s2 * (1 + steep) < prize - r1 - error
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    at = 0.5 * (low + high)
    # What lies beyond the ends was drawn to them; make it exactly so.
    return np.where(at > prize - 1e-9 * prize, prize, np.where(at < 1e-9 * prize, 0.0, at))


def _column(frame: pd.DataFrame, name: str) -> Array:
    if name not in frame.columns:
        raise ModelError("M103", f"the table has no column {name!r}", remedy="Name a column of it")
    return np.asarray(pd.to_numeric(frame[name], errors="coerce"), dtype=np.float64)


def _loglike(indices: Array, offers: Array, answers: Array | None, prize: float) -> tuple[Array, Array]:
    """Log likelihood by row (n) and its slopes in R1, R2, log s1, log s2 (n, 4)."""
    r1, r2 = indices[:, 0], indices[:, 1]
    s1, s2 = np.exp(indices[:, 2]), np.exp(indices[:, 3])
    w = np.minimum((offers - r2) / s2, _STEEPEST)
    steep = np.exp(w)
    error = (prize - r1 - offers - s2 * (1 + steep)) / s1
    of_w = np.stack([0 * w, -1 / s2, 0 * w, -w], axis=1)
    of_error = np.stack([-1 / s1, steep / s1, -error, -s2 * (1 + steep - steep * w) / s1], axis=1)

    soft, soft_back = np.logaddexp(0, error), np.logaddexp(0, -error)
    top, bottom = offers >= prize, offers <= 0
    inside = -indices[:, 2] - soft - soft_back + np.logaddexp(0, w)
    values = np.where(top, -soft_back, np.where(bottom, -soft, inside))
    rate = np.where(top, expit(-error), np.where(bottom, -expit(error), 1 - 2 * expit(error)))
    slopes = rate[:, None] * of_error
    between = ~top & ~bottom
    slopes += np.where(between, expit(w), 0.0)[:, None] * of_w
    slopes[:, 2] -= between
    if answers is not None:
        values = values - np.logaddexp(0, np.where(answers == 1, -w, w))
        slopes = slopes + np.where(answers == 1, expit(-w), -expit(w))[:, None] * of_w
    return values, slopes
