"""The progress bar: on a terminal only, and never in the output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs a POSIX terminal")

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import detente.reading
from conftest import QuickReader
detente.reading.Reader = QuickReader
from detente.cli import main
main(sys.argv[2:])
"""


def run_on_a_terminal(folder: Path, *words: object) -> tuple[int, bytes, str]:
    """Exit status, standard output (a pipe) and what the terminal on standard error showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(theirs)
    assert process.stdout is not None
    out = process.stdout.read()
    process.stdout.close()
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    return process.wait(60), out, shown.decode()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for name in ("a", "b", "[red]c"):
        (tmp_path / "reports" / f"{name}.txt").write_text("Aland struck Beland.", encoding="utf-8")
    (tmp_path / "reports" / "d.txt").write_bytes(b"")
    return tmp_path


def test_many_documents_show_a_bar(reports: Path) -> None:
    status, out, shown = run_on_a_terminal(reports, "read", "reports", "-f", "json")
    assert status == 1
    assert len(json.loads(out)) == 3
    assert "4/4" in shown
    assert "D104" in shown


def test_one_document_shows_none(reports: Path) -> None:
    status, out, shown = run_on_a_terminal(reports, "read", "reports/a.txt", "-f", "json")
    assert (status, shown) == (0, "")
    assert json.loads(out)["document"]["id"] == "a"
