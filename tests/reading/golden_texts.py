"""The texts coded by hand, where they lie beside the project, and what is told in a stretch of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.crisis import Crisis, Event, Span

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
GOLD = DATA / "gold"
PETRARCH = DATA / "petrarch"
ESSAY = "pakistan_iran_2024"

needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the hand-coded texts are not beside the project")
needs_suite = pytest.mark.skipif(
    not PETRARCH.is_dir(), reason="the CAMEO unit tests are not beside the project"
)


def within(crisis: Crisis, span: Span, words: str = "") -> list[Event]:
    """The events told inside a stretch, by triggers that begin with ``words``."""
    text = crisis.document.text
    return [
        each
        for each in crisis.events
        if span.contains(each.trigger) and each.trigger.slice(text).lower().startswith(words)
    ]
