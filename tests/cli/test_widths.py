"""How wide text is: as the terminal, or as told; the same bytes in a pipe whatever the terminal."""

from __future__ import annotations

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
VERBS = (("dynamics",), ("history", "--limit", 2), ("play", "--draws", 100))
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("widths") / "crisis.json"
    detente.read(text=TEXT, published="2031-03-10", coder="rules").save(path)
    return path


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_text_is_as_wide_as_told(command: Command, saved: Path, verb: tuple[object, ...]) -> None:
    for width in (40, 60):
        ran = command(verb[0], saved, *verb[1:], "--width", width)
        assert ran.status == 0, ran.err
        assert widest(ran.out) <= width


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_terminal_sets_the_width_and_a_pipe_does_not(
    command: Command, saved: Path, verb: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = command(verb[0], saved, *verb[1:])
    monkeypatch.setenv("COLUMNS", "50")
    assert command(verb[0], saved, *verb[1:]).out == piped.out
    written = command(verb[0], saved, *verb[1:], "-o", "text.txt")
    assert written.status == 0
    assert Path("text.txt").read_text(encoding="utf-8") == piped.out
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True)
    assert 40 < widest(command(verb[0], saved, *verb[1:]).out) <= 50
    monkeypatch.setenv("COLUMNS", "300")
    assert command(verb[0], saved, *verb[1:]).out == piped.out
