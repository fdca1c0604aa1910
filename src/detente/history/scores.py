"""How well the base rates did on crises left out; ``benchmarks/base_rates.py`` writes the score card."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from detente.history.table import shipped_bytes


class Skill(Struct, frozen=True):
    """Brier skill against a plain rate, with the 5 and 95 % of a bootstrap over crises."""

    skill: float
    interval: tuple[float, float]


class Score(Struct, frozen=True):
    """The score of one question. Keys of ``log_loss_bars`` and ``brier_skill`` name the plain rates beaten.

    ``groups_inside_interval`` of ``groups`` tenths of the cases came out within the 90 % predictive interval.
    """

    cases: int
    crises: int
    rate: float
    log_loss: float
    log_loss_bars: dict[str, float]
    brier_skill: dict[str, Skill]
    calibration_error: float
    groups_inside_interval: int
    groups: int


class ScoreCard(Struct, frozen=True):
    """Scores by question, and by how much was known (``full``, ``outset``, ``half``, ``little``)."""

    made_by: str
    folds: int
    level: float
    scores: dict[str, dict[str, Score]]


ALL, HALF = 19, 8
"""Known facts from which a position counts as fully known, or as known by half."""


@cache
def score_card() -> ScoreCard:
    """The score card that ships. Raises ``DataError`` (H302) where it is missing."""
    return msgspec.json.decode(shipped_bytes("scores/base_rates.json"), type=ScoreCard)


def score_of(question: str, known: int) -> Score:
    """How the base rate of a question did where about as many facts were known."""
    how = "full" if known >= ALL else "half" if known >= HALF else "little"
    return score_card().scores[how][question]
