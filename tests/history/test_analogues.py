"""Near past cases: reasons, shares, and that names play no part."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import numpy as np
import pytest
from accounts import raid
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.crisis import Crisis
from detente.errors import DataError, UsageError
from detente.history import Outlook, Position, Situation, card, crisis, lens, neighbours, outlook, position_of
from detente.history.distance import OUTCOMES, distance, sample
from detente.history.learning import Sample, _loss, base_rates, fit, forecast, tables
from detente.history.situation import FEATURES, apart, encode, encoded, over_groups, pasts

SEED = Path(__file__).parents[3] / "shared" / "seed" / "pakistan_iran_2024.txt"
RAIDED = Situation(
    Position(
        trigger="violent act", trigger_by="state", proximity="home territory", distance="contiguous",
        mass_violence="worse", economy="worse",
    ),
    over_group=True,
)  # fmt: skip


def test_a_past_case_is_nearest_to_itself() -> None:
    past = pasts()[700]
    found = neighbours(past.situation, limit=3).analogues
    assert found[0].distance == 0
    assert past.crisis.id in [case.crisis for case in found if case.distance == 0]
    others = neighbours(past.situation, limit=3, leave_out=past.crisis.id).analogues
    assert past.crisis.id not in [case.crisis for case in others]


def test_reasons_part_all_variables() -> None:
    for case in neighbours(RAIDED).analogues:
        compared = [each.variable for each in (*case.alike, *case.differ, *case.unknown)]
        assert sorted(compared) == sorted(feature.name for feature in FEATURES)
        assert sum(each.weight for each in (*case.alike, *case.differ)) == pytest.approx(1)
        assert case.distance == pytest.approx(
            sum(each.weight * (each.apart or 0) for each in (*case.alike, *case.differ))
        )
        assert all(each.here is None or each.there is None for each in case.unknown)


def test_raids_on_groups_are_near_one_another() -> None:
    """Strikes on a group across a border, contiguous, at home: most near ones are of that kind."""
    found = neighbours(RAIDED, limit=8).analogues
    assert sum(case.group is not None for case in found) >= 6
    assert [case.distance for case in found] == sorted(case.distance for case in found)
    assert len({case.crisis for case in found}) == len(found)


KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "trigger": st.sampled_from(["violent act", "verbal act", "economic act"]),
        "trigger_by": st.sampled_from(["state", "non-state actor", "several states", "code 995"]),
        "economy": st.sampled_from(["worse", "unchanged", "better", "new state"]),
        "power_gap": st.integers(-179, 179),
        "intra_war": st.booleans(),
    },
)


@given(KNOWN, st.sampled_from([None, True, False]))
@settings(max_examples=40, deadline=None)
def test_shares_are_never_zero_or_one(known: dict[str, object], over: bool | None) -> None:
    found = neighbours(Situation(msgspec.convert(known, Position), over), limit=2)
    assert found.size >= 1
    for kind, values in OUTCOMES.items():
        shares = [share for share in found.shares if share.kind == kind]
        assert [share.value for share in shares] == list(values)
        assert sum(share.share for share in shares) == pytest.approx(1)
        for share in shares:
            assert 0 < share.share < 1
            assert 0 <= share.low <= share.high <= 1


def test_unknown_values_carry_no_weight() -> None:
    one = encode(Situation(Position(trigger="violent act")))
    gaps = apart(one, encoded())
    assert np.isnan(gaps[:, 1:]).all()
    assert set(np.unique(gaps[:, 0])) <= set(np.linspace(0, 1, 201).round(3)) or gaps[:, 0].max() <= 1


def test_the_distance_was_learned_from_this_table() -> None:
    assert distance().table == card().sha256, "run training/history/fit_distance.py"
    assert np.mean(list(distance().weights.weight.values())) == pytest.approx(1, abs=0.01)


def test_every_case_over_a_group_is_in_the_table() -> None:
    known = {(past.crisis.id, past.actor.number) for past in pasts()}
    assert set(over_groups()) <= known
    assert all(over_groups().values())


def test_the_slope_of_the_loss_is_that_of_differences() -> None:
    rng = np.random.default_rng(1)
    few = rng.choice(len(sample().crisis), 40, replace=False)
    part = Sample(
        sample().codes[few], sample().crisis[few], {k: v[few] for k, v in sample().outcomes.items()}
    )
    gaps, known = tables(part.codes, part.codes)
    others = (part.crisis[:, None] != part.crisis[None]).astype(np.float32)
    at = rng.normal(0, 0.3, len(FEATURES) + 1 + len(OUTCOMES))
    at[len(FEATURES)] = np.log(0.2)
    _, slope = _loss(at, gaps, known, others, part)
    for place in (0, 2, len(FEATURES), len(FEATURES) + 1):
        step = np.zeros_like(at)
        step[place] = 1e-2
        above, below = (_loss(at + sign * step, gaps, known, others, part)[0] for sign in (1, -1))
        assert slope[place] == pytest.approx((above - below) / 2e-2, rel=0.05, abs=2e-3)


def test_learning_finds_the_variable_that_matters() -> None:
    """Outcomes planted on the trigger alone: it gains weight, and crises left out are forecast better."""
    rng = np.random.default_rng(0)
    codes = np.full((300, len(FEATURES)), np.nan)
    codes[:, :6] = rng.integers(0, 2, (300, 6))
    planted = Sample(codes[:200], np.arange(200), {"response": codes[:200, 2].astype(np.int64)})
    fitted = fit(planted, shrink=0.001, steps=30)
    assert fitted.weight.argmax() == 2
    shares = forecast(fitted, planted, codes[200:], np.arange(1000, 1100))["response"]
    right = shares[np.arange(100), codes[200:, 2].astype(int)]
    assert -np.log(right).mean() < -np.log(base_rates(planted.outcomes["response"])).mean() / 2


SWAPPED = {"IRN": "PER", "PAK": "ECU", "Iran": "Peru", "Pakistan": "Ecuador"}
TEXT = (
    "On 1 March 2031 rebels attacked a post in Iran. On 3 March Iran bombed camps of the rebels in Pakistan. "
    "Pakistan denounced the strikes. On 5 March Pakistan recalled its ambassador. On 6 March the Pakistani "
    "army bombed Iran. Pakistan's economy was collapsing."
)


def nameless(found: Outlook) -> list[object]:
    return [
        (
            [(each.variable, each.value, round(each.confidence, 6)) for each in actor.coded.values.values()],
            actor.neighbours.analogues, actor.neighbours.shares, actor.base_rates, actor.unknown,
        )
        for actor in found.actors
    ] + [[(each.crisis, each.distance) for each in pair.nearest] for pair in found.pairs]  # fmt: skip


def renamed(crisis: Crisis, names: dict[str, str]) -> Crisis:
    raw = re.sub("|".join(map(re.escape, names)), lambda match: names[match[0]], crisis.to_json())
    return Crisis.from_json(raw)


@pytest.mark.parametrize(
    "names", [{"AAA": "BBB", "BBB": "AAA"}, {"AAA": "Q11", "BBB": "X22"}, {"AAA": "ZZZ"}]
)
def test_exchanged_or_masked_ids_change_nothing(names: dict[str, str]) -> None:
    assert nameless(outlook(renamed(raid().crisis(), names))) == nameless(outlook(raid().crisis()))


@pytest.fixture(scope="module")
def read() -> Crisis:
    return detente.read(text=TEXT, published="2031-03-10")


def test_an_account_of_other_states_has_the_same_analogues(read: Crisis) -> None:
    swapped = TEXT.replace("Pakistani", "Ecuadorian")
    for name, other in SWAPPED.items():
        swapped = swapped.replace(name, other)
    other = detente.read(text=swapped, published="2031-03-10")
    assert {actor.actor for actor in outlook(other).account.actors} == {"PER", "ECU"}
    assert nameless(outlook(other)) == nameless(outlook(read))


def test_masked_names_of_a_read_account_change_nothing(read: Crisis) -> None:
    masked = renamed(read, {"IRN": "S01", "PAK": "S02", "Iran": "Side", "Pakistan": "Othernia"})
    assert nameless(outlook(masked)) == nameless(outlook(read))


def test_the_essay_has_defensible_neighbours() -> None:
    """Raids on groups across borders, a South Asian pair first, one on Iran among them."""
    if not SEED.exists():
        pytest.skip("the seed account is not here")
    found = outlook(detente.read(SEED), limit=10)
    by_actor = {actor.coded.actor: actor.neighbours.analogues for actor in found.actors}
    assert sum(case.group is not None for case in by_actor["PAK"][:5]) >= 4
    near = {case.crisis for case in by_actor["PAK"]}
    assert {485, 14} <= near
    assert 485 in {case.crisis for case in by_actor["IRN"]}
    assert found.pairs[0].nearest[0].crisis == 485


def test_a_lens_shows_a_pair_by_name() -> None:
    asked = lens("india, Pakistan", since=2000)
    assert asked is not None
    found = outlook(raid().crisis(), through=asked, limit=50)
    for actor in found.actors:
        assert actor.seen is not None
        assert {case.crisis for case in actor.seen.cases} == {435, 436, 473, 482}
    assert nameless(found) == nameless(outlook(raid().crisis(), limit=50))


@pytest.mark.parametrize("asked", [
    {"states": "Atlantis"}, {"states": "IRN,PAK,IND"}, {"states": ","}, {"region": "Asia"}, {"region": ""},
])  # fmt: skip
def test_a_lens_on_nothing_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="H312"):
        lens(**asked)


def test_an_account_without_a_crisis_is_refused() -> None:
    with pytest.raises(DataError, match="H310"):
        outlook(detente.read(text="The weather was fine in Peru.", coder="rules"))


def test_positions_of_the_table_are_those_that_are_compared() -> None:
    uri = crisis(482)
    india = next(actor for actor in uri.actors if actor.state == "IND")
    assert neighbours(Situation(position_of(india, uri), False)).analogues[0].crisis == 482
