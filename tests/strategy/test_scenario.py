"""From a crisis to a game: sides, parameters with their words, what-if, matches."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.crisis import Crisis
from detente.errors import DataError, UsageError
from detente.strategy import Match, Model, as_json, choices, from_crisis, load_record, panel, replay
from detente.strategy.scenario import priors
from detente.strategy.scenario.estimates import audience_costs, estimates
from detente.strategy.scenario.evidence import Support
from detente.strategy.scenario.whatif import FIRST_MOVES, SECOND_MOVES

EXAMPLES = Path(__file__).parents[2] / "examples"
ISLANDS = """On 3 March 2031 Iran struck camps of Jaish al-Adl in Pakistan, calling them terrorist hideouts.
Pakistan denounced the strikes as an unprovoked violation of its sovereignty. On 4 March Pakistan recalled its
ambassador from Tehran. On 5 March Pakistan conducted retaliatory strikes on the Balochistan Liberation Army
in Iran. Pakistan's economy was collapsing, its elections were delayed, and protests spread. China urged both
sides to show restraint. On 6 March the foreign ministers of Iran and Pakistan spoke by telephone."""


@pytest.fixture(scope="session")
def example() -> Crisis:
    return detente.read(EXAMPLES / "iran_pakistan_2024.md")


@pytest.fixture(scope="session")
def crisis() -> Crisis:
    return detente.read(text=ISLANDS, published="2031-03-10")


@pytest.fixture(scope="session")
def model(crisis: Crisis) -> Model:
    return from_crisis(crisis, draws=400)


def parameter(model: Model, name: str) -> priors.Parameter:
    return next(each for each in model.parameters if each.name == name)


class TestSides:
    def test_who_acted_first_and_what_happened(self, model: Model) -> None:
        assert (model.sides.first, model.sides.second) == ("IRN", "PAK")
        assert model.sides.observed.reply == 5
        assert model.sides.observed.escalated is False
        assert model.sides.observed.reply_evidence

    def test_the_user_may_turn_the_game_round(self, crisis: Crisis) -> None:
        assert from_crisis(crisis, first="pak", draws=100).sides.second == "IRN"

    def test_an_unknown_side_is_refused(self, crisis: Crisis) -> None:
        with pytest.raises(UsageError, match=r"G202.*IRN.*PAK|G202.*PAK.*IRN"):
            from_crisis(crisis, first="FRA")

    @pytest.mark.parametrize("text", ["The harvest was good.", "France held elections in May 2012."])
    def test_a_text_without_two_sides_is_refused(self, text: str) -> None:
        with pytest.raises(DataError, match="G201"):
            from_crisis(detente.read(text=text))

    def test_too_few_draws_are_refused(self, crisis: Crisis, model: Model) -> None:
        with pytest.raises(UsageError, match="G206"):
            from_crisis(crisis, draws=10)
        with pytest.raises(UsageError, match="G206"):
            model.simulate(0)

    def test_a_side_may_be_named_in_words(self, crisis: Crisis) -> None:
        assert from_crisis(crisis, first="Pakistan", draws=100).sides.first == "PAK"

    def test_the_only_one_that_acts_is_first(self) -> None:
        found = from_crisis(detente.read(text=GULF), between=("KWT", "IRQ"), draws=100)
        assert (found.sides.first, found.sides.second, found.sides.sure) == ("IRQ", "KWT", True)

    def test_a_refusal_after_an_offer_is_no_answer_to_an_attack(self) -> None:
        text = (
            "Peru sent tanks into Tiwinza and occupied it. Ecuador accepted a peace plan, Peru rejected it. "
            "Ecuador launched an offensive against Peru and recaptured Tiwinza."
        )
        found = from_crisis(detente.read(text=text), draws=100)
        assert found.sides.first == "PER"

    def test_one_other_state_acts(self) -> None:
        text = (
            "On 3 May 2001 Iran attacked Iraq. On 4 May 2001 Iraq attacked Iran. On 5 May 2001 Iraq struck "
            "Iran again. On 6 May 2001 Jordan imposed sanctions on Iran."
        )
        notes = from_crisis(detente.read(text=text), draws=100).play().notes
        assert any(note.startswith("JOR acts here too") for note in notes)

    def test_other_states_are_named_and_can_be_chosen(self) -> None:
        crisis = detente.read(text=GULF)
        found = from_crisis(crisis, between=("IRQ", "KWT"), draws=100)
        assert {"USA", "SAU"} <= set(found.sides.others)
        assert any("--between" in note and "USA" in note for note in found.play().notes)
        chosen = from_crisis(crisis, between=("United States", "IRQ"), draws=100)
        assert {chosen.sides.first, chosen.sides.second} == {"USA", "IRQ"}
        assert "KWT" in chosen.sides.others

    @pytest.mark.parametrize("between", [("IRQ", "FRA"), ("IRQ", "Iraq")])
    def test_a_pair_that_is_none_is_refused(self, between: tuple[str, str]) -> None:
        with pytest.raises(UsageError, match="G202"):
            from_crisis(detente.read(text=GULF), between=between)

    def test_an_act_that_is_not_told_is_said_to_be_assumed(self) -> None:
        found = from_crisis(detente.read(text=GULF), between=("KWT", "SAU"), draws=100)
        assert any("is assumed" in note for note in found.play().notes)


GULF = """On 2 August 1990 Iraq invaded Kuwait. The United States condemned the invasion and sent troops to
Saudi Arabia. On 17 January 1991 the United States launched air strikes on Iraq. Iraq fired missiles at Saudi
Arabia and Israel."""
BORDER = """On 5 May 2016 Eritrean artillery shelled an Ethiopian border post, killing 12 soldiers. Ethiopia
retaliated on 7 May with air strikes on Eritrean army positions. """


def moved(text: str, name: str) -> list[tuple[int, str]]:
    """Direction and words of everything that a text says of a parameter."""
    found = from_crisis(detente.read(text=text, published="2016-06-01"), draws=100)
    return [(each.direction, each.evidence.quote) for each in found.support if each.parameter == name]


class TestEvidence:
    """What moves a parameter, and what looks alike and must not."""

    def test_force_at_home_is_no_answer(self) -> None:
        text = BORDER + "Ethiopian police shot dead four demonstrators during riots over land on 8 May."
        assert not any("police" in quote for _, quote in moved(text, "framing"))

    def test_force_at_home_is_no_first_act(self) -> None:
        text = BORDER + "Eritrean police killed nine rioters in Asmara on 4 May."
        assert not any("police" in quote for _, quote in moved(text, "second.gravity"))

    def test_who_asks_for_blows_does_not_call_for_restraint(self) -> None:
        assert not moved(BORDER + "Sudan urged Ethiopia to attack Eritrea.", "calls")
        assert moved(BORDER + "Sudan urged both sides to show restraint.", "calls")

    def test_an_offer_to_mediate_is_a_call_and_no_talk_of_the_sides(self) -> None:
        text = BORDER + "Qatar mediated between Ethiopia and Eritrea."
        assert moved(text, "calls")
        assert not moved(text, "channel")
        assert moved(BORDER + "Qatar offered to mediate between the two governments.", "calls")

    def test_an_act_told_twice_counts_once(self) -> None:
        once, twice = BORDER, BORDER + "The air strikes on Eritrean army positions lasted an hour."
        assert len(moved(twice, "framing")) == len(moved(once, "framing")) == 1

    def test_a_breach_of_sovereignty_makes_it_grave(self) -> None:
        text = BORDER + "Ethiopia called the shelling a deliberate violation of its sovereignty."
        assert any("violation" in quote for _, quote in moved(text, "second.gravity"))

    def test_what_the_first_side_calls_its_own_act_is_not_the_answer(self, crisis: Crisis) -> None:
        support = [each for each in from_crisis(crisis, draws=100).support if each.parameter == "framing"]
        assert support
        assert not any("hideouts" in each.evidence.quote for each in support)

    def test_a_vow_is_one_whatever_it_is_coded_as(self) -> None:
        text = BORDER + "Ethiopia's prime minister vowed that Ethiopia would defend its territory."
        assert any("vowed" in quote for _, quote in moved(text, "second.audience"))


class TestParameters:
    def test_what_the_account_speaks_of_is_moved_and_quoted(self, crisis: Crisis, model: Model) -> None:
        text = crisis.document.text
        for name, up in (
            ("second.pressure", True),
            ("calls", True),
            ("framing", True),
            ("second.gravity", True),
        ):
            found = parameter(model, name)
            assert found.support, name
            assert (found.now.mean > found.before.mean) is up, name
            for support in found.support:
                assert text[support.evidence.start : support.evidence.end] == support.evidence.quote

    def test_where_it_is_silent_the_prior_stays_and_says_so(self, model: Model) -> None:
        found = parameter(model, "first.pressure")
        assert found.silent
        assert "silent" in found.note
        assert found.now == found.before
        assert found.now.high - found.now.low > 0.5

    @settings(max_examples=30, deadline=None)
    @given(st.floats(0.1, 1), st.integers(0, 6), st.sampled_from(priors.unit_names()))
    def test_evidence_moves_a_parameter_one_way(self, model: Model, weight: float, n: int, name: str) -> None:
        evidence = next(iter(model.support)).evidence
        some = [Support(name, 1, weight, f"p{k}", "", evidence) for k in range(n)]
        more = [*some, Support(name, 1, weight, "more", "", evidence)]
        less = [*some, Support(name, -1, weight, "less", "", evidence)]
        means = []
        for support in (less, some, more):
            draws = priors.draw_all(800, np.random.default_rng(5), 5, support, (None, None))
            means.append(float(draws[name].mean()))
        exact = [_beta_mean(name, support) for support in (less, some, more)]
        assert exact == sorted(exact)
        assert means == pytest.approx(exact, abs=0.06)

    def test_prestige_raises_the_audience_cost_and_narrows_it(self, model: Model) -> None:
        evidence = next(iter(model.support)).evidence
        shifts = [
            priors.text_shift([Support("second.audience", 1, 1.0, "p", "", evidence)] * n, "second.audience")
            for n in range(5)
        ]
        assert [shift for shift, _ in shifts] == sorted(shift for shift, _ in shifts)
        assert [kept for _, kept in shifts] == sorted((kept for _, kept in shifts), reverse=True)

    def test_the_country_estimate_counts(self) -> None:
        assert len(audience_costs()) > 100
        assert priors.country_shift("630")[0] > priors.country_shift("770")[0]
        assert priors.country_shift(None)[0] == 0.0

    def test_the_estimates_name_their_sources(self) -> None:
        for source in estimates().source.values():
            assert len(source["sha256"]) == 64
            assert source["what"]
        returns = estimates().returns
        assert returns.of("h_channel")[0] > 2 * returns.of("h_channel")[1]
        assert np.all(np.linalg.eigvalsh(np.array(estimates().covariance)) > 0)


def _beta_mean(name: str, support: list[Support]) -> float:
    mean, worth = priors.UNIT_PRIORS[name.rpartition(".")[2]]
    up, down = priors.tally(support, name)
    return (mean * worth + up) / (worth + up + down)


class TestPlay:
    def test_chances_add_up_and_the_path_is_named(self, model: Model) -> None:
        played = model.play()
        assert sum(answer.chance.mean for answer in played.baseline.answers) == pytest.approx(1, abs=1e-3)
        assert sum(end.chance.mean for end in played.baseline.ends) == pytest.approx(1, abs=1e-3)
        assert played.what_if is None
        assert played.happened is not None
        assert played.happened.surprise == pytest.approx(-np.log2(played.happened.chance), abs=0.02)
        assert played.tornado[0].force != played.tornado[-1].force

    def test_a_what_if_stands_beside_the_baseline(self, model: Model) -> None:
        played = model.play("PAK restrains", "channel closed")
        assert played.what_if is not None
        assert played.what_if.force.mean == 0
        assert played.what_if.days is not None
        assert played.baseline.days is not None
        assert played.what_if.days.mean > played.baseline.days.mean
        shift = next(each for each in played.differences if each.name == "answer by force")
        assert shift.change.mean == pytest.approx(-played.baseline.force.mean, abs=1e-3)
        assert any("equilibri" in note for note in played.notes)

    def test_a_first_side_that_keeps_still_is_not_answered(self, model: Model) -> None:
        found = model.play("IRN does not act").what_if
        assert found is not None
        assert found.ends[0].chance.mean == 1
        assert found.days is None

    def test_every_statement_that_is_offered_is_understood(self, model: Model) -> None:
        for statement in choices(model.names):
            assert model.change([statement]).statements == (statement,)
        for move in SECOND_MOVES:
            assert model.play(f"Pakistan {move}").what_if is not None
        for move in FIRST_MOVES:
            assert model.play(f"iran {move}").what_if is not None

    @pytest.mark.parametrize(
        ("statement", "code", "named"),
        [
            ("PAK surrenders", "G203", "PAK restrains"),
            ("FRA restrains", "G204", "IRN"),
            ("pressure on FRA = none", "G204", "PAK"),
            ("pressure on PAK = lots", "G204", "none"),
            ("pressure on PAK = 2", "G204", "0 to 1"),
            ("weather = bad", "G203", "channel"),
            ("blah", "G203", "channel closed"),
            ("channel ajar", "G204", "open"),
            ("", "G203", "channel closed"),
            (" ; ", "G203", "PAK restrains"),
        ],
    )
    def test_what_is_not_understood_names_the_choices(
        self, model: Model, statement: str, code: str, named: str
    ) -> None:
        with pytest.raises(UsageError) as caught:
            model.play(statement)
        assert caught.value.code == code
        assert named in str(caught.value)

    def test_contradictions_are_refused(self, model: Model) -> None:
        with pytest.raises(UsageError, match="G205"):
            model.play("PAK restrains", "PAK retaliates")
        with pytest.raises(UsageError, match="G205"):
            model.play("IRN stops; IRN strikes again")
        with pytest.raises(UsageError, match="G205"):
            model.play("channel open; channel closed")
        assert model.change(["channel open; channel = full"]).settings[0].value == 1.0

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=40))
    def test_no_statement_breaks_the_parser(self, model: Model, statement: str) -> None:
        with suppress(UsageError):
            model.change([statement])

    def test_claims_are_put_to_the_model_and_may_fail(self, model: Model) -> None:
        verdicts = {each.claim: each.verdict for each in model.play().propositions}
        assert len(verdicts) == 4
        assert set(verdicts.values()) <= {"follows", "leans that way", "does not follow"}
        cuba = from_crisis(detente.read(text="On 1 May 1990 France recalled its ambassador from Spain. "
                                             "Spain denounced France."), draws=200)  # fmt: skip
        assert cuba.play().propositions[0].verdict == "does not follow"

    def test_the_same_seed_gives_the_same_run(self, crisis: Crisis) -> None:
        one, two, other = (
            as_json(from_crisis(crisis, rng=rng, draws=200).play("PAK stops")) for rng in (1, 1, 2)
        )
        assert one == two
        assert one != other

    def test_relabelling_the_sides_swaps_the_results(self, crisis: Crisis) -> None:
        """The same account with the two names exchanged gives the same game with the names exchanged."""
        raw = crisis.to_json()
        swapped = Crisis.from_json(raw.replace("IRN", "@@@").replace("PAK", "IRN").replace("@@@", "PAK"))
        one, two = from_crisis(crisis, draws=200), from_crisis(swapped, draws=200)
        assert (one.sides.first, one.sides.second) == ("IRN", "PAK")
        assert (two.sides.first, two.sides.second) == ("PAK", "IRN")
        assert one.play("PAK restrains").baseline == two.play().baseline
        assert one.play("pressure on PAK = none").what_if == two.play("pressure on IRN = none").what_if

    def test_simulated_plays_are_seeded_and_near_the_forecast(self, model: Model) -> None:
        one, two = model.simulate(4000, 3), model.simulate(4000, 3)
        assert np.array_equal(one.answer, two.answer)
        assert one.seed == 3
        assert np.mean(one.answer >= 5) == pytest.approx(model.play().baseline.force.mean, abs=0.05)
        assert np.all(model.simulate(200, 3, "PAK restrains").answer < 5)

    def test_the_json_has_baseline_and_what_if(self, model: Model) -> None:
        body = json.loads(as_json(model.play("calls = high")))
        assert {"baseline", "what_if", "differences", "parameters", "propositions"} <= set(body)
        assert json.loads(as_json(model.play()))["what_if"] is None

    def test_any_example_can_be_played(self, example: Crisis) -> None:
        found = from_crisis(example, draws=200)
        assert (found.sides.first, found.sides.second) == ("IRN", "PAK")
        assert found.sides.observed.act >= 5


def test_the_panel_agrees_with_the_model(model: Model) -> None:
    made = panel(model)
    assert len(made.table) == np.prod([len(slider.levels) for slider in made.sliders])
    for row in made.table:
        assert sum(row[:5]) == pytest.approx(1000, abs=4)
        assert sum(row[5:9]) == pytest.approx(1000, abs=4)
    closed = model.play(*(f"{slider.label} = 0" for slider in made.sliders)).what_if
    assert closed is not None
    assert made.table[0][3] / 1000 == pytest.approx(closed.answers[3].chance.mean, abs=0.03)


class TestMatch:
    def test_a_match_goes_to_its_end_and_can_be_replayed(self, model: Model) -> None:
        match = Match(model, "PAK", rng=4)
        while match.step is not None:
            turn = match.move(match.options()[0][0]) if match.yours else match.answer()
            assert 0 <= turn.chance <= 1
        record = match.record()
        again = load_record(record.to_json().encode(), "here")
        assert again == record
        assert replay(model, again).record() == record

    def test_a_what_if_holds_through_a_match(self, crisis: Crisis, model: Model) -> None:
        match = Match(model, "PAK", "IRN acts", "PAK restrains", rng=4)
        assert match.answer().move == "acts"
        assert "limited strike" not in dict(match.options())
        with pytest.raises(UsageError, match="G203"):
            match.move("limited strike")
        match.move("denounces")
        record = match.record()
        assert record.statements == ("IRN acts", "PAK restrains")
        assert replay(model, record).record() == record
        with pytest.raises(DataError, match="G303"):
            replay(from_crisis(crisis, first="PAK", draws=400), record)

    def test_a_changed_record_is_refused(self, model: Model) -> None:
        match = Match(model, "PAK", rng=4)
        first = match.answer()
        other = "acts" if first.move != "acts" else "does not act"
        turn = msgspec.structs.replace(first, move=other)
        with pytest.raises(DataError, match="G303"):
            replay(model, msgspec.structs.replace(match.record(), turns=(turn,)))
        with pytest.raises(DataError, match="G301"):
            load_record(b"{}", "here")

    def test_turns_are_kept(self, model: Model) -> None:
        with pytest.raises(UsageError, match="G302"):
            Match(model, "PAK").move("denounces")
        with pytest.raises(UsageError, match="G302"):
            Match(model, "IRN").answer()
        with pytest.raises(UsageError, match="G203"):
            Match(model, "IRN").move("sings")
        with pytest.raises(UsageError, match="G202"):
            Match(model, "FRA")
