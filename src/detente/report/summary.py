"""One paragraph of what happened, composed from the records, each clause with the ids it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.crisis import UNSPEC, Crisis, DiplomaticChange, Event
from detente.report.dates import in_words, point
from detente.report.labels import RUNGS, aspect_words, doubt_words
from detente.report.phrases import phrase_for
from detente.report.realise import Clause, Realiser
from detente.report.words import count, listed

FACTS, OTHERS, TOGETHER, ALIKE = 9, 3, 3, 4
"""Most facts, most other tellings, most clauses of a sentence, and most events of one kind."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the paragraph and the ids of the records it was made from."""

    text: str
    ids: tuple[str, ...] = ()


def summary(crisis: Crisis) -> tuple[Piece, ...]:
    """The paragraph in pieces; joined by nothing they read as one text. Empty for a crisis without events."""
    timeline = crisis.timeline()
    if not timeline:
        return ()
    realiser = Realiser(crisis)
    pieces = [*_frame(crisis, timeline, realiser)]
    for group in _groups(_chosen(crisis, timeline, realiser)):
        pieces += _sentence(group)
    return (*pieces, *_state(crisis, realiser), *_pressures(crisis, realiser))


def _frame(crisis: Crisis, timeline: list[Event], realiser: Realiser) -> list[Piece]:
    who = [id for id in crisis.parties if id] or _busiest(timeline)
    dates = [
        event.when for event in timeline if event.when and event.when.iso and event.when.precision != "decade"
    ]
    span = ""
    if dates:
        first = min(when.earliest or "" for when in dates)
        last = max(when.latest or "" for when in dates)
        # "January 2024 to 22 January 2024" is January 2024.
        span = (
            f", dated {point(first)}"
            if last.startswith(first)
            else f", dated from {point(first)} to {point(last)}"
        )
    among = f" between {realiser.names.said(who)}" if len(who) > 1 else ""
    facts = sum(event.happened for event in timeline)
    told = "" if facts == len(timeline) else f", {facts or 'none'} of them told as facts"
    pieces = [Piece(f"The account tells of {count(len(timeline), 'event')}{among}{span}{told}.")]
    top = max((event for event in timeline if event.happened and event.rung), key=_rung, default=None)
    if top is not None and top.rung and top.rung > 0:
        pieces.append(Piece(f" It climbs to rung {top.rung} of 7, {RUNGS[top.rung]}", (top.id,)))
        pieces.append(Piece("."))
    return pieces


def _rung(event: Event) -> int:
    return event.rung or 0


def _busiest(timeline: list[Event]) -> list[str]:
    seen = Counter(id for event in timeline for id in {*event.sources, *event.targets} if id != "UNSPEC")
    return [id for id, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:3]]


def _chosen(crisis: Crisis, timeline: list[Event], realiser: Realiser) -> list[tuple[Event, Clause]]:
    """The weightiest events in time order, no two that would read the same."""
    weights = _weights(crisis)
    kept: dict[str, Clause] = {}
    facts = others = 0
    seen: set[str] = set()
    alike: Counter[str | None] = Counter()
    for event in sorted(timeline, key=lambda event: (-weights[event.id], event.trigger.start, event.id)):
        if event.modality in ("counterfactual", "hypothetical") or (facts >= FACTS and others >= OTHERS):
            continue
        if (facts if event.happened else others) >= (FACTS if event.happened else OTHERS):
            continue
        clause = realiser.clause(event)
        if clause is None or clause.text in seen or alike[event.event] >= ALIKE:
            continue
        alike[event.event] += 1
        seen.add(clause.text)
        kept[event.id] = clause
        facts, others = facts + event.happened, others + (not event.happened)
    return [(event, kept[event.id]) for event in timeline if event.id in kept]


def _weights(crisis: Crisis) -> dict[str, float]:
    """How much each event matters to the story: its rung, its parties, how often it is told, its date."""
    told = Counter(event.same_as for event in crisis.events if event.same_as)
    turns = {change.event for change in crisis.diplomacy}
    countries = {actor.id: actor.country or actor.id for actor in crisis.actors}
    parties = set(crisis.parties)
    weights: dict[str, float] = {}
    for event in crisis.events:
        ends = ({countries.get(id, id) for id in side} & parties for side in (event.sources, event.targets))
        weight = abs(event.rung or 0) + 1.5 * sum(map(bool, ends)) + min(3, told[event.id])
        named = [any(id != UNSPEC for id in side) for side in (event.sources, event.targets)]
        weight += sum(named) - 2 * (not named[0]) - 2 * (not any(named)) + bool(event.when and event.when.iso)
        weight += 2 * (event.id in turns) + event.evidence.confidence
        weight -= 3 * event.domestic + 3 * (event.layer == "think") + 2 * (phrase_for(event) is None)
        habitual = event.when is not None and event.when.precision in ("habitual", "decade")
        weights[event.id] = weight - 2 * habitual
    return weights


def _groups(chosen: list[tuple[Event, Clause]]) -> list[list[tuple[Event, Clause]]]:
    """Neighbouring facts of one subject that no date parts are told in one sentence."""
    groups: list[list[tuple[Event, Clause]]] = []
    for event, clause in chosen:
        if groups and len(groups[-1]) < TOGETHER:
            before, head = groups[-1][0]
            same = clause.fact and head.fact and head.subject == clause.subject
            if same and in_words(event.when) in ("", in_words(before.when)):
                groups[-1].append((event, clause))
                continue
        groups.append([(event, clause)])
    return groups


def _sentence(group: list[tuple[Event, Clause]]) -> list[Piece]:
    head = group[0][1]
    date = in_words(group[0][0].when)
    if date and not head.fact:
        # The date of what was planned or claimed is not the date of the plan or the claim.
        return [Piece(f" {capital(head.text)} {date}", (group[0][0].id,)), Piece(".")]
    opening = f"{date}, {group[0][1].subject}" if date else group[0][1].subject
    pieces = []
    for place, (event, clause) in enumerate(group):
        joint = "" if place == 0 else (" and" if place == len(group) - 1 else ",")
        lead = f" {capital(opening)}" if place == 0 else joint
        pieces.append(Piece(f"{lead} {clause.predicate}", (event.id,)))
    return [*pieces, Piece(".")]


def capital(text: str) -> str:
    """``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _state(crisis: Crisis, realiser: Realiser) -> list[Piece]:
    last: dict[tuple[tuple[str, str], str], DiplomaticChange] = {}
    for change in crisis.diplomacy:
        last[change.pair, change.aspect] = change
    if not last:
        return []
    pieces = [Piece(" Last known state of diplomacy: ")]
    for place, change in enumerate(list(last.values())[:4]):
        words = aspect_words(change, realiser.names)
        doubt = f" ({doubt_words(change)})" if doubt_words(change) else ""
        pieces.append(Piece(f"{'; ' if place else ''}{words}, {change.state}{doubt}", (change.event,)))
    return [*pieces, Piece(".")]


def _pressures(crisis: Crisis, realiser: Realiser) -> list[Piece]:
    weighed = Counter(id for pressure in crisis.pressures for id in pressure.on)
    if not weighed:
        return []
    on = min(weighed, key=lambda id: (-weighed[id], id))
    kinds: dict[str, list[str]] = {}
    for pressure in crisis.pressures:
        if on in pressure.on:
            kinds.setdefault(pressure.kind, []).append(pressure.id)
    ids = tuple(id for some in kinds.values() for id in some[:1])
    what = listed([kind if kind != "general" else "its general situation" for kind in kinds])
    return [Piece(f" Weighing on {realiser.names.inside(on)}: {what}", ids), Piece(".")]
