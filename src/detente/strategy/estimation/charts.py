"""Line charts of probabilities, in altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


def altair_or_error() -> Any:
    """The altair module. Raises ``UsageError`` S620 where it is not installed."""
    try:
        import altair
    except ImportError:
        raise UsageError(
            "S620", "charts need altair", remedy="Install it with pip install 'detente[plots]'"
        ) from None
    return altair


def lines(frame: pd.DataFrame, across: str, kind: str) -> Any:
    """``probability`` of a long frame along column ``across``, a line for every value of ``kind``."""
    altair = altair_or_error()
    return (
        altair.Chart(frame)
        .mark_line()
        .encode(
            x=altair.X(f"{across}:Q"),
            y=altair.Y("probability:Q", scale=altair.Scale(domain=[0, 1])),
            color=altair.Color(f"{kind}:N"),
        )
        .properties(width=420, height=260)
    )
