"""``detente show`` and ``detente explain`` on saved crises."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.crisis import Crisis

if TYPE_CHECKING:
    from conftest import Ran

    Command = Callable[..., Ran]


@pytest.fixture
def saved(command: Command, quick: object, tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("Aland struck Beland on 3 May 2020.\n", encoding="utf-8")
    assert command("read", "one.txt", "-f", "json", "-o", "saved.json").status == 0
    return tmp_path / "saved.json"


@pytest.mark.parametrize("format", ["brief", "json", "jsonl", "csv", "markdown", "html"])
def test_showing_gives_what_reading_gave(command: Command, saved: Path, format: str) -> None:
    shown, read = command("show", saved, "-f", format), command("read", "one.txt", "-f", format)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == read.out


def test_a_shown_crisis_can_be_written(command: Command, saved: Path, tmp_path: Path) -> None:
    assert command("show", saved, "-f", "json", "-o", "again.json").status == 0
    assert Crisis.load(tmp_path / "again.json") == Crisis.load(saved)


def test_a_crisis_can_be_piped(command: Command, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(saved.read_bytes())))
    assert "Aland" in command("show", "-").out


def test_a_record_is_explained(command: Command, saved: Path) -> None:
    ran = command("explain", saved, "e1-one")
    assert ran.status == 0
    assert "rule:first-word" in ran.out


def test_an_unknown_record_names_the_nearest(command: Command, saved: Path) -> None:
    ran = command("explain", saved, "e1-onn")
    assert ran.status == 2
    assert "e1-one" in ran.err


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "R101"), (b"{", "R101"), (b"[]", "R101"), (b'{"document": 3}', "R101"), (b"\xff", "R101")],
)
@pytest.mark.parametrize("verb", [("show",), ("explain", "e1")])
def test_what_is_no_crisis_is_refused(
    command: Command, tmp_path: Path, content: bytes, code: str, verb: tuple[str, ...]
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    ran = command(verb[0], "bad.json", *verb[1:])
    assert ran.status == 1
    assert ran.err.startswith(f"{code} bad.json:")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("trigger", {"start": 10**9, "end": 10**9 + 5}, "outside the text"),
        ("trigger", {"start": -3, "end": 2}, "outside the text"),
        ("rung", 10**30, "rungs go from -3 to 7"),
        ("evidence", {"document": "one", "start": 0, "end": 5, "quote": "Other", "by": "me"}, "the quote of"),
        ("evidence", {"document": "two", "start": 0, "end": 5, "quote": "Aland", "by": "me"}, "not here"),
    ],
)
def test_a_record_that_contradicts_the_text_is_refused(
    command: Command, saved: Path, field: str, value: object, told: str
) -> None:
    body = json.loads(saved.read_bytes())
    body["events"][0][field] = value
    saved.write_text(json.dumps(body), encoding="utf-8")
    for verb in (("show",), ("dynamics",), ("explain", "e1-one")):
        ran = command(verb[0], saved, *verb[1:])
        assert ran.status == 1
        assert ran.err.startswith("R103 ")
        assert told in ran.err
        assert "event e1-one" in ran.err


def test_a_missing_crisis_is_refused(command: Command) -> None:
    ran = command("show", "none.json")
    assert ran.status == 2
    assert ran.err.startswith("S203 ")


def test_raw_cells_are_left_as_they_are(command: Command, quick: object, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("=cmd|x struck Beland.", encoding="utf-8")
    assert "'=cmd|x" in command("read", "evil.txt", "-f", "csv").out
    raw = command("read", "evil.txt", "-f", "csv", "--raw").out
    assert "=cmd|x" in raw
    assert "'=cmd|x" not in raw
    command("read", "evil.txt", "-f", "json", "-o", "evil.json")
    assert command("show", "evil.json", "-f", "csv", "--raw").out == raw
