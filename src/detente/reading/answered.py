"""Whose word is answered: "denied the charge", "rejected the demand", "turned down the offer".

Who denies, refuses or accepts answers him who accused, demanded or offered, which the sentences before tell.
"""

from __future__ import annotations

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.who import owner_of

REACH = 4
"""Sentences looked back for what is answered."""
BLAME = frozenset({"ACCUSE"})
DEMANDS = frozenset({"REQUEST", "THREATEN"})
OFFERS = frozenset({"AGREE", "CONSULT", "REQUEST", "SUPPORT", "COOPERATE", "CONCEDE"})
SAID = {
    **dict.fromkeys(word_set("accusation charge allegation claim assertion blame insinuation"), BLAME),
    **dict.fromkeys(
        word_set("demand request call appeal ultimatum note term condition warning threat deadline"), DEMANDS
    ),
    **dict.fromkeys(
        word_set("offer proposal suggestion invitation overture initiative mediation plan compromise"), OFFERS
    ),
}
"""Nouns for what is answered, with the events that tell it."""
DENIALS = frozenset({"deny", "denial", "refute", "rebut"})
WRONGS = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION"})
ACCEPTING = frozenset({"accept", "comply", "agree", "refuse", "decline", "yield", "submit", "reject"})
ANSWERING = DENIALS | word_set(
    "reject rejection refuse refusal decline dismiss rebuff spurn repudiate ignore accept acceptance agree "
    "accede comply submit yield bow disregard scorn"
)
"""What answers: to rescind a demand does not."""
BASIS = "whose word it answers"


def answer(reading: Reading, predicate: Predicate, guessed: frozenset[str]) -> None:
    """Set as targets those who said before what is answered. ``guessed``: bases that give way."""
    if predicate.layer != "say" or predicate.lemma not in ANSWERING or not predicate.sources:
        return
    basis = predicate.inferred.get("targets")
    if predicate.targets and basis not in guessed:
        return
    kinds = _answered(predicate)
    own = _states(reading, predicate.sources)
    if not kinds or not own:
        return
    said_by = _owners(reading, predicate) or _speakers(reading, predicate, kinds, own)
    if speakers := [id for id in said_by if id not in own]:
        predicate.targets = speakers
        predicate.inferred["targets"] = BASIS
        return
    if predicate.lemma in DENIALS:
        wronged = _wronged(reading, predicate) - own
        if len(wronged) == 1:
            predicate.targets = list(wronged)
            predicate.inferred["targets"] = "to whom the deed denied was done"


def _speakers(reading: Reading, predicate: Predicate, kinds: frozenset[str], own: set[str]) -> list[str]:
    """Who last said such a thing to those who answer; else who said it to nobody named, in so many words."""
    earlier = [
        each
        for each in reversed(reading.predicates)
        if each is not predicate
        and each.start < predicate.start
        and predicate.sentence.index - each.sentence.index <= REACH
        and each.event in (kinds if predicate.event != "AGREE" else kinds & DEMANDS)
        and set(_in_order(reading, each.sources)) - own
    ]
    told = next((each for each in earlier if _states(reading, each.targets) & own), None)
    if told is None and {"obj", "of", "prep.to"} & predicate.slots.keys():
        told = next((each for each in earlier if not each.targets and each.layer == "say"), None)
    if told is None:
        return []
    return _in_order(reading, told.sources)


def _wronged(reading: Reading, predicate: Predicate) -> set[str]:
    """ "Denied that a drone had entered X's airspace": X, who will have said so."""
    return {
        state
        for verb in predicate.slots.get("ccomp", ())
        if (deed := reading.predicate_of(verb)) is not None and deed.event in WRONGS
        for state in _states(reading, deed.targets)
    }


def _owners(reading: Reading, predicate: Predicate) -> list[str]:
    """ "Rejected X's proposal": whose word it is, where the words say so."""
    for slot in ("obj", "of", "prep.to", "prep.with"):
        for token in predicate.slots.get(slot, ()):
            if token.lemma_.lower() in SAID:
                return _in_order(reading, [id for id, _ in owner_of(reading, token)])
    return []


def _answered(predicate: Predicate) -> frozenset[str]:
    """The events that tell what is answered, by the object or, of a denial, by the verb."""
    for slot in ("obj", "of", "prep.to", "prep.with"):
        for token in predicate.slots.get(slot, ()):
            if (found := SAID.get(token.lemma_.lower())) is not None:
                return found
    if predicate.lemma in DENIALS:
        return BLAME
    alone = not {"obj", "xcomp", "ccomp", "prep.to", "iobj"} & predicate.slots.keys()
    return DEMANDS | OFFERS if alone and predicate.lemma in ACCEPTING else frozenset()


def _in_order(reading: Reading, ids: list[str]) -> list[str]:
    return list(dict.fromkeys(country_of(reading, id) or id for id in ids))


def _states(reading: Reading, ids: list[str]) -> set[str]:
    return set(_in_order(reading, ids))
