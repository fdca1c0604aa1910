"""``detente dynamics`` as a user calls it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.dynamics import Dynamics, dynamics_of, is_table
from detente.report import dynamics_text

TEXT = (
    "On 3 March 2031 Iran struck camps in Pakistan. On 4 March Pakistan recalled its ambassador. On 5 March "
    "Pakistan conducted retaliatory strikes on Iran."
)
ROWS = """who,did,whom,on
Iran,190,Pakistan,2024-01-16
Pakistan,161,Iran,2024-01-17
Pakistan,190,Iran,2024-01-18
"""
COLUMNS = ("--source", "who", "--event", "did", "--target", "whom", "--day", "on")
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dynamics") / "crisis.json"
    detente.read(text=TEXT, published="2031-03-10", coder="rules").save(path)
    return path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_sides_have_their_names(command: Command, saved: Path) -> None:
    network = command("dynamics", saved).out.partition("NETWORK")[2]
    assert "Iran and Pakistan: hostile" in network
    assert "IRN" not in network


def test_sides_of_one_name_have_their_ids_too(saved: Path) -> None:
    found = dynamics_of(detente.load(saved))
    shown = dynamics_text(found, names={"IRN": "The Republic", "PAK": "The Republic"})
    assert "The Republic (IRN) and The Republic (PAK): hostile" in shown
    assert "IRN and PAK: hostile" in dynamics_text(found)


def test_the_brief_shows_every_part(command: Command, saved: Path) -> None:
    ran = command("dynamics", saved)
    assert ran.status == 0, ran.err
    for heading in (
        "SERIES by day",
        "CURVES",
        "PHASES",
        "REPLIES of Pakistan",
        "DIPLOMATIC STATE",
        "NETWORK",
    ):
        assert heading in ran.out, heading
    assert "too few acts for change points" in ran.out
    assert "2031-03-05" in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())


def test_a_table_is_measured_and_its_lines_are_named(command: Command, events: Path) -> None:
    ran = command("dynamics", events, *COLUMNS, "--format", "json")
    assert ran.status == 0, ran.err
    found = Dynamics.from_json(ran.out)
    assert found.of == "table"
    assert found.pairs[0].names == ("Iran", "Pakistan")
    assert found.replies.total.pairs == (("2", "3"),)
    assert found.replies.total.hardest.k == 1


def test_names_of_a_table_cannot_steer_the_terminal(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ["source,event,target,day", *(f'"A\x1b[31m\nB",190,=C,{day}' for day in range(3))]
    path.write_text("\n".join(rows), encoding="utf-8")
    ran = command("dynamics", path)
    assert ran.status == 0, ran.err
    assert "\x1b" not in ran.out
    assert "A" in ran.out
    assert ",'=C," in command("dynamics", path, "--format", "csv").out


def test_the_series_as_csv_in_a_file(command: Command, events: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = command("dynamics", events, *COLUMNS, "--format", "csv", "--output", out, "--goldstein", "gdelt")
    assert (ran.status, ran.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [(row["source"], row["start"], row["top_rung"], row["goldstein_version"]) for row in rows] == [
        ("Iran", "2024-01-16", "6", "gdelt"),
        ("Pakistan", "2024-01-17", "2", "gdelt"),
        ("Pakistan", "2024-01-18", "6", "gdelt"),
    ]


def test_the_window_and_the_pair_may_be_chosen(command: Command, events: Path) -> None:
    ran = command("dynamics", events, *COLUMNS, "--days", 1, "--between", "Pakistan,Iran", "--format", "json")
    assert Dynamics.from_json(ran.out).pairs[0].sides == ("Pakistan", "Iran")


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        ((), "H203", 1),
        (("--source", "nobody"), "H202", 2),
        ((*COLUMNS, "--book", "weis"), "H211", 2),
        ((*COLUMNS, "--book", "plover"), "H209", 1),
        ((*COLUMNS, "--between", "Iran,Iraq"), "H210", 2),
        ((*COLUMNS, "--between", "Iran"), "G305", 2),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    command: Command, events: Path, options: tuple[str, ...], code: str, status: int
) -> None:
    ran = command("dynamics", events, *options)
    assert ran.status == status
    assert ran.err.startswith(code)
    assert ran.err.count("\n") == 1
    assert not ran.out


def test_options_of_tables_are_refused_for_an_account(command: Command, saved: Path) -> None:
    ran = command("dynamics", saved, "--skip")
    assert (ran.status, ran.err[:4]) == (2, "H215")


def test_rows_that_cannot_be_read_are_left_out_when_asked(command: Command, events: Path) -> None:
    events.write_text(ROWS + "Iran,190,Pakistan,soon\n", encoding="utf-8")
    assert command("dynamics", events, *COLUMNS).err.startswith("H205")
    ran = command("dynamics", events, *COLUMNS, "--skip")
    assert ran.status == 0
    assert "left out" in ran.out


@pytest.mark.parametrize(
    ("name", "text", "table"),
    [
        ("t.csv", "anything", True),
        ("t.txt", "1\t2\t3\t4\n", True),
        ("t.txt", "source\tevent\ttarget\tday\n", True),
        ("t.txt", "On 3 March 2031, Iran, said one, struck, again.\n", False),
        ("t.jsonl", '{"source": "A", "event": "190"}\n', True),
        ("t.jsonl", '{"id": "a", "text": "Iran struck Pakistan."}\n', False),
        ("t.md", "a,b,c,4\n", False),
    ],
)
def test_tables_are_told_from_accounts(tmp_path: Path, name: str, text: str, table: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert is_table(tmp_path / name) is table


def test_charts_and_the_page_are_written(command: Command, saved: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    curve, page = tmp_path / "curve.svg", tmp_path / "page.html"
    ran = command("dynamics", saved, "--plot", curve, "--plot", tmp_path / "all", "--html", page)
    assert ran.status == 0, ran.err
    assert "SERIES by day" in ran.out
    assert "2031-03-05" in curve.read_text(encoding="utf-8")
    assert {"curve.svg", "network.svg"} <= {path.name for path in (tmp_path / "all").iterdir()}
    assert "excitation.svg" not in {path.name for path in (tmp_path / "all").iterdir()}
    assert "Pakistan conducted retaliatory strikes" in page.read_text(encoding="utf-8")


def test_a_chart_that_is_not_known_is_refused_before_reading(command: Command, tmp_path: Path) -> None:
    ran = command("dynamics", tmp_path / "missing.md", "--plot", "curves.svg")
    assert ran.status == 2
    assert "H216" in ran.err
    assert "'curve'" in ran.err
