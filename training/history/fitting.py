"""Fits the discrete-time hazards of the base rates with statsmodels, under log-F priors by added rows.

A log-F(m, m) prior on a coefficient is the likelihood of two rows in which its column alone is 1 and the
intercept is 0, one a success and one a failure, each of weight m/2 (Greenland and Mansournia 2015, Statistics
in Medicine 34(23)), so that an ordinary binomial regression gives the posterior mode and its curvature.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from msgspec import Struct

from detente.history import PastActor, PastCrisis, position_of
from detente.history.design import ANSWER, COLUMNS, encode
from detente.history.hazard import Distribution, HazardModel
from detente.history.targets import PERIODS, QUESTIONS, course

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PRIORS = (4.0, 16.0, 64.0)
"""Strengths of the prior to choose from: m = 4 keeps odds ratios in 1/9.6 to 9.6, 64 in 1/1.6 to 1.6."""
LEADING_FIELDS, LEADING = ("trigger", "response"), 0.25
"""Fields known to lead, and the share of the prior's strength that holds their coefficients back."""
INTERCEPT = 1.0
"""m of the prior on the log odds of each period at the average position: half a case each way."""
INNER_FOLDS = 3
RIDGE = 1e-3
ONCE_A_CRISIS = {question.model for question in QUESTIONS if question.unit == "crises"}


class Cases(Struct, frozen=True):
    """Past actors as numbers: columns (not-a-number where unknown), crisis, and the weight of one in n."""

    actors: tuple[PastActor, ...]
    crises: tuple[PastCrisis, ...]
    columns: Array
    crisis: Ints

    def take(self, chosen: npt.NDArray[np.bool_]) -> Cases:
        """Some of the cases."""
        places = np.flatnonzero(chosen)
        return Cases(
            tuple(self.actors[n] for n in places), tuple(self.crises[n] for n in places),
            self.columns[places], self.crisis[places],
        )  # fmt: skip


def cases_of(crises: Iterable[PastCrisis]) -> Cases:
    """All actors of the crises whose trigger is coded."""
    pairs = [(actor, each) for each in crises for actor in each.actors if actor.trigger is not None]
    return Cases(
        tuple(actor for actor, _ in pairs), tuple(each for _, each in pairs),
        np.array([encode(position_of(actor, each)) for actor, each in pairs]),
        np.array([each.id for _, each in pairs]),
    )  # fmt: skip


def distribution(columns: Array, weight: Array, rounds: int = 60) -> tuple[Array, Array, Array]:
    """Mean and covariance of the columns where cells are missing (EM, normal), and the cells filled in."""
    share = weight / weight.sum()
    mean, spread = np.nanmean(columns, axis=0), np.diag(np.nanvar(columns, axis=0) + RIDGE)
    patterns: dict[bytes, list[int]] = {}
    for place, row in enumerate(np.isnan(columns)):
        patterns.setdefault(row.tobytes(), []).append(place)
    filled = columns.copy()
    for _ in range(rounds):
        extra = np.zeros_like(spread)
        for rows in patterns.values():
            lacks = np.isnan(columns[rows[0]])
            if not lacks.any():
                continue
            has = ~lacks
            pull = np.linalg.solve(spread[np.ix_(has, has)], spread[np.ix_(has, lacks)]).T
            filled[np.ix_(rows, lacks)] = mean[lacks] + (columns[np.ix_(rows, has)] - mean[has]) @ pull.T
            extra[np.ix_(lacks, lacks)] += share[rows].sum() * (
                spread[np.ix_(lacks, lacks)] - pull @ spread[np.ix_(has, lacks)]
            )
        mean = share @ filled
        away = filled - mean
        spread = (away * share[:, None]).T @ away + extra + RIDGE * np.eye(len(mean))
    return mean, spread, filled


class Rows(Struct, frozen=True):
    """One row a case and period at risk: period, case, whether it came then, weight."""

    period: Ints
    case: Ints
    came: Array
    weight: Array


def rows_of(model: str, cases: Cases) -> Rows:
    """The person-period table of a model. Cases of a crisis that counts once share its weight."""
    found: list[tuple[int, int, float]] = []
    for place, (actor, crisis) in enumerate(zip(cases.actors, cases.crises, strict=True)):
        seen = course(model, actor, crisis)
        first = 0
        for period, last in enumerate(PERIODS[model]):
            if seen is None or seen.days <= first or (not seen.came and seen.days < last):
                break
            found.append((period, place, float(seen.came and seen.days <= last)))
            first = last
    period, case, came = (np.array(column) for column in zip(*found, strict=True))
    weight = np.ones(len(case))
    if model in ONCE_A_CRISIS:
        weight = shared(cases.crisis[case])
    return Rows(period, case, came.astype(float), weight)


def shared(crisis: Ints) -> Array:
    """Weights of cases such that every crisis weighs one."""
    _, inverse, counts = np.unique(crisis, return_inverse=True, return_counts=True)
    weight: Array = 1.0 / counts[inverse]
    return weight


def fit_all(cases: Cases) -> tuple[dict[str, Distribution], dict[str, HazardModel]]:
    """The columns' distributions, and every model with the prior that does best on crises left out."""
    weights = {"actors": np.ones(len(cases.crisis)), "crises": shared(cases.crisis)}
    found = {unit: distribution(cases.columns, weight) for unit, weight in weights.items()}
    filled = found["actors"][2]
    models = {name: fit(name, cases, filled, choose_prior(name, cases, filled)) for name in PERIODS}
    return {
        unit: Distribution(tuple(map(float, mean)), tuple(tuple(map(float, row)) for row in spread))
        for unit, (mean, spread, _) in found.items()
    }, models


def used(model: str) -> tuple[str, ...]:
    """The columns of a model."""
    return tuple(column.name for column in COLUMNS if model != "violent response" or column.name != ANSWER)


def fit(model: str, cases: Cases, filled: Array, prior: float) -> HazardModel:
    """A model fitted to cases whose missing cells are filled in."""
    rows = rows_of(model, cases)
    names = used(model)
    places = [n for n, column in enumerate(COLUMNS) if column.name in names]
    periods, width = len(PERIODS[model]), len(names)
    design = np.column_stack([np.eye(periods)[rows.period], filled[rows.case][:, places]])
    middle = np.average(design[:, periods:], axis=0, weights=rows.weight)
    added = np.block(
        [[np.zeros((width, periods)), np.eye(width)], [np.eye(periods), np.tile(middle, (periods, 1))]]
    )
    own = [prior * (LEADING if COLUMNS[place].field in LEADING_FIELDS else 1.0) for place in places]
    strength = np.concatenate([own, np.full(periods, INTERCEPT)]) / 2
    result = sm.GLM(
        np.concatenate([rows.came, np.ones(len(added)), np.zeros(len(added))]),
        np.concatenate([design, added, added]),
        family=sm.families.Binomial(),
        freq_weights=np.concatenate([rows.weight, strength, strength]),
    ).fit()
    chance = result.predict(design)
    spread = clustering(design, rows, chance, cases.crisis[rows.case], np.array(result.cov_params()))
    return HazardModel(
        names, PERIODS[model], tuple(map(float, result.params)),
        tuple(tuple(map(float, row)) for row in np.array(result.cov_params()) * spread),
        prior, spread, len(set(rows.case)), len(set(cases.crisis[rows.case])),
    )  # fmt: skip


def clustering(design: Array, rows: Rows, chance: Array, crisis: Ints, inverse: Array) -> float:
    """By how much scores vary between crises more than between independent cases; at least 1."""
    scores = design * (rows.weight * (rows.came - chance))[:, None]
    _, place = np.unique(crisis, return_inverse=True)
    sums = np.zeros((place.max() + 1, design.shape[1]))
    np.add.at(sums, place, scores)
    curvature = (design * (rows.weight * chance * (1 - chance))[:, None]).T @ design
    return max(1.0, float(np.trace(inverse @ sums.T @ sums) / np.trace(inverse @ curvature)))


def log_loss(model: HazardModel, name: str, cases: Cases, filled: Array) -> float:
    """Minus the log likelihood of cases with nothing missing, weights as in fitting."""
    rows = rows_of(name, cases)
    places = [n for n, column in enumerate(COLUMNS) if column.name in model.columns]
    split = len(model.periods)
    weights = np.array(model.coefficients)
    score = weights[:split][rows.period] + filled[rows.case][:, places] @ weights[split:]
    return float((rows.weight * (np.logaddexp(0, score) - rows.came * score)).sum())


def choose_prior(model: str, cases: Cases, filled: Array) -> float:
    """The strength with the best log loss on crises left out, over ``INNER_FOLDS`` folds by crisis."""
    fold = cases.crisis % INNER_FOLDS
    losses = {
        prior: sum(
            log_loss(
                fit(model, cases.take(fold != out), filled[fold != out], prior),
                model, cases.take(fold == out), filled[fold == out],
            )
            for out in range(INNER_FOLDS)
        )
        for prior in PRIORS
    }  # fmt: skip
    return min(losses, key=lambda prior: losses[prior])
