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

    Array = NDArray[np.float32]

_STEP = 1 << 16
"""More than there are word pieces: a pair of pieces is one number."""


class Words(NamedTuple):
    """Logits (L,) of a sentence's labels from counts of features: TF-IDF (1 + log count, times ``idf``;
    length 1), then linear.

    ``keys`` (V,) int64, in order; ``idf`` (V,); ``weights`` (V, L); ``bias`` (L,).
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

    @classmethod
    def read(cls, file: Path) -> Words:
        """The model in a file. Raises ``DataError`` K101."""
        import numpy as np

        try:
            with np.load(file, allow_pickle=False) as arrays:
                return cls(arrays["keys"], *(arrays[part].astype(np.float32) for part in cls._fields[1:]))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise DataError(
                "K101", f"is no word model of a trained coder ({error})", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            ) from error  # fmt: skip

    def write(self, file: Path) -> None:
        """Write the model, all but the keys in 16 bits."""
        import numpy as np

        small = {part: getattr(self, part).astype(np.float16) for part in self._fields[1:]}
        np.savez_compressed(file, allow_pickle=False, keys=self.keys, **small)


def of_sentence(ids: Sequence[int]) -> Counter[int]:
    """Features of a sentence's word pieces (with the marks of start and end)."""
    return Counter(_grams(ids[1:-1]))


def _grams(pieces: Sequence[int]) -> Iterator[int]:
    yield from pieces
    for first, second in pairwise(pieces):
        yield first * _STEP + second
