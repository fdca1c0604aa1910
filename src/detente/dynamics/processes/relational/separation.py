"""Coefficients that have no finite estimate: collinear statistics, and statistics that never fail.

The likelihood grows for ever along d if no pair at risk ever scores higher on d·x than the pair that acted
(Albert and Anderson 1984). Newton then runs along d while the information on it vanishes; the direction is
taken from there and checked against every event, so what is said is proved, not guessed.
"""

from __future__ import annotations

import numpy as np

from detente.dynamics.processes.relational.design import Design
from detente.dynamics.processes.relational.memory import Floats
from detente.dynamics.processes.relational.newton import Likelihood, Solution

SINGULAR = 1e-10
VANISHED = 1e-4
"""Share of the information at the start that is left where a coefficient runs away."""
SHARE = 0.1
"""Of the largest part of a direction: from here on a statistic is named."""


def collinear(table: Design, information: Floats, likelihood: Likelihood) -> Floats | None:
    """A direction (P,) that the data do not see, in units of each statistic's spread; None without one."""
    if likelihood == "ordinal":
        spread = (table.table.max(axis=2) - table.table.min(axis=2)).max(axis=0)
        size = np.abs(table.table).max(axis=(0, 2))
    else:
        spread = size = np.abs(table.table).max(axis=(0, 2))
    constant: Floats = (spread <= 1e-9 * size).astype(float)
    if constant.any():
        return constant
    scale = np.sqrt(np.diag(information))
    values, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    return np.asarray(vectors[:, 0]) if values[0] < SINGULAR * values[-1] else None


def separating(table: Design, found: Solution, likelihood: Likelihood) -> Floats | None:
    """A direction (P,) along which the likelihood never falls, in units of spread; None without one."""
    scale = np.sqrt(np.diag(found.first_information))
    values, vectors = np.linalg.eigh(found.information / np.outer(scale, scale))
    gone = vectors[:, values < VANISHED]
    if not gone.shape[1]:
        return None
    direction = gone @ (gone.T @ (found.theta * scale))
    length = float(np.abs(direction).max())
    if length == 0.0:
        return None
    direction = direction / length
    direction[np.abs(direction) < 1e-3] = 0.0
    along = np.matmul(direction / scale, table.table)
    acted = along[np.arange(len(along)), table.acted][:, None]
    # The timed likelihood compares with nobody acting, whose statistics are all zero.
    ahead = acted - along if likelihood == "ordinal" else np.concatenate([-along, acted], axis=1)
    slack = 1e-3 * float(np.abs(along).max())
    return direction if ahead.min() >= -slack and ahead.max() > slack else None


def named(direction: Floats, names: tuple[str, ...]) -> tuple[str, ...]:
    """The statistics that make up a direction."""
    size = np.abs(direction)
    return tuple(name for name, part in zip(names, size, strict=True) if part >= SHARE * size.max())
