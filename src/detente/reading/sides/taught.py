"""Who did it and to whom, by what hand-coded accounts taught the trained coder.

The rules fill sides by grammar and by the passage. Where one is still open the heads weigh every actor in
reach: where it stands in the clause, what the network thinks of its side, its part in the events before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np
from spacy.tokens import Token

from detente.coder import TrainedCoder
from detente.reading.base import ActorMention, Predicate, Reading, at
from detente.reading.merge import root
from detente.reading.pairs import country_of, main_pair
from detente.reading.views import side_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Role = Literal["sources", "targets"]
HEADS: dict[Role, str] = {"sources": "source", "targets": "target"}
FILLS: dict[Role, float] = {"sources": 0.6, "targets": 0.42}
"""An actor fills an open side from this chance on."""
PASSAGE = 4
"""Fewer sentences tell too little of who faces whom: in the CAMEO tests most fillings were wrong."""
FARTHEST = 5
"""Steps in the tree between an event and an actor of its sentence that are told apart."""
BEFORE = 3
"""Events before this one whose sides are in reach."""
UNKNOWN = 1e-3
"""The chance of a role for a side that the network did not look at."""


class TaughtSides:
    """Fills the sides of every event that are still open from the actors in reach."""

    name = "taught sides"

    def __init__(self, coder: TrainedCoder) -> None:
        self.coder = coder

    def __call__(self, reading: Reading) -> None:
        if reading.taught is None or len(reading.sentences) < PASSAGE:
            return
        ordered = sorted(reading.predicates, key=lambda each: each.start)
        for place, predicate in enumerate(ordered):
            for role, head in HEADS.items():
                open_side = not getattr(predicate, role) and at(predicate.token) in reading.words
                if open_side and head in reading.taught:
                    self._fill(reading, predicate, ordered[max(0, place - BEFORE) : place], role)

    def _fill(self, reading: Reading, predicate: Predicate, before: list[Predicate], role: Role) -> None:
        within = candidates(reading, predicate, before, role)
        if not within or reading.taught is None:
            return
        vectors = np.stack([role_vector(reading, predicate, id) for id in within])
        marks = [list(role_marks(reading, predicate, id, before, role)) for id in within]
        chances = reading.taught[HEADS[role]].chances(vectors, marks)[:, 0].tolist()
        likely = [(chance, id) for chance, id in zip(chances, within, strict=True) if chance >= FILLS[role]]
        if likely:
            setattr(predicate, role, [id for _, id in sorted(likely, key=lambda each: -each[0])])
            predicate.inferred[role] = f"the trained coder ({self.coder.name})"


def candidates(reading: Reading, predicate: Predicate, before: list[Predicate], role: Role) -> list[str]:
    """The actors in reach of an event: of its sentence, its clause, the events before, the main pair.

    Who stands on its other side is none, save where both did it to each other.
    """
    found = [id for mention in _mentions(reading, predicate) for id in mention.ids]
    found += [*predicate.sources, *predicate.targets]
    for other in (*before, *([predicate.governor] if predicate.governor else []), root(predicate)):
        found += [*other.sources, *other.targets]
    found += [id for id in main_pair(reading) if id in reading.actors]
    taken = (
        [] if predicate.flag("reciprocal") else predicate.targets if role == "sources" else predicate.sources
    )
    return [id for id in dict.fromkeys(found) if id in reading.actors and id not in taken]


def role_vector(reading: Reading, predicate: Predicate, id: str) -> NDArray[np.float32]:
    """The vector of the event's word, and the logits of the network's five roles of the actor's side."""
    roles = reading.roles.get(predicate.sentence.index, {}).get(side_of(reading, id))
    chances = np.full(5, UNKNOWN, np.float32) if roles is None else np.clip(roles, UNKNOWN, 1 - UNKNOWN)
    vector = reading.words[at(predicate.token)].vector.astype(np.float32)
    return np.concatenate([vector, np.log(chances / (1 - chances))]).astype(np.float32)


def role_marks(
    reading: Reading, predicate: Predicate, id: str, before: list[Predicate], role: Role
) -> Iterator[str]:
    """What speaks for and against an actor as a side of an event."""
    event = f"{predicate.event} {predicate.layer}"
    held: list[str] = getattr(predicate, role)
    other: list[str] = getattr(predicate, "targets" if role == "sources" else "sources")
    basis = predicate.inferred.get(role, "named")
    status = "out" if not held else f"in by {basis}" if id in held else "others"
    yield f"rules {status}"
    yield f"rules {status} {event}"
    yield f"other side {id in other} {bool(other)}"
    yield f"other side {id in other} {event}"
    own = {country_of(reading, each) for each in other} - {None}
    country = country_of(reading, id)
    yield f"country {country in own if own else None} {country is None}"
    kind = reading.actors[id].kind
    yield f"kind {kind}"
    yield f"kind {kind} {predicate.event}"
    pair = main_pair(reading)
    yield f"pair {id in pair} {bool(own & set(pair))} {country in own}"
    yield f"pair {id in pair} {bool(own & set(pair))} {country in own} {status} {event}"
    yield f"event {event} {predicate.pos}"
    yield f"modality {predicate.modality}"
    yield f"speaker {id in predicate.speaker}"
    yield from _near(reading, predicate, id)
    yield from _of_others(predicate, id, before)


def _near(reading: Reading, predicate: Predicate, id: str) -> Iterator[str]:
    """Where the sentence names the actor."""
    mentions = [each for each in _mentions(reading, predicate) if id in each.ids]
    if not mentions:
        yield f"named no {predicate.event}"
        return
    slots = {
        slot
        for slot, tokens in predicate.slots.items()
        for token in tokens
        if any(at(each.head) == at(token) for each in mentions)
    }
    for slot in slots:
        yield f"slot {slot}"
        yield f"slot {slot} {predicate.event}"
        yield f"slot {slot} {predicate.pos} {predicate.layer}"
    nearest = min(mentions, key=lambda each: abs(at(each.head) - predicate.start))
    side = "before" if nearest.start < predicate.start else "after"
    yield f"named {side} {nearest.how}"
    yield f"named {side} {predicate.event}"
    yield f"named {side} {predicate.pos} {min(abs(nearest.head.i - predicate.token.i) // 3, 6)}"
    yield f"named alone {len(mentions)} {nearest.attributive}"
    yield f"path {_path(predicate.token, nearest.head)}"
    yield f"path {_path(predicate.token, nearest.head)} {predicate.layer} {predicate.pos}"


def _of_others(predicate: Predicate, id: str, before: list[Predicate]) -> Iterator[str]:
    """What part the actor has in the events beside this one."""
    if (above := predicate.governor) is not None:
        part = _part(above, id)
        yield f"above {part} {predicate.link}"
        yield f"above {part} {above.event} {predicate.event}"
        yield f"above {part} {above.layer} {predicate.pos}"
    first = root(predicate)
    if first is not predicate:
        yield f"same {_part(first, id)}"
    for distance, other in enumerate(reversed(before)):
        here = other.sentence.index == predicate.sentence.index
        yield f"before {distance} {_part(other, id)} {here}"
        if distance == 0:
            yield f"before {_part(other, id)} {other.event} {predicate.event}"


def _part(predicate: Predicate, id: str) -> str:
    return f"{'s' * (id in predicate.sources)}{'t' * (id in predicate.targets)}"


def _path(start: Token, goal: Token) -> str:
    """The way from one word to another in the tree: up by the labels left, down by those entered."""
    if start.doc is not goal.doc:
        return "none"
    over = {token.i: steps for steps, token in enumerate((goal, *goal.ancestors))}
    up, node = [], start
    while node.i not in over:
        up.append(node.dep_)
        if node.head.i == node.i or len(up) > FARTHEST:
            return "far"
        node = node.head
    down = []
    step = goal
    for _ in range(over[node.i]):
        down.append(f"{step.dep_} {step.lower_}" if step.dep_ == "prep" else step.dep_)
        step = step.head
    return "far" if len(up) + len(down) > FARTHEST else "<".join(up) + "|" + ">".join(reversed(down))


def _mentions(reading: Reading, predicate: Predicate) -> list[ActorMention]:
    return reading.mentions_by_sentence.get(predicate.sentence.index, [])
