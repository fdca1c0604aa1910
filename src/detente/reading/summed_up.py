"""Nouns that, after a comma, name what the clause before has told: "…, a charge that X dismissed", "…, a raid
which X defended"."""

from __future__ import annotations

from detente.reading.base import Predicate, Reading

NAMED = "what the clause before tells"
"""The basis given to what such a noun takes from the verb that it names."""
FAMILY = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})


def take_up_clause(reading: Reading, noun: Predicate) -> None:
    """Link the noun with the verb that it names, and lend it who did or said it to whom."""
    token = noun.token
    if noun.pos != "n" or noun.noun is not None or token.dep_ != "appos" or token.head.pos_ != "VERB":
        return
    told = reading.predicate_of(token.head)
    if told is None or told is noun or told.layer != noun.layer or noun.same_as is not None:
        return
    if noun.layer == "do" and (noun.event is None or noun.event != told.event):
        return
    if noun.event in FAMILY and told.event in FAMILY and noun.event != told.event:
        return
    noun.same_as = told
    noun.modality, noun.polarity = told.modality, told.polarity
    noun.rules.append("names the clause before")
    for side in ("sources", "targets"):
        if not getattr(noun, side) and getattr(told, side):
            setattr(noun, side, list(getattr(told, side)))
            noun.inferred[side] = NAMED
