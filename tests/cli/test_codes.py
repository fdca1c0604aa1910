"""``detente codes`` and ``detente doctor``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ran

    Command = Callable[..., Ran]

HEADER = "# title: Mine\n# source: me\n# licence: CC0\n# date: 2024-05-01\n"


def test_every_book_is_listed_with_its_licence(command: Command) -> None:
    ran = command("codes", "list")
    assert ran.status == 0
    assert "states.tsv" in ran.out
    assert "licence not stated" not in ran.out


def test_a_book_is_shown(command: Command) -> None:
    ran = command("codes", "show", "plover")
    assert "source: " in ran.out
    assert "ASSAULT" in ran.out


def test_a_code_is_looked_up(command: Command) -> None:
    ran = command("codes", "show", "states.tsv", "PAK")
    assert "Islamabad" in ran.out
    assert "Tehran" not in ran.out


def test_a_word_is_looked_up_in_part(command: Command) -> None:
    assert "Pakistan" in command("codes", "show", "states", "islamab").out


def test_a_word_that_is_not_there_says_so(command: Command) -> None:
    ran = command("codes", "show", "states", "Atlantis")
    assert ran.status == 2
    assert ran.err.startswith("S005 ")


def test_an_unknown_book_names_the_nearest(command: Command) -> None:
    ran = command("codes", "show", "../state")
    assert ran.status == 2
    assert ran.err.startswith("S006 ")
    assert "states.tsv" in ran.err


def test_a_good_folder_passes(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "groups.tsv").write_text(
        HEADER + "id\tname\nNRF\tNorthern River Front\n", encoding="utf-8"
    )
    (tmp_path / "mine" / "toy.actors.txt").write_text("AABEN_ [ABN]\n", encoding="utf-8")
    ran = command("codes", "check", tmp_path / "mine")
    assert (ran.status, ran.err) == (0, "")
    assert "groups.tsv: 1 entries" in ran.out


def test_a_file_that_no_book_is_called_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "group.tsv").write_text(HEADER + "id\tname\nNRF\tFront\n", encoding="utf-8")
    ran = command("codes", "check", tmp_path / "mine")
    assert ran.status == 1
    assert "group.tsv: NOT READ" in ran.out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id\tname\nNRF\tFront\tmore\n", "C202"),
        ("id\tnam\nNRF\tFront\n", "C222"),
        ("id\tname\nNRF\t\n", "C224"),
        ("id\tname\tfrom\nNRF\tFront\tlong ago\n", "C225"),
    ],
)
def test_a_faulty_book_is_refused_with_its_line(
    command: Command, tmp_path: Path, text: str, code: str
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "groups.tsv").write_text(HEADER + text, encoding="utf-8")
    for words in (("codes", "check", tmp_path / "mine"), ("read", "-", "--codes", tmp_path / "mine")):
        ran = command(*words)
        assert ran.status == 2
        assert ran.err.startswith(f"{code} ")
        assert "groups.tsv" in ran.err


def test_a_folder_that_is_not_there_is_refused(command: Command) -> None:
    ran = command("codes", "check", "none")
    assert ran.status == 2
    assert ran.err.startswith("C220 ")


def test_the_doctor_finds_everything(command: Command) -> None:
    ran = command("doctor")
    assert ran.status == 0, ran.out
    assert "All is there." in ran.out


def test_the_doctor_says_what_is_missing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("detente.cli.doctor", fromlist=["x"]).NEEDED, "no-such-package", "testing")
    ran = command("doctor")
    assert ran.status == 1
    assert "NO  no-such-package" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_the_entry_itself_comes_first(command: Command) -> None:
    assert command("codes", "show", "lexicon_verbs", "expel").out.splitlines()[0].split() == [
        "lemma:",
        "expel",
    ]
