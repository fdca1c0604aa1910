"""PLV: the event between the marked actors decides; quad and binary follow from the root."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.crisis import Crisis, Document, Span
from detente.errors import DataError
from detente.evaluation import plv
from detente.evaluation.measures import accuracy_and_macro_f1
from detente.evaluation.on_plv import pairs, root_of

from .fakes import actor, crisis, event, shared

HEAD = "sentence_id\tmarked_sentence\tgold_root\tgold_penta\n"
ROWS = (
    "1\tAfter Doria apologised, <s>Arland</s> sanctioned <t>Borland</t>.\tSANCTION\t4\n"
    "2\t<t>Borland</t> was aided by <s>Arland</s>.\tAID\t2\n"
    "3\t<s>Arland</s> left.\tYIELD\t2\n"
)


def table(tmp_path: Path, rows: str = ROWS) -> Path:
    file = tmp_path / "plv.tsv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return file


def read(document: Document) -> Crisis:
    arl, bor, dor = (actor(document, name[:3], name) for name in ("Arland", "Borland", "Doria"))
    senses: dict[str, dict[str, Any]] = {
        "apologised": {"event": "CONCEDE", "sources": ("Dor",), "targets": ("Bor",)},
        "sanctioned": {"event": "SANCTION", "sources": ("Arl",), "targets": ("Bor",)},
        "aided": {"event": "AID", "sources": ("Arl",), "targets": ("Bor",)},
        "left": {"event": "RETREAT", "sources": ("Arl",)},
    }
    events = [
        event(document, word, word, **fields) for word, fields in senses.items() if word in document.text
    ]
    return crisis(document, [arl, bor, dor], events)


def test_every_row_right_scores_one(tmp_path: Path) -> None:
    result = plv(table(tmp_path), read, misses=True)
    assert all(
        result[level]["accuracy"] == result[level]["macro_f1"] == 1.0 for level in ("root", "quad", "binary")
    )
    assert result["found"] == {"both": 2, "source": 1}
    assert result["misses"] == []


def test_nothing_found_counts_the_commonest_root(tmp_path: Path) -> None:
    result = plv(table(tmp_path), lambda document: crisis(document, [], []), misses=True)
    assert result["found"] == {"none": 3}
    assert result["root"]["accuracy"] == pytest.approx(1 / 3, abs=0.001)
    assert result["root"]["macro_f1"] == pytest.approx(0.5 / 3, abs=0.001)
    assert result["quad"]["accuracy"] == pytest.approx(2 / 3, abs=0.001)
    assert result["misses"][0].startswith("plv-1 SANCTION got YIELD (none)")


def test_a_pair_coder_is_asked_first(tmp_path: Path) -> None:
    asked: list[str] = []

    def coder(document: Document, source: Span | None, target: Span | None) -> tuple[str, float] | None:
        asked.append(f"{source and source.slice(document.text)} {target and target.slice(document.text)}")
        return ("RETREAT", 0.9) if target is None else None

    result = plv(table(tmp_path), read, predict_pair=coder)
    assert asked == ["Arland Borland", "Arland Borland", "Arland None"]
    assert result["found"] == {"both": 2, "pair": 1}
    assert result["root"]["accuracy"] == 1.0
    assert result["confidence"] == {"n": 1, "error": 0.1, "kept": 1.0, "right": 1.0, "sure": 0.8}


def test_only_chosen_pairs_are_scored(tmp_path: Path) -> None:
    result = plv(table(tmp_path), read, only=lambda id: id == "plv-2")
    assert result["root"]["n"] == 1


def test_sides_come_before_place_and_place_before_nearness() -> None:
    document = Document.from_text("Arland met and praised Borland, then threatened it.")
    arl, bor = actor(document, "Arl", "Arland"), actor(document, "Bor", "Borland")
    met = event(document, "1", "met", event="CONSULT")
    praised = event(document, "2", "praised", event="SUPPORT", sources=("Arl",))
    threatened = event(document, "3", "threatened", event="THREATEN", targets=("Bor",))
    linked = event(document, "4", "then", event="AID", sources=("Arl",), targets=("Bor",))
    source, target = Span(0, 6), Span(23, 30)

    def root(*events: Any) -> tuple[str, str]:
        return root_of(crisis(document, [arl, bor], list(events)), source, target)

    assert root(met, praised, threatened, linked) == ("AID", "both")
    assert root(met, praised, threatened) == ("SUPPORT", "source")
    assert root(met, threatened) == ("CONSULT", "sentence")
    assert root(threatened) == ("THREATEN", "target")
    assert root(event(document, "5", "it")) == ("YIELD", "none")


def test_bad_tables_are_named(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    with pytest.raises(DataError, match=r"V102 .*x\.tsv"):
        plv(file, read)
    file.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match="without gold_root, marked_sentence"):
        plv(file, read)
    with pytest.raises(DataError, match="row 1 has no PLOVER root"):
        plv(table(tmp_path, "1\tx\tFOO\t1\n"), read)


def test_marked_spans_of_the_data_hold_the_named_actors() -> None:
    rows = pairs(shared("plv", "PLV_train.tsv"))
    assert len(rows) == 1050
    assert all("<s>" not in row.document.text and "<t>" not in row.document.text for row in rows)
    assert sum(row.source is not None and row.target is not None for row in rows) > 1000


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_macro_f1_is_the_mean_of_the_classes(labels: list[tuple[str, str]]) -> None:
    gold, predicted = [one for one, _ in labels], [other for _, other in labels]
    result = accuracy_and_macro_f1(gold, predicted)
    by_class = [scores["F1"] for scores in result["classes"].values()]
    assert result["macro_f1"] == pytest.approx(sum(by_class) / len(by_class), abs=0.002)
    assert result["accuracy"] == pytest.approx(sum(a == b for a, b in labels) / len(labels), abs=0.001)
