"""Pseudo-likelihood (PL) and nested pseudo-likelihood (NPL) of the signalling game.

PL takes beliefs (P(resist), P(stand firm)) as given and maximises the likelihood of best replies to them
(Hotz and Miller 1993; Aguirregabiria and Mira 2007). NPL replaces the beliefs by one best reply at the
estimates and repeats until they no longer change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from detente.strategy.estimation.scoring import Evaluation, Maximum, maximise
from detente.strategy.signaling.game import BA, CB, SA, VA, VB, WA, WB, Array, challenger, density, threshold
from detente.strategy.signaling.sample import Sample

_TINY = 1e-290


def reply(payoffs: Array, resist: Array, firm: Array) -> tuple[Array, Array]:
    """One best reply of both sides to beliefs ``resist`` and ``firm`` (n,): the new pair.

    B's reply is Phi{barWB + [(1 - pF) VB - CB] / pF}, A's is h / pC at the threshold c(resist).
    """
    a = challenger(threshold(payoffs, ndtri(resist)), payoffs[:, WA], payoffs[:, BA])
    value = payoffs[:, WB] + ((1 - firm) * payoffs[:, VB] - payoffs[:, CB]) / firm
    return ndtr(value), a.firm / a.challenge


def replies(payoffs: Array, resist: Array, firm: Array) -> tuple[Array, Array]:
    """Outcome probabilities (n, 4) of best replies to given beliefs, slopes (n, 4, 7) of their logarithms."""
    a = challenger(threshold(payoffs, ndtri(resist)), payoffs[:, WA], payoffs[:, BA])
    outer = np.zeros((len(resist), 3, 7))
    outer[:, 0, SA], outer[:, 0, VA] = 1 / resist, -(1 - resist) / resist
    outer[:, 1, WA] = outer[:, 2, BA] = 1
    slopes = np.stack([a.slopes_quiet, a.slopes_challenge, a.slopes_firm, a.slopes_back], axis=1) @ outer

    value = payoffs[:, WB] + ((1 - firm) * payoffs[:, VB] - payoffs[:, CB]) / firm
    yes, no = np.maximum(ndtr(value), _TINY), np.maximum(ndtr(-value), _TINY)
    at = density(value)
    index = np.zeros((len(resist), 7))
    index[:, WB], index[:, VB], index[:, CB] = 1, (1 - firm) / firm, -1 / firm
    slopes[:, 1] -= (at / no)[:, None] * index
    slopes[:, 2:] += (at / yes)[:, None, None] * index[:, None, :]
    shares = np.stack([a.quiet, a.challenge * no, a.firm * yes, a.back * yes], axis=1)
    return shares, slopes


def pseudo_objective(
    sample: Sample, resist: Array, firm: Array
) -> Callable[[Array, Array | None], Evaluation]:
    """The pseudo-likelihood at given beliefs, for ``maximise``."""

    def evaluate(coefficients: Array, state: Array | None) -> Evaluation:
        shares, slopes = replies(sample.design.payoffs(coefficients), resist, firm)
        return weigh(sample, shares, sample.design.spread(slopes))

    return evaluate


def weigh(sample: Sample, shares: Array, slopes: Array, state: Array | None = None) -> Evaluation:
    """The multinomial log likelihood of ``shares`` (n, 4) whose logarithms have ``slopes`` (n, 4, k)."""
    rows, outcomes, size = slopes.shape
    spread = slopes.reshape(rows * outcomes, size)
    weights = (sample.plays[:, None] * shares).reshape(-1, 1)
    return Evaluation(
        loglike=float((sample.counts * np.log(np.maximum(shares, _TINY))).sum()),
        scores=np.einsum("nj,njk->nk", sample.counts, slopes),
        information=spread.T @ (weights * spread),
        state=state,
    )


@dataclass(frozen=True, slots=True)
class Nested:
    """Where nested pseudo-likelihood ended: the last fit, its beliefs (n,), rounds and the last change."""

    fit: Maximum
    resist: Array
    firm: Array
    rounds: int
    change: float

    @property
    def converged(self) -> bool:
        """Whether the beliefs came to rest."""
        return self.change < 1e-7 and self.fit.converged


def pseudo_likelihood(
    sample: Sample,
    resist: Array,
    firm: Array,
    *,
    start: Array | None = None,
    jeffreys: bool = False,
    newton: bool = False,
) -> Maximum:
    """The PL estimate at given beliefs (n,) each; ``newton`` as in ``maximise``."""
    begin = np.zeros(sample.design.matrix.shape[1]) if start is None else start
    found = maximise(pseudo_objective(sample, resist, firm), begin, jeffreys=jeffreys, newton=newton)
    assert found is not None
    return found


def nested_pseudo_likelihood(
    sample: Sample,
    resist: Array,
    firm: Array,
    *,
    start: Array | None = None,
    rounds: int = 500,
    tolerance: float = 1e-7,
    jeffreys: bool = False,
) -> Nested:
    """The NPL estimate from given first beliefs; ends when neither beliefs nor coefficients change."""
    fit = pseudo_likelihood(sample, resist, firm, start=start, jeffreys=jeffreys)
    change = np.inf
    done = 0
    while done < rounds and change >= tolerance:
        done += 1
        before = np.concatenate([fit.coefficients, resist, firm])
        resist, firm = reply(sample.design.payoffs(fit.coefficients), resist, firm)
        resist, firm = np.clip(resist, 1e-12, 1 - 1e-12), np.clip(firm, 1e-12, 1 - 1e-12)
        fit = pseudo_likelihood(sample, resist, firm, start=fit.coefficients, jeffreys=jeffreys)
        change = float(np.abs(np.concatenate([fit.coefficients, resist, firm]) - before).max())
    return Nested(fit, resist, firm, done, change)
