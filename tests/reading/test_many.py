"""Merging crises: same actors, same events with several sources, contradictions side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crisis import (
    Actor,
    Casualties,
    Cause,
    Claim,
    Crisis,
    DiplomaticChange,
    Document,
    Event,
    Evidence,
    Mention,
    Order,
    Relation,
    Span,
    When,
)
from detente.errors import UsageError
from detente.reading import merge_crises

IRAN = Actor("IRN", "Iran", "state", country="IRN")
PAKISTAN = Actor("PAK", "Pakistan", "state", country="PAK")
DAY = When("2024-01-16", "day", "16 January 2024")


def event(paper: str, id: str = "e1", **fields: object) -> Event:
    given = {"event": "ASSAULT", "sources": ("IRN",), "targets": ("PAK",), "when": DAY, **fields}
    evidence = Evidence(paper, 0, 4, "Iran", "rule:test")
    return Event(id, "do", Span(5, 11), evidence, **given)  # type: ignore[arg-type]


def crisis(paper: str, *events: Event, **fields: object) -> Crisis:
    given = {"actors": (IRAN, PAKISTAN), "sentences": (Span(0, 30),), "coder": "rules", **fields}
    document = Document.from_text("Iran struck Pakistan on 16 January 2024.", id=paper)
    return Crisis((document,), events=events, **given)  # type: ignore[arg-type]


def test_one_crisis_is_itself() -> None:
    one = crisis("a", event("a"))
    assert merge_crises([one]) == one


def test_none_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="S303"):
        merge_crises([])


def test_the_same_event_keeps_both_tellings() -> None:
    merged = merge_crises([crisis("a", event("a")), crisis("b", event("b"))])
    assert [(each.id, each.same_as) for each in merged.events] == [("e1", None), ("e2", "e1")]
    assert [each.evidence.document for each in merged.events] == ["a", "b"]
    assert len(merged.distinct()) == 1


def test_organs_of_a_state_act_for_it() -> None:
    army = Actor("IRN_MIL", "Iran's army", "military", country="IRN")
    other = crisis("b", event("b", sources=("IRN_MIL",)), actors=(army, PAKISTAN))
    assert merge_crises([crisis("a", event("a")), other]).events[1].same_as == "e1"


@pytest.mark.parametrize(
    "fields",
    [
        {"when": When("2024-01-17", "day")},
        {"when": When("2024-01", "month")},
        {"when": None},
        {"targets": ("AFG",)},
        {"targets": ()},
        {"event": "COERCE"},
        {"event": None},
        {"modality": "planned"},
    ],
)
def test_different_events_stay_apart(fields: dict[str, object]) -> None:
    merged = merge_crises([crisis("a", event("a")), crisis("b", event("b", **fields))])
    assert len(merged.distinct()) == 2


def test_two_alike_in_one_account_are_not_guessed_at() -> None:
    merged = merge_crises([crisis("a", event("a"), event("a", "e2")), crisis("b", event("b"))])
    assert len(merged.distinct()) == 3


def test_contradictions_are_kept_and_noted() -> None:
    first = crisis("a", event("a", casualties=Casualties(killed=2)))
    second = crisis("b", event("b", casualties=Casualties(killed=9)))
    third = crisis("c", event("c", polarity="did not happen"))
    merged = merge_crises([first, second, third])
    assert [(note.kind, note.about) for note in merged.notes] == [
        ("contradiction", ("e1", "e2")),
        ("contradiction", ("e1", "e3")),
    ]
    assert [each.casualties and each.casualties.killed for each in merged.events] == [2, 9, None]


def test_actors_gather_names_and_mentions() -> None:
    known = Actor(
        "IRN", "Iran", "state", ("Tehran",), "IRN", {"cow": "630"}, mentions=(Mention("a", 0, 4, "Iran"),)
    )
    other = Actor(
        "IRN", "Islamic Republic", "state", (), "IRN", {"gw": "630"}, mentions=(Mention("b", 0, 4, "Iran"),)
    )
    merged = merge_crises([crisis("a", actors=(known,)), crisis("b", actors=(other,))])
    (iran,) = merged.actors
    assert iran.aliases == ("Tehran", "Islamic Republic")
    assert iran.codes == {"cow": "630", "gw": "630"}
    assert [mention.document for mention in iran.mentions] == ["a", "b"]


def test_nameless_groups_of_two_accounts_are_two() -> None:
    gunmen = Actor("GUNMEN", "unknown gunmen", "armed group", generic=True)
    parts = [crisis(name, event(name, sources=("GUNMEN",)), actors=(gunmen, PAKISTAN)) for name in ("a", "b")]
    merged = merge_crises(parts)
    assert [each.sources for each in merged.events] == [("GUNMEN",), ("GUNMEN-2",)]
    assert {"GUNMEN", "GUNMEN-2"} <= {actor.id for actor in merged.actors}


def test_an_actor_that_is_two_kinds_is_noted() -> None:
    other = Actor("IRN", "Iran", "place", country="IRN")
    notes = merge_crises([crisis("a"), crisis("b", actors=(other,))]).notes
    assert [note.kind for note in notes] == ["contradiction"]


def test_every_reference_follows_its_record() -> None:
    def full(paper: str) -> Crisis:
        here = Evidence(paper, 0, 4, "Iran", "rule:test")
        say = Event("e2", "say", Span(0, 4), here, event="ACCUSE", about="e1", same_as=None)
        return crisis(
            paper,
            event(paper),
            say,
            relations=(Relation("r1", "hostile_to", "IRN", "PAK", Span(0, 4), here, derived_from="e1"),),
            claims=(Claim("c1", ("IRN",), "accuses", "x", Span(0, 4), here, about="e1", said_in="e2"),),
            causes=(Cause("k1", "causes", Span(0, 4), here, cause=("r1",), effect=("e1",)),),
            order=(Order("e1", "e2"),),
            diplomacy=(DiplomaticChange(("IRN", "PAK"), "meetings", "suspended", "e1"),),
        )

    merged = merge_crises([full("a"), full("b")])
    assert [each.about for each in merged.events] == [None, "e1", None, "e3"]
    assert [each.derived_from for each in merged.relations] == ["e1", "e3"]
    assert [(each.about, each.said_in) for each in merged.claims] == [("e1", "e2"), ("e3", "e4")]
    assert [(each.cause, each.effect) for each in merged.causes] == [(("r1",), ("e1",)), (("r2",), ("e3",))]
    assert [(each.before, each.after) for each in merged.order] == [("e1", "e2"), ("e3", "e4")]
    assert [each.event for each in merged.diplomacy] == ["e1"]
    assert [each.sentence for each in merged.events] == [0, 0, 1, 1]
    assert Crisis.from_json(merged.to_json()) == merged


def test_documents_with_one_id_are_told_apart() -> None:
    merged = merge_crises([crisis("a", event("a")), crisis("a", event("a"))])
    assert [document.id for document in merged.documents] == ["a", "a-2"]
    assert [each.evidence.document for each in merged.events] == ["a", "a-2"]


@given(st.lists(st.lists(st.sampled_from(["ASSAULT", "ACCUSE", "AID"]), max_size=4), min_size=1, max_size=4))
def test_nothing_is_dropped_and_ids_are_unique(told: list[list[str]]) -> None:
    parts = [
        crisis(
            f"d{number}",
            *(event(f"d{number}", f"e{place}", event=kind) for place, kind in enumerate(kinds, 1)),
        )
        for number, kinds in enumerate(told)
    ]
    merged = merge_crises(parts)
    ids = [each.id for each in merged.events]
    assert len(ids) == len(set(ids)) == sum(map(len, told))
    assert all(each.same_as is None or each.same_as in ids for each in merged.events)
    assert merge_crises(parts) == merged
