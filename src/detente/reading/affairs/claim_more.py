"""Further claims: a second clause of the same words, findings of guilt, "no sign that", "put X at"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import Saying, content_of
from detente.reading.affairs.spans import predicate_span, tokens_span
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

HOLDING = word_set("hold find judge deem declare consider pronounce")
SIGNS = word_set("sign evidence proof indication trace basis ground hint reason")


def further_clauses(saying: Saying) -> Iterator[Candidate]:
    """ "said that X had promised, and that the order had come too late": each clause with its own "that"."""
    if "clause" not in saying.cue.flags or not saying.happened():
        return
    for child in saying.word.children:
        if child.dep_ != "ccomp" or child.i < saying.word.i:
            continue
        for other in child.children:
            if other.dep_ == "conj" and has_own_that(other):
                yield saying.make(tokens_span(content_of(other), saying.sentence), bonus=0.05)


def has_own_that(verb: Token) -> bool:
    """Whether a clause has a "that" of its own."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def held_responsible(saying: Saying) -> Candidate | None:
    """ "held Sofia responsible for the raids", "found the general guilty of treason"."""
    verb = saying.word
    for _ in range(3):
        if verb.pos_ == "VERB" and verb.lemma_.lower() in HOLDING:
            break
        verb = verb.head
    else:
        return None
    between = verb.doc[verb.i + 1 : saying.word.i]
    named = is_passive(verb) or any(each.pos_ in {"NOUN", "PROPN", "PRON"} for each in between)
    bare = verb.dep_ in {"acl", "amod"} and verb.tag_ != "VBG"
    if bare or not named or not verb.i < saying.word.i <= verb.i + 8:
        return None
    said = replace(saying, covered=[verb])
    if not said.happened():
        return None
    return said.make(predicate_span(verb, saying.sentence), rule="held-responsible")


def no_sign(saying: Saying) -> Candidate | None:
    """ "found no sign that the files had been altered": denies it."""
    verb = saying.word
    if verb.pos_ != "VERB" or not saying.happened():
        return None
    for thing in verb_slots(verb).get("obj", []):
        if thing.lemma_.lower() == "reason" and verb.lemma_.lower() in {"see", "have"}:
            continue
        none = any(child.lower_ in {"no", "little"} for child in thing.children)
        for clause in thing.children:
            content = clause.dep_ in {"acl", "ccomp", "relcl"} and clause.pos_ in {"VERB", "AUX"}
            of = clause.dep_ == "prep" and clause.lower_ in {"of", "for"} and thing.lemma_.lower() in SIGNS
            if none and of and verb.lemma_.lower() != "have":
                return saying.make(predicate_span(verb, saying.sentence))
            if none and content and thing.lemma_.lower() in SIGNS:
                return saying.make(tokens_span(content_of(clause), saying.sentence))
    return None


def put_at(saying: Saying) -> Candidate | None:
    """ "put its losses at one dead", "estimated the cost at two million"."""
    verb = saying.word
    slots = verb_slots(verb)
    at_figure = [
        child
        for child in verb.children
        if child.lower_ == "at" and any(inner.like_num for inner in child.subtree)
    ]
    things = [each for each in slots.get("obj", []) if each.i > verb.i]
    if verb.pos_ != "VERB" or not at_figure or not things or not saying.happened():
        return None
    kept = [token for each in [*things, *at_figure] for token in phrase(each)]
    return saying.make(tokens_span(kept, saying.sentence))
