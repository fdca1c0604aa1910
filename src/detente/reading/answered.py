"""Whose word is answered: "denied the charge", "rejected the demand", "turned down the offer".

Who denies, refuses or accepts answers him who accused, demanded or offered, which the sentences before tell.
"""

from __future__ import annotations

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

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
ANSWERS = frozenset({"REJECT", "AGREE", "CONCEDE", "ACCUSE"})
BASIS = "whose word it answers"


def answer(reading: Reading, predicate: Predicate, guessed: frozenset[str]) -> None:
    """Set as targets those who said before what is answered. ``guessed``: bases that give way."""
    if predicate.layer != "say" or predicate.event not in ANSWERS or not predicate.sources:
        return
    basis = predicate.inferred.get("targets")
    if predicate.targets and basis not in guessed:
        return
    kinds = _answered(predicate)
    own = _states(reading, predicate.sources)
    if not kinds or not own:
        return
    for each in reversed(reading.predicates):
        distance = predicate.sentence.index - each.sentence.index
        if not 0 <= distance <= REACH or each.start >= predicate.start or each is predicate:
            continue
        addressed = _states(reading, each.targets)
        speakers = _states(reading, each.sources) - own
        if each.event in kinds and speakers and (not addressed or addressed & own):
            predicate.targets = [id for id in _in_order(reading, each.sources) if id in speakers]
            predicate.inferred["targets"] = BASIS
            return


def _answered(predicate: Predicate) -> frozenset[str]:
    """The events that tell what is answered, by the object or, of a denial, by the verb."""
    for slot in ("obj", "of", "prep.to", "prep.with"):
        for token in predicate.slots.get(slot, ()):
            if (found := SAID.get(token.lemma_.lower())) is not None:
                return found
    if predicate.lemma in DENIALS:
        return BLAME
    return frozenset()


def _in_order(reading: Reading, ids: list[str]) -> list[str]:
    return list(dict.fromkeys(country_of(reading, id) or id for id in ids))


def _states(reading: Reading, ids: list[str]) -> set[str]:
    return set(_in_order(reading, ids))
