"""``detente play`` and ``detente reproduce`` as a user calls them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente

TEXT = (
    "On 3 March 2031 Iran struck camps in Pakistan. Pakistan denounced the strikes. On 5 March Pakistan "
    "conducted retaliatory strikes on Iran. Pakistan's economy was collapsing."
)
SHARED = Path(__file__).parents[3] / "shared" / "data"
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("play") / "crisis.json"
    detente.read(text=TEXT, published="2031-03-10").save(path)
    return path


def test_the_brief_shows_every_part(command: Command, saved: Path) -> None:
    ran = command("play", saved, "--draws", 200)
    assert ran.status == 0, ran.err
    for heading in (
        "ANSWERS of",
        "ENDS",
        "WHAT HAPPENED",
        "WHAT MATTERS MOST",
        "CLAIMS",
        "ASSUMPTIONS",
        "NOTES",
    ):
        assert heading in ran.out
    assert max(map(len, ran.out.splitlines())) <= 140


def test_an_account_is_read_first(command: Command, tmp_path: Path) -> None:
    (tmp_path / "account.txt").write_text(TEXT, encoding="utf-8")
    ran = command("play", "account.txt", "--published", "2031-03-10", "--draws", 200, "-f", "json")
    assert json.loads(ran.out)["sides"]["second"] == "PAK"


def test_json_has_baseline_and_what_if(command: Command, saved: Path) -> None:
    ran = command("play", saved, "--what-if", "PAK restrains", "--what-if", "channel closed", "-f", "json")
    body = json.loads(ran.out)
    assert body["statements"] == ["PAK restrains", "channel closed"]
    assert body["baseline"]["force"]["mean"] > 0
    assert body["what_if"]["force"]["mean"] == 0


def test_files_are_written(command: Command, saved: Path, tmp_path: Path) -> None:
    ran = command("play", saved, "--draws", 200, "-o", "played.txt", "--html", "played.html")
    assert (ran.status, ran.out) == (0, "")
    assert "ANSWERS" in (tmp_path / "played.txt").read_text("utf-8")
    assert "<!doctype html>" in (tmp_path / "played.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--what-if", "PAK sings"), 2, "G203"),
        (("--first", "FRA"), 2, "G202"),
        (("--side", "FRA", "--interactive"), 2, "G202"),
        (("--between", "IRN"), 2, "G305"),
        (("--between", "IRN,FRA"), 2, "G202"),
        (("--between", "IRN,iran"), 2, "G202"),
        (("--what-if", " "), 2, "G203"),
        (("--what-if", "channel open", "--what-if", "channel closed"), 2, "G205"),
        (("--replay", "nowhere.json"), 2, "G304"),
        (("--side", "PAK"), 2, "G305"),
        (("--record", "match.json"), 2, "G305"),
        (("--interactive", "--format", "json"), 2, "G305"),
        (("--interactive", "--replay", "match.json"), 2, "G305"),
        (("--replay", "match.json", "--what-if", "channel open"), 2, "G305"),
        (("--draws", "3"), 2, "S001"),
    ],
)
def test_a_wrong_call_is_one_line(
    command: Command, saved: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    ran = command("play", saved, *words)
    assert ran.status == status
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_a_text_without_two_sides_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("The harvest was good.", encoding="utf-8")
    ran = command("play", "calm.txt")
    assert ran.status == 1
    assert ran.err.startswith("G201")


def test_a_match_is_played_recorded_and_replayed(
    command: Command, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("nonsense\n4\nrestrains\n"))
    ran = command("play", saved, "--interactive", "--side", "PAK", "--record", "match.json", "--seed", 1)
    assert ran.status == 0, ran.err
    assert "end: " in ran.out
    # The record carries the seeds and draws that it was played with.
    again = command("play", saved, "--replay", "match.json")
    assert again.status == 0, again.err
    played = json.loads((tmp_path / "match.json").read_text("utf-8"))
    assert f"end: {played['end']}" in again.out
    (tmp_path / "match.json").write_text("[]", encoding="utf-8")
    assert command("play", saved, "--replay", "match.json").err.startswith("G301")


def test_a_match_may_begin_with_the_answer(
    command: Command, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("limited strike\nrestrains\n"))
    words = ("--interactive", "--side", "Pakistan", "--what-if", "IRN acts", "--what-if", "IRN escalates")
    ran = command("play", saved, *words, "--record", "match.json")
    assert ran.out.rstrip().endswith("end: gives way"), ran.out
    assert "end: gives way" in command("play", saved, "--replay", "match.json").out


def test_leaving_a_match_keeps_its_record(
    command: Command, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert command("play", saved, "--interactive", "--side", "IRN", "--record", "match.json").status == 0
    assert json.loads((tmp_path / "match.json").read_text("utf-8"))["end"] is None


def test_the_shell_completes_statements(saved: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente"],
        env={
            "PATH": "",
            "PYTHONPATH": str(Path(detente.__file__).parents[1]),
            "_DETENTE_COMPLETE": "complete_bash",
            "COMP_WORDS": f"detente play {saved} --what-if PAK",
            "COMP_CWORD": "4",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PAK restrains" in done.stdout, done.stderr


def test_reproduce_qre(command: Command) -> None:
    if not (SHARED / "strategy" / "gambit_reference.json").is_file():
        pytest.skip("needs ../shared/data/strategy/gambit_reference.json")
    ran = command("reproduce", "qre", SHARED, "--format", "json")
    found = json.loads(ran.out)["qre"]
    assert found["max_difference"] < 1e-6
    assert found["seconds"] > 0
    assert "largest difference" in command("reproduce", "qre", SHARED / "strategy").out


def test_reproduce_without_data_is_refused(command: Command, tmp_path: Path) -> None:
    ran = command("reproduce", "qre", tmp_path)
    assert ran.status == 1
    assert ran.err.startswith("G120")
