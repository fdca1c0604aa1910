"""What two do to each other: fighting, truces, exchanges; and deeds told as feared or repeated."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import main_pair
from detente.reading.sides.told import DEEDS, FORCE, OTHER, TIES, Found, Told, as_states, is_state, side_set
from detente.reading.slots import is_passive

MUTUAL = word_set(
    "fighting combat clash skirmish battle hostility firefight duel quarrel feud dispute war conflict "
    "ceasefire cease-fire truce armistice agreement accord treaty settlement talk negotiation"
) | {"exchange of fire", "exchange of prisoners", "peace talk"}
"""Nouns for what both sides do or make."""
SWAPS = word_set("exchange swap trade")
SWAPPED = word_set("prisoner captive ambassador envoy fire shot salvo hostage detainee")
PREVENTING = word_set(
    "forestall prevent repel deter avert thwart foil resist repulse pre-empt preempt anticipate"
)
STAGING = word_set(
    "order offer mount launch stage plan prepare plot conduct make answer act retaliate resist"
)
DISPUTING = word_set("dispute contest")
GATHERING = word_set("summit session meeting meet convene conference assemble")
PULLBACKS = word_set("evacuation withdrawal retreat pullout pull-out pullback disengagement evacuate")
LONG = 12
"""Sentences back to the deed of force that a withdrawal undoes."""
NEAR = 5
THE = frozenset({"the", "these", "those", "his", "their", "its"})
SIMILAR = word_set("such similar another further like fresh new")
EXCHANGE = "both sides of the exchange"


def mutual(told: Told, predicate: Predicate) -> Found | None:
    """ "The fighting stopped", "two truces collapsed", "prisoners were exchanged": both sides of the last
    exchange, else of the account."""
    reading = told.reading
    if not (_both_do(predicate) or _swapped(predicate) or _mended(predicate) or _disputed(predicate)):
        return None
    own = side_set(reading, predicate.sources)
    if len(predicate.sources) > 1 and len(own) == len(predicate.sources):
        return Found("each other", list(predicate.sources)) if len(own) > 1 else None
    if predicate.domestic:
        return None  # "a civil war" is not between the states of the account
    if (predicate.sources and "sources" not in predicate.inferred) or _disputed(predicate):
        return None
    both = told.both(predicate, 4) or [id for id in main_pair(reading) if reading.pair_share >= 0.75]
    if len(both) != 2 or not own <= set(both):
        return None
    return Found(EXCHANGE, both, both)


def _both_do(predicate: Predicate) -> bool:
    noun = predicate.noun if predicate.noun is not None else predicate.token
    return noun.pos_ == "NOUN" and (predicate.lemma in MUTUAL or predicate.lemma.split()[-1] in MUTUAL)


def _disputed(predicate: Predicate) -> bool:
    """ "The strip was disputed by A and B": with each other."""
    return predicate.pos == "v" and predicate.lemma in DISPUTING


def _mended(predicate: Predicate) -> bool:
    """ "Until relations are restored": a passive that names no side."""
    things = predicate.slots.get("obj", ())
    tied = any(token.lemma_.lower() in TIES for token in things)
    return predicate.pos == "v" and tied and "subj" not in predicate.slots and is_passive(predicate.token)


def _swapped(predicate: Predicate) -> bool:
    if predicate.lemma.split()[0] not in SWAPS:
        return False
    things = [*predicate.slots.get("obj", ()), *predicate.slots.get("of", ())]
    return any(token.lemma_.lower() in SWAPPED for token in things)


def staged(told: Told, predicate: Predicate) -> Found | None:
    """ "Did not order a counter-attack", "forestall an offensive": turned against the other side."""
    reading = told.reading
    if predicate.pos != "v" or not predicate.sources or is_passive(predicate.token):
        return None
    lemma = predicate.lemma.split()[0]
    things = predicate.slots.get("obj", [])
    deed = any(token.lemma_.lower() in DEEDS | {"fire"} for token in things)
    in_defence = lemma in {"act", "retaliate"} and "obj" not in predicate.slots
    fires = lemma in {"return", "open"} and any(token.lemma_.lower() == "fire" for token in things)
    if not (in_defence or fires or (deed and lemma in STAGING | PREVENTING)):
        return None
    if any(_aimed(token) for token in things):
        return None
    own = side_set(reading, predicate.sources)
    found = [id for id in told.other_side(predicate, own) if id not in own]
    return Found(OTHER, found) if len(found) == 1 else None


def _aimed(noun: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.lower_ in {"against", "on", "at", "by", "to"}
        for child in noun.children
    )


def gathered(told: Told, predicate: Predicate) -> Found | None:
    """ "A summit of the league", "the Council met": its members with each other."""
    reading = told.reading
    if predicate.event != "CONSULT" or predicate.lemma not in GATHERING or len(predicate.sources) != 1:
        return None
    actor = reading.actors.get(predicate.sources[0])
    alone = not {"prep.with", "obj", "iobj", "prep.to"} & predicate.slots.keys()
    if actor is None or actor.kind != "international organisation" or not alone:
        return None
    return Found("each other", list(predicate.sources))


def undone(told: Told, predicate: Predicate) -> Found | None:
    """ "The evacuation was completed": by who had gone in, from whose ground it was."""
    if predicate.event != "RETREAT" or predicate.sources or predicate.targets:
        return None
    if predicate.lemma not in PULLBACKS or (predicate.pos != "n" and predicate.noun is None):
        return None
    act = told.last_force(predicate, LONG)
    return Found("who had gone in, and where", sorted(act.done), sorted(act.doers)) if act else None


def struck_again(told: Told, predicate: Predicate) -> Found | None:
    """ "Had been told that the rebels were killed": by who struck them as told before."""
    if predicate.event not in FORCE or predicate.pos != "v" or predicate.sources or not predicate.targets:
        return None
    if not is_passive(predicate.token) or predicate.inferred.get("targets"):
        return None
    if predicate.token.dep_ == "amod" or not _spoken_of_before(predicate):
        return None
    for act in told.near(predicate, NEAR):
        same = set(act.predicate.targets) == set(predicate.targets) and act.predicate.event == predicate.event
        if same and "targets" not in act.predicate.inferred:
            doers = [id for id in act.predicate.sources if id not in predicate.targets]
            return Found("who struck them as told before", None, doers) if doers else None
    return None


def _spoken_of_before(predicate: Predicate) -> bool:
    """ "The rebels", "they"; "ten soldiers" are new."""
    return any(
        token.pos_ in {"PRON", "PROPN"} or any(child.lower_ in THE for child in token.children)
        for token in predicate.slots.get("obj", ())
    )


def repeated(told: Told, predicate: Predicate) -> Found | None:
    """ "No such incursion", "a similar raid on X": by the doer of the last such deed, on its target."""
    noun, reading = predicate.token, told.reading
    if predicate.pos != "n" or predicate.event not in FORCE or predicate.sources:
        return None
    if not any(child.lower_ in SIMILAR for child in noun.children if child.dep_ in {"amod", "predet", "det"}):
        return None
    for act in reversed(told.acts):
        alike = act.predicate.event == predicate.event and act.predicate.layer == "do"
        if not alike or side_set(reading, predicate.targets) & act.doers:
            continue
        known = not predicate.targets and all(is_state(reading, id) for id in act.done)
        return Found(
            "to whom the like was done before",
            sorted(act.done) if known else None,
            as_states(reading, act.predicate.sources),
            "who did the like before",
        )
    return None
