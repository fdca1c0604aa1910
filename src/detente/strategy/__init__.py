"""Games of international crises: equilibria, estimation, what-if.

The signalling game with audience costs (``SignalingGame``, ``solve``) and Signorino's strategic choice models
(``StrategicChoice``, ``UltimatumGame``), each with ``fit().summary()``.
"""

from detente.strategy.choice import ChoiceResults, Node, StrategicChoice, UltimatumGame, UltimatumResults
from detente.strategy.replication import Comparison, reproduce_games, reproduce_sanctions
from detente.strategy.signaling import Equilibrium, SignalingGame, SignalingResults, Statics, solve

__all__ = [
    "ChoiceResults",
    "Comparison",
    "Equilibrium",
    "Node",
    "SignalingGame",
    "SignalingResults",
    "Statics",
    "StrategicChoice",
    "UltimatumGame",
    "UltimatumResults",
    "reproduce_games",
    "reproduce_sanctions",
    "solve",
]
