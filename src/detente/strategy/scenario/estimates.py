"""What past crises say before a text is read: the fitted priors, the hazard of return, costs by country."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct


class Returns(Struct, frozen=True):
    """The daily log hazard of a crisis' end: names, means, standard errors and covariance."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    se: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    cases: int
    crises_with_dates: int
    talks_mean: float
    calls_mean: float

    def of(self, name: str) -> tuple[float, float]:
        """Mean and standard error of one coefficient."""
        place = self.names.index(name)
        return self.mean[place], self.se[place]


class Estimates(Struct, frozen=True):
    """The fitted priors: the first ``in_logs`` parameters are logarithms, the others as they are."""

    source: dict[str, dict[str, str]]
    made_by: str
    cases: dict[str, int]
    names: tuple[str, ...]
    in_logs: int
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    returns: Returns


@cache
def estimates() -> Estimates:
    """The estimates that ship with détente; ``benchmarks/fit_history.py`` made them."""
    raw = resources.files("detente.strategy").joinpath("data", "estimates.json").read_bytes()
    return msgspec.json.decode(raw, type=Estimates)


@cache
def audience_costs() -> dict[str, tuple[float, float]]:
    """Estimate and standard error by Correlates of War number (Crisman-Cox and Gibilisco 2018)."""
    text = resources.files("detente.strategy").joinpath("data", "audience_costs.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {cow: (float(cost), float(error)) for cow, cost, error in rows[1:]}
