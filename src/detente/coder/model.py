"""The trained coder at work: ONNX in, probabilities out; no torch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.coder.accounts import AccountHeads
from detente.coder.calibration import Card
from detente.coder.inputs import Inputs, Placed, SentenceInput, batch_of, pair_of, tokenizer
from detente.coder.masking import Masked
from detente.coder.views import DocumentView, Judgement, SentenceView
from detente.coder.words import Words, of_sentence
from detente.crisis import Span
from detente.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Array = NDArray[np.float32]

Pieces = tuple[int, ...]
SHIPPED = Path(__file__).parent / "data"
ENCODER, HEADS, WORDS, ACCOUNTS = "encoder.onnx", "heads.onnx", "words.npz", "accounts.npz"
PIECES, CARD = "tokenizer.json", "model.json"
TOGETHER = 16
"""Sentences of like length that the encoder takes at once."""
WINDOW, MARGIN = 64, 4
"""Sentences that the heads see at once, and how many on each side are only looked at."""
BLOCK = 8 * WINDOW
"""Sentences whose token vectors are held at once."""
HELD = 8 * BLOCK
"""Sentences whose token vectors are held in 16 bits from the first look to the second, at most."""


class TrainedCoder:
    """Judges the sentences of a document.

    Raises ``DataError``: K101 (a file of the model is missing or unreadable), K102 (a file is not the one
    that the card describes, by its sha256).
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self.card = Card.read(folder / CARD)
        self.encoder = self._session(ENCODER, threads)
        self.heads = self._session(HEADS, threads)
        self.words = Words.read(self._checked(WORDS))
        made = ACCOUNTS in self.card.files  # a coder in the making has none
        self.accounts = AccountHeads.read(self._checked(ACCOUNTS)) if made else AccountHeads({})
        self.pieces = tokenizer(self._checked(PIECES))
        self._held: dict[Pieces, NDArray[np.float16]] = {}

    @property
    def name(self) -> str:
        """Name and version, as evidence cites them."""
        return f"{self.card.name}-{self.card.version}"

    def judge(self, view: DocumentView) -> list[Judgement]:
        """What the coder says of every sentence, in order."""
        inputs, count = Inputs(view, self.pieces), len(view.sentences)
        found: list[Judgement] = []
        for block in range(0, count, BLOCK):
            first, last = max(0, block - MARGIN), min(count, block + BLOCK + MARGIN)
            sentences = inputs.part(first, last)
            tokens = self._encoded([each.ids for each in sentences])
            for start in range(block - first, min(block + BLOCK, count) - first, WINDOW):
                left, right = max(0, start - MARGIN), start + WINDOW + MARGIN
                judged = self._judged(sentences[left:right], tokens[left:right])
                found += judged[start - left : start - left + WINDOW]
        self._held = {}
        return found[:count]

    def linking(
        self, view: DocumentView, source: Span | None, target: Span | None, trigger: Span | None
    ) -> Array | None:
        """The chances (R,) of the roots between a marked source and a marked target; ``None`` for no mark.

        ``trigger`` is the word that the rules take for their event, if any. Spans count in the document.
        """
        found = pair_of(view, self.pieces, source, target, trigger)
        if found is None:
            return None
        _, sentence = found
        (judged,) = self._judged([sentence], self._encoded([sentence.ids]))
        chances: Array = judged.events[0]
        return chances

    def vectors(self, sentences: Sequence[SentenceView]) -> Iterator[tuple[Placed, Array]]:
        """Of each sentence where its words stand among its word pieces, and their vectors (T, H).

        ``judge`` will not encode these sentences again, unless there are too many to hold.
        """
        held: dict[Pieces, NDArray[np.float16]] = {}
        self._held = held
        for start in range(0, len(sentences), BLOCK):
            masked = [Masked(sentence) for sentence in sentences[start : start + BLOCK]]
            encoded = self.pieces.encode_batch([each.text for each in masked])
            placed = [Placed(*each) for each in zip(masked, encoded, strict=True)]
            found = self._encoded([each.ids for each in placed])
            if start < HELD:
                held |= {
                    tuple(each.ids): vectors.astype("float16")
                    for each, vectors in zip(placed, found, strict=True)
                }
            yield from zip(placed, found, strict=True)

    def _encoded(self, sentences: list[list[int]]) -> list[Array]:
        """The token vectors (T, H) of sentences of word pieces; those held are not encoded again."""
        import numpy as np

        keys = [tuple(ids) for ids in sentences]
        held = self._held
        known = {key: held[key].astype(np.float32) for key in keys if key in held}
        order = sorted({*keys} - known.keys(), key=lambda key: (len(key), key))
        for start in range(0, len(order), TOGETHER):
            part = order[start : start + TOGETHER]
            longest = len(part[-1])
            ids = np.zeros((len(part), longest), np.int64)
            mask = np.zeros((len(part), longest), np.float32)
            for row, pieces in enumerate(part):
                ids[row, : len(pieces)] = pieces
                mask[row, : len(pieces)] = 1
            (tokens,) = self.encoder.run(None, {"ids": ids, "mask": mask})
            for row, pieces in enumerate(part):
                known[pieces] = tokens[row, : len(pieces)]
        return [known[key] for key in keys]

    def _judged(self, sentences: list[SentenceInput], tokens: list[Array]) -> list[Judgement]:
        import numpy as np

        batch = batch_of(sentences)
        padded = np.zeros((*batch.ids.shape, tokens[0].shape[1]), np.float32)
        for row, vectors in enumerate(tokens):
            padded[row, : len(vectors)] = vectors
        given: dict[str, Any] = {"tokens": padded, **batch._asdict()}
        del given["ids"]
        if not len(batch.owner):  # the graph wants at least one trigger
            width = batch.ids.shape[1]
            empty = np.zeros((1, width), np.float32)
            given |= {"owner": np.zeros(1, np.int64), "triggers": empty, "sources": empty, "targets": empty}
        labels, of_triggers, events, roles = self.heads.run(None, given)
        found, done = [], 0
        for row, each in enumerate(sentences):
            many = len(each.triggers)
            words = self.words.logits(of_sentence(each.ids))
            found.append(
                Judgement(
                    self.card.blended(labels[row], of_triggers[done : done + many], each.told, words),
                    _chance(of_triggers[done : done + many]),
                    _shares(events[done : done + many]),
                    each.sides,
                    _chance(roles[row, : len(each.sides)]),
                )
            )
            done += many
        return found

    def _session(self, name: str, threads: int) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        file = self._checked(name)
        try:
            return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise DataError("K101", f"is no ONNX model ({error})", where=str(file)) from error

    def _checked(self, name: str) -> Path:
        file = self.folder / name
        try:
            found = hashlib.sha256(file.read_bytes()).hexdigest()
        except OSError as error:
            raise DataError(
                "K101", "a file of the trained coder cannot be read", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            ) from error  # fmt: skip
        if found != self.card.files.get(name):
            raise DataError(
                "K102", "is not the file that model.json describes (its sha256 differs)", where=str(file),
                remedy="Reinstall détente, or read with --coder rules",
            )  # fmt: skip
        return file


@cache
def shipped() -> TrainedCoder:
    """The coder that came with the package."""
    return TrainedCoder(SHIPPED)


def is_shipped() -> bool:
    """Whether a trained coder came with the package."""
    return (SHIPPED / CARD).is_file()


def _chance(logits: Array) -> Array:
    import numpy as np

    chances: Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return chances


def _shares(logits: Array) -> Array:
    import numpy as np

    if not len(logits):
        return logits
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Array = powers / powers.sum(-1, keepdims=True)
    return shares
