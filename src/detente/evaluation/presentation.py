"""Scores as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

_COLUMNS = ("P", "R", "F1", "accuracy", "macro_f1", "cond_recall", "coded_f1", "n")
_HEADS = {"macro_f1": "macro F1", "cond_recall": "recall where answered", "coded_f1": "F1 where coded"}
_HIDDEN = frozenset({"misses", "classes", "texts"})


def table(scores: Mapping[str, Any], title: str = "", *, by_text: bool = True) -> Table:
    """A rich table of what ``gold``, ``icbe``, ``petrarch`` or ``plv`` returned: a row a measure.

    For the gold texts a column a text (F1 or count) follows the means, unless ``by_text`` is false.
    """
    from rich.table import Table as RichTable

    texts: Mapping[str, Any] = scores.get("texts", {}) if by_text else {}
    shown = scores.get("mean", scores)
    used = [
        name for name in _COLUMNS if any(isinstance(row, Mapping) and name in row for row in shown.values())
    ]
    grid = RichTable(title=title or None, title_justify="left")
    grid.add_column("measure", no_wrap=True)
    for name in used:
        grid.add_column(_HEADS.get(name, name), justify="right")
    for name in texts:
        grid.add_column(name, justify="right", overflow="fold")
    for key, value in shown.items():
        if key in _HIDDEN:
            continue
        cells = list(_cells(value, used))
        grid.add_row(key.replace("_", " "), *cells, *(_short(one.get(key)) for one in texts.values()))
    return grid


def _cells(value: Any, used: list[str]) -> Iterator[str]:
    """A row's cells; what is no rate (a count, counts by name) stands in the last column."""
    if isinstance(value, Mapping) and any(name in value for name in used if name != "n"):
        for name in used:
            yield _figure(value.get(name))
        return
    yield from [""] * (len(used) - 1)
    yield _short(value)


def _short(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _figure(value)
    if "F1" in value:
        return _figure(value["F1"])
    if "sure" in value:
        kept = f"from {value['sure']:g} on {value['right']:.2f} right, {value['kept']:.2f} kept"
        return f"error {value['error']:.3f}, {kept}"
    if "right" in value:
        return f"{value['right']} of {value['n']}"
    return ", ".join(f"{name} {_figure(part)}" for name, part in value.items())


def _figure(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
