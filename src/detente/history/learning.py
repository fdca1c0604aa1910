"""Learns how much each variable counts, so that situations near one another end alike.

A soft nearest-neighbour forecast is fitted by the probability that it gives to what happened, leaving out
the crisis itself: neighbourhood components analysis (Goldberger, Roweis, Hinton and Salakhutdinov 2004,
NIPS 17: 513-520) with one weight a variable, on dissimilarities that skip what is unknown.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from scipy.optimize import minimize

from detente.history.situation import Floats, apart

Whole = npt.NDArray[np.int64]
SMALL = 1e-9
PRIORS = (0.05, 50.0)
"""Bounds of the priors: no share rests on the neighbours alone."""


class Weights(Struct, frozen=True):
    """A learned distance: ``weight`` of each feature (mean 1), the ``reach`` of the kernel ``exp(-d/reach)``,
    and for each outcome the ``prior``: how many neighbours at distance 0 the base rate counts for."""

    weight: dict[str, float]
    reach: float
    prior: dict[str, float]


class Sample(Struct, frozen=True):
    """Cases to learn from: (N, F) codes, (N,) crisis numbers, and by outcome (N,) classes with -1 unknown."""

    codes: Floats
    crisis: Whole
    outcomes: dict[str, Whole]


class Fitted(Struct, frozen=True):
    """(F,) weights, reach and priors in the order of the outcomes."""

    weight: Floats
    reach: float
    prior: Floats


def tables(codes: Floats, others: Floats) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Dissimilarity with unknowns as 0, and whether both are known: each (F, N*M)."""
    gaps = np.stack([apart(row, others) for row in codes])
    known = ~np.isnan(gaps)
    flat = (codes.shape[1], len(codes) * len(others))
    return (
        np.ascontiguousarray(np.moveaxis(np.nan_to_num(gaps), 2, 0).reshape(flat), dtype=np.float32),
        np.ascontiguousarray(np.moveaxis(known, 2, 0).reshape(flat), dtype=np.float32),
    )


def fit(
    sample: Sample, *, shrink: float, equal: bool = False, hidden: float = 0.0, rng: int = 0, steps: int = 60
) -> Fitted:
    """Weights by L-BFGS. ``shrink`` draws the logarithms of the weights to their mean; ``equal`` keeps them
    alike and fits reach and priors only; ``hidden`` is the share of values of the forecast
    side that is hidden at random, as in an account that tells little.
    """
    features, kinds = sample.codes.shape[1], list(sample.outcomes)
    asked = sample.codes.copy()
    asked[np.random.default_rng(rng).random(asked.shape) < hidden] = np.nan
    gaps, known = tables(asked, sample.codes)
    apart_ = (sample.crisis[:, None] != sample.crisis[None]).astype(np.float32)
    start = np.concatenate([np.zeros(features), [np.log(0.1)], np.zeros(len(kinds))])

    def objective(free: Floats) -> tuple[float, Floats]:
        loss, slope = _loss(free, gaps, known, apart_, sample)
        spread = free[:features] - free[:features].mean()
        slope[:features] += 2 * shrink * spread
        if equal:
            slope[:features] = 0
        return loss + shrink * float(spread @ spread), slope

    free = [(None, None)] * (features + 1) + [(float(np.log(PRIORS[0])), float(np.log(PRIORS[1])))] * len(
        kinds
    )
    found = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=free, options={"maxiter": steps}).x
    weight = np.exp(found[:features])
    return Fitted(weight / weight.mean(), float(np.exp(found[features])), np.exp(found[features + 1 :]))


def _loss(
    free: Floats,
    gaps: npt.NDArray[np.float32],
    known: npt.NDArray[np.float32],
    others: npt.NDArray[np.float32],
    sample: Sample,
) -> tuple[float, Floats]:
    """Mean log loss, summed over the outcomes, and its slope."""
    features, size = len(gaps), len(others)
    weight, reach, prior = np.exp(free[:features]), np.exp(free[features]), np.exp(free[features + 1 :])
    single = weight.astype(np.float32)
    mass = single @ known + np.float32(SMALL)
    gap = (single @ gaps) / mass
    near = (np.exp(-gap.reshape(size, size) / reach) * others).astype(np.float64)
    total, by_near, by_prior = 0.0, np.zeros_like(near), np.zeros(len(prior))
    for place, classes in enumerate(sample.outcomes.values()):
        loss, slope, by_prior[place] = _one(near, classes, float(prior[place]))
        total += loss
        by_near += slope
    by_gap = (by_near * near / -reach).astype(np.float32).ravel()
    by_reach = -float(by_gap @ gap)
    scaled = by_gap / mass
    by_weight = (gaps @ scaled - known @ (scaled * gap)) * weight
    return total, np.concatenate([by_weight, [by_reach], by_prior])


def _one(near: Floats, classes: Whole, prior: float) -> tuple[float, Floats, float]:
    """Loss of one outcome, its slope by the kernel (N, N) and by the logarithm of the prior."""
    told = classes >= 0
    rows = np.flatnonzero(told)
    base = base_rates(classes)[np.maximum(classes, 0)]
    alike = (classes[:, None] == classes[None]) & told[None]
    hit = (near * alike).sum(1) + prior * base
    all_ = near[:, told].sum(1) + prior
    loss = float(-np.log(hit[rows] / all_[rows]).mean())
    share = np.where(told, -1 / len(rows), 0.0)
    slope = share[:, None] * (alike / hit[:, None] - told[None] / all_[:, None])
    return loss, slope, float((share * (base / hit - 1 / all_)).sum() * prior)


def base_rates(classes: Whole) -> Floats:
    """Share of each class among the known, half a case added to each."""
    counts = np.bincount(classes[classes >= 0]) + 0.5
    return np.asarray(counts / counts.sum())


def forecast(fitted: Fitted, sample: Sample, asked: Floats, crisis: Whole) -> dict[str, Floats]:
    """Shares (M, C) of each outcome's classes for (M, F) situations; the same crisis does not count."""
    gaps, known = tables(asked, sample.codes)
    weight = fitted.weight.astype(np.float32)
    gap = ((weight @ gaps) / (weight @ known + np.float32(SMALL))).reshape(len(asked), -1)
    near = np.exp(-gap / fitted.reach) * (crisis[:, None] != sample.crisis[None])
    shares = {}
    for prior, (kind, classes) in zip(fitted.prior, sample.outcomes.items(), strict=True):
        base = base_rates(classes)
        told = np.eye(len(base))[np.maximum(classes, 0)] * (classes >= 0)[:, None]
        shares[kind] = (near @ told + prior * base) / (near @ told.sum(1) + prior)[:, None]
    return shares
