"""The network of actors: who acted on whom, and which ties the account states."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from detente.crisis import UNSPEC, Actor, Crisis
from detente.report.describe import Describer
from detente.report.labels import COLD, RELATIONS, WARM
from detente.report.spring import spread

WIDTH, HEIGHT, MOST = 680, 480, 15


@dataclass(frozen=True)
class Node:
    """An actor with its place, size and label."""

    actor: Actor
    name: str
    events: int
    x: float
    y: float
    radius: float
    state: str | None = None

    @property
    def anchor(self) -> str:
        """Labels near the frame grow inwards."""
        half = 3.7 * min(len(self.name), 27)
        return "start" if self.x < half else "end" if self.x > WIDTH - half else "middle"

    @property
    def label_x(self) -> float:
        """Where the label is anchored."""
        return {"start": 4.0, "end": WIDTH - 4.0}.get(self.anchor, self.x)


@dataclass
class Edge:
    """Everything between two actors. ``mood`` is −1 hostile, 0 mixed or unknown, 1 friendly."""

    first: str
    second: str
    hostile: int = 0
    friendly: int = 0
    events: int = 0
    ties: list[str] = field(default_factory=list)
    warm: int = 0
    cold: int = 0

    @property
    def mood(self) -> int:
        lean = (self.friendly + self.warm) - (self.hostile + self.cold)
        return (lean > 0) - (lean < 0)

    @property
    def weight(self) -> float:
        """The width of the line."""
        return round(1 + 1.6 * math.log2(1 + self.events), 1)


@dataclass(frozen=True)
class Network:
    """Nodes, edges between them, and how many actors the drawing leaves out."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int

    def place(self, id: str) -> Node:
        """The node of an actor."""
        return next(node for node in self.nodes if node.actor.id == id)


def network(crisis: Crisis, describe: Describer) -> Network | None:
    """The network of the most active actors, ``None`` with fewer than two of them."""
    ranked = describe.ranked_actors()
    every = _edges(crisis, describe)
    linked = {id for edge in every for id in (edge.first, edge.second)}
    kept = [pair for pair in ranked if pair[0].id in linked][:MOST]
    if len(kept) < 2:
        return None
    shown = {actor.id for actor, _ in kept}
    edges = [edge for edge in every if edge.first in shown and edge.second in shown]
    places = _spread([actor for actor, _ in kept], edges)
    nodes = tuple(
        Node(
            actor,
            describe.names.of(actor.id),
            number,
            *places[actor.id],
            round(6 + 2.2 * math.sqrt(number), 1),
            _state(actor, shown),
        )
        for actor, number in kept
    )
    return Network(WIDTH, HEIGHT, nodes, tuple(edges), len(ranked) - len(kept))


def _state(actor: Actor, shown: set[str]) -> str | None:
    return actor.country if actor.country in shown and actor.country != actor.id else None


def _edges(crisis: Crisis, describe: Describer) -> list[Edge]:
    edges: dict[tuple[str, str], Edge] = {}

    def edge(one: str, two: str) -> Edge:
        pair = (min(one, two), max(one, two))
        return edges.setdefault(pair, Edge(*pair))

    for event in crisis.distinct():
        if not event.happened:
            continue
        pairs = {
            (min(one, two), max(one, two))
            for one in event.sources[:6]
            for two in event.targets[:6]
            if one != two and UNSPEC not in (one, two)
        }
        for one, two in sorted(pairs):
            between = edge(one, two)
            between.events += 1
            between.hostile += (event.rung or 0) > 0
            between.friendly += (event.rung or 0) < 0
    for tie in crisis.relations:
        if tie.head != tie.tail and tie.polarity is None and UNSPEC not in (tie.head, tie.tail):
            between = edge(tie.head, tie.tail)
            told = "" if tie.modality == "asserted" else f" ({tie.modality})"
            between.ties.append(
                f"{describe.names.of(tie.head)} {RELATIONS.get(tie.kind, tie.kind)} "
                f"{describe.names.of(tie.tail)}{told}"
            )
            between.warm += tie.kind in WARM
            between.cold += tie.kind in COLD
    return [edges[pair] for pair in sorted(edges)]


def _spread(actors: list[Actor], edges: list[Edge]) -> dict[str, tuple[float, float]]:
    """Places in the drawing: linked actors near one another, organs near their state, inside the frame."""
    ids = [actor.id for actor in actors]
    springs = [(edge.first, edge.second, 1.0) for edge in edges]
    springs += [
        (actor.id, actor.country, 1.3)
        for actor in actors
        if actor.country in ids and actor.country != actor.id
    ]
    return {
        id: (round(80 + x * (WIDTH - 160), 1), round(30 + y * (HEIGHT - 84), 1))
        for id, (x, y) in spread(ids, springs).items()
    }
