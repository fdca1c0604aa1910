"""The accounts in examples/: all eight kinds of thing in one, and every one whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_checks import check_ids, check_spans, event

from detente.crisis import Crisis, Event
from detente.documents import load
from detente.reading import Reader

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def strikes(reader: Reader) -> Crisis:
    return reader.read(load(ROOT / "examples" / "iran_pakistan_2024.md"))


def dated(crisis: Crisis, kind: str, source: str, iso: str) -> list[Event]:
    return [
        each
        for each in crisis.events
        if each.event == kind
        and any(id == source or id.startswith(f"{source}_") for id in each.sources)
        and each.when is not None
        and each.when.iso == iso
    ]


def test_the_example_is_whole(strikes: Crisis) -> None:
    check_spans(strikes)
    check_ids(strikes)
    assert Crisis.from_json(strikes.to_json()) == strikes
    assert set(strikes.parties) == {"IRN", "PAK"}
    assert strikes.document.published == "2024-02-02"


def test_example_deeds_with_their_days(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.where is not None
    assert fired.where.country == "PAK"
    assert fired.happened
    recalls = dated(strikes, "SANCTION", "PAK", "2024-01-17")
    assert event(strikes, "recalled") in recalls
    assert dated(strikes, "ASSAULT", "PAK", "2024-01-18")


def test_example_days_without_a_year_say_where_the_year_is_from(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.when is not None
    assert fired.when.inferred == "year"


def test_example_diplomatic_state(strikes: Crisis) -> None:
    states = {(change.aspect, change.state) for change in strikes.diplomacy}
    assert ("ambassador of PAK", "recalled") in states
    assert ("meetings", "suspended") in states
    assert ("ambassador of PAK", "return announced") in states


def test_example_groups_and_who_shelters_or_fights_them(strikes: Crisis) -> None:
    kinds = {actor.id: actor.kind for actor in strikes.actors}
    assert kinds.get("BLA") == kinds.get("BLF") == "armed group"
    shelters = [each for each in strikes.relations if each.kind == "shelters"]
    assert shelters
    assert all(each.modality != "asserted" or each.speaker != ("author",) for each in shelters)


@pytest.mark.xfail(
    strict=True, reason="elections that are due and figures of inflation are not seen as pressures"
)
def test_example_pressures_of_ballot_and_purse(strikes: Crisis) -> None:
    kinds = {each.kind for each in strikes.pressures if "PAK" in each.on or "PAK_MIL" in each.on}
    assert "elections" in kinds
    assert "economy" in kinds


def test_example_pressures_of_arms_and_honour(strikes: Crisis) -> None:
    kinds = {(each.kind, on[:3]) for each in strikes.pressures for on in each.on}
    assert {("insurgency", "PAK"), ("audience cost", "PAK"), ("constraint on response", "IRN")} <= kinds


def test_example_signals_and_motives(strikes: Crisis) -> None:
    text = strikes.document.text
    goals = " | ".join(each.span.slice(text) + " " + each.goal for each in strikes.motives)
    assert "message" in goals or "show that it could" in goals
    assert {actor for each in strikes.motives for actor in each.who} & {"IRN", "PAK", "PAK_MIL"}


def test_example_claims_and_denials(strikes: Crisis) -> None:
    stances = {each.stance for each in strikes.claims}
    assert {"asserts", "denies", "accuses"} <= stances
    denials = [each for each in strikes.claims if each.stance == "denies"]
    assert {actor[:3] for each in denials for actor in each.who} >= {"IRN", "PAK"}
    struck = event(strikes, "struck two bases")
    assert struck.modality == "claimed"
    assert struck.speaker == ("IRN",)


def test_example_causes_and_what_would_have_been(strikes: Crisis) -> None:
    assert strikes.causes
    unreal = [each for each in strikes.events if each.modality == "counterfactual"]
    words = {each.trigger.slice(strikes.document.text) for each in unreal}
    assert "killed" in words
    assert "suffered" in words
    assert any(
        each.polarity for each in strikes.events if each.trigger.slice(strikes.document.text) == "retaliated"
    )


def test_example_alignments(strikes: Crisis) -> None:
    supports = [each for each in strikes.events if each.event in {"SUPPORT", "ACCUSE", "REQUEST", "CONSULT"}]
    actors = {id[:3] for each in supports for id in each.sources}
    assert {"CHN", "USA"} & actors
    assert any(id.startswith("UN") for each in supports for id in each.sources)


def test_example_no_troops_were_moved(strikes: Crisis) -> None:
    assert not event(strikes, "moved troops").happened


def test_example_order_is_that_of_the_days(strikes: Crisis) -> None:
    order = [each.id for each in strikes.timeline()]
    first = next(each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None)
    recalled, landed = event(strikes, "recalled"), event(strikes, "landed in Islamabad")
    assert order.index(first.id) < order.index(recalled.id) < order.index(landed.id)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.*")), ids=lambda file: file.name)
def test_every_example_is_whole(reader: Reader, file: Path) -> None:
    if file.suffix == ".jsonl":
        pytest.skip("a corpus: its documents are read one by one elsewhere")
    crisis = reader.read(load(file))
    check_spans(crisis)
    check_ids(crisis)
    assert len(crisis.happened()) >= 10
    assert crisis.phases


def test_example_first_strike_hits_pakistan(strikes: Crisis) -> None:
    (fired,) = [each for each in dated(strikes, "ASSAULT", "IRN", "2024-01-16") if each.same_as is None]
    assert fired.targets == ("PAK",)


@pytest.mark.xfail(
    strict=True, reason="of several strikes the nearest is taken up, not the one under discussion"
)
def test_example_the_strike_meant_as_a_message_is_that_of_pakistan(strikes: Crisis) -> None:
    strike = event(strikes, "strike was therefore")
    assert {id[:3] for id in strike.sources} == {"PAK"}


def test_example_who_owns_up_to_the_bombs_in_kerman(strikes: Crisis) -> None:
    attack = event(strikes, "attack, and a public")
    assert attack.sources == ("IS",)
    assert attack.same_as == event(strikes, "killed more than eighty").id


def test_example_both_governments_condemn_the_gunmen_not_each_other(strikes: Crisis) -> None:
    condemned = event(strikes, "condemned the killing")
    assert set(condemned.sources) == {"IRN", "PAK"}
    assert not {"IRN", "PAK"} & set(condemned.targets)


def test_example_same_two_states_had_bombed_each_other(strikes: Crisis) -> None:
    bombed = event(strikes, "bombed each other")
    assert set(bombed.sources) == set(bombed.targets) == {"IRN", "PAK"}
