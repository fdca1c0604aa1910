"""Spans of text and the evidence that every coded thing carries."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of a document's text: code-point offsets, ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def slice(self, text: str) -> str:
        """The words of ``text`` that this span covers."""
        return text[self.start : self.end]


class Evidence(Struct, frozen=True, omit_defaults=True):
    """Where the text says so, and who read it there.

    ``quote`` always equals ``document.text[start:end]``. ``by`` names the rule (``rule:…``) or the model
    with its version; ``confidence`` is 0–1.
    """

    document: str
    start: int
    end: int
    quote: str
    by: str
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
