"""The data of a signalling model: payoffs' regressors and how often each outcome was seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.strategy.estimation.design import Design
from detente.strategy.signaling.game import Array


@dataclass(frozen=True, slots=True)
class Sample:
    """``design`` of the seven payoffs (n rows) and ``counts`` (n, 4) of SQ, CD, SF, BD."""

    design: Design
    counts: Array

    @property
    def plays(self) -> Array:
        """How often each row's game was played (n)."""
        return np.asarray(self.counts.sum(axis=1))

    def with_counts(self, counts: Array) -> Sample:
        """The same games with other outcomes."""
        return Sample(self.design, counts)

    def draw(self, probabilities: Array, rng: np.random.Generator) -> Sample:
        """The same games played again as often, outcomes drawn from ``probabilities`` (n, 4)."""
        shares = probabilities / probabilities.sum(axis=1, keepdims=True)
        return self.with_counts(rng.multinomial(self.plays.astype(np.int64), shares).astype(np.float64))
