"""Past crises: their facts, analogues, base rates. This is the only door of the room."""

from detente.history.records import Dyad, PastActor, PastCrisis, dyads

__all__ = ["Dyad", "PastActor", "PastCrisis", "dyads"]
