"""Several crises into one: same actors, same events with several sources, contradictions side by side.

Two events of different documents are the same when they are of one PLOVER event, between the same states or
groups, on the same day, of the same status, and neither document tells two such events. Everything else stays
apart; nothing is dropped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from detente.crisis import Actor, Crisis, DiplomaticChange, Event, Evidence, Mention, Note
from detente.errors import UsageError
from detente.reading.phases import phases_of

HOSTILE = frozenset({"ASSAULT", "THREATEN", "ACCUSE", "COERCE", "SANCTION", "MOBILIZE", "REJECT"})
NUMBERED = ("events", "relations", "pressures", "motives", "causes", "claims")
_Record = TypeVar("_Record", bound=Struct)
_Key = tuple[str, frozenset[str], frozenset[str], str]


def merge_crises(crises: Sequence[Crisis]) -> Crisis:
    """One crisis of several. Records are numbered anew in the order of the documents.

    Actors with the same id are one actor, unless they are nameless groups without a country, which two
    accounts need not share. Raises ``UsageError`` (S303) without any crisis.
    """
    if not crises:
        raise UsageError("S303", "there is no crisis to merge", remedy="Give at least one")
    if len(crises) == 1:
        return crises[0]
    apart = _renamed(crises)
    actors, notes = _actors(apart)
    events, more = _joined(tuple(event for crisis in apart for event in crisis.events), actors)
    bare = Crisis(
        documents=tuple(document for crisis in apart for document in crisis.documents),
        actors=actors,
        events=events,
        relations=tuple(each for crisis in apart for each in crisis.relations),
        pressures=tuple(each for crisis in apart for each in crisis.pressures),
        motives=tuple(each for crisis in apart for each in crisis.motives),
        causes=tuple(each for crisis in apart for each in crisis.causes),
        claims=tuple(each for crisis in apart for each in crisis.claims),
        order=tuple(each for crisis in apart for each in crisis.order),
        notes=(*(note for crisis in apart for note in crisis.notes), *notes, *more),
        codings=tuple(each for crisis in apart for each in crisis.codings),
        sentences=tuple(span for crisis in apart for span in crisis.sentences),
        parties=_parties(events, actors),
        coder="; ".join(dict.fromkeys(crisis.coder for crisis in crises)),
        made_by="; ".join(dict.fromkeys(crisis.made_by for crisis in crises)),
    )
    timeline = bare.timeline()
    sides = {actor.id for actor in actors if actor.id in bare.parties or actor.country in bare.parties}
    changes = _diplomacy(apart, timeline, {event.id: event.same_as or event.id for event in events})
    return replace(bare, diplomacy=changes, phases=phases_of(timeline, sides))


def _renamed(crises: Sequence[Crisis]) -> list[Crisis]:
    """The crises with ids that are unique among all of them."""
    documents: set[str] = set()
    groups: set[str] = set()
    counts: Counter[str] = Counter()
    sentences = 0
    result = []
    for crisis in crises:
        names: dict[str, str] = {}
        papers = {each.id: _fresh(each.id, documents) for each in crisis.documents}
        for actor in crisis.actors:
            if actor.generic and actor.country is None:
                names[actor.id] = _fresh(actor.id, groups)
        for kind in NUMBERED:
            for record in getattr(crisis, kind):
                letters = record.id.rstrip("0123456789")
                counts[letters] += 1
                names[record.id] = f"{letters}{counts[letters]}"
        result.append(_with_names(crisis, names, papers, sentences))
        sentences += len(crisis.sentences)
    return result


def _fresh(id: str, taken: set[str]) -> str:
    """``id``, or ``id-2`` … where it is taken already."""
    name, number = id, 1
    while name in taken:
        number += 1
        name = f"{id}-{number}"
    taken.add(name)
    return name


# Fields that hold ids of records or actors, and fields that hold several.
_ONE = frozenset(
    ("id", "head", "tail", "same_as", "about", "of_event", "said_in", "derived_from", "before", "after")
)
_BY_ACTOR = frozenset(("think_actors", "say_source", "say_target", "do_source", "do_target"))
_SEVERAL = frozenset(
    ("sources", "targets", "speaker", "on", "who", "cause", "effect", "about", "events", "pair")
)


def _with_names(crisis: Crisis, names: dict[str, str], papers: dict[str, str], sentences: int) -> Crisis:
    return replace(
        crisis,
        documents=tuple(replace(each, id=papers[each.id]) for each in crisis.documents),
        **{
            kind: tuple(_rewritten(record, names, papers, sentences) for record in getattr(crisis, kind))
            for kind in (*NUMBERED, "actors", "order", "diplomacy", "phases", "notes", "codings")
        },
    )


def _rewritten(record: _Record, names: dict[str, str], papers: dict[str, str], sentences: int) -> _Record:
    """The record with all ids in it renamed; its sentence counts from the first document."""
    changed: dict[str, object] = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, Evidence):
            changed[field] = replace(value, document=papers[value.document])
        elif field == "mentions":
            changed[field] = tuple(_moved(mention, papers) for mention in value)
        elif field == "sentence":
            changed[field] = value + sentences
        elif isinstance(value, dict) and field == "events":
            changed[field] = {label: names.get(each, each) for label, each in value.items()}
        elif isinstance(value, dict) and field in _BY_ACTOR:
            changed[field] = {names.get(each, each): chance for each, chance in value.items()}
        elif field in _SEVERAL and isinstance(value, tuple):
            changed[field] = tuple(names.get(each, each) for each in value)
        elif isinstance(value, str) and (field in _ONE or (field == "event" and _is_change(record))):
            changed[field] = names.get(value, value)
    return replace(record, **changed)


def _is_change(record: Struct) -> bool:
    """In a change ``event`` is an id; in an event it is the PLOVER event."""
    return isinstance(record, DiplomaticChange)


def _moved(mention: Mention, papers: dict[str, str]) -> Mention:
    return replace(mention, document=papers[mention.document])


def _actors(crises: Iterable[Crisis]) -> tuple[tuple[Actor, ...], list[Note]]:
    """One actor an id, with all its names and mentions."""
    merged: dict[str, Actor] = {}
    notes = []
    for crisis in crises:
        for actor in crisis.actors:
            known = merged.get(actor.id)
            if known is None:
                merged[actor.id] = actor
                continue
            if known.kind != actor.kind and "unknown" not in (known.kind, actor.kind):
                text = f"{actor.name} is {known.kind} in one account and {actor.kind} in another."
                notes.append(Note("contradiction", text, (actor.id,)))
            other = (actor.name,) if actor.name != known.name else ()
            merged[actor.id] = replace(
                known,
                aliases=tuple(dict.fromkeys((*known.aliases, *other, *actor.aliases))),
                country=known.country or actor.country,
                codes={**actor.codes, **known.codes},
                mentions=(*known.mentions, *actor.mentions),
            )
    return tuple(merged.values()), notes


def _joined(events: tuple[Event, ...], actors: tuple[Actor, ...]) -> tuple[tuple[Event, ...], list[Note]]:
    """The events with ``same_as`` set across documents, and notes where accounts disagree."""
    state = {actor.id: actor.country if actor.kind != "armed group" else None for actor in actors}
    alike: dict[_Key, list[Event]] = defaultdict(list)
    for event in events:
        if event.same_as is None and (key := _key(event, state)):
            alike[key].append(event)
    same: dict[str, str] = {}
    notes: list[Note] = []
    for group in alike.values():
        tellings = Counter(event.evidence.document for event in group)
        if len(tellings) < 2 or max(tellings.values()) > 1:
            continue
        first = group[0]
        for event in group[1:]:
            if (event.modality, event.polarity) == (first.modality, first.polarity):
                same[event.id] = first.id
            notes += _disagreement(first, event)
    return tuple(_pointed(event, same) for event in events), notes


def _key(event: Event, state: dict[str, str | None]) -> _Key | None:
    """What two accounts of one event have in common; nothing where the text fixes too little."""
    day = event.when.iso if event.when and event.when.precision == "day" else None
    if event.event is None or day is None or not event.sources or not event.targets:
        return None
    sides = [frozenset(state.get(id) or id for id in ids) for ids in (event.sources, event.targets)]
    return event.event, sides[0], sides[1], day


def _pointed(event: Event, same: dict[str, str]) -> Event:
    target = same.get(event.id) or (same.get(event.same_as) if event.same_as else None)
    return replace(event, same_as=target) if target else event


def _disagreement(first: Event, other: Event) -> list[Note]:
    notes = []
    about = (first.id, other.id)
    if first.happened != other.happened and "claimed" not in (first.modality, other.modality):
        text = "One account says that this happened, another that it did not or might."
        notes.append(Note("contradiction", text, about, other.evidence))
    if first.casualties and other.casualties:
        for what in ("killed", "injured"):
            one, two = getattr(first.casualties, what), getattr(other.casualties, what)
            if one is not None and two is not None and one != two:
                text = f"One account counts {one} {what}, another {two}."
                notes.append(Note("contradiction", text, about, other.evidence))
    return notes


def _parties(events: Iterable[Event], actors: Iterable[Actor]) -> tuple[str, ...]:
    """The two states that act most on each other in conflict."""
    state = {actor.id: actor.id if actor.kind == "state" else actor.country for actor in actors}
    weights: Counter[str] = Counter()
    for event in events:
        if event.event in HOSTILE:
            weights.update(found for id in (*event.sources, *event.targets) if (found := state.get(id)))
    return tuple(sorted(weights, key=lambda id: (-weights[id], id))[:2])


def _diplomacy(
    crises: Iterable[Crisis], timeline: list[Event], first_told: dict[str, str]
) -> tuple[DiplomaticChange, ...]:
    """All changes in time order; one that repeats the state in force is left out."""
    place = {event.id: number for number, event in enumerate(timeline)}
    changes = [
        msgspec.structs.replace(change, event=first_told.get(change.event, change.event))
        for crisis in crises
        for change in crisis.diplomacy
    ]
    changes.sort(key=lambda change: place.get(change.event, len(place)))
    state: dict[tuple[tuple[str, str], str], tuple[str, str]] = {}
    kept = []
    for change in changes:
        now = (change.state, change.modality)
        if state.get((change.pair, change.aspect)) != now:
            state[change.pair, change.aspect] = now
            kept.append(change)
    return tuple(kept)
