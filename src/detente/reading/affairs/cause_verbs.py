"""Causal verbs: "triggered", "led to", "forced X to", "terminated the crisis"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.cause_link import (
    CONFLICT,
    Link,
    doer_event,
    has_actor,
    is_real,
    link,
    own_side,
    result_of,
    self_side,
    sums_up,
    told_verb,
)
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import clause_span, has_subject, phrase_span, predicate_span
from detente.reading.base import Reading, Sentence
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots


def verb_form(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the raid triggered a crisis", "leading to clashes", "was sparked by X"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "aux"} or not is_real(reading, verb):
        return None
    slots = verb_slots(verb)
    lemma = verb.lemma_.lower()
    moved = any(slots.get(f"prep.{name}") for name in ("into", "onto", "to", "down"))
    if (lemma in PUSHING or (lemma in CARRYING and moved)) and (
        pushed := pushes(reading, sides, sentence, cue, covered)
    ) is not None:
        return pushed
    if lemma == "lead" and any(child.lower_ == "up" for child in verb.children):
        return None
    tokens = [verb]
    results = slots.get("obj", [])
    if lemma in {"lead", "result", "contribute", "culminate", "end", "escalate"}:
        name = next((name for name in ("prep.to", "prep.in", "prep.into") if slots.get(name)), None)
        if name is None and lemma != "escalate":
            return None
        if name is not None and lemma != "escalate":
            results = slots[name]
            tokens += [child for child in verb.children if child.lower_ == name.removeprefix("prep.")][:1]
    started = any(child.lower_ in {"off", "motion"} for child in verb.subtree if 0 < child.i - verb.i < 4)
    if lemma in {"set", "touch"} and not started:
        return None
    if lemma in {"bring", "produce", "raise", "drive", "push"} and not _strong_result(reading, verb, results):
        return None
    when, brought = _when(sides, verb, sentence)
    if is_passive(verb) and not slots.get("subj") and brought:
        return link(
            reading,
            sentence,
            cue,
            when,
            brought,
            own_side(reading, verb) or sides.of_token((results or [verb])[0], sentence),
        )
    if not results:
        return None
    if ids_at(reading, results[:1]):
        return (
            makes(reading, sides, sentence, cue, covered)
            if slots.get("xcomp") or slots.get("ccomp")
            else None
        )
    cause = doer_event(reading, sides, verb, slots, sentence)
    effect = result_of(sides, results, sentence)
    if not effect.ids and lemma != "set":
        effect = own_side(reading, verb) or effect
    return link(reading, sentence, cue, tokens, cause, effect)


def _when(sides: Sides, verb: Token, sentence: Sentence) -> tuple[list[Token], Side]:
    """ "was triggered on 9 April, when a brigade attacked": the deed of that day."""
    for token in verb.subtree:
        if token.lower_ == "when" and token.i > verb.i and token.head.dep_ in {"relcl", "advcl"}:
            side = sides.of_token(token.head, sentence)
            if side.event is not None and side.event.happened:
                return [token], side
    return [verb], Side()


SWAYING = frozenset(
    {
        "persuade",
        "convince",
        "force",
        "compel",
        "induce",
        "coax",
        "cajole",
        "bully",
        "shame",
        "oblige",
        "prod",
    }
)
"""Verbs of getting somebody to do what is then told as done."""


CARRYING = frozenset({"bring", "carry", "sweep", "draw", "send", "drag"})
PUSHING = frozenset({"push", "drive", "plunge", "throw"})


def pushes(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "A and B pushed the country to the brink": pressures that add up to one."""
    verb = head_of(covered)
    effects = list(sides.affairs_in(predicate_span(verb, sentence), "p"))
    causes: list[str] = []
    for subject in verb_slots(verb).get("subj", []):
        causes.extend(sides.affairs_in(phrase_span(subject, sentence, whole=True), "p"))
    causes = [id for id in causes if id not in effects]
    if not causes or not effects:
        return _into(reading, sides, sentence, cue, verb)
    return link(reading, sentence, cue, [verb], Side(tuple(causes)), Side(tuple(effects)))


def _into(reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, verb: Token) -> Link | None:
    """ "the seizure plunged both states into a crisis", "drove them closer together"."""
    slots = verb_slots(verb)
    if not slots.get("obj") or has_actor(reading, verb, slots):
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    effect = own_side(reading, verb) or self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect) if cause.ids else None


def _strong_result(reading: Reading, verb: Token, results: list[Token]) -> bool:
    words = {child.lower_ for child in verb.children}
    return "about" in words or any(
        each.lemma_.lower() in CONFLICT | {"worry", "fear", "concern", "alarm"} for each in results
    )


def makes(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the attack forced X to withdraw": when the subject is no actor."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    goals = slots.get("xcomp", []) or slots.get("ccomp", [])
    if verb.pos_ != "VERB" or not goals or verb.dep_ == "amod" or not is_real(reading, verb):
        return None
    subjects = slots.get("subj", [])
    participle = verb.tag_ == "VBG" and not has_subject(verb) and verb.dep_ in {"advcl", "acl", "xcomp"}
    effect = sides.of_token(goals[0], sentence)
    if ids_at(reading, subjects) and not participle:
        own = own_side(reading, verb)
        swayed = verb.lemma_.lower() in SWAYING and own.event is not None and own.event.happened
        return link(reading, sentence, cue, [verb], own, effect, kind="causes") if swayed else None
    cause = doer_event(reading, sides, verb, slots, sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def effect_self(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "attacks stalled the talks": the verb itself is the effect."""
    verb = told_verb(reading, covered)
    slots = verb_slots(verb) if verb is not None else {}
    if verb is None or not slots.get("obj") or has_actor(reading, verb, slots):
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    effect = own_side(reading, verb) or self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect) if cause.ids else None


def ends(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the announcement terminated the crisis"."""
    verb = told_verb(reading, covered)
    slots = verb_slots(verb) if verb is not None else {}
    things = [each for each in slots.get("obj", []) if each.lemma_.lower() in CONFLICT]
    if verb is None or not things or has_actor(reading, verb, slots):
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    effect = own_side(reading, verb) or sides.of_token(things[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def ended_with(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the siege ended with the truce", "ended when X withdrew"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    subjects = [*slots.get("subj", []), *slots.get("obj", [])]
    if verb.pos_ != "VERB" or not any(each.lemma_.lower() in CONFLICT for each in subjects):
        return None
    tokens, cause = [verb], Side()
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {
            "with",
            "by",
            "through",
            "following",
            "after",
        }:
            cause = sides.of_token(next((noun for noun in child.children), None), sentence)
            tokens = [verb, child] if child.i == verb.i + 1 else [verb]
        elif child.dep_ == "advcl" and any(
            mark.lower_ in {"when", "after", "once"} for mark in child.children
        ):
            cause = sides.of_token(child, sentence)
        if cause.ids:
            break
    if not cause.ids:
        tokens, cause = _when(sides, verb, sentence)
    effect = own_side(reading, verb) or sides.of_token(subjects[0], sentence)
    return link(reading, sentence, cue, tokens, cause, effect) if cause.ids else None


def from_subject(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the crisis stemmed from the raid", "resulted from"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    sources = slots.get("prep.from") or slots.get("prep.out_of") or []
    if verb.lemma_.lower() in {"owe", "belong"}:
        sources = slots.get("prep.to", [])
    if verb.pos_ != "VERB" or not sources:
        return None
    subjects = slots.get("subj", [])
    effect = sides.of_token(subjects[0], sentence) if subjects else sides.clause_above(verb, sentence)
    return link(reading, sentence, cue, [verb], sides.of_token(sources[0], sentence), effect)


def owed(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "attributed the defeat to X"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    if verb.pos_ != "VERB" or not slots.get("prep.to") or not slots.get("obj"):
        return None
    return link(
        reading, sentence, cue, [verb], sides.of_token(slots["prep.to"][0], sentence),
        sides.of_token(slots["obj"][0], sentence),
    )  # fmt: skip


def backfires(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "supporting them has backfired": the deed undid its own aim."""
    verb = head_of(covered)
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "csubj"}]
    if not subjects:
        return None
    cause = sides.of_token(subjects[0], sentence)
    aims = sides.affairs_in(clause_span(verb, sentence), "m")
    if not cause.ids and sums_up(subjects[0]):
        cause = sides.before(sentence, subjects[0])
    effect = Side(aims) if aims else own_side(reading, verb) or Side((), verb.text)
    return link(reading, sentence, cue, [verb], cause, effect)


def feeling(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the retreat infuriated the generals": a deed that stirs somebody."""
    verb = told_verb(reading, covered)
    if verb is None or verb.dep_ == "acl":
        return None
    slots = verb_slots(verb)
    if not slots.get("obj") or ids_at(reading, slots.get("subj", [])):
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    effect = own_side(reading, verb) or self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


REACTIONS = word_set(
    "condemnation criticism protest rebuke outcry reaction response praise anger ire retaliation reprisal "
    "fire denunciation objection warning complaint"
)


def draws(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the attack drew condemnation", "was met with protests"."""
    verb = told_verb(reading, covered)
    if verb is None:
        return None
    slots = verb_slots(verb)
    met = verb.lemma_.lower() == "meet"
    results = slots.get("prep.with", []) if met else slots.get("obj", [])
    results = [each for each in results if each.lemma_.lower() in REACTIONS]
    if not results:
        return None
    subjects = (slots.get("obj") or slots.get("subj", [])) if met else slots.get("subj", [])
    if not subjects or ids_at(reading, subjects):
        return None
    cause = sides.of_token(subjects[0], sentence)
    return link(reading, sentence, cue, [verb], cause, result_of(sides, results, sentence))


def way(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the assassination paved the way for talks"."""
    verb, noun = covered[0], covered[-1]
    if not is_real(reading, verb):
        return None
    slots = verb_slots(verb)
    things = [
        inner
        for child in [*noun.children, *verb.children]
        if child.dep_ == "prep" and child.lower_ in {"for", "to"} and child.i > noun.i
        for inner in child.children
    ]
    if not things:
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    return link(reading, sentence, cue, covered, cause, sides.of_token(things[0], sentence))


def blamed(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "Soviet policy was partly to blame for the war"."""
    word = covered[-2]
    verb = word.head
    things = [child for child in covered[-1].children if child.dep_ == "pobj"]
    subjects = verb_slots(verb).get("subj", []) if verb.pos_ in {"VERB", "AUX"} else []
    if not things or not subjects or not is_real(reading, verb) or ids_at(reading, subjects):
        return None
    cause = sides.of_token(subjects[0], sentence)
    return link(reading, sentence, cue, covered, cause, sides.of_token(things[0], sentence))


def leaves(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "its fall left the capital indefensible", "which left Poland isolated"."""
    verb = told_verb(reading, covered)
    if verb is None or is_passive(verb):
        return None
    slots = verb_slots(verb)
    state = [child for child in verb.children if child.dep_ in {"oprd", "acomp", "ccomp", "dative", "xcomp"}]
    if not state or state[0].i < verb.i or has_actor(reading, verb, slots):
        return None
    cause = doer_event(reading, sides, verb, slots, sentence)
    own = sides.of_token(state[0], sentence) if state[0].tag_ == "VB" else Side()
    effect = own if own.ids else self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect) if cause.ids or effect.ids else None
