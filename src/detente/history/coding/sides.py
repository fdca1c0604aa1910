"""Which state an actor stands for, and which state hosts a group, as far as the account says."""

from __future__ import annotations

from collections.abc import Iterable

from detente.crisis import Actor, Crisis

OF_NO_STATE = frozenset({"population", "media", "place", "international organisation"})
GROUPS = frozenset({"armed group"})
HOSTING = {"based_in": ("tail", "head"), "shelters": ("head", "tail"), "supports": ("head", "tail")}
"""Kinds of relation that tell a host or backer: which end is the host and which the guest."""


class Sides:
    """Looks up sides by actor id. A side is the id of a state or of an armed group."""

    def __init__(self, crisis: Crisis) -> None:
        self.actors: dict[str, Actor] = {actor.id: actor for actor in crisis.actors}
        self.hosts: dict[str, str] = {}
        for relation in crisis.relations:
            if relation.kind not in HOSTING or relation.polarity is not None:
                continue
            host, guest = (getattr(relation, end) for end in HOSTING[relation.kind])
            state = self.state_of(host)
            if state and self.is_group(guest) and relation.modality in ("asserted", "claimed"):
                self.hosts.setdefault(guest, state)

    def is_group(self, id: str) -> bool:
        """Whether this is a non-state armed group."""
        actor = self.actors.get(id)
        return actor is not None and actor.kind in GROUPS

    def is_state(self, id: str) -> bool:
        """Whether this is one state (not "the powers" or the like)."""
        actor = self.actors.get(id)
        return actor is not None and actor.kind == "state" and not actor.generic

    def state_of(self, id: str) -> str | None:
        """The state that an actor is or acts for; None for groups, organisations and unnamed ones."""
        actor = self.actors.get(id)
        if actor is None or actor.kind in OF_NO_STATE or self.is_group(id):
            return None
        if actor.kind == "state":
            return None if actor.generic else id
        return actor.country

    def doers(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Who acts: states and groups, each once, in the order given."""
        found = (id if self.is_group(id) else self.state_of(id) for id in ids)
        return tuple(dict.fromkeys(each for each in found if each))

    def hurt(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Whose loss it is when these are hit: a state for its people too, a host for its guest."""
        found: list[str] = []
        for id in ids:
            actor = self.actors.get(id)
            if actor is None:
                continue
            owner = self.hosts.get(id) if self.is_group(id) else self.state_of(id) or actor.country
            if owner:
                found.append(owner)
        return tuple(dict.fromkeys(found))
