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
Limit = Annotated[int | None, typer.Option("--limit", help="Score a sample of N crises.", min=1, metavar="N")]
Seed = Annotated[int, typer.Option("--seed", help="Draws the sample that --limit takes.")]
GoldFolder = Annotated[Path, typer.Argument(help="Folder with NAME.gold.json and NAME.txt.", metavar="DIR")]
IcbeFolder = Annotated[Path, typer.Argument(help="Folder with the ICBe sentences and events.", metavar="DIR")]
CameoFile = Annotated[Path, typer.Argument(help="JSONL file of CAMEO coder tests.", metavar="FILE")]
Unseen = Annotated[
    Path | None,
    typer.Option(
        "--folds", help="Read with the folds that training left in this folder: none reads what it saw.",
        metavar="DIR",
    ),
]  # fmt: skip
PairFile = Annotated[Path, typer.Argument(help="TSV file of PLOVER pairs.", metavar="FILE")]


@evaluate.command()
def gold(
    path: GoldFolder,
    misses: Misses = False,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """Texts coded by hand in full."""
    _run("gold", path, misses, format, coder, codes, settings)


@evaluate.command()
def icbe(
    path: IcbeFolder,
    misses: Misses = False,
    limit: Limit = None,
    seed: Seed = 0,
    folds: Unseen = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """Sentences of the International Crisis Behavior Events data, by crisis."""
    _run("icbe", path, misses, format, coder, codes, settings, folds=folds, limit=limit, seed=seed)


@evaluate.command()
def petrarch(
    path: CameoFile,
    misses: Misses = False,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """CAMEO triples; give the test's own dictionaries with --codes."""
    _run("petrarch", path, misses, format, coder, codes, settings)


@evaluate.command()
def plv(
    path: PairFile,
    misses: Misses = False,
    folds: Unseen = None,
    format: TableOrJson = "table",
    coder: CoderOption = None,
    codes: CodesOption = None,
    settings: SettingsOption = None,
) -> None:
    """PLOVER events between a marked source and target."""
    _run("plv", path, misses, format, coder, codes, settings, folds=folds)


def _run(
    kind: str,
    path: Path,
    misses: bool,
    format: str,
    coder: str | None,
    codes: Path | None,
    settings: Path | None,
    folds: Path | None = None,
    **options: Any,
) -> None:
    from detente import evaluation
    from detente.cli.output import put, put_rich
    from detente.cli.second import endpoint_of, told
    from detente.reading import Reader
    from detente.settings import load_settings

    chosen = load_settings(settings, given={"coder": coder, "codes": codes})
    score = getattr(evaluation, kind)
    with _codes(kind, chosen.codes, options) as folder, _bar() as progress:
        reader = Reader(coder=chosen.coder, codes=folder, endpoint=endpoint_of(chosen))
        if reader.asker is not None:
            reader.asker.exacting = False  # a text may be one sentence
        unseen = evaluation.Folds(folds, folder) if folds else None
        read: Read = unseen.read if unseen else reader.read
        if unseen:
            options["only"] = unseen.knows
        if kind == "plv" and (unseen or reader.trained):
            coder_of = unseen.coder if unseen else lambda _: reader.trained
            options["predict_pair"] = evaluation.Linker(coder_of, folder)
        scores: dict[str, Any] = score(path, read, misses=misses, progress=progress, **options)
    if line := told(reader):
        print(line, file=sys.stderr)
    if reader.asker is not None:
        reader.asker.check()
    if format == "json":
        put(json.dumps(scores, ensure_ascii=False, indent=1))
        return
    put_rich(evaluation.table(scores))
    for line in _lines(scores.get("misses", [])):
        put(line)


@contextmanager
def _codes(kind: str, codes: Path | None, options: dict[str, Any]) -> Iterator[Path | None]:
    """The code books to read with; the CAMEO tests bring verbs of their own and compare by that folder."""
    if kind != "petrarch":
        yield codes
        return
    from detente.evaluation import suite_codes

    with suite_codes(codes) as folder:
        options["codes"] = folder
        yield folder


def _lines(misses: dict[str, list[str]] | list[str]) -> Iterator[str]:
    """What was missed, one line each; by text where the scores are."""
    if isinstance(misses, dict):
        for name, lines in misses.items():
            yield from (f"{name}: {line}" for line in lines)
    else:
        yield from misses


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
