"""The step that fills open sides from the passage, in text order, each with its basis."""

from __future__ import annotations

from detente.reading.base import Predicate, Reading
from detente.reading.details import is_domestic
from detente.reading.merge import root
from detente.reading.rulers import take_office
from detente.reading.sides import addressed, answers, between, grounds, things
from detente.reading.sides.told import Found, Rule, Told, as_states
from detente.reading.tellings import ELSEWHERE

WEAK = frozenset({"the other side of the pair", "the parties to the conflict"})
"""Bases that give way to what the passage says outright."""
MUTUAL = frozenset({between.EXCHANGE, "each other"})

BOTH: tuple[Rule, ...] = (
    between.struck_again,
    between.repeated,
    between.undone,
    answers.word_of_somebody,
    addressed.demanded,
    grounds.not_ones_own,
)
"""Rules that settle who did it, with or without whom it was done to."""
STRONG: tuple[Rule, ...] = (
    answers.appositive_word,
    addressed.in_a_message,
    answers.ruling,
    addressed.in_a_forum,
)
"""Rules that also put right what a clause seemed to say."""
SURE: tuple[Rule, ...] = (answers.answered, answers.denied_deed, grounds.ground)
"""Rules that go before a guess by the pair."""
OPEN: tuple[Rule, ...] = (
    things.thing,
    things.flag,
    things.inside,
    grounds.planned,
    between.mutual,
    between.staged,
    between.gathered,
    addressed.ties,
    addressed.conditional,
    addressed.of_whom,
    addressed.quarrel,
)
"""Rules for targets that are open."""


class OpenSides:
    """Fills targets, and sources, that the passage tells and no clause."""

    name = "open sides"

    def __call__(self, reading: Reading) -> None:
        told = Told(reading)
        take_office(reading)
        for predicate in sorted(reading.predicates, key=lambda each: each.start):
            _fill(told, predicate)
            told.add(predicate)
        for predicate in reading.predicates:
            _lend(predicate)


def _fill(told: Told, predicate: Predicate) -> None:
    if predicate.same_as is not None and not predicate.targets:
        _lend(predicate)
    _first_that_tells(BOTH, told, predicate)
    _of_the_state(told.reading, predicate)
    rules = STRONG
    basis = predicate.inferred.get("targets", "")
    if not predicate.targets or basis in WEAK or basis.startswith("the trained coder"):
        rules += SURE
    if not predicate.targets:
        rules += OPEN
    _first_that_tells(rules, told, predicate)


def _first_that_tells(rules: tuple[Rule, ...], told: Told, predicate: Predicate) -> None:
    for rule in rules:
        found = rule(told, predicate)
        if found is not None and _take(found, predicate):
            predicate.domestic = predicate.domestic and is_domestic(told.reading, predicate)
            return


def _take(found: Found, predicate: Predicate) -> bool:
    """Set the sides that a rule found; false where what it found is but the other side again."""
    sources = list(found.sources) if found.sources is not None else predicate.sources
    targets = list(found.targets or ())
    if found.basis not in MUTUAL:
        targets = [id for id in targets if id not in sources]
    if found.sources is None and not targets:
        return False
    if found.sources is not None:
        predicate.sources = sources
        predicate.inferred["sources"] = found.doer_basis or found.basis
    if found.targets is not None:
        predicate.targets = targets
        predicate.inferred["targets"] = found.basis
    for side, ids in (("sources", predicate.sources), ("targets", predicate.targets)):
        if not ids:
            predicate.inferred.pop(side, None)
    return True


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


def _lend(predicate: Predicate) -> None:
    """Give a mention of an event told elsewhere the targets found for that."""
    first = root(predicate)
    if first is predicate or predicate.targets or not first.targets:
        return
    predicate.targets = [id for id in first.targets if id not in predicate.sources]
    if predicate.targets:
        predicate.inferred["targets"] = ELSEWHERE
