"""``detente history``: an account among all past crises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.accounts import one_crisis
from detente.cli.options import CoderOption, CodesOption, OutputOption, RawOption, SettingsOption, WidthOption
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.history import Outlook


def history(
    path: Annotated[
        str | None,
        typer.Argument(
            help="An account, or a crisis saved with --format json; - for a pipe.", metavar="FILE"
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", help="Find past crises by words.", metavar="WORDS")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Past cases to show.", min=1, max=100)] = 8,
    actor: Annotated[
        str | None,
        typer.Option("--actor", help="Show also the past of a state, or of two, by name.", metavar="ID,ID"),
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="… of a region.", metavar="NAME")] = None,
    since: Annotated[int | None, typer.Option("--since", help="… since a year.", metavar="YEAR")] = None,
    format: Annotated[
        Literal["brief", "json", "csv"],
        typer.Option("--format", "-f", help="What to print; csv: the coding and the near cases."),
    ] = "brief",
    output: OutputOption = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Publication date of the account.")
    ] = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    raw: RawOption = False,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> None:
    """Set an account among past crises: like cases, how they went, base rates."""
    from detente.cli.output import put
    from detente.crisis import write_whole
    from detente.settings import load_settings

    given = {"published": published, "coder": coder, "codes": codes, "width": width}
    chosen = load_settings(settings, given=given)
    columns = chosen.width or 100
    if path is None:
        if actor or region or since or format == "csv":
            raise UsageError("H313", "there is no account to set among past crises", remedy="Name a file")
        text = _searched(search, limit, format, columns)
    else:
        if search:
            raise UsageError(
                "H313", "--search looks in the table alone", remedy="Leave out the file or --search"
            )
        from detente.history import lens, outlook

        through = lens(actor, region, since)
        crisis = one_crisis(path, published=chosen.published, coder=chosen.coder, codes=chosen.codes)
        text = _shown(outlook(crisis, limit=limit, through=through), format, columns, raw)
    if output is not None:
        write_whole(output, text)
    else:
        put(text)


def _searched(words: str | None, limit: int, format: str, width: int) -> str:
    from detente.history import search

    if words is None:
        raise UsageError(
            "H313", "neither a file nor --search is given", remedy="Name a file, or give --search WORDS"
        )
    hits = search(words, limit=limit)
    if format == "json":
        return _json({"search": words, "hits": hits})
    from detente.report import search_text

    return search_text(words, hits, width) + "\n"


def _shown(found: Outlook, format: str, width: int, raw: bool) -> str:
    if format == "json":
        return _json(found)
    from detente.report import history_csv, history_text

    return history_csv(found, raw=raw) if format == "csv" else history_text(found, width) + "\n"


def _json(what: object) -> str:
    import msgspec

    encoded = msgspec.json.format(msgspec.json.encode(what), indent=1)
    return encoded.decode("utf-8", "surrogatepass") + "\n"
