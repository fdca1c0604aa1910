"""What a relational event model says."""

from __future__ import annotations

import msgspec

from detente.dynamics.processes.relational.newton import Likelihood


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One coefficient: by how much a unit of the statistic raises the log of the rate."""

    name: str
    estimate: float
    se: float
    """From the observed information."""
    z: float
    p: float
    """Two-sided, of no effect."""
    low: float
    high: float


class RelationalFit(msgspec.Struct, frozen=True, kw_only=True):
    """A relational event model fitted by maximum likelihood."""

    effects: tuple[Effect, ...]
    events: int
    actors: int
    pairs: int
    """At risk at each event, or sampled for it."""
    likelihood: Likelihood
    half_life: float | None
    """Of past events' weight, in the unit of the times; None: they never fade."""
    level: float
    log_likelihood: float
    log_likelihood_null: float
    """Of every pair alike (and, timed, at one constant rate)."""
    aic: float
    bic: float
    steps: int
    gradient: float
    """Largest part of the gradient at the estimate, in standard errors of its coefficient."""
    top: float
    """Share of events whose pair had the highest score, ties shared out, 0–1."""
    median_rank: float
    """Of the pair that acted, 1 best, ties averaged."""
    controls: int | None
    """Pairs sampled for each event; None: all."""

    def coefficients(self) -> dict[str, float]:
        """Estimates by name, as ``simulate_relational`` takes them."""
        return {each.name: each.estimate for each in self.effects}
