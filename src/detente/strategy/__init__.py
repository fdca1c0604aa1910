"""Games, equilibria, estimation, what-if: the door of the room. Nothing heavy is imported early.

The signalling game with audience costs (``SignalingGame``, ``solve``) and Signorino's strategic choice models
(``StrategicChoice``, ``UltimatumGame``) are fitted to tables: ``fit().summary()``. A crisis is run as a game
by ``from_crisis(crisis).play()``.
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
    from detente.strategy.escalation.parameters import EscalationGame as EscalationGame
    from detente.strategy.escalation.parameters import Side as Side
    from detente.strategy.qre.reproduction import reproduce_qre as reproduce_qre
    from detente.strategy.replication import Comparison as Comparison
    from detente.strategy.replication import reproduce_games as reproduce_games
    from detente.strategy.replication import reproduce_sanctions as reproduce_sanctions
    from detente.strategy.scenario.match import Match as Match
    from detente.strategy.scenario.match import load_record as load_record
    from detente.strategy.scenario.match import replay as replay
    from detente.strategy.scenario.model import Model as Model
    from detente.strategy.scenario.model import from_crisis as from_crisis
    from detente.strategy.scenario.panel import Panel as Panel
    from detente.strategy.scenario.panel import panel as panel
    from detente.strategy.scenario.priors import Spread as Spread
    from detente.strategy.scenario.results import Forecast as Forecast
    from detente.strategy.scenario.results import Played as Played
    from detente.strategy.scenario.results import as_json as as_json
    from detente.strategy.scenario.whatif import Names as Names
    from detente.strategy.scenario.whatif import choices as choices
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
    **dict.fromkeys(("EscalationGame", "Side"), "detente.strategy.escalation.parameters"),
    "reproduce_qre": "detente.strategy.qre.reproduction",
    **dict.fromkeys(("Match", "load_record", "replay"), "detente.strategy.scenario.match"),
    **dict.fromkeys(("Model", "from_crisis"), "detente.strategy.scenario.model"),
    **dict.fromkeys(("Panel", "panel"), "detente.strategy.scenario.panel"),
    "Spread": "detente.strategy.scenario.priors",
    **dict.fromkeys(("Forecast", "Played", "as_json"), "detente.strategy.scenario.results"),
    **dict.fromkeys(("Names", "choices"), "detente.strategy.scenario.whatif"),
}

__all__ = [
    "ChoiceResults",
    "Comparison",
    "Equilibrium",
    "EscalationGame",
    "Forecast",
    "Match",
    "Model",
    "Names",
    "Node",
    "Panel",
    "Played",
    "Side",
    "SignalingGame",
    "SignalingResults",
    "Spread",
    "Statics",
    "StrategicChoice",
    "UltimatumGame",
    "UltimatumResults",
    "as_json",
    "choices",
    "from_crisis",
    "load_record",
    "panel",
    "replay",
    "reproduce_games",
    "reproduce_qre",
    "reproduce_sanctions",
    "solve",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.strategy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
