"""Strategic choice models: agent error and private information in game trees, the ultimatum game."""

from detente.strategy.choice.model import ChoiceResults, StrategicChoice
from detente.strategy.choice.tree import Node
from detente.strategy.choice.ultimatum import UltimatumGame, UltimatumResults

__all__ = ["ChoiceResults", "Node", "StrategicChoice", "UltimatumGame", "UltimatumResults"]
