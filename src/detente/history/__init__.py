"""Past crises: their facts, analogues, base rates. This is the only door of the room."""

from detente.history.analogues import (
    Analogue,
    Compared,
    Course,
    DyadAnalogue,
    Neighbours,
    Share,
    nearest_dyads,
    neighbours,
)
from detente.history.base_rates import BaseRate, BaseRates, Rate, Reason, base_rates, plain_rate
from detente.history.codebook import Variable, variables
from detente.history.coding import Coded, CodedAccount, CodedActor, code
from detente.history.lens import Lens, Seen, lens
from detente.history.lint import Finding, lint, lint_tables
from detente.history.measured import Agreement, Forecast, Measured, measured
from detente.history.outlook import ActorOutlook, Outlook, PairOutlook, outlook
from detente.history.position import Position, position_of
from detente.history.records import DOMESTIC, Dyad, PastActor, PastCrisis, dyads
from detente.history.scores import Score, ScoreCard, score_card
from detente.history.search import Hit, search
from detente.history.situation import Situation
from detente.history.summaries import summary
from detente.history.table import Card, actors, card, crises, crisis

__all__ = [
    "DOMESTIC",
    "ActorOutlook",
    "Agreement",
    "Analogue",
    "BaseRate",
    "BaseRates",
    "Card",
    "Coded",
    "CodedAccount",
    "CodedActor",
    "Compared",
    "Course",
    "Dyad",
    "DyadAnalogue",
    "Finding",
    "Forecast",
    "Hit",
    "Lens",
    "Measured",
    "Neighbours",
    "Outlook",
    "PairOutlook",
    "PastActor",
    "PastCrisis",
    "Position",
    "Rate",
    "Reason",
    "Score",
    "ScoreCard",
    "Seen",
    "Share",
    "Situation",
    "Variable",
    "actors",
    "base_rates",
    "card",
    "code",
    "crises",
    "crisis",
    "dyads",
    "lens",
    "lint",
    "lint_tables",
    "measured",
    "nearest_dyads",
    "neighbours",
    "outlook",
    "plain_rate",
    "position_of",
    "score_card",
    "search",
    "summary",
    "variables",
]
