"""What the tests of the reader ask of a crisis: what is told by a word, and that every span holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from detente.crisis import Claim, Crisis, Event, Evidence, Motive, Pressure, Relation, Span

Telling = Callable[..., Crisis]
"""Reads a string, with ``published`` where the account has a date: the fixture ``telling``."""
Spanned = TypeVar("Spanned", Claim, Motive, Pressure)


def words_of(crisis: Crisis, event: Event) -> str:
    """The trigger of an event as the text has it."""
    return event.trigger.slice(crisis.document.text)


def told_by(crisis: Crisis, words: str) -> list[Event]:
    """The events whose trigger, or second trigger, overlaps an occurrence of ``words``."""
    text = crisis.document.text
    spots = []
    at = text.find(words)
    while at >= 0:
        spots.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return [
        event
        for event in crisis.events
        if any(each.overlaps(spot) for each in (event.trigger, *event.trigger_alt) for spot in spots)
    ]


def event(crisis: Crisis, words: str, nth: int = 0) -> Event:
    """The ``nth`` event told by ``words``; fails with what was found where there is none."""
    found = told_by(crisis, words)
    assert len(found) > nth, f"{words!r} not among {[words_of(crisis, each) for each in crisis.events]}"
    return found[nth]


def over(crisis: Crisis, records: Iterable[Spanned], words: str) -> list[Spanned]:
    """The records whose span overlaps the first occurrence of ``words``."""
    start = crisis.document.text.index(words)
    spot = Span(start, start + len(words))
    return [each for each in records if each.span.overlaps(spot)]


def evidences(crisis: Crisis) -> Iterator[Evidence]:
    """Every piece of evidence in the crisis."""
    for records in (
        crisis.events,
        crisis.relations,
        crisis.pressures,
        crisis.motives,
        crisis.claims,
        crisis.causes,
    ):
        for record in records:
            yield record.evidence
    for note in crisis.notes:
        if note.evidence is not None:
            yield note.evidence


def check_spans(crisis: Crisis) -> None:
    """Every quote is the slice of the text that its offsets name, and every span lies in the text."""
    text = crisis.document.text
    for each in evidences(crisis):
        assert text[each.start : each.end] == each.quote
        assert 0 <= each.start < each.end <= len(text)
        assert each.by
        assert 0.0 <= each.confidence <= 1.0
    for mention in (mention for actor in crisis.actors for mention in actor.mentions):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.start < mention.end
    spans = [span for each in crisis.events for span in (each.trigger, *each.trigger_alt)]
    spans += [each.span for records in (crisis.pressures, crisis.motives, crisis.claims) for each in records]
    spans += [each.trigger for records in (crisis.relations, crisis.causes) for each in records]
    spans += list(crisis.sentences)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span
    for each in crisis.events:
        if each.when is not None and each.when.start is not None:
            assert text[each.when.start : each.when.end] == each.when.words
        if each.where is not None and each.where.start is not None:
            assert text[each.where.start : each.where.end] == each.where.name
        sentence = crisis.sentences[each.sentence]
        assert sentence.start <= each.evidence.start < each.evidence.end <= sentence.end
        assert each.evidence.start <= each.trigger.start < each.trigger.end <= each.evidence.end


def check_evidence(
    crisis: Crisis, records: Iterable[Claim | Motive | Pressure | Relation], step: str
) -> None:
    """Every record quotes the text and names a rule of the step that found it."""
    for each in records:
        assert crisis.document.text[each.evidence.start : each.evidence.end] == each.evidence.quote
        assert each.evidence.by.startswith(f"rule:{step}.")
        assert 0 < each.evidence.confidence <= 1


def check_ids(crisis: Crisis) -> None:
    """Every id that a record names is that of a record."""
    events = {each.id for each in crisis.events}
    assert len(events) == len(crisis.events)
    actors = {each.id for each in crisis.actors} | {"UNSPEC", "author"}
    assert len({each.id for each in crisis.actors}) == len(crisis.actors)
    for each in crisis.events:
        assert {*each.sources, *each.targets, *each.speaker} <= actors
        assert each.same_as in events | {None}
        assert each.about in events | {None}
    for link in crisis.order:
        assert {link.before, link.after} <= events
    for phase in crisis.phases:
        assert set(phase.events) <= events
    for change in crisis.diplomacy:
        assert change.event in events
    for relation in crisis.relations:
        assert {relation.head, relation.tail} <= actors
    for claim in crisis.claims:
        assert set(claim.who) <= actors
        assert {claim.about, claim.said_in} <= events | {None}
