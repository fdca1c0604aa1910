"""What the words around a noun say of whether it happened: "no retaliation", "the alleged attack"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import CueBook
from detente.reading.base import Reading
from detente.reading.weighed import Weighed

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
TRANSPARENT = frozenset(
    (
        "conclusion holding outcome conduct completion prospect success possibility start "
        "beginning end result onset timing threat launch implementation"
    ).split()
)
"""Nouns through which the status of a phrase passes: "the smooth running of the vote"."""


def weigh_noun(cues: CueBook, noun: Token, found: Weighed) -> None:
    """ "a potential escalation", "no retaliation", "the alleged attack", "the planned visit"."""
    for child in noun.children:
        word = child.lower_
        if child.dep_ in {"amod", "compound", "nmod"}:
            cue = cues.find(word, "a", "mod") or cues.find(child.lemma_.lower(), "a", "mod")
            if cue is None and child.tag_ == "VBG" and child.i == child.sent.start:
                cue = cues.find(child.lemma_.lower(), "v", "obj")  # "Fearing retaliation, …"
            if cue is not None:
                found.take(cue.modality, word)
                found.polar(cue.polarity, word)
        elif child.dep_ in {"det", "neg"} and (cue := cues.find(word, "det", "det")):
            found.polar(cue.polarity, word)
        elif child.dep_ == "det" and word == "any" and not found.negated:
            found.weak = "hypothetical"
        if word == "called" and child.dep_ == "amod" and any(each.lower_ == "so" for each in child.children):
            found.take("claimed", "so-called")


def is_given(noun: Token) -> bool:
    """A definite, possessed or proper noun speaks of a deed as a fact whatever verb governs it."""
    if noun.tag_ in {"NNP", "NNPS"}:
        return True
    return any(
        (child.dep_ == "det" and child.lower_ in DEFINITE) or (child.dep_ == "poss")
        for child in noun.children
    )


def stops_noun(reading: Reading, node: Token, link: str, head: Token, given: bool) -> bool:
    """Whether what stands above a noun no longer bears on it."""
    if link == "conj" or head.pos_ in {"ADP", "SCONJ", "PART"}:
        return False
    if head.lemma_.lower() in TRANSPARENT and link in {"prep", "poss", "compound"}:
        return False
    if given:
        return True
    if head.pos_ in {"NOUN", "PROPN"}:
        return reading.predicate_of(head) is None and link == "compound"
    return link == "csubj"
