"""Past crises: their facts, analogues, base rates. This is the only door of the room."""

from detente.history.codebook import Variable, variables
from detente.history.lint import Finding, lint, lint_tables
from detente.history.position import Position, position_of
from detente.history.records import DOMESTIC, Dyad, PastActor, PastCrisis, dyads
from detente.history.search import Hit, search
from detente.history.summaries import summary
from detente.history.table import Card, actors, card, crises, crisis

__all__ = [
    "DOMESTIC",
    "Card",
    "Dyad",
    "Finding",
    "Hit",
    "PastActor",
    "PastCrisis",
    "Position",
    "Variable",
    "actors",
    "card",
    "crises",
    "crisis",
    "dyads",
    "lint",
    "lint_tables",
    "position_of",
    "search",
    "summary",
    "variables",
]
