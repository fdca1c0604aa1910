"""The dynamics of a crisis or of a table of events: series, phases, replies, states. The door of the room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.dynamics.dynamics import Dynamics as Dynamics
    from detente.dynamics.dynamics import Pair as Pair
    from detente.dynamics.dynamics import dynamics_of as dynamics_of
    from detente.dynamics.replies import Replies as Replies
    from detente.dynamics.replies import ReplyRow as ReplyRow
    from detente.dynamics.scales import SCHEMES as SCHEMES
    from detente.dynamics.scales import Scaled as Scaled
    from detente.dynamics.scales import scaled as scaled
    from detente.dynamics.stream import StreamCard as StreamCard
    from detente.dynamics.stream import StreamForecaster as StreamForecaster
    from detente.dynamics.stream import TableForecast as TableForecast
    from detente.dynamics.stream import forecast_stream as forecast_stream
    from detente.dynamics.stream import stream_card as stream_card
    from detente.dynamics.table import EventTable as EventTable
    from detente.dynamics.table import read_table as read_table
    from detente.dynamics.table import table_of as table_of

_HOME = {
    **dict.fromkeys(("EventTable", "read_table", "table_of"), "detente.dynamics.table"),
    **dict.fromkeys(("Dynamics", "Pair", "dynamics_of"), "detente.dynamics.dynamics"),
    **dict.fromkeys(("Replies", "ReplyRow"), "detente.dynamics.replies"),
    **dict.fromkeys(
        ("StreamCard", "StreamForecaster", "TableForecast", "forecast_stream", "stream_card"),
        "detente.dynamics.stream",
    ),
    **dict.fromkeys(("SCHEMES", "Scaled", "scaled"), "detente.dynamics.scales"),
}

__all__ = [
    "SCHEMES",
    "Dynamics",
    "EventTable",
    "Pair",
    "Replies",
    "ReplyRow",
    "Scaled",
    "StreamCard",
    "StreamForecaster",
    "TableForecast",
    "dynamics_of",
    "forecast_stream",
    "read_table",
    "scaled",
    "stream_card",
    "table_of",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.dynamics' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
