"""The card beside a model: what it was made of, what it scored, and from which probability on it says yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER's events that the training data join."""


class Stack(Struct, frozen=True):
    """How the coder's and the rules' word on an event are weighed (logit pooling; Genest & Zidek 1986).

    The chance of a root is proportional to its own to the power ``model``, times e to ``rules`` where the
    rules name it (``unsure`` where they were of two minds). All are fitted on crises kept out of training.
    """

    model: float
    rules: float
    unsure: float

    def pooled(self, chances: NDArray[np.float32], root: int | None, sure: bool) -> NDArray[np.float64]:
        """Chances of the roots (R,) from the coder's chances and the rules' root."""
        import numpy as np

        logits = self.model * np.log(np.clip(chances.astype(np.float64), 1e-6, 1))
        if root is not None:
            logits[root] += self.rules if sure else self.unsure
        powers = np.exp(logits - logits.max())
        pooled: NDArray[np.float64] = powers / powers.sum()
        return pooled


class Card(Struct, frozen=True):
    """``model.json``.

    ``labels`` and ``roots`` name the outputs in order; ``thresholds`` says from which probability on a
    field's label is given; ``files`` holds each file's sha256; ``data``, ``licence``, ``seed``, ``scores`` and
    ``made_with`` say where the weights come from and how they did on crises kept out of training.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    roots: tuple[str, ...]
    thresholds: dict[str, float]
    stack: Stack
    files: dict[str, str]
    data: tuple[str, ...]
    licence: str
    seed: int
    scores: dict[str, Any]
    made_with: dict[str, str]

    @classmethod
    def read(cls, file: Path) -> Card:
        """The card in a file. Raises ``DataError`` K101."""
        try:
            return msgspec.json.decode(file.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError) as error:
            raise DataError(
                "K101", f"is no card of a trained coder ({error})", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            ) from error  # fmt: skip
