"""One file or stream into a ``Document``."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from detente.crisis import Document
from detente.documents import markdown
from detente.documents.blocks import Extract, Marked, compose
from detente.documents.characters import oddities, without_surrogates
from detente.documents.child import Parser
from detente.documents.dates import iso_date
from detente.documents.decoding import Decoded, decode, one_line_end
from detente.documents.failures import failure
from detente.documents.header import Header, published_in_byline, read_header
from detente.documents.kinds import CORPUS_SUFFIXES, MEDIA_TYPE_OF, Kind, kind_of
from detente.documents.limits import DEFAULT_LIMITS, Limits
from detente.documents.names import shown, slug, stem, suffix
from detente.documents.structure import mark, title_of

STANDARD_INPUT = "-"
LONGEST_WARNING = 1_000  # characters


def load(path: str | Path, *, published: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one document: ``.txt``, ``.md``, ``.html``, ``.pdf``, ``.docx``, or ``-`` for standard input.

    ``published`` (ISO date or part of one) replaces what the file states. Raises ``UsageError`` (S210–S213)
    when the call is wrong and ``DocumentError`` (D1xx) when the file is.
    """
    with Parser(limits) as parser:
        return load_with(parser, path, published=published, limits=limits)


def load_with(parser: Parser, path: str | Path, *, published: str | None, limits: Limits) -> Document:
    """``load`` with a parsing process that serves many files."""
    check_published(published)
    name = str(path)
    if name == STANDARD_INPUT:
        data = _capped(sys.stdin.buffer, limits, "standard input")
        return _document(parser, data, "stdin", "standard input", None, published, limits)
    where = shown(name)
    ending = suffix(name)
    if ending in CORPUS_SUFFIXES:
        raise failure("S212", where, "the file holds many documents")
    data = _bytes_of(path, where, limits)
    return _document(parser, data, name, where, None, published, limits)


def from_bytes(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    published: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A document from bytes in memory, such as an upload. ``name`` gives the id and, by its suffix, the kind;
    it is never used as a path. Raises as ``load``."""
    check_published(published)
    where = shown(name)
    if suffix(name) in CORPUS_SUFFIXES:
        raise failure("S212", where, "the file holds many documents")
    if len(data) > limits.file_bytes:
        raise failure("D101", where, f"the file has {len(data)} bytes; the limit is {limits.file_bytes}")
    with Parser(limits) as parser:
        return _document(parser, data, name, where, media_type, published, limits)


def from_text(
    text: str, *, id: str = "text", published: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """A document from a string, treated as a plain text file. Raises as ``load``."""
    check_published(published)
    text, odd = without_surrogates(text)
    encoded = text.encode("utf-8")
    text, ends = one_line_end(text)
    decoded = Decoded(text, "utf-8", (*odd, *ends))
    marked, facts = _plain(decoded, "text", limits)
    return _made(encoded, id, "text", published, mark(marked), facts, decoded)


def check_published(published: str | None) -> None:
    """Raise ``UsageError`` S213 unless ``published`` is a date that the calendar has, or part of one."""
    if published is not None and iso_date(published) is None:
        raise failure("S213", "published", f"{shown(published[:40])!r} is no date")


def stored(text: str, where: str, limits: Limits) -> str:
    """``text`` when it is within the limits and not empty; raises ``DocumentError`` D104, D105, D106."""
    if len(text) > limits.characters:
        raise failure("D106", where, f"the text has {len(text)} characters; the limit is {limits.characters}")
    if len(text) > limits.line_characters:
        longest = max(map(len, text.split("\n")))
        if longest > limits.line_characters:
            what = f"a line has {longest} characters; the limit is {limits.line_characters}"
            raise failure("D105", where, what)
    if not text.strip():
        raise failure("D104", where)
    return text


def _document(
    parser: Parser,
    data: bytes,
    name: str,
    where: str,
    media_type: str | None,
    published: str | None,
    limits: Limits,
) -> Document:
    if not data:
        raise failure("D104", where, "the file is empty")
    kind, warnings = kind_of(data, name, media_type, where)
    decoded = None
    if kind in ("text", "markdown"):
        decoded = decode(data, where)
        marked, facts = (_plain if kind == "text" else _markdown)(decoded, where, limits)
    else:
        marked, facts = _foreign(parser.parse(kind, data, where), where, limits)
    return _made(data, slug(stem(name)), kind, published, mark(marked), facts, decoded, warnings)


def _made(
    data: bytes,
    id: str,
    kind: Kind,
    published: str | None,
    marked: Marked,
    facts: Extract,
    decoded: Decoded | None,
    warnings: Sequence[str] = (),
) -> Document:
    # A warning may quote the file, so it is made fit for a message.
    noted = (*warnings, *(decoded.warnings if decoded else ()), *facts.warnings)
    return Document(
        id=id,
        text=marked.text,
        title=facts.title or (title_of(marked) if kind in ("text", "markdown") else None),
        published=published or facts.published,
        source=facts.source,
        media_type=MEDIA_TYPE_OF[kind],
        encoding=decoded.encoding if decoded else facts.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        headings=marked.headings,
        boilerplate=marked.boilerplate,
        warnings=(*(shown(line, LONGEST_WARNING) for line in noted), *oddities(marked.text)),
    )


def _plain(decoded: Decoded, where: str, limits: Limits) -> tuple[Marked, Extract]:
    text = stored(decoded.text, where, limits)
    header = read_header(text)
    return Marked(text, boilerplate=header.spans), _facts(Extract(()), header)


def _markdown(decoded: Decoded, where: str, limits: Limits) -> tuple[Marked, Extract]:
    stored(decoded.text, where, limits)
    extract = markdown.read(decoded.text)
    marked = compose(extract.blocks)
    stored(marked.text, where, limits)
    if extract.published is None:
        extract = msgspec.structs.replace(extract, published=published_in_byline(marked.text))
    return marked, extract


def _foreign(extract: Extract, where: str, limits: Limits) -> tuple[Marked, Extract]:
    """The child's content as it is stored; a labelled header in the text counts as in plain text."""
    marked = compose(extract.blocks)
    # One for one, so that the spans stay where they are.
    text, odd = without_surrogates(marked.text.replace("\r", "\n"))
    stored(text, where, limits)
    header = read_header(text)
    spans = tuple(span for span in header.spans if not any(span.overlaps(known) for known in marked.headings))
    marked = Marked(text, marked.headings, tuple(sorted({*marked.boilerplate, *spans})), marked.settled)
    return marked, _facts(extract, header, odd)


def _facts(extract: Extract, header: Header, odd: list[str] | None = None) -> Extract:
    return Extract(
        (),
        title=header.title or extract.title,
        published=header.published or extract.published,
        source=header.source or extract.source,
        encoding=extract.encoding,
        warnings=(*extract.warnings, *header.warnings, *(odd or ())),
    )


def _bytes_of(path: str | Path, where: str, limits: Limits) -> bytes:
    """The bytes of a file; a file that is too large is refused by its size, before it is read."""
    with opened(path, where) as file:
        size = file.seek(0, 2) if file.seekable() else 0
        if size > limits.file_bytes:
            raise failure("D101", where, f"the file has {size} bytes; the limit is {limits.file_bytes}")
        if file.seekable():
            file.seek(0)
        return _capped(file, limits, where)


def opened(path: str | Path, where: str) -> BinaryIO:
    """A file open for reading bytes; raises ``UsageError`` S210, S211, S212."""
    try:
        return open(path, "rb")
    except IsADirectoryError as error:
        raise failure("S212", where, "it is a folder") from error
    except FileNotFoundError as error:
        raise failure("S210", where) from error
    except ValueError as error:  # a NUL in the name
        raise failure("S210", where, "no file can have this name") from error
    except OSError as error:
        # Windows says "permission denied" of a folder.
        if os.path.isdir(path):
            raise failure("S212", where, "it is a folder") from error
        raise failure("S211", where, f"it cannot be opened ({error.strerror})") from error


def _capped(stream: BinaryIO, limits: Limits, where: str) -> bytes:
    """All of a stream; raises D101 as soon as it passes the limit."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise failure("D101", where, f"there are more than {limits.file_bytes} bytes")
    return data
