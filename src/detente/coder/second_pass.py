"""The second pass over a sentence: who takes part, given all that the first pass said of it.

The network says of each side on its own how likely it acts. Whether the sentence reports an act at all, and
how sure the network is of the other sides, tells more: the likeliest side of a sentence that surely reports a
speech speaks, the third likeliest seldom does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

COARSE = 10
"""The labels that come first on every card: layers, directions, armed or not, any event."""
LOWEST = 1e-4
"""Chances are kept this far from 0 and 1 before their logits are taken."""


def seen(labels: Array, roles: Array) -> Array:
    """What the second pass goes by, (C, 35), from chances of the labels (L,) and of the roles (C, 5).

    Of each side: its five logits, its five chances; by role its rank, the logit of the likeliest other side
    and the sum of the others' chances; then the logits of the sentence's coarse labels.
    """
    import numpy as np

    count = len(roles)
    if not count:
        return np.zeros((0, 0), np.float32)
    rank = (roles[None] > roles[:, None]).sum(1)
    first = roles.max(0)
    second = np.sort(roles, axis=0)[-2] if count > 1 else np.zeros_like(first)
    others = np.where(rank == 0, second, first)
    coarse = np.broadcast_to(_logit(labels[:COARSE]), (count, COARSE))
    found: Array = np.concatenate(
        [_logit(roles), roles, rank, _logit(others), roles.sum(0) - roles, coarse], axis=1
    ).astype(np.float32)
    return found


def second_pass(weights: Mapping[str, tuple[float, ...]], labels: Array, roles: Array) -> Array:
    """The roles' chances (C, 5) of the second pass; as they were where there are no weights.

    ``weights`` holds for each role the weights of a logistic regression over ``seen``, its bias last.
    """
    import numpy as np

    if not weights or not len(roles):
        return roles
    held = np.array(list(weights.values()), np.float32).T
    logits = seen(labels, roles) @ held[:-1] + held[-1]
    chances: Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return chances


def _logit(chances: Array) -> Array:
    import numpy as np

    kept = np.clip(chances, LOWEST, 1 - LOWEST)
    logits: Array = np.log(kept / (1 - kept))
    return logits
