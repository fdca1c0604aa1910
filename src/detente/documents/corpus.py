"""``.jsonl`` corpora: one document a line, read line by line; a wrong line never stops the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from detente.crisis import Document
from detente.documents.blocks import Marked
from detente.documents.characters import oddities
from detente.documents.dates import stated_date
from detente.documents.decoding import one_line_end
from detente.documents.failures import failure
from detente.documents.limits import Limits
from detente.documents.loading import LONGEST_WARNING, opened, stored
from detente.documents.names import safe_id, shown, slug, stem
from detente.documents.structure import mark, title_of
from detente.errors import DetenteError

_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 20


class _Record(msgspec.Struct):
    """The fields of a line."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None


_DECODER = msgspec.json.Decoder(_Record, strict=True)
_KNOWN = frozenset(_Record.__struct_fields__)


class _TwiceError(ValueError):
    """A key stands twice."""


def read_corpus(
    path: str | Path, *, published: str | None, limits: Limits
) -> Iterator[Document | DetenteError]:
    """Each line of a corpus as a document, or as the error it makes (D104–D106, D150–D154), in file order.

    After ``limits.bad_records`` wrong lines in a row the rest is given up (D155). Memory holds one line.
    """
    where = shown(str(path))
    try:
        file = opened(path, where)
    except DetenteError as error:
        yield error
        return
    wrong = 0
    name = stem(str(path))
    with file:
        for number, line in _lines(file, limits.record_bytes):
            place = f"{where}:{number}"
            try:
                if line is None:
                    raise failure("D153", place)
                if not line.strip():
                    continue
                yield _document(line, place, f"{slug(name)}-{number}", published, limits)
                wrong = 0
            except DetenteError as error:
                yield error
                wrong += 1
                if wrong >= limits.bad_records:
                    yield failure("D155", place)
                    return


def count_lines(path: str | Path, longest: int) -> int:
    """How many lines of a corpus are not blank. Raises ``OSError``, ``ValueError``."""
    with open(path, "rb") as file:
        return sum(line is None or bool(line.strip()) for _, line in _lines(file, longest))


def _lines(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their end; ``None`` for one that is longer than ``longest`` bytes."""
    number = 0
    while line := file.readline(longest + 2):
        number += 1
        if number == 1:
            line = line.removeprefix(_MARK)
        content = line.rstrip(b"\r\n")
        if len(content) <= longest:
            yield number, content
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_CHUNK)
        yield number, None


def _document(line: bytes, place: str, fallback: str, published: str | None, limits: Limits) -> Document:
    record, extra = _record(line, place)
    warnings = [f"fields left out: {', '.join(extra[:8])}"] if extra else []
    text, ends = one_line_end(stored(record.text, place, limits))
    date = stated_date(record.published) if record.published else None
    if record.published and not date:
        warnings.append(f"the publication date {record.published[:40]!r} is no date and was left out")
    id = fallback
    if record.id:
        id = safe_id(record.id) or slug(record.id)
        if id != record.id:
            warnings.append(f"the id {record.id[:60]!r} became {id!r}")
    marked = mark(Marked(text))
    return Document(
        id=id,
        text=text,
        title=record.title or title_of(marked),
        published=published or date,
        source=record.source or None,
        media_type="text/plain",
        encoding="utf-8",
        sha256=hashlib.sha256(line).hexdigest(),
        headings=marked.headings,
        boilerplate=marked.boilerplate,
        warnings=(*(shown(line, LONGEST_WARNING) for line in warnings + ends), *oddities(text)),
    )


def _record(line: bytes, place: str) -> tuple[_Record, list[str]]:
    """The fields of a line, and the keys that are not known. Raises ``DocumentError`` D150–D154."""
    try:
        record = _DECODER.decode(line)
        extra = [
            key for key in json.loads(line, object_pairs_hook=_keys, parse_int=float) if key not in _KNOWN
        ]
    except _TwiceError as error:
        raise failure("D152", place, f"the key {shown(str(error))[:60]!r} stands twice") from error
    except RecursionError as error:
        raise failure("D154", place) from error
    except msgspec.ValidationError as error:
        raise failure("D151", place, shown(str(error))) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise failure("D150", place, f"the line is not a JSON object ({shown(str(error))})") from error
    return record, extra


def _keys(pairs: list[tuple[str, object]]) -> list[str]:
    """The keys of an object, each once; of objects inside it as well."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _TwiceError(key)
        seen.add(key)
    return [key for key, _ in pairs]
