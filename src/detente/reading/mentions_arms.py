"""Weapons that stand for who serves them: "Soviet tanks rolled in", not "sold tanks to X"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.mentions_kinds import word_set

ARMS = word_set(
    "tank armour armor vehicle car column battery gunner artilleryman launch cutter corvette artillery gun "
    "howitzer carrier"
)
"""Last words of roles that are weapons and vessels first of all."""
MANNED = frozenset({"gunner", "artilleryman", "column", "artillery"})
STILL = word_set("be cost have include lack remain become need require belong")
"""Verbs that say of a weapon what it is, not what those with it do."""
HIT = word_set(
    "attack bomb shell strike hit target ambush destroy sink fire shoot engage repel stop halt sight "
    "intercept chase fight encounter meet oppose resist lead follow join escort"
)


def only_things(head: Token, noun: str) -> bool:
    """Whether a weapon is a thing here: nobody acts with it and nothing is done to it in a fight."""
    if noun not in ARMS or noun in MANNED:
        return False
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ == "nsubj":
        return head.head.lemma_.lower() in STILL
    if head.dep_ == "nsubjpass" or head.dep_ == "dobj":
        return head.head.lemma_.lower() not in HIT
    if head.dep_ == "pobj":
        preposition, verb = head.head, head.head.head
        if preposition.dep_ == "agent" or preposition.lower_ == "by":
            return False
        return preposition.lower_ not in {"at", "on", "against"} or verb.lemma_.lower() not in HIT
    return True
