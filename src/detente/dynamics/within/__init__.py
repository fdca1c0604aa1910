"""Forecasts inside a crisis: escalation, force, replies, times. Inner door of the dynamics."""

from __future__ import annotations

from detente.dynamics.within.forecast import forecast_within
from detente.dynamics.within.records import Chance, Outlook, Reason, Wait, WithinForecast
from detente.dynamics.within.shipped import Score, WaitScore, score_card

__all__ = [
    "Chance",
    "Outlook",
    "Reason",
    "Score",
    "Wait",
    "WaitScore",
    "WithinForecast",
    "forecast_within",
    "score_card",
]
