"""Sides that no clause names and the passage does: whose ground, whose ship, who answers whom."""

from __future__ import annotations

from detente.reading.sides.step import OpenSides

__all__ = ["OpenSides"]
