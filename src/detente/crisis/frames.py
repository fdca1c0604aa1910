"""Data frames and the rich display in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from detente.crisis.event import Event


def to_frame(rows: list[dict[str, Any]]) -> Any:
    """A pandas data frame, or a polars one where pandas is not installed. Raises ``ImportError``."""
    try:
        import pandas
    except ImportError:
        try:
            import polars  # type: ignore[import-not-found,unused-ignore]
        except ImportError:
            raise ImportError("to_frame() needs pandas or polars: pip install 'detente[frames]'") from None
        return polars.DataFrame(rows)
    return pandas.DataFrame(rows)


def notebook_html(title: str, timeline: Iterable[Event], name: Callable[[str], str]) -> str:
    """A short table of the timeline, escaped, for Jupyter. ``name`` gives the name of an actor by its id."""
    head = "<tr><th>when</th><th>who</th><th>did</th><th>to whom</th><th>status</th><th>quote</th></tr>"
    lines = []
    for event in timeline:
        cells = (
            str(event.when or ""),
            ", ".join(map(name, event.sources)),
            event.event or event.leaf or "",
            ", ".join(map(name, event.targets)),
            event.polarity or event.modality,
            event.evidence.quote,
        )
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return f"<h4>{escape(title)}</h4><table>{head}{''.join(lines)}</table>"
