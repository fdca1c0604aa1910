"""Crises read from accounts of our own, once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.crisis import Crisis
from detente.strategy import Model, from_crisis

EXAMPLES = Path(__file__).parents[2] / "examples"
ISLANDS = """On 3 March 2031 Iran struck camps of Jaish al-Adl in Pakistan, calling them terrorist hideouts.
Pakistan denounced the strikes as an unprovoked violation of its sovereignty. On 4 March Pakistan recalled its
ambassador from Tehran. On 5 March Pakistan conducted retaliatory strikes on the Balochistan Liberation Army
in Iran. Pakistan's economy was collapsing, its elections were delayed, and protests spread. China urged both
sides to show restraint. On 6 March the foreign ministers of Iran and Pakistan spoke by telephone."""


@pytest.fixture(scope="session")
def example() -> Crisis:
    return detente.read(EXAMPLES / "iran_pakistan_2024.md")


@pytest.fixture(scope="session")
def crisis() -> Crisis:
    return detente.read(text=ISLANDS, published="2031-03-10")


@pytest.fixture(scope="session")
def model(crisis: Crisis) -> Model:
    return from_crisis(crisis, draws=400)
