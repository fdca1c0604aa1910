"""Pressures that are a change for the worse: growing violence, a worsening situation, looming concerns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Weights, made
from detente.reading.affairs.spans import (
    LOOSE,
    clause_span,
    noun_span,
    phrase_span,
    predicate_span,
)
from detente.reading.base import phrase
from detente.reading.slots import verb_slots


def own_phrase(token: Token) -> list[Token]:
    """A noun's phrase without the loose parts that only follow it."""
    return phrase(token, without=LOOSE)


def bearers_of(weights: Weights, noun: Token) -> tuple[str, ...]:
    """Ids of the actors a pressure noun belongs to, other than populations where there are any."""
    slots = around_noun(noun)
    tokens = [
        *slots.get("poss", []),
        *slots.get("prep.in", []),
        *slots.get("prep.on", []),
        *slots.get("of", []),
    ]
    ids = [
        id
        for id in ids_at(weights.reading, tokens, owner=True)
        if kind_of(weights.reading, id) != "population"
    ]
    if ids:
        return tuple(ids)
    return weights.on(slots.get("light", []))


def graded(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """A topic that gets worse: "the worsening situation", "violence had continued to grow"."""
    noun = head_of(covered)
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod", "npadvmod"}:
        return
    if "frame" in cue.flags and not any(weights.has(child, "inside") for child in noun.children):
        return
    if cue.kind == "insurgency" and _by_a_state(weights, noun):
        return
    much = "counts" in cue.flags
    modifiers = [
        child
        for child in noun.children
        if child.dep_ in {"amod", "advmod", "compound", "acl"} and child.i < noun.i
    ]
    grades = {"worse", "more"} if much else {"worse"}
    for modifier in modifiers:
        if weights.has(modifier, "more" if much else "worse"):
            kind = weights.kind_of_phrase(own_phrase(noun), cue.kind)
            span = noun_span(noun, weights.sentence)
            who = bearers_of(weights, noun)
            yield from made(
                weights.candidate(span, kind, who, f"graded.{modifier.lemma_.lower()}", 0.68, noun)
            )
            return
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        grade = _grade_of(weights, verb, grades)
        if grade is not None:
            kind = weights.kind_of_phrase(own_phrase(noun), cue.kind)
            span = clause_span(verb, weights.sentence)
            who = _pair_or_state(weights) if "tension" in cue.flags else bearers_of(weights, noun)
            yield from made(weights.candidate(span, kind, who, f"graded.{grade.lemma_.lower()}", 0.7, verb))
    elif (
        noun.dep_ == "dobj"
        and weights.has(verb, "more", "worse")
        and verb.pos_ == "VERB"
        and "tension" in cue.flags
    ):
        yield from made(
            weights.candidate(
                predicate_span(verb, weights.sentence),
                cue.kind,
                _pair_or_state(weights),
                "raised",
                0.66,
                verb,
            )
        )


def _by_a_state(weights: Weights, noun: Token) -> bool:
    """Whether a state is the doer of the violence ("Israeli raids"): then it is no insurgency."""
    slots = around_noun(noun)
    doers = [each for slot in ("poss", "by", "mod") for each in slots.get(slot, [])]
    return any(kind_of(weights.reading, id) in STATE_SIDE for id in ids_at(weights.reading, doers))


def _pair_or_state(weights: Weights) -> tuple[str, ...]:
    return tuple(weights.focus.main) or weights.on([])


def _grade_of(weights: Weights, verb: Token, grades: set[str]) -> Token | None:
    """The verb, its complement or its predicate noun that says that things get worse."""
    if weights.has(verb, *grades):
        return verb
    for child in verb.children:
        if child.dep_ in {"xcomp", "acomp", "attr", "oprd"}:
            words = [child, *(inner for inner in child.children if inner.dep_ == "amod")]
            if any(weights.has(word, *grades) for word in words):
                return child
    return None


def increase(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "an increase of violence", "a wave of protests"."""
    noun = head_of(covered)
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "in"}:
            for topic in preposition.children:
                words = own_phrase(topic)
                kind = weights.kind_of_phrase(words, "")
                if kind == "insurgency" and _by_a_state(weights, topic):
                    continue
                if topic.dep_ == "pobj" and kind and weights.has(topic, "counts", "neutral"):
                    span = phrase_span(noun, weights.sentence)
                    who = bearers_of(weights, topic)
                    yield from made(weights.candidate(span, kind, who, f"increase.{cue.name}", 0.7, noun))


def looms(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "concerns loomed over the elections"."""
    verb = head_of(covered)
    subjects = verb_slots(verb).get("subj", [])
    if not any(weights.has(subject, "worry") for subject in subjects):
        return
    words = [word for child in verb.children if child.dep_ == "prep" for word in child.subtree]
    words += [word for subject in subjects for word in subject.subtree]
    kind = weights.kind_of_phrase([word for word in words if not weights.has(word, "worry")], "")
    if kind and kind not in {"general", "insurgency"}:
        yield from made(
            weights.candidate(clause_span(verb, weights.sentence), kind, weights.on([]), "looms", 0.72, verb)
        )


def pushed(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "drove the kingdom to the edge", "brought it to the verge of collapse"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB":
        return
    for slot, fill in verb_slots(verb).items():
        if slot in {"prep.to", "prep.into", "prep.toward", "prep.towards"}:
            words = [word for noun in fill for word in phrase(noun, without=LOOSE | {"acl", "advcl"})]
            if any(weights.has(word, "strong", "frame", "worse") or _dire(weights, word) for word in words):
                kind = weights.kind_of_phrase(words)
                who = weights.on(verb_slots(verb).get("obj", []))
                span = predicate_span(verb, weights.sentence)
                yield from made(weights.candidate(span, kind, who, "pushed-to", 0.72, verb))
                return


def _dire(weights: Weights, word: Token) -> bool:
    return weights.kind_at(word) in {"unrest", "economy", "leadership change"} and word.pos_ == "NOUN"


def delayed_election(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "delays in national elections"."""
    noun = head_of(covered)
    if any(
        weights.kind_at(word) == "elections"
        for child in noun.children
        if child.dep_ == "prep"
        for word in child.subtree
    ):
        span = phrase_span(noun, weights.sentence)
        yield from made(
            weights.candidate(span, "elections", bearers_of(weights, noun), "election-delay", 0.72, noun)
        )
