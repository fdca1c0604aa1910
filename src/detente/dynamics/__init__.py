"""The dynamics of a crisis or of a table of events: series, phases, replies, states. The door of the room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.dynamics.diplomacy import Spell as Spell
    from detente.dynamics.dynamics import Dynamics as Dynamics
    from detente.dynamics.dynamics import Pair as Pair
    from detente.dynamics.dynamics import dynamics_of as dynamics_of
    from detente.dynamics.intervals import Share as Share
    from detente.dynamics.intervals import share_of as share_of
    from detente.dynamics.phases import PairPhases as PairPhases
    from detente.dynamics.phases import Stretch as Stretch
    from detente.dynamics.phases import Turn as Turn
    from detente.dynamics.processes import Estimate as Estimate
    from detente.dynamics.processes import Excitation as Excitation
    from detente.dynamics.processes import HawkesFit as HawkesFit
    from detente.dynamics.processes import RelationalFit as RelationalFit
    from detente.dynamics.processes import excitation_of as excitation_of
    from detente.dynamics.processes import fit_hawkes as fit_hawkes
    from detente.dynamics.processes import fit_relational as fit_relational
    from detente.dynamics.processes import simulate_hawkes as simulate_hawkes
    from detente.dynamics.processes import simulate_relational as simulate_relational
    from detente.dynamics.replies import Replies as Replies
    from detente.dynamics.replies import ReplyRow as ReplyRow
    from detente.dynamics.scales import SCHEMES as SCHEMES
    from detente.dynamics.scales import Scaled as Scaled
    from detente.dynamics.scales import scaled as scaled
    from detente.dynamics.series import Curve as Curve
    from detente.dynamics.series import Point as Point
    from detente.dynamics.series import Series as Series
    from detente.dynamics.series import Step as Step
    from detente.dynamics.stream import Candidate as Candidate
    from detente.dynamics.stream import ConflictScore as ConflictScore
    from detente.dynamics.stream import NextEvent as NextEvent
    from detente.dynamics.stream import PairChance as PairChance
    from detente.dynamics.stream import PastEvent as PastEvent
    from detente.dynamics.stream import RankScore as RankScore
    from detente.dynamics.stream import StreamCard as StreamCard
    from detente.dynamics.stream import StreamForecaster as StreamForecaster
    from detente.dynamics.stream import TableForecast as TableForecast
    from detente.dynamics.stream import forecast_stream as forecast_stream
    from detente.dynamics.stream import stream_card as stream_card
    from detente.dynamics.table import EventTable as EventTable
    from detente.dynamics.table import read_table as read_table
    from detente.dynamics.table import table_of as table_of
    from detente.dynamics.table_files import is_table as is_table
    from detente.dynamics.ties import Isolated as Isolated
    from detente.dynamics.ties import Network as Network
    from detente.dynamics.ties import Tie as Tie
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
    "Spell": "detente.dynamics.diplomacy",
    **dict.fromkeys(("Dynamics", "Pair", "dynamics_of"), "detente.dynamics.dynamics"),
    **dict.fromkeys(("Share", "share_of"), "detente.dynamics.intervals"),
    **dict.fromkeys(("PairPhases", "Stretch", "Turn"), "detente.dynamics.phases"),
    **dict.fromkeys(
        (
            "Estimate",
            "Excitation",
            "HawkesFit",
            "RelationalFit",
            "excitation_of",
            "fit_hawkes",
            "fit_relational",
            "simulate_hawkes",
            "simulate_relational",
        ),
        "detente.dynamics.processes",
    ),
    **dict.fromkeys(("Replies", "ReplyRow"), "detente.dynamics.replies"),
    **dict.fromkeys(
        (
            "Candidate",
            "ConflictScore",
            "NextEvent",
            "PairChance",
            "PastEvent",
            "RankScore",
            "StreamCard",
            "StreamForecaster",
            "TableForecast",
            "forecast_stream",
            "stream_card",
        ),
        "detente.dynamics.stream",
    ),
    **dict.fromkeys(("SCHEMES", "Scaled", "scaled"), "detente.dynamics.scales"),
    **dict.fromkeys(("Curve", "Point", "Series", "Step"), "detente.dynamics.series"),
    **dict.fromkeys(("EventTable", "read_table", "table_of"), "detente.dynamics.table"),
    "is_table": "detente.dynamics.table_files",
    **dict.fromkeys(("Isolated", "Network", "Tie"), "detente.dynamics.ties"),
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
    "Candidate",
    "Chance",
    "ConflictScore",
    "Curve",
    "Dynamics",
    "Estimate",
    "EventTable",
    "Excitation",
    "HawkesFit",
    "Isolated",
    "Network",
    "NextEvent",
    "Outlook",
    "Pair",
    "PairChance",
    "PairPhases",
    "PastEvent",
    "Point",
    "RankScore",
    "Reason",
    "RelationalFit",
    "Replies",
    "ReplyRow",
    "Scaled",
    "Score",
    "Series",
    "Share",
    "Spell",
    "Step",
    "StreamCard",
    "StreamForecaster",
    "Stretch",
    "TableForecast",
    "Tie",
    "Turn",
    "Wait",
    "WaitScore",
    "WithinForecast",
    "dynamics_of",
    "excitation_of",
    "fit_hawkes",
    "fit_relational",
    "forecast_stream",
    "forecast_within",
    "is_table",
    "read_table",
    "scaled",
    "score_card",
    "share_of",
    "simulate_hawkes",
    "simulate_relational",
    "stream_card",
    "table_of",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.dynamics' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
