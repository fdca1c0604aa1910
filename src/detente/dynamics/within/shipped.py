"""The models that ship: arrays in one file, with a card that says where they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from detente.dynamics.within.model import Pool
from detente.dynamics.within.times import Hazard
from detente.errors import DataError

FOLDER = Path(__file__).parent / "data"
SCORES = FOLDER.parent.parent / "data" / "scores" / "within.json"
ARRAYS, CARD = "within.npz", "within.json"
POOLS = ("next", "force", "onset", "who", "reply", "answer")
HAZARDS = ("next event", "end")


class Card(Struct, frozen=True):
    """Where the weights come from: licence, citations, seed, rows and crises of each model, sha256, bases.

    ``bases`` maps a model to the shares of its classes among the rows it was fitted on.
    """

    licence: str
    data: tuple[str, ...]
    seed: int
    made_by: str
    rows: dict[str, tuple[int, int]]
    bases: dict[str, tuple[float, ...]]
    sha256: str


class Score(Struct, frozen=True, omit_defaults=True):
    """How well a model has done on crises it had not seen, beside simple baselines on the same rows.

    ``low`` and ``high`` bound the log loss by a bootstrap over crises (95 %); ``skill`` is the share of the
    Brier score of the base rate that is saved; ``calibration`` the expected calibration error over tenths,
    and ``chance_error`` what that would be by chance if every forecast were right.
    """

    task: str
    n: int
    crises: int
    log_loss: float
    low: float
    high: float
    base: float
    simple: float
    simple_name: str
    skill: float
    calibration: float
    chance_error: float
    auc: float | None = None
    goal: float | None = None


class WaitScore(Struct, frozen=True):
    """How well times are forecast: ``concordance`` of risk and time, the share of the Brier score of the
    plain survival curve saved within 7 and 30 days, and the share of times in the middle 50 % and 80 %."""

    task: str
    n: int
    crises: int
    concordance: float
    skill_week: float
    skill_month: float
    covers_half: float
    covers_most: float


class ScoreCard(Struct, frozen=True):
    """All scores; ``reliability`` maps a model to what its forecasts of each tenth came to on crises that it
    had not seen: (mean forecast, share that came, low, high), the bounds by a bootstrap over crises."""

    made_by: str
    scores: tuple[Score, ...]
    waits: tuple[WaitScore, ...]
    reliability: dict[str, tuple[tuple[float, float, float, float], ...]]


@dataclass(frozen=True, eq=False)
class Models:
    """All models by name, with their card."""

    pools: dict[str, Pool]
    hazards: dict[str, Hazard]
    card: Card


def save(pools: Mapping[str, Pool], hazards: Mapping[str, Hazard], card: Card, folder: Path = FOLDER) -> None:
    """Write the models; the card gets the sha256 of the arrays."""
    arrays = {f"{name}/{key}": value for name, pool in pools.items() for key, value in pool.arrays().items()}
    arrays |= {
        f"{name}/{key}": value for name, each in hazards.items() for key, value in each.arrays().items()
    }
    small = {
        key: value.astype(np.float32) if value.dtype == np.float64 else value for key, value in arrays.items()
    }
    np.savez_compressed(folder / ARRAYS, **small)  # type: ignore[arg-type]
    card = msgspec.structs.replace(card, sha256=_sha256(folder / ARRAYS))
    (folder / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def load(folder: Path = FOLDER) -> Models:
    """The models of a folder. Raises ``DataError`` H402 where a file is missing or not that of the card."""
    try:
        card = msgspec.json.decode((folder / CARD).read_bytes(), type=Card)
        whole = _sha256(folder / ARRAYS) == card.sha256
        held = dict(np.load(folder / ARRAYS)) if whole else {}
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise _damaged(folder) from error
    if not held:
        raise _damaged(folder)

    def part(name: str) -> dict[str, npt.NDArray[np.generic]]:
        return {key.partition("/")[2]: value for key, value in held.items() if key.startswith(f"{name}/")}

    pools = {name: Pool.from_arrays(part(name)) for name in POOLS}
    return Models(pools, {name: Hazard.from_arrays(part(name)) for name in HAZARDS}, card)


@cache
def shipped() -> Models:
    """The models that came with the package."""
    return load()


@cache
def score_card(path: Path = SCORES) -> ScoreCard:
    """The score card that ``benchmarks/within.py`` wrote. Raises ``DataError`` H402."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=ScoreCard)
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(path) from error


def _damaged(place: Path) -> DataError:
    return DataError(
        "H402", "the forecast models that came with détente are missing or damaged", where=str(place),
        remedy="Reinstall détente",
    )  # fmt: skip


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
