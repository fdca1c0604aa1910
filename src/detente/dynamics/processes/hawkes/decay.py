"""What is left of past events: exponentially decayed sums, by blocks instead of one event at a time.

The recursion ``S(t_i) = e^{-b (t_i - t_{i-1})} (S(t_{i-1}) + w_{i-1})`` (Ozaki 1979) is, within a block
whose length times the decay stays small, a cumulative sum of ``w e^{b u}`` divided by ``e^{b u}``: no loop
over events.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPAN = 200.0
"""Decay times the length of a block: e^200 is far from overflow and costs two digits in the second sums."""


def decayed_sums(moments: Floats, masses: Floats, decay: float) -> tuple[Floats, Floats]:
    """The decayed sums of strictly earlier masses, and the same weighted by their ages.

    ``moments`` (G,) rise strictly; ``masses`` (F, G); ``decay`` > 0 per unit of time. Returns ``S`` and
    ``D``, both (F, G): ``S[f, g] = sum_{h<g} masses[f, h] exp(-decay (moments[g] - moments[h]))`` and ``D``
    with each summand times ``moments[g] - moments[h]``, so that ``D = -dS/d decay``.
    """
    sums, aged = np.empty_like(masses), np.empty_like(masses)
    size = len(moments)
    carry, carry_aged = np.zeros(len(masses)), np.zeros(len(masses))
    start = 0
    while start < size:
        stop = max(start + 1, int(np.searchsorted(moments, moments[start] + SPAN / decay)))
        since = moments[start:stop] - moments[start]
        grown = np.exp(decay * since)
        part = masses[:, start:stop] * grown
        total = np.cumsum(part, axis=1)
        total_since = np.cumsum(part * since, axis=1)
        # Strictly earlier: what happens at the moment itself is taken off again, as a shift of the sums.
        before = np.concatenate([np.zeros((len(masses), 1)), total[:, :-1]], axis=1) + carry[:, None]
        before_since = np.concatenate([np.zeros((len(masses), 1)), total_since[:, :-1]], axis=1)
        sums[:, start:stop] = before / grown
        aged[:, start:stop] = (since * before - before_since + carry_aged[:, None]) / grown
        if stop < size:
            gap = moments[stop] - moments[start]
            shrink = np.exp(-decay * (gap - since[-1])) / grown[-1]
            now = total[:, -1] + carry
            carry_aged = (gap * now - total_since[:, -1] + carry_aged) * shrink
            carry = now * shrink
        start = stop
    return sums, aged
