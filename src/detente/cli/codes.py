"""``detente codes``: look into the code books, and check a folder of one's own."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import UsageError

# What of a user's folder is read on top of the shipped books; docs/codes.md says what each holds.
OWN_TABLES = (
    "states.tsv",
    "groups.tsv",
    "organisations.tsv",
    "organs.tsv",
    "leaders.tsv",
    "roles.tsv",
    "ambiguous.tsv",
    "lexicon_verbs.tsv",
    "lexicon_nouns.tsv",
    "lexicon_adjectives.tsv",
    "word_classes.tsv",
    "light_verbs.tsv",
)
OWN_DICTIONARIES = (".actors.txt", ".agents.txt")

codes = typer.Typer(help="Look into the code books; check your own.", no_args_is_help=True)


@codes.command("list")
def list_books() -> None:
    """List the code books that ship with détente: name, entries, title, licence."""
    from detente.cli.output import put
    from detente.codes import shipped

    tables = [shipped(name) for name in _names()]
    wide = max(len(table.name) for table in tables)
    lines = [
        f"{table.name:<{wide}}  {len(table.rows):>6}  {table.header.get('title', '')} "
        f"({table.header.get('licence', 'licence not stated')})"
        for table in tables
    ]
    put("\n".join(lines))


@codes.command("show")
def show_book(
    name: Annotated[
        str, typer.Argument(help="A code book, as `detente codes list` names it.", metavar="NAME")
    ],
    word: Annotated[
        str | None, typer.Argument(help="Show only entries that hold this word or code.", metavar="[WORD]")
    ] = None,
) -> None:
    """Show a code book, or the entries in it that hold a word or code."""
    from detente.cli.output import put
    from detente.codes import shipped

    table = shipped(_known(name))
    lines = [f"{key}: {value}" for key, value in table.header.items()] if word is None else []
    entries = [{column: cell for column, cell in row.items() if cell} for row in table.rows]
    if word is not None:
        # An entry that the word names comes before those that merely mention it.
        entries = sorted(
            (cells for cells in entries if _holds(cells, word)),
            key=lambda cells: word.casefold() not in next(iter(cells.values())).casefold().split("|"),
        )
    for cells in entries:
        lines.append("")
        lines += [f"{column + ':':<14} {cell.replace('|', ', ')}" for column, cell in cells.items()]
    if word is not None and not lines:
        raise UsageError(
            "S005", f"no entry holds {word!r}", where=table.name, remedy="Leave the word out to see all"
        )
    put("\n".join(lines).lstrip("\n"))


@codes.command("check")
def check(
    folder: Annotated[Path, typer.Argument(help="A folder with code books of your own.", metavar="DIR")],
) -> int:
    """Check a folder of code books before you read with it. Exit status 1 if a file in it is not used."""
    from detente.cli.output import put
    from detente.codes import from_file, load_codes

    load_codes(folder)
    ignored = 0
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        if path.name in OWN_TABLES:
            put(f"{path.name}: {len(from_file(path).rows)} entries")
        elif path.name.endswith(OWN_DICTIONARIES):
            put(f"{path.name}: PETRARCH dictionary")
        else:
            ignored += 1
            put(f"{path.name}: NOT READ, no code book has this name")
    put(f"{folder}: {f'{ignored} not read' if ignored else 'nothing wrong'}")
    return 1 if ignored else 0


def _names() -> list[str]:
    folder = resources.files("detente.codes").joinpath("data")
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".tsv"))


def _known(name: str) -> str:
    names = _names()
    for known in (name, f"{name}.tsv"):
        if known in names:
            return known
    from rapidfuzz import process

    near = process.extractOne(name, names, score_cutoff=50)
    remedy = f"Did you mean {near[0]}?" if near else "See `detente codes list`"
    raise UsageError("S006", f"no code book is called {name!r}", remedy=remedy)


def _holds(cells: dict[str, str], word: str) -> bool:
    """A code must match as a whole value, a word as a part of one."""
    wanted = word.casefold()
    return any(
        wanted in value.casefold() if len(wanted) > 3 else wanted == value.strip().casefold()
        for cell in cells.values()
        for value in cell.split("|")
    )
