"""What accounts coded by hand taught: linear heads over the encoder's word vectors and the rules' marks.

The encoder was tuned on narratives whose sentences are coded as a whole. Which words of an account report an
event, and what became of it, is another question; these heads answer it, with what the rules think of the
word as one more witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]


class Head(NamedTuple):
    """Multinomial logistic regression; with one class, plain logistic regression.

    ``classes`` (C,) names; ``marks`` (M,) the names of the marks; ``vector`` (H, C) weights of the vector;
    ``weights`` (M, C) of the marks; ``bias`` (C,).
    """

    classes: tuple[str, ...]
    marks: Mapping[str, int]
    vector: Array
    weights: Array
    bias: Array

    def chances(self, vectors: NDArray[np.floating], marks: Sequence[Iterable[str]]) -> Array:
        """The chances (N, C) of N words from their vectors (N, H) and the marks that hold of each.

        Marks that the head does not know count for nothing. Rows sum to 1 where there are several classes.
        """
        import numpy as np

        logits: Array = vectors.astype(np.float32) @ self.vector + self.bias
        for row, held in enumerate(marks):
            known = [self.marks[mark] for mark in held if mark in self.marks]
            logits[row] += self.weights[known].sum(0)
        if len(self.classes) == 1:
            chances: Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
            return chances
        powers = np.exp(logits - logits.max(-1, keepdims=True))
        shares: Array = powers / powers.sum(-1, keepdims=True)
        return shares


class AccountHeads:
    """The heads by name; a coder in the making has not all of them yet."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        self.heads = dict(heads)

    def __getitem__(self, name: str) -> Head:
        return self.heads[name]

    def __contains__(self, name: str) -> bool:
        return name in self.heads

    @classmethod
    def read(cls, file: Path) -> AccountHeads:
        """The heads in a file. Raises ``DataError`` K101."""
        import numpy as np

        try:
            with np.load(file, allow_pickle=False) as arrays:
                names = dict.fromkeys(key.partition(".")[0] for key in arrays.files)
                if not names:
                    raise KeyError("no heads")
                return cls({name: _head(arrays, name) for name in names})
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise DataError(
                "K101", f"holds no heads of a trained coder ({error})", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            ) from error  # fmt: skip

    def write(self, file: Path) -> None:
        """Write the heads, weights in 16 bits."""
        import numpy as np

        arrays: dict[str, NDArray[np.generic]] = {}
        for name, head in self.heads.items():
            arrays[f"{name}.classes"] = np.array(head.classes)
            arrays[f"{name}.marks"] = np.array(list(head.marks))
            for part in ("vector", "weights", "bias"):
                arrays[f"{name}.{part}"] = getattr(head, part).astype(np.float16)
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _head(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Head:
    import numpy as np

    marks = {str(mark): place for place, mark in enumerate(arrays[f"{name}.marks"])}
    parts = (arrays[f"{name}.{part}"].astype(np.float32) for part in ("vector", "weights", "bias"))
    return Head(tuple(map(str, arrays[f"{name}.classes"])), marks, *parts)
