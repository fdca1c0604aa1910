"""First guesses of beliefs: P(resist) and P(stand firm), from the table alone.

A ridge logit of each choice on all regressors gives a share for every row; the row's own record is drawn
towards it, the less the more often its game reached that choice (a beta-binomial mean, Efron and Morris
1975).
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from detente.strategy.signaling.game import Array
from detente.strategy.signaling.sample import Sample

_RIDGE = 1.0
_EDGE = 0.02
# A share that follows the logit too closely varies too little between rows, and ratios of payoffs explode.
_MOST = 40.0


def first_beliefs(sample: Sample) -> tuple[Array, Array]:
    """Estimates (n,) of P(B resists | challenge) and of P(A stands firm | resisted)."""
    regressors = _standardised(sample.design.matrix)
    conceded, firm, back = sample.counts[:, 1], sample.counts[:, 2], sample.counts[:, 3]
    resist = _shares(regressors, firm + back, conceded)
    stand = _shares(regressors, firm, back)
    return np.clip(resist, _EDGE, 1 - _EDGE), np.clip(stand, _EDGE, 1 - _EDGE)


def _standardised(matrix: Array) -> Array:
    """The different columns, centred and scaled, after a constant."""
    spread = matrix.std(axis=0)
    moving = matrix[:, spread > 0]
    if moving.shape[1]:
        moving = np.unique(np.round((moving - moving.mean(axis=0)) / moving.std(axis=0), 12), axis=1)
    return np.hstack([np.ones((len(matrix), 1)), moving])


def _shares(regressors: Array, yes: Array, no: Array) -> Array:
    """The share of ``yes`` in every row: the row's own record drawn towards a ridge logit."""
    total = yes + no
    ridge = np.full(regressors.shape[1], _RIDGE)
    ridge[0] = 1e-3
    weights = np.zeros(regressors.shape[1])
    for _ in range(30):
        fitted = expit(regressors @ weights)
        slope = regressors.T @ (yes - total * fitted) - ridge * weights
        curve = (regressors.T * (total * fitted * (1 - fitted))) @ regressors + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    fitted = expit(regressors @ weights)
    strength = _strength(yes, total, fitted)
    return np.asarray((yes + strength * fitted) / (total + strength))


def _strength(yes: Array, total: Array, fitted: Array) -> float:
    """How many plays the fitted share is worth: 1/rho - 1, rho the correlation within rows by moments."""
    seen = total > 1
    if not seen.any():
        return _MOST
    variance = total[seen] * fitted[seen] * (1 - fitted[seen])
    excess = ((yes[seen] - total[seen] * fitted[seen]) ** 2 - variance).sum()
    most = (variance * (total[seen] - 1)).sum()
    correlation = float(np.clip(excess / max(most, 1e-12), 1e-6, 0.99))
    return min(1 / correlation - 1, _MOST)
