"""Those called by what they did: "the invaders", "the occupying powers", "the blockading four".

They are the doers of the last deed of that family that the account told as a fact before (``doers.tsv``).
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from detente.codes import shipped, values
from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring, left_words, plain
from detente.reading.resolve_members import with_conjuncts
from detente.reading.slots import noun_slots, verb_slots
from detente.reading.who import owner_of

REACH = 12
"""Sentences looked back for the deed."""
UNREAL = frozenset("would could might may will shall should if unless whether".split())


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The deeds by noun of the doer, and the family of each deed: the first row that has it."""
    nouns: dict[str, frozenset[str]] = {}
    deeds: dict[str, frozenset[str]] = {}
    for row in shipped("doers.tsv").rows:
        family = frozenset(values(row["deeds"]))
        nouns |= dict.fromkeys(values(row["nouns"]), family)
        for deed in values(row["deeds"]):
            deeds.setdefault(deed, family)
    return nouns, deeds


def deeds_of(head: Token) -> frozenset[str]:
    """The words for what those called so did; empty for any other phrase."""
    nouns, deeds = _families()
    if (found := nouns.get(plain(head))) is not None:
        return found
    for word in left_words(head)[:-1]:
        if word.tag_ in {"VBG", "JJ", "NN"} and word.lower_.endswith("ing"):
            lemma = word.lemma_.lower() if word.tag_ == "VBG" else word.lower_.removesuffix("ing")
            for each in (lemma, f"{lemma}e", lemma[:-1]):
                if each in deeds:
                    return deeds[each]
    return frozenset()


def doers(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """Who did the last deed of the family before the mention; none where the account does not say it."""
    words = deeds_of(mention.head)
    if not words:
        return ()
    first = max(mention.sentence.index - REACH, 0)
    for sentence in reversed(discourse.reading.sentences[first : mention.sentence.index + 1]):
        for token in reversed(list(sentence.tokens)):
            if sentence is mention.sentence and token.i >= mention.head.left_edge.i:
                continue
            if token.lemma_.lower() in words and (found := _done_by(discourse, token)):
                return found
    return ()


def _done_by(discourse: Discourse, deed: Token) -> tuple[str, ...]:
    if deed.pos_ == "VERB":
        if any(child.dep_ == "neg" or child.lower_ in UNREAL for child in deed.children):
            return ()
        tokens = verb_slots(deed).get("subj", [])
    elif deed.pos_ in {"NOUN", "PROPN"}:
        slots = noun_slots(deed)
        tokens = [token for slot in ("poss", "by", "mod") for token in slots.get(slot, ())]
    else:
        return ()
    found: dict[str, None] = {}
    for token in tokens:
        named = with_conjuncts(discourse, token)
        # "five states of the pact invaded": theirs, where they are nobody themselves
        for id in named or [id for id, _ in owner_of(discourse.reading, token)]:
            if discourse.kind(id) not in {"place", "population", "media"}:
                found[id] = None
    return tuple(found)
