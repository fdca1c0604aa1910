"""The fitted models of the base rates and what they say of a position of which only part is known.

Every model is a discrete-time hazard with a logit link (Singer and Willett 1993, Journal of Educational
Statistics 18(2)): in period ``t`` the hazard is ``logit^-1(a_t + b'x)``, and the chance by the end of period
``T`` is ``1 - prod_{t<=T} (1 - hazard_t)``. A plain outcome has one period, so that it is a logistic
regression. What of ``x`` is not known is integrated out over its distribution in history given what is known,
taken as jointly normal (mean and covariance of the columns over past actors), by Gauss-Hermite quadrature.
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec
import numpy as np
from msgspec import Struct

from detente.history.design import COLUMNS, Array
from detente.history.table import shipped_bytes

LEVEL = 0.9
"""What the intervals are to cover."""
DRAWS, SEED = 600, 20
NODES = 9


class HazardModel(Struct, frozen=True):
    """A fitted model: first one intercept a period, then one coefficient a column.

    ``covariance`` is the inverse curvature at the estimates times ``spread``, the factor by which the cases
    of a crisis vary together more than independent ones would. ``prior`` is m of the log-F(m, m) prior on
    each coefficient, a quarter of it on those of trigger and answer; ``cases`` are actors, ``crises`` theirs.
    """

    columns: tuple[str, ...]
    periods: tuple[int, ...]
    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    prior: float
    spread: float
    cases: int
    crises: int


class Distribution(Struct, frozen=True):
    """Mean and covariance of all columns of ``design`` over past actors."""

    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]


class Fitted(Struct, frozen=True):
    """Everything that was fitted. ``history`` has the columns' distribution by what counts once.

    ``"actors"`` counts every actor once, ``"crises"`` every crisis, its actors sharing the weight.
    """

    made_by: str
    citation: str
    table_sha256: str
    columns: tuple[str, ...]
    history: dict[str, Distribution]
    models: dict[str, HazardModel]


@cache
def fitted() -> Fitted:
    """The models that ship; ``training/history/fit_base_rates.py`` made them. Raises ``DataError`` (H302)."""
    return msgspec.json.decode(shipped_bytes("base_rates.json"), type=Fitted)


class Chance(Struct, frozen=True):
    """The chance that something has come by the end of a period, with its interval."""

    chance: float
    low: float
    high: float


class Effect(Struct, frozen=True):
    """What some columns do to the log odds against the average past actor, with its standard error."""

    log_odds: float
    error: float


class Prediction:
    """A model applied to a position: ``known`` as ``encode`` gives it, not-a-number where not known."""

    def __init__(self, model: HazardModel, known: Array, of: Distribution) -> None:
        places = [_PLACE[name] for name in model.columns]
        self._model = model
        self._mean = np.array(of.mean)[places]
        self._known = known[places]
        spread = np.array(of.covariance)[np.ix_(places, places)]
        self._filled, self._left = fill(self._known, self._mean, spread)
        self._estimate = np.array(model.coefficients)
        self._covariance = np.array(model.covariance)

    def by(self, horizon: int) -> Chance:
        """The chance by the last day of one of the model's periods: mean and interval."""
        chances = self.draws(horizon)
        low, high = np.quantile(chances, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return Chance(float(chances.mean()), float(low), float(high))

    def draws(self, horizon: int) -> Array:
        """The chance by a period's last day under draws of the coefficients; shape ``(DRAWS,)``."""
        periods = self._model.periods.index(horizon) + 1
        split = len(self._model.periods)
        draws = _coefficients(self._model)
        shift = draws[:, split:] @ self._filled
        error = np.sqrt(np.einsum("di,ij,dj->d", draws[:, split:], self._left, draws[:, split:]).clip(0))
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        scores = draws[:, None, :periods] + (shift[:, None] + error[:, None] * nodes)[:, :, None]
        stays = np.exp(-np.logaddexp(0, scores).sum(axis=2))
        chances: Array = 1 - stays @ (weights / weights.sum())
        return chances

    def effect(self, columns: tuple[str, ...]) -> Effect:
        """What the known values of these columns do, against their averages in history."""
        away = np.zeros(len(self._estimate))
        for name in columns:
            if name in self._model.columns:
                place = self._model.columns.index(name)
                away[len(self._model.periods) + place] = self._known[place] - self._mean[place]
        return Effect(float(away @ self._estimate), float(np.sqrt(max(away @ self._covariance @ away, 0.0))))


_PLACE = {column.name: place for place, column in enumerate(COLUMNS)}


def fill(known: Array, mean: Array, spread: Array) -> tuple[Array, Array]:
    """Mean and covariance of all columns given the known ones, under a joint normal distribution."""
    lacks = np.isnan(known)
    filled, left = known.copy(), np.zeros_like(spread)
    if not lacks.any():
        return filled, left
    has = ~lacks
    across = spread[np.ix_(lacks, has)]
    pull = np.linalg.solve(spread[np.ix_(has, has)], across.T).T if has.any() else across
    filled[lacks] = mean[lacks] + pull @ (known[has] - mean[has])
    left[np.ix_(lacks, lacks)] = spread[np.ix_(lacks, lacks)] - pull @ across.T
    return filled, left


@lru_cache(maxsize=16)
def _coefficients(model: HazardModel) -> Array:
    """Draws of a model's coefficients in opposite pairs, the same at every call; shape ``(DRAWS, n)``.

    The eigenvalues of the covariance are cut at 0 because the shipped figures are rounded.
    """
    values, vectors = np.linalg.eigh(np.array(model.covariance))
    half = np.random.default_rng(SEED).standard_normal((DRAWS // 2, len(values)))
    away = np.concatenate([half, -half]) @ (vectors * np.sqrt(values.clip(0))).T
    drawn: Array = np.array(model.coefficients) + away
    return drawn
