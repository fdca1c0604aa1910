"""How the base rates are fitted: priors by added rows, missing cells, person-period tables."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from detente.history import crises
from detente.history.design import COLUMNS

sm = pytest.importorskip("statsmodels.api", reason="fitting needs statsmodels, an extra")
sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "history"))

from fitting import Cases, cases_of, distribution, fit, rows_of, shared  # noqa: E402


@pytest.fixture(scope="module")
def cases() -> Cases:
    return cases_of(crises())


@pytest.fixture(scope="module")
def filled(cases: Cases) -> np.ndarray:
    return distribution(cases.columns, np.ones(len(cases.crisis)))[2]


def test_added_rows_are_the_log_f_prior(cases: Cases, filled: np.ndarray) -> None:
    """The fit is the mode of the likelihood times log-F(m, m) densities, found by another optimiser."""
    found = fit("violent response", cases, filled, 6.0)
    rows = rows_of("violent response", cases)
    places = [n for n, column in enumerate(COLUMNS) if column.name in found.columns]
    design = np.column_stack([np.ones(len(rows.case)), filled[rows.case][:, places]])
    middle = design.mean(axis=0)
    strength = np.array([1.5 if COLUMNS[place].field == "trigger" else 6.0 for place in places])

    def loss(weights: np.ndarray) -> float:
        score = design @ weights
        prior = strength / 2 * weights[1:] - strength * np.logaddexp(0, weights[1:])
        average = 0.5 * middle @ weights - np.logaddexp(0, middle @ weights)
        return float((np.logaddexp(0, score) - rows.came * score).sum() - prior.sum() - average)

    def slope(weights: np.ndarray) -> np.ndarray:
        own: np.ndarray = design.T @ (expit(design @ weights) - rows.came)
        own[1:] -= strength / 2 - strength * expit(weights[1:])
        own -= middle * (0.5 - expit(middle @ weights))
        return own

    other = minimize(loss, np.zeros(design.shape[1]), jac=slope, method="BFGS", options={"gtol": 1e-8}).x
    assert found.coefficients == pytest.approx(other, abs=1e-4)


def test_a_stronger_prior_draws_to_zero(cases: Cases, filled: np.ndarray) -> None:
    weak, strong = (fit("full-scale war", cases, filled, prior) for prior in (2.0, 64.0))
    assert np.abs(strong.coefficients[1:]).sum() < np.abs(weak.coefficients[1:]).sum()


def test_a_fact_that_never_varies_with_the_answer_stays_finite(cases: Cases, filled: np.ndarray) -> None:
    """Three wars out of three do not give a chance of one."""
    few = np.flatnonzero(cases.crisis < 12)
    chosen = np.zeros(len(cases.crisis), dtype=bool)
    chosen[few] = True
    found = fit("mediation", cases.take(chosen), filled[chosen], 2.0)
    assert np.abs(found.coefficients).max() < 6


def test_missing_cells_do_not_move_the_distribution(cases: Cases) -> None:
    rng = np.random.default_rng(1)
    whole = rng.multivariate_normal([1.0, -1.0], [[1.0, 0.8], [0.8, 1.0]], 4000)
    holes = whole.copy()
    holes[whole[:, 0] > 1.5, 1] = np.nan
    mean, spread, _ = distribution(holes, np.ones(len(holes)))
    assert mean == pytest.approx([1.0, -1.0], abs=0.08)
    assert spread[0, 1] == pytest.approx(0.8, abs=0.08)


def test_a_crisis_shares_its_weight() -> None:
    assert shared(np.array([4, 4, 7])) == pytest.approx([0.5, 0.5, 1.0])


def test_each_case_ends_once(cases: Cases) -> None:
    rows = rows_of("end", cases)
    ends = np.bincount(rows.case, weights=rows.came, minlength=len(cases.crisis))
    assert set(ends) == {0.0, 1.0}
    seen = [case for case, actor in enumerate(cases.actors) if actor.days is not None and actor.days > 180]
    assert all(ends[case] == 0 for case in seen)
