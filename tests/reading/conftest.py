"""One reader for all tests of the room: its code books and parser are loaded once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from golden_texts import ESSAY, GOLD
from reading_checks import Telling

from detente.crisis import Crisis, Document, Span
from detente.documents import load
from detente.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader by rules, with the shipped code books."""
    return Reader(coder="rules")


@pytest.fixture(scope="session")
def telling(reader: Reader) -> Telling:
    """Reads a string, with ``published`` where the account has a date; each text is read once."""
    seen: dict[tuple[str, str | None], Crisis] = {}

    def read(text: str, published: str | None = None) -> Crisis:
        key = (text, published)
        if key not in seen:
            seen[key] = reader.read(Document.from_text(text, published=published))
        return seen[key]

    return read


@pytest.fixture(scope="session")
def coding() -> dict[str, Any]:
    return json.loads((GOLD / f"{ESSAY}.gold.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def essay(reader: Reader) -> Crisis:
    return reader.read(load(GOLD / f"{ESSAY}.txt"))


@pytest.fixture(scope="session")
def nth_sentence(coding: dict[str, Any]) -> Callable[[int], Span]:
    """The span of a sentence of the essay by its number in the hand coding."""
    return lambda number: Span(coding["sentences"][number]["start"], coding["sentences"][number]["end"])
