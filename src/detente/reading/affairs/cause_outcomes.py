"""Outcomes beside the deed that brought them: the dead of a clash, help that was asked for, ties gone sour.

No connective names the link; the order of two clauses of one sentence and the kind of the second do.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.affairs.cause_link import Link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.cause_times import states_of
from detente.reading.base import Predicate, Reading, Sentence, at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive

SUFFERED = word_set("kill wound injure hurt maim drown destroy burn sink damage wreck gut shatter")
PERISHED = word_set("die perish drown burn sink crash capsize succumb")
VIOLENT = frozenset({"ASSAULT", "COERCE"})
CHANGED = word_set(
    "deteriorate worsen sour cool suffer collapse mount escalate plunge slump falter plummet dwindle soar "
    "rise grow intensify improve thaw fray crumble evaporate founder lapse"
)
STATES = word_set(
    "relation tie tension trade friendship alliance economy export import confidence morale trust hope "
    "price currency mood fear anger support feeling atmosphere climate talk negotiation tourism détente "
    "detente ruble rouble franc pound market violence hostility resentment unrest protest opposition"
)
HELPING = frozenset({"AID", "SUPPORT", "MOBILIZE", "AGREE", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT"})
CONFIDENCE = 0.55


def from_outcomes(reading: Reading, sides: Sides, known: list[Link]) -> list[Link]:
    """``causes`` from a deed to what the same sentence tells as its outcome."""
    caused = {id for link in known for id in link.effect.ids}
    found: list[Link] = []
    for own in sorted(reading.predicates, key=lambda each: each.start):
        if not own.happened or not own.id or own.pos == "n" or own.id in caused:
            continue
        cause = _harmed_by(sides, own) or _changed_by(sides, own)
        if cause is not None:
            found.append(_link(cause, own, own.start, own.end, "outcome", "causes"))
            continue
        asked = _asked(reading, sides, own)
        if asked is not None:
            joint = _joint(own.token)
            if joint is not None:
                found.append(_link(asked, own, at(joint), end(joint), "asked-and-given", "causes"))
    return found


def _link(cause: Predicate, effect: Predicate, start: int, stop: int, rule: str, kind: str) -> Link:
    sides = Side((cause.id,), None, cause), Side((effect.id,), None, effect)
    return Link(start, stop, kind, *sides, rule, CONFIDENCE, effect.sentence)


def _harmed_by(sides: Sides, own: Predicate) -> Predicate | None:
    """ "exchanged fire with militiamen, and several officers were killed", "the blast, which killed 46"."""
    verb = own.token
    agents = [child for child in verb.children if child.dep_ == "agent"]
    if own.lemma in SUFFERED and is_passive(verb):
        if verb.dep_ == "amod" or agents:
            return None
    elif own.lemma in SUFFERED:
        subject = next(iter(own.slots.get("subj", [])), None)
        told = sides.of_token(subject, own.sentence).event if subject is not None else None
        return told if told is not None and told.happened and told.pos == "n" else None
    elif own.lemma not in PERISHED or verb.tag_ not in {"VBD", "VBP", "VBZ"}:
        return None
    for each in sides.told_before(own.start, own.sentence, 0):
        if each.event in VIOLENT and each.happened and each.lemma not in SUFFERED | PERISHED:
            return each
    return None


def _changed_by(sides: Sides, own: Predicate) -> Predicate | None:
    """ "the United States reminded Pakistan of its obligations, and relations deteriorated"."""
    verb = own.token
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own.lemma not in CHANGED or verb.dep_ != "conj" or subject is None:
        return None
    if subject.lemma_.lower() not in STATES:
        return None
    told = (each for each in sides.told_before(at(subject), own.sentence, 0) if each.pos != "n")
    return next((each for each in told if each.happened and each.layer != "think"), None)


def _asked(reading: Reading, sides: Sides, own: Predicate) -> Predicate | None:
    """ "Gerő asks Moscow for help, and Soviet tanks roll in": whoever was asked did it."""
    if own.layer != "do" or own.event not in HELPING | {"ASSAULT"}:
        return None
    doers = states_of(reading, own.sources)
    for each in sides.told_before(own.start, own.sentence, 0):
        if each.event == "REQUEST" and each.happened and each.pos != "n":
            met = states_of(reading, each.targets)
            apart = not doers & states_of(reading, each.sources)
            return each if doers and doers <= met and apart else None
    return None


def _joint(verb: Token) -> Token | None:
    """The "and" or "so" that joins the verb's clause to the one before."""
    if verb.dep_ != "conj":
        return None
    return next((child for child in verb.head.children if child.dep_ == "cc" and child.i < verb.i), None)


def reason_given(sides: Sides, sentence: Sentence, place: int) -> Side:
    """The deed that a reason without an "of" is given for: the last one told in words before."""
    for each in sides.told_before(place, sentence, 2):
        if each.sentence is not sentence and each.happened and each.layer == "do":
            return Side((each.id,), None, each)
    return Side()
