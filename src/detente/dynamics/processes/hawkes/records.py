"""What a Hawkes fit says: estimates with intervals, who excites whom, and whether the model holds."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from detente.dynamics.processes.hawkes.layout import Clock


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A parameter with its interval at the fit's level."""

    value: float
    se: float | None
    """From the observed information, the uncertainty of the decay included; None where there is none."""
    low: float | None
    """None: open, the data set no lower end."""
    high: float | None
    """None: open, the data set no upper end."""


class Excites(msgspec.Struct, frozen=True, kw_only=True):
    """What an event of ``source`` brings forth directly among events of ``target``."""

    source: str
    target: str
    children: Estimate
    """Expected number of direct children of one average event, ≥ 0."""
    p: float
    """Of no excitation at all: likelihood ratio with half a point mass at zero (Self and Liang 1987)."""
    q: float
    """p among all pairs of types, by Benjamini and Hochberg's false discovery rate."""


class Residual(msgspec.Struct, frozen=True, kw_only=True):
    """Time-rescaled gaps of one type against the unit exponential (Brown et al. 2002)."""

    type: str
    events: int
    ks: float
    """Largest distance between the two distribution functions, 0–1."""
    p: float
    """Of a distance this large if the model held; a little too large, because parameters were estimated."""


class HawkesFit(msgspec.Struct, frozen=True, kw_only=True):
    """A self- and cross-exciting process of K types, fitted by maximum likelihood."""

    types: tuple[str, ...]
    events: tuple[int, ...]
    """Of each type."""
    end: float
    """Length of the watch, in the unit of the times."""
    clock: Clock
    level: float
    """Of every interval, 0–1."""
    decay: Estimate
    """Per unit of time, shared by all pairs."""
    half_life: Estimate
    """log 2 / decay, in the unit of the times."""
    slope: Estimate | None
    """By how much one unit of mark multiplies the children, as a logarithm; None without marks."""
    baseline: tuple[Estimate, ...]
    """Events of each type per unit of time that no earlier event brought forth."""
    excitation: tuple[Excites, ...]
    """All K² pairs, by target, then source, in the order of ``types``."""
    radius: Estimate
    """Spectral radius of the branching matrix: below 1 every chain of reactions dies out."""
    log_likelihood: float
    log_likelihood_poisson: float
    """Of constant rates, for comparison."""
    residuals: tuple[Residual, ...]
    notes: tuple[str, ...]
    """What a reader must know before using the figures."""

    def branching(self) -> NDArray[np.float64]:
        """(K, K) direct children of the row's type by an event of the column's type."""
        size = len(self.types)
        return np.array([each.children.value for each in self.excitation]).reshape(size, size)

    def exogenous(self) -> float:
        """The share of events that the baselines account for, 0–1."""
        return sum(each.value for each in self.baseline) * self.end / sum(self.events)
