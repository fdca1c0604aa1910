"""Past crises: their facts, analogues, base rates. This is the only door of the room."""

from detente.history.codebook import Variable, variables
from detente.history.records import Dyad, PastActor, PastCrisis, dyads
from detente.history.table import Card, actors, card, crises, crisis

__all__ = [
    "Card",
    "Dyad",
    "PastActor",
    "PastCrisis",
    "Variable",
    "actors",
    "card",
    "crises",
    "crisis",
    "dyads",
    "variables",
]
