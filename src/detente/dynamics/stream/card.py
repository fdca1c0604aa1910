"""The score card of the stream forecaster: what ``benchmarks/stream.py`` measured."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from detente.dynamics.stream.evaluate import STRATA
from detente.dynamics.stream.hostility import ConflictCheck
from detente.dynamics.stream.replay import MODELS, Score

PLACES = 4


class RankScore(Struct, frozen=True):
    """Ranks of the true answers: mean reciprocal rank and shares up to 1, 3 and 10, 0 to 1, 95 % interval."""

    model: str
    answers: str
    n: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float
    low: float | None = None
    high: float | None = None


class ConflictScore(Struct, frozen=True):
    """Brier skill of conflict forecasts and of the pair's own weekly frequency, against the base rate.

    ``gain_low`` and ``gain_high`` bound the difference of the two skills (95 %, days resampled).
    """

    horizon: int
    pairs: str
    n: int
    came: int
    base_rate: float
    skill: float
    weekly_skill: float
    gain_low: float
    gain_high: float
    calibration_error: float


class StreamCard(Struct, frozen=True):
    """One run of the benchmark."""

    data: str
    events: int
    scored: int
    days: int
    seconds: float
    cpu_seconds: float
    memory_gb: float
    ranks: tuple[RankScore, ...]
    conflict: tuple[ConflictScore, ...]

    def write(self, path: Path) -> None:
        """Write the card as JSON, figures to four places."""
        plain = msgspec.to_builtins(self)
        for row in (*plain["ranks"], *plain["conflict"]):
            row.update({key: round(value, PLACES) for key, value in row.items() if isinstance(value, float)})
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n")


def stream_card() -> StreamCard | None:
    """The card that ships; ``None`` where the benchmark was never written."""
    path = files("detente.dynamics") / "data" / "scores" / "stream.json"
    return msgspec.json.decode(path.read_bytes(), type=StreamCard) if path.is_file() else None


def ranked(score: Score, rng: np.random.Generator) -> list[RankScore]:
    """Rows of the card: every model, over all answers and by stratum."""
    rows = []
    for model in MODELS:
        for stratum in (None, *STRATA):
            found = score.of(model, stratum)
            low, high = score.interval(model, rng) if stratum is None else (None, None)
            rows.append(
                RankScore(
                    model,
                    stratum or "all",
                    found.n,
                    found.mrr,
                    found.hits1,
                    found.hits3,
                    found.hits10,
                    low,
                    high,
                )
            )
    return rows


def judged(check: ConflictCheck, rng: np.random.Generator) -> list[ConflictScore]:
    """Rows of the card: all active pairs, and onset among the quiet."""
    rows = []
    for name, quiet in (("all active pairs", False), ("onset", True)):
        which = check.quiet if quiet else np.ones(len(check.came), bool)
        model, weekly = check.skill(which)
        low, high = check.intervals(rng, quiet)
        rows.append(
            ConflictScore(
                check.horizon,
                name,
                int(which.sum()),
                int(check.came[which].sum()),
                float(check.came[which].mean()),
                model,
                weekly,
                low,
                high,
                check.calibration_error(which),
            )
        )
    return rows
