"""Step 8: whose words these are: speeches, "according to", what somebody stated of a thing."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.weighed import Weighed
from detente.reading.who import actors_of

CLIMB = 14  # edges looked up from a trigger
EVIDENTIAL = frozenset(
    ("evidence finding investigation inquiry fact record document experience history event result").split()
)


def is_evidence(verb: Token) -> bool:
    """ "Evidence indicates": the account's own statement (guide, ruling 6)."""
    return any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in EVIDENTIAL for child in verb.children
    )


def speaker_of(governor: Predicate | None, reading: Reading, word: Token) -> tuple[str, ...] | None:
    """Ids of who says a reporting word; the unspecified actor where its subject names nobody."""
    if governor is not None and governor.sources:
        return tuple(governor.sources)
    for child in word.children:
        if child.dep_ in {"nsubj", "agent", "poss"}:
            found = tuple(id for id, _ in actors_of(reading, child))
            if found:
                return found
    return ("UNSPEC",)


def weigh_according(reading: Reading, predicate: Predicate, found: Weighed) -> None:
    """ "According to X, …": the whole main clause is X's claim."""
    node = predicate.token
    for _ in range(CLIMB):
        for child in node.children:
            if child.lower_ == "according" and child.dep_ in {"prep", "advcl", "advmod"}:
                inside = any(token == child for token in predicate.token.ancestors)
                if not inside:
                    found.take("claimed", "according to")
                    found.speaker = found.speaker or _source_of(reading, child)
                return
        if node.head == node or node.dep_ in {"relcl"}:
            return
        node = node.head


def _source_of(reading: Reading, word: Token) -> tuple[str, ...]:
    for token in word.subtree:
        if token.dep_ == "pobj":
            return tuple(id for id, _ in actors_of(reading, token)) or ("UNSPEC",)
    return ("UNSPEC",)


def weigh_stated(reading: Reading, noun: Token, found: Weighed) -> None:
    """ "the violations that X stated were occurring": the noun stands in X's claim."""
    for child in noun.children:
        if child.dep_ == "relcl" and child.pos_ == "VERB":
            cue = reading.books.cues.find(child.lemma_.lower(), "v", "ccomp")
            subjects = [each for each in child.children if each.dep_ in {"nsubj", "nsubjpass"}]
            # a parser may hang the inner clause elsewhere and leave the verb with two subjects
            inner = any(each.dep_ == "ccomp" for each in child.children) or (
                len(subjects) > 1 and subjects[0].tag_ in {"WDT", "WP"}
            )
            if cue is not None and cue.modality == "claimed" and inner:
                found.take("claimed", cue.cue)
                found.speaker = found.speaker or speaker_of(reading.predicate_of(child), reading, child)
