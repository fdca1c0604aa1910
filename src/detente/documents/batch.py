"""Many files, folders and corpora, one by one; a bad one is handed over as an error and the rest goes on."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from detente.crisis import Document
from detente.documents.child import Parser
from detente.documents.corpus import count_lines, read_corpus
from detente.documents.failures import failure
from detente.documents.kinds import CORPUS_SUFFIXES, SUFFIXES
from detente.documents.limits import DEFAULT_LIMITS, Limits
from detente.documents.loading import STANDARD_INPUT, check_published, from_text, load_with
from detente.documents.names import Ids, shown, suffix
from detente.errors import DetenteError

_KNOWN = (*SUFFIXES, *CORPUS_SUFFIXES)
MOST_COUNTED = 512 * 1024 * 1024  # bytes of corpora; counting the lines of more would be felt
MOST_NAMED = 5
_log = logging.getLogger("detente.documents")


def load_many(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    mention: Callable[[str], None] = _log.warning,
) -> Iterator[Document | DetenteError]:
    """Documents of files, folders (recursive, in order of their names) and ``.jsonl`` corpora, one by one.

    What cannot be read is yielded as the error it makes, in its place, and the rest goes on. Ids are unique
    within the call. Files of other kinds in a folder are skipped, and ``mention`` is told so in one line.
    Raises ``UsageError`` S213 before anything is read when ``published`` is no date.
    """
    check_published(published)
    return _load_many(paths, published, limits, mention)


def _load_many(
    paths: Iterable[str | Path], published: str | None, limits: Limits, mention: Callable[[str], None]
) -> Iterator[Document | DetenteError]:
    ids = Ids()
    with Parser(limits) as parser:
        for path in paths:
            for file in _files(path, mention):
                if isinstance(file, DetenteError):
                    yield file
                    continue
                for found in _documents(parser, file, published, limits):
                    yield _with_id(found, ids) if isinstance(found, Document) else found


def gather(
    paths: Sequence[str | os.PathLike[str]],
    *,
    text: str | None = None,
    published: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Document]:
    """All documents of ``paths``, or the one that ``text`` itself is; the first error is raised.

    Raises as ``load_many`` yields, and ``UsageError`` S214 unless exactly one of the two is given.
    """
    if (text is None) == (not paths):
        raise failure("S214")
    if text is not None:
        return [from_text(text, published=published, limits=limits)]
    found = []
    for document in load_many([Path(path) for path in paths], published=published, limits=limits):
        if isinstance(document, DetenteError):
            raise document
        found.append(document)
    return found


def count(paths: Sequence[str | Path]) -> int | None:
    """How many documents or errors ``load_many`` will yield, for a progress bar; ``None`` where only reading
    would tell (large corpora, unreadable places)."""
    total = 0
    corpora = 0
    for path in paths:
        for file in _files(path, lambda line: None):
            if isinstance(file, DetenteError) or suffix(str(file)) not in CORPUS_SUFFIXES:
                total += 1
                continue
            try:
                corpora += os.path.getsize(file)
                if corpora > MOST_COUNTED:
                    return None
                total += count_lines(file, DEFAULT_LIMITS.record_bytes)
            except (OSError, ValueError):
                total += 1
    return total


def _documents(
    parser: Parser, file: str | Path, published: str | None, limits: Limits
) -> Iterator[Document | DetenteError]:
    if suffix(str(file)) in CORPUS_SUFFIXES:
        yield from read_corpus(file, published=published, limits=limits)
        return
    try:
        yield load_with(parser, file, published=published, limits=limits)
    except DetenteError as error:
        yield error


def _with_id(document: Document, ids: Ids) -> Document:
    made = ids.take(document.id)
    return document if made == document.id else msgspec.structs.replace(document, id=made)


def _files(path: str | Path, mention: Callable[[str], None]) -> Iterator[str | Path | DetenteError]:
    """The file itself, or the known files of a folder in order; an error where it holds none."""
    if str(path) == STANDARD_INPUT or not _is_folder(path):
        yield path
        return
    skipped: list[str] = []
    any_found = False
    for folder, folders, names in os.walk(path, onerror=lambda error: skipped.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if name.startswith("."):
                continue
            # A pipe or device would make the whole folder wait.
            if suffix(name) in _KNOWN and file.is_file():
                any_found = True
                yield file
            else:
                skipped.append(name)
    if skipped:
        names_shown = ", ".join(shown(name) for name in skipped[:MOST_NAMED])
        more = f" and {len(skipped) - MOST_NAMED} more" if len(skipped) > MOST_NAMED else ""
        mention(f"{shown(str(path))}: skipped as no documents: {names_shown}{more}")
    if not any_found:
        yield failure("D107", shown(str(path)))


def _is_folder(path: str | Path) -> bool:
    try:
        return os.path.isdir(path)
    except ValueError:  # a NUL in the name
        return False
