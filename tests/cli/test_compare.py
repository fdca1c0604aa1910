"""``detente compare`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from detente.crisis import Actor, Crisis, Document, Event, Evidence, Span

TEXT = "Iran struck Pakistan \u202e\x1b[2J today."


def save(path: Path, kind: str, text: str = TEXT) -> Path:
    document = Document.from_text(text, id="d")
    start = document.text.index("struck")
    evidence = Evidence("d", start, start + 6, "struck", "rule:x")
    event = Event("e1", "do", evidence.span, evidence, event=kind, sources=("IRN",))
    whole = (Span(0, len(document.text)),)
    Crisis((document,), (Actor("IRN", "Iran", "state"),), (event,), sentences=whole, coder="x").save(path)
    return path


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return save(tmp_path / "a.json", "ASSAULT"), save(tmp_path / "b.json", "COERCE")


def test_a_terminal_shows_agreement_confusion_and_words(command: Callable, two: tuple[Path, Path]) -> None:
    ran = command("compare", *two)
    assert ran.status == 0
    assert "a and b share 1 events, F1 1.00" in ran.out
    assert "event: a in rows, b in columns" in ran.out
    assert "Iran [struck] Pakistan" in ran.out
    assert "ASSAULT" in ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_json_and_page_and_file(command: Callable, two: tuple[Path, Path], tmp_path: Path) -> None:
    found = json.loads(command("compare", *two, "-f", "json", "--field", "sources").out)
    assert found["confusion"][0]["field"] == "sources"
    assert found["disagreements"][0]["values"]["event"] == ["ASSAULT", "COERCE"]
    assert command("compare", *two, "-f", "html").out.startswith("<!doctype html>")
    for format in ("table", "json", "html"):
        assert command("compare", *two, "-f", format, "-o", f"out.{format}").out == ""
        assert "struck" in (tmp_path / f"out.{format}").read_text(encoding="utf-8")


def test_files_of_one_name_are_told_apart(command: Callable, tmp_path: Path) -> None:
    one, other = save(tmp_path / "x" / "c.json", "AID"), save(tmp_path / "y" / "c.json", "AID")
    names = [each["name"] for each in json.loads(command("compare", one, other, "-f", "json").out)["coders"]]
    assert names == [str(one), str(other)]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("a.json",), 2, "S007"),
        (("a.json", "none.json"), 2, "S203"),
        (("a.json", "b.json", "--field", "colour"), 2, "S001"),
        (("a.json", "other.json"), 1, "V104"),
        (("a.json", "junk.json"), 1, "R101"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    command: Callable, two: tuple[Path, Path], tmp_path: Path, words: tuple[str, ...], status: int, code: str
) -> None:
    save(tmp_path / "other.json", "AID", TEXT + "!")
    (tmp_path / "junk.json").write_text("{}")
    ran = command("compare", *words)
    assert (ran.status, ran.err.split()[0]) == (status, code)
    assert ran.err.count("\n") == 1


def test_the_fields_offered_are_those_compared() -> None:
    from typing import get_args

    from detente.cli.compare import Field
    from detente.evaluation import FIELDS

    assert get_args(Field) == tuple(FIELDS)


def test_a_correction_by_hand_is_found(command: Callable, two: tuple[Path, Path], tmp_path: Path) -> None:
    read = Crisis.load(two[0])
    right = msgspec.structs.replace(read.events[0], modality="planned")
    msgspec.structs.replace(read, events=(right,), coder="me").save(tmp_path / "mine.json")
    found = json.loads(command("compare", two[0], "mine.json", "-f", "json").out)
    assert found["disagreements"][0]["values"] == {
        "modality": ["asserted", "planned"],
        "happened": ["yes", "no"],
    }
