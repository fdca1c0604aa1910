"""From a sample to estimates: the three estimators under one roof, their precision, the bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from detente.errors import ModelError
from detente.strategy.estimation.covariance import covariance
from detente.strategy.estimation.scoring import observed_information
from detente.strategy.signaling.constrained import (
    along_branch,
    climb,
    constrained_likelihood,
    follow,
    on_branch,
)
from detente.strategy.signaling.first_stage import first_beliefs
from detente.strategy.signaling.game import Array, play
from detente.strategy.signaling.pseudo import (
    Nested,
    nested_pseudo_likelihood,
    pseudo_likelihood,
    pseudo_objective,
    replies,
)
from detente.strategy.signaling.sample import Sample

_FAR = 1e3
Beliefs = tuple[Array, Array]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Estimates (k) with the beliefs (n) they rest on.

    ``resist`` and ``firm`` are P(resist) and P(stand firm): first guesses for PL, equilibrium values else.
    ``y`` = Phi^-1(resist). ``given`` keeps the user's own first guesses, which a bootstrap takes as known.
    """

    method: str
    coefficients: Array
    loglike: float
    y: Array
    firm: Array
    converged: bool
    jeffreys: bool
    given: Beliefs | None = None
    warnings: tuple[str, ...] = ()

    @property
    def resist(self) -> Array:
        """P(resist) by row (n)."""
        return np.asarray(ndtr(self.y))


def fit_sample(
    sample: Sample, method: str, given: Beliefs | None, *, jeffreys: bool, starts: int, rng: int
) -> Fitted:
    """Estimates by ``method`` from first guesses of beliefs, own ones where ``given`` is None.

    Raises ``ModelError`` M110 where no starting point leads to an equilibrium.
    """
    resist, firm = given or first_beliefs(sample)
    with np.errstate(all="ignore"):
        if method == "pl":
            return _pseudo(sample, resist, firm, given, jeffreys)
        if method == "npl":
            return _nested(
                sample, nested_pseudo_likelihood(sample, resist, firm, jeffreys=jeffreys), given, jeffreys
            )
        return _constrained(sample, resist, firm, given, jeffreys, starts, rng)


def _pseudo(sample: Sample, resist: Array, firm: Array, given: Beliefs | None, jeffreys: bool) -> Fitted:
    found = pseudo_likelihood(sample, resist, firm, jeffreys=jeffreys)
    return Fitted(
        "pl", found.coefficients, found.evaluation.loglike, ndtri(resist), firm, found.converged, jeffreys,
        given, _doubts(found.coefficients, found.converged, jeffreys),
    )  # fmt: skip


def _nested(sample: Sample, found: Nested, given: Beliefs | None, jeffreys: bool) -> Fitted:
    doubts = _doubts(found.fit.coefficients, found.fit.converged, jeffreys)
    if found.change >= 1e-7:
        doubts += (
            f"beliefs did not come to rest in {found.rounds} rounds (last change {found.change:.1e}); the "
            "equilibria may be ones that best replies lead away from: use method='cmle'",
        )
    y = ndtri(found.resist)
    return Fitted(
        "npl", found.fit.coefficients, found.fit.evaluation.loglike, y, found.firm, found.converged, jeffreys,
        given, doubts,
    )  # fmt: skip


def _constrained(
    sample: Sample, resist: Array, firm: Array, given: Beliefs | None, jeffreys: bool, starts: int, rng: int
) -> Fitted:
    first = pseudo_likelihood(sample, resist, firm, jeffreys=jeffreys).coefficients
    # A few rounds of NPL help; many lead to the equilibria that best replies like, not to those of the data.
    few, more = (
        nested_pseudo_likelihood(
            sample, resist, firm, start=first, rounds=rounds, tolerance=1e-4
        ).fit.coefficients
        for rounds in (3, 30)
    )
    later = few
    points = [(few, resist), (first, resist), (more, resist)]
    draw = np.random.default_rng(rng)
    while len(points) < starts:
        noise = draw.normal(scale=0.3, size=len(later)) * (0.2 + np.abs(later))
        points.append((later + noise, resist))
    found = constrained_likelihood(sample, points[: max(starts, 1)], jeffreys=jeffreys)
    if found is None:
        raise ModelError(
            "M110",
            "no starting point leads to an equilibrium of every game",
            remedy="Use more starts, fewer regressors or method='npl'",
        )
    doubts = _doubts(found.fit.coefficients, found.fit.converged, jeffreys)
    if found.agreeing == 1 and found.starts > 1:
        doubts += (
            f"only 1 of {found.starts} starting points reached this maximum; fit again with starts=10",
        )
    several = int((found.choices > 1).sum())
    if several:
        doubts += (
            f"{several} of {len(found.choices)} rows have several equilibria at the estimates; each is on "
            "the one that fits its outcomes best, see .selection",
        )
    shares = _firm(sample, found.fit.coefficients, found.y)
    return Fitted(
        "cmle", found.fit.coefficients, found.fit.evaluation.loglike, found.y, shares, found.fit.converged,
        jeffreys, given, doubts,
    )  # fmt: skip


def _firm(sample: Sample, coefficients: Array, y: Array) -> Array:
    return play(sample.design.payoffs(coefficients), y).firm


def _doubts(coefficients: Array, converged: bool, jeffreys: bool) -> tuple[str, ...]:
    doubts: tuple[str, ...] = ()
    if not converged:
        doubts += (
            "the search did not come to rest; scale the regressors to a spread near 1 or leave some out",
        )
    if np.abs(coefficients).max() > _FAR and not jeffreys:
        doubts += (
            "a coefficient is very large: a regressor may predict a choice perfectly or have a small scale; "
            "rescale it or fit with penalty='jeffreys'",
        )
    return doubts


def precision(
    sample: Sample, fitted: Fitted, kind: str, groups: NDArray[np.intp] | None
) -> tuple[Array, tuple[str, ...]]:
    """The covariance (k, k) of estimates and what to be careful about.

    CMLE: the Hessian of the likelihood along the branch, by the implicit-function theorem. PL: the Hessian
    at the given beliefs. NPL: A^-1 B A'^-1 (Aguirregabiria and Mira 2007) with A the total derivative of the
    score, in which beliefs follow the coefficients, dP/dtheta = (I - dPsi/dP)^-1 dPsi/dtheta, and B the
    variance of the score. For ``"hessian"`` both are as the model expects them; else A is as observed and B
    the outer product of scores by row or cluster.
    """
    point = fitted.coefficients
    with np.errstate(all="ignore"):
        if fitted.method == "npl":
            return _nested_precision(sample, fitted, kind, groups)
        if fitted.method == "pl":
            objective = pseudo_objective(sample, fitted.resist, fitted.firm)
            here = objective(point, None)
            matrix, doubt = covariance(
                kind, observed_information(objective, point, None), here.scores, groups
            )
            note = "standard errors take the first-stage beliefs as known; use .bootstrap(), or method='cmle'"
            return matrix, (note,) if doubt is None else (note, doubt)
        branch = on_branch(sample)
        there = branch(point, fitted.y)
        assert there is not None
        matrix, doubt = covariance(kind, observed_information(branch, point, fitted.y), there.scores, groups)
    return matrix, () if doubt is None else (doubt,)


def _nested_precision(
    sample: Sample, fitted: Fitted, kind: str, groups: NDArray[np.intp] | None
) -> tuple[Array, tuple[str, ...]]:
    point, size = fitted.coefficients, len(fitted.coefficients)
    if kind == "hessian":
        return _expected_precision(sample, fitted), ()
    total = np.empty((size, size))
    for i in range(size):
        ends = []
        reach = 1e-5 * (1 + abs(point[i]))
        for sign in (1.0, -1.0):
            moved = point.copy()
            moved[i] += sign * reach
            ends.append(_score_at_equilibrium(sample, moved, fitted.y))
        total[i] = (ends[1] - ends[0]) / (2 * reach)
    bread = np.linalg.pinv(total.T) if np.isfinite(total).all() else np.full_like(total, np.nan)
    here = pseudo_objective(sample, fitted.resist, fitted.firm)(point, None)
    note = "these errors of NPL can be twice those of samples from the model; use .bootstrap()"
    # Inverse outer product's place is taken by the sandwich: the score of NPL is not that of a likelihood.
    kind = "robust" if kind == "opg" else kind
    middle, doubt = covariance(kind, np.eye(size), here.scores, groups)
    return bread @ middle @ bread.T, (note,) if doubt is None else (note, doubt)


def _expected_precision(sample: Sample, fitted: Fitted) -> Array:
    """NPL's covariance (k, k) as the model expects it.

    The score is sum_d sum_j y_dj s_dj with s the slopes of log best replies at fixed beliefs; where the model
    holds, its mean moves by -E[s t'] with t the slopes along the branch. The observed derivative adds the
    misfit of every row, which samples from the model do not have.
    """
    payoffs = sample.design.payoffs(fitted.coefficients)
    games = play(payoffs, fitted.y)
    fixed = sample.design.spread(replies(payoffs, fitted.resist, fitted.firm)[1])
    moving = along_branch(sample, games)
    weights = sample.plays[:, None] * games.probabilities
    total = np.einsum("nj,njk,njl->kl", weights, fixed, moving)
    middle = np.einsum("nj,njk,njl->kl", weights, fixed, fixed)
    bread = np.linalg.pinv(total) if np.isfinite(total).all() else np.full_like(total, np.nan)
    return np.asarray(bread @ middle @ bread.T)


def _score_at_equilibrium(sample: Sample, coefficients: Array, near: Array) -> Array:
    """The pseudo-likelihood's score (k) at beliefs that are the equilibrium of ``coefficients``."""
    payoffs = sample.design.payoffs(coefficients)
    y = follow(payoffs, near)
    if y is None:
        return np.full(len(coefficients), np.nan)
    _, slopes = replies(payoffs, ndtr(y), _firm(sample, coefficients, y))
    return np.asarray(np.einsum("nj,njk->k", sample.counts, sample.design.spread(slopes)))


def refit(sample: Sample, fitted: Fitted) -> Fitted | None:
    """The same estimator on another sample of the same games, started at the former estimates."""
    with np.errstate(all="ignore"):
        if fitted.method == "pl":
            resist, firm = fitted.given or first_beliefs(sample)
            return _pseudo(sample, resist, firm, fitted.given, fitted.jeffreys)
        if fitted.method == "npl":
            found = nested_pseudo_likelihood(
                sample,
                fitted.resist,
                fitted.firm,
                start=fitted.coefficients,
                rounds=200,
                jeffreys=fitted.jeffreys,
            )
            return _nested(sample, found, fitted.given, fitted.jeffreys)
        reached = climb(
            sample, fitted.coefficients, fitted.y, jeffreys=fitted.jeffreys, tolerance=1e-10, newton=False
        )
        if reached is None or reached.evaluation.state is None:
            return None
        y = reached.evaluation.state
        return Fitted(
            "cmle", reached.coefficients, reached.evaluation.loglike, y,
            _firm(sample, reached.coefficients, y), reached.converged, fitted.jeffreys,
        )  # fmt: skip
