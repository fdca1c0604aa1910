"""Base rates of a position: plain and fitted, on any part of a position."""

from __future__ import annotations

import math
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from detente.errors import DetenteError
from detente.history import (
    Position,
    base_rates,
    card,
    crises,
    crisis,
    plain_rate,
    position_of,
    score_card,
)
from detente.history.design import COLUMNS
from detente.history.hazard import fitted

HINTS = get_type_hints(Position)


def some(field: str) -> st.SearchStrategy[Any]:
    """Any value of a field, or none."""
    values = [value for part in get_args(HINTS[field]) for value in get_args(part)]
    if values:
        return st.sampled_from([None, *values])
    if bool in get_args(HINTS[field]):
        return st.sampled_from([None, True, False])
    return st.none() | (st.integers(1918, 2030) if field == "year" else st.integers(-179, 179))


POSITIONS = st.builds(Position, **{field: some(field) for field in Position.__struct_fields__})


@given(POSITIONS)
@settings(max_examples=60, deadline=None)
def test_any_part_of_a_position_has_rates(position: Position) -> None:
    found = base_rates(position)
    for rate in found.rates:
        assert 0 < rate.low <= rate.chance <= rate.high < 1
        assert 0 < rate.all.low < rate.all.rate < rate.all.high < 1
        assert (rate.alike is None) == (position.trigger is None)
        told = {reason.variable for reason in rate.reasons}
        assert not told & set(found.unknown)
        assert all(reason.low <= reason.odds <= reason.high for reason in rate.reasons)
        sizes = [abs(math.log(reason.odds)) for reason in rate.reasons]
        assert sizes == sorted(sizes, reverse=True)


@given(POSITIONS)
@settings(max_examples=30, deadline=None)
def test_a_crisis_is_never_over_sooner_in_more_time(position: Position) -> None:
    found = base_rates(position)
    days = [found.of(f"over in {days} days") for days in (30, 90, 180)]
    for attribute in ("chance", "low", "high"):
        values = [getattr(each, attribute) for each in days]
        assert values == sorted(values)


def test_the_same_call_gives_the_same_figures() -> None:
    position = Position(trigger="violent act", year=2024)
    assert base_rates(position) == base_rates(position)


def test_plain_rates_are_the_published_ones() -> None:
    rate = plain_rate("violent response", "violent act")
    assert (rate.came, rate.cases) == (231, 381)
    assert rate.rate == pytest.approx(0.606, abs=1e-3)
    assert (rate.low, rate.high) == pytest.approx(beta(231.5, 150.5).ppf([0.05, 0.95]))


def test_a_rate_of_few_cases_is_never_none_or_all() -> None:
    rates = [plain_rate(name, trigger) for name in ("full-scale war", "mediation", "violent response")
             for trigger in ("verbal act", "economic act", "other non-violent act")]  # fmt: skip
    few = [rate for rate in rates if rate.came in (0, rate.cases)]
    assert few
    assert all(0 < rate.low < rate.rate < rate.high < 1 for rate in few)


def test_a_crisis_counts_once_where_the_question_is_about_the_crisis() -> None:
    assert plain_rate("full-scale war").cases == sum(each.violence is not None for each in crises())
    assert plain_rate("mediation").came == sum(each.mediated is True for each in crises())


def test_without_any_knowledge_the_chance_is_the_plain_rate() -> None:
    for rate in base_rates(Position()).rates:
        assert rate.chance == pytest.approx(rate.all.rate, abs=0.03), rate.name
        assert rate.reasons == ()


def test_what_is_known_moves_the_chance_the_known_way() -> None:
    def force(**facts: Any) -> float:
        return base_rates(Position(**facts)).of("violent response").chance

    assert force(trigger="violent act") > force(trigger="verbal act") + 0.25
    assert force(trigger="violent act", adversary_power="superpower") < force(trigger="violent act")
    war = base_rates(Position(trigger="violent act", response="violent military act")).of("full-scale war")
    words = base_rates(Position(trigger="violent act", response="verbal act")).of("full-scale war")
    assert war.chance > words.chance


def test_the_answer_is_no_part_of_its_own_forecast() -> None:
    with_answer = Position(trigger="violent act", response="violent military act")
    without = Position(trigger="violent act")
    name = "violent response"
    assert base_rates(with_answer).of(name).chance == base_rates(without).of(name).chance


def test_knowing_more_moves_from_the_average_of_what_may_be() -> None:
    """What is unknown is averaged: between the chances that its values would give."""
    base = {"trigger": "violent act", "trigger_by": "state"}
    low, high = sorted(
        base_rates(Position(**base, response=response)).of("full-scale war").chance
        for response in ("verbal act", "violent military act")
    )
    assert low < base_rates(Position(**base)).of("full-scale war").chance < high


def test_interval_widens_with_what_is_not_like_history() -> None:
    usual = base_rates(Position(trigger="violent act")).of("mediation")
    odd = base_rates(Position(trigger="economic act", intra_war=True, ethnic="secessionist")).of("mediation")
    assert odd.high - odd.low > usual.high - usual.low


def test_positions_hold_no_names() -> None:
    position = position_of(crisis(482).actors[0], crisis(482))
    assert position.year == 2016
    assert not {"name", "state", "number", "adversary"} & set(Position.__struct_fields__)


def test_the_models_were_fitted_to_the_shipped_table() -> None:
    assert fitted().table_sha256 == card().sha256["actors.tsv.gz"]


def test_the_columns_are_those_that_were_fitted() -> None:
    assert fitted().columns == tuple(column.name for column in COLUMNS)


@pytest.mark.parametrize(
    "facts", [{"trigger": "war"}, {"power": 3}, {"power_gap": float("nan")}, {"year": "x"}]
)
def test_a_value_that_there_is_not(facts: dict[str, Any]) -> None:
    with pytest.raises(DetenteError, match="H305"):
        base_rates(Position(**facts))


def test_the_score_is_that_of_as_much_knowledge() -> None:
    little, much = (
        base_rates(Position(trigger="violent act")),
        position_of(crisis(196).actors[0], crisis(196)),
    )
    assert little.of("mediation").score == score_card().scores["little"]["mediation"]
    assert base_rates(much).of("mediation").score == score_card().scores["full"]["mediation"]


@pytest.mark.parametrize("name", ["violent response", "full-scale war", "mediation", "another in 5 years"])
def test_on_crises_left_out_the_model_beats_plain_rates(name: str) -> None:
    """What the score card that ships says; with half of it withheld the trigger is often withheld too."""
    full, half = (score_card().scores[how][name] for how in ("full", "half"))
    assert full.log_loss < min(full.log_loss_bars.values())
    assert full.brier_skill["by trigger"].interval[0] > 0
    assert half.log_loss < half.log_loss_bars["overall"]


def test_a_question_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        base_rates(Position()).of("peace")
