"""``detente compare``: where coders agree on the same text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.options import WidthOption
from detente.cli.output import plain_text, put, put_all
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.evaluation import Comparison

Field = Literal[
    "layer", "event", "mode", "leaf", "direction", "rung", "modality", "polarity", "happened", "sources",
    "targets", "speaker", "when", "domestic",
]  # fmt: skip


def compare(
    codings: Annotated[
        list[Path],
        typer.Argument(help="Saved crises or gold files of one text, two or more.", metavar="A.json B.json"),
    ],
    field: Annotated[Field, typer.Option("--field", help="The field of the confusion tables.")] = "event",
    limit: Annotated[
        int, typer.Option("--limit", help="Disagreements to show in the terminal.", min=0, metavar="N")
    ] = 20,
    format: Annotated[
        Literal["table", "json", "html"], typer.Option("--format", "-f", help="What to print.")
    ] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here.")] = None,
    width: WidthOption = None,
) -> None:
    """Show where coders agree: alpha by field, confusion, and each disagreement with its words."""
    if len(codings) < 2:
        raise UsageError(
            "S007",
            "one coding has nothing to agree with",
            remedy="Name two or more: detente compare A.json B.json",
        )
    from detente import evaluation

    loaded = [evaluation.load_coding(path) for path in codings]
    counts = Counter(coding.name for coding in loaded)
    # Files of one name are told apart by where they lie.
    names = [
        str(path) if counts[each.name] > 1 else each.name for each, path in zip(loaded, codings, strict=True)
    ]
    found = evaluation.compare(loaded, field, names=names)
    if format == "table" and output is None:
        put_all(evaluation.compare_tables(found, limit), width)
        return
    text = _text(found, format, limit, width)
    if output is None:
        put(text)
        return
    from detente.crisis import write_whole

    write_whole(output, text)


def _text(found: Comparison, format: str, limit: int, width: int | None) -> str:
    from detente import evaluation

    if format == "json":
        import msgspec

        raw = msgspec.json.format(msgspec.json.encode(found), indent=1)
        return raw.decode("utf-8") + "\n"
    if format == "html":
        return evaluation.compare_page(found)
    return plain_text(evaluation.compare_tables(found, limit), width)
