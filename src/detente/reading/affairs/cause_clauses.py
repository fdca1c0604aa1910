"""Causal cues that join clauses: prepositions, conjunctions, adverbs, conditions, participles."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.cause_link import REACTIVE, Link, link, self_side
from detente.reading.affairs.cause_outcomes import CHANGED
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import clause_span, has_subject
from detente.reading.affairs.status_at import Status
from detente.reading.base import Predicate, Reading, Sentence, at, end
from detente.reading.slots import verb_slots


def preposition(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "because of the attack", "in response to X", "following the bombing"."""
    last, first = covered[-1], head_of(covered)
    things = [child for child in last.children if child.dep_ in {"pobj", "pcomp"}]
    if not things and last.lower_ == "following" and last.dep_ == "advcl":
        things = [child for child in last.children if child.dep_ == "dobj"]
    if not things:
        things = [
            each
            for token in covered
            for each in token.children
            if each.dep_ == "pobj" and each not in covered
        ]
    if not things:
        return None
    cause = sides.of_token(things[0], sentence)
    host = first.head
    if first.pos_ == "VERB" and (moved := verb_slots(first).get("obj")):
        effect = sides.of_token(moved[0], sentence)
    else:
        effect = sides.of_token(host, sentence) if host != first else Side()
    if "content" in cue.flags:
        if cause.event is None or not cause.event.happened or cause.event.layer == "think":
            return None
        if effect.event is None or effect.event.event not in REACTIVE or not effect.event.happened:
            return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def conjunction(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "because they refused to withdraw"."""
    clause = covered[-1].head
    if (
        clause.pos_ not in {"VERB", "AUX"}
        or clause.head == clause
        or covered[-1].dep_ not in {"mark", "advmod"}
    ):
        return None
    cause, effect = sides.of_token(clause, sentence), sides.of_token(clause.head, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def for_clause(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "is under strain, for prices have risen": "for" before a clause gives the reason."""
    word = covered[0]
    if word.i == sentence.tokens.start or word.nbor(-1).text not in {",", ";"}:
        return None
    clause = next(
        (
            each
            for each in word.doc[word.i + 1 : sentence.tokens.end]
            if each.tag_ in {"VBD", "VBZ", "VBP"} or each.tag_ == "MD"
        ),
        None,
    )
    if clause is None or any(each.text in {",", ";", ":"} for each in word.doc[word.i : clause.i]):
        return None
    verb = clause.head if clause.dep_ in {"aux", "auxpass"} else clause
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    torn = word.dep_ == "prep" and subject is None
    if not torn and (subject is None or subject.i < word.i):
        return None
    host = word.head if word.dep_ in {"prep", "mark", "cc"} and word.head != verb else verb.head
    if host == verb or host.pos_ not in {"VERB", "AUX"} or host.i > word.i:
        return None
    cause, effect = sides.of_token(verb, sentence), sides.of_token(host, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def since(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "since" with a reason, or with an event after which an aim or state went wrong."""
    word = covered[0]
    if word.dep_ == "mark":
        clause = word.head
        perfect = any(
            child.dep_ == "aux" and child.lower_ in {"has", "have", "had"} for child in clause.head.children
        )
        if perfect and clause.head.lemma_.lower() not in CHANGED:
            return None
        return conjunction(reading, sides, sentence, cue, covered)
    things = [child for child in word.children if child.dep_ == "pobj"]
    host = word.head
    if not things or host.pos_ != "VERB":
        return None
    cause = sides.of_token(things[0], sentence)
    motives = sides.affairs_in(clause_span(host, sentence), "m")
    if host.lemma_.lower() in CHANGED and not motives:
        clauses = (child for child in things[0].children if child.dep_ in {"relcl", "advcl"})
        since_then = sides.of_token(next(clauses, None), sentence) or cause
        told = sides.of_token(host, sentence)
        return (
            link(reading, sentence, cue, covered, since_then, told, status=Status())
            if since_then.ids
            else None
        )
    if cause.event is None or not motives:
        return None
    return link(reading, sentence, cue, covered, cause, Side(motives), status=Status())


def adverb(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "thus", "as a result": what was told before led to this clause."""
    word = head_of(covered)
    verb = word.head if word.head != word else word
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        cause = sides.clause_above(verb, sentence)
    elif verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        cause = sides.of_token(verb.head, sentence)
    else:
        told = sides.told_before(sentence.start, sentence, 1)
        before = next((each for each in told if each.happened), None)
        cause = Side((before.id,), None, before) if before is not None else Side()
    effect = sides.of_token(verb, sentence)
    if not (cause.ids and effect.ids):
        return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def condition(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "would retaliate if attacked"."""
    word = covered[-1]
    clause = word.head
    if word.dep_ != "mark" or clause.dep_ != "advcl":
        return None
    cause, effect = sides.of_token(clause, sentence), sides.of_token(clause.head, sentence)
    if effect.event is None or not cause.ids or effect.event.layer != "do" or effect.event.happened:
        return None
    modal = effect.event.modality
    status = Status(
        "counterfactual" if modal == "counterfactual" else "conditional", None, effect.event.speaker
    )
    return link(reading, sentence, cue, covered, cause, effect, status=status)


def participle(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "…, leaving it more isolated", "…, posing a challenge"."""
    verb = head_of(covered)
    if (
        verb.tag_ != "VBG"
        or verb.dep_ not in {"advcl", "acl", "conj", "xcomp", "ccomp", "dep"}
        or has_subject(verb)
    ):
        return None
    if verb.lemma_.lower() == "leave" and not any(
        child.dep_ in {"acomp", "oprd", "ccomp", "xcomp", "prep", "dobj"} for child in verb.children
    ):
        return None
    cause = sides.clause_above(verb, sentence)
    effect = self_side(reading, sides, verb, sentence)
    return link(reading, sentence, cue, [verb], cause, effect)


def result_participle(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "assaulted the base, killing several": the second event came of the first."""
    verb = head_of(covered)
    own = reading.predicate_of(verb)
    if (
        verb.tag_ != "VBG"
        or verb.dep_ not in {"advcl", "acl", "conj", "xcomp", "dep"}
        or has_subject(verb)
        or own is None
    ):
        return None
    cause = sides.clause_above(verb, sentence)
    if cause.event is None or cause.event.start > own.start:
        return None
    return link(reading, sentence, cue, [verb], cause, Side((own.id,), None, own))


def in_reply(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "In response, ...": to the last deed or words of somebody else."""
    host = covered[0].head
    follower = covered[-1].doc[covered[-1].i + 1 : covered[-1].i + 2]
    if any(token.lower_ in {"to", "for", "against", "at", "over", "of", "with"} for token in follower):
        return None
    own = reading.predicate_of(host)
    if own is None or own.polarity:
        return None
    if own.modality != "asserted":
        told = [each for each in sides.told_before(own.start, sentence, 0) if each.layer == "do"]
        if not told:
            return None
        unreal, cause = Status("hypothetical", None, own.speaker), Side((told[-1].id,), None, told[-1])
        return link(reading, sentence, cue, covered, cause, Side((own.id,), None, own), status=unreal)
    for each in sides.told_before(sentence.start, sentence, 2):
        if (
            (each.happened or _left_undone(each))
            and each.sources
            and not set(each.sources) & set(own.sources)
        ):
            cause, effect = Side((each.id,), None, each), Side((own.id,), None, own)
            return link(reading, sentence, cue, covered, cause, effect, status=Status())
    return None


def _left_undone(each: Predicate) -> bool:
    """ "did not pay": what somebody failed to do, which may be answered too."""
    return each.modality == "asserted" and each.polarity == "negated"


def counterfactual(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "failure to strike would have damaged its prestige"."""
    verb = covered[0].head
    if verb.pos_ not in {"VERB", "AUX"} or sentence.tokens[0].lower_ == "had":
        return None
    cause = Side()
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "csubj"}), None)
    condition_clause = next(
        (
            child
            for child in verb.children
            if child.dep_ == "advcl" and any(mark.lower_ in {"if", "had"} for mark in child.children)
        ),
        None,
    )
    if condition_clause is not None:
        cause = sides.of_token(condition_clause, sentence)
    elif subject is not None and not ids_at(reading, [subject]):
        goal = next((child for child in subject.children if child.dep_ in {"acl", "relcl"}), None)
        cause = sides.of_token(goal, sentence) if goal is not None else sides.of_token(subject, sentence)
        if not cause.ids:
            told = sides.told_before(at(verb), sentence, 0)
            inner = next((each for each in told if each.modality == "counterfactual"), None)
            cause = Side((inner.id,), None, inner) if inner is not None else cause
    effect = sides.of_token(verb, sentence)
    marker = [mark for mark in condition_clause.children if mark.lower_ == "if"] if condition_clause else []
    return link(reading, sentence, cue, marker or covered, cause, effect, status=Status("counterfactual"))


def no_choice(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "was left no choice but to sign": the lack of choice constrains the act."""
    goal = covered[-1].head
    pressures = sides.affairs_in((at(covered[0]), end(covered[-1])), "p")
    effect = sides.of_token(goal, sentence)
    return (
        link(reading, sentence, cue, covered, Side(pressures), effect, status=Status())
        if effect.ids
        else None
    )
