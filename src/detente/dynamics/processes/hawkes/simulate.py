"""Exact draws by generations: immigrants, their children, the children's children (Hawkes and Oakes 1974)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.dynamics.processes.hawkes.layout import Clock
from detente.errors import UsageError

Floats = NDArray[np.float64]

MOST = 50_000_000


@dataclass(frozen=True, eq=False)
class Drawn:
    """Simulated events in order of time, and the state of the generator they came from."""

    times: Floats
    """(N,) in [0, end); whole numbers with the clock ``days``."""
    types: NDArray[np.intp]
    """(N,)"""
    marks: Floats | None
    """(N,) where marks were given."""
    generation: NDArray[np.intp]
    """(N,) 0 for events of the baseline."""


def radius_of(branching: Floats) -> float:
    """The largest modulus of an eigenvalue: below 1 the process does not explode."""
    return float(np.abs(np.linalg.eigvals(branching)).max())


def simulate_hawkes(
    baseline: ArrayLike,
    branching: ArrayLike,
    decay: float,
    end: float,
    *,
    rng: np.random.Generator | int,
    clock: Clock = "continuous",
    marks: ArrayLike | None = None,
    slope: float = 0.0,
) -> Drawn:
    """Draw all events of [0, end) from a process that starts empty.

    ``baseline`` (K,) events per unit of time, ``branching`` (K, K) children of the row's type by an event
    of the column's, ``decay`` per unit of time. ``marks`` is a pool (M,) from which each event draws its
    mark, with weight e^{slope·mark} over the pool's mean of it. Raises ``UsageError`` H510 for a process
    that explodes (spectral radius ≥ 1) or parameters outside their ranges.
    """
    mu, matrix = np.asarray(baseline, dtype=float), np.asarray(branching, dtype=float)
    _check(mu, matrix, decay, end)
    rng = np.random.default_rng(rng)
    pool = None if marks is None else np.asarray(marks, dtype=float)
    mean = 1.0 if pool is None else float(np.exp(slope * pool).mean())
    born = rng.poisson(mu * end)
    kind = np.repeat(np.arange(len(mu)), born)
    time = rng.uniform(0.0, end, len(kind))
    if clock == "days":
        time = np.floor(time)
    parts: list[tuple[Floats, NDArray[np.intp], Floats | None]] = []
    while len(kind):
        mark = None if pool is None else rng.choice(pool, len(kind))
        weight = np.ones(len(kind)) if mark is None else np.exp(slope * mark) / mean
        parts.append((time, kind, mark))
        if sum(len(each[0]) for each in parts) > MOST:
            raise UsageError("H510", "the simulation grows past 50 million events", remedy="Shorten it")
        children = rng.poisson(matrix[:, kind] * weight)
        receiving, parent = np.nonzero(children)
        many = children[receiving, parent]
        kind, parent = np.repeat(receiving, many), np.repeat(parent, many)
        if clock == "continuous":
            lag = rng.exponential(1.0 / decay, len(kind))
        else:
            lag = rng.geometric(-np.expm1(-decay), len(kind)).astype(float)
        time = time[parent] + lag
        inside = time < end
        time, kind = time[inside], kind[inside]
    return _joined(parts, pool is not None)


def _check(mu: Floats, matrix: Floats, decay: float, end: float) -> None:
    wrong = None
    if mu.ndim != 1 or matrix.shape != (len(mu), len(mu)):
        wrong = f"shapes {mu.shape} and {matrix.shape} are not (K,) and (K, K)"
    elif not all(np.isfinite(each).all() and (each >= 0).all() for each in (mu, matrix)):
        wrong = "baseline and branching must be finite and not negative"
    elif not (np.isfinite(decay) and np.isfinite(end) and decay > 0 and end > 0):
        wrong = "decay and end must be finite and positive"
    elif radius_of(matrix) >= 1.0:
        wrong = f"the process explodes: the branching matrix has spectral radius {radius_of(matrix):.3g}"
    if wrong:
        raise UsageError("H510", wrong, remedy="Give a radius below 1 and parameters in their ranges")


def _joined(parts: list[tuple[Floats, NDArray[np.intp], Floats | None]], marked: bool) -> Drawn:
    if not parts:
        nothing = np.zeros(0, dtype=np.intp)
        return Drawn(np.zeros(0), nothing, np.zeros(0) if marked else None, nothing)
    time = np.concatenate([part[0] for part in parts])
    order = np.argsort(time, kind="stable")
    generation = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    marks = np.concatenate([part[2] for part in parts if part[2] is not None])[order] if marked else None
    return Drawn(time[order], np.concatenate([part[1] for part in parts])[order], marks, generation[order])
