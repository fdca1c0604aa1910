"""Forecasts on any stream of dated events between two actors. The door of this part."""

from detente.dynamics.stream.asking import Answer, NextEvent, PastEvent, Reason, next_event, place_of
from detente.dynamics.stream.card import ConflictScore, RankScore, StreamCard, stream_card
from detente.dynamics.stream.evaluate import STRATA, Ranking, filtered_ranks
from detente.dynamics.stream.forecaster import Settings, StreamForecaster
from detente.dynamics.stream.hostility import ConflictCheck, Hostility, hostility_of
from detente.dynamics.stream.replay import Lived, Score, live

__all__ = [
    "STRATA",
    "Answer",
    "ConflictCheck",
    "ConflictScore",
    "Hostility",
    "Lived",
    "NextEvent",
    "PastEvent",
    "RankScore",
    "Ranking",
    "Reason",
    "Score",
    "Settings",
    "StreamCard",
    "StreamForecaster",
    "filtered_ranks",
    "hostility_of",
    "live",
    "next_event",
    "place_of",
    "stream_card",
]
