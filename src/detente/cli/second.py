"""The language model of ``--coder llm``: which one the settings name, and what to say of it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.coder.llm import Endpoint
    from detente.reading import Reader
    from detente.settings import Settings


def stated(**options: Any) -> dict[str, Any]:
    """The options that the command line states."""
    return {name: value for name, value in options.items() if value is not None}


def unused(options: dict[str, Any]) -> UsageError:
    """The error for options of a language model that no coder asks (S312)."""
    names = ", ".join(f"--{name.replace('_', '-')}" for name in options)
    return UsageError("S312", f"{names} says nothing to this coder", remedy="Add --coder llm")


def endpoint_of(settings: Settings) -> Endpoint | None:
    """The endpoint to ask; ``None`` for every coder that asks none.

    Raises ``UsageError``: S310 (no URL or no model), S311 (not a plain URL), S313 (a number out of range).
    """
    if settings.coder != "llm":
        return None
    from detente.coder.llm import Endpoint

    chosen = settings.llm.model_dump(exclude_none=True)
    return Endpoint(chosen.pop("endpoint", ""), chosen.pop("model", ""), **chosen)


def told(reader: Reader) -> str | None:
    """One line on what was asked and what it cost; ``None`` where nothing was."""
    asker = reader.asker
    return asker.tally.summary(asker.endpoint) if asker is not None and asker.tally.sentences else None
