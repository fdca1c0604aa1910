"""What somebody says that a thing is: "called the raid a massacre", "denounced it as aggression".

The thing was done; what it is called is the caller's claim. Cues of the construction ``framed`` in the cue
book name the verbs. A framing that is only to come ("would treat its entry as an attack") has not been made,
and neither has what it speaks of.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.attribution import speaker_of
from detente.reading.base import Predicate, Reading
from detente.reading.weighed import Weighed

CLIMB = 6
THROUGH = frozenset(
    "act acts case cases deed form instance kind matter means piece pretext sort piece part example notice "
    "proof sign signal evidence campaign war policy attempt exercise step declaration".split()
)
"""Nouns whose "of" or "for" phrase names the thing: "an act of aggression", "notice of annexation"."""


def weigh_framed(reading: Reading, predicate: Predicate, found: Weighed) -> None:
    """Weigh the verb that calls something by the name of the deed."""
    noun = predicate.noun if predicate.noun is not None and predicate.pos == "v" else predicate.token
    if noun.pos_ not in {"NOUN", "PROPN"} and (noun.tag_ != "VBG" or noun.dep_ != "pcomp"):
        return
    verb = _framing_verb(noun)
    if verb is None:
        _weigh_framed_thing(reading, noun, found)
        return
    cue = reading.books.cues.find(verb.lemma_.lower(), "v", "framed") or next(
        (
            cue
            for child in verb.children
            if child.dep_ in {"prt", "advmod"} and child.i > verb.i
            if (cue := reading.books.cues.find(f"{verb.lemma_.lower()} {child.lower_}", "v", "framed"))
        ),
        None,
    )
    if cue is None:
        return
    found.take("hypothetical" if _is_to_come(verb) else cue.modality, cue.cue)
    if found.speaker is None:
        found.speaker = speaker_of(reading.predicate_of(verb), reading, verb)


def _framing_verb(noun: Token) -> Token | None:
    """The verb of which the noun is the name given: behind "as", or its object complement."""
    node = noun
    for _ in range(CLIMB):
        head = node.head
        if head == node:
            return None
        if node.dep_ == "oprd" and head.pos_ == "VERB":
            return head
        if node.dep_ == "ccomp" and head.pos_ == "VERB" and node.pos_ == "NOUN" and _is_small(node):
            return head
        if node.dep_ in {"pobj", "pcomp"} and head.lower_ == "as":
            verb = head.head
            # "denounced the raid as an act of war": parsers hang the phrase on the thing
            while verb.pos_ in {"NOUN", "PROPN", "PRON"} and verb.dep_ in {
                "dobj",
                "nsubjpass",
                "pobj",
                "prep",
            }:
                verb = verb.head
            return verb if verb.pos_ == "VERB" else None
        through = node.dep_ == "pobj" and head.lower_ in {"of", "for"}
        if through and head.head.lemma_.lower() in THROUGH:
            node = head.head
        elif node.dep_ == "conj":
            node = head
        else:
            return None
    return None


def _is_small(noun: Token) -> bool:
    """ "called it a massacre" read as a clause without a verb."""
    return any(child.dep_ == "nsubj" for child in noun.children) and not any(
        child.pos_ == "AUX" or child.dep_ == "mark" for child in noun.children
    )


def _weigh_framed_thing(reading: Reading, noun: Token, found: Weighed) -> None:
    """ "Would regard the entry of troops as an attack": the entry has not happened."""
    verb = noun.head
    if noun.dep_ != "dobj" or not _is_to_come(verb):
        return
    if reading.books.cues.find(verb.lemma_.lower(), "v", "framed") is None:
        return
    behind = (*noun.children, *verb.children)
    if any(child.dep_ == "prep" and child.lower_ == "as" and child.i > noun.i for child in behind):
        found.take("hypothetical", "would … as")


def _is_to_come(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return bool(auxiliaries & {"would", "will", "shall", "might", "may", "could", "'ll", "'d"}) and not (
        auxiliaries & {"have", "'ve"}
    )
