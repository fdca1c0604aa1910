"""Forecasts on a stream of events: what a day may know, what is counted, and what is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.cli.forecast_table import TableQuestion, forecast_table
from detente.dynamics import EventTable, forecast_stream
from detente.dynamics.stream import (
    Settings,
    StreamForecaster,
    filtered_ranks,
    hostility_of,
    live,
    next_event,
    recurrency,
)
from detente.dynamics.stream.conflict import logistic
from detente.dynamics.stream.counters import FadingCounter
from detente.dynamics.stream.features import CounterStates, feature_names
from detente.dynamics.stream.groups import groups_of
from detente.dynamics.stream.moves import Questions, both_ways, questions
from detente.dynamics.stream.panel import DayEvents, PairStates, joined, outcomes
from detente.errors import TableError, UsageError

COUNTRIES = ("Iran", "Iraq", "India", "China")
ACTORS = (*COUNTRIES, *(f"{role} ({country})" for country in COUNTRIES for role in ("Police", "Citizen")))
KINDS = ("Make statement", "Consult", "Threaten", "Use conventional military force", "Make a visit")
SMALL = Settings(candidates=6, rounds=8, negatives=50, replays=1)
FIRST_SCORED = 70


def stream(events: int = 1600, days: int = 80, seed: int = 1) -> EventTable:
    """Actors with favourite partners, who do the same again."""
    rng = np.random.default_rng(seed)
    taste = rng.dirichlet(np.full(len(ACTORS), 0.2), len(ACTORS))
    source = rng.integers(0, len(ACTORS), events)
    target = np.array([rng.choice(len(ACTORS), p=taste[one]) for one in source])
    target = np.where(target == source, (target + 1) % len(ACTORS), target)
    kind = (source + target + rng.integers(0, 2, events)) % len(KINDS)
    day = np.sort(rng.integers(0, days, events))
    columns = (each.astype(np.int32) for each in (source, kind, target, day))
    return EventTable(ACTORS, KINDS, *columns, dated=False, rows=np.arange(events) + 2)


def scrambled(table: EventTable, start: int, seed: int = 5) -> EventTable:
    """The table with other facts from a day on."""
    rng = np.random.default_rng(seed)
    late = table.day >= start
    fresh = {
        name: np.where(late, rng.integers(0, many, len(table)), getattr(table, name)).astype(np.int32)
        for name, many in (("source", len(ACTORS)), ("kind", len(KINDS)), ("target", len(ACTORS)))
    }
    return replace(table, **fresh)


@pytest.fixture(scope="module")
def table() -> EventTable:
    return stream()


@pytest.fixture(scope="module")
def lived(table: EventTable):
    return live(table, FIRST_SCORED, settings=SMALL)


class TestCounter:
    @given(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=60),
        st.integers(0, 20),
    )
    def test_day_by_day_is_what_the_whole_past_gives(self, events: list[tuple[int, int]], wait: int) -> None:
        scales = (2, 15, 0)
        counter = FadingCounter(scales)
        for day in range(31):
            counter.add(np.array([key for when, key in events if when == day], np.int64), day)
        now = 31 + wait
        counts, gap = counter.read(counter.find(np.arange(6)), now)
        for key in range(6):
            days = np.array([when for when, other in events if other == key])
            for column, scale in enumerate(scales):
                expected = np.exp(-(now - days) / scale).sum() if scale else len(days)
                assert counts[key, column] == pytest.approx(expected, rel=1e-4, abs=1e-6)
            assert np.isnan(gap[key]) if not len(days) else gap[key] == now - days.max()


class TestRanks:
    @given(st.integers(0, 10_000))
    def test_filter_and_ties_as_defined(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        scores = rng.integers(0, 4, (3, 7)).astype(float)
        pairs = np.unique(np.stack([rng.integers(0, 3, 6), rng.integers(0, 7, 6)], 1), axis=0)
        asked = Questions(np.arange(3), np.zeros(3, np.int64), pairs[:, 0], pairs[:, 1])
        found = filtered_ranks(scores, asked)
        for place, (row, answer) in enumerate(pairs):
            others = [x for x in range(7) if x == answer or [row, x] not in pairs.tolist()]
            own = scores[row, answer]
            above = sum(scores[row, x] > own for x in others)
            equal = sum(scores[row, x] == own for x in others) - 1
            assert found[place] == above + 1 + equal / 2

    @given(st.integers(0, 10_000))
    def test_other_true_answers_do_not_matter(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        scores = rng.normal(size=(1, 9))
        asked = Questions(
            np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros(2, np.int64), np.array([2, 5])
        )
        before = filtered_ranks(scores, asked)[0]
        scores[0, 5] = rng.normal() * 5
        assert filtered_ranks(scores, asked)[0] == before


class TestLeak:
    """Facts of the forecast day and after change nothing."""

    def test_a_forecast_knows_only_days_before(self, table: EventTable) -> None:
        asked = {"source": "Iran", "event": "Consult", "day": FIRST_SCORED}
        assert forecast_stream(table, **asked) == forecast_stream(scrambled(table, FIRST_SCORED), **asked)

    def test_conflict_knows_only_days_before(self, table: EventTable) -> None:
        one, two = table, scrambled(table, FIRST_SCORED)
        assert forecast_stream(one, day=FIRST_SCORED) == forecast_stream(two, day=FIRST_SCORED)

    def test_scores_of_the_first_day_rest_on_days_before(self, table: EventTable) -> None:
        """The day's own answers change its ranks, but not the scores that rank them."""
        source, target = questions_of(table, FIRST_SCORED), questions_of(table, FIRST_SCORED)
        scores = []
        for each in (table, scrambled(table, FIRST_SCORED)):
            forecaster = learnt(each, FIRST_SCORED)
            scores.append(forecaster.answer(source.actor, target.move, FIRST_SCORED).scores)
        assert np.array_equal(*scores)

    def test_questions_of_one_day_do_not_see_each_other(self, table: EventTable) -> None:
        forecaster = learnt(table, FIRST_SCORED)
        asked = questions_of(table, FIRST_SCORED)
        together = forecaster.answer(asked.actor, asked.move, FIRST_SCORED).scores
        for place in range(0, len(asked), 5):
            alone = forecaster.answer(asked.actor[[place]], asked.move[[place]], FIRST_SCORED).scores
            assert np.allclose(alone[0], together[place], rtol=1e-4)

    def test_asking_teaches_nothing(self, table: EventTable) -> None:
        forecaster = learnt(table, FIRST_SCORED)
        asked = questions_of(table, FIRST_SCORED)
        first = forecaster.answer(asked.actor, asked.move, FIRST_SCORED).scores
        assert np.array_equal(first, forecaster.answer(asked.actor, asked.move, FIRST_SCORED).scores)


def questions_of(table: EventTable, day: int) -> Questions:
    rows = table.day == day
    return questions(
        both_ways(table.source[rows], table.kind[rows], table.target[rows], len(KINDS)), len(KINDS)
    )


def learnt(table: EventTable, until: int) -> StreamForecaster:
    forecaster = StreamForecaster(groups_of(table.actors, table.kinds), SMALL)
    for day in range(until):
        rows = table.day == day
        moves = both_ways(table.source[rows], table.kind[rows], table.target[rows], len(KINDS))
        forecaster.learn(moves, day, intensity=day > 20, keep=1.0 if day > 40 else 0.0)
    forecaster.fit_ranker()
    return forecaster


class TestForecaster:
    def test_beats_repeating_the_past(self, lived) -> None:
        assert lived.score.of("forecaster").mrr > lived.score.of("combined recurrency").mrr

    def test_strata_make_up_the_whole(self, lived) -> None:
        score = lived.score
        parts = [score.of("forecaster", each) for each in ("recurrent", "pair seen", "cold")]
        assert sum(each.n for each in parts) == score.of("forecaster").n == len(score.day)
        low, high = score.interval("forecaster", np.random.default_rng(0))
        assert low < score.of("forecaster").mrr < high

    def test_chances_are_chances(self, lived) -> None:
        asked = questions_of(lived.table, FIRST_SCORED)
        chances = lived.forecaster.answer(asked.actor, asked.move, 80).chances
        assert (chances > 0).all()
        assert (chances.sum(1) < 1 + 1e-5).all()

    def test_answers_carry_the_past_that_speaks_for_them(self, lived) -> None:
        found = next_event(lived, 80, event="Consult", source="Iran", top=3)
        assert [each.chance for each in found.answers] == sorted(
            (e.chance for e in found.answers), reverse=True
        )
        table = lived.table
        for answer in found.answers:
            assert answer.past_share + answer.model_share + answer.lately_share == pytest.approx(1, abs=1e-4)
            assert sum(event.share for event in answer.past) <= answer.past_share + 1e-3
            for event in answer.past:
                row = int(np.flatnonzero(table.rows == event.row)[0])
                assert {event.source, event.target} == {"Iran", answer.actor}
                assert event.kind == table.kinds[table.kind[row]]

    def test_all_of_the_past_share_is_in_the_rows(self, lived, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("detente.dynamics.stream.asking.PAST_SHOWN", 10_000)
        for answer in next_event(lived, 80, event="Consult", target="Iran", top=4).answers:
            assert sum(event.share for event in answer.past) == pytest.approx(answer.past_share, abs=1e-3)

    def test_unread_names_may_be_any(self, table: EventTable) -> None:
        other = replace(table, actors=tuple(f"actor {place}" for place in range(len(ACTORS))))
        unread = replace(SMALL, names=False)
        one, two = (
            live(each, FIRST_SCORED, settings=unread).score.ranks["forecaster"] for each in (table, other)
        )
        assert np.array_equal(one, two)


def test_features_are_counts_of_the_past() -> None:
    """One event, seen from both ends."""
    states = CounterStates(groups_of(ACTORS, KINDS))
    states.add(both_ways(np.array([0]), np.array([3]), np.array([1]), len(KINDS)), 10)
    row = dict(
        zip(
            feature_names(),
            states.matrix(np.array([0]), np.array([3]), np.array([[1]]), 17)[0, 0],
            strict=True,
        )
    )
    assert row["same act 7"] == pytest.approx(np.exp(-1))
    assert row["same act 0"] == row["pair 0"] == 1
    assert row["same act gap"] == 7
    assert row["same act back 0"] == 0
    assert np.isnan(row["same act back gap"])
    suffered = states.matrix(np.array([1]), np.array([3 + len(KINDS)]), np.array([[0]]), 17)[0, 0]
    assert suffered[feature_names().index("same act 0")] == 1


def test_recurrency_by_its_formulas() -> None:
    states = CounterStates(groups_of(ACTORS, KINDS))
    for day, source, target in ((1, 0, 2), (3, 0, 1), (3, 4, 5), (4, 6, 5)):
        states.add(both_ways(np.array([source]), np.array([0]), np.array([target]), len(KINDS)), day)
    asked = (np.array([0]), np.array([0]), 5)
    strict = recurrency.strict(states, *asked)[0]
    assert strict[1] == pytest.approx(2**-0.2)
    assert strict[2] == pytest.approx(2**-0.4)
    assert strict[5] == 0
    assert recurrency.combined(states, *asked)[0, 5] == pytest.approx(0.001 * 2 / 4)


class TestConflict:
    @settings(max_examples=25)
    @given(st.integers(0, 10_000), st.sampled_from([1, 7, 30]))
    def test_outcomes_are_what_came(self, seed: int, horizon: int) -> None:
        table, groups = stream(300, 40, seed), groups_of(ACTORS, KINDS)
        days = by_day(table)
        states = PairStates(groups)
        for events in days[:20]:
            states.add(events)
        panel = states.panel(20)
        came = outcomes(panel, days, groups, horizon)
        for one, two, found in zip(panel.first, panel.second, came, strict=True):
            between = (table.source == one) & (table.target == two) | (table.source == two) & (
                table.target == one
            )
            inside = (table.day >= 20) & (table.day < 20 + horizon) & (table.kind == 3)
            assert found == (between & inside).any()

    def test_active_pairs_have_three_events_in_sixty_days(self) -> None:
        groups = groups_of(ACTORS, KINDS)
        states = PairStates(groups)
        for day, source, target in ((0, 0, 1), (30, 1, 0), (59, 0, 1), (59, 2, 3)):
            states.add(DayEvents(day, np.array([source]), np.array([0]), np.array([target])))
        assert len(joined([states.panel(60)])) == 1
        assert len(states.panel(61)) == 0

    def test_the_fit_ends_where_whole_steps_overshoot(self) -> None:
        """Weights that are right on most rows and far off on some: Newton's whole steps run away there."""
        odds = np.concatenate([np.linspace(-9, -4, 300), np.linspace(1, 12, 60)])
        came = (np.random.default_rng(3).random(360) < np.where(odds > 0, 0.7, 0.1)).astype(float)
        design = np.stack([np.ones(360), (odds < -6).astype(float), odds, odds / 2 + 1], axis=1)
        towards = np.array([0.0, 0, 1, 0])
        weights = logistic(design, came, 0.7, towards)
        assert np.abs(weights).max() < 20
        chance = 1 / (1 + np.exp(-design @ weights))
        assert chance.mean() == pytest.approx(came.mean(), abs=1e-4)

    @pytest.mark.parametrize(("held_out", "near"), [(0, 0), (25, 25), (200, 30), (1000, 100), (9000, 300)])
    def test_near_forecasts_are_a_share_of_all(self, table: EventTable, held_out: int, near: int) -> None:
        model = hostility_of(table).fit(7)
        chance = np.linspace(0, 1, held_out)
        model = replace(model, held_out=np.stack([chance, chance > 0.5], axis=1))
        many, came = model.nearby(0.99)
        assert (many, came) == (near, near if near < 25 or held_out > 100 else came)

    def test_chances_lie_between_and_are_checked(self, table: EventTable) -> None:
        found = forecast_stream(table, top=4)
        assert {each.horizon for each in found.conflict} <= {7, 30}
        for each in found.conflict:
            assert 0 < each.chance < 1
            assert 0 < each.low < each.high < 1
            assert each.came <= each.near
            assert all(event.kind == "Use conventional military force" for event in each.past)
        assert found.checks

    def test_a_pair_has_no_first_side(self, table: EventTable) -> None:
        one = forecast_stream(table, pair=("Iran", "Iraq")).conflict
        two = forecast_stream(table, pair=("Iraq", "Iran")).conflict
        assert one == two

    def test_kinds_without_conflict_are_refused(self, table: EventTable) -> None:
        with pytest.raises(TableError, match="H221"):
            hostility_of(replace(table, kinds=("a", "b", "c", "d", "e")))


def by_day(table: EventTable) -> list[DayEvents]:
    found = []
    for day in range(int(table.day.max()) + 1):
        rows = table.day == day
        found.append(
            DayEvents(
                day, *(each[rows].astype(np.int64) for each in (table.source, table.kind, table.target))
            )
        )
    return found


class TestRefusals:
    def test_too_small(self, table: EventTable) -> None:
        with pytest.raises(TableError, match="H220"):
            forecast_stream(stream(120, 40), source="Iran", event="Consult")
        with pytest.raises(TableError, match="H220"):
            forecast_stream(table, pair=("Iran", "Iraq"), day=0)

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"source": "Irn", "event": "Consult"}, "H223.*'Iran'"),
            ({"source": "Iran", "event": "Konsult"}, "H223.*'Consult'"),
            ({"event": "Consult"}, "H224"),
            ({"source": "Iran"}, "H224"),
            ({"pair": ("Iran", "Iraq"), "event": "Consult"}, "H224"),
        ],
    )
    def test_questions_that_cannot_be_answered(self, table: EventTable, asked: dict, code: str) -> None:
        with pytest.raises(UsageError, match=code):
            forecast_stream(table, **asked)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    table = stream()
    lines = ["source,event,target,day"]
    lines += [
        f'"{ACTORS[s]}","{KINDS[k]}","{ACTORS[t]}",{d}'
        for s, k, t, d in zip(table.source, table.kind, table.target, table.day, strict=True)
    ]
    file: Path = tmp_path_factory.mktemp("stream") / "events.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


class TestCommand:
    def test_never_a_bare_number(self, path: str) -> None:
        text = forecast_table(path, TableQuestion("Consult", from_="Iran"), limit=2)
        assert "Iran — Consult — ?" in text
        assert "row " in text
        assert "combined recurrency" in text

    def test_conflict_of_a_pair(self, path: str) -> None:
        text = forecast_table(path, TableQuestion(pair="Iran,Iraq"))
        assert "within 7 days" in text
        assert "came true" in text
        assert "weekly frequency" in text

    def test_json_has_the_same(self, path: str) -> None:
        found = json.loads(forecast_table(path, TableQuestion("Consult", to="Iran"), limit=2, format="json"))
        assert found["format"] == "detente/forecast-table/1"
        assert len(found["next"]["answers"]) == 2
        assert found["ranks"]

    @pytest.mark.parametrize("asked", [(TableQuestion(pair="Iran"), None), (TableQuestion(), "soon")])
    def test_odd_options(self, path: str, asked: tuple[TableQuestion, str | None]) -> None:
        with pytest.raises(UsageError, match="H225"):
            forecast_table(path, asked[0], as_of=asked[1])
