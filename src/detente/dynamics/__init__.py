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
    from detente.dynamics.table import EventTable as EventTable
    from detente.dynamics.table import read_table as read_table
    from detente.dynamics.table import table_of as table_of
    from detente.dynamics.table_files import is_table as is_table
    from detente.dynamics.within import Chance as Chance
    from detente.dynamics.within import Outlook as Outlook
    from detente.dynamics.within import Reason as Reason
    from detente.dynamics.within import Score as Score
    from detente.dynamics.within import Wait as Wait
    from detente.dynamics.within import WaitScore as WaitScore
    from detente.dynamics.within import WithinForecast as WithinForecast
    from detente.dynamics.within import forecast_within as forecast_within
    from detente.dynamics.within import score_card as score_card

_HOME = {
    "is_table": "detente.dynamics.table_files",
    **dict.fromkeys(("EventTable", "read_table", "table_of"), "detente.dynamics.table"),
    **dict.fromkeys(("Dynamics", "Pair", "dynamics_of"), "detente.dynamics.dynamics"),
    **dict.fromkeys(("Replies", "ReplyRow"), "detente.dynamics.replies"),
    **dict.fromkeys(("SCHEMES", "Scaled", "scaled"), "detente.dynamics.scales"),
    **dict.fromkeys(
        (
            "Chance",
            "Outlook",
            "Reason",
            "Score",
            "Wait",
            "WaitScore",
            "WithinForecast",
            "forecast_within",
            "score_card",
        ),
        "detente.dynamics.within",
    ),
}

__all__ = [
    "SCHEMES",
    "Chance",
    "Dynamics",
    "EventTable",
    "Outlook",
    "Pair",
    "Reason",
    "Replies",
    "ReplyRow",
    "Scaled",
    "Score",
    "Wait",
    "WaitScore",
    "WithinForecast",
    "dynamics_of",
    "forecast_within",
    "is_table",
    "read_table",
    "scaled",
    "score_card",
    "table_of",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.dynamics' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
