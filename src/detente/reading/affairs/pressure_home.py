"""Pressures at home and in the purse: power seized, a leader brought down, rebels who threaten, trade needed.

Flags: ``seizes`` (with ``power`` as object), ``comes`` (to power), ``deposes`` (a leader), ``menaces``,
``depends`` with ``needed``, ``approves`` (what ``assembly`` nouns say of their leader).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, is_armed, kind_of
from detente.reading.affairs.around import around_adjective, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, has_subject, predicate_span
from detente.reading.base import conjuncts
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

POWER = word_set("power throne presidency premiership")
LEADERS = word_set(
    "president premier king emperor shah sultan leader ruler dictator monarch regent government regime "
    "chancellor prince emir tsar czar junta"
)
RULERS = frozenset({"official", "person", "government"})


def seizes(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the general had seized power in June", "who came to power in a coup"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "aux"}:
        return
    lemma = verb.lemma_.lower()
    objects = (
        slots.get("prep.to", []) if lemma in {"come", "rise", "return", "sweep"} else slots.get("obj", [])
    )
    if not any(thing.lemma_.lower() in POWER for thing in objects):
        return
    taken = lemma in {"seize", "grab", "usurp"} or _before_then(verb)
    if not taken or is_passive(verb):
        return
    who = _country(weights, [*slots.get("subj", []), *slots.get("prep.in", [])])
    if who:
        span = clause_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"seized-power.{cue.name}", 0.7, verb))


def _before_then(verb: Token) -> bool:
    """Whether it is told as gone before (past perfect), or as done just then."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "advmod", "auxpass"}}
    if not words and verb.dep_ == "conj":
        return _before_then(verb.head)
    return bool(words & {"had", "just", "recently", "newly", "having"})


def _country(weights: Weights, tokens: list[Token]) -> tuple[str, ...]:
    """The state of the first of these that has one, else the one spoken of."""
    for token in tokens:
        for id in ids_at(weights.reading, [token], places=True, owner=True):
            state = country_of(weights.reading, id)
            if state is not None:
                return (state,)
    return weights.on([])


def deposes(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the king had been deposed", "officers had overthrown the government"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or not _before_then(verb):
        return
    slots = verb_slots(verb)
    for thing in slots.get("obj", []):
        ids = [id for id in ids_at(weights.reading, [thing]) if kind_of(weights.reading, id) in RULERS]
        if not ids and thing.lemma_.lower() not in LEADERS:
            continue
        doers = {country_of(weights.reading, id) for id in ids_at(weights.reading, slots.get("subj", []))}
        who = _country(weights, [thing])
        if not who or doers - {None, *who}:
            continue  # brought down from abroad
        span = clause_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"deposed.{cue.name}", 0.68, verb))
        return


def menaces(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the government, which was itself threatened by the rebels"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    doers = ids_at(weights.reading, slots.get("subj", []))
    if not doers or not all(kind_of(weights.reading, id) == "armed group" for id in doers):
        return
    on = [
        id
        for id in ids_at(weights.reading, slots.get("obj", []))
        if kind_of(weights.reading, id) in STATE_SIDE and not is_armed(weights.reading, id)
    ]
    if on:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, tuple(on), f"menaced.{cue.name}", 0.69, verb))


def depends(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "on which it depended for its food", "was dependent on foreign loans", "relied on oil exports"."""
    word = head_of(covered)
    if word.pos_ == "VERB" and word.dep_ not in {"amod", "acl"}:
        slots, top = verb_slots(word), word
    elif word.dep_ in {"acomp", "oprd"}:
        slots, top = around_adjective(word), word.head
    else:
        return
    things = [
        each
        for name in ("prep.on", "prep.upon", "prep.for")
        for first in slots.get(name, [])
        for each in conjuncts(first)
    ]
    # the relative "on which" stands for the noun that the clause is about
    if any(each.lower_ in {"which", "whom"} for each in things) and top.dep_ == "relcl":
        things.append(top.head)
    needed = [each for each in things if _is_needed(weights, each)]
    votes = [
        each for each in things if each.lemma_.lower() in {"vote", "goodwill", "coalition", "clan", "tribe"}
    ]
    subjects = slots.get("subj", [])
    bearers = [id for id in ids_at(weights.reading, subjects) if kind_of(weights.reading, id) in STATE_SIDE]
    bearers += [
        id for id in ids_at(weights.reading, subjects) if votes and kind_of(weights.reading, id) == "person"
    ]
    if (needed or votes) and bearers:
        full = has_subject(top)
        span = clause_span(top, weights.sentence) if full else predicate_span(top, weights.sentence)
        rule = f"depends.{cue.name}"
        kind = cue.kind if needed else "constraint on response"
        yield from made(weights.candidate(span, kind, tuple(bearers), rule, 0.69, top))


def _is_needed(weights: Weights, thing: Token) -> bool:
    """Whether what one depends on, or for, is a good or money."""
    if ids_at(weights.reading, [thing]):
        return False
    return weights.has(thing, "needed") or weights.asset_kind(thing) == "economy"


def approves(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "leaders of both parties praised the president": what is said at home of who leads."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    if not any(_at_home(weights, each) for each in slots.get("subj", [])):
        return
    led = [
        id
        for each in slots.get("obj", [])
        for id in ids_at(weights.reading, [each], owner=True)
        if kind_of(weights.reading, id) in {"official", "government"}
    ]
    if led:
        span = clause_span(verb, weights.sentence)
        on = tuple(dict.fromkeys(led))
        yield from made(weights.candidate(span, cue.kind, on, f"approves.{cue.name}", 0.67, verb))


def _at_home(weights: Weights, noun: Token) -> bool:
    """Parliaments, parties, the press: by themselves or as "leaders of both parties"."""
    if weights.has(noun, "voice", "assembly"):
        return True
    return any(
        weights.has(inner, "assembly")
        for child in noun.children
        if child.lower_ in {"of", "in", "from"}
        for inner in child.children
    )


HOME: dict[str, Pattern] = {
    "seizes": seizes,
    "deposes": deposes,
    "menaces": menaces,
    "depends": depends,
    "approves": approves,
}
