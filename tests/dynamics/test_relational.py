"""Relational event models: statistics and likelihoods against their definitions, recovery, refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics.processes import STATISTICS, RelationalFit, fit_relational, simulate_relational
from detente.errors import ModelError, UsageError

TRUTH = {"inertia": 0.4, "reciprocity": 0.7, "receiver_popularity": 0.2, "turn_AB_BA": 1.0}
PLAIN = tuple(name for name in STATISTICS if not name.endswith("_kind"))


@pytest.fixture(scope="module")
def events() -> Any:
    return simulate_relational(8, 600, TRUTH, rng=1, half_life=60.0)


Past = list[tuple[float, int, int, int]]
"""Time, source, target, kind."""


def slow_statistic(name: str, s: int, r: int, now: float, past: Past, kind: int, half_life: float) -> float:
    """One statistic of one pair, from the list of past events (time, source, target, kind)."""

    def weight(i: int, j: int, of: int | None = None) -> float:
        return sum(
            0.5 ** ((now - time) / half_life)
            for time, a, b, what in past
            if (a, b) == (i, j) and (of is None or what == of)
        )

    actors = range(8)
    last = {(a, b) for time, a, b, _ in past if time == past[-1][0]}
    weighted = {
        "inertia": lambda: weight(s, r),
        "reciprocity": lambda: weight(r, s),
        "sender_activity": lambda: sum(weight(s, h) for h in actors),
        "sender_popularity": lambda: sum(weight(h, s) for h in actors),
        "receiver_activity": lambda: sum(weight(r, h) for h in actors),
        "receiver_popularity": lambda: sum(weight(h, r) for h in actors),
        "transitivity": lambda: sum(min(weight(s, h), weight(h, r)) for h in actors),
        "cycle": lambda: sum(min(weight(r, h), weight(h, s)) for h in actors),
        "shared_targets": lambda: sum(min(weight(s, h), weight(r, h)) for h in actors),
        "shared_sources": lambda: sum(min(weight(h, s), weight(h, r)) for h in actors),
        "same_kind": lambda: weight(s, r, kind),
        "reciprocal_kind": lambda: weight(r, s, kind),
    }
    if name in weighted:
        return float(np.log1p(weighted[name]()))
    return float(
        {
            "turn_AB_BA": (r, s) in last,
            "turn_AB_BY": any(b == s and a != r for a, b in last),
            "turn_AB_AB": (s, r) in last,
            "turn_AB_AY": any(a == s and b != r for a, b in last),
            "turn_AB_XA": any(a == r and b != s for a, b in last),
            "turn_AB_XB": any(b == r and a != s for a, b in last),
        }[name]
    )


def slow_log_likelihood(
    events: Any, names: list[str], theta: np.ndarray, kinds: np.ndarray, times: Any
) -> float:
    """The ordinal log-likelihood, pair by pair and event by event."""
    value, past = 0.0, []
    pairs = [(s, r) for s in range(8) for r in range(8) if s != r]
    columns = list(zip(times, events.source, events.target, kinds, strict=True))
    for time, source, target, kind in columns:
        past = [(float(t), int(a), int(b), int(k)) for t, a, b, k in columns if t < time]
        scores = {
            (s, r): sum(
                part * slow_statistic(name, s, r, time, past, kind, 60.0)
                for part, name in zip(theta, names, strict=True)
            )
            if past
            else 0.0
            for s, r in pairs
        }
        value += scores[int(source), int(target)] - np.log(np.sum(np.exp(list(scores.values()))))
    return value


@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("name", STATISTICS)
def test_statistics_and_likelihood_are_their_definitions(events: Any, name: str, days: bool) -> None:
    """One statistic beside inertia on the first events; with ``days`` two events share a moment."""
    size = 60
    short = type(events)(events.source[:size], events.target[:size], events.times[:size])
    times = short.times // 2 if days else short.times
    kinds = np.arange(size) % 3
    names = [name] if name == "inertia" else [name, "inertia"]
    fit = fit_relational(
        short.source, short.target, times, statistics=names, kinds=kinds, actors=8, half_life=60.0
    )
    theta = np.array([each.estimate for each in fit.effects])
    slow = slow_log_likelihood(short, names, theta, kinds, times)
    assert fit.log_likelihood == pytest.approx(slow, abs=1e-8)


def test_what_was_simulated_is_found(events: Any) -> None:
    fit = fit_relational(
        events.source, events.target, events.times, statistics=list(TRUTH), actors=8, half_life=60.0
    )
    for each in fit.effects:
        assert each.low < TRUTH[each.name] < each.high
    assert fit.gradient < 1e-3
    assert fit.steps < 10
    assert fit.log_likelihood > fit.log_likelihood_null
    assert fit.coefficients() == {each.name: each.estimate for each in fit.effects}


def test_timed_events_give_the_rate() -> None:
    truth = {"intercept": -3.0, **TRUTH}
    drawn = simulate_relational(8, 600, truth, rng=2, half_life=5.0)
    fit = fit_relational(
        drawn.source, drawn.target, drawn.times, statistics=list(TRUTH), actors=8, half_life=5.0,
        likelihood="timed", start=0.0,
    )  # fmt: skip
    for each in fit.effects:
        assert abs(each.estimate - truth[each.name]) < 3.5 * each.se


def test_sampled_pairs_agree_with_all(events: Any) -> None:
    call: dict[str, Any] = {"statistics": ["inertia", "reciprocity"], "actors": 8, "half_life": 60.0}
    columns = (events.source, events.target, events.times)
    full, some = fit_relational(*columns, **call), fit_relational(*columns, **call, controls=20, rng=1)
    for one, two in zip(full.effects, some.effects, strict=True):
        assert abs(one.estimate - two.estimate) < 2.5 * two.se
        assert two.se > one.se
    assert fit_relational(*columns, **call, controls=20, rng=1) == some


def test_a_covariate_is_found() -> None:
    closeness = np.random.default_rng(3).normal(size=(8, 8))
    drawn = simulate_relational(8, 500, {"closeness": 0.8}, rng=3, covariates={"closeness": closeness})
    fit = fit_relational(
        drawn.source, drawn.target, statistics=(), covariates={"closeness": closeness}, actors=8
    )
    assert fit.effects[0].low < 0.8 < fit.effects[0].high


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(8)))
def test_renaming_actors_changes_nothing(order: list[int]) -> None:
    drawn = simulate_relational(8, 200, TRUTH, rng=4, half_life=60.0)
    place = np.array(order)
    call: dict[str, Any] = {"statistics": PLAIN, "actors": 8, "half_life": 60.0}

    def coefficients(fit: RelationalFit) -> list[float]:
        return [each.estimate for each in fit.effects]

    one = fit_relational(drawn.source, drawn.target, drawn.times, **call)
    two = fit_relational(place[drawn.source], place[drawn.target], drawn.times, **call)
    assert coefficients(one) == pytest.approx(coefficients(two), abs=1e-5)


def test_separation_is_said() -> None:
    # Every event answers the one before it: the turn AB-BA never fails.
    source = np.arange(200) % 2
    with pytest.raises(ModelError, match=r"H525.*turn_AB_BA"):
        fit_relational(source, 1 - source, statistics=["turn_AB_BA", "sender_activity"], actors=3)


def test_collinear_statistics_are_said(events: Any) -> None:
    same = np.ones((8, 8))
    with pytest.raises(ModelError, match=r"H524.*same"):
        fit_relational(
            events.source, events.target, statistics=["inertia"], covariates={"same": same}, actors=8
        )
    again = np.random.default_rng(0).normal(size=(8, 8))
    with pytest.raises(ModelError, match=r"H524.*one, two"):
        fit_relational(
            events.source, events.target, statistics=["inertia"], actors=8,
            covariates={"one": again, "two": 2 * again},
        )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"statistics": ["inertai"]}, {"statistics": ["same_kind"]}, {"statistics": []}, {"controls": 5},
        {"half_life": 0.0}, {"actors": 3}, {"covariates": {"x": np.ones((2, 2))}},
        {"at_risk": np.zeros((8, 8))}, {"controls": 500, "rng": 1},
    ],
)  # fmt: skip
def test_wrong_calls_are_refused(events: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="H520"):
        fit_relational(events.source, events.target, **{"actors": 8, **wrong})


def test_too_few_too_many_and_too_large() -> None:
    with pytest.raises(ModelError, match=r"H522.*needs 40"):
        fit_relational([0, 1, 2], [1, 2, 0])
    with pytest.raises(ModelError, match="H521"):
        fit_relational([0, 1], [1, 0], actors=100_000)
    rng = np.random.default_rng(0)
    source = rng.integers(0, 1000, 2000)
    with pytest.raises(ModelError, match=r"H523.*controls=50"):
        fit_relational(source, (source + 1) % 1000, actors=1000)
