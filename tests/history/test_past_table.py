"""The shipped table of past crises: its facts, its records, its dyads, its linter."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest

from detente.codes import parse
from detente.errors import DetenteError
from detente.history import (
    PastActor,
    PastCrisis,
    actors,
    card,
    crises,
    crisis,
    dyads,
    lint,
    lint_tables,
    summary,
    variables,
)

VIOLENT = [actor for actor in actors() if actor.trigger == "violent act"]


def share(cases: list[PastActor], **facts: str) -> float:
    """Of cases with these facts, the share whose response was violent."""
    chosen = [case for case in cases if all(getattr(case, name) == value for name, value in facts.items())]
    return sum(case.violent_response is True for case in chosen) / len(chosen)


class TestFactsOfTheField:
    """Published figures that hold only if codes have the labels we give them."""

    def test_size(self) -> None:
        assert (len(crises()), len(actors())) == (card().crises, card().actors) == (487, 1078)

    def test_force_is_mostly_answered_with_force(self) -> None:
        assert len(VIOLENT) == 381
        assert share(VIOLENT) == pytest.approx(0.606, abs=5e-4)
        military = {"non-violent military act", "several acts with non-violent military ones"}
        assert sum(case.response in military for case in VIOLENT) / 381 == pytest.approx(0.118, abs=5e-4)

    def test_a_show_of_force_is_not(self) -> None:
        shows = [actor for actor in actors() if actor.trigger == "non-violent military act"]
        assert share(shows) == pytest.approx(0.214, abs=0.02)

    def test_days_to_the_response_and_to_the_end(self) -> None:
        answered = [actor.response_days for actor in actors() if actor.response_days is not None]
        assert statistics.quantiles(answered, n=4, method="inclusive") == [2, 5, 18]
        lengths = [each.days for each in crises() if each.days is not None]
        assert statistics.quantiles(lengths, n=4, method="inclusive") == pytest.approx([29, 81, 209], abs=1)

    @pytest.mark.parametrize("condition", ["unrest", "mass_violence", "government_instability"])
    def test_pressure_at_home_restrains(self, condition: str) -> None:
        assert share(VIOLENT, **{condition: "worse"}) == pytest.approx(0.55, abs=0.015)
        assert 0.61 < share(VIOLENT, **{condition: "unchanged"}) < 0.65

    def test_the_more_of_it(self) -> None:
        conditions = ("economy", "unrest", "mass_violence", "government_instability")
        told: dict[int, list[bool]] = {}
        for case in VIOLENT:
            known = [value for name in conditions if (value := getattr(case, name)) is not None]
            if len(known) >= 2:
                told.setdefault(known.count("worse"), []).append(case.violent_response is True)
        rates = [sum(told[number]) / len(told[number]) for number in range(5)]
        assert rates == pytest.approx([0.637, 0.618, 0.462, 0.548, 0.588], abs=0.012)

    def test_satisfaction_follows_the_outcome(self) -> None:
        won = [actor.satisfaction for actor in actors() if actor.outcome == "victory"]
        lost = [actor.satisfaction for actor in actors() if actor.outcome == "defeat"]
        assert statistics.mode(won) == "actor satisfied, adversary not"
        assert statistics.mode(lost) == "adversary satisfied, actor not"

    def test_known_cases(self) -> None:
        cuba = crisis(196)
        assert cuba.year == 1962
        assert cuba.name == "Cuban missiles"
        assert {actor.state for actor in cuba.actors} == {"USA", "SUN", "CUB"}
        assert {actor.power for actor in cuba.actors if actor.state != "CUB"} == {"superpower"}
        assert all(actor.us_activity == "is the actor" for each in crises() for actor in each.actors
                   if actor.state == "USA")  # fmt: skip

    def test_attacks_by_groups_are_told_from_attacks_by_states(self) -> None:
        groups = {"India parliament attack", "Entebbe raid", "Haifa suicide bombing", "Uri base attack"}
        states = {"Six Day war", "Falklands–Malvinas", "Kashmir II", "Torkham border incident"}
        by_name = {each.name: each for each in crises()}
        for name in groups:
            assert any(actor.trigger_by == "non-state actor" for actor in by_name[name].actors), name
        for name in states:
            assert all(actor.trigger_by in ("state", "several states") for actor in by_name[name].actors), (
                name
            )

    def test_one_crisis_has_a_name_only(self) -> None:
        assert [each.name for each in crises() if each.trigger is None] == ["Houthi rebellion"]


class TestRecords:
    @pytest.mark.parametrize(("level", "record"), [("actor", PastActor), ("crisis", PastCrisis)])
    def test_the_code_book_has_every_value_of_every_field(self, level: str, record: type) -> None:
        hints = get_type_hints(record)
        for variable in variables(level):
            allowed = {value for part in get_args(hints[variable.name]) for value in get_args(part)}
            if variable.kind in ("nominal", "ordinal", "domestic"):
                assert set(variable.values) <= allowed, variable.name
            else:
                assert not allowed, variable.name

    def test_every_field_with_values_has_its_variable(self) -> None:
        identity = {"id", "crisis", "number", "name", "icb_name", "state", "actors", "triggered", "responded",
                    "ended", "adversary_name", "adversary_state"}  # fmt: skip
        for level, record in (("actor", PastActor), ("crisis", PastCrisis)):
            fields = set(record.__struct_fields__) - identity
            assert fields == {variable.name for variable in variables(level)}

    def test_they_come_back_from_json(self) -> None:
        raw = msgspec.json.encode(crises())
        assert msgspec.json.decode(raw, type=tuple[PastCrisis, ...]) == crises()

    def test_every_actor_knows_its_crisis(self) -> None:
        assert all(actor.crisis == each.id for each in crises() for actor in each.actors)

    def test_dyads_of_a_crisis_face_each_other(self) -> None:
        india, pakistan = dyads(crisis(482))
        assert (india.actor.state, india.adversary, pakistan.adversary) == ("IND", 770, 750)
        assert india.other == pakistan.actor

    def test_an_adversary_without_a_case_of_its_own(self) -> None:
        alone = [dyad for each in crises() for dyad in dyads(each) if dyad.other is None]
        assert alone
        assert all(dyad.adversary not in {a.number for a in crisis(dyad.crisis).actors} for dyad in alone)

    def test_rivals(self) -> None:
        assert all(actor.rivals for actor in crisis(216).actors if actor.adversary in (750, 770))
        assert {actor.rivals for actor in actors() if (actor.triggered or "9") > "2011"} == {None}

    @pytest.mark.parametrize("number", [0, 488, -1])
    def test_a_number_that_is_not_there(self, number: int) -> None:
        with pytest.raises(DetenteError, match="H303"):
            crisis(number)

    def test_a_level_that_is_not_there(self) -> None:
        with pytest.raises(DetenteError, match="H301"):
            variables("dyad")


class TestSummaries:
    def test_one_line_each(self) -> None:
        lines = [summary(each) for each in crises()]
        assert all("\n" not in line and line.endswith(".") and "None" not in line for line in lines)
        assert all(line.startswith(each.name) for line, each in zip(lines, crises(), strict=True))

    def test_it_tells_the_facts(self) -> None:
        line = summary(crisis(482))
        assert "18 September 2016 to 20 September 2016" in line
        assert "a violent act by a non-state actor" in line
        assert "without mediation" in line


CRISES = "# title: t\n# source: s\n# licence: l\n# date: d\n"


def table_with(level: str, rows: list[dict[str, str]]) -> str:
    """A table of the shipped form with these rows, other cells empty."""
    own = ["id", "crisis", "triggered", "responded", "ended", *dict.fromkeys(v.icb for v in variables(level))]
    body = ["\t".join(own), *("\t".join(row.get(column, "") for column in own) for row in rows)]
    return CRISES + "\n".join(body) + "\n"


class TestLinter:
    def test_the_shipped_table_has_no_error(self) -> None:
        assert [each for each in lint() if each.kind == "error"] == []

    @pytest.mark.parametrize(
        ("crisis_rows", "actor_rows", "expected"),
        [
            ([{"id": "1"}], [{"id": "1", "crisis": "2"}], "no crisis '2'"),
            ([{"id": "1"}, {"id": "2"}], [{"id": "1", "crisis": "1"}], "has no actor"),
            ([{"id": "1"}, {"id": "1"}], [{"id": "1", "crisis": "1"}], "stands 2 times"),
            ([{"id": "1", "viol": "7"}], [{"id": "1", "crisis": "1"}], "viol: there is no code 7"),
            ([{"id": "1"}], [{"id": "1", "crisis": "1", "triggr": "x"}], "'x' is no whole number"),
            ([{"id": "1"}], [{"id": "1", "crisis": "1", "ended": "1999-13"}], "'1999-13' is no date"),
            ([{"id": "1", "triggered": "1999-02-30"}], [{"id": "1", "crisis": "1"}], "is no date"),
            (
                [{"id": "1", "triggered": "1999-02-03", "ended": "1999-02-01", "brexit": "1"}],
                [{"id": "1", "crisis": "1"}],
                "ended before it was triggered",
            ),
        ],
    )
    def test_what_is_wrong_is_found(
        self, crisis_rows: list[dict[str, str]], actor_rows: list[dict[str, str]], expected: str
    ) -> None:
        tables = parse(table_with("crisis", crisis_rows), "c"), parse(table_with("actor", actor_rows), "a")
        assert expected in "; ".join(each.what for each in lint_tables(*tables))

    def test_a_column_that_lacks(self) -> None:
        tables = parse(CRISES + "id\n1\n", "c"), parse(table_with("actor", [{"id": "1", "crisis": "1"}]), "a")
        assert any(each.what == "no column 'viol'" for each in lint_tables(*tables))


def test_the_builder_makes_the_shipped_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the published files, byte for byte."""
    root = Path(__file__).parents[2]
    data = root.parent / "shared" / "data"
    if not (data / "history" / "icb1v14.csv").exists():
        pytest.skip("needs ../shared/data/history")
    monkeypatch.syspath_prepend(root / "training" / "history")
    import build_table

    shipped = build_table.OUT
    monkeypatch.setattr(build_table, "OUT", tmp_path)
    monkeypatch.setattr("sys.argv", ["build_table.py", "--data", str(data)])
    build_table.main()
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (shipped / made.name).read_bytes(), made.name
