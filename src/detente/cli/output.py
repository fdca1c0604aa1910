"""Where the output of a verb goes: the terminal, a pipe, a file or one file a document."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from detente.cli.options import SUFFIX
from detente.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from detente.crisis import Crisis

PIPE_CLOSED = 141
WIDTH = 100


@contextmanager
def standard_output() -> Iterator[None]:
    """Whoever reads our output may stop reading (``| head``): leave quietly then."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output again at exit, which must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None


def put(text: str, end: str = "\n") -> None:
    """Write text to standard output; ``end`` is added where the text does not end with it."""
    with standard_output():
        sys.stdout.write(text if text.endswith(end) else text + end)


def deliver(text: str, output: Path | None) -> None:
    """Write text to a file, whole or not at all, or to standard output where none is named."""
    if output is None:
        put(text)
    else:
        from detente.crisis import write_whole

        write_whole(output, text)


def show_crisis(
    crisis: Crisis, format: str, *, plain: bool = False, width: int | None = None, raw: bool = False
) -> None:
    """Print a crisis on standard output in one of the formats."""
    if format != "brief":
        put(as_text(crisis, format, raw=raw))
        return
    from detente.report import print_brief

    with standard_output():
        print_brief(crisis, _console(width), plain=plain)


def as_text(crisis: Crisis, format: str, *, width: int | None = None, raw: bool = False) -> str:
    """A crisis in one of the formats, as it is written to files."""
    from detente.report import plain, render

    return plain(crisis, width or WIDTH) if format == "brief" else render(crisis, format, raw=raw)


def show_explanation(crisis: Crisis, id: str) -> None:
    """Print why the record with this id was coded. Raises ``UsageError`` when no record has it."""
    from detente.report import explain

    text = explain(crisis, id)
    with standard_output():
        _console(None).print(text, soft_wrap=not sys.stdout.isatty())


def put_rich(what: RenderableType) -> None:
    """Print a table or the like on standard output."""
    with standard_output():
        _console(None).print(what)


def put_all(what: Iterable[RenderableType], width: int | None = None) -> None:
    """Print tables and lines on standard output, one below the other."""
    with standard_output():
        console = _console(width)
        for each in what:
            console.print(each)


def plain_text(what: Iterable[RenderableType], width: int | None = None) -> str:
    """Tables and lines as a file holds them: no colour."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=width or WIDTH, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        for each in what:
            console.print(each)
    return captured.get()


def text_width(width: int | None, output: Path | None = None) -> int:
    """Columns of a text: those asked for; else the terminal's, up to 100; 100 in a file or a pipe."""
    if width is None and output is None and sys.stdout.isatty():
        return min(get_terminal_size().columns, WIDTH)
    return width or WIDTH


def _console(width: int | None) -> Console:
    from rich.console import Console

    # Off a terminal rich would take its width from the environment: the same bytes everywhere are wanted.
    fixed = width or (None if sys.stdout.isatty() else WIDTH)
    return Console(file=sys.stdout, width=fixed, highlight=False, markup=False, emoji=False)


def load_crisis(path: str) -> Crisis:
    """A saved crisis from a file or, for ``-``, standard input. Raises ``RecordError`` (R101, R102)."""
    from detente.crisis import Crisis

    if path == "-":
        return Crisis.from_json(sys.stdin.buffer.read(), where="standard input")
    return Crisis.load(path)


class Folder:
    """Names one file a document in a folder; ids that differ only in odd characters stay apart."""

    def __init__(self, path: Path, format: str) -> None:
        if path.exists() and not path.is_dir():
            raise UsageError(
                "S202",
                "is a file, and there are many documents",
                where=str(path),
                remedy="Name a folder with -o",
            )
        self.path = path
        self.suffix = SUFFIX[format]
        self.taken: set[str] = set()

    def name(self, id: str) -> Path:
        """A fresh path for the document with this id. The id is never used as a path itself."""
        kept = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in id)
        stem = kept.strip("-")[:80] or "document"
        if stem.split(".")[0].upper() in _RESERVED:
            stem = f"{stem}-"
        name, number = stem, 1
        while name.lower() in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name.lower())
        return self.path / f"{name}{self.suffix}"


# Names that Windows keeps for devices.
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"COM{i}" for i in range(10)), *(f"LPT{i}" for i in range(10))}
