"""What something is called or taken for: "called the raid murder", "saw the flight as an act of war".

Such words tell no second event: they are somebody's view of the one that they name, and stand in claims and
framings.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, at

CALLING = frozenset(
    "brand call class consider declare deem dub find hold judge label name pronounce term".split()
)
LIKENING = frozenset("akin amount amounting compare equal equate equivalent liken similar tantamount".split())


def only_names(predicate: Predicate) -> bool:
    """Whether an event noun stands only for what something is called, taken for or likened to."""
    noun = _top(predicate)
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ == "oprd":
        return True
    if noun.dep_ == "pobj":
        word, above = noun.head.lower_, noun.head.head
        if word == "as" and any(child.lower_ == "such" for child in (*noun.head.children, *above.children)):
            return False  # "demands such as the closure of X"
        return word == "as" or (word == "to" and bool({above.lemma_, above.head.lemma_} & LIKENING))
    if noun.dep_ == "attr" and noun.head.dep_ == "ccomp":
        return noun.head.lemma_ == "be"  # "said that the exercise was an act of war"
    if noun.dep_ == "dobj" and noun.head.lemma_ == "call" and predicate.event in {"ASSAULT", "COERCE"}:
        return not any(child.dep_ in {"prt", "det"} for child in (*noun.head.children, *noun.children))
    # "considered the flight an act of aggression": read as a clause without a verb
    return noun.dep_ in {"ccomp", "xcomp"} and noun.head.lemma_.lower() in CALLING


def _top(predicate: Predicate) -> Token:
    """The word that governs the others of "act of war", "declaration of war"."""
    noun = predicate.token
    while noun.head != noun and predicate.start <= at(noun.head) < predicate.end:
        noun = noun.head
    return noun
