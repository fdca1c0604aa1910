"""Hostility that an attack shows: an asserted assault of one armed actor on another."""

from __future__ import annotations

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import kind_of
from detente.reading.base import Predicate, Reading
from detente.reading.pairs import country_of

FIGHTING = frozenset({"state", "military", "government", "armed group", "official", "person", "party"})
CONFIDENCE = 0.6


def derived_relations(reading: Reading) -> list[Relation]:
    """``hostile_to`` from each first attack of one actor on another, both named where it is told."""
    found: list[Relation] = []
    seen: set[tuple[str, str]] = set()
    for predicate in reading.predicates:
        if predicate.event != "ASSAULT" or not predicate.happened or predicate.same_as is not None:
            continue
        if "sources" in predicate.inferred or "targets" in predicate.inferred:
            continue
        states = {country_of(reading, id) for id in predicate.sources if country_of(reading, id) != id}
        mutual = set(predicate.sources) == set(predicate.targets)
        for head in predicate.sources:
            if head in states:
                continue  # its own organ is named as the doer
            for tail in predicate.targets:
                if mutual and (tail, country_of(reading, head) or head) in seen:
                    continue
                key = (head, country_of(reading, tail) or tail)
                if key in seen or not _may(reading, head, tail):
                    continue
                seen.add(key)
                found.append(_relation(reading, predicate, head, tail))
    return found


def _may(reading: Reading, head: str, tail: str) -> bool:
    kinds = kind_of(reading, head), kind_of(reading, tail)
    if head == tail or not set(kinds) <= FIGHTING or kinds[0] == "person":
        return False
    own, other = country_of(reading, head), country_of(reading, tail)
    return own is None or own != other


def _relation(reading: Reading, predicate: Predicate, head: str, tail: str) -> Relation:
    sentence = predicate.sentence
    evidence = reading.evidence(
        sentence.start, sentence.end, "rule:relations.derived-from-attack", CONFIDENCE
    )
    return Relation(
        id="",
        kind="hostile_to",
        head=head,
        tail=tail,
        trigger=Span(predicate.start, predicate.end),
        evidence=evidence,
        speaker=predicate.speaker,
        derived_from=predicate.id or None,
        sentence=sentence.index,
    )
