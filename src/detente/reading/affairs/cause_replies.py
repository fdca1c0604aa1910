"""Replies and signs: who condemns, denies or answers was provoked; a deed that "underscores" is evidence."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.cause_link import SPEECH, Link, link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import predicate_span
from detente.reading.affairs.status_at import Status
from detente.reading.base import Predicate, Reading, Sentence, at
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

PROVOKING = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
FAR = 12
NEAR = 4
"""Sentences looked back for the deed or the words that are answered."""


def last_deed_against(sides: Sides, own: Predicate) -> Side:
    """The last assault or other material act told before, by somebody else than who now answers."""
    for each in sides.told_before(own.start, own.sentence, FAR):
        if each.event not in PROVOKING or not each.happened or each is own:
            continue
        if not (each.sources and set(each.sources) & set(own.sources)):
            return Side((each.id,), None, each)
    return Side()


def reply(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "condemned the attack", "denied this", "responded with airstrikes"."""
    verb = head_of(covered)
    own = reading.predicate_of(verb)
    if (
        verb.pos_ != "VERB"
        or own is None
        or verb.dep_ == "amod"
        or own.polarity
        or own.modality not in ({"asserted", "claimed"} if own.event == "REJECT" else {"asserted"})
    ):
        return None
    slots = verb_slots(verb)
    effect = Side((own.id,), None, own)
    if "answers" in cue.flags:
        things = [*slots.get("prep.to", []), *slots.get("prep.for", [])]
        cause = sides.of_token(things[0], sentence) if things else last_deed_against(sides, own)
    else:
        things = slots.get("obj", []) or (slots.get("prep.at", []) if covered[-1].lower_ == "at" else [])
        if not things and verb.lemma_.lower() == "protest":
            things = [each for name in ("at", "against", "over") for each in slots.get(f"prep.{name}", [])]
        if not things:
            return None
        thing = things[0]
        taken_up = thing.pos_ in {"PRON", "DET"} or (thing.i < verb.i and verb.dep_ == "relcl")
        speech = taken_up or thing.lemma_.lower() in SPEECH or is_speech(reading, thing)
        if "speech" in cue.flags and not speech:
            return None
        if taken_up:
            cause = _taken_up(sides, own, thing, verb, spoken="speech" in cue.flags)
        else:
            cause = sides.of_token(thing, sentence)
            if thing.lemma_.lower() in {"involvement", "responsibility", "complicity", "role"}:
                cause = _last_charge(sides, own)
            elif not cause.ids and not speech and _that_deed(thing):
                cause = _last_deed(reading, sides, own)
            elif not cause.ids and speech:
                cause = _last_said_by(
                    reading, sides, own, ids_at(reading, around_noun(thing).get("poss", []))
                )
    if verb.lemma_.lower() in NAMING and not _may_be_named(verb, cause):
        return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status()) if cause.ids else None


NAMING = word_set("call brand label term dub describe characterize characterise")


def _may_be_named(verb: Token, cause: Side) -> bool:
    """Whether what is called something is a deed or words of somebody: "called the raid piracy"."""
    aside = any(child.dep_ in {"prt", "prep"} and child.i == verb.i + 1 for child in verb.children)
    named = cause.event
    return not aside and named is not None and (named.event in PROVOKING or named.layer == "say")


def _taken_up(sides: Sides, own: Predicate, thing: Token, verb: Token, *, spoken: bool) -> Side:
    """ "denied this", "a charge which it rejects", "a step that it denounced": what was just told."""
    named = None if thing.pos_ in {"PRON", "DET"} else sides.reading.predicate_of(thing)
    if named is not None and named.id and thing.lemma_.lower() not in DEED_NOUNS | SPEECH:
        return Side((named.id,), None, named)
    deed = thing.lemma_.lower() in DEED_NOUNS and thing.i < verb.i
    told = list(sides.told_before(min(own.start, at(thing)) if deed else own.start, own.sentence, 0))
    if not spoken and thing.pos_ == "PRON":  # "condemned it": the deed, not words
        near = sides.told_before(own.start, own.sentence, 1)
        told = [each for each in near if each.event in PROVOKING and each.happened]
    said = next((each for each in told if each.layer == ("do" if deed or not spoken else "say")), None)
    said = said or next(iter(told), None) if thing.pos_ == "NOUN" else said
    return Side((said.id,), None, said) if said is not None else Side()


DEED_NOUNS = word_set(
    "operation move action act step measure decision incident conduct affair outrage provocation "
    "violation episode behaviour behavior manoeuvre maneuver undertaking gesture initiative breach scene "
    "policy tactic ploy"
)


def _that_deed(thing: Token) -> bool:
    """ "denounced the operation", "protested against this step": a deed told before, by a general noun."""
    return thing.lemma_.lower() in DEED_NOUNS and any(
        child.lower_ in {"the", "this", "that", "these", "such"} for child in thing.children
    )


def _last_deed(reading: Reading, sides: Sides, own: Predicate) -> Side:
    """The last thing that anybody else is told to have done."""
    states = {country_of(reading, id) or id for id in own.sources}
    for each in sides.told_before(own.start, own.sentence, NEAR):
        doers = {country_of(reading, id) or id for id in each.sources}
        if each.layer == "do" and each.happened and doers and not doers & states:
            return Side((each.id,), None, each)
    return Side()


def is_speech(reading: Reading, thing: Token) -> bool:
    """Whether a noun tells of something said."""
    event = reading.predicate_of(thing)
    return event is not None and event.layer == "say"


def _last_charge(sides: Sides, own: Predicate) -> Side:
    """The last accusation told before by somebody else, for a denial of involvement."""
    for each in sides.told_before(own.start, own.sentence, NEAR):
        if each.event in {"ACCUSE"} and not set(each.sources) & set(own.sources):
            return Side((each.id,), None, each)
    return Side()


def _last_said_by(reading: Reading, sides: Sides, own: Predicate, ids: list[str]) -> Side:
    """The last speech told before by one of these or of their state; by anybody else when none is named."""
    states = {country_of(reading, id) or id for id in ids}
    for each in sides.told_before(own.start, own.sentence, NEAR if ids else 1):
        if each.layer == "say" and not ids and not set(each.sources) & set(own.sources):
            return Side((each.id,), None, each)
        if each.layer == "say" and {country_of(reading, id) or id for id in each.sources} & states:
            return Side((each.id,), None, each)
    return Side()


def sign(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "its reluctance underscores ...": evidence, when the subject is a deed and no speaker."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    subjects, objects = slots.get("subj", []), slots.get("obj", [])
    if (
        verb.pos_ != "VERB"
        or verb.dep_ in {"amod", "acl"}
        or not subjects
        or not (objects or slots.get("ccomp"))
    ):
        return None
    if ids_at(reading, subjects[:1]) or is_passive(verb):
        return None
    cause = sides.of_token(subjects[0], sentence)
    motives = sides.affairs_in(predicate_span(verb, sentence), "m")
    if motives and verb.lemma_.lower() == "reflect":
        return link(reading, sentence, cue, [verb], Side(motives), cause, kind="motivates")
    effect = sides.of_token((objects or slots["ccomp"])[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect) if cause.ids else None
