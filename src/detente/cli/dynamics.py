"""``detente dynamics``: series, phases, replies and ties of a crisis or of a table of events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.accounts import one_crisis, two_sides
from detente.cli.options import (
    CoderOption,
    CodesOption,
    OutputOption,
    PublishedOption,
    RawOption,
    SettingsOption,
    WidthOption,
)
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.dynamics import Dynamics, EventTable

FileOrTable = Annotated[
    str,
    typer.Argument(
        help="An account, a crisis saved with --format json, or a table of events.", metavar="FILE|TABLE"
    ),
]
BetweenOption = Annotated[
    str | None, typer.Option("--between", help="The two sides, else the busiest pairs.", metavar="ID,ID")
]
DaysOption = Annotated[int, typer.Option("--days", help="Days in which an act is answered.", min=1)]
GoldsteinOption = Annotated[
    Literal["icews", "gdelt"], typer.Option("--goldstein", help="Version of Goldstein's scale.")
]
BookOption = Annotated[
    str | None, typer.Option("--book", help="Code book of a table, such as plover, cameo or 'mid action'.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="Column of who acts.", metavar="COLUMN")]
EventOption = Annotated[str | None, typer.Option("--event", help="Column of the code.", metavar="COLUMN")]
TargetOption = Annotated[str | None, typer.Option("--target", help="Column of on whom.", metavar="COLUMN")]
DayOption = Annotated[str | None, typer.Option("--day", help="Column of the day.", metavar="COLUMN")]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", help="Column of groups that do not answer each other.", metavar="COLUMN"),
]
SkipOption = Annotated[bool, typer.Option("--skip", help="Leave out rows with an empty cell or no day.")]
PlotOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--plot", help="Draw a chart: curve.svg, replies.png, ties.html …; a folder gets all.", metavar="PATH"
    ),
]
PageOption = Annotated[Path | None, typer.Option("--html", help="Write the page here as well.")]
Shown = Literal["brief", "json", "csv"]


def dynamics(
    path: FileOrTable,
    between: BetweenOption = None,
    days: DaysOption = 30,
    goldstein: GoldsteinOption = "icews",
    book: BookOption = None,
    source: SourceOption = None,
    event: EventOption = None,
    target: TargetOption = None,
    day: DayOption = None,
    group: GroupOption = None,
    skip: SkipOption = False,
    format: Annotated[Shown, typer.Option("--format", "-f", help="What to print.")] = "brief",
    output: OutputOption = None,
    plot: PlotOption = None,
    html: PageOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Draws the resampled series.", min=0)] = 0,
    published: PublishedOption = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    raw: RawOption = False,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> None:
    """Show how a crisis, or a table of events, moved: series, phases, replies, ties."""
    from detente.cli.output import text_width
    from detente.crisis import Crisis
    from detente.dynamics import dynamics_of, is_table
    from detente.report import PLOTS, check_charts
    from detente.settings import load_settings

    given = {"published": published, "coder": coder, "codes": codes, "width": width}
    chosen = load_settings(settings, given=given)
    columns = {"source": source, "event": event, "target": target, "day": day, "group": group}
    pair = two_sides(between)
    check_charts(plot or [], PLOTS)
    what: Crisis | EventTable
    if is_table(path) or any(columns.values()):
        what = _table(path, columns, skip)
    else:
        no_table(columns, skip, book)
        what = one_crisis(path, published=chosen.published, coder=chosen.coder, codes=chosen.codes)
    found = dynamics_of(what, between=pair, book=book, version=goldstein, days=days, seed=seed)
    names = {actor.id: actor.name for actor in what.actors} if isinstance(what, Crisis) else {}
    _draw(found, what, plot or [], html, names)
    _show(found, format, output, raw, text_width(chosen.width, output), names)


def _draw(
    found: Dynamics, what: Crisis | EventTable, plots: list[Path], html: Path | None, names: dict[str, str]
) -> None:
    from detente.crisis import write_whole
    from detente.report import chart_files, dynamics_page

    for path, raw in chart_files(found, plots, names):
        write_whole(path, raw)
    if html is not None:
        write_whole(html, dynamics_page(found, what))


def _show(
    found: Dynamics, format: Shown, output: Path | None, raw: bool, width: int, names: dict[str, str]
) -> None:
    from detente.cli.output import deliver
    from detente.report import dynamics_csv, dynamics_text

    match format:
        case "json":
            text = found.to_json(indent=1) + "\n"
        case "csv":
            text = dynamics_csv(found, raw=raw)
        case _:
            text = dynamics_text(found, width, names) + "\n"
    deliver(text, output)


def _table(path: str, columns: dict[str, str | None], skip: bool) -> EventTable:
    from detente.dynamics import read_table

    return read_table(path, **columns, skip=skip)


def no_table(columns: dict[str, str | None], skip: bool, book: str | None) -> None:
    """Options of tables do nothing for an account, and are refused."""
    named = [f"--{name.rstrip('_')}" for name, value in columns.items() if value]
    named += ["--skip"] * skip + ["--book"] * bool(book)
    if named:
        raise UsageError("H215", f"{named[0]} is for tables of events", remedy="Leave it out")
