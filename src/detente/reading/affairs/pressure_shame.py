"""Audience costs told as what would follow: a retreat taken for weakness, a coup invited, taunts of softness.

Flags: ``inviting`` (what one cannot do without), ``taken-for`` (verbs of seeing) with ``shame`` (what
giving way would look like), ``taunts`` (verbs), ``stakes-name`` ("staked his prestige on the war").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_face import SOFT
from detente.reading.affairs.pressure_words import Pattern, Weights
from detente.reading.affairs.spans import clause_span, has_subject, predicate_span
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

AT_HOME = word_set(
    "coup overthrow revolt mutiny face fall downfall ouster majority support throne job government office "
    "career party uprising rebellion revolution resignation credibility prestige reputation authority "
    "seat coalition cabinet power grip honour honor standing humiliation army following position riot "
    "unrest split life head crown"
)
LOST = word_set(
    "war retaliation reprisal attack intervention sanction isolation invasion escalation confrontation "
    "ally aid"
)
LED = frozenset({"official", "person", "government", "party", "state"})


def inviting(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not disown the guerrillas without inviting a coup"."""
    verb = head_of(covered)
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ != "without":
        return
    top = verb.head.head
    barred = any(child.lower_ in {"could", "can", "ca"} for child in top.children) and any(
        child.dep_ == "neg" or child.lower_ in {"hardly", "scarcely"} for child in top.children
    )
    things = verb_slots(verb).get("obj", [])
    home = any(each.lemma_.lower() in AT_HOME for each in things)
    who = weights.on(verb_slots(top).get("subj", [])) if top.pos_ in {"VERB", "AUX"} else ()
    if not barred or not who or not (home or any(each.lemma_.lower() in LOST for each in things)):
        return
    kind = "audience cost" if home else "constraint on response"
    yield Candidate(
        *predicate_span(top, weights.sentence), kind, who, f"inviting.{cue.name}", 0.73, weights.sentence
    )


def taken_for(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "would be taken for weakness", "would look like surrender", "would have made him look weak"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    names = ("prep.for", "prep.as", "prep.like", "obj", "oprd", "xcomp")
    things = [each for name in names for each in slots.get(name, [])]
    things += [child for child in verb.children if child.dep_ in {"oprd", "acomp", "attr", "ccomp"}]
    shame = any(weights.has(each, "shame") or each.lower_ in SOFT for each in things)
    supposed = any(child.lower_ in {"would", "might", "could", "will", "may"} for child in verb.children)
    if not shame or not supposed:
        return
    who = weights.on([each for each in slots.get("obj", []) if not weights.has(each, "shame")])
    if who:
        whole = has_subject(verb)
        span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, who, f"taken-for.{cue.name}", 0.72, weights.sentence)


def taunts(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "called him weak", "reproached the premier for leniency", "has been jeered for staying away"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    speakers = slots.get("subj", [])
    led = [id for id in ids_at(weights.reading, slots.get("obj", [])) if kind_of(weights.reading, id) in LED]
    at_home = any(weights.has(each, "voice", "people", "insider", "crowd") for each in speakers)
    if not led or not (at_home or (passive and not speakers)):
        return
    if "soft" in cue.flags:
        words = [
            child
            for child in verb.children
            if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp", "prep"}
        ]
        words += [inner for child in words for inner in child.subtree]
        words += [
            inner
            for name in ("prep.for", "prep.of")
            for each in slots.get(name, [])
            for inner in each.subtree
        ]
        if not any(word.lower_ in SOFT or weights.has(word, "shame") for word in words):
            return
    status = weights.status(verb)
    if status.polarity or status.modality in {"hypothetical", "conditional", "planned"}:
        return
    whole = has_subject(verb) and not passive
    span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
    yield Candidate(*span, cue.kind, tuple(led), f"taunts.{cue.name}", 0.71, weights.sentence)


def stakes_name(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had staked his prestige on the war", "made the lost lands his claim to legitimacy"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    things = [
        *slots.get("obj", []),
        *(child for child in verb.children if child.dep_ in {"oprd", "ccomp", "attr"}),
    ]
    things += [
        inner
        for each in things
        for child in each.children
        if child.lower_ == "to"
        for inner in child.children
    ]
    pledged = any(
        weights.has(each, "esteem", "face") or each.lemma_.lower() in {"name", "throne", "future"}
        for each in things
    )
    owned = any(child.dep_ == "poss" for each in things for child in each.children)
    staking = verb.lemma_.lower() in {"stake", "bet", "gamble", "wager", "risk", "pin"}
    claim = any(each.lemma_.lower() in {"claim", "title"} for each in things)
    who = weights.on(slots.get("subj", []))
    if who and pledged and owned and (staking or claim):
        span = predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, who, f"stakes-name.{cue.name}", 0.71, weights.sentence)


def not_tolerated(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "a verbal answer would not be tolerated at home"."""
    verb = head_of(covered)
    supposed = any(child.lower_ in {"would", "could", "will"} for child in verb.children)
    barred = any(child.dep_ == "neg" for child in verb.children)
    if verb.pos_ == "VERB" and is_passive(verb) and supposed and barred:
        doers = verb_slots(verb).get("subj", [])
        home = any(weights.has(each, "people", "voice") for each in doers) or any(
            inner.lower_ == "home"
            for child in verb.children
            if child.lower_ == "at"
            for inner in child.children
        )
        who = weights.on([])
        if who and home:
            span = weights.told(verb)
            yield Candidate(*span, cue.kind, who, f"not-tolerated.{cue.name}", 0.7, weights.sentence)


def costly(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "a public retreat would have cost him dearly", "would have paid for it at the polls"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or not any(child.lower_ in {"would", "might", "could"} for child in verb.children):
        return
    words = {word.lower_ for word in verb.subtree}
    dear = words & {
        "dearly",
        "dear",
        "heavily",
        "polls",
        "throne",
        "office",
        "seat",
        "career",
        "job",
        "power",
        "head",
    }
    slots = verb_slots(verb)
    people = [*slots.get("obj", []), *slots.get("iobj", []), *slots.get("subj", [])]
    led = [id for id in ids_at(weights.reading, people) if kind_of(weights.reading, id) in LED]
    who = tuple(led[:1]) or weights.on([])
    if dear and who:
        yield Candidate(*weights.told(verb), cue.kind, who, f"costly.{cue.name}", 0.7, weights.sentence)


SHAME: dict[str, Pattern] = {
    "not-tolerated": not_tolerated,
    "costly": costly,
    "inviting": inviting,
    "taken-for": taken_for,
    "taunts": taunts,
    "stakes-name": stakes_name,
}
