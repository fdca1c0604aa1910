"""All equilibria of the signalling game, and what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import expit, ndtr
from signaling_data import MULTIPLE

from detente import UsageError
from detente.strategy import solve

PAYOFF = st.floats(-4, 4)
GAMES = st.fixed_dictionaries(dict.fromkeys(("SA", "VA", "CB", "barWA", "barWB", "bara", "VB"), PAYOFF))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [0.2964518, 0.4724232, 0.8740314]),
        ({"barWB": -2.9}, [0.2511046, 0.5947228, 0.8133217]),
        ({"barWB": -2.4, "barWA": -1.8}, [0.4990996]),
    ],
)
def test_the_published_cases(changed: dict[str, float], expected: list[float]) -> None:
    found = solve({**MULTIPLE, **changed})
    assert [one.resist for one in found] == pytest.approx(expected, abs=5e-8)


def test_of_three_equilibria_the_middle_one_is_unstable() -> None:
    assert [one.stable for one in solve(MULTIPLE)] == [True, False, True]


def test_an_equilibrium_next_to_one_is_found() -> None:
    (one,) = solve({**MULTIPLE, "bara": 0.0, "barWB": 7.0, "VB": 0.0, "CB": -1.0})
    assert 1 - one.resist < 1e-9
    assert one.log_odds > 20
    assert expit(one.log_odds) == one.resist


@settings(max_examples=60, deadline=None)
@example({"SA": 1.0, "VA": 0.0, "CB": 4.0, "barWA": 0.25, "barWB": 0.0, "bara": 0.0, "VB": 0.0})
@given(GAMES)
def test_every_equilibrium_is_a_best_reply_to_itself(payoffs: dict[str, float]) -> None:
    for one in solve(payoffs):
        assert sum(one.outcomes) == pytest.approx(1, abs=1e-9)
        assert one.outcomes[0] == pytest.approx(1 - one.challenge, abs=1e-9)
        if 1e-6 < one.resist < 1 - 1e-6 and one.firm > 1e-3:
            gain = payoffs["barWB"] * one.firm + payoffs["VB"] * (1 - one.firm) - payoffs["CB"]
            assert ndtr(gain / one.firm) == pytest.approx(one.resist, rel=1e-5, abs=1e-8)


@settings(max_examples=25, deadline=None)
@given(GAMES)
def test_no_equilibrium_of_a_fine_search_is_missed(payoffs: dict[str, float]) -> None:
    from detente.strategy.signaling.equilibria import equilibrium_gap
    from detente.strategy.signaling.game import PAYOFFS

    row = np.array([payoffs[name] for name in PAYOFFS])
    fine = np.linspace(-6, 6, 24_001)
    gap, _ = equilibrium_gap(np.broadcast_to(row, (len(fine), 7)), fine)
    crossings = int((np.sign(gap[:-1]) * np.sign(gap[1:]) < 0).sum())
    inside = sum(ndtr(-6) < one.resist < ndtr(6) for one in solve(payoffs))
    assert inside >= crossings


def test_players_beliefs_are_those_of_simulated_play() -> None:
    """Draw the shocks, let both sides reply to the equilibrium, count what happens."""
    rng = np.random.default_rng(3)
    game = {**MULTIPLE, "barWB": -2.4, "barWA": -1.8}
    (one,) = solve(game)
    firm, back = game["barWA"] + rng.normal(size=400_000), game["bara"] + rng.normal(size=400_000)
    challenge = one.resist * np.maximum(firm, back) + (1 - one.resist) * game["VA"] > 0
    assert challenge.mean() == pytest.approx(one.challenge, abs=0.003)
    assert (firm > back)[challenge].mean() == pytest.approx(one.belief, abs=0.01)
    fight, give_way = game["barWB"] + rng.normal(size=400_000), game["VB"]
    resist = one.belief * fight + (1 - one.belief) * give_way > 0
    assert resist.mean() == pytest.approx(one.resist, abs=0.003)


def test_an_unknown_payoff_is_named() -> None:
    with pytest.raises(UsageError, match=r"S612.*barWA"):
        solve({"barwa": 1.0})
