"""``detente forecast``: what comes next in a crisis or on a table of events, how sure that is, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.accounts import one_crisis, two_sides
from detente.cli.dynamics import (
    BookOption,
    DayOption,
    EventOption,
    FileOrTable,
    SkipOption,
    SourceOption,
    TargetOption,
    no_table,
)
from detente.cli.forecast_table import (
    ActOption,
    FromOption,
    NoNamesOption,
    PairOption,
    TableQuestion,
    ToOption,
    forecast_table,
    no_account,
)
from detente.cli.options import (
    CoderOption,
    CodesOption,
    OutputOption,
    PublishedOption,
    SettingsOption,
    WidthOption,
)
from detente.errors import DataError

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.history import Outlook
    from detente.settings import Settings
    from detente.strategy import Played

DRAWS = 500
"""Draws of the game's parameters: its chances are shown to two places."""


def forecast(
    path: FileOrTable,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Look ahead from this day, not from the last.", metavar="DAY"),
    ] = None,
    between: Annotated[
        str | None, typer.Option("--between", help="The two sides of the game.", metavar="ID,ID")
    ] = None,
    act: ActOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    pair: PairOption = None,
    no_names: NoNamesOption = False,
    source: SourceOption = None,
    event: EventOption = None,
    target: TargetOption = None,
    day: DayOption = None,
    book: BookOption = None,
    skip: SkipOption = False,
    limit: Annotated[
        int, typer.Option("--limit", help="Past cases, or answers, to show.", min=1, max=100)
    ] = 5,
    format: Annotated[
        Literal["brief", "json"], typer.Option("--format", "-f", help="What to print.")
    ] = "brief",
    output: OutputOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the page here as well.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Draws the parameters of the game.", min=0)] = 0,
    published: PublishedOption = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> None:
    """Say what comes next: chances, reasons, past cases, the score card. For tables see --act and --pair."""
    from detente.cli.output import deliver, text_width
    from detente.dynamics import is_table
    from detente.settings import load_settings

    columns = {"source": source, "event": event, "target": target, "day": day}
    question = TableQuestion(act, from_, to, pair)
    if is_table(path):
        no_account({"html": html, "between": between, "published": published, "codes": codes, "coder": coder})
        text = forecast_table(
            path, question, as_of=as_of, limit=limit, names=not no_names, columns=columns, book=book,
            skip=skip, format=format, seed=seed,
        )  # fmt: skip
    else:
        no_table({**columns, **question._asdict()}, skip, book)
        given = {"published": published, "coder": coder, "codes": codes, "width": width}
        chosen = load_settings(settings, given=given)
        wide = text_width(chosen.width, output)
        text = _account(path, chosen, as_of, between, limit, format, seed, html, wide)
    deliver(text, output)


def _account(
    path: str,
    chosen: Settings,
    as_of: str | None,
    between: str | None,
    limit: int,
    format: str,
    seed: int,
    html: Path | None,
    columns: int,
) -> str:
    """What comes next in one account."""
    from detente.dynamics import forecast_within
    from detente.report import Ahead, ahead_json, ahead_text

    crisis = one_crisis(path, published=chosen.published, coder=chosen.coder, codes=chosen.codes)
    ahead = Ahead(
        crisis,
        forecast_within(crisis, as_of=as_of),
        _game(crisis, two_sides(between), seed),
        _past(crisis, limit),
    )
    if html is not None:
        from detente.crisis import write_whole
        from detente.report import forecast_page

        write_whole(html, forecast_page(ahead))
    return ahead_json(ahead) if format == "json" else ahead_text(ahead, columns) + "\n"


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
