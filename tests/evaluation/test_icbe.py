"""The ICBe scores equal those of the reference script; records land on the right sentence and label."""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from detente.crisis import Crisis, Document
from detente.errors import DataError
from detente.evaluation import icbe
from detente.evaluation.icbe_labels import IcbeLabels
from detente.evaluation.icbe_score import FIELDS, KEPT, coded_f1, score

from .fakes import actor, crisis, event, shared

EMPTY: dict[str, list[str]] = {field: [] for field in KEPT}
STORY = "Zaire attacked Angola. Angola accused Zaire of aggression. A crisis began for Angola."
BOUNDS = ((0, 22), (23, 57), (58, len(STORY)))


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_icbe", shared("icbe", "score_icbe.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sentence(number: int, **gold: list[str]) -> dict[str, Any]:
    start, end = BOUNDS[number - 1]
    return {
        "sid": f"icbe:900:{number:03}",
        "crisno": 900,
        "text": STORY[start:end],
        "span": [start, end],
        "complete_sentence": True,
        "has_event": bool(gold),
        "gold": {**EMPTY, **gold},
    }


SENTENCES = [
    sentence(
        1,
        do=["interact_escalate=attack"],
        direction=["escalatory"],
        do_source=["Zaire"],
        do_target=["Angola"],
    ),
    sentence(2, say=["accuse"], say_source=["Angola"], say_target=["Zaire"]),
    sentence(3, think=["start of crisis"], think_actors=["Angola"]),
]


def read(document: Document) -> Crisis:
    """Knows every word of the story, and which of its words the document at hand has."""
    angola, zaire = actor(document, "AGO", "Angola"), actor(document, "COD", "Zaire")
    words: list[tuple[str, dict[str, Any]]] = [
        ("attacked", {"leaf": "attack", "event": "ASSAULT", "sources": ("COD",), "targets": ("AGO",)}),
        ("accused", {"layer": "say", "leaf": "accuse", "sources": ("AGO",), "targets": ("COD",)}),
        ("began", {"layer": "think", "leaf": "start of crisis", "sources": ("AGO",)}),
    ]
    events = [
        event(document, f"E{i}", word, **fields)
        for i, (word, fields) in enumerate(words)
        if word in document.text
    ]
    return crisis(document, [angola, zaire], events)


def write(folder: Path, crises: bool = True) -> Path:
    lines = "\n".join(json.dumps(row) for row in SENTENCES)
    (folder / "sentences.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    if crises:
        row = {"crisno": 900, "title": "ZAIRE-ANGOLA", "narrative": STORY, "year": 1977}
        (folder / "crises.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder


@pytest.mark.parametrize("crises", [True, False])
def test_a_full_reading_scores_one(tmp_path: Path, crises: bool) -> None:
    result = icbe(write(tmp_path, crises), read)
    if not crises:  # without the year of the crisis the state has its present name
        assert result["do_source"]["F1"] == 0.0
        result = {key: result[key] for key in ("layer", "think", "say", "do", "do_leaf", "direction")}
    assert {scores["F1"] for scores in result.values()} == {1.0}


def test_keys_are_those_of_the_script(tmp_path: Path) -> None:
    assert list(icbe(write(tmp_path), read)) == [*FIELDS, "has_event"]


def test_nothing_read_scores_nothing_and_is_listed(tmp_path: Path) -> None:
    result = icbe(write(tmp_path), lambda document: crisis(document, [], []), misses=True)
    nothing = {"n": 3, "P": 0.0, "R": 0.0, "F1": 0.0, "cond_recall": None, "macro_f1": 0.0, "coded_f1": 0.0}
    assert result["layer"] == nothing
    assert result["misses"][0] == "icbe:900:001 do: missed interact_escalate=attack, extra nothing"


def test_coded_f1_looks_only_where_there_is_something_to_code() -> None:
    given = {row["sid"]: {"do_source": ["Zaire"]} for row in SENTENCES}
    assert score(SENTENCES, given)["do_source"]["F1"] == 0.5  # two sentences too many
    assert coded_f1(SENTENCES, given, "do_source") == 1.0
    assert coded_f1(SENTENCES, given, "do_target") == 0.0
    assert coded_f1([], given, "do_source") == 0.0


def test_limit_is_a_seeded_sample_and_progress_counts_crises(tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    icbe(write(tmp_path), read, limit=1, progress=lambda *step: steps.append(step))
    assert steps == [(1, 1, "ZAIRE-ANGOLA")]
    assert icbe(write(tmp_path), read, limit=0)["layer"]["n"] == 0


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"V102 .*sentences\.jsonl"):
        icbe(tmp_path, read)
    (tmp_path / "sentences.jsonl").write_text('{"sid": 1}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1 without crisno"):
        icbe(tmp_path, read)
    (tmp_path / "sentences.jsonl.gz").write_bytes(b"no archive")
    with pytest.raises(DataError, match="V102"):
        icbe(tmp_path, read)


@pytest.mark.parametrize("seed", range(4))
def test_same_as_the_script(seed: int) -> None:
    with gzip.open(shared("icbe", "sentences.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    dice = random.Random(seed)
    values = {field: sorted({label for row in rows for label in row["gold"][field]}) for field in KEPT}
    predicted: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if dice.random() < 0.1:
            continue
        labels = {}
        for field in KEPT:
            kept = [
                label.upper() if dice.random() < 0.1 else label
                for label in row["gold"][field]
                if dice.random() > 0.3
            ]
            labels[field] = kept + ([dice.choice(values[field])] if dice.random() < 0.2 else [])
        predicted[row["sid"]] = labels
    output = [{"sid": sid, "pred": labels} for sid, labels in predicted.items()]
    assert score(rows, predicted) == script().score(rows, output)


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"leaf": "deployment to area", "targets": ("AGO",)}, "interact_escalate=deployment to area"),
        ({"leaf": "deployment to area"}, "act_escalate=deployment to area"),
        ({"leaf": "act_uncooperative=coup"}, "act_uncooperative=coup"),
        ({"leaf": "Cease Fire"}, "interact_deescalate=cease fire"),
        ({"event": "ASSAULT"}, "interact_escalate=attack"),
        ({"layer": "say", "event": "ACCUSE"}, "accuse"),
        ({"layer": "say", "leaf": "demand"}, "demand"),
        ({"leaf": "demand"}, None),
        ({}, None),
    ],
)
def test_kinds(fields: dict[str, Any], label: str | None) -> None:
    document = Document.from_text(STORY)
    assert IcbeLabels.shipped().kinds(event(document, "E", "attacked", **fields)) == (
        {label} if label else set()
    )


def test_actors_go_by_state_year_and_name() -> None:
    document = Document.from_text("Moscow, the Soviet army and Hezbollah met.")
    ours = crisis(
        document,
        [
            actor(document, "RUS", "Moscow"),
            actor(document, "RUS_MIL", "the Soviet army", kind="military", country="RUS"),
            actor(document, "some_front", "Some Front", kind="armed group"),
            actor(document, "lbn_front", "Lebanese Front", kind="armed group", country="LBN"),
            actor(document, "UN_SECGEN", "Annan", kind="official"),
            actor(document, "passengers", "92 passengers", kind="population", generic=True),
            actor(document, "hzb_x", "Party of God", kind="armed group", aliases=("Hezbollah",)),
            actor(document, "a_place", "somewhere", kind="place"),
        ],
        [],
    )
    labels = IcbeLabels.shipped()
    assert labels.actor(ours, "RUS_MIL", 1950) == labels.actor(ours, "RUS", 1950) == {"Soviet Union"}
    assert labels.actor(ours, "RUS", 2014) == {"Russia"}
    assert labels.name_of(None, "OTT", 1915) == {"Ottoman Empire"}
    assert labels.name_of(None, "OTT", 1921) == {"Turkey"}
    assert labels.name_of(None, "ALLIES", 1921) == {"Allies of the First World War"}
    assert labels.name_of(None, "ALLIES", 1944) == {"Allies"}
    assert labels.actor(ours, "some_front") == {"Some Front"}
    assert labels.actor(ours, "lbn_front") == {"Lebanon"}
    assert labels.actor(ours, "UN_SECGEN") == {"United Nations"}
    assert labels.actor(ours, "passengers") == set()
    assert labels.actor(ours, "hzb_x") == {"Hezbollah"}
    assert labels.actor(ours, "a_place") == labels.actor(ours, "UNSPEC") == set()
