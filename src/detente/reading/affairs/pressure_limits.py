"""Pressures that limit what an actor may do: no choice, blocked talks, calls for restraint, demands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_adjective, around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_people import foreign_pressure
from detente.reading.affairs.pressure_words import Weights, made
from detente.reading.affairs.spans import clause_span, has_subject, phrase_span, predicate_span
from detente.reading.slots import is_passive, verb_slots

FINDING = frozenset("determine say confirm verify identify agree attend find establish know".split())
HARDLY = frozenset({"ill", "hardly", "scarcely", "barely"})
SCARCE = frozenset({"no", "little", "few", "scant", "limited", "narrow"})


def blocks(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "attacks stalled the talks": what keeps the sides from an agreement."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    things = slots.get("obj", [])
    if not any(weights.has(thing, "blocked") for thing in things):
        return
    subjects = slots.get("subj", [])
    free = any(thing.lemma_.lower() in {"room", "freedom", "option", "choice", "ability"} for thing in things)
    if ids_at(weights.reading, subjects) and not free:
        return  # an actor that blocks talks acts; it is no circumstance
    on = ids_at(weights.reading, [each for thing in things for each in _owners(thing)]) or list(
        weights.focus.main
    )
    whole = has_subject(verb) and not is_passive(verb)
    span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
    yield from made(weights.candidate(span, cue.kind, tuple(on), f"blocks.{cue.name}", cue.confidence, verb))


def _owners(noun: Token) -> list[Token]:
    slots = around_noun(noun)
    return [*slots.get("between", []), *slots.get("poss", [])]


def choice(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was left no choice but to …", "there was no alternative"."""
    noun = head_of(covered)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" else noun.head
    denied = any(child.lower_ in SCARCE for child in noun.children) or any(
        child.dep_ == "neg" for child in verb.children if verb.pos_ in {"VERB", "AUX"}
    )
    wishes = "no-wish" in cue.flags
    if wishes and not ({child.lower_ for child in noun.children} & {"no", "little"} and has_goal(noun)):
        return
    if not denied or noun.dep_ not in {"dobj", "attr", "pobj", "nsubj"}:
        return
    if weights.status(verb).modality in {"hypothetical", "conditional", "planned"}:
        return
    subjects = verb_slots(verb).get("subj", []) if verb.pos_ in {"VERB", "AUX"} else []
    if verb.lemma_.lower() == "leave" or verb.lemma_.lower() == "give":
        subjects = [*verb_slots(verb).get("iobj", []), *verb_slots(verb).get("obj", [])] or subjects
    span = (
        predicate_span(verb, weights.sentence)
        if verb.pos_ in {"VERB", "AUX"}
        else phrase_span(noun, weights.sentence)
    )
    yield Candidate(*span, cue.kind, weights.on(subjects), "no-choice", cue.confidence, weights.sentence)


def has_goal(noun: Token) -> bool:
    """Whether an infinitive hangs on a noun: "no wish to be drawn in"."""
    return any(
        child.dep_ in {"acl", "relcl", "xcomp"} and any(aux.tag_ == "TO" for aux in child.children)
        for child in noun.children
    )


def tied(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "its hands were tied", "a treaty tied his hands"."""
    noun = head_of(covered)
    verb = noun.head
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if noun.lower_ != "hands" or not owners or verb.lemma_.lower() not in {"tie", "bind"}:
        return
    span = clause_span(verb, weights.sentence)
    yield from made(weights.candidate(span, cue.kind, weights.on(owners), "hands-tied", 0.75, verb))


def no_position(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was in no position to resist"."""
    noun = head_of(covered)
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ != "in" or not has_goal(noun):
        return
    if not any(child.lower_ in {"no", "little"} for child in noun.children):
        return
    verb = above.head
    if verb.pos_ in {"AUX", "VERB"}:
        span = predicate_span(verb, weights.sentence)
        who = weights.on(verb_slots(verb).get("subj", []))
        yield from made(weights.candidate(span, cue.kind, who, "no-position", 0.72, above))


def forced(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was compelled to withdraw": a state that had to."""
    verb = head_of(covered)
    if not is_passive(verb) or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    if not slots.get("xcomp"):
        return
    ids = [
        id
        for id in ids_at(weights.reading, slots.get("obj", []))
        if kind_of(weights.reading, id) != "population"
    ]
    if ids:
        span = predicate_span(verb, weights.sentence)
        yield from made(
            weights.candidate(span, cue.kind, tuple(ids), f"forced.{cue.name}", cue.confidence, verb)
        )


def afford(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not afford another war"."""
    verb = head_of(covered)
    if any(child.dep_ == "neg" or child.lower_ in HARDLY for child in verb.children):
        who = weights.on(verb_slots(verb).get("subj", []))
        span = predicate_span(verb, weights.sentence)
        if who:
            yield Candidate(*span, cue.kind, who, "cannot-afford", cue.confidence, weights.sentence)


def pressure(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "increasing pressure to retaliate", "under pressure from the army", "put pressure on X"."""
    noun = head_of(covered)
    physical = any(child.lower_ in {"time", "blood", "water", "air"} for child in noun.children)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod"} or physical:
        return
    slots = around_noun(noun)
    verb = noun.head if noun.dep_ == "dobj" else None
    agent = verb is not None and verb.lemma_.lower() in {
        "put",
        "exert",
        "apply",
        "bring",
        "step",
        "place",
        "increase",
    }
    bearers = slots.get("prep.on", []) if agent else (slots.get("prep.on") or slots.get("light", []))
    if noun.dep_ == "pobj" and noun.head.lower_ == "under":
        above = noun.head.head
        bearers = verb_slots(above).get("subj", []) if above.pos_ in {"VERB", "AUX"} else [above]
    words = list(noun.subtree)
    kind = weights.kind_of_phrase([word for word in words if word != noun], "general")
    if kind == "general" and foreign_pressure(weights, noun, bearers):
        kind = "alliance or external isolation"
    yield from made(
        weights.candidate(
            phrase_span(noun, weights.sentence), kind, weights.on(bearers), "pressure", cue.confidence, noun
        )
    )


def unable(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was unable to hold the town": a side that could not."""
    word = head_of(covered)
    slots = around_adjective(word)
    ids = ids_at(weights.reading, slots.get("subj", []), owner=True)
    ids = [id for id in ids if kind_of(weights.reading, id) != "international organisation"]
    capacity = cue.words[0] not in {"reluctant", "unwilling", "hesitant"}
    finding = any(child.lemma_.lower() in FINDING for child in word.children)
    if ids and word.head.pos_ in {"AUX", "VERB"} and capacity and not finding:
        span = predicate_span(word.head, weights.sentence)
        yield from made(
            weights.candidate(span, cue.kind, tuple(ids), f"unable.{cue.name}", cue.confidence, word.head)
        )


def restraint(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "both called for restraint", "words of caution": what others ask of an actor."""
    noun = head_of(covered)
    asked = next((above for above in _above(noun) if weights.has(above, "asks")), None)
    if asked is None:
        return
    yield from _asked(weights, cue, asked)


def asks(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "warned India against using force", "urged X to refrain"."""
    word = head_of(covered)
    if word.pos_ != "VERB":
        return
    slots = verb_slots(word)
    against = word.lemma_.lower() in {"warn", "caution", "advise", "counsel"} and "prep.against" in slots
    refrain = any(
        child.lemma_.lower() in {"refrain", "desist", "abstain"} or _shows_restraint(weights, child)
        for child in slots.get("xcomp", [])
    )
    if against or refrain:
        yield from _asked(weights, cue, word)


def _shows_restraint(weights: Weights, verb: Token) -> bool:
    return any(weights.has(thing, "restraint") for thing in verb_slots(verb).get("obj", []))


def _asked(weights: Weights, cue: AffairCue, asked: Token) -> Iterator[Candidate]:
    if asked.pos_ == "VERB":
        slots = verb_slots(asked)
        targets = [*slots.get("obj", []), *slots.get("prep.on", []), *slots.get("prep.to", [])]
        named = any(word.text[:1].isupper() for subject in slots.get("subj", []) for word in [subject])
        span = predicate_span(asked, weights.sentence) if named else clause_span(asked, weights.sentence)
        sources = ids_at(weights.reading, slots.get("subj", []))
    else:
        slots = around_noun(asked)
        targets = [*slots.get("prep.to", []), *slots.get("prep.on", [])]
        span = phrase_span(asked, weights.sentence)
        sources = []
    on = [id for id in ids_at(weights.reading, targets) if id not in sources]
    on = on or [id for id in weights.focus.main if id not in sources]
    yield from made(
        weights.candidate(span, "constraint on response", tuple(on), "asked-restraint", 0.76, asked)
    )


def _above(token: Token) -> Iterator[Token]:
    for _ in range(5):
        if token.head == token:
            return
        token = token.head
        yield token


LIMITS: dict[str, Callable[[Weights, AffairCue, list[Token]], Iterator[Candidate]]] = {
    "blocks": blocks,
    "choice": choice,
    "tied": tied,
    "position": no_position,
    "forced": forced,
    "afford": afford,
    "pressure": pressure,
    "unable": unable,
    "restraint": restraint,
    "asks": asks,
}
