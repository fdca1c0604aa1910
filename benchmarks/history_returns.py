"""The daily hazard of a crisis' end, from ICB, ICBe and MIE durations.

    log hazard of an end on day t = h_start + h_day·log t + h_force·v + h_pressure·π + h_spoilers·ρ
                                    + h_channel·talks + h_calls·calls

A proportional-hazards model in daily steps (Prentice and Gloeckler 1978), Weibull in t. ICB's actor
cases give the first five; ICBe's dated events inside ICB's crises the last two, as what
happened in the four weeks before each day, so that a long crisis does not count as open because it was long.
MIE confrontations, which the fit does not see, check the shape in time and the part of force.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import history_rows as facts
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Array = npt.NDArray[np.float64]
BASE = ("h_start", "h_day", "h_force", "h_pressure", "h_spoilers")
MOVED = ("h_channel", "h_calls")
LONGEST = 1500
RIDGE = 1e-3


def spread(rows: Array) -> tuple[Array, Array, Array]:
    """One row a day: design (days, 5), whether it ended, number of the case."""
    parts, ends, cases = [], [], []
    for case, (days, violence, pressure, spoilt) in enumerate(rows[:, :4]):
        open_days = np.arange(1, min(int(days), LONGEST) + 1)
        same = np.ones(len(open_days))
        parts.append(
            np.column_stack([same, np.log(open_days), violence * same, pressure * same, spoilt * same])
        )
        ends.append((open_days == int(days)).astype(float))
        cases.append(case * same)
    return np.concatenate(parts), np.concatenate(ends), np.concatenate(cases)


def hazard(design: Array, ended: Array, offset: Array | float = 0.0) -> tuple[Array, Array]:
    """Coefficients of the log hazard and their covariance, with a ridge too small to matter."""

    def loss(weights: Array) -> tuple[float, Array]:
        odds = np.clip(design @ weights + offset, -30, 5)
        rate = np.exp(odds)
        value = rate[ended == 0].sum() - np.log(-np.expm1(-rate[ended == 1])).sum()
        slope = np.where(ended == 1, -rate / np.expm1(rate), rate)
        return float(value + 0.5 * RIDGE * (weights**2).sum()), design.T @ slope + RIDGE * weights

    begin = np.zeros(design.shape[1])
    begin[0] = -4.0
    weights = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    rate = np.exp(design @ weights + offset)
    bread = design.T @ (design * rate[:, None]) + RIDGE * np.eye(design.shape[1])
    return weights, np.linalg.inv(bread)


def log_loss(design: Array, ended: Array, weights: Array) -> float:
    """Sum over days of minus the log chance of what happened."""
    rate = np.exp(design @ weights)
    return float(rate[ended == 0].sum() - np.log(-np.expm1(-rate[ended == 1])).sum())


def fit_returns(folder: Path) -> dict[str, Any]:
    """All coefficients with their standard errors and covariance."""
    rows, _ = facts.lengths(folder)
    design, ended, _ = spread(rows)
    base, covariance = hazard(design, ended)
    days = facts.talks(folder)
    offset = base[1] * np.log(days[:, 0]) + base[2] * days[:, 4]
    moved = np.column_stack([np.ones(len(days)), days[:, 2], days[:, 3]])
    more, more_covariance = hazard(moved, days[:, 1], offset)
    mean = [*base, *more[1:]]
    whole = np.zeros((len(mean), len(mean)))
    whole[: len(base), : len(base)] = covariance
    whole[len(base) :, len(base) :] = more_covariance[1:, 1:]
    return {
        "names": [*BASE, *MOVED],
        "mean": [round(float(value), 5) for value in mean],
        "se": [round(float(value), 5) for value in np.sqrt(np.diag(whole))],
        "covariance": [[round(float(value), 7) for value in row] for row in whole],
        "cases": len(rows),
        "crises_with_dates": len(np.unique(days[:, 5])),
        "talks_mean": round(float(days[:, 2].mean()), 4),
        "calls_mean": round(float(days[:, 3].mean()), 4),
    }


def compare_returns(folder: Path) -> dict[str, Any]:
    """Log loss a case on held-out crises: no covariates, one hazard; a hazard by day; all covariates."""
    rows, crises = facts.lengths(folder)
    fold = crises % 5
    choices: dict[str, Callable[[Array], Array]] = {
        "one hazard": lambda design: design[:, :1],
        "hazard by day": lambda design: design[:, :2],
        "all": lambda design: design,
    }
    result: dict[str, Any] = {"cases": len(rows)}
    for name, pick in choices.items():
        total = 0.0
        for out in range(5):
            design, ended, _ = spread(rows[fold != out])
            weights, _ = hazard(pick(design), ended)
            design, ended, _ = spread(rows[fold == out])
            total += log_loss(pick(design), ended, weights)
        result[name] = {"log_loss": round(total / len(rows), 4)}
    design, ended, _ = spread(rows)
    weights, _ = hazard(design, ended)
    result["median days by peak of violence, ICB beside model"] = {
        str(int(peak)): [
            float(np.median(rows[rows[:, 1] == peak, 0])), median_days(weights, rows[rows[:, 1] == peak])
        ]
        for peak in range(4)
    }  # fmt: skip
    result["MIE confrontations"] = on_mie(folder)
    return result


def on_mie(folder: Path) -> dict[str, Any]:
    """The same model on MIE confrontations (day, peak of force alone), for comparison."""
    rows = facts.confrontations(folder)
    design, ended, _ = spread(np.column_stack([rows, np.zeros((len(rows), 2))]))
    weights, covariance = hazard(design[:, :3], ended)
    return {
        name: [round(float(value), 4), round(float(np.sqrt(covariance[n, n])), 4)]
        for n, (name, value) in enumerate(zip(BASE, weights, strict=False))
    } | {"confrontations": len(rows)}


def median_days(weights: Array, rows: Array) -> float:
    """Median of the mixture over cases."""
    days = np.arange(1, LONGEST + 1)
    alive = np.zeros(len(days))
    for _, violence, pressure, spoilt, *_ in rows:
        odds = weights @ np.stack(
            [
                np.ones(len(days)),
                np.log(days),
                *(value * np.ones(len(days)) for value in (violence, pressure, spoilt)),
            ]
        )
        alive += np.exp(-np.cumsum(np.exp(odds)))
    return float(days[np.argmax(alive / len(rows) <= 0.5)])
