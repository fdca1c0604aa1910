"""The fitted models as arrays, evaluated by numpy: a linear one, trees, one of words; their pool.

Each gives a score to every class; the pooled chances are the softmax of ``offset + Σ weight · score``
(a logarithmic opinion pool: Genest and Zidek 1986, Statistical Science 1(1)).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from detente.dynamics.within.text import words_of

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]
FURTHEST = 4.0
"""Standard deviations beyond which a feature counts no further in the linear model."""


@dataclass(frozen=True, eq=False)
class Linear:
    """A multinomial logistic regression: ``mean`` and ``scale`` (F,), ``weights`` (F, K), ``bias`` (K,)."""

    mean: Array
    scale: Array
    weights: Array
    bias: Array

    def scores(self, rows: Array) -> Array:
        """Scores (R, K) of rows (R, F)."""
        return self.standard(rows) @ self.weights + self.bias

    def standard(self, rows: Array) -> Array:
        """Rows in standard deviations, cut at ``FURTHEST``."""
        return np.clip((rows - self.mean) / self.scale, -FURTHEST, FURTHEST)


@dataclass(frozen=True, eq=False)
class Trees:
    """Boosted trees (Friedman 2001) in one table of N nodes.

    A node goes left where ``feature`` is at most ``threshold``; a leaf has ``feature`` -1. ``value`` is what
    a node is worth on average, ``roots`` (T,) where the trees begin and ``of`` (T,) the class each adds to;
    ``bias`` (K,) is where the boosting starts.
    """

    feature: Places
    threshold: Array
    left: Places
    right: Places
    value: Array
    roots: Places
    of: Places
    bias: Array

    def scores(self, rows: Array) -> Array:
        """Scores (R, K) of rows (R, F)."""
        at = np.tile(self.roots, (len(rows), 1))
        while (inner := self.feature[at] >= 0).any():
            seen = np.take_along_axis(rows, np.where(inner, self.feature[at], 0), axis=1)
            at = np.where(inner, np.where(seen <= self.threshold[at], self.left[at], self.right[at]), at)
        found = np.tile(self.bias, (len(rows), 1))
        for number in range(len(self.bias)):
            found[:, number] += self.value[at[:, self.of == number]].sum(axis=1)
        return found

    def parts(self, row: Array) -> Array:
        """What each feature of a row (F,) moves the scores by, (F, K), along its paths (Saabas 2014)."""
        moved = np.zeros((len(row), len(self.bias)))
        for root, number in zip(self.roots, self.of, strict=True):
            at = int(root)
            while (feature := int(self.feature[at])) >= 0:
                below = int(self.left[at] if row[feature] <= self.threshold[at] else self.right[at])
                moved[feature, number] += self.value[below] - self.value[at]
                at = below
        return moved


@dataclass(frozen=True, eq=False)
class Words:
    """Logistic regression on TF-IDF: ``vocabulary``, ``rarity`` (V,), ``weights`` (V, K), ``bias`` (K,)."""

    vocabulary: npt.NDArray[np.str_]
    rarity: Array
    weights: Array
    bias: Array

    def scores(self, texts: Sequence[str]) -> Array:
        """Scores (R, K) of texts: 1 + log(count), times rarity, to length one, as scikit-learn counts."""
        places = {word: at for at, word in enumerate(self.vocabulary.tolist())}
        found = np.tile(self.bias, (len(texts), 1))
        for row, text in enumerate(texts):
            counts = Counter(places[word] for word in words_of(text) if word in places)
            if counts:
                at = np.fromiter(counts, int)
                heavy = (1 + np.log(np.fromiter(counts.values(), float))) * self.rarity[at]
                found[row] += heavy / np.linalg.norm(heavy) @ self.weights[at]
        return found


@dataclass(frozen=True, eq=False)
class Pool:
    """The models together: ``mix`` has a weight for each of linear, trees and (where there is one) words."""

    linear: Linear
    trees: Trees
    words: Words | None
    mix: Array
    offset: Array

    def chances(self, rows: Array, texts: Sequence[str] = ()) -> Array:
        """Chances (R, K) of rows (R, F) with the text that each has seen."""
        parts = [self.linear.scores(rows), self.trees.scores(rows)]
        if self.words is not None:
            parts.append(self.words.scores(texts))
        return softmax(pooled(parts, self.mix, self.offset))

    def moves(self, row: Array) -> Array:
        """What each feature of one row (F,) moves the pooled scores by, (F, K), from the average row's."""
        linear = self.linear.standard(row[None])[0][:, None] * self.linear.weights
        found: Array = self.mix[0] * linear + self.mix[1] * self.trees.parts(row)
        return found

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """All arrays by dotted name, as ``from_arrays`` takes them."""
        found: dict[str, npt.NDArray[np.generic]] = {"mix": self.mix, "offset": self.offset}
        for name in ("linear", "trees", "words"):
            part = getattr(self, name)
            if part is not None:
                found |= {f"{name}.{each.name}": getattr(part, each.name) for each in fields(part)}
        return found

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Self:
        """The pool that ``arrays`` gave."""

        def part(name: str) -> dict[str, npt.NDArray[np.generic]]:
            return {
                key.partition(".")[2]: _full(value)
                for key, value in arrays.items()
                if key.startswith(f"{name}.")
            }

        words = part("words")
        return cls(
            Linear(**part("linear")),  # type: ignore[arg-type]
            Trees(**part("trees")),  # type: ignore[arg-type]
            Words(**words) if words else None,  # type: ignore[arg-type]
            np.asarray(arrays["mix"], float),
            np.asarray(arrays["offset"], float),
        )


def _full(value: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Numbers are kept in 32 bits and reckoned with in 64."""
    return value.astype(float) if value.dtype.kind == "f" else value


def pooled(scores: Sequence[Array], mix: Array, offset: Array) -> Array:
    """``offset + Σ mix · score`` of scores (R, K) each."""
    found: Array = offset + sum(weight * each for weight, each in zip(mix, scores, strict=True))
    return found


def softmax(scores: Array) -> Array:
    """Chances (R, K) of scores (R, K)."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Array = powers / powers.sum(axis=-1, keepdims=True)
    return found
