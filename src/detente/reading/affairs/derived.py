"""Hostility that an act shows: an assault, forces sent into another's land, a seizure of a named enemy."""

from __future__ import annotations

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import kind_of
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

FIGHTING = frozenset({"state", "military", "government", "armed group", "official", "person", "party"})
STRUCK = FIGHTING | {"population"}
CONFIDENCE = 0.6
CLEAR = frozenset(
    {
        "the other side of the pair",
        "whose territory was hit",
        "the ground of the other side",
        "both sides of the exchange",
        "each other",
        "shared with the coordinated verb",
    }
)
"""How a side may have been inferred, and the act still tell who is hostile to whom."""
EACH = "each other"
INTO = ("prep.into", "prep.against", "prep.across", "prep.inside", "prep.over")
PEOPLE_HURT = word_set("kill shoot fire open massacre slaughter murder lynch gun bayonet execute")
TOLL = word_set("kill wound injure maim hurt")
"""The toll of a deed told before it: "shelled the town, killing five"."""
RIOTING = word_set("storm besiege ransack sack lynch overrun")
RISING = word_set("mutiny rebel revolt coup putsch plot insurrection")
OVERCOMING = word_set("arrest kidnap abduct besiege surround encircle ring imprison jail assassinate shoot")


def derived_relations(reading: Reading) -> list[Relation]:
    """``hostile_to`` from each first attack of one actor on another, both named where it is told."""
    found: list[Relation] = []
    seen: set[tuple[str, str]] = set()
    told: set[frozenset[str]] = set()
    for predicate in reading.predicates:
        if not _shows(predicate) or not predicate.happened or predicate.same_as is not None:
            continue
        if not {predicate.inferred.get(side, EACH) for side in ("sources", "targets")} <= CLEAR:
            continue
        states = {country_of(reading, id) for id in predicate.sources if country_of(reading, id) != id}
        guessed = bool({"sources", "targets"} & set(predicate.inferred))
        mutual = set(predicate.sources) == set(predicate.targets)
        for head in predicate.sources:
            if head in states:
                continue  # its own organ is named as the doer
            for tail in predicate.targets:
                if mutual and (tail, country_of(reading, head) or head) in seen:
                    continue
                key = (head, _side(reading, tail))
                sides = frozenset({_side(reading, head), key[1]})
                vague = guessed or sides == {head, tail}
                if (vague and sides in told) or (guessed and predicate.pos != "v"):
                    continue  # no more than that the two sides fight, which was told already
                if kind_of(reading, tail) == "diplomat":
                    tail = key[1]  # the embassy stormed is the state's
                if key in seen or not _may(reading, predicate, head, tail):
                    continue
                seen.add(key)
                told.add(sides)
                found.append(_relation(reading, predicate, head, tail))
    return found


def _side(reading: Reading, id: str) -> str:
    """The state whose side an actor is on, its people included, else the actor itself."""
    actor = reading.actors.get(id)
    people = actor.country if actor is not None and actor.kind == "population" else None
    return country_of(reading, id) or people or id


def _shows(act: Predicate) -> bool:
    """Whether an act is one that enemies do to each other."""
    if act.event == "ASSAULT":
        return not (act.token.dep_ == "advcl" and act.token.tag_ == "VBG" and act.lemma in TOLL)
    if act.event == "MOBILIZE":
        return any(act.slots.get(slot) for slot in INTO)
    if act.event == "COERCE" and RISING & _words(act):
        return True
    return act.event == "COERCE" and act.lemma.split()[0] in OVERCOMING


def _may(reading: Reading, act: Predicate, head: str, tail: str) -> bool:
    kinds = kind_of(reading, head), kind_of(reading, tail)
    crowd = kinds[0] == "population" and act.lemma.split()[0] in RIOTING and kinds[1] in FIGHTING - {"state"}
    fighting = kinds[0] in FIGHTING - {"person"}
    if head == tail or not (fighting or crowd) or kinds[1] not in STRUCK:
        return False
    if kinds[1] == "population" and act.lemma.split()[0] not in PEOPLE_HURT:
        return False
    if kinds[1] not in {"state", "military"} and RISING & _words(act):
        return True  # officers against their own president
    own, other = country_of(reading, head), country_of(reading, tail)
    owner = reading.actors[head].country if head in reading.actors else None
    return (own is None or own != other) and not (owner == tail and kinds[0] == "military")


def _words(act: Predicate) -> set[str]:
    return {act.lemma.split()[0], *(noun.lemma_.lower() for noun in act.slots.get("obj", []))}


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
