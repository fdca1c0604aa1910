"""Causal nouns: "the result of", "the trigger for", "a response to", "retaliatory"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of, verb_above
from detente.reading.affairs.cause_link import Link, link
from detente.reading.affairs.cause_replies import last_deed_against
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.base import Predicate, Reading, Sentence


def noun_form(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the result of an attack", "the trigger for the crisis was X"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound"}:
        return None
    slots = around_noun(noun)
    inner = next(
        (
            each
            for name in ("prep.of", "prep.for", "prep.to", "prep.behind", "poss")
            for each in slots.get(name, [])
        ),
        None,
    )
    if inner is None:
        return None
    outer = _said_to_be(noun)
    if outer is None:
        return None
    here, there = sides.of_token(inner, sentence), sides.of_token(outer, sentence)
    if noun.lemma_.lower() == "trigger" and there.ids and ids_at(reading, [inner]):
        # "the trigger for Mexico was ...": of its crisis
        return link(reading, sentence, cue, covered, there, Side((), f"crisis for {inner.text}"))
    if not there.ids and noun.dep_ == "appos" and (verb := verb_of(outer)) is not None:
        there = sides.of_token(verb, sentence)
    effect_first = cue.second[0] == "noun-subj"
    cause, effect = (here, there) if effect_first else (there, here)
    return link(reading, sentence, cue, covered, cause, effect) if cause.ids and effect.ids else None


def verb_of(noun: Token) -> Token | None:
    """The verb of which a noun is subject, object or adjunct."""
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in {"VERB", "AUX"}:
        return noun.head
    return verb_above(noun)


def _said_to_be(noun: Token) -> Token | None:
    """What a noun is said of: "X was the result of", "the trigger was X", "…, the result of"."""
    if noun.dep_ in {"attr", "oprd"}:
        return next((child for child in noun.head.children if child.dep_ in {"nsubj", "csubj"}), None)
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in {"AUX", "VERB"}:
        return next(
            (child for child in noun.head.children if child.dep_ in {"attr", "acomp", "oprd"}), None
        ) or (noun.head if noun.head.pos_ == "VERB" else None)
    if noun.dep_ == "appos":
        verb = verb_of(noun.head)
        return noun.head if verb is None or noun.head.ent_type_ != "DATE" else verb
    if noun.dep_ in {"npadvmod", "dobj", "conj", "dep"}:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return noun.head.head
    return None


def response(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "its answer to the blockade", "(a reply to that raid)"."""
    noun = head_of(covered)
    if (
        noun.pos_ != "NOUN"
        or noun.dep_ in {"compound"}
        or (noun.i and noun.doc[noun.i - 1].lower_ in {"in", "as"})
    ):
        return None
    marker = next(
        (child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"to", "for"}), None
    )
    if marker is None:
        return None
    cause = sides.of_token(next((child for child in marker.children if child.dep_ == "pobj"), None), sentence)
    own = reading.predicate_of(noun)
    if own is not None and not own.happened:
        return None
    if noun.dep_ == "appos":
        effect = _apposed(reading, sides, noun.head, sentence)
    elif own is not None:
        effect = Side((own.id,), None, own)
    else:
        said = _said_to_be(noun)
        effect = sides.of_token(said, sentence)
    return link(reading, sentence, cue, [noun, marker] if marker.i == noun.i + 1 else [noun], cause, effect)


def _apposed(reading: Reading, sides: Sides, token: Token, sentence: Sentence) -> Side:
    for _ in range(4):
        event: Predicate | None = reading.predicate_of(token)
        if event is not None:
            return Side((event.id,), None, event)
        if token.head == token:
            break
        token = token.head
    return sides.of_token(token, sentence)


def retaliatory(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "retaliatory strikes": provoked by the last deed of the other side."""
    word = head_of(covered)
    own = reading.predicate_of(word if cue.pos == "n" else word.head)
    if own is None or not own.happened:
        return None
    cause = last_deed_against(sides, own)
    return link(reading, sentence, cue, covered, cause, Side((own.id,), None, own)) if cause else None
