"""Which events and actors of several codings are the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from detente.crisis import AUTHOR, Span
from detente.errors import DataError
from detente.evaluation.compare.codings import Actor, Coded, Coding

MOST_LETTERS = 400
"""Of a longer trigger only the beginning is compared."""


class Unit(Struct, frozen=True):
    """What several coders say of one place: one event of each, or ``None``. ``span`` is a first coder's."""

    text: str
    span: Span
    members: tuple[Coded | None, ...]


def same_texts(codings: Sequence[Coding]) -> None:
    """Raise ``DataError`` (V104) unless all codings are of the same texts."""
    first = codings[0]
    for other in codings[1:]:
        if other.texts.keys() != first.texts.keys():
            raise DataError(
                "V104",
                f"codes another text than {first.name}",
                where=other.name,
                remedy="Compare codings of the very same text; a changed line end makes another",
            )


def units(codings: Sequence[Coding]) -> list[Unit]:
    """The events of all codings in text order, those with overlapping triggers as one unit.

    A unit has at most one event of each coding. Where an event could join several, the pair whose triggers
    share most characters goes first. Events outside the part that every coding covers are left out.
    """
    nodes = [
        (coder, event)
        for coder, coding in enumerate(codings)
        for event in coding.events
        if _covered(codings, event)
    ]
    group = list(range(len(nodes)))
    members = {index: [index] for index in group}
    for one, other in _pairs(nodes):
        first, second = group[one], group[other]
        coders = {nodes[index][0] for index in members[first]}
        if first == second or coders & {nodes[index][0] for index in members[second]}:
            continue
        for index in members.pop(second):
            group[index] = first
            members[first].append(index)
    found = [_unit(len(codings), [nodes[index] for index in sorted(each)]) for each in members.values()]
    place = {key: number for number, key in enumerate(codings[0].texts)}
    return sorted(found, key=lambda unit: (place[unit.text], unit.span))


def _covered(codings: Sequence[Coding], event: Coded) -> bool:
    whole = Span(0, 1 << 62)
    start = event.spans[0].start
    parts = [coding.annotated.get(event.text, whole) for coding in codings]
    return all(part.start <= start < part.end for part in parts)


def _pairs(nodes: Sequence[tuple[int, Coded]]) -> list[tuple[int, int]]:
    """Pairs of different coders whose triggers overlap, the best first."""
    at: dict[tuple[str, int], list[int]] = defaultdict(list)
    main: Counter[tuple[int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for primary in (True, False):
        at.clear()
        count = main if primary else shared
        for index, (coder, event) in enumerate(nodes):
            letters = {
                letter
                for span in (event.spans[:1] if primary else event.spans)
                for letter in range(span.start, min(span.end, span.start + MOST_LETTERS))
            }
            for letter in letters:
                for other in at[event.text, letter]:
                    if nodes[other][0] != coder:
                        count[other, index] += 1
                at[event.text, letter].append(index)
    return sorted(shared, key=lambda pair: (-main[pair], -shared[pair], pair))


def _unit(coders: int, nodes: list[tuple[int, Coded]]) -> Unit:
    by_coder = dict(nodes)
    first = nodes[0][1]
    return Unit(first.text, first.spans[0], tuple(by_coder.get(coder) for coder in range(coders)))


def with_same_actors(codings: Sequence[Coding]) -> list[Coding]:
    """The codings with the ids of the first one for the actors that they share with it, or with a later one.

    Two are the same when their ids are, else when they have a name in common, else when the places that
    speak of the one are mostly places that speak of the other.
    """
    known: dict[str, Actor] = {}
    result = []
    for coding in codings:
        renamed = _renamed(coding, known)
        for actor in coding.actors:
            known.setdefault(renamed[actor.id], actor)
        result.append(_with_ids(coding, renamed))
    return result


def _renamed(coding: Coding, known: dict[str, Actor]) -> dict[str, str]:
    by_name: dict[str, str] = {}
    at: dict[tuple[str, int], list[str]] = defaultdict(list)
    for id, actor in known.items():
        for name in sorted(actor.names):
            by_name.setdefault(name, id)
        for text, span in actor.places:
            for letter in range(span.start, min(span.end, span.start + MOST_LETTERS)):
                at[text, letter].append(id)
    own = {actor.id for actor in coding.actors}
    taken = own & known.keys()
    renamed: dict[str, str] = {}
    for actor in coding.actors:
        if actor.id in known:
            renamed[actor.id] = actor.id
            continue
        named = [by_name[name] for name in sorted(actor.names) if name in by_name]
        free = [id for id in (*named, *_by_place(actor, at)) if id not in taken]
        renamed[actor.id] = free[0] if free else actor.id
        taken.add(renamed[actor.id])
    return renamed


def _by_place(actor: Actor, at: dict[tuple[str, int], list[str]]) -> list[str]:
    """The known actor that most places of this one speak of, if more than half of them do."""
    hits: Counter[str] = Counter()
    for text, span in actor.places:
        letters = range(span.start, min(span.end, span.start + MOST_LETTERS))
        hits.update({id for letter in letters for id in at.get((text, letter), ())})
    best = sorted(hits.items(), key=lambda pair: (-pair[1], pair[0]))[:1]
    return [id for id, number in best if number * 2 > len(actor.places)]


def _with_ids(coding: Coding, renamed: dict[str, str]) -> Coding:
    def moved(event: Coded) -> Coded:
        values = {
            field: tuple(sorted({id if id == AUTHOR else renamed.get(id, id) for id in value}))
            if isinstance(value, tuple)
            else value
            for field, value in event.values.items()
        }
        return msgspec.structs.replace(event, values=values)

    return msgspec.structs.replace(coding, events=tuple(map(moved, coding.events)))
