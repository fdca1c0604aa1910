"""Past crises: their facts, analogues, base rates. This is the only door of the room."""

from detente.history.base_rates import BaseRate, BaseRates, Rate, Reason, base_rates, plain_rate
from detente.history.codebook import Variable, variables
from detente.history.lint import Finding, lint, lint_tables
from detente.history.position import Position, position_of
from detente.history.records import DOMESTIC, Dyad, PastActor, PastCrisis, dyads
from detente.history.scores import Score, ScoreCard, score_card
from detente.history.search import Hit, search
from detente.history.summaries import summary
from detente.history.table import Card, actors, card, crises, crisis

__all__ = [
    "DOMESTIC",
    "BaseRate",
    "BaseRates",
    "Card",
    "Dyad",
    "Finding",
    "Hit",
    "PastActor",
    "PastCrisis",
    "Position",
    "Rate",
    "Reason",
    "Score",
    "ScoreCard",
    "Variable",
    "actors",
    "base_rates",
    "card",
    "crises",
    "crisis",
    "dyads",
    "lint",
    "lint_tables",
    "plain_rate",
    "position_of",
    "score_card",
    "search",
    "summary",
    "variables",
]
