"""Relations that an act shows: ties broken off, a resolution vetoed, power seized, a raid set out on.

Each names the event it is derived from. A measure against the other state's envoys strains relations; who
vetoes a resolution against a state stands by it; who has taken power leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from spacy.tokens import Token

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.rulers import who_took_power

OFFENCE = word_set("offence offense umbrage exception")
BREAKING = word_set("recall withdraw expel close break sever suspend cut downgrade freeze rupture")
TIES = word_set(
    "relation relations tie ties ambassador envoy embassy diplomat minister legation mission consul "
    "consulate charge attache recognition"
)
CENSURING = word_set("condemn censure hold blame denounce criticize criticise deplore rebuke sanction punish")
CONFIDENCE = 0.6
GUESSED = "the other side of the pair"
Shown = tuple[str, str, str]


def shown_relations(reading: Reading) -> list[Relation]:
    """The relations that told acts show, each once for its two ends."""
    found: list[Relation] = []
    seen: set[Shown] = set()
    for predicate in sorted(reading.predicates, key=lambda each: each.start):
        if predicate.polarity or predicate.same_as is not None or not predicate.id:
            continue
        for shows in SHOWN:
            for kind, head, tail in shows(reading, predicate):
                if head != tail and (kind, head, tail) not in seen:
                    seen.add((kind, head, tail))
                    found.append(_relation(reading, predicate, kind, head, tail))
    return found


def _relation(reading: Reading, predicate: Predicate, kind: str, head: str, tail: str) -> Relation:
    sentence = predicate.sentence
    by = f"rule:relations.shown-by-act.{predicate.lemma.replace(' ', '-')}"
    return Relation(
        id="",
        kind=cast(Any, kind),
        head=head,
        tail=tail,
        trigger=Span(predicate.start, predicate.end),
        evidence=reading.evidence(sentence.start, sentence.end, by, CONFIDENCE),
        speaker=predicate.speaker,
        modality=cast(Any, predicate.modality if predicate.modality == "claimed" else "asserted"),
        derived_from=predicate.id,
        sentence=sentence.index,
    )


def _ties_broken(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "broke off relations", "recalled its ambassador from Lima", "expelled the Peruvian envoy"."""
    words = {noun.lemma_.lower() for noun in [*act.slots.get("obj", []), *([act.noun] if act.noun else [])]}
    offended = act.lemma.split()[0] == "take" and bool(OFFENCE & words)
    if not act.happened or not (offended or act.event == "SANCTION"):
        return
    if not offended and act.inferred.get("targets") == GUESSED:
        return
    if not offended and (act.lemma.split()[0] not in BREAKING or not TIES & words):
        return
    heads = {state for id in act.sources if (state := country_of(reading, id)) is not None}
    tails = {state for id in act.targets if (state := country_of(reading, id)) is not None}
    for head in sorted(heads):
        for tail in sorted(tails - heads):
            yield ("strained_with", head, tail)


def _vetoed(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "a resolution condemning Albania is vetoed by the Soviet Union"."""
    if not act.happened or act.lemma != "veto":
        return
    own = {country_of(reading, id) or id for id in act.sources}
    for thing in act.slots.get("obj", []):
        for child in thing.children:
            if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in CENSURING:
                censured = [each for each in child.children if each.dep_ in {"dobj", "dative"}]
            elif child.dep_ == "prep" and child.lower_ == "against":
                censured = [each for each in child.children if each.dep_ == "pobj"]
            else:
                continue
            for id in ids_at(reading, censured):
                if kind_of(reading, id) in STATE_SIDE and (country_of(reading, id) or id) not in own:
                    for head in act.sources:
                        yield ("supports", head, id)


def _power_taken(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "the general had seized power in Greece"."""
    if (taken := who_took_power(reading, act)) is not None:
        yield ("leads", *taken)


def _set_out(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "bands crossed the river to raid villages in Greece": the raid is the purpose of what they did."""
    verb = act.token
    if act.event != "ASSAULT" or act.modality != "planned" or verb.dep_ not in {"advcl", "xcomp"}:
        return
    if not _moved(verb.head):
        return
    for head in act.sources:
        for tail in act.targets:
            sides = kind_of(reading, head) == "armed group" and kind_of(reading, tail) in STATE_SIDE
            if sides and country_of(reading, tail) != reading.actors[head].country:
                yield ("hostile_to", head, tail)


def _moved(verb: Token) -> bool:
    """Whether a verb tells of a move that was made: "crossed", "had come", not "planned"."""
    told = verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"} and verb.lemma_.lower() in MOVES
    return told and not any(child.dep_ == "neg" for child in verb.children)


MOVES = word_set("cross come go enter infiltrate slip sail march move advance ride sally land descend swarm")
SHOWN: tuple[Callable[[Reading, Predicate], Iterator[Shown]], ...] = (
    _ties_broken,
    _vetoed,
    _power_taken,
    _set_out,
)
