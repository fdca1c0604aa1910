"""The pair of states that a text, and a stretch of it, is about."""

from __future__ import annotations

from collections import Counter

from detente.reading.base import Predicate, Reading


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


CONFLICT = frozenset("ASSAULT COERCE THREATEN SANCTION ACCUSE REJECT MOBILIZE".split())
"""Acts that tell adversaries; what two do together says less of who is the other side."""


def main_pair(reading: Reading) -> tuple[str, ...]:
    """The two states that the text is about: most acts on each other, else most mentions.

    To be asked only when mentions are resolved; counted once a reading.
    """
    if not reading.main_pair:
        reading.main_pair = _by_mentions(reading)
    return reading.main_pair


def _by_mentions(reading: Reading) -> tuple[str, ...]:
    counts = _mentioned(reading)
    return tuple(sorted(sorted(counts), key=lambda state: -counts[state])[:2])


def _mentioned(reading: Reading) -> Counter[str]:
    """How often the text speaks of each state, its organs and officials."""
    counts: Counter[str] = Counter()
    for mention in reading.mentions:
        for id in mention.ids:
            state = country_of(reading, id)
            if state is not None and state in reading.actors:  # a party's country need not be spoken of
                counts[state] += 1
    return counts


def count_dyads(reading: Reading) -> None:
    """Count, for every pair of states, the acts of one on the other that the sentences themselves state.

    The pair with most acts becomes the main pair, unless a pair mentioned far more often has nearly as many.
    """
    reading.dyads.clear()
    reading.at_odds.clear()
    reading.on_terms.clear()
    for predicate in reading.predicates:
        if predicate.event is None:
            continue
        sources = {country_of(reading, id) for id in predicate.sources} - {None}
        targets = {country_of(reading, id) for id in predicate.targets} - {None}
        for source in sources:
            for target in targets - {source}:
                weight = 3 if predicate.event in CONFLICT else 1
                known = reading.at_odds if predicate.event in CONFLICT else reading.on_terms
                known.add(frozenset({str(source), str(target)}))
                reading.dyads.setdefault(str(source), Counter())[str(target)] += weight
                reading.dyads.setdefault(str(target), Counter())[str(source)] += weight
    mentioned = _by_mentions(reading)
    acts = {tuple(sorted((one, two))): n for one, row in reading.dyads.items() for two, n in row.items()}
    if len(mentioned) == 2 and acts:
        best = max(acts, key=lambda pair: (acts[pair], pair))
        enough = acts.get(tuple(sorted(mentioned)), 0) * 2 >= acts[best]
        reading.main_pair = mentioned if enough else best
    elif len(mentioned) == 2 and not _together(reading, set(mentioned)):
        reading.main_pair = mentioned[:1]  # two states that have nothing to do with each other
    else:
        reading.main_pair = mentioned
    counts = _mentioned(reading)
    reading.pair_share = sum(counts[state] for state in reading.main_pair) / (counts.total() or 1)


def _together(reading: Reading, pair: set[str]) -> bool:
    """Whether some sentence speaks of both."""
    return any(
        pair <= {country_of(reading, id) for mention in mentions for id in mention.ids}
        for mentions in reading.mentions_by_sentence.values()
    )


def partner_of(reading: Reading, predicate: Predicate) -> list[str]:
    """The other side of the predicate's source: in the main pair, else the state it has most to do with."""
    states = {country_of(reading, id) for id in predicate.sources} - {None}
    if len(states) != 1:
        return []
    own = str(next(iter(states)))
    pair = main_pair(reading)
    if own in pair:
        return [state for state in pair if state != own]
    others = reading.dyads.get(own, Counter()).most_common(2)
    if not others or (len(others) > 1 and others[0][1] == others[1][1]):
        return []
    return [others[0][0]]


def parties_of(reading: Reading) -> tuple[str, ...]:
    """The adversaries: the states that act most on each other in conflict; first the pair, then the rest."""
    weights: Counter[str] = Counter()
    for predicate in reading.predicates:
        if predicate.event in CONFLICT:
            for id in (*predicate.sources, *predicate.targets):
                actor = reading.actors.get(id)
                state = id if actor and actor.kind == "state" else (actor.country if actor else None)
                if state:
                    weights[state] += 1
    return tuple(sorted(weights, key=lambda id: (-weights[id], id))[:2])
