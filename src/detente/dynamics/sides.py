"""The sides that an event of a crisis stands between."""

from __future__ import annotations

from collections.abc import Iterable

from detente.crisis import UNSPEC, Actor, Crisis, Event

ACTS_FOR_ITS_STATE = frozenset({"government", "official", "military", "diplomat"})
NO_SIDE = frozenset({"place", "media", "population"})


class Sides:
    """Which side each actor of a crisis stands for: organs, officials and forces for their state.

    Other actors stand for themselves. Places, media, populations and nobody named are no side.
    """

    def __init__(self, crisis: Crisis) -> None:
        self.side = {actor.id: _side(actor) for actor in crisis.actors}

    def pairs(self, event: Event) -> list[tuple[str, str]]:
        """The ordered pairs (source, target) of different sides of an event, each once."""
        return [
            (one, two)
            for one in self._named(event.sources)
            for two in self._named(event.targets)
            if one != two
        ]

    def _named(self, ids: Iterable[str]) -> list[str]:
        found = (self.side.get(id) for id in ids)
        return list(dict.fromkeys(side for side in found if side is not None))


def _side(actor: Actor) -> str | None:
    if actor.id == UNSPEC or actor.kind in NO_SIDE:
        return None
    if actor.kind in ACTS_FOR_ITS_STATE and actor.country:
        return actor.country
    return actor.id
