"""The same output on every machine, and nothing ever fetched (F05, F08): real readings in fresh processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

WATCH = """
import os, sys

def watch(event, details, log=os.environ["SOCKET_LOG"]):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        with open(log, "a") as file:
            print(event, details, file=file)

sys.addaudithook(watch)
"""


def detente(*words: object, **environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "detente", *map(str, words)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Anchorage", "LC_ALL": "C", "PYTHONHASHSEED": "2", "COLUMNS": "50"},
    ],
    ids=lambda environment: environment["LC_ALL"],
)
def test_the_same_bytes_in_another_place_and_hash_seed(tmp_path: Path, environment: dict[str, str]) -> None:
    account = EXAMPLES / "iran_pakistan_2024.md"
    usual = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    here = detente("read", account, "-f", "json", "--html", tmp_path / "a.html", **usual)
    there = detente("read", account, "-f", "json", "--html", tmp_path / "b.html", **environment)
    assert here == there
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    (tmp_path / "crisis.json").write_bytes(here)
    for format in ("brief", "jsonl", "csv", "markdown"):
        shown = detente("show", tmp_path / "crisis.json", "-f", format, **usual)
        assert shown == detente("show", tmp_path / "crisis.json", "-f", format, **environment), format


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """An audit hook in every process that is started, the parsers' too, writes down what would leave."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = tmp_path / "log"
    page = (
        "<html><body><article><p>Iran struck Pakistan on 3 May 2019.</p><img src='http://example.org/x.png'>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    watched = {"PYTHONPATH": str(tmp_path), "SOCKET_LOG": str(log)}
    subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"],
        env={**os.environ, **watched},
        check=True,
    )
    assert "127.0.0.1" in log.read_text(encoding="utf-8"), "the hook does not see connections"
    log.unlink()
    detente("read", EXAMPLES, tmp_path / "page.html", "-f", "html", "-o", tmp_path / "out", **watched)
    assert len(list((tmp_path / "out").iterdir())) >= 5
    assert not log.exists(), log.read_text(encoding="utf-8")
