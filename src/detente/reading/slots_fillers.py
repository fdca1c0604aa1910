"""What a preposition or a relative pronoun beside a verb stands for."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

CLIMB = 6
"""Heads climbed from a relative pronoun to its clause."""
RELATIVES = frozenset({"who", "which", "that", "whom"})


def fillers_of(preposition: Token) -> list[Token]:
    """The objects of a preposition, through a second preposition ("because of") and gerunds."""
    found = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            found.extend(antecedents([child]))
    return found


def behind(word: Token, prepositions: Collection[str]) -> list[Token]:
    """The objects of these prepositions on a word: "on X", "by X"."""
    return [
        noun
        for child in word.children
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def antecedents(tokens: list[Token]) -> list[Token]:
    """Relative pronouns replaced by what they stand for."""
    found = []
    for token in tokens:
        if token.lower_ in RELATIVES and token.tag_ in {"WDT", "WP", "IN", "DT"}:
            clause: Token | None = token.head
            for _ in range(CLIMB):
                if clause is None or clause.dep_ == "relcl":
                    break
                clause = clause.head if clause.head != clause else None
            if clause is not None and clause.dep_ == "relcl":
                found.append(_whole_list(clause.head, token))
                continue
        found.append(token)
    return found


def _whole_list(noun: Token, pronoun: Token) -> Token:
    """ "A, B and C, which supported …": after a comma the pronoun stands for the whole list."""
    if pronoun.i and pronoun.nbor(-1).text == ",":
        while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
    return noun


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
