"""Pressures from outside: third parties ask for a truce, remind of duties, hint at measures.

Flags: ``asks`` with ``stops`` (verbs) or ``truce`` (nouns), ``reminds`` with ``duty``, ``hints`` with
``measure``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import LOOSE, has_subject, predicate_span, tokens_span
from detente.reading.base import conjuncts, phrase
from detente.reading.pairs import country_of
from detente.reading.slots import verb_slots

OUTSIDE = STATE_SIDE | {"international organisation"}


def asks_to_stop(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "called for a truce", "urged both sides to cease fire": by others than the two at war."""
    verb = head_of(covered)
    if not _outsiders(weights, verb):
        return
    slots = verb_slots(verb)
    truce = any(_truce(weights, each) for first in slots.get("prep.for", []) for each in conjuncts(first))
    stop = any(_stops(weights, each) for first in slots.get("xcomp", []) for each in conjuncts(first))
    if not truce and not stop:
        return
    targets = [*slots.get("obj", []), *slots.get("prep.on", []), *slots.get("prep.to", [])]
    asked = [id for id in ids_at(weights.reading, targets) if kind_of(weights.reading, id) in STATE_SIDE]
    on = tuple(asked) or weights.focus.main
    span = predicate_span(verb, weights.sentence)
    yield from made(
        weights.candidate(span, "constraint on response", on, f"asked-to-stop.{cue.name}", 0.72, verb)
    )


def _outsiders(weights: Weights, verb: Token) -> set[str]:
    """The states or bodies other than the account's two that say it; empty where others speak, too."""
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return set()
    ids = ids_at(weights.reading, verb_slots(verb).get("subj", []))
    states = {country_of(weights.reading, id) or id for id in ids}
    official = all(kind_of(weights.reading, id) in OUTSIDE for id in ids)
    return states if official and not states & set(weights.focus.main) else set()


def _truce(weights: Weights, noun: Token) -> bool:
    """ "a truce", "peace"; "an end" or "a halt" only of the fighting."""
    if noun.lemma_.lower() in ENDINGS:
        return any(
            inner.lemma_.lower() in FIGHTING
            for child in noun.children
            if child.lower_ in {"of", "to", "in"}
            for inner in child.children
        )
    return weights.has(noun, "truce")


def _stops(weights: Weights, verb: Token) -> bool:
    """ "to cease hostilities", "to stop fighting", "to lay down their arms"."""
    if not weights.has(verb, "stops"):
        return False
    inner = [*verb_slots(verb).get("obj", []), *verb_slots(verb).get("xcomp", [])]
    return any(weights.has(each, "truce") or each.lemma_.lower() in FIGHTING for each in inner)


ENDINGS = frozenset({"end", "halt", "cessation", "stop", "pause"})
FIGHTING = frozenset(
    "fire fight fighting hostility hostilities attack shelling bombing bombardment war violence arm arms "
    "raid operation firing shoot advance offensive aggression bloodshed".split()
)


def reminds(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "to remind them of their obligation not to resort to war"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    things = [*slots.get("prep.of", []), *slots.get("prep.about", [])]
    status = weights.status(verb)
    if verb.pos_ != "VERB" or status.polarity or not any(weights.has(each, "duty") for each in things):
        return
    speakers = ids_at(weights.reading, slots.get("subj", []))
    on = [id for id in ids_at(weights.reading, slots.get("obj", [])) if id not in speakers]
    official = [id for id in on if kind_of(weights.reading, id) in STATE_SIDE]
    if official and status.modality in {"asserted", "planned"}:
        span = predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, tuple(official), f"reminded.{cue.name}", 0.72, weights.sentence)


def hints(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "hinted that they might support a blockade if the king refused": measures of others in prospect."""
    verb = head_of(covered)
    if not (own := _outsiders(weights, verb)):
        return
    slots = verb_slots(verb)
    for clause in [*slots.get("ccomp", []), *slots.get("xcomp", [])]:
        things = [
            each for name in ("obj", "prep.in", "prep.for") for each in verb_slots(clause).get(name, [])
        ]
        if not any(weights.has(each, "measure") for first in things for each in conjuncts(first)):
            continue
        on = _warned(weights, verb, clause, own)
        kept = [verb, *(each for each in phrase(clause, without=LOOSE) if not _in_condition(each, clause))]
        span = tokens_span(kept, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, on, f"hinted.{cue.name}", 0.7, verb))
        return


def _in_condition(token: Token, clause: Token) -> bool:
    """Whether a word stands in the if-clause under a clause."""
    while token != clause and token.head != token:
        if token.dep_ == "advcl" and has_subject(token):
            return True
        token = token.head
    return False


def _warned(weights: Weights, verb: Token, clause: Token, own: set[str]) -> tuple[str, ...]:
    """Whom the prospect weighs on: whose refusal is spoken of, whom they tell it, who then acts."""
    conditions = [child for child in clause.children if child.dep_ == "advcl"]
    named = [noun for each in conditions for noun in verb_slots(each).get("subj", [])]
    told = [*verb_slots(verb).get("obj", []), *verb_slots(verb).get("prep.to", []), *named]
    if verb.dep_ == "advcl":
        told += verb_slots(verb.head).get("subj", [])
    against = [*verb_slots(clause).get("prep.against", []), *verb_slots(clause).get("prep.to", [])]
    against += verb_slots(clause).get("obj.prep.to", [])
    for group in (named, against, told):
        ids = [
            id
            for id in ids_at(weights.reading, group)
            if kind_of(weights.reading, id) in STATE_SIDE
            and (country_of(weights.reading, id) or id) not in own
        ]
        if ids:
            return tuple(dict.fromkeys(ids))
    return ()


OUTSIDERS: dict[str, Pattern] = {"demands-stop": asks_to_stop, "reminds": reminds, "hints": hints}
