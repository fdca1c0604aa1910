"""A written account, as stored."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from detente.crisis.evidence import Span


class Document(Struct, frozen=True, omit_defaults=True):
    """One account. Offsets of every record count code points of ``text``, which is never changed.

    ``published`` is an ISO date or part of one (``2024-01-22``, ``2024-01``), ``encoding`` the one the bytes
    were read with, ``headings`` and ``boilerplate`` the stretches that are stored but not read.
    ``warnings`` says what was odd about the file in plain words.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    encoding: str | None = None
    sha256: str = ""
    headings: tuple[Span, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text: str, *, id: str = "text", **fields: object) -> Document:
        """A document made of a string, with the hash of its UTF-8 bytes."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=id, text=text, sha256=digest, **fields)  # type: ignore[arg-type]
