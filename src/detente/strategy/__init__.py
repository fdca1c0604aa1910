"""Games, equilibria, estimation, what-if: the door of the room. Nothing heavy is imported before it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.strategy.scenario.model import Model as Model
    from detente.strategy.scenario.model import from_crisis as from_crisis

_HOME = {
    **dict.fromkeys(("Model", "from_crisis"), "detente.strategy.scenario.model"),
}

__all__ = ["Model", "from_crisis"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente.strategy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
