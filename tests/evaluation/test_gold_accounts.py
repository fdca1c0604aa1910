"""The accounts coded by hand in ``tests/gold`` are sound: places, ids and words of the schemes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from detente.codes import plover
from detente.crisis import Document
from detente.crisis.affairs import CauseKind, PressureKind, RelationKind, Stance
from detente.crisis.event import Modality, Polarity
from detente.documents import load
from detente.evaluation import gold
from detente.evaluation.gold_score import score

from .test_gold import as_output

ACCOUNTS = Path(__file__).parents[1] / "gold"
CODINGS = sorted((ACCOUNTS / "codings").glob("*.coding"))
NAMES = [file.stem for file in CODINGS]
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "relations": ("type", get_args(RelationKind)),
    "pressures": ("kind", get_args(PressureKind)),
    "causal": ("kind", get_args(CauseKind)),
    "claims": ("stance", get_args(Stance)),
}
ACTORS = ("actor", "target", "head", "tail", "on", "who", "entity", "holder", "territory_hit")
RECORDS = ("cause", "effect", "of_event", "coref", "subevent_of", "to")

Json = dict[str, Any]


def account(name: str) -> tuple[str, Json]:
    text = (ACCOUNTS / f"{name}.txt").read_bytes().decode("utf-8")
    return text, json.loads((ACCOUNTS / f"{name}.gold.json").read_text(encoding="utf-8"))


def objects(value: Any) -> Iterator[Json]:
    """Every JSON object inside a value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from objects(each)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def test_there_are_two_halves() -> None:
    halves = [account(name)[1]["split"] for name in NAMES]
    assert sorted(halves) == ["apart"] * 17 + ["fit"] * 35
    table = (ACCOUNTS / "README.md").read_text(encoding="utf-8")
    for name, half in zip(NAMES, halves, strict=True):
        assert any(
            line.startswith(f"| `{name}` ") and line.endswith(f" {half} |") for line in table.split("\n")
        )


@pytest.mark.parametrize("file", CODINGS, ids=NAMES)
def test_the_gold_files_are_those_of_the_codings(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ACCOUNTS))
    monkeypatch.setitem(sys.modules, "make_gold", None)
    monkeypatch.delitem(sys.modules, "make_gold")
    import make_gold  # type: ignore[import-not-found, unused-ignore]

    text, coding = make_gold.read_coding(file)
    assert (ACCOUNTS / f"{file.stem}.txt").read_bytes().decode("utf-8") == text
    assert (ACCOUNTS / f"{file.stem}.gold.json").read_text(encoding="utf-8") == make_gold.as_json(coding)


@pytest.mark.parametrize("name", NAMES)
def test_offsets_slice_to_their_text(name: str) -> None:
    text, coding = account(name)
    sentences = coding["sentences"]
    assert coding["chars"] == len(text) == len(load(ACCOUNTS / f"{name}.txt").text)
    places = [each for each in objects(coding) if "start" in each and "text" in each]
    assert len(places) > 100
    for place in places:
        within = sentences[place["s"]]
        assert text[place["start"] : place["end"]] == place["text"] == place["text"].strip()
        assert within["start"] <= place["start"] < place["end"] <= within["end"]
    for event in coding["events"]:
        assert event["evidence"]["start"] <= event["trigger"]["start"]
        assert event["trigger"]["end"] <= event["evidence"]["end"]
        assert event["trigger"]["s"] == event["sentence"]


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_known_and_used_once(name: str) -> None:
    _, coding = account(name)
    records = [each for key in ("events", "motives", *WORDS) for each in coding[key]]
    ids = [each["id"] for each in records]
    assert len(ids) == len(set(ids))
    for each in objects(coding):
        assert set(listed(each.get("source", "author"))) - {"author"} <= coding["entities"].keys()
        for key in ACTORS:
            named = set(listed(each.get(key)))
            assert (named - {"author"} if "stance" in each else named) <= coding["entities"].keys()
        for key in RECORDS:
            assert set(listed(each.get(key))) <= set(ids)
    assert {end for first, _, last in coding["order"] for end in (first, last)} <= set(ids)
    assert {sign for _, sign, _ in coding["order"]} <= {"<", "=", ">"}
    assert all(each["actor"] for each in coding["events"])


@pytest.mark.parametrize("name", NAMES)
def test_words_are_those_of_the_schemes(name: str) -> None:
    _, coding = account(name)
    for event in coding["events"]:
        fitting = [event["plover"], *event.get("plover_alt", [])]
        assert set(fitting) <= {*plover.EVENTS, "null"}
        assert len(fitting) == len(set(fitting)) <= 3
        assert event["gloss"]
    for key, (field, words) in WORDS.items():
        assert {each[field] for each in coding[key]} <= set(words)
    for each in objects(coding):
        assert each.get("modality", "asserted") in get_args(Modality)
        assert each.get("polarity", "negated") in get_args(Polarity)
        if each.get("modality") in ("claimed", "denied"):
            assert each["source"] != "author"


@pytest.mark.parametrize("name", NAMES)
def test_a_perfect_reading_scores_one(name: str) -> None:
    text, coding = account(name)
    scores = score(coding, as_output(coding, text))
    for key in ("events", "plover", "sources", "targets", "status", "relations", "causes", "claims"):
        assert scores[key]["F1"] == 1.0
    assert scores["happened_wrongly"] == scores["bad_quotes"] == 0


def test_the_folder_can_be_evaluated() -> None:
    from detente.crisis import Crisis

    def blind(document: Document) -> Crisis:
        return Crisis((document,))

    scores = gold(ACCOUNTS, blind)
    assert sorted(scores["texts"]) == NAMES
    assert scores["mean"]["events"]["F1"] == 0.0
    assert scores["mean"]["events"]["n"] > 600
