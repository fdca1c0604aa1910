"""The code books of events: every cell holds what the modules promise, and the look-ups agree."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codes import cameo, goldstein, icbe, ladder, plover, table, types
from detente.crisis import SYMMETRIC
from detente.crisis.affairs import CauseKind, PressureKind, RelationKind, Stance
from detente.errors import CodeBookError

FILES = (
    "plover.tsv", "plover_modes.tsv", "icbe.tsv", "cameo.tsv", "goldstein.tsv", "ladder.tsv", "types.tsv",
    "lexicon_verbs.tsv", "lexicon_nouns.tsv", "lexicon_adjectives.tsv", "word_classes.tsv",
    "light_verbs.tsv", "modality_cues.tsv",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_table_states_its_source_and_licence(name: str) -> None:
    book = table.shipped(name)
    assert all(book.header.get(key) for key in table.HEADER_KEYS)
    assert book.rows
    assert all(cell == cell.strip() for row in book.rows for cell in row.values())


@pytest.mark.parametrize("name", FILES)
def test_no_table_repeats_a_row(name: str) -> None:
    rows = [tuple(row.values()) for row in table.shipped(name).rows]
    assert len(rows) == len(set(rows))


def test_plover_has_its_16_events_four_of_them_in_each_quad_or_more() -> None:
    assert tuple(plover.events()) == plover.EVENTS
    assert len(plover.EVENTS) == 16
    assert {event.quad for event in plover.events().values()} == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
    }  # fmt: skip
    for event in plover.events().values():
        assert event.definition
        assert (event.intensity < 0) == event.quad.endswith("conflict")


def test_plover_modes_belong_to_events_and_contexts_stand_apart() -> None:
    for row in table.shipped("plover_modes.tsv").rows:
        assert row["event"] in (*plover.EVENTS, plover.CONTEXT)
        assert row["definition"]
    assert "troops" in plover.modes("MOBILIZE")
    assert plover.modes("AGREE") == {}
    assert {"military", "diplomatic"} <= set(plover.contexts())


def test_every_icbe_leaf_maps_to_an_event_and_mode_that_exist() -> None:
    for (layer, name), leaf in icbe.leaves().items():
        assert leaf.definition, name
        assert leaf.event is None or leaf.event in plover.EVENTS
        assert leaf.mode is None or leaf.mode in plover.modes(leaf.event or "")
        assert leaf.cameo is None or leaf.cameo in cameo.codes()
        assert (leaf.direction is not None) == (layer == "do")
        if leaf.cameo and leaf.event and name not in ("settle dispute", "human rights violation"):
            assert cameo.to_plover(leaf.cameo)[0] in (leaf.event, None), name


@pytest.mark.parametrize(
    ("layer", "name", "event", "mode"),
    [
        ("say", "disapprove", "ACCUSE", "disapprove"),
        ("say", "ultimatum", "THREATEN", None),
        ("do", "withdraw diplomats", "SANCTION", "withdraw"),
        ("do", "cease fire", "RETREAT", "ceasefire"),
        ("do", "blockade", "COERCE", "restrict"),
        ("say", "express intent", None, None),
        ("think", "fear", None, None),
    ],
)
def test_icbe_to_plover(layer: icbe.Layer, name: str, event: str | None, mode: str | None) -> None:
    assert icbe.to_plover(layer, name) == (event, mode)


def test_icbe_branches_agree_with_their_direction() -> None:
    for leaf in icbe.leaves().values():
        for branch in leaf.branches:
            if branch.endswith("_escalate"):
                assert leaf.direction == "escalatory"
            elif branch.endswith("deescalate"):
                assert leaf.direction == "deescalatory"


def test_cameo_roots_events_modes_and_contexts_exist() -> None:
    for code, found in cameo.codes().items():
        assert found.name
        assert code.startswith(found.root)
        assert found.root in cameo.codes()
        assert found.event is None or found.event in plover.EVENTS
        assert found.mode is None or found.mode in plover.modes(found.event or "")
        assert set(found.contexts) <= set(plover.contexts())


def test_cameo_falls_back_on_the_longest_prefix_and_never_invents() -> None:
    assert cameo.to_plover("1661")[0] == "SANCTION"
    assert cameo.nearest("16699") == cameo.code("166")
    assert cameo.nearest("99") is None
    assert cameo.to_plover("010") == (None, None)
    assert cameo.from_plover("CONSULT", "phone") == "041"
    assert cameo.from_plover("PROTEST", "no such mode") is None


def test_goldstein_versions_differ_and_are_always_named() -> None:
    assert len(goldstein.differing()) == 14
    assert goldstein.value("016", "icews") == -5
    assert goldstein.value("016", "gdelt") == 3.4
    for version in goldstein.VERSIONS:
        assert all(-10 <= number <= 10 for number in goldstein.scale(version).values())
    with pytest.raises(TypeError):
        goldstein.value("016")  # type: ignore[call-arg]


def test_ladder_has_eleven_rungs_that_rise_with_mid_hostility() -> None:
    rungs = list(ladder.levels())
    assert rungs == list(range(ladder.LOWEST, ladder.HIGHEST + 1))
    hostility = [level.mid for level in ladder.levels().values()]
    assert hostility == sorted(hostility)
    assert len({level.name for level in ladder.levels().values()}) == 11
    for row in table.shipped("ladder.tsv").rows:
        if row["by"] == "mid" and row["key"] not in ("18", "19"):
            assert ladder.mid_hostility(int(row["rung"])) == int(row["mid"]), row


def test_ladder_crosswalk_names_only_what_exists() -> None:
    for row in table.shipped("ladder.tsv").rows:
        key = row["key"]
        if row["by"] == "event":
            event, _, mode = key.partition("/")
            assert event in plover.EVENTS
            assert not mode or mode in plover.modes(event)
        elif row["by"] == "leaf":
            layer, _, name = key.partition(":")
            assert (layer, name) in icbe.leaves()
        elif row["by"] == "cameo":
            assert key in cameo.codes()
        else:
            assert row["by"] in ("level", "mid")


def test_every_event_of_a_state_stands_on_a_rung() -> None:
    for event in plover.EVENTS:
        found = ladder.rung(event, target_kind="state")
        assert (found is None) == (event == "PROTEST"), event


@pytest.mark.parametrize(
    ("kwargs", "expected"),
    [
        ({"event": "ASSAULT", "leaf": "attack", "target_kind": "armed group"}, 5),
        ({"event": "ASSAULT", "leaf": "attack", "target_kind": "state"}, 6),
        ({"event": "ASSAULT", "leaf": "attack", "target_kind": None}, 5),
        ({"event": "ASSAULT", "leaf": "battle/clash", "target_kind": None}, 6),
        ({"event": "ASSAULT", "leaf": "attack", "target_kind": "state", "source_kind": "armed group"}, 5),
        ({"event": "ASSAULT", "leaf": "battle/clash", "target_kind": "state", "war": True}, 7),
        ({"event": "THREATEN", "leaf": "declaration of war", "cameo": "138"}, 7),
        ({"event": "SANCTION", "mode": "withdraw", "leaf": "withdraw diplomats"}, 2),
        ({"event": "THREATEN", "mode": "relations"}, 2),
        ({"event": "THREATEN", "leaf": "ultimatum", "layer": "say"}, 3),
        ({"event": "RETREAT", "mode": "ceasefire"}, -3),
        ({"event": "RETREAT", "mode": "withdraw"}, -2),
        ({"event": "CONSULT", "mode": "visit"}, -1),
        ({"event": "MOBILIZE", "mode": "troops"}, 4),
        ({"event": "COERCE", "mode": "arrest", "armed": True, "target_kind": "military"}, 2),
        ({"event": "COERCE", "mode": "seize", "armed": True, "target_kind": "state"}, 6),
        ({"event": "COERCE", "mode": "seize", "leaf": "coup", "armed": True}, None),
        ({"event": "AID", "armed": True, "target_kind": "armed group"}, 4),
        ({"event": "AID", "armed": True, "target_kind": "state"}, 0),
        ({"event": "REQUEST", "leaf": "demand", "layer": "say"}, 1),
        ({"event": "REQUEST", "leaf": "appeal", "layer": "say"}, -1),
        ({"event": "PROTEST"}, None),
        ({"event": None}, None),
    ],
)
def test_rungs(kwargs: dict[str, object], expected: int | None) -> None:
    event = kwargs.pop("event")
    assert ladder.rung(event, **kwargs) == expected  # type: ignore[arg-type]


@given(
    event=st.sampled_from([None, *plover.EVENTS]),
    code=st.sampled_from([None, *cameo.codes()]),
    leaf=st.sampled_from([None, *icbe.names("do")]),
    armed=st.sampled_from([None, True, False]),
    kind=st.sampled_from([None, "state", "military", "armed group", "unknown", "place"]),
)
def test_a_rung_is_on_the_ladder_or_absent(
    event: str | None, code: str | None, leaf: str | None, armed: bool | None, kind: str | None
) -> None:
    found = ladder.rung(event, None, leaf, code, armed, kind)  # type: ignore[arg-type]
    assert found is None or found in ladder.levels()


def test_types_are_exactly_those_of_the_records() -> None:
    assert tuple(types.types("relation")) == get_args(RelationKind)
    assert tuple(types.types("pressure")) == get_args(PressureKind)
    assert tuple(types.types("claim")) == get_args(Stance)
    assert tuple(types.types("cause")) == get_args(CauseKind)
    assert {name for name, each in types.types("relation").items() if each.symmetric} == set(SYMMETRIC)
    assert all(each.definition for what in ("relation", "motive") for each in types.types(what).values())


def refusal(text: str) -> str | None:
    """The message with which a text is refused as a table, ``None`` when it is read."""
    try:
        book = table.parse(text, "some.tsv")
    except CodeBookError as error:
        return str(error)
    return None if all(set(row) == set(book.columns) for row in book.rows) else "wrong cells"


@given(st.text(alphabet="#:\t\n\r|ab é", max_size=80))
def test_any_text_is_a_table_or_a_coded_error(text: str) -> None:
    message = refusal(text)
    assert message is None or message.startswith("C202 some.tsv: line ")
