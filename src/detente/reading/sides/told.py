"""What the account has told so far of one side and another: the exchange that an open act belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.places import Located, find_places

REACH = 3
"""Sentences looked back for an act between the same two."""
UNSURE = frozenset(
    {"the other side of the pair", "the pair the text is about", "the parties to the conflict"}
)
"""Bases of targets that tell of no exchange."""
TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
SPEAKERS = frozenset({"official", "person", "diplomat"})
FORCE = frozenset({"ASSAULT", "COERCE"})
DEEDS = word_set(
    "attack assault offensive counter-attack counterattack counter-offensive counteroffensive invasion raid "
    "strike reprisal retaliation resistance bombing bombardment shelling landing incursion advance march "
    "operation"
)
"""Nouns for deeds of force."""
TIES = word_set("relation tie link contact embassy")
OTHER = "the other side of the exchange"
ANSWERED = "whose word it answers"


@dataclass(slots=True)
class Act:
    """An act with a doer and somebody it was done to, as states where they act for one."""

    predicate: Predicate
    doers: frozenset[str]
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of the sides of an act: a side that is ``None`` stays as it is, an empty one opens."""

    basis: str
    targets: Sequence[str] | None = None
    sources: Sequence[str] | None = None
    doer_basis: str = ""
    """Of the sources, where it is not ``basis``."""


@dataclass(slots=True)
class Told:
    """The acts told before the one in hand, in text order."""

    reading: Reading
    acts: list[Act] = field(default_factory=list)
    located: dict[int, Located] = field(default_factory=dict)

    def places(self, predicate: Predicate) -> Located:
        """The places that the predicate's sentence names, found once a sentence."""
        index = predicate.sentence.index
        if index not in self.located:
            self.located[index] = find_places(self.reading, predicate.sentence)
        return self.located[index]

    def add(self, predicate: Predicate) -> None:
        """Keep an act whose two sides are told."""
        doers, done = side_set(self.reading, predicate.sources), side_set(self.reading, predicate.targets)
        if doers and done and not doers & done and predicate.inferred.get("targets") not in UNSURE:
            self.acts.append(Act(predicate, doers, done))

    def near(self, predicate: Predicate, reach: int = REACH) -> Iterable[Act]:
        """The acts at most ``reach`` sentences back, the nearest first."""
        for act in reversed(self.acts):
            gap = predicate.sentence.index - act.predicate.sentence.index
            if gap > reach:
                return
            if act.predicate is not predicate:
                yield act

    def other_side(self, predicate: Predicate, own: frozenset[str], reach: int = REACH) -> list[str]:
        """Whom the last act between one of ``own`` and somebody else sets against them; else nobody."""
        for act in self.near(predicate, reach):
            if act.predicate.event in TOGETHER:
                continue
            if act.done & own and not act.doers & own:
                return _as_named(self.reading, predicate, act, act.predicate.sources)
            if act.doers & own and not act.done & own:
                return _as_named(self.reading, predicate, act, act.predicate.targets)
        return []

    def wronged_by(self, predicate: Predicate, own: frozenset[str], reach: int = REACH) -> list[str]:
        """The state that one of ``own`` last did harm to."""
        for act in self.near(predicate, reach):
            states = [id for id in sorted(act.done - own) if is_state(self.reading, id)]
            if act.doers & own and len(states) == 1 and act.predicate.layer == "do" and not act.done & own:
                return states
        return []

    def last_force(self, predicate: Predicate, reach: int) -> Act | None:
        """The last deed of force of one state on another."""
        for act in self.near(predicate, reach):
            states = all(is_state(self.reading, id) for id in act.doers | act.done)
            if act.predicate.event in FORCE and states and act.predicate.happened:
                return act
        return None

    def both(self, predicate: Predicate, reach: int = REACH) -> list[str]:
        """The two states of the last hostile exchange; nothing where a group or more than two took part."""
        for act in self.near(predicate, reach):
            sides = act.doers | act.done
            states = {id for id in sides if is_state(self.reading, id)}
            if len(sides) == 2 and states == sides and act.predicate.event not in TOGETHER:
                return sorted(sides)
        return []


def side_set(reading: Reading, ids: Iterable[str]) -> frozenset[str]:
    """The states that actors are or act for; who acts for none stands for itself."""
    return frozenset(side_of(reading, id) for id in ids)


def side_of(reading: Reading, id: str) -> str:
    """The state that an actor is, acts or lives for; a group or an actor without one stands for itself."""
    actor = reading.actors.get(id)
    if (
        actor is not None
        and actor.kind in {"person", "population", "media", "place"}
        and actor.country is not None
    ):
        return actor.country
    return country_of(reading, id) or id


def is_state(reading: Reading, id: str) -> bool:
    """Whether an id is a state's, also of one that only its organs stand for."""
    actor = reading.actors.get(id)
    return actor.kind == "state" if actor is not None else reading.books.actors.state(id) is not None


def as_states(reading: Reading, ids: Iterable[str]) -> list[str]:
    """Sides in their first order, each once."""
    return list(dict.fromkeys(side_of(reading, id) for id in ids))


def _as_named(reading: Reading, predicate: Predicate, act: Act, ids: list[str]) -> list[str]:
    """Who spoke in the same sentence is answered by name; else one deals with the state, not its organ."""
    kinds = {reading.actors[id].kind for id in ids if id in reading.actors}
    here = predicate.sentence.index == act.predicate.sentence.index
    if here and act.predicate.layer == "say" and kinds <= SPEAKERS and predicate.layer == "say":
        return list(ids)
    return as_states(reading, ids)


class Rule(Protocol):
    """A way to tell the sides of an act from what was told so far."""

    def __call__(self, told: Told, predicate: Predicate, /) -> Found | None: ...
