"""``detente reproduce``: published fits run again from a data folder, so that anyone can check them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from detente.strategy import Comparison

reproduce = typer.Typer(help="Run published fits again and compare.", no_args_is_help=True)

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="What to print.")]
Folder = Annotated[Path, typer.Argument(help="Folder with the tables and reference values.", metavar="DIR")]


@reproduce.command()
def sanctions(path: Folder, format: TableOrJson = "table") -> None:
    """The signalling game on economic sanctions: PL, NPL and CMLE."""
    from detente.strategy import reproduce_sanctions

    _show("Signalling game, sanctions", reproduce_sanctions(path), format)


@reproduce.command()
def games(path: Folder, format: TableOrJson = "table") -> None:
    """Strategic choice models: game trees and the ultimatum game."""
    from detente.strategy import reproduce_games

    _show("Strategic choice", reproduce_games(path), format)


@reproduce.command()
def qre(path: Folder, format: TableOrJson = "table") -> None:
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


def _show(title: str, found: Mapping[str, Comparison], format: str) -> None:
    from detente.cli.output import put, put_rich

    if format == "json":
        import msgspec

        put(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=1))
        return
    put_rich(_table(title, found))
    for name, one in found.items():
        if one.note:
            put(f"{name}: {one.note}")


def _table(title: str, found: Mapping[str, Comparison]) -> Table:
    from rich.table import Table

    grid = Table(title=title, title_justify="left")
    grid.add_column("fit", overflow="fold")
    for head in ("log likelihood", "reference", "largest coef. difference", "seconds", "reference's"):
        grid.add_column(head, justify="right")
    for name, one in found.items():
        grid.add_row(
            name,
            f"{one.loglik:.6f}",
            _figure(one.reference_loglik, ".6f"),
            _figure(one.largest_coefficient_difference, ".1e"),
            f"{one.seconds:.2f}",
            _figure(one.reference_seconds, ".2f"),
        )
    return grid


def _figure(value: float | None, pattern: str) -> str:
    return "" if value is None else format(value, pattern)
