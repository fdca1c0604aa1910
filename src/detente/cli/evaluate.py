"""``detente evaluate``: scores of the reader against hand-coded data."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from detente.cli.options import CoderOption, CodesOption, SettingsOption

if TYPE_CHECKING:
    from detente.evaluation import Progress, Read

evaluate = typer.Typer(help="Score the reader against hand-coded data.", no_args_is_help=True)

Misses = Annotated[bool, typer.Option("--misses", help="List what was missed or wrong.")]
TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="What to print.")]
Limit = Annotated[
    int | None, typer.Option("--limit", help="Score only the first N items.", min=1, metavar="N")
]
GoldFolder = Annotated[Path, typer.Argument(help="Folder with NAME.gold.json and NAME.txt.", metavar="DIR")]
IcbeFolder = Annotated[Path, typer.Argument(help="Folder with the ICBe sentences and events.", metavar="DIR")]
CameoFile = Annotated[Path, typer.Argument(help="XML file of CAMEO coder tests.", metavar="FILE")]
PairFile = Annotated[Path, typer.Argument(help="TSV file of PLOVER pairs.", metavar="FILE")]


@evaluate.command()
def gold(
    path: GoldFolder,
    misses: Misses = False,
    limit: Limit = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """Texts coded by hand in full."""
    _run("gold", path, misses, limit, format, coder, codes, settings)


@evaluate.command()
def icbe(
    path: IcbeFolder,
    misses: Misses = False,
    limit: Limit = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """Sentences of the International Crisis Behavior Events data, by crisis."""
    _run("icbe", path, misses, limit, format, coder, codes, settings)


@evaluate.command()
def petrarch(
    path: CameoFile,
    misses: Misses = False,
    limit: Limit = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """CAMEO triples; give the test's own dictionaries with --codes."""
    _run("petrarch", path, misses, limit, format, coder, codes, settings)


@evaluate.command()
def plv(
    path: PairFile,
    misses: Misses = False,
    limit: Limit = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """PLOVER events between a marked source and target."""
    _run("plv", path, misses, limit, format, coder, codes, settings)


def _run(
    kind: str,
    path: Path,
    misses: bool,
    limit: int | None,
    format: str,
    coder: str | None,
    codes: Path | None,
    settings: Path | None,
) -> None:
    from detente import evaluation
    from detente.cli.output import put
    from detente.reading import Reader
    from detente.settings import load_settings

    chosen = load_settings(settings, given={"coder": coder, "codes": codes})
    read: Read = Reader(coder=chosen.coder, codes=chosen.codes).read
    with _bar() as progress:
        score = getattr(evaluation, kind)
        scores: dict[str, Any] = score(path, read, misses=misses, limit=limit, progress=progress)
    put(json.dumps(scores, ensure_ascii=False, indent=1) if format == "json" else evaluation.table(scores))


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as RichProgress

    with RichProgress(console=Console(stderr=True, markup=False), transient=True) as progress:
        task = progress.add_task("", total=None)

        def report(done: int, total: int, what: str) -> None:
            progress.update(task, completed=done, total=total, description=what[:40])

        yield report
