"""Games, equilibria, estimation, what-if: the door of the room. Nothing heavy is imported early.

The signalling game with audience costs (``SignalingGame``, ``solve``) and Signorino's strategic choice models
(``StrategicChoice``, ``UltimatumGame``) are fitted to tables: ``fit().summary()``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.strategy.choice import ChoiceResults as ChoiceResults
    from detente.strategy.choice import Node as Node
    from detente.strategy.choice import StrategicChoice as StrategicChoice
    from detente.strategy.choice import UltimatumGame as UltimatumGame
    from detente.strategy.choice import UltimatumResults as UltimatumResults
    from detente.strategy.replication import Comparison as Comparison
    from detente.strategy.replication import reproduce_games as reproduce_games
    from detente.strategy.replication import reproduce_sanctions as reproduce_sanctions
    from detente.strategy.signaling import Equilibrium as Equilibrium
    from detente.strategy.signaling import SignalingGame as SignalingGame
    from detente.strategy.signaling import SignalingResults as SignalingResults
    from detente.strategy.signaling import Statics as Statics
    from detente.strategy.signaling import solve as solve

_HOME = {
    **dict.fromkeys(
        ("ChoiceResults", "Node", "StrategicChoice", "UltimatumGame", "UltimatumResults"),
        "detente.strategy.choice",
    ),
    **dict.fromkeys(("Comparison", "reproduce_games", "reproduce_sanctions"), "detente.strategy.replication"),
    **dict.fromkeys(
        ("Equilibrium", "SignalingGame", "SignalingResults", "Statics", "solve"), "detente.strategy.signaling"
    ),
}

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


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.strategy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
