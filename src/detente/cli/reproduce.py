"""``detente reproduce``: rerun reference fits from a data folder and show how near they come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

reproduce = typer.Typer(help="Rerun reference results from a data folder.", no_args_is_help=True)

DataFolder = Annotated[Path, typer.Argument(help="Folder with the reference data.", metavar="DIR")]
TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="What to print.")]


@reproduce.callback()
def root() -> None:
    """Rerun reference results from a data folder."""


@reproduce.command()
def qre(path: DataFolder, format: TableOrJson = "table") -> None:
    """Gambit's logit equilibria of the challenge game with types."""
    import msgspec

    from detente.cli.output import put, put_rich
    from detente.strategy import reproduce_qre

    found = reproduce_qre(path)
    if format == "json":
        put(msgspec.json.format(msgspec.json.encode({"qre": found}), indent=1).decode())
        return
    from rich.table import Table

    table = Table("audience", "λ", "seconds", "largest difference", "along the branch", "folds")
    for case in found.cases:
        table.add_row(
            f"{case.audience:g}",
            f"{case.precision:g}",
            f"{case.seconds:.4f}",
            f"{case.max_difference:.1e}",
            f"{case.branch_difference:.1e}",
            str(case.folds),
        )
    table.add_row("all", "", f"{found.seconds:.3f}", f"{found.max_difference:.1e}", "", "")
    put_rich(table)
