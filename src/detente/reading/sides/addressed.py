"""Who is spoken to where no clause says it: whom the message, the condition or the quarrel is about."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.other_side import OTHER_BODIES, someone_else_stands_there
from detente.reading.pairs import main_pair
from detente.reading.sides.answers import ANSWERING, is_body
from detente.reading.sides.told import (
    OTHER,
    SPEAKERS,
    TIES,
    Found,
    Told,
    as_states,
    is_state,
    side_of,
    side_set,
)
from detente.reading.who import actors_of

ADDRESSED = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "CONCEDE"})
"""Acts that are done to somebody, whoever is named."""
SPOKEN = word_set(
    "reply retort answer respond announce declare claim insist maintain assert contend argue warn hint vow "
    "pledge promise offer accept agree refuse apologise apologize apology boast protest protestation "
    "counter conclude find rule hold judge complain show suggest imply allege"
)
"""Words of no event, or of one, that in a quarrel are for the other side."""
ASKING = word_set("demand ask insist require request")
MESSAGES = word_set(
    "ultimatum note letter telegram message cable communication statement memorandum demarche"
)
CONDITIONS = frozenset({"if", "unless", "until", "should"})
GIVEN = frozenset({"AID", "CONCEDE", "SUPPORT", "RETREAT", "AGREE"})
LONG = 20
"""Sentences over which a rupture is remembered."""
AMENDS = word_set("apologise apologize apology regret compensate compensation indemnify reparation")


def in_a_message(told: Told, predicate: Predicate) -> Found | None:
    """ "Sent X an ultimatum demanding an apology": what the message asks it asks of whom it went to."""
    reading = told.reading
    verb = predicate.token
    if predicate.event not in {"REQUEST", "THREATEN", "ACCUSE"} or verb.dep_ not in {"acl", "relcl"}:
        return None
    noun = verb.head
    if noun.lemma_.lower() not in MESSAGES or verb.tag_ != "VBG":
        return None
    above = reading.predicate_of(noun) or reading.predicate_of(noun.head)
    whom = list(above.targets) if above is not None and above is not predicate else []
    if not whom and noun.head.pos_ == "VERB":
        given = [child for child in noun.head.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        whom = [id for token in given for id, _ in actors_of(reading, token)]
    return Found("to whom the message went", whom) if whom else None


def of_whom(told: Told, predicate: Predicate) -> Found | None:
    """ "Declared that the raid was unlawful": the other side whose deeds the clause speaks of."""
    reading = told.reading
    if predicate.event not in {None, "ACCUSE"} or predicate.lemma not in SPOKEN:
        return None
    own = side_set(reading, predicate.sources)
    found: list[str] = []
    for verb in predicate.slots.get("ccomp", ()):
        for clause in (verb, *verb.conjuncts):
            found += _doers_in(reading, clause)
    others = [id for id in found if side_of(reading, id) not in own]
    if not own or not others or len(set(as_states(reading, others))) > 2:
        return None
    people = all(id in reading.actors and reading.actors[id].kind in SPEAKERS for id in others)
    named = list(dict.fromkeys(others)) if people else as_states(reading, others)
    return Found("of whom it is said", named) if people or len(named) == 1 else None


def _doers_in(reading: Reading, clause: Token) -> list[str]:
    """The doers that a clause tells: its predicate's, or of the deed that is its subject."""
    deed = reading.predicate_of(clause)
    if deed is not None and deed.event is not None and deed.sources:
        return list(deed.sources)
    for child in clause.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            told = reading.predicate_of(child)
            if told is not None and told.event is not None and told.sources:
                return list(told.sources)
            if child.dep_ == "nsubj":
                return [id for id, mention in actors_of(reading, child) if mention.how != "pronoun"]
    return []


def conditional(told: Told, predicate: Predicate) -> Found | None:
    """ "Hinted that they would intervene if X refused": a threat is put to whom its condition is for."""
    reading = told.reading
    if predicate.layer != "say" or not (predicate.event == "THREATEN" or predicate.lemma in SPOKEN):
        return None
    own = side_set(reading, predicate.sources)
    found: list[str] = []
    for token in predicate.sentence.tokens:
        if (
            token.i > predicate.token.i
            and token.dep_ == "mark"
            and token.lower_ in CONDITIONS
            and token.head.pos_ in {"VERB", "AUX"}
        ):
            for child in token.head.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found += [id for id, _ in actors_of(reading, child)]
    others = [id for id in as_states(reading, found) if id not in own]
    return Found("on whom the threat depends", others) if len(others) == 1 and own else None


def demanded(told: Told, predicate: Predicate) -> Found | None:
    """ "Demands an apology": of whom it is demanded, to him who demands it."""
    reading = told.reading
    above = predicate.governor
    if predicate.pos != "n" or above is None or predicate.link not in {"dobj", "conj"}:
        return None
    if above.event != "REQUEST" or above.pos != "v" or above.lemma not in ASKING | {"seek", "want"}:
        return None
    sources, targets = list(predicate.sources), list(predicate.targets)
    giver = {"poss", "by", "mod"} & predicate.slots.keys()
    if predicate.event in GIVEN and not giver and set(sources) == set(above.sources):
        sources, targets = [], []  # the asker is not the giver
    asked = None if sources else as_states(reading, above.targets)
    askers = None
    if not targets and predicate.event in GIVEN:
        askers = [id for id in above.sources if id not in (asked or sources)]
    if asked is None and askers is None:
        return None
    return Found("who asks for it", askers, asked, "of whom it is asked")


def in_a_forum(told: Told, predicate: Predicate) -> Found | None:
    """ "Protested to the United Nations": before a body one accuses the other side, not the body."""
    reading = told.reading
    if predicate.event != "ACCUSE" or not predicate.targets or not predicate.sources:
        return None
    bodies = all(is_body(reading, id) for id in predicate.targets)
    slots = {rule for rule in predicate.rules if rule.startswith("targets:")}
    if not bodies or not slots & {"targets:to", "targets:prep.to", "targets:prep.before", "targets:iobj"}:
        return None
    own = side_set(reading, predicate.sources)
    found = [id for id in told.other_side(predicate, own) if id not in own and is_state(reading, id)]
    return Found(OTHER, found) if len(found) == 1 else None


def ties(told: Told, predicate: Predicate) -> Found | None:
    """ "Restored relations": with whom it had fallen out before."""
    reading = told.reading
    if predicate.event not in {"SUPPORT", "SANCTION"} or predicate.pos != "v":
        return None
    own = side_set(reading, predicate.sources)
    tied = any(token.lemma_.lower() in TIES for token in predicate.slots.get("obj", ()))
    if not tied or len(own) != 1 or not all(is_state(reading, id) for id in own):
        return None
    found = told.other_side(predicate, own, LONG)
    return Found(OTHER, found) if len(found) == 1 else None


def quarrel(told: Told, predicate: Predicate) -> Found | None:
    """Words and measures without an addressee are for the other side of the last exchange."""
    reading = told.reading
    if not predicate.sources or predicate.domestic or "reciprocal" in predicate.rules:
        return None
    if someone_else_stands_there(reading, predicate):
        return None
    if any(id.endswith(OTHER_BODIES) for id in predicate.sources):
        return None  # who sits in a parliament mostly speaks to his own government
    own = side_set(reading, predicate.sources)
    speech = predicate.layer == "say"
    if predicate.lemma in AMENDS:
        found = told.wronged_by(predicate, own) or told.other_side(predicate, own)
        return Found(OTHER, found) if found else None
    if predicate.event is None and "obj" in predicate.slots and predicate.lemma not in ANSWERING:
        return None  # "waters that X claims"
    asks = predicate.event == "REQUEST" and predicate.lemma in ASKING and not _somebody_asked(predicate)
    answers = speech and (predicate.lemma in SPOKEN | ANSWERING)
    if not (predicate.event in ADDRESSED or asks or answers):
        return None
    if not speech and predicate.event not in {"SANCTION", "CONCEDE"} and predicate.lemma not in SPOKEN:
        return None
    if not any(is_state(reading, id) for id in own) and predicate.event not in {"REJECT", "ACCUSE"}:
        return None
    found = [id for id in told.other_side(predicate, own) if side_of(reading, id) not in own]
    if not all(is_state(reading, side_of(reading, id)) for id in found):
        return None  # a group is fought, not talked to
    if not side_set(reading, found) | own <= set(main_pair(reading)):
        return None  # among many, the last to have dealt with one need not be spoken to
    return Found(OTHER, found) if found else None


def _somebody_asked(predicate: Predicate) -> bool:
    """Whether the words say who is asked, though not which actor that is."""
    return any(slot in predicate.slots for slot in ("iobj", "prep.of", "prep.from", "prep.on", "prep.to"))
