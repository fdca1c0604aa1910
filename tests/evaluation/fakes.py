"""Where the data kept beside the project lies, and how to make a crisis without a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.crisis import Actor, Crisis, Document, Event, Evidence, Mention, Span

SHARED = Path(__file__).parents[3] / "shared" / "data"


def shared(*parts: str) -> Path:
    """A file or folder of the shared data; skips the test where it is absent."""
    place = SHARED.joinpath(*parts)
    if not place.exists():
        pytest.skip(f"the data kept beside the project is absent: {'/'.join(parts)}")
    return place


def evidence(document: Document, start: int, end: int) -> Evidence:
    return Evidence(document.id, start, end, document.text[start:end], "rule:fake")


def actor(document: Document, id: str, words: str, **fields: object) -> Actor:
    """An actor with a mention wherever ``words`` stand in the text."""
    text, found, at = document.text, [], -1
    while (at := text.find(words, at + 1)) >= 0:
        found.append(Mention(document.id, at, at + len(words), words))
    return Actor(id, words, fields.pop("kind", "state"), mentions=tuple(found), **fields)  # type: ignore[arg-type]


def event(document: Document, id: str, words: str, layer: str = "do", **fields: object) -> Event:
    """An event whose trigger is the first place of ``words``."""
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return Event(id, layer, span, evidence(document, span.start, span.end), **fields)  # type: ignore[arg-type]


def crisis(document: Document, actors: list[Actor], events: list[Event]) -> Crisis:
    return Crisis((document,), actors=tuple(actors), events=tuple(events))
