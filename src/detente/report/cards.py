"""Records as the page shows them: one card each, with an anchor of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.crisis import Cause, Claim, Crisis, Event, Motive, Pressure, Relation, Span
from detente.report.content import Cell, Run
from detente.report.describe import Describer
from detente.report.explain import Reason, reasons
from detente.report.labels import CAUSES, RELATIONS, STANCES
from detente.report.segments import Mark
from detente.report.words import line

Record = Event | Relation | Pressure | Motive | Claim | Cause
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}\Z")
# Anchors that the page itself uses.
_TAKEN = frozenset(
    {"account", "records", "figures", "top", "index", "notes", "filters", "bar", "count", "state"}
)


@dataclass(frozen=True)
class Card:
    """A record ready to show. ``rung`` is a number for events on the ladder."""

    anchor: str
    kind: str
    id: str
    what: Cell
    when: str
    rung: int | None
    status: str
    modality: str
    snippet: Cell
    actors: tuple[str, ...]
    reasons: tuple[Reason, ...]
    mark: Mark
    document: str
    confidence: float
    same_as: str | None = None


class Anchors:
    """Safe, unique places on the page for record ids, whatever the ids look like."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._used = set(_TAKEN)
        self._by_id: dict[str, str] = {}

    def give(self, kind: str, id: str) -> str:
        """The anchor of a record: its id where that is safe and free."""
        wanted = id if _ANCHOR.match(id) and not id.startswith("sentence-") else f"{kind}-{len(self._used)}"
        anchor, number = wanted, 2
        while anchor in self._used:
            anchor, number = f"{wanted}-{number}", number + 1
        self._used.add(anchor)
        self._given[kind, id] = anchor
        self._by_id.setdefault(id, anchor)
        return anchor

    def of(self, id: str) -> str | None:
        """The anchor of the first record with this id."""
        return self._by_id.get(id.strip())


def cards(crisis: Crisis, describe: Describer, anchors: Anchors, most: int) -> dict[str, list[Card]]:
    """Cards by kind, events in time order with later mentions after their first; at most ``most`` a kind."""
    order = {event.id: place for place, event in enumerate(crisis.timeline())}
    last = len(order)
    events = sorted(
        crisis.events,
        key=lambda event: (
            order.get(event.same_as or event.id, last),
            event.same_as is not None,
            event.trigger.start,
        ),
    )
    kinds: dict[str, Iterable[Record]] = {
        "event": events,
        "relation": crisis.relations,
        "pressure": crisis.pressures,
        "motive": crisis.motives,
        "claim": crisis.claims,
        "cause": crisis.causes,
    }
    return {
        kind: [_card(kind, record, describe, anchors) for record in list(records)[:most]]
        for kind, records in kinds.items()
    }


def _card(kind: str, record: Record, describe: Describer, anchors: Anchors) -> Card:
    anchor = anchors.give(kind, record.id)
    span: Span = record.trigger if isinstance(record, Event | Relation | Cause) else record.span
    event = record if isinstance(record, Event) else None
    modality = getattr(record, "modality", "asserted")
    speaker = getattr(record, "speaker", ("author",))
    return Card(
        anchor=anchor,
        kind=kind,
        id=line(record.id, 40),
        what=_what(record, describe),
        when=describe.date(event) if event else "",
        rung=event.rung if event else None,
        status=describe.telling(modality, getattr(record, "polarity", None), speaker),
        modality=modality,
        snippet=describe.snippet(record.evidence, span, 220),
        actors=_actors(record),
        reasons=tuple(reasons(record, describe)),
        mark=Mark(anchor, kind, span, describe.context(record.evidence).span),
        document=record.evidence.document,
        confidence=record.evidence.confidence,
        same_as=event.same_as if event else None,
    )


def _actors(record: Record) -> tuple[str, ...]:
    match record:
        case Event():
            found: tuple[str, ...] = (*record.sources, *record.targets)
        case Relation():
            found = (record.head, record.tail)
        case Pressure():
            found = record.on
        case Motive() | Claim():
            found = record.who
        case _:
            found = ()
    return tuple(dict.fromkeys(found))


def _what(record: Record, describe: Describer) -> Cell:
    names = describe.names
    match record:
        case Event():
            return describe.arrow(record)
        case Relation():
            since: tuple[Run, ...] = (
                ((f", since {describe.short(record.since)}", "muted"),) if record.since else ()
            )
            tie = f" {RELATIONS.get(record.kind, record.kind)} "
            return ((names.of(record.head), "actor"), (tie, "act"), (names.of(record.tail), "actor"), *since)
        case Pressure():
            return ((record.kind, "act"), (" weighs on ", ""), (names.some(record.on), "actor"))
        case Motive():
            return (
                (names.some(record.who), "actor"),
                (" wanted: ", "act"),
                (line(record.goal, 300), ""),
            )
        case Claim():
            stance = f" {STANCES.get(record.stance, record.stance)}: "
            return (
                (names.some(record.who), "actor"),
                (stance, "act"),
                (line(record.content, 300), ""),
            )
        case _:
            middle = f" → {CAUSES.get(record.kind, record.kind)} → "
            cause = _side(record.cause, record.cause_words, describe)
            return (*cause, (middle, "act"), *_side(record.effect, record.effect_words, describe))


def _side(these: tuple[str, ...], words: str | None, describe: Describer) -> Cell:
    if not these:
        return ((f"“{line(words or '…', 160)}”", "quote"),)
    runs: list[Run] = []
    for place, id in enumerate(these):
        runs += [(" and ", "")] if place else []
        runs += [(f"{describe.record(id)} ", ""), (id, "ref")]
    return tuple(runs)
