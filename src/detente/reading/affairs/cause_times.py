"""Times that tell a cause: "severed relations after the envoy spoke", "…, whereupon X yielded".

A time is no cause; it is read as one where another side did the first act, the second is of a kind that
answers an act, and neither is known to have been aimed at somebody else.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.cause_link import DEEDS, REACTIVE, Link, link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.status_at import Status
from detente.reading.base import Predicate, Reading, Sentence, at
from detente.reading.pairs import country_of

ANSWERS = REACTIVE | {"CONCEDE", "AGREE", "CONSULT"}
CALLS = frozenset({"REQUEST", "CONSULT", "AGREE", "CONCEDE", "AID", "SUPPORT", "RETREAT"})
YIELDING = frozenset({"RETREAT", "CONCEDE", "AGREE", "COOPERATE"})


def time_clause(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "when X attacked, Y mobilised", "withdrew the offer as soon as the invasion became known"."""
    word = covered[-1]
    first, host = _joined(word)
    if first is None or host is None:
        return None
    if any(child.dep_ in {"npadvmod", "nummod"} for child in word.children):
        return None  # "two days after the raid": a date
    cause, effect = sides.of_token(first, sentence), sides.of_token(host, sentence)
    done, own = cause.event, effect.event
    if done is None or own is None or done.polarity or own.polarity or done.layer == "think":
        return None
    if done.event is None and (named := _of_subject(reading, first)) is not None:
        done, cause = named, Side((named.id,), None, named)  # "when the offensive came"
    if done.modality != own.modality or own.modality not in {"asserted", "claimed"}:
        return None
    if not answered(reading, done, own):
        return None
    return link(
        reading, sentence, cue, covered, cause, effect, status=Status(own.modality, None, own.speaker)
    )


def _joined(word: Token) -> tuple[Token | None, Token | None]:
    """The clause or noun that a word of time introduces, and the verb that it hangs on."""
    if word.dep_ in {"mark", "advmod"} and word.head.dep_ == "advcl":
        return word.head, word.head.head
    if word.dep_ in {"prep", "mark"} and word.head.pos_ in {"VERB", "AUX"}:
        return next((each for each in word.children if each.dep_ in {"pobj", "pcomp"}), None), word.head
    return None, None


def _of_subject(reading: Reading, verb: Token) -> Predicate | None:
    """The event that the subject of a clause names."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    named = reading.predicate_of(subject) if subject is not None else None
    return named if named is not None and named.id and named.event is not None else None


def answered(reading: Reading, done: Predicate, own: Predicate) -> bool:
    """Whether ``own`` may be the answer of one side to what another did."""
    first, second = states_of(reading, done.sources), states_of(reading, own.sources)
    if not first or not second or first & second or own.event not in ANSWERS:
        return False
    met, meant = states_of(reading, done.targets), states_of(reading, own.targets)
    if done.event in DEEDS | {"REQUEST"}:
        return bool(met & second or meant & first) or not (met and meant)
    if own.event in YIELDING:
        return done.event in CALLS and not (met and not met & second)
    return done.event is None and bool(meant & first) and own.event in {"SANCTION", "COERCE", "PROTEST"}


def states_of(reading: Reading, ids: list[str]) -> set[str]:
    """The states of some actors; an actor without one stands for itself."""
    return {country_of(reading, id) or id for id in ids}


def whereupon(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "X recaptured the town, whereupon Y accepted": the clause before is why."""
    verb = covered[-1].head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    effect = sides.of_token(verb, sentence)
    above = verb.head
    while above != above.head and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    cause = sides.of_token(above, sentence) if above != verb and above.i < covered[0].i else Side()
    if cause.event is None:
        told = (each for each in sides.told_before(_start(covered), sentence, 1) if each.pos != "n")
        before = next((each for each in told if each.happened), None)
        cause = Side((before.id,), None, before) if before is not None else Side()
    if not cause.ids or not effect.ids:
        return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


def _start(covered: list[Token]) -> int:
    return at(covered[0])
