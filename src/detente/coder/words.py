"""A linear model over single word pieces and pairs of them, beside the network.

It says nothing about order or meaning but never forgets a rare word, so that both together err less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.coder.inputs import Stretch

    Array = NDArray[np.float32]

_STEP = 1 << 16
"""More than there are word pieces: a pair of pieces is one number."""
_SOURCE, _TARGET, _AFTER, _BEFORE, _TRIGGER = range(_STEP - 5, _STEP)


class Bag(NamedTuple):
    """Logits (K,) from counts of features: TF-IDF (1 + log count, times ``idf``; length 1), then linear.

    ``keys`` (V,) int64, in order; ``idf`` (V,); ``weights`` (V, K); ``bias`` (K,).
    """

    keys: NDArray[np.int64]
    idf: Array
    weights: Array
    bias: Array

    def logits(self, counts: Mapping[int, int]) -> Array:
        import numpy as np

        asked = np.fromiter(counts.keys(), np.int64, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        places = np.searchsorted(self.keys, asked).clip(max=len(self.keys) - 1)
        known = self.keys[places] == asked
        if not known.any():
            return self.bias
        places = places[known]
        weight = (1 + np.log(often[known])) * self.idf[places]
        found: Array = (weight / np.linalg.norm(weight)) @ self.weights[places] + self.bias
        return found.astype(np.float32)


class Words(NamedTuple):
    """The two models: of a sentence's labels, and of the root between a source and a target."""

    labels: Bag
    roots: Bag

    @classmethod
    def read(cls, file: Path) -> Words:
        """The models in a file. Raises ``DataError`` K101."""
        import numpy as np

        try:
            with np.load(file, allow_pickle=False) as arrays:
                bags = [
                    Bag(
                        arrays[f"{name}_keys"],
                        *(arrays[f"{name}_{part}"].astype(np.float32) for part in _PARTS),
                    )
                    for name in cls._fields
                ]
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise DataError(
                "K101", f"is no word model of a trained coder ({error})", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            ) from error  # fmt: skip
        return cls(*bags)

    def write(self, file: Path) -> None:
        """Write both, weights in 16 bits."""
        import numpy as np

        arrays: dict[str, NDArray[np.generic]] = {}
        for name, bag in zip(self._fields, self, strict=True):
            arrays[f"{name}_keys"] = bag.keys
            arrays |= {f"{name}_{part}": getattr(bag, part).astype(np.float16) for part in _PARTS}
        np.savez_compressed(file, allow_pickle=False, **arrays)


_PARTS = ("idf", "weights", "bias")


def of_sentence(ids: Sequence[int]) -> Counter[int]:
    """Features of a sentence's word pieces (with the marks of start and end)."""
    return Counter(_grams(ids[1:-1]))


def of_pair(
    ids: Sequence[int], trigger: Sequence[Stretch], source: Sequence[Stretch], target: Sequence[Stretch]
) -> Counter[int]:
    """Features of a marked pair: the sentence with source and target named as such, what stands between
    them, and the trigger."""
    who = dict.fromkeys(_inside(source), _SOURCE) | dict.fromkeys(_inside(target), _TARGET)
    marked = [who.get(place, piece) for place, piece in enumerate(ids)][1:-1]
    merged = [
        piece
        for before, piece in zip([0, *marked], marked, strict=False)
        if piece < _SOURCE or piece != before
    ]
    found = Counter(_grams(merged))
    if source and target:
        first, last = sorted((source[0][0], target[0][0]))
        side = _AFTER if source[0][0] < target[0][0] else _BEFORE
        found.update(side * _STEP + ids[place] for place in range(first + 1, last) if place not in who)
    found.update(_TRIGGER * _STEP + ids[place] for place in _inside(trigger))
    return found


def _grams(pieces: Sequence[int]) -> Iterator[int]:
    yield from pieces
    for first, second in pairwise(pieces):
        yield first * _STEP + second


def _inside(stretches: Sequence[Stretch]) -> Iterator[int]:
    for first, last in stretches:
        yield from range(first, last)
