"""From a view to what the network takes: word pieces, and where mentions and triggers stand among them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detente.coder.features import WIDTH, Candidate, Candidates, place_in_text
from detente.coder.masking import Masked
from detente.coder.views import DocumentView, SentenceView
from detente.crisis import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    Array = NDArray[np.float32]

LONGEST = 128
"""Word pieces of a sentence that are read; what stands beyond has no vector."""

Stretch = tuple[int, int]


class SentenceInput(NamedTuple):
    """A sentence for the network; stretches count word pieces.

    ``mentions`` holds the stretches of each candidate side; ``triggers`` a trigger's own stretch, its
    source's and its target's; ``told`` the label (``layer:kind``) that the rules give each trigger.
    """

    ids: list[int]
    place: list[float]
    sides: tuple[str, ...]
    features: list[list[float]]
    mentions: list[list[Stretch]]
    triggers: list[tuple[list[Stretch], list[Stretch], list[Stretch]]]
    told: tuple[str | None, ...] = ()


class Batch(NamedTuple):
    """The arrays of a document, as ``network.Heads`` takes them (float32; ids and owner int64)."""

    ids: NDArray[np.int64]
    mask: Array
    place: Array
    mentions: Array
    features: Array
    present: Array
    owner: NDArray[np.int64]
    triggers: Array
    sources: Array
    targets: Array


@cache
def tokenizer(file: Path) -> Tokenizer:
    """The word-piece tokenizer of a file, without padding or cutting."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(file))
    found.no_padding()
    found.no_truncation()
    return found


class Inputs:
    """The network's input for the sentences of a document, made part by part to keep memory flat."""

    def __init__(self, view: DocumentView, pieces: Tokenizer) -> None:
        self.view, self.pieces = view, pieces
        self.candidates = Candidates(view)

    def part(self, first: int, last: int) -> list[SentenceInput]:
        """The sentences from ``first`` to before ``last``."""
        sentences = self.view.sentences[first:last]
        masked = [Masked(sentence) for sentence in sentences]
        encoded = self.pieces.encode_batch([each.text for each in masked])
        return [
            _sentence(
                sentence,
                Placed(masked[row], encoded[row]),
                self.candidates.of(first + row),
                place_in_text(self.view, first + row),
            )
            for row, sentence in enumerate(sentences)
        ]


def inputs_of(view: DocumentView, pieces: Tokenizer) -> list[SentenceInput]:
    """The network's input for every sentence of a document."""
    return Inputs(view, pieces).part(0, len(view.sentences))


class Placed:
    """Finds the word pieces of a stretch of the sentence."""

    def __init__(self, masked: Masked, encoded: Encoding) -> None:
        self.masked = masked
        self.ids: list[int] = encoded.ids[:LONGEST]
        self.offsets = encoded.offsets[:LONGEST]

    def stretch(self, start: int, end: int) -> list[Stretch]:
        """One stretch of word pieces, or none where the words were cut off."""
        first, last = self.masked.span(start, end)
        inside = [
            place
            for place, (left, right) in enumerate(self.offsets)
            if left < right and left < last and right > first
        ]
        return [(inside[0], inside[-1] + 1)] if inside else []


def _sentence(
    sentence: SentenceView, placed: Placed, sides: list[Candidate], place: list[float]
) -> SentenceInput:
    where: dict[str, list[Stretch]] = {}
    for mention in sentence.mentions:
        for side in mention.sides:
            where.setdefault(side, []).extend(placed.stretch(mention.start, mention.end))
    return SentenceInput(
        placed.ids,
        place,
        tuple(each.side for each in sides),
        [each.features for each in sides],
        [where.get(each.side, []) for each in sides],
        [
            (
                placed.stretch(trigger.start, trigger.end),
                [found for side in trigger.sources for found in where.get(side, ())],
                [found for side in trigger.targets for found in where.get(side, ())],
            )
            for trigger in sentence.triggers
        ],
        tuple(f"{each.layer}:{each.leaf}" if each.leaf else None for each in sentence.triggers),
    )


def pair_of(
    view: DocumentView,
    pieces: Tokenizer,
    source: Span | None,
    target: Span | None,
    trigger: Span | None,
) -> tuple[int, SentenceInput] | None:
    """The sentence of a marked source and target, with their pair as its one trigger; spans in the document.

    ``None`` where neither is marked. What stands outside the sentence of the first of them is left out.
    """
    anchor = source or target
    if anchor is None or not view.sentences:
        return None
    index = max((place for place, each in enumerate(view.sentences) if each.start <= anchor.start), default=0)
    sentence = view.sentences[index]
    masked = Masked(sentence)
    placed = Placed(masked, pieces.encode(masked.text))

    def stretch(span: Span | None) -> list[Stretch]:
        if span is None or not sentence.start <= span.start < sentence.start + len(sentence.text):
            return []
        return placed.stretch(span.start - sentence.start, span.end - sentence.start)

    parts = stretch(trigger), stretch(source), stretch(target)
    return index, SentenceInput(placed.ids, place_in_text(view, 0), (), [], [], [parts])


def batch_of(sentences: list[SentenceInput]) -> Batch:
    """Padded arrays of some sentences in document order."""
    import numpy as np

    count = len(sentences)
    longest = max(len(each.ids) for each in sentences)
    sides = max(1, max(len(each.sides) for each in sentences))
    triggers = [(index, *trigger) for index, each in enumerate(sentences) for trigger in each.triggers]
    ids = np.zeros((count, longest), np.int64)
    mask = np.zeros((count, longest), np.float32)
    mentions = np.zeros((count, sides, longest), np.float32)
    features = np.zeros((count, sides, WIDTH), np.float32)
    present = np.zeros((count, sides), np.float32)
    for index, each in enumerate(sentences):
        ids[index, : len(each.ids)] = each.ids
        mask[index, : len(each.ids)] = 1
        if each.sides:
            features[index, : len(each.sides)] = each.features
            present[index, : len(each.sides)] = 1
        for side, stretches in enumerate(each.mentions):
            _fill(mentions[index, side], stretches)
    pools = np.zeros((3, len(triggers), longest), np.float32)
    for place, (_, *parts) in enumerate(triggers):
        for part, stretches in enumerate(parts):
            _fill(pools[part, place], stretches)
    return Batch(
        ids,
        mask,
        np.array([each.place for each in sentences], np.float32),
        mentions,
        features,
        present,
        np.array([index for index, *_ in triggers], np.int64),
        *pools,
    )


def _fill(weights: Array, stretches: list[Stretch]) -> None:
    """Equal weights over the word pieces of some stretches, summing to 1; nothing for none."""
    for first, last in stretches:
        weights[first:last] = 1
    total = weights.sum()
    if total:
        weights /= total
