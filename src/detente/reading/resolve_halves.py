"""Halves of a divided country by the point of the compass: "the North", "a Southern torpedo"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse
from detente.reading.base import Sentence
from detente.reading.mentions_kinds import Referring
from detente.reading.mentions_phrases import phrase_mention

PAIRS = (
    {"north": "PRK", "south": "KOR"},
    {"north": "VNM", "south": "RVN"},
    {"north": "YAR", "south": "YMD"},
    {"north": "SDN", "south": "SSD"},
    {"east": "DDR", "west": "DEU"},
)
"""The states of such pairs. Where an account names one of a pair and its other half, both are meant so."""
WORDS = {"north": "north", "south": "south", "northern": "north", "southern": "south", "northerner": "north",
         "southerner": "south", "northerners": "north", "southerners": "south"}  # fmt: skip


def half(sentence: Sentence, token: Token) -> Referring | None:
    """The mention that "the North" or "Southern" makes; written small it is a direction."""
    word = WORDS.get(token.lower_)
    if word is None or not token.text[:1].isupper() or token.ent_type_ == "PERSON":
        return None
    after = token.nbor(1) if token.i + 1 < sentence.tokens.end else None
    modifies = token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i
    if modifies:
        if token.lower_ in {"north", "south"} or token.head.text[:1].isupper():
            return None
    elif token.lower_ in {"northern", "southern"} or (
        after is not None and (after.text[:1].isupper() or after.text == "-")
    ):
        return None
    made = phrase_mention(sentence, token, "definite", "name", f"half {word}", definite=True, kind="state")
    made.attributive = modifies or (token.dep_ == "poss")
    return made


def resolve_half(discourse: Discourse, mention: Referring) -> None:
    """The state of the pair whose two halves the account names."""
    word = mention.form.split()[1]
    for pair in PAIRS:
        if word in pair and all(discourse.counts.get(id) for id in pair.values()):
            mention.ids, mention.basis = (pair[word],), "that half of the divided country"
            return
