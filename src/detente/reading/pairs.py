"""The pair of states that a text, and a stretch of it, is about."""

from __future__ import annotations

from collections import Counter

from detente.reading.base import Predicate, Reading

NEAR = 2  # sentences looked back for the other side


def country_of(reading: Reading, id: str) -> str | None:
    """The state that an actor is or belongs to."""
    actor = reading.actors.get(id)
    if actor is None:
        return None
    if actor.kind == "state":
        return id
    return (
        actor.country if actor.kind not in {"armed group", "person", "population", "media", "place"} else None
    )


def main_pair(reading: Reading) -> tuple[str, ...]:
    """The two states mentioned most, each with its organs; fewer when the text names fewer.

    To be asked only when mentions are resolved: the count is made once a reading.
    """
    if reading.main_pair is None:
        counts: Counter[str] = Counter()
        for mention in reading.mentions:
            for id in mention.ids:
                state = country_of(reading, id)
                if state is not None and state in reading.actors:  # a party's country need not be spoken of
                    counts[state] += 1
        reading.main_pair = tuple(sorted(sorted(counts), key=lambda state: -counts[state])[:2])
    return reading.main_pair


def partner_of(reading: Reading, predicate: Predicate) -> list[str]:
    """The other side of the predicate's source: in the main pair, else the one other state nearby."""
    states = {country_of(reading, id) for id in predicate.sources} - {None}
    if len(states) != 1:
        return []
    own = next(iter(states))
    pair = reading.parties or main_pair(reading)
    if own in pair:
        return [state for state in pair if state != own]
    for back in range(NEAR + 1):
        index = predicate.sentence.index - back
        others = _states_in(reading, index) - {own}
        if len(others) == 1:
            return [next(iter(others))]
        if others:
            break
    return []


def _states_in(reading: Reading, index: int) -> set[str]:
    found: set[str] = set()
    for mention in reading.mentions_by_sentence.get(index, ()):
        if mention.how != "place":
            for id in mention.ids:
                state = country_of(reading, id)
                if state in reading.actors:
                    found.add(state)
    return found
