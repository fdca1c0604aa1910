"""Pressures of loss: trade and aid that end, what one is deprived of, prices that fall, measures that hurt.

Flags: ``deprives`` (of what is needed), ``loses`` (a market), ``loss`` (nouns: "the fall in the price of
oil"), ``hurts`` (adjectives: "painful for an economy"), ``ends-aid`` ("had ended the aid").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import (
    LOOSE,
    clause_span,
    has_subject,
    phrase_span,
    predicate_span,
    tokens_span,
)
from detente.reading.base import conjuncts, phrase
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots


def needed_kind(weights: Weights, noun: Token) -> str | None:
    """What it presses like to go without this: goods and money weigh on the economy, means on the forces."""
    if ids_at(weights.reading, [noun]):
        return None
    if weights.has(noun, "needed") or weights.institution_kind(noun) == "economy":
        return "economy"
    return weights.asset_kind(noun)


def deprives(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "deprived the economy of its main market", "was starved of ammunition"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    things = [*slots.get("prep.of", []), *slots.get("obj.prep.of", []), *slots.get("prep.from", [])]
    kinds = [kind for thing in things if (kind := needed_kind(weights, thing))]
    who = weights.on(slots.get("obj", []))
    if kinds and slots.get("obj") and who:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, kinds[0], who, f"deprived.{cue.name}", 0.7, verb))


def loses(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Colombian companies had lost a major market"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "aux"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    for thing in slots.get("obj", []):
        if ids_at(weights.reading, [thing]) or not (weights.has(thing, "needed") or _lost(weights, thing)):
            continue
        who = weights.on(slots.get("subj", []))
        if slots.get("subj") and who:
            whole = has_subject(verb)
            span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
            kind = "alliance or external isolation" if _lost(weights, thing) else "economy"
            yield from made(weights.candidate(span, kind, who, f"lost.{thing.lemma_.lower()}", 0.69, verb))
        return


def _lost(weights: Weights, thing: Token) -> bool:
    """An ally or a patron as such, not a named one."""
    return weights.asset_kind(thing) == "alliance or external isolation"


def loss(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the loss of trade", "the fall in the price of oil", "estrangement from Washington"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod"}:
        return
    slots = around_noun(noun)
    if "from" in cue.flags:
        others = [*slots.get("prep.from", []), *slots.get("prep.with", []), *slots.get("prep.between", [])]
        ids = [id for id in ids_at(weights.reading, others) if kind_of(weights.reading, id) in STATE_SIDE]
        own = weights.on([*slots.get("poss", []), *slots.get("of", [])])
        who = tuple(id for id in own if id not in ids) or weights.victim_of(ids)
        if ids and who and noun.dep_ in {"nsubj", "conj", "pobj", "dobj"}:
            span = phrase_span(noun, weights.sentence)
            yield from made(weights.candidate(span, cue.kind, who, f"loss.{cue.name}", 0.66, noun))
        return
    things = [each for name in ("of", "in") for first in slots.get(name, []) for each in conjuncts(first)]
    inner = [each for thing in things for each in [thing, *around_noun(thing).get("of", [])]]
    if not any(weights.has(each, "needed") or weights.has(each, "price") for each in inner):
        return
    if noun.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "conj"}:
        verb = noun.head
        whole = noun.dep_ == "nsubj" and weights.has(verb, "spent", "facing", "harms")
        span = clause_span(verb, weights.sentence) if whole else phrase_span(noun, weights.sentence)
        who = weights.on([*slots.get("poss", []), *slots.get("light", [])])
        yield from made(weights.candidate(span, "economy", who, f"loss.{cue.name}", 0.69, noun))


def hurts(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "measures painful for an economy dependent on tourists"."""
    word = head_of(covered)
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "to"}:
            for thing in child.children:
                kind = weights.institution_kind(thing) or (
                    "economy" if weights.has(thing, "needed") else None
                )
                if kind:
                    kept = [word.head, word] if word.dep_ == "amod" else [word]
                    span = tokens_span([*kept, *phrase(child, without=LOOSE)], weights.sentence)
                    who = weights.on([thing])
                    yield from made(weights.candidate(span, kind, who, f"hurts.{cue.name}", 0.68, word))
                    return


def ends_aid(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had ended the generous aid of his predecessors": told as gone before, it weighs on the receiver."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not any(c.lower_ == "had" for c in verb.children):
        return
    slots = verb_slots(verb)
    for thing in slots.get("obj", []):
        if not weights.has(thing, "helping"):
            continue
        givers = ids_at(weights.reading, slots.get("subj", []), owner=True)
        own = {country_of(weights.reading, id) or id for id in givers}
        near = [*slots.get("prep.to", []), *around_noun(thing).get("prep.to", [])]
        named = [id for id in ids_at(weights.reading, near) if kind_of(weights.reading, id) in STATE_SIDE]
        who = tuple(named) or tuple(id for id in weights.focus.main if id not in own)[:1]
        span = predicate_span(verb, weights.sentence)
        if who and not is_passive(verb):
            yield from made(weights.candidate(span, cue.kind, who, f"aid-ended.{cue.name}", 0.67, verb))
        return


LOSSES: dict[str, Pattern] = {
    "deprives": deprives,
    "loses": loses,
    "loss": loss,
    "hurts": hurts,
    "ends-aid": ends_aid,
}
