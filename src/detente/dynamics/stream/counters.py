"""Counters that fade: how often, how lately a key was seen, kept day by day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
NEVER = np.int32(1 << 30)
"""The gap of a key that was never seen, in days."""


class FadingCounter:
    """Counts of integer keys, each event worth ``exp(-age / scale)``; a scale of 0 means that it never fades.

    State grows with the keys seen. A day costs its own events and one copy of the sorted key list.
    """

    def __init__(self, scales: tuple[float, ...]) -> None:
        self.scales = scales
        self._rate = np.array([1 / scale if scale else 0.0 for scale in scales], np.float32)
        self.keys: Ints = np.zeros(0, np.int64)
        self._place: Ints = np.zeros(0, np.int64)
        self._value: Floats = np.zeros((1024, len(scales)), np.float32)
        self._last: NDArray[np.int32] = np.zeros(1024, np.int32)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, keys: Ints, day: int) -> None:
        """Count the events of one day; days must not go back."""
        if not len(keys):
            return
        keys, counts = np.unique(keys, return_counts=True)
        at = np.searchsorted(self.keys, keys)
        known = self._matches(at, keys)
        rows = self._place[at[known]]
        age = (day - self._last[rows]).astype(np.float32)
        self._value[rows] = self._value[rows] * np.exp(-age[:, None] * self._rate) + counts[
            known, None
        ].astype(np.float32)
        self._last[rows] = day
        fresh = ~known
        many = int(fresh.sum())
        if many:
            self._room(many)
            new = np.arange(self._size, self._size + many)
            self._value[new] = counts[fresh, None]
            self._last[new] = day
            self.keys = np.insert(self.keys, at[fresh], keys[fresh])
            self._place = np.insert(self._place, at[fresh], new)
            self._size += many

    def find(self, keys: Ints) -> Ints:
        """Rows of the keys, -1 where never seen; any shape."""
        if not self._size:
            return np.full(keys.shape, -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), self._size - 1)
        return np.where(self.keys[at] == keys, self._place[at], -1)

    def span(self, low: Ints, high: Ints) -> tuple[Ints, Ints]:
        """First and past-the-last place in ``keys`` of the ranges ``low <= key < high``."""
        return np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)

    def at_places(self, places: Ints) -> Ints:
        """Rows of places in ``keys``."""
        return self._place[places]

    def read(self, rows: Ints, day: int) -> tuple[Floats, Floats]:
        """Faded counts (…, scales) and days since the last event (…), NaN where never seen, for rows of
        ``find``.
        """
        if not self._size:
            return np.zeros((*rows.shape, len(self.scales)), np.float32), np.full(
                rows.shape, np.nan, np.float32
            )
        known = rows >= 0
        safe = np.where(known, rows, 0)
        gap = (day - self._last[safe]).astype(np.float32)
        values = self._value[safe] * np.exp(-gap[..., None] * self._rate)
        values *= known[..., None]
        return values, np.where(known, gap, np.float32(np.nan))

    def _matches(self, at: Ints, keys: Ints) -> NDArray[np.bool_]:
        if not self._size:
            return np.zeros(len(keys), bool)
        return np.asarray(self.keys[np.minimum(at, self._size - 1)] == keys)

    def _room(self, many: int) -> None:
        while self._size + many > len(self._last):
            self._value = np.concatenate([self._value, np.zeros_like(self._value)])
            self._last = np.concatenate([self._last, np.zeros_like(self._last)])
