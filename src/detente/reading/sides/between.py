"""What two do to each other: fighting, truces, exchanges; and deeds told as feared or repeated."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import main_pair
from detente.reading.sides.told import Told, is_state, side_of, side_set
from detente.reading.slots import is_passive

MUTUAL = word_set(
    "fighting combat clash skirmish battle hostility firefight duel quarrel feud dispute war conflict "
    "ceasefire cease-fire truce armistice agreement accord treaty settlement talk negotiation"
) | {"exchange of fire", "exchange of prisoners", "peace talk"}
"""Nouns for what both sides do or make."""
SWAPS = word_set("exchange swap trade")
SWAPPED = word_set("prisoner captive ambassador envoy fire shot salvo hostage detainee")
DEEDS = word_set(
    "attack offensive assault counter-attack counterattack counter-offensive counteroffensive invasion raid "
    "strike reprisal retaliation resistance bombing bombardment shelling landing incursion"
)
PREVENTING = word_set(
    "forestall prevent repel deter avert thwart foil resist repulse pre-empt preempt anticipate"
)
STAGING = word_set(
    "order offer mount launch stage plan prepare plot conduct make answer act retaliate resist"
)
DISPUTING = word_set("dispute contest")
TIES = word_set("relation tie link")
GATHERING = word_set("summit session meeting meet convene conference assemble")
PULLBACKS = word_set("evacuation withdrawal retreat pullout pull-out pullback disengagement evacuate")
LONG = 12
"""Sentences back to the deed of force that a withdrawal undoes."""
NEAR = 5
THE = frozenset({"the", "these", "those", "his", "their", "its"})
SIMILAR = word_set("such similar another further like fresh new")
EXCHANGE = "both sides of the exchange"
OTHER = "the other side of the exchange"


def mutual(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "The fighting stopped", "two truces collapsed", "prisoners were exchanged": both sides of the last
    exchange, else of the account."""
    if not (_both_do(predicate) or _swapped(predicate) or _mended(predicate) or _disputed(predicate)):
        return [], ""
    own = side_set(reading, predicate.sources)
    if len(predicate.sources) > 1 and len(own) == len(predicate.sources):
        return (list(predicate.sources), "each other") if len(own) > 1 else ([], "")
    if (predicate.sources and "sources" not in predicate.inferred) or _disputed(predicate):
        return [], ""
    both = told.both(predicate, 4) or [id for id in main_pair(reading) if reading.pair_share >= 0.75]
    if len(both) != 2 or not own <= set(both):
        return [], ""
    return both, EXCHANGE


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


def staged(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "Did not order a counter-attack", "forestall an offensive": turned against the other side."""
    if predicate.pos != "v" or not predicate.sources or is_passive(predicate.token):
        return [], ""
    lemma = predicate.lemma.split()[0]
    things = predicate.slots.get("obj", [])
    deed = any(token.lemma_.lower() in DEEDS | {"fire"} for token in things)
    in_defence = lemma in {"act", "retaliate"} and "obj" not in predicate.slots
    fires = lemma in {"return", "open"} and any(token.lemma_.lower() == "fire" for token in things)
    if not (in_defence or fires or (deed and lemma in STAGING | PREVENTING)):
        return [], ""
    if any(_aimed(token) for token in things):
        return [], ""
    own = side_set(reading, predicate.sources)
    found = [id for id in told.other_side(predicate, own) if id not in own]
    return (found, OTHER) if len(found) == 1 else ([], "")


def _aimed(noun: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.lower_ in {"against", "on", "at", "by", "to"}
        for child in noun.children
    )


def gathered(reading: Reading, predicate: Predicate) -> tuple[list[str], str]:
    """ "A summit of the league", "the Council met": its members with each other."""
    if predicate.event != "CONSULT" or predicate.lemma not in GATHERING or len(predicate.sources) != 1:
        return [], ""
    actor = reading.actors.get(predicate.sources[0])
    alone = not {"prep.with", "obj", "iobj", "prep.to"} & predicate.slots.keys()
    if actor is None or actor.kind != "international organisation" or not alone:
        return [], ""
    return list(predicate.sources), "each other"


def undone(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "The evacuation was completed": by who had gone in, from whose ground it was. Sets both sides."""
    if predicate.event != "RETREAT" or predicate.sources or predicate.targets:
        return False
    if predicate.lemma not in PULLBACKS or (predicate.pos != "n" and predicate.noun is None):
        return False
    act = told.last_force(predicate, LONG)
    if act is None:
        return False
    predicate.sources, predicate.targets = sorted(act.doers), sorted(act.done)
    predicate.inferred |= dict.fromkeys(("sources", "targets"), "who had gone in, and where")
    return True


def known_doer(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "Had been told that the rebels were killed": by who struck them as told before. Sets the sources."""
    if predicate.event != "ASSAULT" or predicate.pos != "v" or predicate.sources or not predicate.targets:
        return False
    if not is_passive(predicate.token) or predicate.inferred.get("targets"):
        return False
    for act in told.near(predicate, NEAR):
        same = set(act.predicate.targets) == set(predicate.targets) and act.predicate.event == "ASSAULT"
        if same and "targets" not in act.predicate.inferred and _definite(reading, predicate):
            predicate.sources = [id for id in act.predicate.sources if id not in predicate.targets]
            predicate.inferred["sources"] = "who struck them as told before"
            return True
    return False


def _definite(reading: Reading, predicate: Predicate) -> bool:
    """ "The rebels", "they": spoken of before; "ten soldiers" are new."""
    return any(
        token.pos_ in {"PRON", "PROPN"} or any(child.lower_ in THE for child in token.children)
        for token in predicate.slots.get("obj", ())
    )


def feared(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "Attacked to forestall an offensive", "protect the marines from attack": theirs, on who fears it.

    Sets both sides of the deed and says whether it did.
    """
    noun = predicate.token
    if predicate.pos != "n" or predicate.event != "ASSAULT" or predicate.sources or predicate.targets:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in {"from", "against"}:
        verb = noun.head.head
        above = reading.predicate_of(verb)
        if above is None or above.lemma not in {"protect", "defend", "shield", "guard", "save"}:
            return False
        if not above.targets:
            return False
        predicate.targets = list(above.targets)
        predicate.inferred["targets"] = "who is to be kept from it"
        predicate.sources = told.other_side(predicate, side_set(reading, above.targets), NEAR)
        if predicate.sources:
            predicate.inferred["sources"] = OTHER
        return True
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in PREVENTING:
        above = reading.predicate_of(noun.head)
        if above is None or not above.sources or not above.targets:
            return False
        predicate.sources, predicate.targets = list(above.targets), list(above.sources)
        predicate.inferred |= dict.fromkeys(("sources", "targets"), "who is kept from it, and by whom")
        return True
    return False


def repeated(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "No such incursion", "a similar raid on X": by the doer of the last such deed, on its target.

    Sets the side that is open and says whether it did.
    """
    noun = predicate.token
    if predicate.pos != "n" or predicate.event not in {"ASSAULT", "COERCE"} or predicate.sources:
        return False
    if not any(child.lower_ in SIMILAR for child in noun.children if child.dep_ in {"amod", "predet", "det"}):
        return False
    for act in reversed(told.acts):
        if act.predicate.event != predicate.event or act.predicate.layer != "do":
            continue
        if side_set(reading, predicate.targets) & act.doers:
            continue
        predicate.sources = list(dict.fromkeys(side_of(reading, id) for id in act.predicate.sources))
        predicate.inferred["sources"] = "who did the like before"
        if not predicate.targets and all(is_state(reading, id) for id in act.done):
            predicate.targets = sorted(act.done)
            predicate.inferred["targets"] = "to whom the like was done before"
        return True
    return False
