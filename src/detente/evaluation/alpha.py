"""Krippendorff's alpha: how far coders agree beyond chance, with any number of coders and missing values.

Formula and worked examples: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of
Pennsylvania, 2011), and "Content Analysis", 4th edition (2018), chapter 12. With o the coincidence of values
within units, n their marginal sums and d the difference of two values,

    alpha = 1 − (n − 1) · Σ o[c,k]·d(c,k)² / Σ n[c]·n[k]·d(c,k)²

For sets d² is the MASI distance 1 − J·M of R. Passonneau, "Measuring Agreement on Set-valued Items (MASI) for
Semantic and Pragmatic Annotation" (LREC 2006): J the members shared among all, M 1 for equal sets, 2/3 where
one holds the other, 1/3 where they only overlap, 0 where they share nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import permutations
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["nominal", "ordinal", "interval", "set"]


def alpha(
    codings: Sequence[Sequence[Hashable | None]],
    level: Level = "nominal",
    *,
    order: Sequence[Hashable] | None = None,
) -> float | None:
    """Agreement of several coders on the same units: 1 perfect, 0 as by chance, below 0 systematic discord.

    ``codings`` has a row a coder and a column a unit; ``None`` is a missing value. ``order`` gives the values
    from low to high for ``ordinal`` (default: sorted). Values of level ``set``
    are tuples or frozensets. ``None`` where nothing can be compared: no unit has two values, or all values
    are the same. Raises ``ValueError`` for rows of unequal length, an unknown level, a value that ``order``
    lacks, ``interval`` values that are no numbers, or ``set`` values that are no sets.
    """
    if len({len(row) for row in codings}) > 1:
        raise ValueError("every coder needs one value (or None) for each unit")
    units = [[value for value in unit if value is not None] for unit in zip(*codings, strict=True)]
    # A unit with one value pairs with nothing, so it says nothing about agreement.
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in units for value in unit)
    if len(totals) < 2:
        return None
    distance = _distance(level, totals, order)
    observed = sum(
        distance(one, other) / (len(unit) - 1) for unit in units for one, other in permutations(unit, 2)
    )
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one, other in permutations(totals, 2)
    )
    return 1 - (totals.total() - 1) * observed / expected


def _distance(
    level: Level, totals: Counter[Hashable], order: Sequence[Hashable] | None
) -> Callable[[Hashable, Hashable], float]:
    """The squared difference of two values at a level of measurement."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "interval":
        if not all(isinstance(value, int | float) for value in totals):
            raise ValueError("interval values must be numbers")
        return lambda one, other: float(one - other) ** 2  # type: ignore[operator]
    if level == "set":
        if not all(isinstance(value, tuple | frozenset) for value in totals):
            raise ValueError("set values must be tuples or frozensets")
        return lambda one, other: _masi(frozenset(one), frozenset(other))  # type: ignore[call-overload]
    if level != "ordinal":
        raise ValueError(f"unknown level {level!r}: use nominal, ordinal, interval or set")
    ranked = _ranked(totals, order)
    # Ordinal values are as far apart as the number of codings that lie between the middles of the two.
    middle, below = {}, 0.0
    for value in ranked:
        middle[value] = below + totals[value] / 2
        below += totals[value]
    return lambda one, other: (middle[one] - middle[other]) ** 2


def _masi(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    monotony = 2 / 3 if shared in (one, other) else 1 / 3
    return 1 - len(shared) / len(one | other) * monotony


def _ranked(totals: Iterable[Hashable], order: Sequence[Hashable] | None) -> Sequence[Hashable]:
    if order is None:
        return sorted(totals)  # type: ignore[type-var]
    if unknown := [value for value in totals if value not in order]:
        raise ValueError(f"not in the order: {unknown[0]!r}")
    return order
