"""Who takes power in a state acts for it from then on."""

from __future__ import annotations

import msgspec

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.sides.told import is_state

TAKING = word_set("seize take assume usurp grab hold")


def take_office(reading: Reading) -> None:
    """ "In X, general Y had seized power": from then on Y acts for X."""
    for predicate in reading.predicates:
        if predicate.lemma.split()[0] not in TAKING or not predicate.happened or len(predicate.sources) != 1:
            continue
        power = any(token.lemma_.lower() == "power" for token in predicate.slots.get("obj", ()))
        states = _where(reading, predicate)
        actor = reading.actors.get(predicate.sources[0])
        if not power or len(states) != 1 or actor is None or actor.country is not None:
            continue
        if actor.kind in {"person", "military"}:
            reading.actors[actor.id] = msgspec.structs.replace(actor, country=states[0])


def _where(reading: Reading, predicate: Predicate) -> list[str]:
    """The state in which it was: named as the target, or by the place."""
    states = [id for id in predicate.targets if is_state(reading, id)]
    if not states and predicate.where is not None and predicate.where.country is not None:
        return [predicate.where.country]
    return states
