"""Strategic choice in trees and the ultimatum game."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr
from signaling_data import reference_folder

import detente
from detente.strategy import Node, StrategicChoice, UltimatumGame, reproduce_games

FORMULAS = {"u1(L)": "x", "u1(RR)": "1", "u2(RR)": "z"}


def played(tree: str, size: int, seed: int = 0) -> pd.DataFrame:
    """Moves of agents with independent errors, right iff it is worth more."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"x": rng.normal(size=size), "z": rng.normal(size=size)})
    second = ndtr((0.5 + table["z"]) / np.sqrt(2))
    first = ndtr((0.8 * second - (0.2 + 0.6 * table["x"])) / np.sqrt(2))
    one, two = rng.random(size) < first, rng.random(size) < second
    if tree == "12":
        return table.assign(y=np.where(~one, "L", np.where(two, "RR", "RL")))
    third = rng.random(size) < ndtr(0.3 / np.sqrt(2))
    return table.assign(y=np.where(~one, "L", np.where(~two, "RL", np.where(third, "RRR", "RRL"))))


def test_the_truth_is_found_within_its_errors() -> None:
    fit = StrategicChoice(played("12", 3000), FORMULAS, "y").fit()
    truth = np.array([0.2, 0.6, 0.8, 0.5, 1.0])
    assert fit.converged
    assert (np.abs(fit.params - truth) < 3.5 * fit.bse).all()
    assert np.allclose(fit.predict().sum(axis=1), 1)


@pytest.mark.parametrize("errors", ["agent", "private"])
@pytest.mark.parametrize("tree", ["12", "122", "123"])
def test_the_slopes_are_those_of_the_likelihood(tree: str, errors: str) -> None:
    from detente.strategy.choice.tree import TREES, end_probabilities, ends, labels

    rng = np.random.default_rng(1)
    names = labels(TREES[tree])
    used = tuple(range(len(names)))
    at = rng.normal(size=(20, len(names)))
    options = {"private": errors == "private", "logit": False}
    shares, slopes = end_probabilities(TREES[tree], at, used, **options)
    assert np.allclose(shares.sum(axis=1), 1)
    assert shares.shape[1] == len(ends(TREES[tree]))
    for place in used:
        step = np.zeros(len(names))
        step[place] = 1e-6
        up, down = (end_probabilities(TREES[tree], at + sign * step, used, **options)[0] for sign in (1, -1))
        assert np.allclose((np.log(up) - np.log(down)) / 2e-6, slopes[:, :, place], atol=1e-5, rtol=1e-5)


def test_private_information_is_that_of_drawn_errors() -> None:
    """Draw errors on the payoffs of ends and let player 1 maximise."""
    rng = np.random.default_rng(4)
    from detente.strategy.choice.tree import TREES, end_probabilities, labels

    names = labels(TREES["12"])
    at = np.array(
        [[{"u1(L)": 0.3, "u1(RL)": -0.2, "u1(RR)": 1.0, "u2(RR)": 0.4}.get(name, 0.0) for name in names]]
    )
    (shares,), _ = end_probabilities(TREES["12"], at, (0, 1, 2, 3, 4), private=True, logit=False)
    yes = ndtr(0.4 / np.sqrt(2))
    e = rng.normal(size=(3, 500_000))
    right = (1 - yes) * (-0.2 + e[1]) + yes * (1 + e[2]) > 0.3 + e[0]
    assert 1 - shares[0] == pytest.approx(right.mean(), abs=0.003)


def test_a_tree_of_ones_own() -> None:
    tree = Node(1, "peace", Node(2, "retreat", "war"))
    table = played("12", 500).assign(y=lambda t: t["y"].map({"L": "peace", "RL": "retreat", "RR": "war"}))
    own = StrategicChoice(table, {"u1(peace)": "x", "u1(war)": "1", "u2(war)": "z"}, "y", tree=tree).fit()
    assert own.loglike == pytest.approx(StrategicChoice(played("12", 500), FORMULAS, "y").fit().loglike)


def test_three_players_and_a_scale() -> None:
    formulas = {"u1(L)": "x", "u1(RRR)": "1", "u2(RL)": "z", "u3(RRR)": "1", "log(sigma)": "x - 1"}
    fit = StrategicChoice(played("123", 800), formulas, "y", tree="123").fit()
    assert fit.converged
    assert "log(sigma):x" in fit.params


def test_bootstrap_agrees_with_the_hessian() -> None:
    fit = StrategicChoice(played("12", 800), FORMULAS, "y").fit()
    ratio = fit.bootstrap(30).bse / fit.bse
    assert 0.6 < ratio.min() < ratio.max() < 1.6


def test_statics_chart_and_penalty() -> None:
    fit = StrategicChoice(played("12", 300), FORMULAS, "y").fit(penalty="jeffreys", cov="robust")
    assert list(fit.vary("x", [0.0, 1.0])["x"]) == [0.0, 1.0]
    pytest.importorskip("altair")
    assert "mark" in fit.plot("x", [0.0, 1.0]).to_dict()


def test_private_logit_falls_back_and_says_so() -> None:
    fit = StrategicChoice(played("12", 300), FORMULAS, "y", errors="private", link="logit").fit()
    assert any("no logit form" in each for each in fit.warnings)


def test_what_cannot_be_told_apart_is_refused() -> None:
    table = played("12", 50)
    with pytest.raises(detente.DataError, match=r"M105.*player 1"):
        StrategicChoice(table, {"u1(L)": "1", "u1(RL)": "1", "u1(RR)": "1", "u2(RR)": "1"}, "y")
    with pytest.raises(detente.UsageError, match="S621"):
        StrategicChoice(table, FORMULAS, "y", tree="21")
    with pytest.raises(detente.UsageError, match="S612"):
        StrategicChoice(table, {"u1(war)": "1"}, "y")


def test_the_ultimatum_game_finds_the_truth() -> None:
    from detente.strategy.choice.ultimatum import best_offer

    rng = np.random.default_rng(6)
    x = rng.normal(size=1500)
    indices = np.stack([2 + x, np.full(1500, 4.0), np.zeros(1500), np.zeros(1500)], axis=1)
    offers = best_offer(indices, rng.logistic(size=1500), 10.0)
    accept = (rng.random(1500) < 1 / (1 + np.exp(4 - offers))).astype(int)
    table = pd.DataFrame({"x": x, "offer": offers, "accept": accept})
    game = UltimatumGame(table, {"R1": "x", "R2": "1"}, "offer", "accept", prize=10)
    fit = game.fit()
    assert fit.converged
    assert fit.params.to_numpy() == pytest.approx([2, 1, 4, 0, 0], abs=0.3)
    assert 0.6 < (fit.bootstrap(25).bse / fit.bse).median() < 1.5
    assert fit.predict()["offer"].between(0, 10).all()
    fixed = UltimatumGame(table, {"R1": "x", "R2": "1"}, "offer", prize=10, fixed={"s2": 1.0}).fit()
    assert "log(s2)" not in fixed.params
    with pytest.raises(detente.DataError, match="M104"):
        UltimatumGame(table, {"R1": "x"}, "offer", prize=1)


def test_the_reference_fits_come_out_again() -> None:
    found = reproduce_games(reference_folder())
    assert len(found) >= 11
    for name, one in found.items():
        assert one.loglik_difference is not None
        assert abs(one.loglik_difference) < 1e-4, name
        assert one.converged, name
