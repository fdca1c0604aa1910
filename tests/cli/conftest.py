"""The command is run in this process, with a reader that is quick and predictable unless a test asks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

import detente.reading
from detente.cli import run
from detente.crisis import Actor, Crisis, Document, Event, Evidence, Span
from detente.errors import ReadingError


@dataclass(frozen=True)
class Ran:
    """What a call of the command gave."""

    status: int
    out: str
    err: str


class QuickReader:
    """Codes the first word of a text as an event; texts with FAIL or CRASH in them cannot be read."""

    made_with: ClassVar[dict[str, object]] = {}

    trained = None
    asker = None

    def __init__(self, coder: str = "auto", *, codes: Path | None = None, **asking: object) -> None:
        type(self).made_with = {"coder": coder, "codes": codes}

    def read(self, document: Document) -> Crisis:
        if "FAIL" in document.text:
            raise ReadingError("E999", "told to fail", where=document.id)
        if "CRASH" in document.text:
            raise ZeroDivisionError("told to crash")
        words = document.text.split()[0]
        start = document.text.index(words)
        evidence = Evidence(document.id, start, start + len(words), words, "rule:first-word")
        event = Event(f"e1-{document.id}", "do", evidence.span, evidence, event="COERCE", sources=("AAA",))
        state = Actor("AAA", "Aland", "state")
        return Crisis((document,), actors=(state,), events=(event,), sentences=(Span(0, len(document.text)),))


def quick_merge(crises: list[Crisis]) -> Crisis:
    return Crisis(
        tuple(document for crisis in crises for document in crisis.documents),
        actors=crises[0].actors,
        events=tuple(event for crisis in crises for event in crisis.events),
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> type[QuickReader]:
    monkeypatch.setattr(detente.reading, "Reader", QuickReader, raising=False)
    monkeypatch.setattr(detente.reading, "merge_crises", quick_merge, raising=False)
    return QuickReader


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Run ``detente`` with these words in an empty folder; no settings of the machine reach it."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> Ran:
        status = run([str(word) for word in words])
        sys.stdout.flush()
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call
