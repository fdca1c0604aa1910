"""Which PLOVER event a word reports, by what hand-coded accounts taught the trained coder.

The witnesses are the rules' sense of the word, the network's chances of the roots and of the labels, and the
word's vector.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, cast

import msgspec
import numpy as np

from detente.coder import Judgement, TrainedCoder
from detente.codes import Sense
from detente.crisis import Layer
from detente.reading.base import Predicate, Reading, at
from detente.reading.figures import FIGURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = "root"
NULL = "null"
"""The class of events that are none of PLOVER's."""
SURE = 0.7
"""The rules' confidence in a sense of which they were not of two minds."""
RIVALS = 0.3
"""From this chance on another root is named beside the one that is chosen."""


def told_root(
    reading: Reading, predicate: Predicate, judgement: Judgement, row: int, coder: TrainedCoder
) -> None:
    """Settle the root of an event, how sure one may be of it, and its rivals.

    What was not looked at, or by a coder in the making, stays as the rules have it.
    """
    if reading.taught is None or ROOT not in reading.taught or at(predicate.token) not in reading.words:
        return
    head = reading.taught[ROOT]
    (chances,) = head.chances(
        root_vector(reading, predicate, judgement, row)[None], [list(root_marks(reading, predicate))]
    )
    order = [int(place) for place in np.argsort(-chances, kind="stable")]
    best = head.classes[order[0]]
    ruled = predicate.event or NULL
    own = predicate.sense is not None and predicate.sense.own
    if best != ruled and not own and FIGURE not in predicate.rules:
        replaced = predicate.sense
        predicate.sense = _sense(predicate, best, judgement, row, coder)
        predicate.alternatives = [replaced, *predicate.alternatives] if replaced is not None else []
        predicate.rules.append(f"coder:{coder.name}.root")
    elif len(order) > 1 and chances[order[1]] >= RIVALS and head.classes[order[1]] != NULL:
        rival = head.classes[order[1]]
        if predicate.sense is not None and rival not in {each.event for each in predicate.alternatives}:
            predicate.alternatives = [_of_event(predicate.sense, rival), *predicate.alternatives]
    now = predicate.event or NULL
    predicate.confidence = coder.card.told(float(chances[head.classes.index(now)]))


def root_vector(
    reading: Reading, predicate: Predicate, judgement: Judgement, row: int
) -> NDArray[np.float32]:
    """The word's vector, the log chances of the roots and the logits of the labels, in a row."""
    roots = np.log(np.clip(judgement.events[row], 1e-5, 1))
    labels = np.clip(judgement.triggers[row], 1e-4, 1 - 1e-4)
    vector = reading.words[at(predicate.token)].vector.astype(np.float32)
    return np.concatenate([vector, roots, np.log(labels / (1 - labels))]).astype(np.float32)


def root_marks(reading: Reading, predicate: Predicate) -> Iterator[str]:
    """What the rules have read of the event."""
    sense = predicate.sense
    yield f"rule {predicate.event}"
    yield f"rule {predicate.event} {predicate.pos}"
    yield f"rule {predicate.event} {predicate.confidence >= SURE}"
    yield f"known {sense is not None}"
    yield f"layer {predicate.layer}"
    yield f"leaf {sense.leaf if sense else None}"
    yield f"tag {predicate.token.tag_}"
    yield f"dep {predicate.token.dep_}"
    yield f"sides {bool(predicate.sources)} {bool(predicate.targets)}"
    yield from {f"by {reading.actors[id].kind}" for id in predicate.sources if id in reading.actors}
    yield from {f"to {reading.actors[id].kind}" for id in predicate.targets if id in reading.actors}
    yield from {f"rival {each.event}" for each in predicate.alternatives}
    if sense is not None:
        yield from (f"flag {flag}" for flag in sorted(sense.flags))


def _sense(predicate: Predicate, root: str, judgement: Judgement, row: int, coder: TrainedCoder) -> Sense:
    event = None if root == NULL else root
    if predicate.sense is not None:
        return _of_event(predicate.sense, event)
    layers: tuple[Layer, ...] = ("think", "say", "do")
    chances = [judgement.triggers[row, coder.card.labels.index(f"layer:{layer}")] for layer in layers]
    layer = layers[int(np.argmax(chances))]
    pos = cast(Literal["v", "n"], predicate.pos)
    return Sense(predicate.lemma, pos, (), event, None, None, layer, None, None, None, (), (), frozenset(), 0)


def _of_event(sense: Sense, event: str | None) -> Sense:
    """The sense with another event, without what held of the old one alone."""
    return msgspec.structs.replace(
        sense, event=event, mode=None, cameo=None, leaf=None, direction=None, armed=None
    )
