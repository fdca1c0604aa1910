"""What an estimation gives back: the same names for every model, after statsmodels and linearmodels."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from detente.strategy.estimation.presentation import Summary

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """The numbers of a fit; everything else is computed from them.

    ``coefficients`` (k) with ``covariance`` (k, k); a coefficient that was held fixed has nan there.
    ``loglike`` is without any penalty; ``rows`` and ``plays`` say how much data there was.
    """

    names: tuple[str, ...]
    coefficients: Array
    covariance: Array
    cov_type: str
    loglike: float
    rows: int
    plays: int
    model: str
    method: str
    seconds: float
    converged: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class FitResult:
    """Estimates with their precision and the ways to show them.

    Frames and series are pandas'. ``loglike`` is the maximised log likelihood, without any penalty; ``nobs``
    the number of rows used, ``plays`` how many games they sum up.
    """

    estimate: Estimate = field(repr=False)

    @property
    def params(self) -> pd.Series:
        """The coefficients by name."""
        return pd.Series(self.estimate.coefficients, index=list(self.estimate.names), name="estimate")

    def cov_params(self) -> pd.DataFrame:
        """The covariance matrix of the coefficients."""
        names = list(self.estimate.names)
        return pd.DataFrame(self.estimate.covariance, index=names, columns=names)

    @cached_property
    def bse(self) -> pd.Series:
        """Standard errors by name; nan where there are none."""
        diagonal = np.diag(self.estimate.covariance)
        with np.errstate(invalid="ignore"):
            return pd.Series(np.sqrt(diagonal), index=list(self.estimate.names), name="std. error")

    @property
    def zvalues(self) -> pd.Series:
        """Estimates over standard errors."""
        return (self.params / self.bse).rename("z")

    @property
    def pvalues(self) -> pd.Series:
        """Two-sided p-values of the z-values under the standard normal."""
        return pd.Series(2 * ndtr(-np.abs(self.zvalues.to_numpy())), index=self.params.index, name="p")

    def conf_int(self, level: float = 0.95) -> pd.DataFrame:
        """Normal confidence intervals: columns ``lower`` and ``upper``."""
        reach = float(ndtri(0.5 + level / 2)) * self.bse
        return pd.DataFrame({"lower": self.params - reach, "upper": self.params + reach})

    @property
    def loglike(self) -> float:
        """The log likelihood at the estimates."""
        return self.estimate.loglike

    @property
    def nobs(self) -> int:
        """Rows of the table that were used."""
        return self.estimate.rows

    @property
    def plays(self) -> int:
        """Games played in all rows together."""
        return self.estimate.plays

    @property
    def aic(self) -> float:
        """Akaike's criterion, 2 k - 2 log L."""
        return 2 * self._free - 2 * self.loglike

    @property
    def bic(self) -> float:
        """Schwarz's criterion, k log(plays) - 2 log L."""
        return float(self._free * np.log(self.plays) - 2 * self.loglike)

    @property
    def _free(self) -> int:
        return len(self.estimate.names)

    @property
    def converged(self) -> bool:
        """Whether the search came to rest at a maximum."""
        return self.estimate.converged

    @property
    def seconds(self) -> float:
        """How long the estimation took, on the clock."""
        return self.estimate.seconds

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to be careful about, each with what to do."""
        return self.estimate.warnings

    def to_frame(self) -> pd.DataFrame:
        """The table of coefficients: estimate, std. error, z, p, lower, upper."""
        return pd.concat([self.params, self.bse, self.zvalues, self.pvalues, self.conf_int()], axis=1)

    def summary(self) -> Summary:
        """The table with its head and warnings; prints as text, has ``as_latex()`` and ``as_markdown()``."""
        head = (
            ("model", self.estimate.model),
            ("estimator", self.estimate.method),
            ("rows", f"{self.nobs:,}"),
            ("plays", f"{self.plays:,}"),
            ("log likelihood", f"{self.loglike:.4f}"),
            ("AIC", f"{self.aic:.2f}"),
            ("BIC", f"{self.bic:.2f}"),
            ("standard errors", self.estimate.cov_type),
            ("converged", "yes" if self.converged else "no"),
        )
        return Summary(head, self.to_frame(), self.warnings)

    def to_latex(self) -> str:
        """The table of coefficients as a LaTeX tabular."""
        return self.summary().as_latex()

    def to_markdown(self) -> str:
        """The table of coefficients in Markdown."""
        return self.summary().as_markdown()

    def __str__(self) -> str:
        return self.summary().as_text()

    def _repr_html_(self) -> str:
        return self.summary().as_html()
