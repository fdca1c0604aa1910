"""Pressures of means and bounds: too weak to resist, no forces to fight, weather, treaties, fear.

Flags: ``too`` (adverb before what is too weak), ``cannot-hold``, ``no-match``, ``bleeds``, ``only`` (few
forces), ``nature`` and ``law`` (what bars a way) with ``bars``, ``held-back`` (passives), ``must-not`` (what
one could not ignore), ``dreads`` (fear that holds back), ``without-leave``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import around_adjective, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import LOOSE, phrase_span, predicate_span, tokens_span
from detente.reading.base import conjuncts, phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

FEEBLE = word_set(
    "weak small poor few divided exhausted busy slow feeble thin old scattered tired preoccupied distant "
    "disorganized disorganised late demoralized demoralised distracted backward unprepared isolated ill "
    "overstretched frightened lightly"
)
REFRAINING = word_set(
    "refuse decline shelve close abandon cancel postpone drop withhold hesitate delay renounce forgo avoid "
    "refrain stop restrict limit confine hold keep stay reject drop abstain stall defer suspend"
)
LEAVE = word_set(
    "consent approval permission mobilization mobilisation support help ally allies backing agreement aid "
    "authority vote parliament congress reinforcement cover supply fleet guarantee resolution"
)


def _barred(verb: Token) -> bool:
    """ "could not", "can hardly", "could no longer"."""
    words = {child.lower_ for child in verb.children}
    words |= {inner.lower_ for child in verb.children if child.dep_ == "advmod" for inner in child.children}
    negated = (
        bool(words & {"not", "n't", "never", "hardly", "scarcely", "neither", "nor"})
        or {"no", "longer"} <= words
    )
    return negated and bool(words & {"could", "can", "ca"})


def too_weak(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Ethiopia was too weak to resist"."""
    word = head_of(covered)
    if word.head.pos_ not in {"ADJ", "ADV", "VERB"} or word.head.lower_ not in FEEBLE:
        return
    adjective = word.head
    top = adjective.head if adjective.dep_ in {"acomp", "ccomp", "attr", "oprd"} else None
    if top is None or top.pos_ not in {"AUX", "VERB"}:
        return
    bearers = around_adjective(adjective).get("subj", [])
    if ids_at(weights.reading, bearers, owner=True):
        who = weights.on(bearers)
        span = weights.told(top)
        if not weights.status(top).polarity:
            yield Candidate(*span, cue.kind, who, f"too.{adjective.lower_}", 0.7, weights.sentence)


def cannot_hold(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not have held out for a week", "could not feed its troops"."""
    verb = head_of(covered)
    subjects = verb_slots(verb).get("subj", []) if verb.pos_ == "VERB" else []
    if subjects and _barred(verb) and ids_at(weights.reading, subjects, owner=True):
        span = predicate_span(verb, weights.sentence)
        who = weights.on(subjects)
        yield Candidate(*span, cue.kind, who, f"cannot-hold.{cue.name}", 0.665, weights.sentence)


def must_not(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not stand by", "could not ignore the raids", "could not retaliate"."""
    verb = head_of(covered)
    slots = verb_slots(verb) if verb.pos_ in {"VERB", "AUX"} else {}
    if not _barred(verb) or verb.dep_ in {"amod", "acl"}:
        return
    who = [
        id
        for id in ids_at(weights.reading, slots.get("subj", []))
        if kind_of(weights.reading, id) in STATE_SIDE | {"person"}
    ]
    if who:
        span = predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, tuple(who), f"must-not.{cue.name}", 0.66, weights.sentence)


def no_means(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had not the forces to fight", "has neither the police nor the party to break it"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    if verb.dep_ in {"aux", "amod"} or not slots.get("subj"):
        return
    for thing in slots.get("obj", []):
        kind = next((kind for each in conjuncts(thing) if (kind := weights.asset_kind(each))), None)
        denied = any(child.dep_ == "neg" for child in verb.children) or any(
            child.lower_ in {"neither", "no", "nor"}
            for each in [verb, *conjuncts(thing)]
            for child in each.children
        )
        bearers = ids_at(weights.reading, slots["subj"], owner=True)
        if kind and denied and bearers:
            span = predicate_span(verb, weights.sentence)
            who = weights.on(slots["subj"])
            yield Candidate(*span, kind, who, f"no-means.{thing.lemma_.lower()}", 0.7, weights.sentence)
            return


def only_few(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had only 300 men in the town", "could field barely a division"."""
    word = head_of(covered)
    noun = next((each for each in _above(word) if weights.asset_kind(each)), None)
    if noun is None or noun.dep_ != "dobj" or weights.asset_kind(noun) != "weak capacity":
        return
    verb = noun.head
    subjects = verb_slots(verb).get("subj", [])
    if weights.has(verb, "possess") and ids_at(weights.reading, subjects, owner=True):
        span = tokens_span([verb, *phrase(noun, without=LOOSE)], weights.sentence)
        who = weights.on(subjects)
        yield from made(weights.candidate(span, "weak capacity", who, "only-few", 0.67, verb))


def _above(token: Token) -> Iterator[Token]:
    for _ in range(3):
        if token.head == token:
            return
        token = token.head
        yield token


def bleeds(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the republic was bleeding to death", "more than 30,000 people fled in July alone"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    subjects = verb_slots(verb).get("subj", [])
    crowd = any(
        each.lemma_.lower() in {"people", "refugee", "citizen", "inhabitant", "thousand", "skilled", "doctor"}
        and any(c.tag_ == "CD" or c.lower_ in {"many", "thousands"} for c in each.subtree)
        for each in subjects
    )
    state = any(kind_of(weights.reading, id) == "state" for id in ids_at(weights.reading, subjects))
    flight = "flight" in cue.flags
    crowd = crowd and any(
        inner.lower_ in {"alone", "month", "week", "day", "every", "each", "already", "since", "year"}
        for inner in verb.subtree
    )
    if (flight and crowd) or (not flight and (state or any(weights.has(each, "worn") for each in subjects))):
        who = weights.on([] if flight else subjects)
        span = weights.told(verb)
        yield from made(weights.candidate(span, cue.kind, who, f"bleeds.{cue.name}", 0.67, verb))


def no_match(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was no match for the invaders"."""
    noun = head_of(covered)
    verb = noun.head
    denied = any(child.lower_ == "no" for child in noun.children)
    if noun.dep_ == "attr" and denied and any(child.lower_ == "for" for child in noun.children):
        subjects = verb_slots(verb).get("subj", [])
        if ids_at(weights.reading, subjects, owner=True):
            span = predicate_span(verb, weights.sentence)
            who = weights.on(subjects)
            yield Candidate(*span, cue.kind, who, "no-match", 0.7, weights.sentence)


def bars(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the monsoon would flood the area", "the treaty forbade fortifications": nature and law bar a way."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    if verb.dep_ == "conj" and weights.has(verb.head, "bars"):
        return  # told by two verbs
    subjects = verb_slots(verb).get("subj", [])
    nature = any(weights.has(each, "nature") for each in subjects)
    law = any(weights.has(each, "law") for each in subjects)
    if (nature and "of-nature" in cue.flags) or (law and "of-law" in cue.flags):
        status = weights.status(verb)
        who = weights.on(verb_slots(verb).get("obj", []))
        if who and not status.polarity:
            yield Candidate(*weights.told(verb), cue.kind, who, f"bars.{cue.name}", 0.67, weights.sentence)


def held_back(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "constrained by its treaty", "held back by its ally"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not is_passive(verb):
        return
    slots = verb_slots(verb)
    if not any(child.dep_ == "agent" or child.lower_ == "by" for child in verb.children):
        return
    if "back" in cue.flags and not any(child.lower_ in {"back", "in"} for child in verb.children):
        return
    who = [
        id
        for id in ids_at(weights.reading, slots.get("obj", []))
        if kind_of(weights.reading, id) in STATE_SIDE
    ]
    if who:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, tuple(who), f"held-back.{cue.name}", 0.68, verb))


def dreads(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "fearing revenge, had closed its airspace": a fear for which one holds back."""
    word = head_of(covered)
    deed = next((each for each in _above_verbs(word) if _holds_back(each)), None)
    if deed is None:
        return
    if cue.pos == "n":
        if word.dep_ != "pobj" or word.head.lower_ not in {"for", "of", "from"}:
            return
        span = phrase_span(word, weights.sentence)
    elif word.tag_ == "VBG" or cue.pos == "a" or word.dep_ == "relcl":
        if not any(child.i > word.i for child in word.children):
            return
        span = predicate_span(word, weights.sentence)
    else:
        return
    subjects = verb_slots(deed).get("subj", []) or verb_slots(deed.head).get("subj", [])
    who = [
        id
        for id in ids_at(weights.reading, subjects)
        if kind_of(weights.reading, id) in STATE_SIDE | {"international organisation"}
    ]
    if who:
        yield Candidate(*span, cue.kind, tuple(who), f"dreads.{cue.name}", 0.66, weights.sentence)


def _above_verbs(word: Token) -> Iterator[Token]:
    for each in _above_far(word):
        if each.pos_ == "VERB":
            yield each
            yield from (child for child in each.children if child.dep_ == "conj" and child.pos_ == "VERB")
        elif each.dep_ in {"nsubj", "appos"} and each.head.pos_ == "VERB":
            yield each.head


def _above_far(token: Token) -> Iterator[Token]:
    for _ in range(5):
        if token.head == token:
            return
        token = token.head
        yield token


def _holds_back(verb: Token) -> bool:
    denied = any(inner.lower_ == "no" for child in verb.subtree for inner in child.children)
    return verb.lemma_.lower() in REFRAINING or any(child.dep_ == "neg" for child in verb.children) or denied


def without_leave(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "nothing could be done without general mobilization", "could not act without their consent"."""
    word = head_of(covered)
    verb = word.head
    things = [child for child in word.children if child.dep_ == "pobj"]
    if verb.pos_ != "VERB" or not any(thing.lemma_.lower() in LEAVE for thing in things):
        return
    nothing = any(child.lower_ in {"nothing", "little"} for child in verb.children)
    able = any(child.lower_ in {"could", "can"} for child in verb.children)
    if not _barred(verb) and not (nothing and able):
        return
    who = weights.on(verb_slots(verb).get("subj", []) if not is_passive(verb) else [])
    if who:
        yield Candidate(*weights.told(verb), cue.kind, who, "without-leave", 0.7, weights.sentence)


MEANS: dict[str, Pattern] = {
    "too": too_weak,
    "cannot-hold": cannot_hold,
    "must-not": must_not,
    "no-means": no_means,
    "only": only_few,
    "bleeds": bleeds,
    "no-match": no_match,
    "bars": bars,
    "held-back": held_back,
    "dreads": dreads,
    "without-leave": without_leave,
}
