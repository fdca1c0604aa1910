"""One reader for all tests of the room: its code books and parser are loaded once."""

from __future__ import annotations

import pytest
from reading_checks import Telling

from detente.crisis import Crisis, Document
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
