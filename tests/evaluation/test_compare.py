"""Codings of one text side by side: which events are the same, how far they agree, where they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crisis import Crisis, Document, Span
from detente.errors import DataError, RecordError, UsageError
from detente.evaluation import Comparison, alpha, compare, compare_page, compare_tables, load_coding
from detente.evaluation.compare.codings import of_crisis

from .fakes import actor, crisis, event, shared

TEXT = "Iran struck Pakistan. Pakistan denounced the strike and recalled its envoy. All was calm."
DOCUMENT = Document.from_text(TEXT, id="d")
SENTENCES = (Span(0, 21), Span(22, 75), Span(76, 89))


def told(*events: Any, actors: Any = None, coder: str = "rules") -> Crisis:
    made = crisis(DOCUMENT, [actor(DOCUMENT, "IRN", "Iran")] if actors is None else actors, list(events))
    return msgspec.structs.replace(made, sentences=SENTENCES, coder=coder)


def of(words: str, event_: str | None = None, **fields: Any) -> Any:
    return event(DOCUMENT, f"e-{words[:6]}", words, event=event_, **fields)


def compared(*crises: Crisis, **options: Any) -> Comparison:
    return compare([of_crisis("abc"[number], each) for number, each in enumerate(crises)], **options)


def agreement(found: Comparison, field: str) -> Any:
    return next(each for each in found.agreement if each.field == field)


ONE = told(of("struck", "ASSAULT", sources=("IRN",)), of("denounced", "ACCUSE", layer="say"))
OTHER = told(of("struck", "COERCE", sources=("IRN", "PAK")), of("recalled", "SANCTION"), coder="llm:m")


def test_events_with_overlapping_triggers_are_one_unit() -> None:
    found = compared(ONE, OTHER)
    assert [(each.events, each.coder) for each in found.coders] == [(2, "rules"), (2, "llm:m")]
    (pair,) = found.pairs
    assert (pair.shared, pair.f1) == (1, 0.5)
    assert agreement(found, "event").units == 1


def test_the_confusion_table_counts_every_event_of_either() -> None:
    (table,) = compared(ONE, OTHER).confusion
    assert sum(map(sum, table.counts)) == 3
    assert table.swaps() == [
        ("(no event)", "SANCTION", 1), ("ACCUSE", "(no event)", 1), ("ASSAULT", "COERCE", 1),
    ]  # fmt: skip


def test_disagreements_stand_with_their_words_and_both_values() -> None:
    first, second, third = compared(ONE, OTHER).disagreements
    assert first.sentence == "Iran struck Pakistan."
    assert first.values == {"event": ("ASSAULT", "COERCE"), "sources": (("IRN",), ("IRN", "PAK"))}
    assert second.ids == ("e-denoun", None)
    assert second.values["event"] == ("ACCUSE", None)
    assert third.sentence == "Pakistan denounced the strike and recalled its envoy."
    assert TEXT[third.trigger.start : third.trigger.end] == "recalled"


def test_whether_a_sentence_holds_an_event_is_asked_of_all_sentences() -> None:
    found = agreement(compared(ONE, told(of("struck"))), "sentence holds an event")
    assert found.units == 3
    assert found.alpha == pytest.approx(alpha([["y", "y", "n"], ["y", "n", "n"]]), abs=0.0005)


def test_alpha_by_field_is_that_of_the_shared_events() -> None:
    words = ("struck", "denounced", "strike", "recalled")
    events = ("ASSAULT", "ACCUSE", "ASSAULT", "SANCTION")
    one = told(*(of(word, name) for word, name in zip(words, events, strict=True)))
    other = told(*(of(word, "ASSAULT") for word in words))
    assert agreement(compared(one, other), "event").alpha == pytest.approx(
        alpha([events, ["ASSAULT"] * 4]), abs=0.0005
    )
    assert agreement(compared(one, other), "event").equal == 0.5


def test_three_coders_and_the_order_of_files() -> None:
    found = compared(ONE, OTHER, ONE)
    assert [(each.first, each.second) for each in found.pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found.pairs[1].f1 == 1.0
    back = compared(ONE, ONE, OTHER)
    assert agreement(back, "event").alpha == agreement(found, "event").alpha


def test_the_best_overlap_wins_when_an_event_could_join_several() -> None:
    wide = told(of("denounced the strike", "ACCUSE"))
    narrow = told(of("strike", "ASSAULT"), of("denounced", "ACCUSE"))
    (pair,) = compared(wide, narrow).pairs
    assert pair.shared == 1
    assert agreement(compared(wide, narrow), "event").equal == 1.0


def test_actors_under_other_ids_are_the_same_by_name_or_place() -> None:
    iran = actor(DOCUMENT, "IRN", "Iran")
    persia = msgspec.structs.replace(actor(DOCUMENT, "PERSIA", "iran!"), aliases=("IRAN",))
    by_place = msgspec.structs.replace(actor(DOCUMENT, "X1", "Iran"), name="that country")
    for stranger in (persia, by_place):
        other = told(of("struck", sources=(stranger.id,)), actors=[stranger])
        one = told(of("struck", sources=("IRN",)), actors=[iran])
        assert agreement(compared(one, other), "sources").equal == 1.0
    unlike = actor(DOCUMENT, "PAK", "Pakistan")
    other = told(of("struck", sources=("PAK",)), actors=[unlike])
    assert agreement(compared(ONE, other), "sources").equal == 0.0


@given(st.data())
def test_a_coding_agrees_with_itself_and_order_changes_nothing(data: st.DataObject) -> None:
    words = ("Iran", "struck", "Pakistan", "denounced", "strike", "recalled", "calm")
    kinds = st.sampled_from(["ASSAULT", "ACCUSE", "CONSULT", None])

    def coding() -> Crisis:
        chosen = data.draw(st.lists(st.sampled_from(words), unique=True))
        return told(*(of(word, data.draw(kinds)) for word in chosen))

    one, other = coding(), coding()
    same = compared(one, one)
    assert not same.disagreements
    assert all(each.equal in {None, 1.0} for each in same.agreement)
    there, back = compared(one, other), compared(other, one)
    assert there.pairs[0].shared == back.pairs[0].shared
    assert [each.alpha for each in there.agreement] == [each.alpha for each in back.agreement]
    total = one.events, other.events
    assert sum(map(sum, there.confusion[0].counts)) == sum(map(len, total)) - there.pairs[0].shared


def test_codings_of_different_texts_are_refused() -> None:
    other = crisis(Document.from_text(TEXT + " Then not."), [], [])
    with pytest.raises(DataError, match="V104"):
        compared(ONE, other)


def test_the_page_shows_hostile_words_and_runs_none() -> None:
    text = "<script>alert(1)</script> struck \u202eIran{{ 7*7 }}."
    document = Document.from_text(text, id="d")
    hostile = '"><img src=x onerror=alert(1)>'
    one = crisis(document, [], [event(document, hostile, "struck", event=hostile, sources=(hostile,))])
    one = msgspec.structs.replace(one, sentences=(Span(0, len(text)),))
    found = compare([of_crisis(hostile, one), of_crisis("b", crisis(document, [], []))])
    page = compare_page(found)
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in page
    assert "default-src 'none'" in page


def test_the_page_keeps_the_space_around_a_trigger_and_marks_the_diagonal() -> None:
    page = compare_page(compared(ONE, OTHER))
    assert "<p>Iran <mark>struck</mark> Pakistan.</p>" in page
    table = page.split("<h2>Confusion</h2>")[1].split("</table>")[0]
    cells = table.count("<td class=")
    assert table.count('<td class="n same">') == len(compared(ONE, OTHER).confusion[0].values)
    assert cells == table.count('<td class="n">') + table.count('<td class="n same">')


def test_a_table_of_nothing_is_not_shown() -> None:
    empty = compared(told(), told())
    assert empty.confusion[0].values == ()
    assert "in rows" not in compare_page(empty)
    assert not any("in rows" in str(each) for each in compare_tables(empty))


def write_gold(folder: Path, **changes: Any) -> Path:
    gold = {
        "chars": len(TEXT),
        "entities": {"IRN": {"name": "Iran (the Islamic Republic)", "type": "state"}},
        "sentences": [{"i": i, "start": each.start, "end": each.end} for i, each in enumerate(SENTENCES)],
        "events": [
            {
                "id": "g1", "trigger": {"start": 5, "end": 11, "text": "struck"}, "actor": ["IRN"],
                "target": ["UNSPEC"], "plover": "ASSAULT", "modality": "claimed", "source": ["IRN"],
                "date": {"iso": "2019"},
            },
            {
                "id": "g2", "trigger": {"start": 56, "end": 64}, "actor": [], "target": [],
                "plover": "null", "modality": "asserted",
            },
        ],
        **changes,
    }  # fmt: skip
    (folder / "t.txt").write_text(TEXT, encoding="utf-8")
    file = folder / "t.gold.json"
    file.write_text(json.dumps(gold), encoding="utf-8")
    return file


def test_a_hand_coded_text_is_compared_with_a_crisis(tmp_path: Path) -> None:
    file = write_gold(tmp_path)
    ONE.save(tmp_path / "one.json")
    found = compare([load_coding(tmp_path / "one.json"), load_coding(file)])
    assert [(each.name, each.coder, each.events) for each in found.coders] == [
        ("one", "rules", 2), ("t", "by hand", 2),
    ]  # fmt: skip
    assert found.disagreements[0].values == {
        "modality": ("asserted", "claimed"),
        "happened": ("yes", "no"),
        "speaker": (("author",), ("IRN",)),
        "when": ("none", "2019"),
    }
    assert agreement(found, "leaf").units == 0, "the gold format says nothing of leaves"


def test_only_the_part_that_was_coded_by_hand_is_compared(tmp_path: Path) -> None:
    file = write_gold(tmp_path, annotated=[0, 22])
    found = compare([of_crisis("one", ONE), load_coding(file)])
    assert [each.events for each in found.coders] == [1, 1]
    assert agreement(found, "sentence holds an event").units == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"events": [{"id": "g1"}]}, "V102"),
        ({"chars": 3}, "V103"),
        ({"entities": []}, "V102"),
    ],
)
def test_a_gold_file_that_cannot_be_used_is_told(tmp_path: Path, changes: Any, code: str) -> None:
    with pytest.raises(DataError, match=code):
        load_coding(write_gold(tmp_path, **changes))


def test_a_gold_file_beside_another_text_is_told(tmp_path: Path) -> None:
    file = write_gold(tmp_path)
    (tmp_path / "t.txt").write_text(TEXT.replace("struck", "strike"), encoding="utf-8")
    with pytest.raises(DataError, match=r"V103.*trigger of g1"):
        load_coding(file)


def test_a_gold_file_without_its_text_is_told(tmp_path: Path) -> None:
    file = write_gold(tmp_path)
    (tmp_path / "t.txt").unlink()
    with pytest.raises(DataError, match=r"V103.*t\.txt.*beside t\.gold\.json"):
        load_coding(file)


@pytest.mark.parametrize(("start", "end"), [(85, 95), (900, 950), (-3, 4), (9, 4)])
def test_a_trigger_outside_the_text_is_told(tmp_path: Path, start: int, end: int) -> None:
    body = json.loads(ONE.to_json())
    body["events"][1]["trigger"] = {"start": start, "end": end}
    (tmp_path / "x.json").write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(RecordError, match=rf"R103.*e-denoun points at {start} to {end}"):
        load_coding(tmp_path / "x.json")
    gold = {"id": "g1", "trigger": {"start": start, "end": end}, "actor": [], "target": [],
            "plover": "null", "modality": "asserted"}  # fmt: skip
    with pytest.raises(DataError, match="V105"):
        load_coding(write_gold(tmp_path, events=[gold]))


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"document": 3}', b"\xff", b"[" * 100_000])
def test_what_is_no_coding_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.json").write_bytes(raw)
    with pytest.raises(RecordError, match="R101"):
        load_coding(tmp_path / "x.json")
    with pytest.raises(UsageError, match="S203"):
        load_coding(tmp_path / "y.json")


@pytest.mark.parametrize("name", ["icb_482", "icb_494", "pakistan_iran_2024"])
def test_every_gold_text_agrees_with_itself(name: str) -> None:
    coding = load_coding(shared("gold", f"{name}.gold.json"))
    found = compare([coding, coding])
    assert not found.disagreements
    assert found.coders[0].events > 50
    assert found.pairs[0].f1 == 1.0
