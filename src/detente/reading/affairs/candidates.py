"""A stretch of text that may be a state of affairs, and the choice among those that overlap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from detente.reading.affairs.spans import overlap
from detente.reading.base import Predicate, Sentence


@dataclass(slots=True)
class Candidate:
    """A stretch, what it would be coded as, by which rule and how surely. ``who`` are actor ids."""

    start: int
    end: int
    kind: str
    who: tuple[str, ...]
    rule: str
    confidence: float
    sentence: Sentence
    modality: str = "asserted"
    speaker: tuple[str, ...] = ("author",)
    words: str = ""
    about: Predicate | None = None
    said_in: Predicate | None = None
    outcome: str | None = None
    alternatives: tuple[str, ...] = field(default=())


def best_apart(candidates: list[Candidate], *, allow: frozenset[str] = frozenset()) -> list[Candidate]:
    """The surest candidates that do not overlap, in text order; equal ones: the longer, then the earlier.

    A candidate whose rule is in ``allow`` may lie beside any other.
    """
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_sentence[each.sentence.index].append(each)
    kept: list[Candidate] = []
    for index in sorted(by_sentence):
        kept.extend(_of_sentence(by_sentence[index], allow))
    return sorted(kept, key=lambda each: (each.start, each.end))


def _of_sentence(candidates: list[Candidate], allow: frozenset[str]) -> list[Candidate]:
    kept: list[Candidate] = []
    for each in sorted(candidates, key=lambda each: (-each.confidence, each.start - each.end, each.start)):
        span = (each.start, each.end)
        clash = any(overlap(span, (other.start, other.end)) > 0 for other in kept)
        again = any((other.start, other.end, other.kind) == (*span, each.kind) for other in kept)
        if not clash or (each.rule in allow and not again):
            kept.append(each)
    return kept
