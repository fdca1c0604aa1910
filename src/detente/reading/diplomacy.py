"""Diplomatic relations as a state that events change: envoys, meetings, channels, relations of each pair."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from detente.codes import Condition, Lexicon, shipped, values
from detente.crisis import DiplomaticChange, Event, Order
from detente.reading.base import Predicate, Reading
from detente.reading.classify import holds
from detente.reading.pairs import country_of

ANNOUNCED = {"returned": "return announced", "held": "planned", "restored": "restoration announced",
             "resumed": "resumption announced", "open": "opening announced"}  # fmt: skip


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[tuple[tuple[Condition, ...], str, str]]]:
    rules: dict[str, list[tuple[tuple[Condition, ...], str, str]]] = {}
    for row in shipped("diplomacy.tsv").rows:
        rules.setdefault(row["lemma"], []).append((_conditions(row["when"]), row["aspect"], row["state"]))
    return rules


def _conditions(when: str) -> tuple[Condition, ...]:
    pairs = (part.partition("=") for part in when.split())
    return tuple(
        Condition(slot, tuple(each if each[0] == "@" else each.replace("_", " ") for each in values(cell)))
        for slot, _, cell in pairs
    )


def diplomatic_changes(reading: Reading, timeline: list[Event]) -> tuple[DiplomaticChange, ...]:
    """The changes in time order; what is only announced says so, what did not happen is left out."""
    by_id = {predicate.id: predicate for predicate in reading.predicates}
    changes: list[DiplomaticChange] = []
    seen: set[tuple[object, ...]] = set()
    for event in timeline:
        for change in _of_event(reading, by_id[event.id], event):
            key = (change.pair, change.aspect, change.state)
            last = next((each for each in reversed(changes) if (each.pair, each.aspect) == key[:2]), None)
            if last is None or last.state != change.state or last.modality != change.modality:
                changes.append(change)
                seen.add(key)
    return tuple(changes)


UNDOES = {
    "returned": frozenset({"recalled", "expelled", "barred"}),
    "resumed": frozenset({"suspended"}),
    "restored": frozenset({"broken", "suspended", "downgraded"}),
}


def order_of_states(reading: Reading, events: list[Event]) -> tuple[Order, ...]:
    """What ends a state comes after what began it, where one event did each and dates do not decide."""
    by_id = {predicate.id: predicate for predicate in reading.predicates}
    changes = [change for event in events for change in _of_event(reading, by_id[event.id], event)]
    found: dict[tuple[str, str], Order] = {}
    for state, ended in UNDOES.items():
        ends = [each for each in changes if each.state in {state, ANNOUNCED[state]}]
        for later in ends:
            same = [each for each in ends if (each.pair, each.aspect) == (later.pair, later.aspect)]
            begun = [
                each
                for each in changes
                if each.state in ended and (each.pair, each.aspect) == (later.pair, later.aspect)
            ]
            if len(begun) == len(same) == 1 and not (_dated(begun[0]) and _dated(later)):
                key = (begun[0].event, later.event)
                found[key] = Order(*key, "<", "inferred: what is undone was done before")
                announced = by_id[later.event].governor
                if later.modality == "planned" and announced is not None and announced.same_as is None:
                    key = (announced.id, later.event)
                    found[key] = Order(*key, "<", "inferred: announced before it is done")
    return tuple(found.values())


def _dated(change: DiplomaticChange) -> bool:
    return change.when is not None and change.when.earliest is not None


def _of_event(reading: Reading, predicate: Predicate, event: Event) -> Iterator[DiplomaticChange]:
    if event.polarity or event.modality in {"counterfactual", "hypothetical", "denied", "conditional"}:
        return
    lexicon: Lexicon = reading.books.lexicon
    lemma = predicate.lemma if predicate.noun is None else predicate.token.lemma_.lower()
    for name in dict.fromkeys((lemma, predicate.lemma)):
        for conditions, aspect, state in _rules().get(name, ()):
            if all(_holds(reading, lexicon, predicate, condition) for condition in conditions):
                planned = event.modality in {"planned", "desired"}
                if planned and state in ANNOUNCED:
                    state = ANNOUNCED[state]
                elif planned:
                    continue
                for source, target in _pairs(reading, event):
                    for name in _aspects(aspect, source, target, _acting(reading, event)):
                        pair = (source, target) if source < target else (target, source)
                        yield DiplomaticChange(pair, name, state, event.id, event.when, event.modality)
                return


def _holds(reading: Reading, lexicon: Lexicon, predicate: Predicate, condition: Condition) -> bool:
    """Whether a condition holds; the object of a light verb is its noun ("resumed talks")."""
    if condition.slot == "obj" and predicate.noun is not None:
        condition = Condition("light", condition.values, condition.negated)
    return holds(reading, lexicon, predicate, condition)


def _pairs(reading: Reading, event: Event) -> list[tuple[str, str]]:
    """The ordered pairs of states between which the event stands; mutual ones once."""
    sources = {country_of(reading, id) for id in event.sources}
    targets = {country_of(reading, id) for id in event.targets}
    pairs = [
        (a, b) for a, b in product(sorted(filter(None, sources)), sorted(filter(None, targets))) if a != b
    ]
    if not pairs and len(reading.parties) == 2 and (sources | targets) & set(reading.parties):
        first, second = reading.parties
        pairs = [(first, second) if first in sources or second in targets else (second, first)]
    return [(a, b) for a, b in pairs if (b, a) not in pairs or a < b]


def _acting(reading: Reading, event: Event) -> set[str]:
    return {country for id in event.sources if (country := country_of(reading, id))}


def _aspects(aspect: str, source: str, target: str, acting: set[str]) -> list[str]:
    match aspect:
        case "envoy of source":
            sent_by = [source]
        case "envoy of target":
            sent_by = [target]
        case "envoy of both":
            both = [source, target]
            sent_by = [state for state in both if state in acting] or both
        case _:
            return [aspect]
    return [f"ambassador of {state}" for state in sent_by]
