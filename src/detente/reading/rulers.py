"""Who takes power in a state, and acts for it from then on."""

from __future__ import annotations

import msgspec

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set

TAKING = word_set("seize take assume usurp grab")
POWER = word_set("power throne")
RULERS = frozenset({"person", "official", "military"})


def who_took_power(reading: Reading, predicate: Predicate) -> tuple[str, str] | None:
    """ "Colonel Y took power in X": Y and the state X, named as the target or by the place."""
    if predicate.lemma.split()[0] not in TAKING or not predicate.happened:
        return None
    if not any(token.lemma_.lower() in POWER for token in predicate.slots.get("obj", ())):
        return None
    rulers = [id for id in predicate.sources if (who := reading.actors.get(id)) and who.kind in RULERS]
    states = [id for id in predicate.targets if (of := reading.actors.get(id)) and of.kind == "state"]
    if not states and predicate.where is not None and predicate.where.country is not None:
        states = [predicate.where.country]
    return (rulers[0], states[0]) if len(rulers) == 1 and len(states) == 1 else None


def take_office(reading: Reading) -> None:
    """Let whom the books do not know act for the state in which he took power."""
    for predicate in reading.predicates:
        taken = who_took_power(reading, predicate)
        if taken is not None and reading.actors[taken[0]].country is None:
            actor = reading.actors[taken[0]]
            reading.actors[actor.id] = msgspec.structs.replace(actor, country=taken[1])
