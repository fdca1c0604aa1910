"""Forecasts on any stream of dated events between two actors. The door of this part."""

from detente.dynamics.stream.asking import Candidate, NextEvent, PastEvent, Reason, next_event, place_of
from detente.dynamics.stream.card import ConflictScore, RankScore, StreamCard, judged, ranked, stream_card
from detente.dynamics.stream.evaluate import STRATA, Ranking, filtered_ranks
from detente.dynamics.stream.forecaster import Settings, StreamForecaster
from detente.dynamics.stream.hostility import ConflictCheck, Hostility, hostility_of
from detente.dynamics.stream.replay import Lived, Score, live
from detente.dynamics.stream.table_forecast import PairChance, TableForecast, forecast_stream

__all__ = [
    "STRATA",
    "Candidate",
    "ConflictCheck",
    "ConflictScore",
    "Hostility",
    "Lived",
    "NextEvent",
    "PairChance",
    "PastEvent",
    "RankScore",
    "Ranking",
    "Reason",
    "Score",
    "Settings",
    "StreamCard",
    "StreamForecaster",
    "TableForecast",
    "filtered_ranks",
    "forecast_stream",
    "hostility_of",
    "judged",
    "live",
    "next_event",
    "place_of",
    "ranked",
    "stream_card",
]
