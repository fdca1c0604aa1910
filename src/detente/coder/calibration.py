"""The card beside a model: what it was made of, what it scored, and from which probability on it says yes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, log
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
    rules name it (``unsure`` where they were of two minds). All are fitted on pairs kept out of training.
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


class Blend(Struct, frozen=True):
    """A field's probabilities by logistic regression on crises kept out of training (Platt 1999).

    The logit of a label is ``own`` times the logit that the sentence as a whole gets, plus ``trigger`` times
    the highest of its triggers', plus ``rules`` where the rules code the label there, plus ``words`` times
    the word model's, plus ``bias``.
    """

    own: float
    trigger: float = 0.0
    rules: float = 0.0
    words: float = 0.0
    bias: float = 0.0


class Platt(Struct, frozen=True):
    """A probability made honest (Platt 1999): its logit times ``slope``, plus ``bias``."""

    slope: float = 1.0
    bias: float = 0.0

    def __call__(self, chance: float) -> float:
        """The probability, from one of 0 to 1; that one itself where nothing was fitted."""
        if self == Platt():
            return chance
        return 1 / (1 + exp(-(self.slope * logit(chance) + self.bias)))


def logit(chance: float) -> float:
    """The logit of a probability, of at least 1e-4 and at most 1 - 1e-4."""
    held = min(max(chance, 1e-4), 1 - 1e-4)
    return log(held / (1 - held))


UNSEEN = -6.0
"""The logit of a label's best trigger in a sentence without triggers."""


class Card(Struct, frozen=True):
    """``model.json``.

    ``labels`` and ``roots`` name the outputs in order; ``blends`` says how the probabilities of a field's
    labels come about, ``thresholds`` from which on one is given; ``stack`` weighs the roots of marked
    pairs; ``told`` says from the heads' chance how sure one may be of an event that an account tells of;
    ``files`` holds each file's sha256; ``data``, ``licence``, ``seeds``
    (one for each network whose outputs are averaged), ``scores`` and ``made_with`` say where the weights come
    from and how they did on crises kept out of training.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    roots: tuple[str, ...]
    thresholds: dict[str, float]
    blends: dict[str, Blend]
    stack: Stack
    files: dict[str, str]
    data: tuple[str, ...]
    licence: str
    seeds: tuple[int, ...]
    scores: dict[str, Any]
    made_with: dict[str, str]
    told: Platt = Platt()

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

    def blended(
        self,
        own: NDArray[np.float32],
        triggers: NDArray[np.float32],
        told: Sequence[str | None],
        words: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """The probabilities of a sentence's labels (L,).

        From the logits of the sentence (L,) and of its T triggers (T, L), the label that the rules give each
        trigger, if any, and the logits of the word model (L,).
        """
        import numpy as np

        best = triggers.max(0) if len(triggers) else np.full(len(own), UNSEEN, np.float32)
        rules = np.zeros(len(own), np.float32)
        for label in told:
            if label in self.places:
                rules[self.places[label]] = 1
        seen = np.stack([own, np.maximum(best, UNSEEN), rules, words, np.ones_like(own)])
        logits = (self.weights * seen).sum(0)
        chances: NDArray[np.float32] = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances

    @property
    def places(self) -> dict[str, int]:
        return _places(self.labels)

    @property
    def weights(self) -> NDArray[np.float32]:
        """The blends by label: (5, L)."""
        import numpy as np

        found = [self.blends.get(label.partition(":")[0], Blend(1.0)) for label in self.labels]
        return np.array([[b.own, b.trigger, b.rules, b.words, b.bias] for b in found], np.float32).T


@cache
def _places(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: place for place, label in enumerate(labels)}
