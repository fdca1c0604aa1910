"""The command as a whole: help, exit status, failures in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.cli.output import Folder

if TYPE_CHECKING:
    from conftest import Ran

    Command = Callable[..., Ran]

VERBS = ("read", "show", "explain", "doctor", "evaluate", "codes")


def test_help_names_every_verb(command: Command) -> None:
    ran = command("--help")
    assert ran.status == 0
    assert all(verb in ran.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(command: Command, verb: str) -> None:
    ran = command(verb, "--help")
    assert ran.status == 0
    assert "Usage:" in ran.out


def test_the_version_is_the_packages(command: Command) -> None:
    import detente

    assert command("--version").out == f"detente {detente.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("raed",),
        ("read", "--colour"),
        ("read", "--format", "pdf", "x"),
        ("read", "--width", "7", "x"),
        ("explain",),
        ("evaluate", "golden"),
        ("codes", "show"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(command: Command, words: tuple[str, ...]) -> None:
    ran = command(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("S001 ")
    assert ran.err.count("\n") == 1


def _failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_defect_is_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.settings.load_settings", _failing(ZeroDivisionError("two\nlines")))
    ran = command("read", "x")
    assert ran.status == 1
    assert ran.err.startswith("E000 ")
    assert ran.err.count("\n") == 1
    assert "--debug" in ran.err


@pytest.mark.parametrize("words", [("--debug", "read", "x"), ("read", "x", "--debug")])
def test_debug_shows_the_traceback(
    command: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("detente.settings.load_settings", _failing(ZeroDivisionError("why")))
    with pytest.raises(ZeroDivisionError, match="why"):
        command(*words)


def test_an_interrupt_leaves_quietly(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.settings.load_settings", _failing(KeyboardInterrupt()))
    ran = command("read", "x")
    assert ran.status == 130
    assert "Traceback" not in ran.err


def test_whoever_stops_reading_gets_no_complaint(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom detente.cli.output import put\nfrom detente.cli import app\n"
        "app.app.command('flood')(lambda: [put('line ' * 1000) for _ in range(1000)] and None)\n"
        "app.main(['flood'])\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("detente ")


def test_help_is_quick() -> None:
    """The best of five, so that a busy machine does not fail it; the figure is in benchmarks/."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "detente", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.4


def test_help_loads_nothing_heavy() -> None:
    script = "import sys; from detente.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {
        "spacy",
        "numpy",
        "pydantic",
        "msgspec",
        "jinja2",
        "rapidfuzz",
        "detente.reading",
        "detente.codes",
    }
    assert not heavy & set(done.stderr.split())


def test_ids_never_become_paths(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "json")
    names = [
        folder.name(id)
        for id in ("a", "A", "a", "../../x", "C:\\x", "CON", "nul", "", "\u202egpj", "x" * 300)
    ]
    assert all(name.parent == tmp_path for name in names)
    assert len({name.name.lower() for name in names}) == len(names)
    assert all(len(os.fsencode(name.name)) < 100 for name in names)
    assert {"CON.json", "nul.json"}.isdisjoint(name.name for name in names)
