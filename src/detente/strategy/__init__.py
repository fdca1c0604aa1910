"""Games, equilibria, estimation, what-if: the door of the room. Nothing heavy is imported early."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import EscalationGame as EscalationGame
    from detente.strategy.escalation.parameters import Side as Side
    from detente.strategy.qre.reproduction import reproduce_qre as reproduce_qre
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

_HOME = {
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
    "EscalationGame",
    "Forecast",
    "Match",
    "Model",
    "Names",
    "Panel",
    "Played",
    "Side",
    "Spread",
    "as_json",
    "choices",
    "from_crisis",
    "load_record",
    "panel",
    "replay",
    "reproduce_qre",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.strategy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
