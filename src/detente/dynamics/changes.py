"""Change points of the level of a series, and how sure each is.

The places are those of the least squared error plus a penalty a change (PELT, Killick, Fearnhead and Eckley
2012, JASA 107; by ruptures). The penalty is 3 s² log n, the modified BIC of Zhang and Siegmund (2007,
Biometrics 63) to first order, with s from the median absolute difference of neighbours, which a change of
level does not inflate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3
FEWEST = 8
RESAMPLES, PERMUTATIONS = 200, 999
TIED = 0.25
NORMAL_MAD = 0.6745 * math.sqrt(2)
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """A change of level before the value at ``place``.

    ``support``: the share of residual bootstrap series in which a change is found there again (as near as
    ``SHORTEST`` places or a twentieth of the length); 90 % of the places found there lie in ``low`` to
    ``high``.
    ``p``: how often shuffling the two stretches beside it gives as large a largest step between two means as
    the one seen: a small p speaks against one level. Both take the values as independent given the level.
    """

    place: int
    support: float
    low: int
    high: int
    p: float


@dataclass(frozen=True)
class Found:
    """The change points; ``noise`` is s and ``penalty`` what a change had to save in squared error."""

    changes: tuple[Change, ...]
    noise: float
    penalty: float


def noise_of(values: Values, grain: float) -> float:
    """The spread around the level, robust to changes of it; at least ``grain``.

    Where more than a quarter of the neighbours are equal (silent weeks) the median says nothing of the
    spread, and the root mean square difference is taken.
    """
    steps = np.abs(np.diff(values))
    if np.mean(steps == 0) > TIED:
        return max(float(np.sqrt(np.mean(steps**2) / 2)), grain)
    return max(float(np.median(steps)) / NORMAL_MAD, grain)


def places_of(values: Values, penalty: float) -> list[int]:
    """First places of the stretches but the first. Squared error and penalty, exact."""
    from ruptures import KernelCPD

    if len(values) < 2 * SHORTEST:
        return []
    ends = KernelCPD(kernel="linear", min_size=SHORTEST).fit(values).predict(pen=penalty)
    return [int(end) for end in ends[:-1]]


def changes(values: Values, *, grain: float, rng: np.random.Generator) -> Found:
    """The change points of at least ``FEWEST`` values in time order. Raises ``ValueError`` for fewer.

    ``grain`` is the least noise that is assumed, for series with long equal stretches.
    """
    count = len(values)
    if count < FEWEST:
        raise ValueError(f"{count} values are too few for change points")
    noise = noise_of(values, grain)
    penalty = 3 * noise**2 * math.log(count)
    places = places_of(values, penalty)
    bounds = [0, *places, count]
    again = _again(values, bounds, penalty, rng) if places else []
    found = []
    for index, place in enumerate(places, 1):
        near = _near(again, place, max(SHORTEST, count // 20))
        low, high = (int(each) for each in np.quantile(near, [0.05, 0.95])) if near else (place, place)
        found.append(
            Change(
                place=place,
                support=len(near) / RESAMPLES,
                low=low,
                high=high,
                p=_p(values[bounds[index - 1] : bounds[index + 1]], rng),
            )
        )
    return Found(tuple(found), noise, penalty)


def _again(values: Values, bounds: list[int], penalty: float, rng: np.random.Generator) -> list[list[int]]:
    """The places found in series made of the levels and shuffled residuals."""
    levels = [values[start:end].mean() for start, end in pairwise(bounds)]
    fitted = np.repeat(levels, np.diff(bounds))
    residuals = values - fitted
    return [places_of(fitted + rng.choice(residuals, len(values)), penalty) for _ in range(RESAMPLES)]


def _near(again: list[list[int]], place: int, reach: int) -> list[int]:
    """The nearest place of each series, where one is within reach."""
    nearest = (min(places, key=lambda each: abs(each - place)) for places in again if places)
    return [each for each in nearest if abs(each - place) <= reach]


def _p(values: Values, rng: np.random.Generator) -> float:
    """The permutation test of one level against one change anywhere; never 0."""
    seen = _largest_step(values[None, :])[0]
    shuffled = rng.permuted(np.tile(values, (PERMUTATIONS, 1)), axis=1)
    return float((1 + (_largest_step(shuffled) >= seen - 1e-9).sum()) / (PERMUTATIONS + 1))


def _largest_step(rows: Values) -> Values:
    """The largest standardised difference of the means before and after a place, of each row."""
    count = rows.shape[1]
    before = np.arange(1, count)
    sums = np.cumsum(rows - rows.mean(axis=1, keepdims=True), axis=1)[:, :-1]
    inside = (before >= SHORTEST) & (before <= count - SHORTEST)
    steps: Values = np.abs(sums[:, inside]) / np.sqrt(before * (count - before) / count)[inside]
    largest: Values = steps.max(axis=1)
    return largest
