"""The escalation game: solver against an independent one, and the properties P1 to P10 over random games."""

from __future__ import annotations

import numpy as np
import pytest
from games import GAMES, between, more, seen
from hypothesis import assume, example, given, settings

from detente.errors import DataError
from detente.strategy import EscalationGame, Side
from detente.strategy.escalation.equilibrium import Forced, equilibria, solve
from detente.strategy.escalation.extensive import extensive
from detente.strategy.escalation.outcome import median_days, outcome, simulate
from detente.strategy.escalation.parameters import NAMES, RESPONSES, Draws, with_values
from detente.strategy.qre.branch import follow
from detente.strategy.qre.solve import residual
from detente.strategy.qre.tree import Tree

LITTLE = 1e-12
HAZARD = np.array([[-3.7, -0.22, -0.19, 0.02, -0.05, 0.77, 0.38]])
LASTING = settings(max_examples=60, deadline=None)


def profile(tree: Tree, game: EscalationGame) -> np.ndarray:
    """The scalar solver's answer as a profile of the tree."""
    found = solve(Draws.of(game))
    values = {("act", "act"): float(found.act[0]), ("act", "still"): 1 - float(found.act[0])}
    slip = game.misreading * (1 - game.channel)
    seen_limited = (found.escalate[0, 3] - slip * found.alarm[0]) / (1 - slip)
    escalate = [*found.escalate[0, :3], seen_limited, found.alarm[0]]
    for place, rung in enumerate(RESPONSES):
        name = ("words", "diplomacy", "show", "limited", "full")[place]
        values["reply", str(rung)] = float(found.reply[0, place])
        values[f"last {rung}", "war"] = float(found.war[0, place])
        values[f"last {rung}", "restrain"] = 1 - float(found.war[0, place])
        values[f"seen {name}", "escalate"] = float(escalate[place])
        values[f"seen {name}", "stop"] = 1 - float(escalate[place])
    return tree.profile(values)


@LASTING
@given(GAMES)
def test_the_scalar_solver_satisfies_the_conditions_of_the_whole_tree(game: EscalationGame) -> None:
    assume(game.misreading * (1 - game.channel) < 0.99)
    tree = extensive(game)
    value, _, _ = residual(tree, np.log(profile(tree, game)), game.precision)
    assert np.abs(value).max() < 1e-8


@settings(max_examples=8, deadline=None)
@given(GAMES)
def test_the_branch_from_uniform_ends_at_the_same_equilibrium(game: EscalationGame) -> None:
    assume(game.misreading * (1 - game.channel) < 0.99)
    tree = extensive(game)
    end = follow(tree, game.precision).end
    assert np.abs(np.array(end.chances) - profile(tree, game)).max() < 1e-7


@LASTING
@given(GAMES, between(0.05, 0.5))
def test_p1_retaliation_rises_with_the_audience_cost(game: EscalationGame, step: float) -> None:
    assert seen(more(game, "second__audience", step)).force >= seen(game).force - LITTLE


@LASTING
@given(GAMES, between(0.05, 0.5))
def test_p2_the_rise_goes_to_the_limited_strike(game: EscalationGame, step: float) -> None:
    before, after = seen(game), seen(more(game, "second__audience", step))
    assert before.limited >= before.full
    assert after.limited - before.limited >= after.full - before.full - LITTLE


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p3a_pressure_lowers_the_full_strike_without_feedback(game: EscalationGame, step: float) -> None:
    """Conditional: no prestige feedback, and weakness emboldens nobody."""
    game = with_values(game, second__feedback=0.0, emboldening=0.0)
    assert seen(more(game, "second__pressure", step)).full <= seen(game).full + LITTLE


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p3_pressure_lowers_war_and_raises_restraint_and_the_limited_share(
    game: EscalationGame, step: float
) -> None:
    before, after = seen(game), seen(more(game, "second__pressure", step))
    assert after.war <= before.war + LITTLE
    assert after.share >= before.share - LITTLE
    assert after.restraint >= before.restraint - LITTLE


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p4_an_open_channel_lowers_war_where_a_full_strike_alarms_more(
    game: EscalationGame, step: float
) -> None:
    before = seen(game)
    assume(before.alarm >= before.seen_limited)
    assert seen(more(game, "channel", step)).war <= before.war + LITTLE


@LASTING
@given(GAMES, between(0.0, 0.2))
def test_p4_without_misreading_the_channel_changes_no_chance(game: EscalationGame, step: float) -> None:
    game = with_values(game, misreading=0.0)
    assert seen(more(game, "channel", step)) == seen(game)


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p5_framing_as_a_blow_to_a_group_lowers_escalation(game: EscalationGame, step: float) -> None:
    before, after = seen(game), seen(more(game, "framing", step))
    assert after.seen_limited <= before.seen_limited + LITTLE
    assert after.escalates <= before.escalates + LITTLE


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p6_calls_of_third_parties_lower_force(game: EscalationGame, step: float) -> None:
    before, after = seen(game), seen(more(game, "calls", step))
    assert after.force <= before.force + LITTLE
    assert after.war <= before.war + LITTLE


@LASTING
@given(GAMES, between(0.05, 0.2))
def test_p7_spoilers_raise_retaliation(game: EscalationGame, step: float) -> None:
    assert seen(more(game, "second__spoilers", step)).force >= seen(game).force - LITTLE


@pytest.mark.parametrize(
    ("name", "sign"), [("channel", -1), ("calls", -1), ("second__spoilers", 1), ("second__pressure", -1)]
)
def test_days_follow_the_sign_of_their_estimated_coefficient(name: str, sign: int) -> None:
    """P4, P6, P7 on days: not by construction but by the hazard that history gives."""
    paths = np.full((1, 5, 3), 1 / 15)
    game = EscalationGame()
    days = [float(median_days(Draws.of(one), paths, HAZARD)[0]) for one in (game, more(game, name))]
    assert (days[1] - days[0]) * sign > 0
    assert median_days(Draws.of(more(game, name)), paths, HAZARD * 0 - 3.0)[0] == pytest.approx(
        float(median_days(Draws.of(game), paths, HAZARD * 0 - 3.0)[0]), rel=1
    )


@LASTING
@given(GAMES)
@example(EscalationGame(misreading=1.0, channel=0.0))
def test_p8_chances_add_to_one(game: EscalationGame) -> None:
    draws = Draws.of(game)
    found = solve(draws)
    assert found.reply.sum() == pytest.approx(1)
    assert outcome(draws, found, HAZARD).ends.sum() == pytest.approx(1)
    for chances in (found.act, found.reply, found.escalate, found.war):
        assert np.all((chances >= 0) & (chances <= 1))


@LASTING
@given(GAMES)
def test_p8_without_precision_every_move_is_as_likely_as_another(game: EscalationGame) -> None:
    found = solve(Draws.of(with_values(game, precision=0.0)))
    assert np.allclose(found.reply, 1 / 5)
    assert np.allclose(found.escalate, 1 / 2)
    assert np.allclose(found.war, 1 / 2)
    assert np.allclose(found.act, 1 / 2)


def test_p8_the_same_seed_gives_the_same_plays() -> None:
    draws = Draws.of(*[EscalationGame()] * 500)
    solved, hazard = solve(draws), np.repeat(HAZARD, 500, axis=0)
    one, two = (simulate(draws, solved, hazard, 7) for _ in range(2))
    for left, right in zip(one[:4], two[:4], strict=True):
        assert np.array_equal(left, right)
    assert one.seed == 7
    other = simulate(draws, solved, hazard, 8)
    assert not np.array_equal(one.days, other.days)


def test_simulated_shares_are_those_of_the_equilibrium() -> None:
    n = 20_000
    draws = Draws.of(EscalationGame())
    many = Draws(np.repeat(draws.values, n, axis=0), 5)
    plays = simulate(many, solve(many), np.repeat(HAZARD, n, axis=0), 1)
    exact = outcome(draws, solve(draws), HAZARD)
    for place, rung in enumerate(RESPONSES):
        assert np.mean(plays.answer == rung) == pytest.approx(exact.reply[0, place], abs=0.015)
    for end in range(4):
        assert np.mean(plays.end == end) == pytest.approx(exact.ends[0, end], abs=0.015)
    assert np.median(plays.days) == pytest.approx(exact.days[0], rel=0.06)


def sharp(rng: np.random.Generator) -> EscalationGame:
    """A game in which belief and answer may feed each other: war is nearly worth it to the answering side."""
    war = float(rng.uniform(4, 24))
    second = Side(audience=0.0, resolve=0.875 * war, gravity=1.0, war=war, peace=float(rng.uniform(2, 14)))
    first = Side(
        audience=0.0,
        cost=0.0,
        convexity=0.0,
        war=float(rng.uniform(5, 30)),
        gain=float(rng.uniform(0, 12)),
        peace=float(rng.uniform(0, 12)),
    )
    return EscalationGame(
        first=first,
        second=second,
        misreading=0.6,
        channel=0.0,
        framing=0.0,
        habit_6=float(rng.uniform(-30, 5)),
        precision=float(rng.uniform(0.5, 4)),
    )


def test_p10_every_equilibrium_is_found_counted_and_satisfies_the_tree() -> None:
    rng = np.random.default_rng(3)
    games = [sharp(rng) for _ in range(4000)]
    draws = Draws.of(*games)
    found = solve(draws)
    assert np.all(found.roots % 2 == 1)
    several = np.flatnonzero(found.roots > 1)
    assert len(several) >= 20, "too few games with several equilibria: the count is not put to the test"
    for row in several[:20]:
        every = equilibria(draws, int(row))
        assert len(every) == found.roots[row]
        assert max(float(one.error[0]) for one in every) < 1e-6
        assert min(abs(float(one.belief[0] - found.belief[row])) for one in every) < 1e-9


def test_p10_the_chosen_equilibrium_is_the_one_the_branch_from_uniform_leads_to() -> None:
    rng = np.random.default_rng(3)
    games = [sharp(rng) for _ in range(4000)]
    found = solve(Draws.of(*games))
    straight = [row for row in np.flatnonzero(found.roots > 1) if not found.folded[row]][:4]
    assert straight
    for row in straight:
        tree = extensive(games[row])
        branch = follow(tree, games[row].precision)
        assert not branch.folds
        alarm = dict(zip(tree.names, branch.end.chances, strict=True))["seen full", "escalate"]
        assert alarm == pytest.approx(float(found.alarm[row]), abs=1e-6)


def test_forced_moves_are_certain_and_the_other_side_knows() -> None:
    draws = Draws.of(EscalationGame())
    free, quiet = solve(draws), solve(draws, Forced(replies=(0, 1, 2), war=False))
    assert quiet.reply[0, 3:].sum() == 0
    assert quiet.war.max() == 0
    assert quiet.act[0] != free.act[0]
    assert solve(draws, Forced(escalates=True)).escalate.min() == 1
    assert outcome(draws, solve(draws, Forced(act=False)), HAZARD).ends[0].tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channel": 1.1}, "G102"),
        ({"precision": -1.0}, "G102"),
        ({"second__pressure": float("nan")}, "G102"),
        ({"first__war": float("inf")}, "G102"),
    ],
)
def test_a_parameter_outside_its_range_is_refused(change: dict[str, float], code: str) -> None:
    with pytest.raises(DataError) as caught:
        with_values(EscalationGame(), **change)
    assert caught.value.code == code


def test_an_act_off_the_ladder_is_refused() -> None:
    with pytest.raises(DataError, match="G101"):
        EscalationGame(act=8)
    with pytest.raises(DataError, match="G101"):
        Draws.of(EscalationGame(act=4), EscalationGame(act=5))


def test_a_game_comes_back_from_its_draws() -> None:
    game = with_values(EscalationGame(act=6), second__pressure=0.9, calls=0.1)
    assert Draws.of(game).game(0) == game
    assert len(NAMES) == len(set(NAMES))
