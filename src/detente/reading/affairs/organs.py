"""Whose organ an actor is, where the text says so: "Iran's Revolutionary Guards", "X of the Army"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.base import ActorMention, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

ORGAN_KINDS = frozenset({"government", "military"})
BELONGING = frozenset({"of", "from", "within", "in"})
SERVICES = word_set("intelligence agency service guard guards corps directorate bureau secret security")
COLLECTIVE = word_set("element faction section wing branch unit member cell department")
CONFIDENCE = 0.7


def organ_relations(reading: Reading) -> list[Relation]:
    """``part_of`` for organs that the text calls a state's, and for officers it places in an organ."""
    found: list[Relation] = []
    for mention in reading.mentions:
        for id in mention.ids:
            actor = reading.actors.get(id)
            if actor is None:
                continue
            owner = None
            if actor.kind in ORGAN_KINDS and _is_service(reading, mention) and actor.country:
                owner = _owner(reading, mention, actor.country)
            elif actor.kind in {"official", "military", "person"} and mention.head.pos_ == "PROPN":
                owner = _service(reading, mention.head, id)
            elif mention.head.lemma_.lower() in COLLECTIVE:
                owner = _whole(reading, mention.head, id)
            if owner is not None and owner != id:
                found.append(_relation(reading, mention, id, owner))
    return found


def _is_service(reading: Reading, mention: ActorMention) -> bool:
    """Whether a name is that of a service or agency; ministries and officers go without saying."""
    words = reading.document.text[mention.start : mention.end].lower().replace("-", " ").split()
    return mention.how in {"name", "acronym"} and not SERVICES.isdisjoint(words)


def _owner(reading: Reading, mention: ActorMention, country: str) -> str | None:
    """The state, when an adjective or possessive beside the organ's name says it."""
    before = mention.head.doc[max(0, mention.head.i - 6) : mention.head.i]
    for token in before:
        if token.dep_ in {"poss", "amod", "compound", "nmod"} and token.text[:1].isupper():
            other = reading.mention_of(token)
            if other is not None and other is not mention and country in other.ids:
                return country
    return None


def _service(reading: Reading, head: Token, id: str) -> str | None:
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"from", "of"}:
            for whole in ids_at(reading, [noun for noun in preposition.children if noun.dep_ == "pobj"]):
                same = country_of(reading, whole) == country_of(reading, id)
                if kind_of(reading, whole) in ORGAN_KINDS and same:
                    return whole
    return None


def _whole(reading: Reading, head: Token, id: str) -> str | None:
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in BELONGING - {"of"}:
            for noun in preposition.children:
                for whole in ids_at(reading, [noun]):
                    return country_of(reading, whole) or whole
    return None


def _relation(reading: Reading, mention: ActorMention, part: str, whole: str) -> Relation:
    sentence = mention.sentence
    return Relation(
        id="",
        kind="part_of",
        head=part,
        tail=whole,
        trigger=Span(mention.start, mention.end),
        evidence=reading.evidence(sentence.start, sentence.end, "rule:relations.organ", CONFIDENCE),
        sentence=sentence.index,
    )
