"""How far codings agree: alpha by field, a confusion table, and every disagreement with its words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import get_args

from msgspec import Struct

from detente.crisis import Span
from detente.evaluation.alpha import Level, alpha
from detente.evaluation.compare.aligned import Unit, same_texts, units, with_same_actors
from detente.evaluation.compare.codings import Coding, Value

FIELDS: dict[str, Level] = {
    "layer": "nominal",
    "event": "nominal",
    "mode": "nominal",
    "leaf": "nominal",
    "direction": "nominal",
    "rung": "ordinal",
    "modality": "nominal",
    "polarity": "nominal",
    "happened": "nominal",
    "sources": "set",
    "targets": "set",
    "speaker": "set",
    "when": "nominal",
    "domestic": "nominal",
}
"""What is compared, at which level of measurement."""

HOLDS = "sentence holds an event"
NOT_CODED = "(no event)"
SHOWN_WHEN_MISSING = frozenset({"event", "sources", "targets"})
"""What is shown of an event that some coder does not have."""
assert set(FIELDS.values()) <= set(get_args(Level))


class Coder(Struct, frozen=True):
    """One coding: its name (that of its file), what coded it, how many events it has in the part compared."""

    name: str
    coder: str
    events: int


class Pair(Struct, frozen=True):
    """How many events two coders share, and the share of the larger whole: 2 · shared / (first + second)."""

    first: str
    second: str
    shared: int
    f1: float | None


class Agreement(Struct, frozen=True):
    """Agreement on one field: Krippendorff's alpha, the share of pairs of codings that are equal, and on
    how many units at least two coders say something. ``None`` where nothing can be compared."""

    field: str
    level: Level
    alpha: float | None
    equal: float | None
    units: int


class Confusion(Struct, frozen=True):
    """How often the first coder's value meets the second's on one field.

    ``counts`` has a row a value of the first and a column a value of the second, both in the order of
    ``values``; the diagonal is agreement.
    """

    field: str
    first: str
    second: str
    values: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def swaps(self) -> list[tuple[str, str, int]]:
        """First's value, second's value and how often, where the two differ, the most frequent first."""
        found = [
            (one, other, self.counts[row][column])
            for row, one in enumerate(self.values)
            for column, other in enumerate(self.values)
            if row != column and self.counts[row][column]
        ]
        return sorted(found, key=lambda swap: (-swap[2], swap))


class Disagreement(Struct, frozen=True):
    """One place where coders differ: the sentence, the trigger in it, and who says what in which field.

    ``values`` maps a field to one value a coder, in their order; ``None`` where a coder says nothing of the
    field. ``ids`` are the events, ``None`` for coders that have none here.
    """

    sentence: str
    start: int
    trigger: Span
    ids: tuple[str | None, ...]
    values: dict[str, tuple[Value | None, ...]]


class Comparison(Struct, frozen=True):
    """All that can be said of several codings of the same texts."""

    coders: tuple[Coder, ...]
    pairs: tuple[Pair, ...]
    agreement: tuple[Agreement, ...]
    confusion: tuple[Confusion, ...]
    disagreements: tuple[Disagreement, ...]


def compare(
    codings: Sequence[Coding], field: str = "event", *, names: Sequence[str] | None = None
) -> Comparison:
    """Compare two or more codings; ``field`` (one of ``FIELDS``) is that of the confusion tables.

    ``names`` are shown instead of the codings' own.

    Raises ``ValueError`` for fewer than two codings or an unknown field, ``DataError`` (V104) for codings
    of different texts.
    """
    if len(codings) < 2 or field not in FIELDS:
        raise ValueError(f"two codings and one of {', '.join(FIELDS)} are needed")
    same_texts(codings)
    codings = with_same_actors(codings)
    found = units(codings)
    names = names or [coding.name for coding in codings]
    events = [sum(unit.members[coder] is not None for unit in found) for coder in range(len(codings))]
    return Comparison(
        coders=tuple(map(Coder, names, [each.coder for each in codings], events)),
        pairs=tuple(_pair(names, events, found, *two) for two in combinations(range(len(names)), 2)),
        agreement=(_by_sentence(codings, found), *(_of_field(name, found) for name in FIELDS)),
        confusion=tuple(_confusion(field, names, found, *two) for two in combinations(range(len(names)), 2)),
        disagreements=tuple(_disagreements(codings, found)),
    )


def _pair(names: Sequence[str], events: Sequence[int], found: list[Unit], one: int, other: int) -> Pair:
    shared = sum(unit.members[one] is not None and unit.members[other] is not None for unit in found)
    total = events[one] + events[other]
    return Pair(names[one], names[other], shared, round(2 * shared / total, 3) if total else None)


def _of_field(field: str, found: list[Unit]) -> Agreement:
    columns = [[each.values.get(field) if each else None for each in unit.members] for unit in found]
    columns = [column for column in columns if sum(value is not None for value in column) > 1]
    return _agreement(field, FIELDS[field], columns)


def _agreement(field: str, level: Level, columns: list[list[Value | None]]) -> Agreement:
    rows = list(zip(*columns, strict=True))
    value = alpha(rows, level)
    pairs = [
        one == other
        for column in columns
        for one, other in combinations([value for value in column if value is not None], 2)
    ]
    return Agreement(
        field,
        level,
        round(value, 3) if value is not None else None,
        round(sum(pairs) / len(pairs), 3) if pairs else None,
        len(columns),
    )


def _by_sentence(codings: Sequence[Coding], found: list[Unit]) -> Agreement:
    """Whether a sentence holds an event at all: the unit of which every coder says yes or no."""
    holding: list[set[tuple[str, int]]] = [set() for _ in codings]
    for unit in found:
        index = _sentence(codings, unit.text, unit.span.start)[0]
        for coder, member in enumerate(unit.members):
            if member is not None and index >= 0:
                holding[coder].add((unit.text, index))
    whole = Span(0, 1 << 62)
    columns: list[list[Value | None]] = []
    for text in codings[0].texts:
        parts = [coding.annotated.get(text, whole) for coding in codings]
        for index, sentence in enumerate(_sentences(codings, text)):
            if all(part.start <= sentence.start < part.end for part in parts):
                columns.append(["yes" if (text, index) in each else "no" for each in holding])
    return _agreement(HOLDS, "nominal", columns)


def _sentences(codings: Sequence[Coding], text: str) -> tuple[Span, ...]:
    """The sentences of the first coding that has some."""
    return next((coding.sentences[text] for coding in codings if coding.sentences.get(text)), ())


def _sentence(codings: Sequence[Coding], text: str, start: int) -> tuple[int, Span | None]:
    """The sentence that an offset lies in, and its number; −1 and ``None`` outside of all."""
    sentences = _sentences(codings, text)
    index = bisect_right(sentences, start, key=lambda each: each.start) - 1
    return (index, sentences[index]) if index >= 0 and start < sentences[index].end else (-1, None)


def _confusion(field: str, names: Sequence[str], found: list[Unit], one: int, other: int) -> Confusion:
    counts: Counter[tuple[str, str]] = Counter()
    for unit in found:
        first, second = unit.members[one], unit.members[other]
        said = [each.values.get(field) if each else NOT_CODED for each in (first, second)]
        if (first or second) and None not in said:
            counts[written(said[0]), written(said[1])] += 1
    values = {value for pair in counts for value in pair}
    order = tuple(sorted(values, key=lambda value: (value == NOT_CODED, value)))
    table = tuple(tuple(counts[row, column] for column in order) for row in order)
    return Confusion(field, names[one], names[other], order, table)


def written(value: Value | None) -> str:
    """A value as words; ``—`` where a coder says nothing of the field."""
    if value is None:
        return "—"
    return ", ".join(value) or "nobody" if isinstance(value, tuple) else str(value)


def _disagreements(codings: Sequence[Coding], found: list[Unit]) -> list[Disagreement]:
    result = []
    for unit in found:
        values: dict[str, tuple[Value | None, ...]] = {}
        missing = None in unit.members
        for field in FIELDS:
            said = tuple(each.values.get(field) if each else None for each in unit.members)
            differs = len({value for value in said if value is not None}) > 1
            if differs or (missing and field in SHOWN_WHEN_MISSING):
                values[field] = said
        if not values:
            continue
        _, sentence = _sentence(codings, unit.text, unit.span.start)
        place = sentence or unit.span
        place = Span(min(place.start, unit.span.start), max(place.end, unit.span.end))
        ids = tuple(each.id if each else None for each in unit.members)
        words = place.slice(codings[0].texts[unit.text])
        result.append(Disagreement(words, place.start, unit.span, ids, values))
    return result
