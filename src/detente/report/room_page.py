"""Pages for what is measured of a crisis: parts with charts and tables, each number beside its evidence.

One template for dynamics, history and forecasts. A cell names the records it rests on; each of these leads to
its words at the end of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from detente.report.cards import Anchors
from detente.report.words import count, line

if TYPE_CHECKING:
    from markupsafe import Markup

    from detente.report.plots import Plot

MOST_REFS = 6
MOST_PROOFS = 1500
MOST_QUOTE = 420


class Cell(NamedTuple):
    """A number or some words, and the ids of the records they rest on."""

    text: str
    ids: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows of cells under a head; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""
    """What is left out, in words."""


class Proof(NamedTuple):
    """A record that numbers rest on: what it says in words, when, and the quote (or the row of a table)."""

    id: str
    what: str
    when: str
    quote: str


Figure = Callable[[Callable[[str], str | None], str], str]
"""Makes an SVG, given the anchors of the page and a prefix for its inner ids."""


def figure_of(plot: Plot) -> Figure:
    """The figure of a chart."""

    def draw(anchor: Callable[[str], str | None], prefix: str) -> str:
        from detente.report.plots import svg

        return svg(plot, anchor, prefix=prefix)

    return draw


@dataclass(frozen=True)
class Part:
    """A part of a page: a heading, what it says in words, charts, tables."""

    heading: str
    says: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    inner: tuple[Part, ...] = field(default=())


def named_ids(parts: Iterable[Part]) -> Iterator[str]:
    """The ids that the cells of the parts name, in their order."""
    for part in parts:
        for cell in (*part.says, *(cell for table in part.tables for row in table.rows for cell in row)):
            yield from cell.ids
        yield from named_ids(part.inner)


class _Refs:
    """The records that a page has room for, with their anchors; others are named without a link."""

    def __init__(self, proofs: Iterable[Proof]) -> None:
        self.anchors = Anchors()
        self.proofs: list[tuple[str, Proof]] = []
        for proof in proofs:
            if len(self.proofs) < MOST_PROOFS and self.anchors.of(proof.id) is None:
                shown = proof._replace(quote=line(proof.quote, MOST_QUOTE))
                self.proofs.append((self.anchors.give("proof", proof.id), shown))

    def of(self, cell: Cell) -> list[tuple[str, str | None]]:
        ids = list(dict.fromkeys(cell.ids))
        shown: list[tuple[str, str | None]] = [(id, self.anchors.of(id)) for id in ids[:MOST_REFS]]
        return [*shown, (f"+{len(ids) - MOST_REFS}", None)] if len(ids) > MOST_REFS else shown


def room_page(
    *,
    kicker: str,
    title: str,
    lead: Sequence[Cell],
    parts: Sequence[Part],
    proofs: Iterable[Proof],
    named: str,
) -> str:
    """The page; the same input gives the same bytes. It runs nothing and fetches nothing.

    ``kicker`` says what kind of page it is, ``named`` what its proofs are ("words", "rows").
    """
    from markupsafe import Markup

    from detente.report.offline import environment, file, policy

    refs = _Refs(proofs)
    style = file("style.css") + file("room.css")
    number = 0

    def drawn(figure: Figure) -> Markup:
        nonlocal number
        number += 1
        return Markup(figure(refs.anchors.of, f"f{number}-"))

    return (
        environment()
        .get_template("room.html.j2")
        .render(
            policy=policy(style, ""),
            style=Markup(style),
            kicker=kicker,
            title=line(title, 200),
            lead=lead,
            parts=parts,
            drawn=drawn,
            refs=refs.of,
            proofs=refs.proofs,
            named=named,
            count=count,
        )
        + "\n"
    )
