"""A text cut at every boundary of its coded spans, so that overlapping spans can be shown side by side.

All cutting counts code points, as the offsets of the records do; a page never has to count characters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.crisis import Document, Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*|\Z")
_NEWLINE = re.compile(r"\n\s*|\Z")


@dataclass(frozen=True)
class Mark:
    """A coded span: its record's anchor, its kind, its own words and the sentence of its evidence."""

    anchor: str
    kind: str
    span: Span
    evidence: Span


@dataclass(frozen=True)
class Segment:
    """A stretch that no boundary cuts. ``marks`` are (anchor, kind), innermost first."""

    number: int
    text: str
    marks: tuple[tuple[str, str], ...] = ()
    quiet: bool = False
    sentence: int | None = None


@dataclass(frozen=True)
class Cut:
    """Paragraphs of segments, and for each anchor the numbers of the segments it covers (first and last)."""

    paragraphs: tuple[tuple[Segment, ...], ...]
    words: dict[str, tuple[int, int]] = field(default_factory=dict)
    sentences: dict[str, tuple[int, int]] = field(default_factory=dict)
    next_number: int = 0


def cut(
    document: Document,
    marks: Sequence[Mark],
    sentences: Sequence[Span] = (),
    *,
    first: int = 0,
    limit: int | None = None,
) -> Cut:
    """``document.text`` as paragraphs of segments numbered from ``first``; at most ``limit`` code points."""
    text = document.text if limit is None else document.text[:limit]
    quiet = [*document.headings, *document.boilerplate]
    spans = [mark.span for mark in marks] + [mark.evidence for mark in marks] + [*sentences, *quiet]
    bounds = {0, len(text)} | {
        min(end, len(text)) for span in spans for end in (span.start, span.end) if end >= 0
    }
    # Where lines are whole paragraphs each newline parts them; where lines are wrapped only blank ones do.
    pattern = _BLANK if hard_wrapped(text) else _NEWLINE
    breaks = [match.span() for match in pattern.finditer(text)]
    bounds |= {end for pair in breaks for end in pair}
    ordered = sorted(bounds)
    covering = _covering(ordered, marks)
    hushed = _inside(ordered, quiet)
    starts = {span.start: number for number, span in enumerate(sentences)}
    gaps = dict(breaks)
    paragraphs: list[tuple[Segment, ...]] = []
    row: list[Segment] = []
    number = first
    numbered: dict[int, int] = {}
    skip = -1
    for place, (start, end) in enumerate(itertools.pairwise(ordered)):
        if start in gaps and gaps[start] > start:
            skip = gaps[start]
            paragraphs.append(tuple(row))
            row = []
        numbered[start] = number
        if start < skip:
            continue
        row.append(Segment(number, text[start:end], covering[place], place in hushed, starts.get(start)))
        number += 1
    paragraphs.append(tuple(row))
    words = {mark.anchor: _numbers(mark.span, ordered, numbered, number) for mark in marks}
    whole = {mark.anchor: _numbers(mark.evidence, ordered, numbered, number) for mark in marks}
    return Cut(tuple(filter(None, paragraphs)), words, whole, number)


def _covering(ordered: list[int], marks: Sequence[Mark]) -> list[tuple[tuple[str, str], ...]]:
    place = {bound: index for index, bound in enumerate(ordered)}
    last = ordered[-1]
    opened: dict[int, list[Mark]] = {}
    closed: dict[int, list[Mark]] = {}
    for mark in marks:
        if 0 <= mark.span.start < min(mark.span.end, last):
            opened.setdefault(place[mark.span.start], []).append(mark)
            closed.setdefault(place[min(mark.span.end, last)], []).append(mark)
    active: dict[str, Mark] = {}
    found: list[tuple[tuple[str, str], ...]] = []
    for index in range(len(ordered)):
        for mark in closed.get(index, ()):
            active.pop(mark.anchor, None)
        for mark in opened.get(index, ()):
            active[mark.anchor] = mark
        inner = sorted(active.values(), key=lambda mark: (len(mark.span), mark.span.start, mark.anchor))
        found.append(tuple((mark.anchor, mark.kind) for mark in inner))
    return found


def _inside(ordered: list[int], spans: Iterable[Span]) -> set[int]:
    spans = list(spans)
    if not spans:
        return set()
    return {
        index for index, start in enumerate(ordered) if any(span.start <= start < span.end for span in spans)
    }


def _numbers(span: Span, ordered: list[int], numbered: dict[int, int], end: int) -> tuple[int, int]:
    """First and last segment of a span; an empty range where it lies outside the text that is shown."""
    first = numbered.get(span.start)
    if first is None or span.end <= span.start:
        return (0, -1)
    last = numbered.get(min(span.end, ordered[-1]), end)
    return (first, max(first, last - 1))


def hard_wrapped(text: str) -> bool:
    """Whether lines end where they ran out of room, rather than where the writer broke them."""
    lines = [row.strip() for row in text.split("\n")]
    pairs = [(one, two) for one, two in itertools.pairwise(lines) if one and two]
    broken = sum(
        not one.endswith((".", "!", "?", ":", ";", "”", '"', "’")) and two[:1].islower() for one, two in pairs
    )
    return bool(pairs) and broken * 4 > len(pairs)
