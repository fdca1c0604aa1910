"""``detente evaluate``: the figures of the evaluation room, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import QuickReader, Ran

    Command = Callable[..., Ran]

TEXT = "Aland struck Beland on 3 May 2020.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one text coded by hand: the quick reader finds its event, with a wrong target."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_bytes(TEXT.encode())
    span = {"start": 0, "end": 5, "text": "Aland"}
    event = {
        "id": "g1", "sentence": 0, "trigger": span, "evidence": span, "actor": ["AAA"], "target": ["BBB"],
        "plover": "COERCE", "gloss": "strike", "modality": "asserted", "source": "author", "date": None,
    }  # fmt: skip
    coding = {
        "doc": "one", "chars": len(TEXT), "events": [event], "sentences": [{"i": 0, "start": 0, "end": 34}],
        "entities": {"AAA": {"name": "Aland", "type": "state"}, "BBB": {"name": "Beland", "type": "state"}},
        "relations": [], "pressures": [], "motives": [], "causal": [], "claims": [],
    }  # fmt: skip
    (folder / "one.gold.json").write_text(json.dumps(coding), encoding="utf-8")
    return folder


def test_json_has_the_texts_and_the_mean(command: Command, quick: object, gold: Path) -> None:
    ran = command("evaluate", "gold", gold, "--format", "json")
    scores = json.loads(ran.out)
    assert set(scores) == {"texts", "mean"}
    assert scores["texts"]["one"]["events"]["F1"] == scores["mean"]["events"]["F1"] == 1.0


def test_the_table_and_the_misses_are_printed(command: Command, quick: object, gold: Path) -> None:
    ran = command("evaluate", "gold", gold, "--misses")
    assert (ran.status, ran.err) == (0, "")
    assert "events" in ran.out
    assert "one: ACTORS g1" in ran.out
    assert "ACTORS" not in command("evaluate", "gold", gold).out


def test_the_reader_is_made_as_asked(
    command: Command, gold: Path, tmp_path: Path, quick: type[QuickReader]
) -> None:
    (tmp_path / "books").mkdir()
    command("evaluate", "gold", gold, "--coder", "auto", "--codes", "books")
    assert quick.made_with == {"coder": "auto", "codes": Path("books")}


@pytest.mark.parametrize("kind", ["gold", "icbe", "petrarch", "plv"])
def test_a_missing_set_is_a_coded_error(command: Command, quick: object, kind: str) -> None:
    ran = command("evaluate", kind, "nowhere")
    assert ran.status in {1, 2}
    assert ran.err.startswith("V10")
    assert ran.err.count("\n") == 1


SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation sets are not here")
def test_a_sample_of_icbe_is_scored(command: Command, quick: object) -> None:
    ran = command("evaluate", "icbe", SHARED / "icbe", "--limit", "2", "--seed", "3", "-f", "json")
    assert ran.status == 0
    assert {"layer", "direction", "do_leaf"} <= set(json.loads(ran.out))
