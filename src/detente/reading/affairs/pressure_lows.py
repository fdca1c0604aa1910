"""Pressures that are a low point: what is in ruins or at its lowest, what runs out, who is abandoned."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, predicate_span
from detente.reading.slots import is_passive, verb_slots

DEEP_IN = {
    "debt": "economy", "recession": "economy", "default": "economy", "turmoil": "unrest", "chaos": "unrest",
    "disarray": "weak capacity", "retreat": "weak capacity", "crisis": "general", "trouble": "general",
    "decline": "general", "trap": "constraint on response", "bind": "constraint on response",
    "corner": "constraint on response", "quandary": "constraint on response", "straits": "general",
    "dilemma": "constraint on response",
}  # fmt: skip
BEING = frozenset({"be", "lie", "remain", "stand", "fall", "sink", "plunge"})


def in_ruins(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "whose economy was in ruins", "his popularity was at its lowest"."""
    word = head_of(covered)
    above = word.head
    if word.dep_ not in {"pobj", "amod"} or above.dep_ != "prep" or above.lower_ not in {"in", "at", "into"}:
        return
    verb = above.head.head if above.head.lower_ in {"deep", "deeply", "heavily"} else above.head
    if verb.lemma_.lower() not in BEING:
        return
    for noun in verb_slots(verb).get("subj", []):
        kind = weights.institution_kind(noun) or weights.kind_at(noun)
        state = any(
            kind_of(weights.reading, id) in STATE_SIDE | {"person"} for id in ids_at(weights.reading, [noun])
        )
        if state and above.lower_ == "in" and (deep := DEEP_IN.get(word.lemma_.lower())):
            span = predicate_span(verb, weights.sentence)
            yield from made(
                weights.candidate(span, deep, weights.on([noun]), f"deep-in.{cue.name}", 0.68, verb)
            )
            return
        if weights.has(noun, "institution") and kind:
            span = clause_span(verb, weights.sentence)
            who = weights.on([noun])
            yield from made(weights.candidate(span, kind, who, f"in-ruins.{cue.name}", 0.69, verb))
            return


def runs_out(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "food was running out in the capital", "ammunition ran short"."""
    verb = head_of(covered)
    if not any(child.lower_ in {"out", "short", "low", "down"} for child in verb.children):
        return
    for noun in verb_slots(verb).get("subj", []):
        kind = weights.asset_kind(noun)
        if kind and verb.pos_ == "VERB":
            span = clause_span(verb, weights.sentence)
            who = weights.on([noun])
            yield from made(weights.candidate(span, kind, who, "runs-out", 0.69, verb))
            return


def abandoned(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "deserted by its allies"."""
    verb = head_of(covered)
    shunned = verb.lemma_.lower() in {"shun", "ostracize", "ostracise", "isolate", "boycott"}
    agents = any(
        child.dep_ == "agent" or (shunned and child.lower_ in {"in", "at", "throughout"})
        for child in verb.children
    )
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not is_passive(verb) or not agents:
        return
    bearers = verb_slots(verb).get("obj", [])
    if any(kind_of(weights.reading, id) in STATE_SIDE for id in ids_at(weights.reading, bearers)):
        span = predicate_span(verb, weights.sentence)
        who = weights.on(bearers)
        yield from made(weights.candidate(span, cue.kind, who, f"abandoned.{cue.name}", 0.68, verb))


LOWS: dict[str, Pattern] = {"in-ruins": in_ruins, "runs-out": runs_out, "abandoned": abandoned}
