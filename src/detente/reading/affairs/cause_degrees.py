"""Degrees, reasons and risks: "so frightened that he begged", "one motive was money", "not without risk"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.cause_link import Link, is_real, link, own_side, sums_up
from detente.reading.affairs.cause_outcomes import reason_given
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import phrase_span
from detente.reading.affairs.status_at import Status
from detente.reading.base import Reading, Sentence, at
from detente.reading.slots import verb_slots

VERBAL = frozenset({"VERB", "AUX"})
OPENERS = frozenset({",", ";", ":", "and", "-", "–", "—"})


def so_much(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "so weak that it could not resist", "such outrage that the envoy left", "…, so X withdrew"."""
    word = covered[0]
    for state in (word.head, word.head.head):
        for child in state.children:
            marked = any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
            if child.dep_ in {"ccomp", "advcl"} and child.i > word.i and marked and state.i > word.i - 3:
                cause = own_side(reading, state) or _words(reading, sides, state, child, sentence)
                return link(reading, sentence, cue, [word], cause, sides.of_token(child, sentence))
    opens = word.i == sentence.tokens.start or word.nbor(-1).lower_ in OPENERS
    if word.lower_ != "so" or word.head.pos_ not in VERBAL or not opens or word.head.i < word.i:
        return None
    if word.head.dep_ == "conj" and word.head.head.pos_ in VERBAL:
        cause = sides.of_token(word.head.head, sentence)
    else:
        told = (each for each in sides.told_before(at(word), sentence, 1) if each.pos != "n")
        before = next((each for each in told if each.happened), None)
        cause = Side((before.id,), None, before) if before is not None else Side()
    effect = sides.of_token(word.head, sentence)
    if not cause.ids or not effect.ids:
        return None
    said = effect.event.modality if effect.event is not None else "asserted"
    speaker = effect.event.speaker if effect.event is not None else Status().speaker
    return link(reading, sentence, cue, [word], cause, effect, status=Status(said, None, speaker))


def _words(reading: Reading, sides: Sides, state: Token, clause: Token, sentence: Sentence) -> Side:
    """The state in words, without its "that" clause; a pressure that stands there goes first."""
    inside = [token for token in state.subtree if token.i < clause.left_edge.i]
    start, stop = at(inside[0]), at(inside[-1]) + len(inside[-1].text)
    affairs = sides.affairs_in((start, stop), "p")
    return Side(affairs) if affairs else Side((), " ".join(reading.document.text[start:stop].split()))


def without_risk(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "could not abandon them without risking his overthrow": what would come of it."""
    risk = covered[-1]
    host = covered[0].head
    if host.pos_ not in VERBAL:
        return None
    denied = any(child.dep_ == "neg" for child in host.children) or any(
        each.lower_ in {"unable", "hardly", "cannot", "impossible", "no", "scarcely", "nobody"}
        for each in sentence.tokens
        if host.i - 6 < each.i < covered[0].i
    )
    if not denied:
        return None
    things = [child for child in risk.children if child.dep_ in {"dobj", "prep", "ccomp", "xcomp"}]
    effect = sides.of_token(things[0], sentence) if things and things[0].dep_ == "dobj" else Side()
    if not effect.ids:
        effect = own_side(reading, risk) or effect
    cause = sides.of_token(host, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status("hypothetical"))


def reason(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "The true reason was X", "Money was another motive": of the deed told before."""
    noun = head_of(covered)
    copula = noun.head
    if noun.dep_ not in {"nsubj", "attr"} or copula.lemma_ != "be" or not is_real(reading, copula):
        return None
    if any(child.lower_ in {"of", "for", "behind", "to"} for child in noun.children):
        return None
    others = {"nsubj": {"attr", "ccomp", "acomp"}, "attr": {"nsubj", "csubj"}}[noun.dep_]
    what = next((child for child in copula.children if child.dep_ in others and child != noun), None)
    if what is None or ids_at(reading, [what]):
        return None
    cause = sides.of_token(what, sentence)
    effect = reason_given(sides, sentence, sentence.start)
    return link(reading, sentence, cue, covered, cause, effect, status=Status()) if effect.ids else None


def keeps_from(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the snow kept the army from advancing", "the warning deterred it from intervening"."""
    verb = covered[0]
    if verb.pos_ != "VERB" or not is_real(reading, verb):
        return None
    slots = verb_slots(verb)
    goals = [*slots.get("prep.from", []), *slots.get("obj.prep.from", [])]
    if not goals or not slots.get("obj") or ids_at(reading, slots.get("subj", [])):
        return None
    subjects = slots.get("subj", [])
    cause = sides.of_token(subjects[0], sentence) if subjects else sides.clause_above(verb, sentence)
    return link(reading, sentence, cue, [verb], cause, sides.of_token(goals[0], sentence), status=Status())


def should_clause(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "promised strikes should the island be hit": an inverted condition."""
    word = covered[0]
    clause = word.head
    subject = next((child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if word.dep_ != "aux" or subject is None or subject.i < word.i or clause.dep_ != "advcl":
        return None
    cause, effect = sides.of_token(clause, sentence), sides.of_token(clause.head, sentence)
    return link(reading, sentence, cue, covered, cause, effect, status=Status("conditional"))


def in_fear(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "shelved the idea for fear that the roads would be closed"."""
    first = covered[0]
    host = first.head
    if first.dep_ != "prep" or host.pos_ not in VERBAL:
        return None
    start, stop = phrase_span(first, sentence, whole=True)
    affairs = sides.affairs_in((start, stop))
    words = " ".join(reading.document.text[start:stop].split())
    effect = sides.of_token(host, sentence)
    cause = Side(affairs) if affairs else Side((), words)
    return link(reading, sentence, cue, covered, cause, effect, status=Status()) if effect.ids else None


def meant(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "The speech was meant for listeners at home", "meant to deter": what a deed was for."""
    verb = covered[0]
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    bare = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"}
    follower = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    wanted = {"to", "for", "as"} if verb.lemma_.lower() in {"mean", "intend", "design"} else {"to"}
    if not (passive or bare) or follower not in wanted:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    subject = subject or (verb.head if verb.dep_ == "acl" else None)
    if subject is not None:
        effect = sides.of_token(subject, sentence)
        if not effect.ids and (sums_up(subject) or subject.pos_ == "PRON"):
            effect = sides.before(sentence, subject)
    else:
        effect = sides.of_token(verb.head, sentence)
    start, stop = at(verb), at(verb.right_edge) + len(verb.right_edge.text)
    aims = sides.affairs_in((start, stop), "m")
    words = " ".join(reading.document.text[start:stop].rstrip(" ,;.").split())
    cause = Side(aims) if aims else Side((), words)
    tokens = [verb, verb.nbor(1)]
    return link(reading, sentence, cue, tokens, cause, effect, status=Status()) if effect.ids else None


def avenging(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "fired missiles to avenge the killing": what is avenged provoked the deed."""
    verb = covered[0]
    to = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    things = [child for child in verb.children if child.dep_ == "dobj"]
    if to is None or not things or verb.dep_ not in {"advcl", "xcomp", "acl"}:
        return None
    cause, effect = sides.of_token(things[0], sentence), sides.of_token(verb.head, sentence)
    bare = verb.lemma_.lower() in {"avenge", "punish", "requite", "repay"} and bool(cause)
    if not (cause.event or bare) or effect.event is None or effect.event.polarity:
        return None
    said = Status(effect.event.modality, None, effect.event.speaker)
    return link(reading, sentence, cue, [to, verb], cause, effect, status=said)
