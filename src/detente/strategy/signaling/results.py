"""Estimates of a signalling game: equilibria, predictions, comparative statics, the bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from detente.errors import UsageError
from detente.strategy.estimation.bootstrap import bootstrap_covariance
from detente.strategy.estimation.results import FitResult
from detente.strategy.estimation.table import as_frame
from detente.strategy.signaling.equilibria import find_roots
from detente.strategy.signaling.fitting import Fitted, refit
from detente.strategy.signaling.game import OUTCOMES, Array, play
from detente.strategy.signaling.pseudo import replies
from detente.strategy.signaling.sample import Sample
from detente.strategy.signaling.statics import Statics, vary_column, vary_payoff

SELECTIONS = ("lowest", "middle", "highest")


@dataclass(frozen=True)
class SignalingResults(FitResult):
    """What ``SignalingGame.fit`` gives: the numbers of ``FitResult`` and what the game says at them.

    ``table`` has the rows of the estimation, ``sample`` what they say of payoffs and outcomes.
    """

    table: pd.DataFrame = field(repr=False)
    sample: Sample = field(repr=False)
    fitted: Fitted = field(repr=False)
    draws: pd.DataFrame | None = field(default=None, repr=False)
    """The coefficients of each bootstrap sample, where ``bootstrap`` made this result."""

    @property
    def selection(self) -> pd.DataFrame:
        """Which equilibrium every row is on at the estimates.

        ``equilibria`` how many there are, ``on`` which of them by rising P(resist) (1 is the lowest; 0 where
        the row is on none, as after PL), ``stable`` under best replies, ``resist``, ``challenge``, ``firm``.
        """
        payoffs = self._payoffs
        roots = find_roots(payoffs)
        y = self.fitted.y
        games = play(payoffs, y)
        at = [
            np.flatnonzero(np.abs(roots.of(row) - y[row]) < 1e-5 * (1 + abs(y[row]))) for row in range(len(y))
        ]
        return pd.DataFrame(
            {
                "equilibria": roots.counts(len(y)),
                "on": [int(places[0]) + 1 if len(places) else 0 for places in at],
                "stable": games.gap_slopes[:, -1] > 0,
                "resist": self.fitted.resist,
                "challenge": games.challenge,
                "firm": games.firm,
            }
        )

    @property
    def _payoffs(self) -> Array:
        return self.sample.design.payoffs(self.estimate.coefficients)

    def predict(self, table: Any = None, *, select: str | None = None) -> pd.DataFrame:
        """P(SQ), P(CD), P(SF), P(BD), P(resist), P(challenge), P(firm) by row and the number of equilibria.

        Without a ``table``, of the rows of the estimation, each on its own equilibrium. In another table a
        row may have several; ``select`` says which to take: ``"lowest"``, ``"middle"`` or ``"highest"``
        P(resist). Left out, such rows are nan, so that no equilibrium is chosen silently. Raises
        ``UsageError`` S617.
        """
        if select is not None and select not in SELECTIONS:
            raise UsageError(
                "S617", f"there is no selection {select!r}", remedy=f"One of {', '.join(SELECTIONS)}"
            )
        if table is None and select is None:
            counts = find_roots(self._payoffs).counts(len(self._payoffs))
            return _predictions(self._payoffs, self.fitted.y, counts)
        frame = self.table if table is None else as_frame(table)
        payoffs = self.sample.design.rebuild(frame).payoffs(self.estimate.coefficients)
        roots = find_roots(payoffs)
        counts = roots.counts(len(payoffs))
        y = np.full(len(payoffs), np.nan)
        for row in range(len(payoffs)):
            some = roots.of(row)
            if len(some) == 1 or (len(some) and select):
                y[row] = some[{"lowest": 0, "middle": len(some) // 2}.get(select or "", -1)]
        return _predictions(payoffs, y, counts)

    def fitted_shares(self) -> Array:
        """The outcome probabilities (n, 4) that the estimator fitted; for PL best replies to the beliefs."""
        if self.fitted.method == "pl":
            return replies(self._payoffs, self.fitted.resist, self.fitted.firm)[0]
        return play(self._payoffs, self.fitted.y).probabilities

    def vary(self, name: str, values: Sequence[float] | Array, *, row: int = 0) -> Statics:
        """Comparative statics: all equilibria of one row as a payoff or a column of the table takes values.

        ``name`` is a payoff (``"bara"``: minus A's audience cost) or a column. Raises ``UsageError`` S618,
        S619.
        """
        rows = len(self.table)
        if not -rows <= row < rows:
            raise UsageError("S618", f"there is no row {row}", remedy=f"Rows are 0 to {rows - 1}")
        wanted = np.asarray(values, dtype=np.float64)
        if name in self.sample.design.labels:
            return vary_payoff(self._payoffs[row], name, wanted)
        if name in self.table.columns:
            design = self.sample.design
            return vary_column(design, self.estimate.coefficients, self.table.iloc[[row]], name, wanted)
        raise UsageError(
            "S619", f"there is no payoff or column {name!r}", remedy="Name a payoff such as bara, or a column"
        )

    def plot(self, name: str = "bara", values: Sequence[float] | Array | None = None, *, row: int = 0) -> Any:
        """An altair chart of ``vary``; by default the U-shape of challenging in A's own audience cost.

        Needs ``pip install 'detente[plots]'``; ``.save("FILE.png")``, ``.svg`` or ``.html`` writes it.
        """
        wanted = np.linspace(-6, 1, 141) if values is None else values
        return self.vary(name, wanted, row=row).plot()

    def bootstrap(self, draws: int = 200, *, rng: int = 0) -> SignalingResults:
        """The same estimates with standard errors by parametric bootstrap.

        Outcomes are drawn ``draws`` times from the fitted probabilities and the estimator is run on each,
        from the estimates. ``rng`` is the seed; the same seed gives the same errors. Raises ``ModelError``
        M111.
        """
        shares = self.fitted_shares()
        generator = np.random.default_rng(rng)

        def one() -> Array | None:
            again = refit(self.sample.draw(shares, generator), self.fitted)
            return again.coefficients if again is not None and again.converged else None

        matrix, kept, doubts = bootstrap_covariance(one, draws)
        estimate = replace(
            self.estimate,
            covariance=matrix,
            cov_type=f"parametric bootstrap, {len(kept)} samples, seed {rng}",
            warnings=(*(each for each in self.estimate.warnings if "standard errors" not in each), *doubts),
        )
        frame = pd.DataFrame(kept, columns=list(self.estimate.names))
        return replace(self, estimate=estimate, draws=frame)


def _predictions(payoffs: Array, y: Array, counts: np.ndarray[tuple[int], np.dtype[np.intp]]) -> pd.DataFrame:
    from scipy.special import ndtr

    with np.errstate(invalid="ignore"):
        games = play(payoffs, y)
    frame = pd.DataFrame(games.probabilities, columns=list(OUTCOMES))
    frame["resist"], frame["challenge"], frame["firm"] = ndtr(y), games.challenge, games.firm
    frame.loc[np.isnan(y)] = np.nan
    frame["equilibria"] = counts
    return frame
