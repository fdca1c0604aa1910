"""People told by whose they are: "his successor", "her lawyer", "the widow of X", "a friend of the king"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Sentence
from detente.reading.mentions_kinds import Referring, number_of, prepositional, word_set
from detente.reading.mentions_phrases import phrase_mention

KIN = word_set(
    "successor predecessor heir widow widower wife husband son daughter brother sister father mother nephew "
    "niece cousin uncle aunt grandson fiancee stepson lawyer attorney confidant protege protégé mentor "
    "friend biographer valet disciple loyalist namesake patron protector master benefactor sponsor boss "
    "brother-in-law son-in-law aide lieutenant henchman associate"
)
LINKS = frozenset({"of", "to", "for"})


def kin(sentence: Sentence, head: Token, noun: str) -> Referring | None:
    """The mention of somebody who is named only by whose he is; none where no owner stands with the noun."""
    if noun not in KIN or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    owners = [child for child in head.children if child.dep_ == "poss"]
    owners = owners or list(prepositional(head, LINKS))
    if not owners or head.dep_ in {"compound", "nmod", "amod"}:
        return None
    made = phrase_mention(sentence, head, "relational", "relational", noun, definite=True, kind="person")
    made.owners = owners
    made.number = number_of(head)
    return made
