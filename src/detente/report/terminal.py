"""The brief on a terminal: tables where they fit, stacked entries where they do not, plain text anywhere."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from detente.crisis import Crisis
from detente.report.content import Bullets, Cell, Paragraph, Section, Table, provenance, sections, title
from detente.report.words import fit

STYLES = {
    "": "",
    "id": "dim",
    "ref": "dim",
    "actor": "bold",
    "act": "cyan",
    "quote": "italic",
    "trigger": "italic bold",
    "muted": "dim",
    "doubt": "yellow",
    "hot": "red",
    "cool": "green",
}
WIDE = 92
"""Columns from which tables stand side by side rather than stacked."""
READABLE = 100
"""Running text is no wider than this, whatever the terminal."""


def brief(crisis: Crisis, *, width: int, colour: bool = True) -> RenderableType:
    """The brief as something rich can print ``width`` columns wide (40 to 200 are meant).

    ``colour`` false leaves out every style, not only colours.
    """
    return Group(*_laid_out(crisis, max(20, width), colour, rules=True))


def print_brief(crisis: Crisis, console: Console, *, plain: bool = False) -> None:
    """Print the brief to ``console``; in colour only where the console itself allows it.

    ``plain`` draws no lines and uses no style; characters that the console's encoding lacks get ASCII forms.
    """
    if plain or not _draws(console.encoding):
        text = plain_text(crisis, width=console.width, encoding=console.encoding)
        console.print(Text(text.rstrip("\n")), soft_wrap=True)
        return
    if not console.is_terminal:
        # No spaces at line ends in a pipe or a file.
        text = to_text(
            brief(crisis, width=console.width, colour=False), width=console.width, encoding=console.encoding
        )
        console.print(Text(text.rstrip("\n")), soft_wrap=True)
        return
    console.print(brief(crisis, width=console.width, colour=True), crop=False)


def plain(crisis: Crisis, width: int = 80, *, encoding: str = "utf-8") -> str:
    """The brief as text without colour or drawn lines, in characters that ``encoding`` holds."""
    return plain_text(crisis, width=width, encoding=encoding)


def plain_text(crisis: Crisis, *, width: int, encoding: str) -> str:
    """As ``plain``."""
    return to_text(
        Group(*_laid_out(crisis, max(20, width), False, rules=False)), width=width, encoding=encoding
    )


def to_text(renderable: RenderableType, *, width: int = 80, encoding: str = "utf-8") -> str:
    """Anything rich prints as plain text with a newline at its end and no spaces at line ends."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(20, width),
        force_terminal=False,
        color_system=None,
        legacy_windows=False,
        _environ={},
    )
    console.print(renderable)
    lines = (shown.rstrip() for shown in stream.getvalue().split("\n"))
    return fit("\n".join(lines).rstrip("\n") + "\n", encoding)


def _draws(encoding: str | None) -> bool:
    return (encoding or "").replace("-", "").casefold().startswith(("utf", "cp65001"))


def _laid_out(crisis: Crisis, width: int, colour: bool, *, rules: bool) -> Iterable[RenderableType]:
    yield _text(((title(crisis), "actor"),), colour)
    if source := provenance(crisis):
        yield _text(((source, "muted"),), colour)
    for section in sections(crisis):
        yield Text("")
        if rules:
            yield Rule(
                Text(section.title, style="bold" if colour else ""),
                align="left",
                style="dim" if colour else "",
            )
        else:
            yield Text(section.title.upper())
        yield from _block(section, width, colour)


def _block(section: Section, width: int, colour: bool) -> Iterable[RenderableType]:
    block = section.block
    if isinstance(block, Paragraph):
        yield Constrain(_text(block.runs, colour), min(width, READABLE))
    elif isinstance(block, Bullets):
        for item in block.items:
            yield _bullet(item, colour)
    elif width >= WIDE and len(block.columns) < 7:
        yield _side_by_side(block, colour)
    else:
        for row in block.rows:
            yield from _stacked(row, block.stack, colour)


def _side_by_side(block: Table, colour: bool) -> RichTable:
    table = RichTable(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim" if colour else "", expand=False
    )
    kept = [place for place, _ in enumerate(block.columns) if any(row[place] for row in block.rows)]
    for place in kept:
        longest = max(sum(len(text) for text, _ in row[place]) for row in block.rows)
        narrow = longest <= 24
        table.add_column(
            block.columns[place],
            no_wrap=narrow,
            ratio=None if narrow else min(4, 1 + longest // 40),
            overflow="fold",
        )
    for row in block.rows:
        table.add_row(*(_text(row[place], colour) for place in kept))
    return table


def _stacked(
    row: tuple[Cell, ...], stack: tuple[tuple[int, ...], ...], colour: bool
) -> Iterable[RenderableType]:
    first = True
    for places in stack:
        runs: list[tuple[str, str]] = []
        for place in places:
            if any(text for text, _ in row[place]):
                runs += [("  ", "")] if runs else []
                runs += row[place]
        if runs:
            yield _bullet(tuple(runs), colour) if first else Padding(_text(tuple(runs), colour), (0, 0, 0, 4))
            first = False


def _bullet(item: Cell, colour: bool) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text("• "), _text(item, colour))
    return grid


def _text(runs: Cell, colour: bool) -> Text:
    text = Text(overflow="fold")
    for words, role in runs:
        text.append(words, style=STYLES.get(role, "") if colour else "")
    return text
