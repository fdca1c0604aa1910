"""Data frames and the rich display in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.crisis.crisis import Crisis


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


def notebook_html(crisis: Crisis) -> str:
    """A short table of the timeline, escaped, for Jupyter."""
    head = "<tr><th>when</th><th>who</th><th>did</th><th>to whom</th><th>status</th><th>quote</th></tr>"
    lines = []
    for event in crisis.timeline():
        cells = (
            str(event.when or ""),
            ", ".join(map(crisis.name, event.sources)),
            event.event or event.leaf or "",
            ", ".join(map(crisis.name, event.targets)),
            event.polarity or event.modality,
            event.evidence.quote,
        )
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    title = escape(crisis.document.title or crisis.document.id)
    return f"<h4>{title}</h4><table>{head}{''.join(lines)}</table>"
