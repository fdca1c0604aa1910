"""How sure the coder may be of an event that an account tells of: fitted on accounts coded by hand.

The weights that pool rules and network come from marked pairs of sentences, which are another task: there the
rules are right less often than in accounts.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from detente.coder.calibration import Card, Platt, logit
from detente.coder.model import CARD, TrainedCoder
from detente.evaluation.measures import calibration
from detente.evaluation.on_gold import confidences, matched
from detente.reading import Reader

Said = list[tuple[float, bool]]


def tell(model: Path, accounts: Path) -> Card:
    """Fit ``told`` of the card in ``model`` on the gold texts in ``accounts``; write the card and give it.

    Its scores by leaving out one account after the other stand in the card's ``scores`` under ``told``.
    """
    coder = TrainedCoder(model)
    coder.card = msgspec.structs.replace(coder.card, told=Platt())
    reader = Reader(coder)
    said = [confidences(seen) for _, seen in matched(accounts, reader.read)]
    alone = [
        (fitted([pair for other in said if other is not one for pair in other])(chance), right)
        for one in said
        for chance, right in one
    ]
    scores = coder.card.scores | {"told": {"accounts": len(said), **calibration(alone)}}
    card = msgspec.structs.replace(
        coder.card, told=fitted([pair for one in said for pair in one]), scores=scores
    )
    (model / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    return card


def fitted(said: Said) -> Platt:
    """The line that makes these answers likeliest."""
    chances = np.array([[logit(chance)] for chance, _ in said])
    found = LogisticRegression(C=1e6).fit(chances, [right for _, right in said])
    return Platt(round(float(found.coef_[0, 0]), 3), round(float(found.intercept_[0]), 3))
