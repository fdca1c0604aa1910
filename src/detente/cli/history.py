"""``detente history``: an account among all past crises."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from detente.cli.options import (
    CoderOption,
    CodesOption,
    OutputOption,
    PublishedOption,
    RawOption,
    SettingsOption,
    WidthOption,
)
from detente.errors import DataError, UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.history import Lens, Outlook
    from detente.settings import Settings


def history(
    path: Annotated[
        str | None,
        typer.Argument(help="Accounts, or a crisis saved with --format json; - for a pipe.", metavar="FILE"),
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
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the page here as well; a folder for many.")
    ] = None,
    published: PublishedOption = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    raw: RawOption = False,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> int:
    """Set an account among past crises: like cases, how they went, base rates."""
    from detente.cli.output import deliver, text_width
    from detente.settings import load_settings

    given = {"published": published, "coder": coder, "codes": codes, "width": width}
    chosen = load_settings(settings, given=given)
    columns = text_width(chosen.width, output)
    if path is None:
        if actor or region or since or html or format == "csv":
            raise UsageError("H313", "there is no account to set among past crises", remedy="Name a file")
        text = _searched(search, limit, format, columns)
    else:
        if search:
            raise UsageError(
                "H313", "--search looks in the table alone", remedy="Leave out the file or --search"
            )
        from detente.history import lens

        return _accounts(
            _read(path, chosen), limit, lens(actor, region, since), Shape(format, columns, raw, output, html)
        )
    deliver(text, output)
    return 0


class Shape(NamedTuple):
    """How and where a result is shown."""

    format: str
    width: int
    raw: bool
    output: Path | None
    html: Path | None


def _read(path: str, chosen: Settings) -> Iterator[Crisis]:
    """A saved crisis, or every account in the file or folder, one after another."""
    if path.endswith(".json"):
        from detente.cli.output import load_crisis

        yield load_crisis(path)
        return
    from detente.documents import gather
    from detente.reading import Reader

    documents = gather((path,), published=chosen.published)
    reader = Reader(coder=chosen.coder, codes=chosen.codes)
    yield from map(reader.read, documents)


def _accounts(crises: Iterator[Crisis], limit: int, through: Lens | None, shape: Shape) -> int:
    """Show each account; one without a crisis is told on standard error. The exit status."""
    from detente.cli.output import Folder, put
    from detente.crisis import write_whole
    from detente.history import outlook

    found: list[tuple[Crisis, Outlook]] = []
    failures: list[DataError] = []
    for crisis in crises:
        try:
            found.append((crisis, outlook(crisis, limit=limit, through=through)))
        except DataError as error:
            failures.append(error)
    if not found and len(failures) == 1:
        raise failures[0]
    for failure in failures:
        print(failure, file=sys.stderr)
    _pages(found, shape.html)
    if len(found) + len(failures) > 1 and shape.output is not None:
        folder = Folder(shape.output, shape.format)
        for crisis, each in found:
            write_whole(folder.name(crisis.document.id), _shown(each, shape))
    elif len(found) == 1:
        text = _shown(found[0][1], shape)
        write_whole(shape.output, text) if shape.output is not None else put(text)
    elif shape.format == "csv":
        raise UsageError(
            "H313", "several tables cannot be printed one after another", remedy="Name a folder with -o"
        )
    elif shape.format == "json":
        put(_json([each for _, each in found]))
    else:
        put("\n\n".join(_shown(each, shape) for _, each in found))
    return 1 if failures else 0


def _pages(found: list[tuple[Crisis, Outlook]], html: Path | None) -> None:
    if html is None:
        return
    from detente.cli.output import Folder
    from detente.crisis import write_whole
    from detente.report import history_page

    folder = Folder(html, "html") if len(found) > 1 else None
    for crisis, each in found:
        write_whole(folder.name(crisis.document.id) if folder else html, history_page(each, crisis))


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


def _shown(found: Outlook, shape: Shape) -> str:
    if shape.format == "json":
        return _json(found)
    from detente.report import history_csv, history_text

    return (
        history_csv(found, raw=shape.raw)
        if shape.format == "csv"
        else history_text(found, shape.width) + "\n"
    )


def _json(what: object) -> str:
    import msgspec

    encoded = msgspec.json.format(msgspec.json.encode(what), indent=1)
    return encoded.decode("utf-8", "surrogatepass") + "\n"
