"""What actors remember: decayed weights of past events, kept up to date at O(n) an event.

Weights are stored with a growing scale, so that time passing costs nothing: the true weight is the stored
one times ``e^{-rate (now - origin)}``. Two-path sums ``Σ_h min(w_ih, w_hj)`` scale alike, so they too are
updated only in the row and the column that an event touches.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

MOST_GROWTH = 300.0
"""Log of the scale at which the stored weights are brought back."""


class Memory:
    """The past of ``actors`` (n) as seen at ``now``; ``rate`` ≥ 0 is the decay per unit of time."""

    def __init__(self, actors: int, kinds: int, rate: float, *, closure: bool) -> None:
        self.rate = rate
        self.origin: float | None = None
        self.now = 0.0
        self.weight = np.zeros((actors, actors))
        self.by_kind = np.zeros((kinds, actors, actors)) if kinds else None
        self.sent, self.received = np.zeros(actors), np.zeros(actors)
        self.paths = np.zeros((actors, actors)) if closure else None
        self.shared_targets = np.zeros((actors, actors)) if closure else None
        self.shared_sources = np.zeros((actors, actors)) if closure else None
        self.last = np.zeros((actors, actors), dtype=bool)
        self.last_moment = -np.inf

    def move_to(self, now: float) -> None:
        """Let time pass; ``now`` never goes back."""
        if self.origin is None:
            self.origin = now
        self.now = now
        if self.rate * (now - self.origin) > MOST_GROWTH:
            shrink = np.exp(-self.rate * (now - self.origin))
            for each in (self.weight, self.by_kind, self.sent, self.received, self.paths,
                         self.shared_targets, self.shared_sources):  # fmt: skip
                if each is not None:
                    each *= shrink
            self.origin = now

    @property
    def scale(self) -> float:
        """What stored weights are multiplied with now."""
        return 1.0 if self.origin is None else float(np.exp(-self.rate * (self.now - self.origin)))

    def add(self, source: int, target: int, kind: int | None) -> None:
        """An event at ``now``; seen from the next moment on."""
        if self.last_moment < self.now:
            self.last[:] = False
            self.last_moment = self.now
        self.last[source, target] = True
        amount = 1.0 / self.scale
        if self.paths is not None:
            self._close(source, target, amount)
        self.weight[source, target] += amount
        self.sent[source] += amount
        self.received[target] += amount
        if self.by_kind is not None and kind is not None:
            self.by_kind[kind, source, target] += amount

    def _close(self, i: int, j: int, amount: float) -> None:
        """Two-path sums after the weight of i → j grows by ``amount``."""
        assert self.paths is not None
        assert self.shared_targets is not None
        assert self.shared_sources is not None
        old = self.weight[i, j]
        new = old + amount

        def gain(other: Floats, without: int) -> Floats:
            more: Floats = np.minimum(new, other) - np.minimum(old, other)
            more[without] = 0.0
            return more

        self.paths[i] += gain(self.weight[j], i)
        self.paths[:, j] += gain(self.weight[:, i], j)
        more = gain(self.weight[:, j], i)
        self.shared_targets[i] += more
        self.shared_targets[:, i] += more
        more = gain(self.weight[i], j)
        self.shared_sources[j] += more
        self.shared_sources[:, j] += more
