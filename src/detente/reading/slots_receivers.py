"""Who is to do with a thing, or in a time, what it is given for: "gave X ten days to comply"."""

from __future__ import annotations

from spacy.tokens import Token

PROVIDING = frozenset("provide give supply furnish offer grant lend afford".split())
"""Verbs whose receiver is the understood subject of what the thing is for: "gave X a base to launch …"."""


def receivers(thing: Token) -> list[Token]:
    """ "gave X a base from which to attack": whoever gets the thing acts with it."""
    verb = thing.head
    while verb.pos_ in {"NOUN", "PROPN", "ADP"} and verb.head != verb:
        verb = verb.head  # "with arms as well as a base from which …"
    if verb.lemma_.lower() not in PROVIDING:
        return []
    direct = [child for child in verb.children if child.dep_ in {"dobj", "dative", "nsubjpass"}]
    return [child for child in direct if child != thing and child.pos_ in {"PROPN", "NOUN", "PRON"}]


def given_time(verb: Token) -> list[Token]:
    """ "Gave X ten days to comply": X is to do it."""
    above = verb.head if verb.dep_ != "acl" else verb.head.head
    if above.lemma_.lower() not in {"give", "allow", "grant"}:
        return []
    times = [child for child in above.children if child.ent_type_ in {"DATE", "TIME"} and child.i < verb.i]
    return [child for child in above.children if child.dep_ == "dative"] if times else []
