"""A report as lines of text: sentences are wrapped, tables stand side by side only where the page is wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from detente.report.words import clean

NARROWEST = 20


@dataclass(frozen=True)
class Grid:
    """A table among lines. ``heads`` and ``widths`` (at least so many signs) are of its columns.

    Where a row is wider than the page, bars (the last column, if ``drawn``) are left out; where that is not
    enough, each row becomes an entry: its first cell, and below it the other cells with their heads. Unless
    ``headed``, heads stand in entries alone.
    """

    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    indent: int = 2
    drawn: bool = False
    headed: bool = True

    def lines(self, width: int) -> Iterator[str]:
        """The lines of the table, none of them wider than ``width`` unless a single sign is."""
        shown = [self.heads, *self.rows] if self.headed and any(self.heads) else [*self.rows]
        cells = [[_one_line(cell) for cell in row] for row in shown]
        # A column is wide enough for its longest cell, so that none runs into the next.
        longest = [max(map(len, column)) + 1 for column in zip(*cells, strict=True)]
        wide = [max(pair) for pair in zip(self.widths, longest, strict=False)]
        for columns in (len(self.widths), len(self.widths) - self.drawn):
            side_by_side = [self._row(row[:columns], wide) for row in cells]
            if all(len(row) <= width for row in side_by_side):
                yield from side_by_side
                return
        for row in self.rows:
            first, *others = map(_flat, row[:columns])
            told = zip(self.heads[1:], others, strict=False)
            entry = [f"{_flat(head)}: {cell}" if head.strip() else cell for head, cell in told if cell]
            yield from _wrapped(" " * self.indent + _flat(f"{self.heads[0]} {first}"), width, self.indent + 2)
            yield from _wrapped(" " * (self.indent + 2) + "; ".join(entry), width, self.indent + 2)

    def _row(self, cells: Sequence[str], wide: Sequence[int]) -> str:
        padded = (cell.ljust(columns) for cell, columns in zip(cells, wide, strict=False))
        return (" " * self.indent + "".join(padded)).rstrip()


def laid_out(lines: Iterable[str | Grid], width: int) -> str:
    """The lines as one text, ``width`` columns wide (20 at least); a wrapped line goes on further in."""
    width = max(width, NARROWEST)
    shown: list[str] = []
    for each in lines:
        if isinstance(each, Grid):
            shown += each.lines(width)
        else:
            # Names may hold anything, line ends too.
            line = _one_line(each).rstrip()
            shown += _wrapped(line, width, len(line) - len(line.lstrip()) + 2) or [""]
    return "\n".join(shown)


def _wrapped(line: str, width: int, indent: int) -> list[str]:
    if len(line) <= width:
        return [line] if line.strip() else []
    return wrap(line, width, subsequent_indent=" " * indent, break_on_hyphens=False)


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")


def _flat(text: str) -> str:
    return " ".join(clean(text).split())
