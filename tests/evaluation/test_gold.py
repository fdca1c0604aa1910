"""The gold scores equal those of the reference script on the same output, whatever the output is like."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.crisis import Crisis, Document, Relation, Span
from detente.errors import DataError, DetenteError, UsageError
from detente.evaluation import gold
from detente.evaluation.gold_score import score
from detente.evaluation.on_gold import list_misses, match, mean

from .fakes import actor, crisis, event, evidence, shared

TEXTS = ("pakistan_iran_2024", "icb_482", "icb_494")
PLOVER = ("AGREE", "CONSULT", "CONCEDE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "ASSAULT")
MODALITIES = ("asserted", "planned", "claimed", "counterfactual", None)


def as_output(coding: dict[str, Any], text: str) -> dict[str, Any]:
    """The gold coding as if a perfect reader had printed it."""

    def place(record: dict[str, Any], *keys: str) -> dict[str, int]:
        found = next(
            record[key] for key in keys if isinstance(record.get(key), dict) and "start" in record[key]
        )
        return {"start": found["start"], "end": found["end"]}

    def quoted(record: dict[str, Any], *keys: str) -> dict[str, Any]:
        span = place(record, *keys)
        return {**span, "quote": text[span["start"] : span["end"]]}

    events = [
        {
            "id": e["id"],
            "trigger": place(e, "trigger", "evidence"),
            "evidence": quoted(e, "evidence", "trigger"),
            "event": None if e["plover"] == "null" else e["plover"],
            "sources": e["actor"],
            "targets": e["target"],
            "modality": e["modality"],
            "polarity": e.get("polarity"),
            "when": {"iso": e["date"]["iso"]}
            if isinstance(e["date"], dict) and e["date"].get("iso")
            else None,
            "same_as": e["coref"][0] if isinstance(e.get("coref"), list) else e.get("coref"),
        }
        for e in coding["events"]
    ]
    relations = [
        {
            "kind": r["type"],
            "head": head,
            "tail": tail,
            "trigger": place(r, "trigger"),
            "evidence": quoted(r, "trigger"),
        }
        for r in coding["relations"]
        if isinstance(r.get("trigger"), dict)
        for head in r["head"]
        for tail in r["tail"]
    ]
    return {
        "document": {"text": text},
        "actors": [{"id": id, "name": entity["name"]} for id, entity in coding["entities"].items()],
        "events": events,
        "relations": relations,
        "causes": [{"trigger": place(c, "cue"), "evidence": quoted(c, "cue")} for c in coding["causal"]],
        **{
            kind: [{"span": place(x, "span"), "evidence": quoted(x, "span")} for x in coding[kind]]
            for kind in ("pressures", "motives", "claims")
        },
    }


def spoil(output: dict[str, Any], seed: int) -> dict[str, Any]:
    """Drop, move, double, rename and mislabel records at random, as a bad reader would."""
    dice = random.Random(seed)
    spoilt: dict[str, Any] = json.loads(json.dumps(output))
    length = len(spoilt["document"]["text"])
    ids = [a["id"] for a in spoilt["actors"]] + ["UNSPEC", "NOBODY_KNOWN"]
    for kind in ("events", "relations", "causes", "pressures", "motives", "claims"):
        kept = [record for record in spoilt[kind] if dice.random() > 0.25]
        for record in kept:
            span = record.get("trigger") or record["span"]
            if dice.random() < 0.3:
                move = dice.randint(-40, 40)
                span["start"] = max(0, span["start"] + move)
                span["end"] = max(span["start"] + 1, min(length, span["end"] + move))
            if dice.random() < 0.1:
                record["evidence"]["quote"] += "!"
        doubled = [{**record, "id": f"x{i}"} for i, record in enumerate(kept) if dice.random() < 0.15]
        spoilt[kind] = kept + doubled
        dice.shuffle(spoilt[kind])
    for record in spoilt["events"]:
        if dice.random() < 0.3:
            record["event"] = dice.choice([*PLOVER, None, "null", "accuse"])
        if dice.random() < 0.3:
            record["sources"], record["targets"] = record["targets"], dice.sample(ids, 2)
        if dice.random() < 0.3:
            record["modality"] = dice.choice(MODALITIES)
        if dice.random() < 0.1:
            record["polarity"] = dice.choice(["negated", None])
        if dice.random() < 0.2:
            record["when"] = dice.choice([None, {"iso": "2016-09-18"}, {"iso": None}])
        if dice.random() < 0.2:
            record["same_as"] = dice.choice(spoilt["events"])["id"]
    for record in spoilt["relations"]:
        if dice.random() < 0.3:
            record["head"], record["tail"] = record["tail"], record["head"]
    for known in spoilt["actors"]:
        if dice.random() < 0.4:
            known["id"] = known["id"].lower() + "-x"
        if dice.random() < 0.2:
            known["name"] = "somebody"
            start = dice.randrange(length - 20)
            known["mentions"] = [{"start": start, "end": start + 15}]
        if dice.random() < 0.2:
            known |= {"country": dice.choice(ids), "kind": dice.choice(["state", "official"])}
    return spoilt


def by_script(coding: dict[str, Any], output: dict[str, Any], folder: Path) -> dict[str, Any]:
    (folder / "gold.json").write_text(json.dumps(coding), encoding="utf-8")
    (folder / "crisis.json").write_text(json.dumps(output), encoding="utf-8")
    script = [sys.executable, str(shared("gold", "score_gold.py")), "gold.json", "crisis.json"]
    printed = subprocess.run(script, cwd=folder, capture_output=True, text=True, check=True).stdout
    return json.loads(printed.splitlines()[-1])  # type: ignore[no-any-return]


def coding_and_text(name: str) -> tuple[dict[str, Any], str]:
    coding = json.loads(shared("gold", f"{name}.gold.json").read_text(encoding="utf-8"))
    return coding, shared("gold", f"{name}.txt").read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("seed", range(8))
def test_same_as_the_script(name: str, seed: int, tmp_path: Path) -> None:
    coding, text = coding_and_text(name)
    perfect = as_output(coding, text)
    output = spoil(perfect, seed) if seed else perfect
    assert score(coding, output) == by_script(coding, output, tmp_path)


@pytest.mark.parametrize("name", TEXTS)
def test_a_perfect_reading_scores_one(name: str) -> None:
    coding, text = coding_and_text(name)
    scores = score(coding, as_output(coding, text))
    assert all(
        scores[key]["F1"] == 1.0 for key in ("events", "plover", "quad", "sources", "targets", "status")
    )
    assert scores["happened_wrongly"] == scores["bad_quotes"] == 0
    assert scores["dates"]["right"] == scores["dates"]["n"] > 0


TEXT = "Arland struck Borland on 3 May 1990. Borland may retaliate. The two are rivals."
CODING: dict[str, Any] = {
    "chars": len(TEXT),
    "sentences": [
        {"i": 0, "start": 0, "end": 36},
        {"i": 1, "start": 37, "end": 59},
        {"i": 2, "start": 60, "end": len(TEXT)},
    ],
    "entities": {"ARL": {"name": "Arland", "type": "state"}, "BOR": {"name": "Borland", "type": "state"}},
    "events": [
        {
            "id": "e1",
            "trigger": {"start": 7, "end": 13, "text": "struck"},
            "actor": ["ARL"],
            "target": ["BOR"],
            "plover": "ASSAULT",
            "modality": "asserted",
            "date": {"iso": "1990-05-03"},
            "gloss": "Arland strikes",
        },
        {
            "id": "e2",
            "trigger": {"start": 49, "end": 58, "text": "retaliate"},
            "actor": ["BOR"],
            "target": ["ARL"],
            "plover": "ASSAULT",
            "modality": "hypothetical",
            "date": None,
            "gloss": "Borland may strike back",
        },
    ],
    "relations": [
        {"id": "r1", "sentence": 2, "head": ["BOR"], "type": "hostile_to", "tail": ["ARL"]},
    ],
    "pressures": [],
    "motives": [],
    "causal": [],
    "claims": [],
}


def read(document: Document) -> Crisis:
    """Finds both strikes and the rivalry, but tells the second strike as a fact by the wrong side."""
    arl, bor = actor(document, "arland", "Arland"), actor(document, "BOR", "Borland")
    struck = event(document, "E1", "struck", event="ASSAULT", sources=("arland",), targets=("BOR",))
    again = event(document, "E2", "retaliate", event="ASSAULT", sources=("arland",))
    rivals = document.text.index("rivals")
    tie = Relation(
        "R1", "hostile_to", "arland", "BOR", Span(rivals, rivals + 6), evidence(document, rivals, rivals + 6)
    )
    return Crisis((document,), actors=(arl, bor), events=(struck, again), relations=(tie,))


def folder_with(tmp_path: Path) -> Path:
    (tmp_path / "arland.gold.json").write_text(json.dumps(CODING), encoding="utf-8")
    (tmp_path / "arland.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_and_scored(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    result = gold(folder_with(tmp_path), read, misses=True, progress=lambda *step: seen.append(step))
    scores = result["texts"]["arland"]
    assert scores["events"]["F1"] == scores["plover"]["F1"] == scores["relations"]["F1"] == 1.0
    assert scores["sources"] == {"P": 0.5, "R": 0.5, "F1": 0.5, "n": 2}
    assert scores["targets"] == {"P": 1.0, "R": 0.5, "F1": 0.667, "n": 2}
    assert scores["happened_wrongly"] == 1
    assert scores["dates"] == {"right": 0, "n": 1, "dated_in_output": 0}
    sure = {"n": 2, "error": 0.0, "kept": 1.0, "right": 1.0, "sure": 0.8}
    assert result["mean"] == scores | {"confidence": sure}
    assert seen == [(1, 1, "arland")]
    assert any(line.startswith("STATUS e2 hypothetical got asserted") for line in result["misses"]["arland"])
    assert "HAPPENED WRONGLY e2 E2" in result["misses"]["arland"]


def test_the_same_crisis_scores_the_same_by_the_script(tmp_path: Path) -> None:
    output = json.loads(read(Document.from_text(TEXT)).to_json())
    assert score(CODING, output) == by_script(CODING, output, tmp_path)


def test_an_empty_reading_scores_nothing_and_lists_every_event(tmp_path: Path) -> None:
    output = json.loads(crisis(Document.from_text(TEXT), [], []).to_json())
    scores = score(CODING, output)
    assert scores["events"] == {"P": 0.0, "R": 0.0, "F1": 0.0, "n": 2}
    assert [line.split()[:2] for line in list_misses(match(CODING, output))] == [
        ["MISSED", "e1"],
        ["MISSED", "e2"],
    ]


def test_mean_averages_rates_and_adds_counts() -> None:
    one = {"events": {"P": 1.0, "R": 0.5, "F1": 0.667, "n": 2}, "happened_wrongly": 1}
    other = {"events": {"P": 0.0, "R": 0.0, "F1": 0.0, "n": 3}, "happened_wrongly": 2}
    assert mean([one, other]) == {"events": {"P": 0.5, "R": 0.25, "F1": 0.334, "n": 5}, "happened_wrongly": 3}


def test_errors_say_where(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="V101"):
        gold(tmp_path, read)
    (tmp_path / "a.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"V102 .*a\.gold\.json"):
        gold(tmp_path, read)
    (tmp_path / "a.gold.json").write_text(json.dumps(CODING), encoding="utf-8")
    with pytest.raises(DetenteError, match=r"a\.txt"):
        gold(tmp_path, read)
    (tmp_path / "a.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(DataError, match=r"V103 .*a\.txt.* 13 characters"):
        gold(tmp_path, read)
