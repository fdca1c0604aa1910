"""Reads each account with the trained coder that has not seen it: the folds that training leaves behind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.coder import YIELD
from detente.crisis import Crisis, Document, Span
from detente.evaluation.on_plv import linking

if TYPE_CHECKING:
    from detente.coder import TrainedCoder
    from detente.reading import Reader

FOLDS = 5


def fold_of(name: str) -> int:
    """The fold of a crisis or sentence, by its name alone."""
    return int(hashlib.sha256(f"detente:{name}".encode()).hexdigest(), 16) % FOLDS


class Folds:
    """A reader of the accounts that training saw: each is read by the network that was trained without it.

    ``folder`` is the working folder of ``training/run.py``, with ``fold0/model`` to ``fold4/model``. Raises
    ``DataError`` (K101, K102) where a model is missing or damaged.
    """

    def __init__(self, folder: Path, codes: Path | None = None) -> None:
        self.folder, self.codes = folder, codes
        self.reader = cache(self._reader)

    def read(self, document: Document) -> Crisis:
        """The crisis that the network without this document makes of it."""
        return self.reader(fold_of(document.id)).read(document)

    def knows(self, id: str) -> bool:
        """Whether there is a network that has not seen this document."""
        return (self.folder / f"fold{fold_of(id)}" / "model").is_dir()

    def coder(self, document: Document) -> TrainedCoder | None:
        """The network that has not seen this document."""
        return self.reader(fold_of(document.id)).trained

    def _reader(self, fold: int) -> Reader:
        from detente.coder import TrainedCoder
        from detente.reading import Reader

        return Reader(TrainedCoder(self.folder / f"fold{fold}" / "model"), codes=self.codes)


class Linker:
    """Names the PLOVER root between marked actors: the coder's chances weighed with what the rules found."""

    def __init__(self, coder: Callable[[Document], TrainedCoder | None], codes: Path | None = None) -> None:
        from detente.reading import Reader

        self.coder = coder
        self.rules = Reader("rules", codes=codes)

    def __call__(
        self, document: Document, source: Span | None, target: Span | None
    ) -> tuple[str, float] | None:
        """The root with its probability; ``None`` where no actor is marked or there is no coder."""
        coder = self.coder(document)
        if coder is None:
            return None
        found = linking(self.rules.read(document), source, target)
        trigger = found[0].trigger if found else None
        chances = coder.linking(self.rules.view(document), source, target, trigger)
        if chances is None:
            return None
        roots = coder.card.roots
        known = YIELD.get(found[0].event or "", found[0].event or "") if found else ""
        place = roots.index(known) if known in roots else None
        pooled = coder.card.stack.pooled(chances, place, found is not None and found[1] == "both")
        return roots[int(pooled.argmax())], float(pooled.max())
