"""Hawkes processes: the likelihood against its definition, symmetries, recovery, and what is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics.processes import HawkesFit, events_needed, excitation, fit_hawkes, simulate_hawkes
from detente.errors import ModelError, UsageError

BRANCHING = np.array([[0.4, 0.0], [0.3, 0.2]])
BASELINE = np.array([0.5, 0.3])
END = 600.0


def drawn(seed: int = 1, **extra: Any) -> Any:
    return simulate_hawkes(BASELINE, BRANCHING, 1.2, END, rng=seed, **extra)


@pytest.fixture(scope="module")
def fit() -> HawkesFit:
    events = drawn()
    return fit_hawkes(events.times, events.types, end=END, names=["up", "down"])


def definition(fit: HawkesFit, times: np.ndarray, types: np.ndarray) -> float:
    """The log-likelihood, summed over all pairs of events."""
    mu, matrix, decay = [each.value for each in fit.baseline], fit.branching(), fit.decay.value
    value = 0.0
    for time, kind in zip(times, types, strict=True):
        before = times < time
        if fit.clock == "continuous":
            kernel = decay * np.exp(-decay * (time - times[before]))
        else:
            kernel = np.expm1(decay) * np.exp(-decay * (time - times[before]))
        value += np.log(mu[kind] + matrix[kind, types[before]] @ kernel)
    left = fit.end - times - (fit.clock == "days")
    seen = -np.expm1(-decay * left)
    # A day's count is Poisson up to a constant in the counts, as the rate of a point process is.
    return float(value - sum(mu) * fit.end - (matrix.sum(axis=0)[types] * seen).sum())


@pytest.mark.parametrize("clock", ["continuous", "days"])
def test_the_log_likelihood_is_its_definition(clock: Any) -> None:
    events = simulate_hawkes(BASELINE / 2, BRANCHING, 0.5, END, rng=3, clock=clock)
    fit = fit_hawkes(events.times, events.types, end=END, clock=clock)
    assert fit.log_likelihood == pytest.approx(definition(fit, events.times, events.types), abs=1e-6)


def test_no_neighbour_is_more_likely(fit: HawkesFit) -> None:
    events = drawn()
    for factor in (0.97, 1.03):
        decay = msgspec.structs.replace(fit.decay, value=fit.decay.value * factor)
        other = msgspec.structs.replace(fit, decay=decay)
        assert definition(other, events.times, events.types) < fit.log_likelihood
        baseline = tuple(msgspec.structs.replace(each, value=each.value * factor) for each in fit.baseline)
        other = msgspec.structs.replace(fit, baseline=baseline)
        assert definition(other, events.times, events.types) < fit.log_likelihood


def test_what_was_simulated_is_found(fit: HawkesFit) -> None:
    for each, true in zip(fit.excitation, BRANCHING.ravel(), strict=True):
        assert each.children.low is not None
        assert each.children.high is not None
        assert each.children.low <= true <= each.children.high
    assert fit.decay.low is not None
    assert fit.decay.high is not None
    assert fit.decay.low < 1.2 < fit.decay.high
    assert {(each.source, each.target) for each in fit.excitation if each.q < 0.05} == {
        ("up", "up"), ("up", "down"), ("down", "down"),
    }  # fmt: skip
    assert min(each.p for each in fit.residuals) > 0.01
    assert 0.0 < fit.exogenous() < 1.0


def test_a_wrong_model_fails_the_residual_check() -> None:
    # Clockwork: one event each full unit of time, which no self-exciting process makes.
    times = np.arange(400) + 0.01 * np.random.default_rng(1).uniform(size=400)
    fit = fit_hawkes(times, np.zeros(400, dtype=int), end=400.0)
    assert fit.residuals[0].p < 1e-6


def test_events_without_excitation_show_none() -> None:
    rng = np.random.default_rng(5)
    fit = fit_hawkes(rng.uniform(0, 500, 500), rng.integers(0, 2, 500), end=500.0)
    assert all(each.q > 0.05 for each in fit.excitation)
    assert all(each.children.low == 0.0 for each in fit.excitation)


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(3)), st.integers(0, 100))
def test_renaming_types_renames_the_estimates(order: list[int], seed: int) -> None:
    events = simulate_hawkes([0.4, 0.3, 0.5], np.full((3, 3), 0.15), 1.0, 300.0, rng=seed)
    place = np.array(order)
    one = fit_hawkes(events.times, events.types, end=300.0)
    two = fit_hawkes(events.times, place[events.types], end=300.0)
    assert two.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-4)
    assert two.branching()[np.ix_(place, place)] == pytest.approx(one.branching(), abs=5e-3)


@settings(max_examples=8, deadline=None)
@given(st.floats(0.01, 100.0), st.floats(-1e3, 1e3))
def test_the_unit_and_origin_of_time_do_not_matter(unit: float, origin: float) -> None:
    events = drawn(2)
    one = fit_hawkes(events.times, events.types, end=END)
    two = fit_hawkes(
        origin + unit * events.times, events.types, start=origin, end=origin + unit * END * (1 + 1e-12)
    )
    assert two.branching() == pytest.approx(one.branching(), abs=2e-3)
    assert two.decay.value * unit == pytest.approx(one.decay.value, rel=5e-3)
    assert two.baseline[0].value * unit == pytest.approx(one.baseline[0].value, rel=5e-3)


def test_marks_scale_the_children() -> None:
    marks = np.random.default_rng(0).normal(size=50)
    events = simulate_hawkes(BASELINE, BRANCHING, 1.2, 3 * END, rng=4, marks=marks, slope=0.6)
    fit = fit_hawkes(events.times, events.types, end=3 * END, marks=events.marks)
    assert fit.slope is not None
    assert fit.slope.low is not None
    assert fit.slope.high is not None
    assert 0.0 < fit.slope.low < 0.6 < fit.slope.high


def test_the_simulator_keeps_the_mean_rate() -> None:
    counts = [np.bincount(drawn(seed).types, minlength=2) for seed in range(40)]
    expected = END * np.linalg.solve(np.eye(2) - BRANCHING, BASELINE)
    assert np.mean(counts, axis=0) == pytest.approx(expected, rel=0.06)
    one, two = drawn(9), drawn(9)
    assert np.array_equal(one.times, two.times)


def test_too_few_events_are_refused_with_the_number_needed() -> None:
    with pytest.raises(ModelError, match=f"H502.*needs {events_needed(2)}"):
        fit_hawkes(np.arange(20.0), np.arange(20) % 2, end=20.0)
    with pytest.raises(ModelError, match=r"H502.*'rare'"):
        fit_hawkes(np.arange(600.0), np.arange(600) == 7, end=600.0, names=["often", "rare"])


@pytest.mark.parametrize(
    ("times", "types", "end"),
    [
        ([0.0, np.nan], [0, 0], 2.0), ([0.0, 3.0], [0, 0], 2.0), ([0.0, 1.0], [0], 2.0),
        ([0.0, 1.0], [0, -1], 2.0), ([0.0, 1.0], [0, 0], np.inf),
    ],
)  # fmt: skip
def test_wrong_calls_are_refused(times: list[float], types: list[int], end: float) -> None:
    with pytest.raises(UsageError, match="H501"):
        fit_hawkes(times, types, end=end)


def test_simultaneous_events_need_the_clock_of_days() -> None:
    times = np.repeat(np.arange(300.0), 2)
    with pytest.raises(ModelError, match="H503"):
        fit_hawkes(times, np.zeros(600, dtype=int), end=300.0)


def test_an_exploding_process_is_not_simulated() -> None:
    with pytest.raises(UsageError, match="H510"):
        simulate_hawkes([1.0], [[1.1]], 1.0, 10.0, rng=1)


class TestExcitation:
    @staticmethod
    def columns(seed: int = 1) -> dict[str, np.ndarray]:
        matrix = np.array([[0.1, 0.5], [0.5, 0.1]])
        events = simulate_hawkes([0.1, 0.1], matrix, 0.5, 1500.0, rng=seed, clock="days")
        size = len(events.times)
        return {
            "source": events.types, "target": 1 - events.types, "rung": np.full(size, 4.0),
            "day": 19_000 + events.times, "known": np.ones(size, dtype=bool),
        }  # fmt: skip

    def test_who_answers_whom(self) -> None:
        found = excitation(("Iran", "Pakistan"), **self.columns())
        pairs = [(each.source, each.target) for each in found.found()[:2]]
        one, two = "Iran escalates against Pakistan", "Pakistan escalates against Iran"
        assert set(pairs) == {(one, two), (two, one)}
        assert found.left_out == 0

    def test_exchanged_names_exchange_the_answer(self) -> None:
        one = excitation(("A", "B"), **self.columns())
        two = excitation(("B", "A"), **self.columns())
        assert one.fit is not None
        assert two.fit is not None
        assert one.fit.branching() == pytest.approx(two.fit.branching())

    def test_few_events_give_a_reason(self) -> None:
        found = excitation(("A", "B"), **{name: each[:30] for name, each in self.columns().items()})
        assert found.fit is None
        assert found.reason is not None
        assert str(events_needed(1)) in found.reason

    def test_unknown_days_and_rungs_are_left_out(self) -> None:
        columns = self.columns()
        columns["rung"][::10] = np.nan
        columns["known"][1::10] = False
        found = excitation(("A", "B"), **columns)
        assert found.left_out == (len(columns["day"]) + 9) // 10 + (len(columns["day"]) + 8) // 10
