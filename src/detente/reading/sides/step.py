"""The step that fills open sides from the passage, in text order, each with its basis."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from detente.reading.base import Predicate, Reading
from detente.reading.merge import root
from detente.reading.sides import between, grounds, replies, things
from detente.reading.sides.told import Told, as_states, is_state
from detente.reading.tellings import ELSEWHERE

ANSWERED = "whose word it answers"
WEAK = frozenset({"the other side of the pair", "the parties to the conflict", ANSWERED})
"""Bases that give way to what the passage says outright."""
Rule = Callable[[Reading, Predicate, Told], tuple[list[str], str]]


class OpenSides:
    """Fills targets, and sources, that the passage tells and no clause."""

    name = "open sides"

    def __call__(self, reading: Reading) -> None:
        told = Told(reading)
        _rulers(reading)
        for predicate in sorted(reading.predicates, key=lambda each: each.start):
            _fill(reading, predicate, told)
            told.add(predicate)
        for predicate in reading.predicates:
            _lend(predicate)


STRONG: tuple[Rule, ...] = (
    lambda reading, predicate, told: replies.appositive_word(reading, predicate),
    lambda reading, predicate, told: replies.in_a_message(reading, predicate),
    lambda reading, predicate, told: replies.to_the_nation(reading, predicate),
    lambda reading, predicate, told: replies.ruling(reading, predicate),
    replies.in_a_forum,
)
"""Rules that also put right what a clause seemed to say."""
SURE: tuple[Rule, ...] = (grounds.ground,)
"""Rules that go before a guess by the pair."""
OPEN: tuple[Rule, ...] = (
    lambda reading, predicate, told: things.thing(reading, predicate),
    lambda reading, predicate, told: things.flag(reading, predicate),
    lambda reading, predicate, told: things.inside(reading, predicate),
    grounds.planned,
    between.mutual,
    between.staged,
    replies.unowned_answer,
    lambda reading, predicate, told: between.gathered(reading, predicate),
    replies.ties,
    lambda reading, predicate, told: replies.conditional(reading, predicate),
    lambda reading, predicate, told: replies.of_whom(reading, predicate),
    replies.quarrel,
)
"""Rules for targets that are open."""


def _fill(reading: Reading, predicate: Predicate, told: Told) -> None:
    if predicate.same_as is not None and not predicate.targets:
        _lend(predicate)
    _both_sides(reading, predicate, told)
    _of_the_state(reading, predicate)
    if predicate.inferred.get("targets") == ANSWERED and predicate.event == "CONCEDE":
        predicate.targets = as_states(reading, predicate.targets)  # one yields to the state, not its man
    rules: tuple[Rule, ...] = STRONG
    basis = predicate.inferred.get("targets", "")
    if not predicate.targets or basis in WEAK or basis.startswith("the trained coder"):
        rules += SURE
    if not predicate.targets:
        rules += OPEN
    for rule in rules:
        found, basis = rule(reading, predicate, told)
        found = [id for id in found if id not in predicate.sources or basis in BOTH]
        if found:
            predicate.targets, predicate.inferred["targets"] = found, basis
            if basis == between.EXCHANGE:
                predicate.sources, predicate.inferred["sources"] = list(found), basis
            return


def _both_sides(reading: Reading, predicate: Predicate, told: Told) -> None:
    """The readings that settle who did it together with whom it was done to."""
    _by_the_deed(reading, predicate)
    between.feared(reading, predicate, told)
    between.known_doer(reading, predicate, told)
    between.repeated(reading, predicate, told)
    between.undone(reading, predicate, told)
    replies.taken_back(reading, predicate)
    replies.demanded(reading, predicate)
    grounds.not_ones_own(reading, predicate, told)


def _rulers(reading: Reading) -> None:
    """ "In X, general Y had seized power": from then on Y acts for X."""
    for predicate in reading.predicates:
        if predicate.lemma.split()[0] not in {"seize", "take", "assume", "usurp"} or not predicate.happened:
            continue
        power = any(token.lemma_.lower() == "power" for token in predicate.slots.get("obj", ()))
        states = [id for id in predicate.targets if is_state(reading, id)]
        if not power or len(states) != 1 or len(predicate.sources) != 1:
            continue
        actor = reading.actors.get(predicate.sources[0])
        if actor is not None and actor.kind in {"person", "military"} and actor.country is None:
            reading.actors[actor.id] = msgspec.structs.replace(actor, country=states[0])


def _by_the_deed(reading: Reading, predicate: Predicate) -> None:
    """ "The raid had violated X's sovereignty": its doer did."""
    if predicate.layer != "do" or predicate.event is not None or predicate.sources or not predicate.targets:
        return
    for token in predicate.slots.get("subj", ()):
        deed = reading.predicate_of(token)
        if deed is not None and deed is not predicate and deed.event in HARM:
            predicate.sources = [id for id in root(deed).sources if id not in predicate.targets]
            if predicate.sources:
                predicate.inferred["sources"] = "the doer of the deed that did it"


def _of_the_state(reading: Reading, predicate: Predicate) -> None:
    """ "Demanded that the soldiers leave": of their state; two presidents who pull back do it as states."""
    kinds = {reading.actors[id].kind for id in predicate.targets if id in reading.actors}
    if predicate.event == "REQUEST" and "targets:xsubj" in predicate.rules and kinds == {"military"}:
        states = as_states(reading, predicate.targets)
        if not set(states) & set(as_states(reading, predicate.sources)):
            predicate.targets = states
    mutual = len(predicate.sources) > 1 and set(predicate.sources) == set(predicate.targets)
    if mutual and predicate.event in {"RETREAT", "MOBILIZE"} and kinds == {"official"}:
        predicate.sources = as_states(reading, predicate.sources)
        predicate.targets = list(predicate.sources)


HARM = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})
BOTH = frozenset({between.EXCHANGE, "each other"})


def _lend(predicate: Predicate) -> None:
    """Give a mention of an event told elsewhere the targets found for that."""
    first = root(predicate)
    if first is predicate or predicate.targets or not first.targets:
        return
    predicate.targets = [id for id in first.targets if id not in predicate.sources]
    if predicate.targets:
        predicate.inferred["targets"] = ELSEWHERE
