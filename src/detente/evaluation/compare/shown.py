"""A comparison on a terminal and as a page. What an account says can steer neither."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template

from detente.evaluation.compare.agreement import Agreement, Comparison, Confusion, Disagreement, written

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOWN = 20
"""Disagreements on a terminal unless more are asked for."""
MOST_ON_A_PAGE = 5000
MOST_COLUMNS = 24
"""A confusion table of more values is a list."""


def visible(text: str) -> str:
    """``text`` on one line with every control character and direction override shown by its number."""
    flat = " ".join(text.split())
    return "".join(sign if sign.isprintable() else f"⟦U+{ord(sign):04X}⟧" for sign in flat)


def _visible_part(text: str) -> str:
    """``visible`` for a part of a line: a space at either end stays."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{visible(text)}{after}" if text.strip() else before


def tables(comparison: Comparison, limit: int = SHOWN) -> Iterator[RenderableType]:
    """What a terminal shows: coders, agreement by field, confusion, then at most ``limit`` disagreements."""
    from rich.table import Table
    from rich.text import Text

    coders = Table(title="Coders", title_justify="left")
    for head in ("coder", "coded by", "events"):
        coders.add_column(head, justify="right" if head == "events" else "left")
    for coder in comparison.coders:
        coders.add_row(visible(coder.name), visible(coder.coder), str(coder.events))
    yield coders
    for pair in comparison.pairs:
        yield Text(visible(f"{pair.first} and {pair.second} share {pair.shared} events, {_f1(pair.f1)}"))
    yield _alphas(comparison)
    for each in comparison.confusion:
        if each.values:
            yield from _confused(each)
    shown = comparison.disagreements[:limit]
    yield Text(f"\nDisagreements: {len(shown)} of {len(comparison.disagreements)}")
    names = [visible(coder.name) for coder in comparison.coders]
    for disagreement in shown:
        yield _differing(disagreement, names)


def _f1(value: float | None) -> str:
    return "no events to share" if value is None else f"F1 {value:.2f}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _alphas(comparison: Comparison) -> RenderableType:
    from rich.table import Table

    table = Table(title="Agreement", title_justify="left")
    for head in ("field", "level", "alpha", "equal", "units"):
        table.add_column(head, justify="left" if head in {"field", "level"} else "right")
    for each in compared(comparison):
        table.add_row(each.field, each.level, _figure(each.alpha), _figure(each.equal), str(each.units))
    return table


def compared(comparison: Comparison) -> list[Agreement]:
    """The fields of which at least two coders say something."""
    return [each for each in comparison.agreement if each.units]


def _confused(confusion: Confusion) -> Iterator[RenderableType]:
    """The table with numbered columns; of many values only what was swapped, the most frequent first."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    if len(confusion.values) > MOST_COLUMNS:
        yield Text("\n" + visible(f"{confusion.field}, swapped most often"))
        for head in (confusion.first, confusion.second, "times"):
            table.add_column(visible(head), justify="right" if head == "times" else "left")
        for one, other, number in confusion.swaps()[:SHOWN]:
            table.add_row(visible(one), visible(other), str(number))
        yield table
        return
    # A table's own title would be broken to the table's width.
    yield Text("\n" + visible(f"{confusion.field}: {confusion.first} in rows, {confusion.second} in columns"))
    table.add_column("")
    for number, _ in enumerate(confusion.values, 1):
        table.add_column(str(number), justify="right")
    for number, (value, counts) in enumerate(zip(confusion.values, confusion.counts, strict=True), 1):
        table.add_row(f"{number} {visible(value)}", *(str(count or "·") for count in counts))
    yield table


def _differing(disagreement: Disagreement, names: list[str]) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    before, trigger, after = marked(disagreement)
    text = Text("\n" + before)
    text.append(trigger, style="bold reverse")
    text.append(after)
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name, id in zip(names, disagreement.ids, strict=True):
        table.add_column(f"{name} {visible(id)}" if id else name)
    for field, values in disagreement.values.items():
        table.add_row(field, *(visible(written(value)) for value in values))
    return Group(text, table)


def marked(disagreement: Disagreement) -> tuple[str, str, str]:
    """The sentence before, at and after the trigger, which stands in brackets so that it needs no colour."""
    start = disagreement.trigger.start - disagreement.start
    end = disagreement.trigger.end - disagreement.start
    words = disagreement.sentence
    before, after = _visible_part(words[:start]).lstrip(), _visible_part(words[end:]).rstrip()
    return before, f"[{visible(words[start:end])}]", after


@cache
def _template() -> Template:
    source = resources.files("detente.evaluation").joinpath("compare", "page.html.j2")
    # Every value that is not markup of our own is made safe to show before it is escaped.
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: _visible_part(value) if type(value) is str else value,
    )
    return made.from_string(source.read_text(encoding="utf-8"))


def page(comparison: Comparison) -> str:
    """The comparison as one HTML page that works offline and runs nothing."""
    shown = comparison.disagreements[:MOST_ON_A_PAGE]
    body = _template().render(
        comparison=comparison,
        agreement=compared(comparison),
        shown=shown,
        left_out=len(comparison.disagreements) - len(shown),
        most_columns=MOST_COLUMNS,
        figure=_figure,
        f1=_f1,
        marked=marked,
        written=written,
    )
    return body if body.endswith("\n") else body + "\n"
