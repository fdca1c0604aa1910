"""Step 13: the Crisis: records from the working state, with what is derived from them."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

import msgspec

from detente.codes import goldstein, rung
from detente.crisis import (
    ActorKind,
    Coding,
    Crisis,
    Direction,
    Event,
    Layer,
    Mention,
    Modality,
    Polarity,
    Span,
)
from detente.reading.aims import aimed
from detente.reading.base import Predicate, Reading, extent
from detente.reading.diplomacy import diplomatic_changes, order_of_states
from detente.reading.mentions_names import know
from detente.reading.phases import phases_of

SCALE: goldstein.Version = "icews"


def number_events(reading: Reading) -> None:
    """Give every predicate its id, in text order."""
    reading.predicates.sort(key=lambda each: (each.start, each.end))
    for number, predicate in enumerate(reading.predicates, 1):
        predicate.id = f"e{number}"


def assemble(reading: Reading, *, coder: str, made_by: str) -> Crisis:
    """The records of a finished reading."""
    events = aimed(reading, tuple(_event(reading, predicate) for predicate in reading.predicates))
    used = _used(reading, events)
    for id in sorted(used - reading.actors.keys()):
        # a state that only its group or organ stands for: "the other side of the pair"
        if (entry := reading.books.actors.state(id)) is not None:
            know(reading, entry)
    mentions = _mentions(reading)
    actors = tuple(
        msgspec.structs.replace(actor, mentions=tuple(mentions.get(actor.id, ())))
        for actor in reading.actors.values()
        if actor.id in used
    )
    bare = Crisis(
        documents=(reading.document,),
        actors=actors,
        events=events,
        relations=tuple(reading.relations),
        pressures=tuple(reading.pressures),
        motives=tuple(reading.motives),
        causes=tuple(reading.causes),
        claims=tuple(reading.claims),
        order=tuple(reading.order),
        notes=tuple(reading.notes),
        codings=tuple(_coding(*each) for each in reading.codings),
        sentences=tuple(Span(sentence.start, sentence.end) for sentence in reading.sentences),
        parties=reading.parties,
        coder=coder,
        made_by=made_by,
    )
    known = {(link.before, link.after) for link in bare.order}
    undone = [
        link for link in order_of_states(reading, bare.distinct()) if (link.before, link.after) not in known
    ]
    bare = msgspec.structs.replace(bare, order=(*bare.order, *undone))
    timeline = bare.timeline()
    sides = {actor.id for actor in actors if actor.id in reading.parties or actor.country in reading.parties}
    return msgspec.structs.replace(
        bare, diplomacy=diplomatic_changes(reading, timeline), phases=phases_of(timeline, sides)
    )


def _event(reading: Reading, predicate: Predicate) -> Event:
    sense = predicate.sense
    start, stop = _clause(predicate)
    coder = predicate.coded_by or "rule:lexicon." + predicate.lemma.replace(" ", "_")
    by = ";".join([coder, *predicate.rules])
    cameo = sense.cameo if sense else None
    event = sense.event if sense else None
    return Event(
        id=predicate.id,
        layer=cast(Layer, predicate.layer),
        trigger=Span(predicate.start, predicate.end),
        evidence=reading.evidence(start, stop, by, predicate.confidence),
        event=event,
        mode=sense.mode if sense else None,
        leaf=sense.leaf if sense else None,
        cameo=cameo,
        direction=cast("Direction | None", sense.direction if sense else None),
        trigger_alt=tuple(predicate.alt),
        sources=tuple(predicate.sources),
        targets=tuple(predicate.targets),
        inferred=dict(predicate.inferred),
        when=predicate.when,
        where=predicate.where,
        modality=cast(Modality, predicate.modality),
        polarity=cast("Polarity | None", predicate.polarity),
        speaker=predicate.speaker,
        intensity=goldstein.value(cameo, SCALE) if cameo else None,
        intensity_scale=SCALE if cameo else None,
        rung=_rung(reading, predicate),
        armed=sense.armed if sense else None,
        casualties=predicate.casualties,
        nominal=predicate.pos == "n" and predicate.noun is None,
        domestic=predicate.domestic,
        same_as=predicate.same_as.id if predicate.same_as else None,
        about=predicate.about.id if predicate.about else None,
        condition=predicate.condition,
        framing=tuple(predicate.framing),
        alternatives=tuple(dict.fromkeys(each.event or "none" for each in predicate.alternatives)),
        sentence=predicate.sentence.index,
    )


def _coding(coding: Coding, carried: dict[str, Predicate]) -> Coding:
    """The coding with the ids of the mentions that carry its labels; a folded mention lends its root's."""
    return msgspec.structs.replace(
        coding, events={label: each.id for label, each in carried.items() if each.id}
    )


def _rung(reading: Reading, predicate: Predicate) -> int | None:
    """The rung of the ladder: what the sense says, and whether states or groups are hit."""
    sense = predicate.sense
    if sense is None:
        return None
    return rung(
        sense.event,
        sense.mode,
        sense.leaf,
        sense.cameo,
        sense.armed,
        _kind_of(reading, predicate.targets),
        layer=sense.layer,
        source_kind=_kind_of(reading, predicate.sources),
        war="war" in predicate.lemma.split(),
    )


def _kind_of(reading: Reading, ids: list[str]) -> ActorKind | None:
    """The kind of the actors where they are of one kind; of several, the one closest to a state."""
    kinds = {reading.actors[id].kind for id in ids if id in reading.actors}
    for kind in ("state", "military", "government", "official"):
        if kind in kinds:
            return cast(ActorKind, kind)
    return min(kinds) if kinds else None


def _clause(predicate: Predicate) -> tuple[int, int]:
    """The clause of a verb, the phrase of a noun, or what a model quoted; never beyond its sentence."""
    first, last = predicate.sentence.start, predicate.sentence.end
    if predicate.coded is not None:
        quote = predicate.coded.quote
        return min(quote.start, predicate.start), max(quote.end, predicate.end)
    token = predicate.token
    tokens = predicate.sentence.tokens
    start, stop = extent([each for each in token.subtree if tokens.start <= each.i < tokens.end] or [token])
    start, stop = min(start, predicate.start), max(stop, predicate.end)
    return max(start, first), min(stop, last)


def _used(reading: Reading, events: tuple[Event, ...]) -> set[str]:
    used = {id for mention in reading.mentions for id in mention.ids}
    for event in events:
        used.update(event.sources, event.targets, event.speaker)
    for relation in reading.relations:
        used |= {relation.head, relation.tail}
    for pressure in reading.pressures:
        used.update(pressure.on)
    for motive in reading.motives:
        used.update(motive.who)
    for claim in reading.claims:
        used.update(claim.who)
    return used


def _mentions(reading: Reading) -> dict[str, list[Mention]]:
    text, document = reading.document.text, reading.document.id
    found: dict[str, list[Mention]] = defaultdict(list)
    for each in sorted(reading.mentions, key=lambda each: each.start):
        mention = Mention(
            document, each.start, each.end, text[each.start : each.end], each.how, round(each.confidence, 3)
        )
        for id in each.ids:
            found[id].append(mention)
    return found
