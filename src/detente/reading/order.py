"""Order in time: what the words fix ("subsequently", "before", "in response to").

Where they fix nothing, the run of the narrative inside a paragraph; dates order the rest; the order of
paragraphs orders nothing.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from detente.crisis import Order
from detente.reading.affairs.cause_reactions import REACTION
from detente.reading.base import Predicate, Reading
from detente.reading.merge import root

LATER = frozenset(
    (
        "subsequently then later afterwards afterward thereafter eventually finally next soon ultimately"
    ).split()
)
EARLIER = frozenset(["previously", "earlier", "formerly", "before"])
AFTER = frozenset({"after", "following", "since", "once"})
BEFORE = frozenset({"before", "until", "till", "prior"})
MAIN_LINKS = frozenset({"ROOT", "conj"})
REPLY_KINDS = frozenset({"provokes", "causes", "ends"})


class Ordering:
    """Adds the order constraints between events."""

    name = "order"

    def __call__(self, reading: Reading) -> None:
        links: dict[tuple[str, str], str] = {}
        _connectives(reading, links)
        _causes(reading, links)
        _narrative(reading, links)
        seen: set[tuple[str, str]] = set()
        for (before, after), basis in links.items():
            if before != after and (after, before) not in seen:
                seen.add((before, after))
                reading.order.append(Order(before, after, "<", basis))


def _told(predicate: Predicate) -> bool:
    return predicate.happened and predicate.layer in {"do", "say"}


def _connectives(reading: Reading, links: dict[tuple[str, str], str]) -> None:
    last: Predicate | None = None
    for _, group in _by_sentence(reading):
        for predicate in group:
            for child in predicate.token.children:
                if child.dep_ == "prep" and child.lower_ in AFTER | BEFORE:
                    for other in _events_in(reading, child):
                        _bind(links, other, predicate, child.lower_ in AFTER, child.lower_)
                elif child.dep_ == "advcl":
                    mark = next((each.lower_ for each in child.children if each.dep_ == "mark"), "")
                    clause = reading.predicate_of(child)
                    if clause is not None and mark in AFTER | BEFORE:
                        _bind(links, clause, predicate, mark in AFTER, mark)
        main = [each for each in group if each.pos == "v" and each.token.dep_ in MAIN_LINKS and _told(each)]
        if main:
            words = {child.lower_ for child in main[0].token.children if child.dep_ == "advmod"}
            if last is not None and words & LATER:
                _bind(links, last, main[0], True, min(words & LATER))
            last = main[-1]


def _bind(
    links: dict[tuple[str, str], str], other: Predicate, predicate: Predicate, other_first: bool, cue: str
) -> None:
    first, second = (root(other), root(predicate)) if other_first else (root(predicate), root(other))
    if first is not second:
        links.setdefault((first.id, second.id), f"stated: {cue}")


def _events_in(reading: Reading, preposition: Token) -> list[Predicate]:
    found = []
    for child in preposition.children:
        predicate = reading.predicate_of(child)
        if predicate is not None:
            found.append(predicate)
    return found


def _causes(reading: Reading, links: dict[tuple[str, str], str]) -> None:
    """What provokes comes before what it provokes, where the text says that it did."""
    by_id = {predicate.id: predicate for predicate in reading.predicates}
    for cause in reading.causes:
        if cause.kind not in REPLY_KINDS or cause.modality != "asserted":
            continue
        if cause.evidence.by.endswith(REACTION):
            continue
        for one in cause.cause:
            for two in cause.effect:
                if one in by_id and two in by_id:
                    _bind(links, by_id[one], by_id[two], True, "cause and effect")


def _narrative(reading: Reading, links: dict[tuple[str, str], str]) -> None:
    """Main verbs in the simple past that follow each other in a paragraph, where no date says otherwise."""
    line: list[Predicate] = [
        predicate
        for predicate in reading.predicates
        if predicate.pos == "v"
        and predicate.same_as is None
        and _told(predicate)
        and predicate.token.tag_ == "VBD"
        and predicate.token.dep_ in MAIN_LINKS
        and not any(child.lower_ in EARLIER for child in predicate.token.children if child.dep_ == "advmod")
    ]
    for first, second in pairwise(line):
        if first.sentence.paragraph != second.sentence.paragraph:
            continue
        one, two = first.when, second.when
        if (
            one
            and two
            and (one.iso or one.precision == "habitual")
            and (two.iso or two.precision == "habitual")
        ):
            continue
        if (one and one.precision == "habitual") or (two and two.precision == "habitual"):
            continue
        links.setdefault((first.id, second.id), "inferred: the run of the paragraph")


def _by_sentence(reading: Reading) -> list[tuple[int, list[Predicate]]]:
    groups: dict[int, list[Predicate]] = {}
    for predicate in reading.predicates:
        groups.setdefault(predicate.sentence.index, []).append(predicate)
    return sorted(groups.items())
