"""Events laid out for the likelihood: moments, masses of each type at them, and what remains to be watched.

Two clocks share one form. With λ_k(t) = μ_k + Σ_j A_kj Σ_{h<t} m_j(h) κ(t - h), where m_j(h) is the mass (the
number, or the sum of the marks' weights) of events of type j at moment h:

* ``continuous``: κ(u) = b e^{-b u}; a point process (Hawkes 1971).
* ``days``: κ(l) = (e^b - 1) e^{-b l}, l = 1, 2, …; counts of a day are Poisson given the days before, so
  events of one day neither excite each other nor need an order that the data do not have.

Either way κ has the integral (sum) 1, so A_kj is the expected number of events of type k that one event of
type j brings forth directly: the branching matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.processes.hawkes.decay import decayed_sums

Floats = NDArray[np.float64]
Clock = Literal["continuous", "days"]


@dataclass(frozen=True, eq=False)
class Layout:
    """N events of K types at G distinct moments, watched from 0 to ``end``."""

    clock: Clock
    end: float
    """Length of the watch; the number of days with the clock ``days``."""
    moments: Floats
    """(G,), rising, in [0, end)."""
    moment: NDArray[np.intp]
    """(N,) places in ``moments``."""
    kind: NDArray[np.intp]
    """(N,) places of the types."""
    mark: Floats | None
    """(N,) marks, centred within each type; None where excitation does not depend on them."""
    counts: Floats
    """(K, G) numbers of events."""
    rows: tuple[NDArray[np.intp], ...]
    """For each type, the moments at which it has events."""

    @property
    def types(self) -> int:
        return len(self.counts)

    @property
    def remaining(self) -> Floats:
        """(G,) time left after each moment."""
        left = self.end - self.moments
        return left if self.clock == "continuous" else left - 1.0


@dataclass(frozen=True, eq=False)
class Regressors:
    """The likelihood's ingredients at one decay and one slope of the marks."""

    kernels: Floats
    """(K, G) Σ κ over earlier masses of each type: what A multiplies."""
    exposures: Floats
    """(K,) masses whose children would have been seen: what A multiplies in the compensator."""
    kernel_slopes: Floats
    """(Q, K, G) derivatives of ``kernels`` by log decay and, where there are marks, by their slope."""
    exposure_slopes: Floats
    """(Q, K)"""
    sums: Floats
    """(K, G) decayed sums without κ's factor, for the residuals."""
    masses: Floats
    """(K, G)"""


def lay_out(
    times: Floats, kind: NDArray[np.intp], types: int, end: float, clock: Clock, marks: Floats | None
) -> Layout:
    """Events in order of time; ``times`` start at 0 and lie within the watch."""
    order = np.argsort(times, kind="stable")
    moments, moment = np.unique(times[order], return_inverse=True)
    kind = kind[order]
    counts = np.zeros((types, len(moments)))
    np.add.at(counts, (kind, moment), 1.0)
    centred = None
    if marks is not None:
        means = np.bincount(kind, marks[order], types) / np.maximum(np.bincount(kind, minlength=types), 1)
        centred = marks[order] - means[kind]
    return Layout(clock, end, moments, moment, kind, centred, counts, rows_of(counts))


def rows_of(counts: Floats) -> tuple[NDArray[np.intp], ...]:
    """For each type, the moments at which it has events."""
    return tuple(np.flatnonzero(each) for each in counts)


def first_moments(layout: Layout, number: int) -> Layout:
    """The watch up to the moment after the first ``number``, marks left out."""
    if len(layout.moments) <= number:
        return replace(layout, mark=None)
    inside = layout.moment < number
    counts = layout.counts[:, :number]
    return replace(
        layout, end=float(layout.moments[number]), moments=layout.moments[:number], counts=counts,
        moment=layout.moment[inside], kind=layout.kind[inside], mark=None, rows=rows_of(counts),
    )  # fmt: skip


def masses_of(layout: Layout, slope: float) -> tuple[Floats, Floats | None]:
    """Masses (K, G) and their derivative by the slope of the marks.

    An event with mark m weighs e^{slope m} over its type's mean of that, so that weights average one and A
    keeps its meaning: the children of an average event of the type.
    """
    if layout.mark is None:
        return layout.counts, None
    kind, mark, types = layout.kind, layout.mark, layout.types
    raw = np.exp(slope * mark)
    number = np.maximum(np.bincount(kind, minlength=types), 1)
    total = np.bincount(kind, raw, types)
    weight = raw / (total / number)[kind]
    weighted_mean = np.bincount(kind, raw * mark, types) / np.maximum(total, 1e-300)
    masses, slopes = np.zeros_like(layout.counts), np.zeros_like(layout.counts)
    np.add.at(masses, (kind, layout.moment), weight)
    np.add.at(slopes, (kind, layout.moment), weight * (mark - weighted_mean[kind]))
    return masses, slopes


def regressors(layout: Layout, theta: Floats) -> Regressors:
    """``theta``: the log of the decay and, where there are marks, their slope."""
    decay = float(np.exp(theta[0]))
    masses, mass_slopes = masses_of(layout, float(theta[1]) if len(theta) > 1 else 0.0)
    stacked = masses if mass_slopes is None else np.concatenate([masses, mass_slopes])
    sums, aged = decayed_sums(layout.moments, stacked, decay)
    # κ's factor and its derivative by log decay.
    if layout.clock == "continuous":
        factor, factor_slope = decay, decay
    else:
        factor, factor_slope = np.expm1(decay), decay * np.exp(decay)
    types, left = layout.types, layout.remaining
    seen = -np.expm1(-decay * left)
    kernel_slopes = [factor_slope * sums[:types] - factor * decay * aged[:types]]
    exposure_slopes = [masses @ (decay * left * np.exp(-decay * left))]
    if mass_slopes is not None:
        kernel_slopes.append(factor * sums[types:])
        exposure_slopes.append(mass_slopes @ seen)
    return Regressors(
        factor * sums[:types], masses @ seen, np.stack(kernel_slopes), np.stack(exposure_slopes),
        sums[:types], masses,
    )  # fmt: skip
