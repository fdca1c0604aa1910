"""Reading one document after another: what is printed, what is written, what is said about failures."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from detente.cli.options import SUFFIX
from detente.cli.output import Folder, as_text, put, show_crisis, show_explanation
from detente.cli.second import endpoint_of, told
from detente.errors import DetenteError, ReadingError, UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis, Document
    from detente.settings import Settings


class Job:
    """One call of ``detente read``. A document that fails is reported and counted; the rest goes on."""

    def __init__(
        self,
        settings: Settings,
        format: str,
        output: Path | None,
        *,
        html: Path | None,
        explain: str | None,
        several: bool,
        merge: bool,
        raw: bool,
    ) -> None:
        self.settings = settings
        self.format = format
        self.output = output
        self.html = html
        self.explain = explain
        self.apart = several and not merge
        self.merge = merge
        self.raw = raw
        self.folder = self._folder() if self.apart else None
        self.failures: list[DetenteError] = []
        self.done = 0
        self.shown = 0

    def run(self, names: list[str]) -> int:
        """Read everything; the exit status."""
        with _progress(names, self.apart or self.merge or self.settings.coder == "llm") as bar:
            crises = self._read(names, bar)
            if self.merge:
                self._merged(crises)
            else:
                for crisis in crises:
                    with bar.aside():
                        self._show_safely(crisis)
            if self.apart and self.format == "json" and self.folder is None:
                put("\n]" if self.shown else "[]")
        if self.failures and not self.done:
            return max(failure.exit_code for failure in self.failures)
        return 1 if self.failures else 0

    def _folder(self) -> Folder | None:
        if self.output is None:
            return None
        if self.output.suffix.lower() in SUFFIX.values():
            raise UsageError(
                "S202",
                "several documents need a folder",
                where=str(self.output),
                remedy="Name a folder, or --merge",
            )
        return Folder(self.output, self.format)

    def _read(self, names: list[str], bar: Bar) -> Iterator[Crisis]:
        from detente.documents import Limits, load_many
        from detente.reading import Reader

        reader = Reader(
            coder=self.settings.coder,
            codes=self.settings.codes,
            endpoint=endpoint_of(self.settings),
            progress=bar.asked,
        )
        limits = Limits(**self.settings.limits.stated())
        found_in = load_many(names, published=self.settings.published, limits=limits, mention=bar.say)
        for found in found_in:
            if isinstance(found, DetenteError):
                self._failed(found, bar)
                bar.step("")
                continue
            try:
                crisis = reader.read(found)
            except DetenteError as error:
                self._failed(error, bar)
            except Exception as error:
                self._failed(_defect(found, error), bar)
            else:
                yield crisis
                self.done += 1
            bar.step(found.id)
        if line := told(reader):
            bar.say(line)

    def _failed(self, error: DetenteError, bar: Bar) -> None:
        self.failures.append(error)
        bar.say(str(error))

    def _merged(self, crises: Iterable[Crisis]) -> None:
        from detente.reading import merge_crises

        if parts := list(crises):
            self._show(merge_crises(parts))

    def _show_safely(self, crisis: Crisis) -> None:
        """One of several documents that cannot be shown is set aside like one that cannot be read."""
        try:
            self._show(crisis)
        except (DetenteError, typer.Exit):
            raise
        except Exception as error:
            if not self.apart:
                raise
            self.failures.append(_defect(crisis.document, error))
            print(self.failures[-1], file=sys.stderr)

    def _show(self, crisis: Crisis) -> None:
        if self.html is not None:
            _write(self.html, as_text(crisis, "html"))
        if self.explain is not None:
            show_explanation(crisis, self.explain)
        elif self.folder is not None:
            _write(self.folder.name(crisis.document.id), self._text(crisis))
        elif self.output is not None:
            _write(self.output, self._text(crisis))
        elif self.apart:
            self._show_next(crisis)
        else:
            self._print(crisis)

    def _show_next(self, crisis: Crisis) -> None:
        """One of several on standard output: JSON becomes a list, a CSV header is printed once."""
        first = self.shown == 0
        if self.format == "json":
            text = self._text(crisis).rstrip("\n")
            put(("[\n" if first else ",\n") + text, end="")
        elif self.format == "csv":
            put("".join(self._text(crisis).splitlines(keepends=True)[0 if first else 1 :]))
        else:
            if not first and self.format != "jsonl":
                put("")
            self._print(crisis)
        self.shown += 1

    def _text(self, crisis: Crisis) -> str:
        return as_text(crisis, self.format, width=self.settings.width, raw=self.raw)

    def _print(self, crisis: Crisis) -> None:
        chosen = self.settings
        show_crisis(crisis, self.format, plain=chosen.plain, width=chosen.width, raw=self.raw)


def _write(path: Path, text: str) -> None:
    from detente.crisis import write_whole

    write_whole(path, text if text.endswith("\n") else text + "\n")


def _defect(document: Document, error: Exception) -> ReadingError:
    return ReadingError(
        "E001",
        f"détente failed on its own account ({type(error).__name__}: {error})",
        where=document.source or document.id,
        remedy="Please report it with the text",
    )


class Bar:
    """A progress bar that steps aside while something is printed; without a terminal it does nothing."""

    def __init__(self, progress: Any = None, task: Any = None) -> None:
        self.progress = progress
        self.task = task

    def step(self, what: str) -> None:
        if self.progress is not None:
            self.progress.update(self.task, advance=1, description=what[:40])

    def asked(self, done: int, total: int) -> None:
        """How far a language model has come with the document at hand."""
        if self.progress is not None:
            self.progress.update(self.task, description=f"sentence {done} of {total}")

    def say(self, line: str) -> None:
        with self.aside():
            print(line, file=sys.stderr)

    @contextmanager
    def aside(self) -> Iterator[None]:
        if self.progress is None:
            yield
            return
        self.progress.stop()
        try:
            yield
        finally:
            self.progress.start()


@contextmanager
def _progress(names: list[str], wanted: bool) -> Iterator[Bar]:
    if not wanted or not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import Progress

    from detente.documents import count

    # Names come from files: no markup in them may reach the terminal.
    progress = Progress(
        *_columns(), console=Console(stderr=True, markup=False), transient=True, redirect_stdout=False
    )
    with progress:
        yield Bar(progress, progress.add_task("", total=count(names)))


def _columns() -> tuple[Any, ...]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

    return (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
