"""Audience costs: what giving way would cost a leader at home, whether told as real or as feared."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights
from detente.reading.affairs.spans import LOOSE, predicate_span, tokens_span
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

SOFT = word_set(
    "weak soft foolish cowardly irresolute indecisive timid impotent ridiculous craven defeated beaten cowed "
    "humiliated spineless feeble lenient afraid"
)
STAKES = word_set(
    "government career coalition office cabinet leadership regime presidency rule throne party job"
)


def loses_face(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "without losing face", "to save face", "damaged its prestige", "his credibility was damaged"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    for thing in slots.get("obj", []):
        bare = not any(child.dep_ in {"det", "poss", "amod", "nummod"} for child in thing.children)
        face = weights.has(thing, "face") and verb.lemma_.lower() in {"lose", "save"} and bare
        if not weights.has(thing, "esteem") and not face:
            continue
        status = weights.status(verb)
        owners = [child for child in thing.children if child.dep_ == "poss"]
        who = weights.on(owners or ([] if is_passive(verb) else slots.get("subj", [])))
        if who:
            yield Candidate(
                *tokens_span([verb, *phrase(thing, without=LOOSE)], weights.sentence),
                "audience cost",
                who,
                f"esteem.{cue.name}",
                0.72,
                weights.sentence,
                status.modality,
                status.speaker,
            )


def esteem_sinks(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "whose prestige had suffered", "his standing would have collapsed"."""
    noun = head_of(covered)
    verb = noun.head
    if "esteem" not in cue.flags or noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ != "VERB":
        return
    if weights.has(verb, "worse", "collapse", "harms"):
        status = weights.status(verb)
        who = weights.on([noun])
        if who and not status.polarity:
            kept = [*phrase(noun, without=LOOSE), verb]
            yield Candidate(
                *tokens_span(kept, weights.sentence), cue.kind, who, f"esteem.{verb.lemma_.lower()}", 0.7,
                weights.sentence, status.modality, status.speaker,
            )  # fmt: skip


def looks_soft(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not afford to look soft", "feared looking weak": as feared, so whatever the mood."""
    verb = head_of(covered)
    if not any(
        child.dep_ in {"acomp", "oprd", "amod", "advmod"} and child.lower_ in SOFT for child in verb.children
    ):
        return
    afraid = verb.tag_ in {"VB", "VBG"}
    who = weights.on(verb_slots(verb).get("subj", []))
    if verb.pos_ == "VERB" and afraid and who:
        kept = [verb, *(child for child in verb.children if child.lower_ in SOFT)]
        span = tokens_span(kept, weights.sentence)
        yield Candidate(*span, "audience cost", who, f"soft.{cue.name}", 0.74, weights.sentence)


def at_stake(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not retreat without destroying her government"."""
    verb = head_of(covered)
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ != "without":
        return
    for thing in verb_slots(verb).get("obj", []):
        if thing.lemma_.lower() in STAKES and any(child.dep_ == "poss" for child in thing.children):
            span = predicate_span(verb, weights.sentence)
            who = weights.on([thing])
            if who:
                yield Candidate(*span, "audience cost", who, f"at-stake.{cue.name}", 0.7, weights.sentence)


def seen(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not be seen to waver": what others at home must not see."""
    verb = head_of(covered)
    children = {child.lower_ for child in verb.children}
    may_not = bool(children & {"not", "n't", "never"}) and bool(children & {"could", "can", "ca", "must"})
    told = any(child.dep_ == "xcomp" or child.lower_ == "as" for child in verb.children)
    if verb.pos_ == "VERB" and is_passive(verb) and may_not and told:
        who = weights.on(verb_slots(verb).get("obj", []))
        span = predicate_span(verb, weights.sentence)
        if who:
            yield Candidate(*span, cue.kind, who, "seen-to", 0.72, weights.sentence)


FACE: dict[str, Pattern] = {
    "harms": loses_face,
    "topic-esteem": esteem_sinks,
    "esteem": esteem_sinks,
    "looks": looks_soft,
    "seen": seen,
    "stakes": at_stake,
}
