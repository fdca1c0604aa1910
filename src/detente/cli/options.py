"""Options that several verbs share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["brief", "json", "jsonl", "csv", "markdown", "html"]
SUFFIX: dict[str, str] = {
    "brief": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "markdown": ".md",
    "html": ".html",
}

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="What to print.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write here: a file, or a folder for many documents.")
]
RawOption = Annotated[
    bool, typer.Option("--raw", help="CSV cells exactly as they are; a spreadsheet may run some as formulas.")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", help="Publication date: YYYY, YYYY-MM or YYYY-MM-DD.")
]
PlainOption = Annotated[bool | None, typer.Option("--plain", help="No colour, no drawing characters.")]
WidthOption = Annotated[int | None, typer.Option("--width", help="Columns of the text.", min=40, max=400)]
CoderOption = Annotated[
    str | None, typer.Option("--coder", help="What codes events: trained, rules, llm, or auto for the best.")
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="URL of the language model that --coder llm asks.", metavar="URL"),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="The name that the endpoint knows the model by.", metavar="NAME")
]
PriceInOption = Annotated[
    float | None, typer.Option("--price-in", help="Price of a million tokens asked.", min=0)
]
PriceOutOption = Annotated[
    float | None, typer.Option("--price-out", help="Price of a million tokens answered.", min=0)
]
CodesOption = Annotated[
    Path | None,
    typer.Option("--codes", help="A folder with code books of your own, on top of the shipped ones."),
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help="A TOML file with settings (else detente.toml here).")
]
SavedCrisis = Annotated[
    str,
    typer.Argument(help="A crisis saved with --format json; - for standard input.", metavar="CRISIS.json"),
]
