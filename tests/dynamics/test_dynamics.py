"""Series, curves, phases, diplomatic states, ties: of small crises and tables, and in one record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.crisis import Actor, Crisis, DiplomaticChange, Evidence, Relation, Span, When
from detente.dynamics import Dynamics, EventTable, dynamics_of, read_table
from detente.dynamics.changes import FEWEST, changes

from .conftest import crisis_of

Table = Callable[..., EventTable]


@pytest.fixture
def crisis() -> Crisis:
    return crisis_of(
        [
            ("e1", "IRN", "ASSAULT", "PAK", "2024-01-16"),
            ("e2", "PAK", "ACCUSE", "IRN", "2024-01-16"),
            ("e3", "PAK", "SANCTION", "IRN", "2024-01-17"),
            ("e4", "PAK", "ASSAULT", "IRN", None),
            ("e5", "IRN PAK", "CONSULT", "IRN PAK", "2024-01-19"),
            ("e6", "IRN", "ACCUSE", "PAK", "2024"),
            ("e7", "CHN", "CONSULT", "PAK", None),
        ],
        order=[("e3", "e4"), ("e4", "e5")],
    )


def test_series_are_by_day_and_undated_acts_are_in_none(crisis: Crisis) -> None:
    pair = dynamics_of(crisis).pairs[0]
    there, back = pair.series
    assert (there.source, there.target, there.unit) == ("IRN", "PAK", "day")
    assert [(step.start, step.acts, step.top, step.events) for step in back.steps] == [
        ("2024-01-16", 1, 1, ("e2",)),
        ("2024-01-17", 1, 2, ("e3",)),
        ("2024-01-19", 1, -1, ("e5",)),
    ]
    assert (there.undated, back.undated) == (("e6",), ("e4",))
    assert there.acts == 3


def test_curves_follow_the_stated_order_and_leave_out_what_has_no_place(crisis: Crisis) -> None:
    found = dynamics_of(crisis)
    iran, pakistan = found.pairs[0].curves
    assert [(point.event, point.rung, point.highest) for point in pakistan.points] == [
        ("e2", 1, 1), ("e3", 2, 2), ("e4", 6, 6), ("e5", -1, 6),
    ]  # fmt: skip
    assert pakistan.points[2].when is None
    assert [point.event for point in iran.points] == ["e1", "e5"]
    assert set(found.unplaced) == {"e6", "e7"}


def test_weeks_begin_on_monday_and_sum_goldstein(table: Table) -> None:
    # 2024-01-01 is a Monday and day 19723.
    days = ["2024-01-01", "2024-01-07", "2024-01-08", "2024-03-20"]
    rows = [("A", code, "B", day) for code, day in zip(["190", "040", "112", "040"], days, strict=True)]
    found = dynamics_of(table(rows)).pairs[0].series[0]  # type: ignore[arg-type]
    assert found.unit == "week"
    steps = [(step.start, step.acts, step.top, step.mean, step.goldstein) for step in found.steps]
    assert steps == [
        ("2024-01-01", 2, 6, 2.5, -9.0),
        ("2024-01-08", 1, 1, 1.0, -2.0),
        ("2024-03-18", 1, -1, -1.0, 1.0),
    ]
    assert [step.events for step in found.steps] == [("2", "3"), ("4",), ("5",)]


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["190", "040", "112", "010"]), st.integers(0, 300)),
        min_size=1,
        max_size=60,
    )
)
@settings(deadline=None, max_examples=40)
def test_a_series_adds_up_to_its_table(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    rows = [f"{side},{code},{'AB'.replace(side, '')},{day}" for side, code, day in drawn]
    path.write_text("\n".join(["source,event,target,day", *rows]))
    found = dynamics_of(read_table(path))
    steps = [step for series in found.pairs[0].series for step in series.steps]
    assert sum(step.acts for step in steps) == len(rows) == found.acts
    assert sorted(int(line) for step in steps for line in step.events) == list(range(2, len(rows) + 2))
    assert Dynamics.from_json(found.to_json()) == found


@pytest.mark.parametrize("indent", [None, 1])
def test_the_record_comes_back_from_json(crisis: Crisis, indent: int | None) -> None:
    found = dynamics_of(crisis)
    assert Dynamics.from_json(found.to_json(indent=indent)) == found


@pytest.mark.parametrize(
    "raw", ["", "{}", "[1]", '{"format": "detente/1"}', '{"format": "detente-dynamics/1"}']
)
def test_what_is_no_record_is_refused(raw: str) -> None:
    with pytest.raises(detente.RecordError, match="H213"):
        Dynamics.from_json(raw)


def renamed(crisis: Crisis, names: dict[str, str]) -> Crisis:
    text = crisis.to_json()
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    return Crisis.from_json(text)


def test_masked_names_change_nothing_but_the_names(crisis: Crisis) -> None:
    names = {"IRN": "ZZZ", "PAK": "AAA", "CHN": "MMM"}
    masked = dynamics_of(renamed(crisis, names)).to_json()
    for old, new in names.items():
        masked = masked.replace(f'"{new}"', f'"{old}"')
    theirs, ours = Dynamics.from_json(masked), dynamics_of(crisis)
    assert theirs.pairs == ours.pairs
    assert theirs.replies == ours.replies


def test_sides_may_be_named_by_id_or_name(crisis: Crisis) -> None:
    assert dynamics_of(crisis, between=("pak", "CHN")).pairs[0].sides == ("PAK", "CHN")
    with pytest.raises(detente.UsageError, match=r"H210 .*'IRAQ'.*'IRN'"):
        dynamics_of(crisis, between=("IRAQ", "PAK"))
    with pytest.raises(detente.UsageError, match="H210"):
        dynamics_of(crisis, between=("PAK", "PAK"))


def test_a_crisis_in_which_nobody_acts_says_so() -> None:
    found = dynamics_of(crisis_of([("e1", "IRN", "ASSAULT", "", "2024-01-16")]))
    assert found.pairs == ()
    assert found.replies.total.answered.share is None
    assert "nothing to measure" in found.notes[-1]


class TestPhases:
    def test_few_acts_are_too_few(self, crisis: Crisis) -> None:
        found = dynamics_of(crisis).pairs[0].phases
        assert "too few" in found.note
        assert not found.stretches

    def test_a_clear_rise_and_fall_is_found(self, table: Table) -> None:
        codes = ["112"] * 8 + ["190"] * 8 + ["040"] * 8
        rows = [("AB"[n % 2], code, "BA"[n % 2], n) for n, code in enumerate(codes)]
        found = dynamics_of(table(rows)).pairs[0].phases
        assert [stretch.name for stretch in found.stretches] == ["before", "peak", "de-escalation"]
        assert [turn.when for turn in found.turns] == ["day 8", "day 16"]
        assert [turn.event for turn in found.turns] == ["10", "18"]
        assert all(turn.support > 0.9 and turn.p < 0.01 for turn in found.turns)

    def test_many_acts_are_taken_week_by_week(self, table: Table) -> None:
        rng = np.random.default_rng(1)
        rows = [
            ("A", "190" if 140 <= day < 210 else "040", "B", day)
            for day in range(350)
            for _ in range(int(rng.poisson(1.5)))
        ]
        found = dynamics_of(table(rows)).pairs[0].phases
        assert "each week" in found.signal
        assert [turn.when and round(int(turn.when[4:]) / 7) for turn in found.turns] == [20, 30]
        assert [stretch.name for stretch in found.stretches] == ["before", "peak", "de-escalation"]

    def test_a_span_beyond_all_steps_is_said_to_be_too_long(self, table: Table) -> None:
        rows = [("A", "190", "B", day) for day in (*range(200), 900_000_000)]
        assert "too long" in dynamics_of(table(rows)).pairs[0].phases.note

    def test_one_level_is_mostly_left_whole(self) -> None:
        rng = np.random.default_rng(11)
        series = [rng.normal(size=60) for _ in range(200)]
        counted = [len(changes(each, grain=0.01, rng=rng).changes) for each in series]
        assert sum(count > 2 for count in counted) <= 1  # by chance one seed in some hundreds has three
        assert max(counted) <= 3

    def test_false_changes_are_rare(self) -> None:
        rng = np.random.default_rng(7)
        series = [rng.normal(size=40) for _ in range(200)]
        found = sum(bool(changes(each, grain=0.01, rng=rng).changes) for each in series)
        assert found <= 30  # 15 % of series without a change

    def test_a_series_that_never_moves(self) -> None:
        assert not changes(np.zeros(20), grain=0.5, rng=np.random.default_rng(0)).changes
        with pytest.raises(ValueError, match="too few"):
            changes(np.zeros(FEWEST - 1), grain=0.5, rng=np.random.default_rng(0))


class TestDiplomacy:
    def change(self, state: str, event: str, iso: str | None, modality: str = "asserted") -> DiplomaticChange:
        when = When(iso, "day" if iso else "none")
        return DiplomaticChange(("IRN", "PAK"), "ambassador of IRN", state, event, when, modality)

    def test_a_spell_ends_with_the_next_that_holds(self) -> None:
        crisis = crisis_of(
            [("e1", "IRN", "SANCTION", "PAK", "2024-01-17")],
            diplomacy=(
                self.change("recalled", "e1", "2024-01-17"),
                self.change("return announced", "e2", "2024-01-22", "planned"),
                self.change("returned", "e3", "2024-01-26"),
            ),
        )
        recalled, announced, returned = dynamics_of(crisis).pairs[0].diplomacy
        assert (recalled.since, recalled.until, recalled.ended_by) == ("2024-01-17", "2024-01-26", "e3")
        assert (announced.until, announced.modality) == (None, "announced")
        assert returned.until is None

    def test_codes_of_a_table_tell_states(self, table: Table) -> None:
        rows = [("A", "161", "B", 1), ("B", "042", "A", 2), ("A", "043", "B", 3), ("A", "054", "B", 9)]
        spells = dynamics_of(table(rows)).pairs[0].diplomacy
        told = {(spell.aspect, spell.state): spell for spell in spells}
        assert told["relations", "reduced or broken"].until == "day 9"
        assert told["relations", "reduced or broken"].ended_by == "5"
        assert told["relations", "recognised"].until is None
        assert told["meetings", "visited"].until == "day 3"


class TestNetwork:
    def relation(self, kind: str, **fields: object) -> Relation:
        evidence = Evidence("d", 0, 1, "x", "rule:x")
        return Relation("r1", kind, "IRN", "PAK", Span(0, 1), evidence, **fields)  # type: ignore[arg-type]

    def test_moods_last_until_they_turn(self, table: Table) -> None:
        rows = [("A", "190", "B", 1), ("B", "112", "A", 2), ("A", "040", "B", 5), ("A", "010", "B", 6)]
        hostile, warm = dynamics_of(table(rows)).network.ties
        assert (hostile.kind, hostile.since, hostile.until, hostile.acts) == ("hostile", "day 1", "day 5", 2)
        assert (warm.kind, warm.since, warm.until, warm.ended_by) == ("conciliatory", "day 5", None, None)
        assert hostile.events == ("2", "3")

    def test_strain_ends_when_relations_are_mended(self) -> None:
        crisis = crisis_of(
            [("e1", "IRN", "CONSULT", "PAK", "2024-01-29")],
            relations=(self.relation("strained_with", since=When("2024-01-16", "day")),),
            diplomacy=(
                DiplomaticChange(("IRN", "PAK"), "relations", "restored", "e1", When("2024-01-29", "day")),
            ),
        )
        tie = dynamics_of(crisis).network.ties[0]
        assert (tie.since, tie.until, tie.ended_by, tie.events) == ("2024-01-16", "2024-01-29", "e1", ("r1",))

    def test_what_is_denied_is_no_tie(self) -> None:
        crisis = crisis_of(
            [("e1", "IRN", "CONSULT", "PAK", "2024-01-29")],
            relations=(self.relation("shelters", polarity="negated"),),
        )
        assert all(tie.basis == "acts" for tie in dynamics_of(crisis).network.ties)

    def test_a_side_that_all_turn_on_stands_alone(self, table: Table) -> None:
        rows = [("A", "190", "X", 1), ("B", "190", "X", 2), ("A", "040", "B", 3)]
        assert [alone.side for alone in dynamics_of(table(rows)).network.isolated] == ["X"]
        assert not dynamics_of(table(rows[:2], "u.csv")).network.isolated


def test_excitation_is_fitted_where_events_are_dense_and_refused_where_not(
    crisis: Crisis, table: Table
) -> None:
    assert "too few events" in (dynamics_of(crisis).excitation.reason or "")  # type: ignore[union-attr]
    rng = np.random.default_rng(3)
    first = np.sort(rng.choice(3000, 250, replace=False))
    rows = [("A", "190", "B", int(day)) for day in first]
    rows += [("B", "190", "A", int(day + rng.integers(1, 3))) for day in first if rng.random() < 0.6]
    rows += [("X", "190", "Y", int(day)) for day in first]
    found = dynamics_of(table(rows), between=("A", "B")).excitation
    assert found is not None
    assert found.fit is not None
    assert all("X" not in name for name in found.fit.types)
    strongest = found.found()[0]
    assert (strongest.source, strongest.target) == ("A escalates against B", "B escalates against A")


def test_the_door_holds_what_it_names() -> None:
    assert all(getattr(detente.dynamics, name) is not None for name in detente.dynamics.__all__)


def test_an_account_is_measured_from_its_text() -> None:
    crisis = detente.read(
        text="On 3 May 2019 Iran struck Pakistan. On 4 May 2019 Pakistan recalled its ambassador.",
        coder="rules",
    )
    found = dynamics_of(crisis)
    assert found.pairs[0].sides == ("IRN", "PAK")
    assert found.replies.total.answered.k == 1
    assert [spell.state for spell in found.pairs[0].diplomacy] == ["recalled"]
    ids = {event.id for event in crisis.events} | {relation.id for relation in crisis.relations}
    assert {event for tie in found.network.ties for event in tie.events} <= ids


def test_organs_and_forces_count_as_their_state() -> None:
    crisis = crisis_of([("e1", "PAK_MIL", "ASSAULT", "IRN", "2024-01-18")])
    actors = (Actor("PAK_MIL", "Pakistan's army", "military", country="PAK"), Actor("IRN", "Iran", "state"))
    found = dynamics_of(Crisis(crisis.documents, actors, crisis.events))
    assert found.pairs[0].sides == ("PAK", "IRN")


def test_iran_and_pakistan_in_the_militarised_events(shared: Path) -> None:
    """STRATEGY section 4: 19 events 2009 to 2014, 18 of them after 2011."""
    table = read_table(shared / "history" / "mie-1.0.csv", skip=True)
    pair = dynamics_of(table, between=("630", "770")).pairs[0]
    assert pair.acts == 19
    steps = [step for series in pair.series for step in series.steps]
    assert sum(step.acts for step in steps if step.start >= "2011") == 18
    assert pair.phases.stretches[0].name == "one level"
