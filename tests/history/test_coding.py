"""Accounts coded into the variables of past crises: what counts, what does not, and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from accounts import Story, raid
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.crisis import Crisis, Pressure
from detente.history import CodedAccount, code, variables

EXAMPLES = Path(__file__).parents[2] / "examples"
ALLOWED = {
    variable.name: set(variable.values)
    for variable in (*variables("crisis"), *variables("actor"))
    if variable.kind not in ("number", "flag")
}
"""By variable; an actor's own variable comes after the crisis's of that name."""


def coded(account: CodedAccount, actor: str) -> dict[str, object]:
    return {
        name: value.value
        for each in account.actors
        if each.actor == actor
        for name, value in each.values.items()
    }


class TestRaid:
    def test_the_host_is_struck_over_a_group(self) -> None:
        host = coded(code(raid().crisis()), "BBB")
        assert host["trigger"] == "violent act"
        assert host["trigger_by"] == "state"
        assert host["over_group"] is True
        assert host["response"] == "several acts with violent ones"
        assert host["response_days"] == 3

    def test_the_raider_answers_the_group(self) -> None:
        account = code(raid().crisis())
        raider = coded(account, "AAA")
        assert (raider["trigger_by"], raider["over_group"]) == ("non-state actor", False)
        assert raider["response"] == "violent military act"
        assert raider["response_days"] == 4
        assert next(each.adversary for each in account.actors if each.actor == "AAA") == "BBB"

    def test_every_value_has_its_words(self) -> None:
        crisis = raid().crisis()
        ids = {record.id for kind in (crisis.events, crisis.relations) for record in kind}
        for actor in code(crisis).actors:
            for value in actor.values.values():
                assert value.records
                assert set(value.records) <= ids
                assert 0 < value.confidence <= 1
                assert all(
                    crisis.document.text[each.start : each.end] == each.quote for each in value.evidence
                )

    def test_what_is_not_told_is_not_coded(self) -> None:
        values = coded(code(raid().crisis()), "BBB")
        assert not {"economy", "unrest", "outcome", "days", "gravity", "regime", "power_gap"} & set(values)


@pytest.mark.parametrize("status", [
    {"modality": "planned"}, {"modality": "counterfactual"}, {"modality": "conditional"},
    {"modality": "desired"},
    {"modality": "hypothetical"}, {"modality": "denied"}, {"modality": "claimed", "speaker": ("BBB",)},
    {"polarity": "negated"}, {"polarity": "did not happen"},
])  # fmt: skip
def test_what_did_not_happen_sets_off_no_crisis(status: dict[str, object]) -> None:
    story = Story()
    story.event("Aland struck Bland", "AAA", "BBB", "2031-03-01", rung=6, **status)
    assert code(story.crisis()).actors == ()


def test_a_doer_may_admit_its_deed() -> None:
    story = Story()
    story.event(
        "Aland struck Bland", "AAA", "BBB", "2031-03-01", rung=6, modality="claimed", speaker=("AAA",)
    )
    (host,) = code(story.crisis()).actors
    assert host.values["trigger"].confidence < 0.7


def test_what_went_before_is_no_trigger_but_a_long_conflict() -> None:
    story = Story()
    story.event("Over the years Aland raided Bland", "AAA", "BBB", rung=6)
    story.event("Aland denounced Bland", "AAA", "BBB", "2031-03-01", layer="say", event="ACCUSE", rung=1)
    values = coded(code(story.crisis()), "BBB")
    assert values["trigger"] == "verbal act"
    assert values["protracted"] == "protracted conflict"


def test_who_began_has_no_crisis_by_an_angry_word() -> None:
    story = Story()
    story.event("Aland cut all ties with Bland", "AAA", "BBB", "2031-03-01", event="SANCTION", rung=2)
    story.event("Bland protested", "BBB", "AAA", "2031-03-02", layer="say", event="REJECT", rung=1)
    assert [actor.actor for actor in code(story.crisis()).actors] == ["BBB"]


@pytest.mark.parametrize(
    ("modality", "told"), [("asserted", True), ("counterfactual", False), ("claimed", False)]
)
def test_only_stated_pressures_count(modality: str, told: bool) -> None:
    story = raid()
    evidence = story.evidence("The economy of Bland is collapsing")
    pressure = Pressure("p1", "economy", ("BBB",), evidence.span, evidence, modality=modality)  # type: ignore[arg-type]
    values = coded(code(story.crisis(pressures=(pressure,))), "BBB")
    assert values.get("economy") == ("worse" if told else None)


def test_outsiders_who_call_for_restraint_are_told() -> None:
    story = raid()
    story.actors.append(detente.Actor("CCC", "Cland", "state"))
    story.event("Cland urged restraint", "CCC", "BBB", "2031-03-07", layer="say", event="REQUEST", rung=-1)
    assert code(story.crisis()).whole["third_party_calls"].value is True
    assert "mediated" not in code(story.crisis()).whole


REVIEWED = {
    "iran_pakistan_2024.md": {
        ("PAK", "trigger"): "violent act", ("PAK", "trigger_by"): "state", ("PAK", "over_group"): True,
        ("PAK", "response"): "several acts with violent ones", ("PAK", "response_days"): 3,
        ("PAK", "government_instability"): "worse", ("PAK", "mass_violence"): "worse",
        ("PAK", "proximity"): "home territory", ("IRN", "trigger"): "violent act",
        ("IRN", "trigger_by"): "non-state actor", ("IRN", "over_group"): False,
        ("IRN", "response"): "violent military act",
    },
    "qatar_2017.html": {
        ("QAT", "trigger"): "political act", ("QAT", "trigger_by"): "several states",
        ("QAT", "over_group"): False,
        ("QAT", "response"): "verbal act", ("QAT", "violence"): "none", ("SAU", "trigger"): None,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def read() -> dict[str, Crisis]:
    return {name: detente.read(EXAMPLES / name) for name in REVIEWED}


@pytest.mark.parametrize("name", REVIEWED)
def test_examples_are_coded_as_reviewed_by_hand(read: dict[str, Crisis], name: str) -> None:
    account = code(read[name])
    found = {key: coded(account, key[0]).get(key[1]) for key in REVIEWED[name]}
    assert found == REVIEWED[name]


def test_outsiders_of_the_example_urge_restraint(read: dict[str, Crisis]) -> None:
    assert code(read["iran_pakistan_2024.md"]).whole["third_party_calls"].value is True
    assert code(read["qatar_2017.html"]).whole["mediated"].value is True


SIDE = st.sampled_from(["AAA", "BBB", "rebels", ""])
ACTS = st.lists(
    st.tuples(
        SIDE, SIDE, st.sampled_from([None, "2031-03-01", "2031-04-09", "1999-12-31"]),
        st.sampled_from(["ASSAULT", "SANCTION", "MOBILIZE", "AID", "AGREE", "PROTEST", None]),
        st.sampled_from([None, *range(-3, 8)]), st.sampled_from(["do", "say", "think"]),
    ),
    max_size=12,
)  # fmt: skip


@given(ACTS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_acts_give_values_of_the_code_book(acts: list[tuple[object, ...]], hosted: bool) -> None:
    story = Story()
    story.group("rebels", "BBB" if hosted else None)
    for by, on, day, event, rung, layer in acts:
        story.event("Something was done", by, on, day, event=event, rung=rung, layer=layer)  # type: ignore[arg-type]
    for actor in code(story.crisis()).actors:
        assert actor.values["trigger"].value in ALLOWED["trigger"]
        for name, value in actor.values.items():
            assert name not in ALLOWED or value.value in ALLOWED[name]
        assert actor.situation.position.trigger == actor.value("trigger")


def test_an_attack_by_a_side_without_a_crisis_of_its_own_is_violence() -> None:
    crisis = detente.read(
        text="On 1 April 2004 Peru attacked Ecuador. On 3 April 2004 Ecuador attacked Peru."
    )
    coded = code(crisis)
    assert [actor.actor for actor in coded.actors] == ["ECU"]
    assert coded.whole["violence"].value == "minor clashes"
