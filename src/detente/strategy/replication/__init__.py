"""Published fits, run again from a data folder and compared."""

from detente.strategy.replication.comparison import Comparison
from detente.strategy.replication.games import reproduce_games
from detente.strategy.replication.sanctions import reproduce_sanctions

__all__ = ["Comparison", "reproduce_games", "reproduce_sanctions"]
