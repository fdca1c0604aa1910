"""Our records in the words of ICBe: kinds of thought and speech, leaves of action, names of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from detente.crisis import Actor, Crisis, Event
from detente.evaluation.measures import fold, shipped_table

Names: TypeAlias = dict[str, tuple[tuple[str, int, int], ...]]

_KEEP_NAME = frozenset({"state", "armed group", "international organisation", "party"})


@dataclass(frozen=True)
class IcbeLabels:
    """What ICBe calls things.

    ``branches`` maps (layer, kind) to the branches that have it, ``directions`` (layer, kind) to its
    direction, ``names`` an actor id to (label, first year, last year) rows, ``spellings`` the key of a name
    to the label.
    """

    branches: dict[tuple[str, str], tuple[str, ...]]
    directions: dict[tuple[str, str], str]
    names: Names
    spellings: dict[str, str]

    @classmethod
    def shipped(cls) -> IcbeLabels:
        """The mapping from the ICBe code book and this room's ``data/icbe_actors.tsv``."""
        return _shipped()

    def kinds(self, event: Event) -> set[str]:
        """The ICBe labels of an event: a kind of thought or speech, or ``branch=leaf``; often none.

        A leaf that exists both for acts of one actor and for interactions takes the interaction where the
        event has a target. An event without a leaf gets the commonest one of its PLOVER event.
        """
        from detente.codes import icbe

        leaf = (event.leaf or icbe.usual(event.layer, event.event) or "").split("=")[-1].lower()
        if event.layer != "do":
            return {leaf} if (event.layer, leaf) in self.branches else set()
        label = self.branch(leaf, bool(event.targets))
        return {label} if label else set()

    def branch(self, leaf: str, mutual: bool) -> str | None:
        """``branch=leaf`` of an act: an interaction where it has a target and the leaf allows it."""
        branches = self.branches.get(("do", leaf))
        if branches is None:
            return None
        side = "interact_" if mutual else "act_"
        fitting = [branch for branch in branches if branch.startswith(side)] or list(branches)
        return f"{fitting[0]}={leaf}"

    def direction(self, label: str) -> str:
        """``escalatory``, ``deescalatory``, ``cooperative``, ``uncooperative`` or nothing, for a do label."""
        return self.directions.get(("do", label.split("=")[-1]), "")

    def actor(self, crisis: Crisis, id: str, year: int | None = None) -> set[str]:
        """The ICBe name of an actor: its own, else that of the state or organisation it belongs to.

        ICBe codes organs, officials and people of a state as the state, and often its armed groups too;
        those it does not know keep the name that the text gives them. ``year`` picks among the names that a
        state had (Zaire, Democratic Republic of the Congo). Empty for the unnamed, places and single people.
        """
        return self.name_of(next((actor for actor in crisis.actors if actor.id == id), None), id, year)

    def name_of(self, actor: Actor | None, id: str, year: int | None = None) -> set[str]:
        """As ``actor``, for one outside a crisis; ``None`` where only its id is known."""
        own = self._named(id, year)
        if own is None and actor is not None and not actor.generic:
            known = (self.spellings.get(fold(name)) for name in (actor.name, *actor.aliases))
            own = next((label for label in known if label), None)
        if own is None:
            owners = (actor.country if actor else None, id.rpartition("_")[0], id.partition("_")[0])
            own = next((label for owner in owners if owner and (label := self._named(owner, year))), None)
        if own is None and actor is not None and not actor.generic and actor.kind in _KEEP_NAME:
            own = actor.name
        return {own} if own else set()

    def _named(self, id: str, year: int | None) -> str | None:
        rows = self.names.get(id, ())
        fitting = [label for label, since, until in rows if year is None or since <= year <= until]
        return fitting[0] if fitting else rows[0][0] if rows else None


@cache
def _shipped() -> IcbeLabels:
    from detente.codes import from_file, icbe

    branches: dict[tuple[str, str], tuple[str, ...]] = {
        (leaf.layer, leaf.name): leaf.branches for leaf in icbe.leaves().values()
    }
    directions: dict[tuple[str, str], str] = {
        (leaf.layer, leaf.name): leaf.direction or "" for leaf in icbe.leaves().values()
    }
    rows = from_file(shipped_table("icbe_actors.tsv")).rows
    spellings = {fold(row["label"]): row["label"] for row in rows}
    return IcbeLabels(branches, directions, _names(rows), spellings)


def _names(rows: Sequence[Mapping[str, str]]) -> Names:
    from detente.codes import values

    names: Names = {}
    for row in rows:
        entry = row["label"], int(row["since"] or 0), int(row["until"] or 9999)
        for id in values(row["ids"]):
            names[id] = (*names.get(id, ()), entry)
    return names
