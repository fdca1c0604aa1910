"""``detente forecast``: what comes next in a crisis, how sure that is, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.accounts import one_crisis, two_sides
from detente.cli.options import CoderOption, CodesOption, OutputOption, SettingsOption, WidthOption
from detente.errors import DataError, UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.history import Outlook
    from detente.strategy import Played

DRAWS = 500
"""Draws of the game's parameters: its chances are shown to two places."""


def forecast(
    path: Annotated[
        str,
        typer.Argument(
            help="An account, or a crisis saved with --format json; - for a pipe.", metavar="FILE"
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Look ahead from this day, not from the last told.", metavar="DAY"),
    ] = None,
    between: Annotated[
        str | None, typer.Option("--between", help="The two sides of the game.", metavar="ID,ID")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Past cases to show.", min=1, max=100)] = 5,
    format: Annotated[
        Literal["brief", "json"], typer.Option("--format", "-f", help="What to print.")
    ] = "brief",
    output: OutputOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the page here as well.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Draws the parameters of the game.", min=0)] = 0,
    published: Annotated[
        str | None, typer.Option("--published", help="Publication date of the account.")
    ] = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> None:
    """Say what comes next in a crisis: chances with intervals, reasons, past cases, the score card."""
    from detente.cli.output import put
    from detente.crisis import write_whole
    from detente.dynamics import forecast_within, is_table
    from detente.report import Ahead, ahead_json, ahead_text, forecast_page
    from detente.settings import load_settings

    if is_table(path):
        raise UsageError(
            "H404", "is a table of events, and this looks ahead in an account", where=path,
            remedy="Name an account or a saved crisis",
        )  # fmt: skip
    given = {"published": published, "coder": coder, "codes": codes, "width": width}
    chosen = load_settings(settings, given=given)
    crisis = one_crisis(path, published=chosen.published, coder=chosen.coder, codes=chosen.codes)
    ahead = Ahead(
        crisis,
        forecast_within(crisis, as_of=as_of),
        _game(crisis, two_sides(between), seed),
        _past(crisis, limit),
    )
    if html is not None:
        write_whole(html, forecast_page(ahead))
    text = ahead_json(ahead) if format == "json" else ahead_text(ahead, chosen.width or 100) + "\n"
    if output is not None:
        write_whole(output, text)
    else:
        put(text)


def _game(crisis: Crisis, between: tuple[str, str] | None, seed: int) -> Played | None:
    """The crisis as a game; none where the account has no two sides and none were named."""
    from detente.strategy import from_crisis

    try:
        return from_crisis(crisis, between=between, rng=seed, draws=DRAWS).play()
    except DataError:
        return None


def _past(crisis: Crisis, limit: int) -> Outlook | None:
    """The nearest past cases; none where the account tells of no hostile act on a state."""
    from detente.history import outlook

    try:
        return outlook(crisis, limit=limit)
    except DataError:
        return None
