"""The slots of cues that stand in a compound: "Indian-controlled Kashmir", "anti-Pakistan groups"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.around import Slots

DASHES = frozenset({"-", "–", "‐"})


def compound_slots(cue: AffairCue, anchor: Token) -> Slots:
    """ "Indian-controlled Kashmir", "anti-Pakistan groups": what stands before the word, and the noun."""
    doc, slots = anchor.doc, Slots()
    noun = _described(anchor)
    if noun is None and anchor.dep_ == "conj":
        # "the Greek- and Turkish-held parts": the parser joins the adjectives
        noun = _described(anchor.head)
    if noun is None:
        return slots
    slots["noun"] = [noun]
    if "prefix" in cue.flags:
        if "-" in anchor.text:
            slots["after"] = [anchor]
            return slots
        place = anchor.i + 1
        if place < len(doc) and doc[place].text in DASHES:
            place += 1
        if place < noun.i:
            slots["after"] = [doc[place]]
        return slots
    place = anchor.i - 1
    if place > 0 and doc[place].text in DASHES:
        place -= 1
    if place < 0 or doc[place].pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return slots
    slots["before"] = [doc[place]]
    # "the Greek- and Turkish-held parts"
    if place > 2 and doc[place - 1].lower_ in {"and", "or"}:
        other = place - 3 if doc[place - 2].text in DASHES else place - 2
        if doc[other].pos_ in {"PROPN", "ADJ"} and doc[other].text[:1].isupper():
            slots["before"].insert(0, doc[other])
    return slots


def _described(anchor: Token) -> Token | None:
    """The noun that a compound adjective describes."""
    token = anchor
    for _ in range(4):
        above = token.head
        if above == token or token.dep_ not in {
            "amod",
            "compound",
            "nmod",
            "conj",
            "npadvmod",
            "punct",
            "poss",
            "dep",
        }:
            return None
        if above.pos_ in {"NOUN", "PROPN"} and above.i > anchor.i:
            return above
        token = above
    return None
