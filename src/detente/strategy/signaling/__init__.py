"""The crisis signalling game with audience costs: equilibria, estimation, comparative statics."""

from detente.strategy.signaling.equilibria import Equilibrium
from detente.strategy.signaling.model import SignalingGame, solve
from detente.strategy.signaling.results import SignalingResults
from detente.strategy.signaling.statics import Statics

__all__ = ["Equilibrium", "SignalingGame", "SignalingResults", "Statics", "solve"]
