"""Places for a small network: a plain spring model (after Fruchterman and Reingold 1991).

It starts from fixed places, so that the same network always gives the same drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

ROUNDS = 260
Places = dict[str, tuple[float, float]]


def spread(ids: Sequence[str], springs: Sequence[tuple[str, str, float]]) -> Places:
    """Places between 0 and 1: those that springs (one, two, strength) link near one another.

    Half of each coordinate is its rank, so that a crowd opens up and labels stay apart.
    """
    number = len(ids)
    at = {
        id: [0.36 * math.cos(math.tau * place / number), 0.36 * math.sin(math.tau * place / number)]
        for place, id in enumerate(ids)
    }
    ideal = 0.9 / math.sqrt(number)
    for round_ in range(ROUNDS):
        push = {id: [-0.6 * at[id][0], -0.6 * at[id][1]] for id in ids}
        for place, one in enumerate(ids):
            for two in ids[place + 1 :]:
                dx, dy = at[one][0] - at[two][0], at[one][1] - at[two][1]
                # A little asymmetry parts those that would sit on one spot.
                gap = math.hypot(dx, dy) or 1e-3
                force = ideal * ideal / gap / gap
                for side, sign in ((one, 1), (two, -1)):
                    push[side][0] += sign * dx * force
                    push[side][1] += sign * dy * force
        for one, two, strength in springs:
            dx, dy = at[one][0] - at[two][0], at[one][1] - at[two][1]
            force = strength * math.hypot(dx, dy) / ideal
            for side, sign in ((one, -1), (two, 1)):
                push[side][0] += sign * dx * force
                push[side][1] += sign * dy * force
        heat = 0.08 * (1 - round_ / ROUNDS)
        for id in ids:
            size = math.hypot(*push[id]) or 1e-9
            at[id][0] += push[id][0] / size * min(size, heat)
            at[id][1] += push[id][1] / size * min(size, heat)
    across, down = (_opened({id: place[axis] for id, place in at.items()}) for axis in (0, 1))
    return {id: (across[id], down[id]) for id in at}


def _opened(along: dict[str, float]) -> dict[str, float]:
    low, high = min(along.values()), max(along.values())
    ranks = {id: rank for rank, id in enumerate(sorted(along, key=lambda id: (along[id], id)))}
    return {
        id: 0.5 * (value - low) / max(high - low, 1e-6) + 0.5 * ranks[id] / max(len(along) - 1, 1)
        for id, value in along.items()
    }
