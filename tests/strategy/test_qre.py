"""Agent quantal-response equilibria of any tree: Gambit's figures, limits, the U-shape, errors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DataError
from detente.strategy import reproduce_qre
from detente.strategy.qre.branch import follow
from detente.strategy.qre.challenge import ChallengeGame
from detente.strategy.qre.solve import answer, solve, solve_all
from detente.strategy.qre.tree import Chance, End, Move, Tree

SHARED = Path(__file__).parents[3] / "shared" / "data" / "strategy"


@pytest.fixture(scope="module")
def reference() -> Path:
    if not (SHARED / "gambit_reference.json").is_file():
        pytest.skip("needs ../shared/data/strategy/gambit_reference.json")
    return SHARED


def test_gambits_equilibria_to_a_millionth(reference: Path) -> None:
    found = reproduce_qre(reference)
    assert len(found.cases) == 25
    assert found.max_difference < 1e-6


def test_at_large_precision_the_branch_nears_gambits_limit(reference: Path) -> None:
    raw = json.loads((reference / "gambit_reference.json").read_text("utf-8"))
    for key, cases in raw["nash"].items():
        tree = ChallengeGame(audience=float(key.split("=")[1])).tree()
        end = dict(zip(tree.names, follow(tree, 150.0).end.chances, strict=True))
        if (limits := cases.get("logit_limit")) is None:
            continue
        for (where, action), value in zip(
            [("challenge 0", "challenge"), ("challenge 1", "challenge"), ("answer", "resist")],
            [limits[0][1], limits[2][1], limits[4][1]],
            strict=True,
        ):
            assert end[where, action] == pytest.approx(value, abs=0.02), (key, where)


def test_p9_the_challenge_is_u_shaped_in_ones_own_audience_cost() -> None:
    """The weak type's challenges fall, then rise, as backing down gets dearer (STRATEGY 3)."""
    chances = []
    for audience in (0.0, 0.5, 1.0, 2.0, 4.0):
        tree = ChallengeGame(audience=audience).tree()
        found = dict(zip(tree.names, solve(tree, 4.0).chances, strict=True))
        chances.append(found["challenge 0", "challenge"])
    assert chances == pytest.approx([0.580, 0.353, 0.252, 0.539, 0.711], abs=5e-4)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 3), st.floats(-2, 1), st.floats(-2, 0), st.floats(0.05, 0.95), st.floats(0.1, 6))
def test_an_equilibrium_is_a_logit_answer_to_itself(
    audience: float, fight: float, concedes: float, share: float, precision: float
) -> None:
    tree = ChallengeGame(
        audience=audience, fight=(fight, 0.5), concedes=concedes, chances=(share, 1 - share)
    ).tree()
    chances = np.array(follow(tree, precision).end.chances)
    assert np.abs(answer(tree, chances, precision) - chances).max() < 1e-7


def test_without_precision_all_is_uniform() -> None:
    tree = ChallengeGame().tree()
    assert np.allclose(solve(tree, 0.0).chances, tree.uniform())


def coordination() -> Tree:
    """Two who want to do the same, neither seeing the other: three equilibria once choices are sharp."""

    def second(mine: str) -> Move:
        pay = {("a", "a"): 2.0, ("b", "b"): 1.0}
        ends = tuple((yours, End((pay.get((mine, yours), 0.0),) * 2)) for yours in ("a", "b"))
        return Move(1, "two", ends)

    return Tree(Move(0, "one", (("a", second("a")), ("b", second("b")))))


def test_several_equilibria_are_all_found_and_the_branch_is_one_of_them() -> None:
    tree = coordination()
    found = solve_all(tree, 6.0, starts=40)
    assert len(found) == 3
    end = follow(tree, 6.0).end
    assert min(np.abs(np.subtract(one.chances, end.chances)).max() for one in found) < 1e-8
    assert len(solve_all(tree, 0.5)) == 1


def test_relabelling_the_players_swaps_the_results() -> None:
    def game(swap: bool, a: str, b: str) -> Tree:
        def pay(one: float, two: float) -> End:
            return End((two, one) if swap else (one, two))

        last = Move(int(swap), f"{a} last", (("stop", pay(1.0, 0.5)), ("go", pay(-1.0, -2.0))))
        answer_ = Move(int(not swap), f"{b} answers", (("yield", pay(2.0, -1.0)), ("resist", last)))
        return Tree(Move(int(swap), f"{a} begins", (("still", pay(0.0, 0.0)), ("act", answer_))))

    one, two = game(False, "IRN", "PAK"), game(True, "IRN", "PAK")
    assert one.names == two.names
    assert np.allclose(solve(one, 2.0).chances, solve(two, 2.0).chances, atol=1e-10)
    assert not np.array_equal(one.owner, two.owner)


@pytest.mark.parametrize(
    ("root", "code"),
    [
        (Chance(((0.5, End((0.0,))), (0.4, End((1.0,))))), "G110"),
        (
            Chance(
                (
                    (0.5, Move(0, "here", (("a", End((0.0,))), ("b", End((1.0,)))))),
                    (0.5, Move(0, "here", (("a", End((0.0,))), ("c", End((1.0,)))))),
                )
            ),
            "G111",
        ),
        (Move(0, "x", (("a", Move(0, "x", (("a", End((0.0,))),))),)), "G111"),
    ],
)
def test_a_broken_tree_is_refused(root: Chance | Move, code: str) -> None:
    with pytest.raises(DataError) as caught:
        Tree(root)
    assert caught.value.code == code


def test_a_branch_that_cannot_get_there_says_so() -> None:
    with pytest.raises(DataError, match="G113"):
        follow(ChallengeGame().tree(), 50.0, most=3)


@pytest.mark.parametrize("text", ["{}", "[", '{"qre": {"nonsense": [1]}}', '{"qre": {}}'])
def test_a_wrong_reference_file_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "gambit_reference.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="G120"):
        reproduce_qre(tmp_path)
    with pytest.raises(DataError, match="G120"):
        reproduce_qre(tmp_path / "nowhere")
