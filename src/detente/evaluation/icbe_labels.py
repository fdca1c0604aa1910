"""Our records in the words of ICBe: kinds of thought and speech, leaves of action, names of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.crisis import Crisis, Event
from detente.evaluation.measures import fold, shipped_table


@dataclass(frozen=True)
class IcbeLabels:
    """The two tables of this mapping, ``data/icbe_kinds.tsv`` and ``data/icbe_actors.tsv``.

    ``branches`` maps (layer, kind) to the branches that have it, ``defaults`` (layer, PLOVER event) to the
    label that stands for the event, ``names`` an actor id to (label, first year, last year) rows and
    ``spellings`` the key of a name to the label.
    """

    branches: dict[tuple[str, str], tuple[str, ...]]
    directions: dict[str, str]
    defaults: dict[tuple[str, str], str]
    names: dict[str, tuple[tuple[str, int, int], ...]]
    spellings: dict[str, str]

    @classmethod
    def shipped(cls) -> IcbeLabels:
        """The mapping that ships with this room."""
        return _shipped()

    def kinds(self, event: Event) -> set[str]:
        """The ICBe labels of an event: a kind of thought or speech, or ``branch=leaf``; often none.

        A leaf that exists both for acts of one actor and for interactions takes the interaction where the
        event has a target. An event without a leaf gets the default of its PLOVER event.
        """
        if not event.leaf:
            default = self.defaults.get((event.layer, event.event or ""))
            return {default} if default else set()
        leaf = event.leaf.split("=")[-1].lower()
        branches = self.branches.get((event.layer, leaf))
        if branches is None:
            return set()
        if event.layer != "do":
            return {leaf}
        given = event.leaf.partition("=")[0].lower() if "=" in event.leaf else ""
        if given in branches:
            return {f"{given}={leaf}"}
        alone = [branch for branch in branches if branch.startswith("act_")]
        between = [branch for branch in branches if branch.startswith("interact_")]
        first, second = (between, alone) if event.targets else (alone, between)
        return {f"{(first or second)[0]}={leaf}"}

    def direction(self, label: str) -> str:
        """``escalatory``, ``deescalatory``, ``cooperative`` or ``uncooperative``, by the label's branch."""
        return self.directions.get(label.partition("=")[0], "")

    def actor(self, crisis: Crisis, id: str, year: int | None = None) -> set[str]:
        """The ICBe names of an actor: its own, that of the state it belongs to, else what the text calls it.

        ICBe codes organs, officials and people of a state as the state. ``year`` picks among the names that a
        state had (Zaire, Democratic Republic of the Congo).
        """
        actor = next((actor for actor in crisis.actors if actor.id == id), None)
        if id == "UNSPEC" or (actor and actor.kind in ("place", "unknown", "media") and not actor.country):
            return set()
        own = self._named(id, year)
        if own is None and actor is not None:
            belongs = (
                actor.country if actor.kind not in ("armed group", "international organisation") else None
            )
            own = self._named(belongs, year) if belongs else None
            known = (self.spellings.get(fold(name)) for name in (actor.name, *actor.aliases))
            own = own or next((label for label in known if label), None) or actor.name
        return {own} if own else set()

    def _named(self, id: str, year: int | None) -> str | None:
        rows = self.names.get(id, ())
        fitting = [label for label, since, until in rows if year is None or since <= year <= until]
        return fitting[0] if fitting else rows[0][0] if rows else None


@lru_cache(maxsize=1)
def _shipped() -> IcbeLabels:
    from detente.codes import from_file, values

    kinds, actors = from_file(shipped_table("icbe_kinds.tsv")), from_file(shipped_table("icbe_actors.tsv"))
    branches: dict[tuple[str, str], tuple[str, ...]] = {}
    directions, defaults = {}, {}
    for row in kinds.rows:
        place = row["layer"], row["kind"]
        branches[place] = (*branches.get(place, ()), row["branch"])
        directions[row["branch"]] = row["direction"]
        for event in values(row["default_for"]):
            label = f"{row['branch']}={row['kind']}" if row["branch"] else row["kind"]
            defaults[row["layer"], event] = label
    spellings = {fold(row["label"]): row["label"] for row in actors.rows}
    return IcbeLabels(branches, directions, defaults, _names(actors.rows), spellings)


def _names(rows: Sequence[Mapping[str, str]]) -> dict[str, tuple[tuple[str, int, int], ...]]:
    from detente.codes import values

    names: dict[str, tuple[tuple[str, int, int], ...]] = {}
    for row in rows:
        entry = row["label"], int(row["since"] or 0), int(row["until"] or 9999)
        for id in values(row["ids"]):
            names[id] = (*names.get(id, ()), entry)
    return names
