"""Pronouns and what stands alone like one: "it", "each other", "the latter", "both", "those who"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Sentence, at, end
from detente.reading.mentions_kinds import COUNTS, POSSESSIVE, PRONOUNS, Referring, determiner
from detente.reading.mentions_phrases import is_pleonastic, phrase_mention, restricted

BOTH = frozenset({"both", "each", "either", "neither"})
REST = frozenset({"other", "others", "remaining"})
UNITS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})


def pronoun(sentence: Sentence, token: Token) -> Referring | None:
    """The mention that a pronoun, or a word that stands alone like one, makes; none for any other word."""
    word = token.lower_
    if word in PRONOUNS and token.tag_ in {"PRP", "PRP$"}:
        if word == "it" and is_pleonastic(token):
            return None
        how = "possessive" if token.tag_ == "PRP$" or word in POSSESSIVE else "pronoun"
        return phrase_mention(sentence, token, "pronoun", how, word, number=PRONOUNS[word])
    if word in {"other", "another"} and token.i > sentence.tokens.start:
        before = token.nbor(-1).lower_
        if (before, word) in {("each", "other"), ("one", "another")}:
            made = phrase_mention(
                sentence, token, "reciprocal", "reciprocal", f"{before} {word}", number="many"
            )
            made.start = at(token.nbor(-1))
            return made
        if before == "the" and word == "other" and token.dep_ in {"nsubj", "pobj", "dobj", "nsubjpass"}:
            return phrase_mention(sentence, token, "relational", "relational", "the other", definite=True)
    if word in {"former", "latter"} and token.dep_ not in {"amod", "compound"} and determiner(token) == "the":
        return phrase_mention(sentence, token, "ordinal", "set", word, definite=True)
    if (
        word in {"former", "latter"}
        and token.i + 1 < sentence.tokens.end
        and token.nbor(1).lower_ in {"'s", "’s"}
    ):
        return phrase_mention(sentence, token, "ordinal", "set", word, definite=True)
    alone = token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and not any(
        child.dep_ in {"relcl", "conj"} or (child.dep_ == "prep" and _narrows(child))
        for child in token.children
    )
    if alone and word in BOTH:
        return phrase_mention(sentence, token, "set", "set", word, number="many", definite=True)
    if alone and word in COUNTS and token.ent_type_ not in UNITS and _is_known(token):
        made = phrase_mention(sentence, token, "set", "set", word, number="many", definite=True)
        made.count = COUNTS[word]
        return made
    if word == "those" and token.dep_ not in {"det", "predet"} and restricted(token):
        return _free_relative(sentence, token)
    return None


def _narrows(preposition: Token) -> bool:
    """ "The two in the north", but not "accused both of plotting", which hangs on the verb."""
    return not any(child.dep_ == "pcomp" or child.tag_ == "VBG" for child in preposition.children)


def _is_known(token: Token) -> bool:
    """Whether a number stands for so many told before: "the four", "all three", "the blockading four"."""
    place = token.i - 1
    while place > 0 and (token.doc[place].lower_ in REST or token.doc[place].lower_.endswith("ing")):
        place -= 1
    return place >= 0 and token.doc[place].lower_ in {"the", "these", "those", "all"}


def _free_relative(sentence: Sentence, token: Token) -> Referring:
    made = phrase_mention(sentence, token, "generic", "generic", "those", number="many")
    last = max(token.subtree, key=lambda each: each.i)
    made.end, made.kind = end(last), "unknown"
    return made
