"""``detente explain``: why a record was coded."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.options import SavedCrisis


def explain(
    crisis: SavedCrisis,
    id: Annotated[str, typer.Argument(help="The id of a record, as the brief shows it.", metavar="ID")],
) -> None:
    """Show why a record was coded: rule, words, other readings."""
    from detente.cli.output import load_crisis, show_explanation

    show_explanation(load_crisis(crisis), id)
