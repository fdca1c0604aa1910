"""Newton steps on the two likelihoods of relational events, both concave in the coefficients.

* ordinal: each event is a choice among the pairs at risk, a conditional logit (McFadden 1974; Butts 2008,
  eq. 2).
* timed: between moments pair r has the hazard exp(θ·x_r), constant until the next moment (Butts 2008, eq. 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.dynamics.processes.relational.design import Design
from detente.dynamics.processes.relational.memory import Floats

Likelihood = Literal["ordinal", "timed"]

STEPS = 50
TOLERANCE = 1e-8
"""Newton decrement, in units of log-likelihood, below which the maximum is reached."""
CHUNK = 64
"""Events at a time: their statistics stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Solution:
    """Where Newton stopped, (P,) and (P, P)."""

    theta: Floats
    value: float
    gradient: Floats
    information: Floats
    first_information: Floats
    """At the start, before any coefficient can have run away."""
    steps: int
    converged: bool


def log_likelihood(table: Design, theta: Floats, likelihood: Likelihood) -> tuple[float, Floats, Floats]:
    """Value, gradient (P,) and observed information (P, P)."""
    number, size, _ = table.table.shape
    value, gradient, information = 0.0, np.zeros(size), np.zeros((size, size))
    for first in range(0, number, CHUNK):
        part = table.table[first : first + CHUNK]
        acted = table.acted[first : first + CHUNK]
        here = np.arange(len(part))
        linear = np.matmul(theta, part)
        value += float(linear[here, acted].sum())
        gradient += part[here, :, acted].sum(axis=0)
        if likelihood == "ordinal":
            peak = linear.max(axis=1, keepdims=True)
            weight = np.exp(linear - peak)
            total = weight.sum(axis=1, keepdims=True)
            value -= float((peak + np.log(total)).sum())
            weight /= total
        else:
            weight = np.exp(np.minimum(linear, 700.0)) * table.waits[first : first + CHUNK, None]
            value -= float(weight.sum())
        expected = np.matmul(part, weight[:, :, None])[:, :, 0]
        gradient -= expected.sum(axis=0)
        information += np.matmul(part * weight[:, None, :], part.transpose(0, 2, 1)).sum(axis=0)
        if likelihood == "ordinal":
            information -= expected.T @ expected
    return value, gradient, information


def newton(table: Design, start: Floats, likelihood: Likelihood) -> Solution:
    """Full steps, halved where they do not climb."""
    theta = start
    value, gradient, information = log_likelihood(table, theta, likelihood)
    first = information
    for step_number in range(1, STEPS + 1):
        step = solve(information, gradient)
        decrement = float(gradient @ step)
        if decrement < TOLERANCE:
            return Solution(theta, value, gradient, information, first, step_number, True)
        length = 1.0
        while length > 1e-6:
            moved = log_likelihood(table, theta + length * step, likelihood)
            if moved[0] > value:
                break
            length /= 2.0
        else:
            return Solution(theta, value, gradient, information, first, step_number, decrement < 1e-4)
        theta, (value, gradient, information) = theta + length * step, moved
    return Solution(theta, value, gradient, information, first, STEPS, False)


def solve(information: Floats, right: Floats) -> Floats:
    """The Newton step, with a ridge far below what the data say."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    scaled = information / np.outer(scale, scale)
    scaled[np.diag_indices_from(scaled)] += 1e-11
    step: Floats = (np.linalg.solve(scaled, (right.T / scale).T).T / scale).T
    return step
