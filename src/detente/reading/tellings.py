"""What the mentions of one event tell each other: the sides that any of them states.

An account may sum up first ("an attack on a base in the town") and tell in full later ("four militants
attacked the base"), or name the doer in between ("the group took credit for the bombing").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable

from detente.reading.base import Predicate, Reading
from detente.reading.pairs import country_of

ELSEWHERE = "same event, told elsewhere"
THE_PAIR = "the pair the text is about"
STATED = frozenset({None, "owned up to by it", "the deed that it spells out"})
"""Bases of a side that a mention itself gives."""
REACH, MOST = 40, 60
"""Sentences, and verbs of the kind, over which a full telling is looked for after a summary."""


def pool(reading: Reading, root: Callable[[Predicate], Predicate]) -> None:
    """Give each mention the sources, and else the targets, that the other mentions of its event agree on."""
    tellings: dict[int, list[Predicate]] = defaultdict(list)
    for predicate in sorted(reading.predicates, key=lambda each: (root(each) is not each, each.start)):
        tellings[id(root(predicate))].append(predicate)
    for told in tellings.values():
        if len(told) > 1:
            for role, other in (("sources", "targets"), ("targets", "sources")):
                _share(reading, told, role, other)


def _share(reading: Reading, told: list[Predicate], role: str, other: str) -> None:
    stated = _agreed(
        tuple(getattr(each, role))
        for each in told
        if getattr(each, role) and each.inferred.get(role) in STATED and each.event == told[0].event
    )
    if not stated:
        return
    for each in told:
        held = getattr(each, role)
        open_ = not held or each.inferred.get(role) == THE_PAIR
        if not open_ or _general(each) or _states(reading, stated) & _states(reading, getattr(each, other)):
            continue
        if held and _states(reading, stated) != _states(reading, held):
            continue
        setattr(each, role, list(stated))
        each.inferred[role] = ELSEWHERE


def _general(predicate: Predicate) -> bool:
    """ "Attacks in earlier years", "violence went on": a bare plural or mass noun speaks of more than one."""
    token = predicate.noun if predicate.noun is not None else predicate.token
    if predicate.pos != "n" or token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return (
        not any(child.dep_ in {"det", "poss", "nummod"} for child in token.children) and token.tag_ != "NNP"
    )


def _states(reading: Reading, ids: Iterable[str]) -> set[str]:
    return {country_of(reading, id) or id for id in ids}


def _agreed(sides: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The fullest of the sides told, if it contains the others; nothing where they differ."""
    found = sorted(set(sides), key=len)
    if not found or any(not set(one) <= set(found[-1]) for one in found):
        return ()
    return found[-1]


def join_full_tellings(
    reading: Reading,
    root: Callable[[Predicate], Predicate],
    families: Callable[[Predicate], frozenset[str]],
    place_words: Callable[[Predicate], set[str]],
) -> None:
    """Join each summary noun without a doer to the one later verb that tells the same in full.

    Both are of one event and family, hit the same state, and name a place in common.
    """
    verbs: dict[str, list[Predicate]] = defaultdict(list)
    for each in sorted(reading.predicates, key=lambda each: each.start):
        if each.pos == "v" and each.event and each.sources and each.happened and each.same_as is None:
            verbs[each.event].append(each)
    for predicate in reading.predicates:
        if not _sums_up(predicate) or root(predicate) is not predicate:
            continue
        told = verbs.get(predicate.event or "", [])
        first = bisect_left(told, predicate.start, key=lambda each: each.start)
        fitting = [
            each
            for each in told[first : first + MOST]
            if each.sentence.index - predicate.sentence.index <= REACH
            and each.same_as is None
            and families(each) & families(predicate)
            and _states(reading, each.targets) & _states(reading, predicate.targets)
            and _verb_places(each) & place_words(predicate)
        ]
        if len(fitting) == 1:
            predicate.same_as = fitting[0]
            predicate.rules.append("merge:told in full")


def _sums_up(predicate: Predicate) -> bool:
    """ "An attack on a base in the town": a single deed, told by a noun that leaves out the doer."""
    if predicate.pos != "n" or predicate.noun is not None or predicate.sources or not predicate.happened:
        return False
    return predicate.token.tag_ in {"NN", "NNP"} and not _general(predicate)


def _verb_places(verb: Predicate) -> set[str]:
    """Names of places in the phrases after the verb."""
    return {
        token.lower_
        for token in verb.token.subtree
        if token.i > verb.token.i
        and token.tag_ == "NNP"
        and token.ent_type_ in {"GPE", "LOC", "FAC", "ORG", ""}
    }
