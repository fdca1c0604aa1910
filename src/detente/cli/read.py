"""``detente read``: the main job, from files to crises."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import (
    CoderOption,
    CodesOption,
    EndpointOption,
    FormatOption,
    ModelOption,
    OutputOption,
    PlainOption,
    PriceInOption,
    PriceOutOption,
    PublishedOption,
    RawOption,
    SettingsOption,
    WidthOption,
)
from detente.cli.second import stated, unused
from detente.errors import UsageError


def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or .jsonl corpora; - for standard input.", metavar="PATH"),
    ] = None,
    published: PublishedOption = None,
    format: FormatOption = "brief",
    output: OutputOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the page here as well.")] = None,
    merge: Annotated[bool, typer.Option("--merge", help="Make one crisis of all documents.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", help="Show why this record was coded, by its id.", metavar="ID")
    ] = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    price_in: PriceInOption = None,
    price_out: PriceOutOption = None,
    raw: RawOption = False,
    plain: PlainOption = None,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> int:
    """Read accounts and show the crisis each describes.

    Exit status: 0 all read, 1 some could not be read, 2 the call was wrong.
    """
    from detente.settings import load_settings

    given = {"published": published, "coder": coder, "codes": codes, "plain": plain, "width": width}
    asked = stated(endpoint=endpoint, model=model, price_in=price_in, price_out=price_out)
    chosen = load_settings(settings, given={**given, "llm": asked or None})
    if asked and chosen.coder != "llm":
        raise unused(asked)
    names = _inputs(paths or [])
    several = len(names) > 1 or any(_holds_many(name) for name in names)
    if several and not merge and (explain or html):
        raise UsageError(
            "S002",
            f"{'--explain' if explain else '--html'} is for one crisis, and there are several documents",
            remedy="Add --merge, or read one document",
        )
    if several and not merge and format == "html" and output is None:
        raise UsageError(
            "S003",
            "several pages cannot be printed one after another",
            remedy="Name a folder with -o, or --merge",
        )

    from detente.cli.batch import Job

    job = Job(chosen, format, output, html=html, explain=explain, several=several, merge=merge, raw=raw)
    return job.run(names)


def _inputs(paths: list[str]) -> list[str]:
    """What to read: the paths, or standard input when something is piped into the command."""
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(
            "S004", "nothing to read", remedy="Name a file, or pipe a text into `detente read -`"
        )
    return ["-"]


def _holds_many(name: str) -> bool:
    return name != "-" and (Path(name).is_dir() or Path(name).suffix.lower() in (".jsonl", ".ndjson"))
