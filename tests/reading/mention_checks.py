"""What the tests of mentions ask of a reading that went as far as the resolving of references."""

from __future__ import annotations

from detente.codes import load_codes
from detente.crisis import Document
from detente.reading.base import ActorMention, Reading
from detente.reading.language import Language
from detente.reading.mentions import Mentions
from detente.reading.resolve import Resolve

LANGUAGE = Language()


def read(text: str, published: str | None = None) -> Reading:
    """A text with its mentions found and resolved."""
    reading = Reading(Document.from_text(text, published=published), load_codes())
    for step in (LANGUAGE, Mentions(), Resolve()):
        step(reading)
    return reading


def mention(reading: Reading, words: str, nth: int = 0) -> ActorMention:
    """The ``nth`` mention whose words are or end in these, in any case; fails with what was found."""
    text = reading.document.text
    quotes = [text[each.start : each.end] for each in reading.mentions]
    found = [
        each
        for each, quote in zip(reading.mentions, quotes, strict=True)
        if quote.lower().endswith(words.lower())
    ]
    assert len(found) > nth, quotes
    return found[nth]


def ids(reading: Reading, words: str, nth: int = 0) -> set[str]:
    """Whom the ``nth`` mention with these words stands for."""
    return set(mention(reading, words, nth).ids)
