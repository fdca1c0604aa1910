"""What the brief holds, without any layout: the terminal and the Markdown file show the same sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.crisis import Crisis, DiplomaticChange
from detente.report.describe import Describer
from detente.report.labels import (
    CAUSES,
    RELATIONS,
    RUNGS,
    STANCES,
    aspect_words,
    doubt_words,
    how_read,
    rung_bar,
    rung_text,
)
from detente.report.summary import summary
from detente.report.words import count, line

MOST_ACTORS = 60
"""Most actors that the brief lists, the busiest first."""
QUOTE = 160
"""Characters of a quote that a table shows."""

Run = tuple[str, str]
"""Text and its role: ``""``, ``id``, ``ref`` (a record's bare id), ``actor``, ``act``, ``quote``,
``trigger``, ``muted``, ``doubt``, ``hot`` or ``cool``."""
Cell = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Cell


@dataclass(frozen=True)
class Bullets:
    """One line each."""

    items: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows under columns; ``stack`` says which cells share a line where the table does not fit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    stack: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Section:
    """A titled part of the brief."""

    title: str
    block: Paragraph | Bullets | Table


def sections(crisis: Crisis) -> list[Section]:
    """The sections that have something in them, in reading order."""
    describe = Describer(crisis)
    made = [
        Section("What happened", _story(crisis)),
        Section("Parties and groups", _parties(crisis, describe)),
        Section("Timeline", _timeline(crisis, describe)),
        Section("Diplomatic state", _diplomacy(crisis, describe)),
        Section("Phases", _phases(crisis)),
        Section("Relations", _relations(crisis, describe)),
        Section("Pressures", _pressures(crisis, describe)),
        Section("Claims", _claims(crisis, describe)),
        Section("Motives", _motives(crisis, describe)),
        Section("Causes", _causes(crisis, describe)),
        Section("What the reader is unsure of", _notes(crisis)),
        Section("How it was read", Paragraph(((how_read(crisis), "muted"),))),
    ]
    return [section for section in made if _filled(section.block)]


def title(crisis: Crisis) -> str:
    """The account's title, else the name of its file or its id."""
    document = crisis.document
    return line(document.title or document.source or document.id, 120)


def provenance(crisis: Crisis) -> str:
    """Source, date and further documents in one line, ``""`` when nothing is known."""
    document = crisis.document
    more = len(crisis.documents) - 1
    parts = [
        line(document.source or "", 120) if document.title else "",
        f"published {line(document.published, 40)}" if document.published else "",
        f"and {count(more, 'more document')}" if more else "",
    ]
    return ", ".join(part for part in parts if part)


def _filled(block: Paragraph | Bullets | Table) -> bool:
    return bool(
        block.runs if isinstance(block, Paragraph) else getattr(block, "rows", getattr(block, "items", ()))
    )


def ids(them: Iterable[str]) -> Run:
    """Record ids in brackets."""
    return (f" [{', '.join(line(id, 40) for id in them)}]", "id")


def quoted(text: str) -> Run:
    """A quote, cut to what a table shows."""
    return (f"“{line(text, QUOTE)}”", "quote")


def _story(crisis: Crisis) -> Paragraph:
    runs: list[Run] = []
    for piece in summary(crisis):
        runs.append((piece.text, ""))
        if piece.ids:
            runs.append(ids(piece.ids))
    if not runs:
        return Paragraph(((nothing(crisis), ""),))
    return Paragraph(tuple(runs))


def nothing(crisis: Crisis) -> str:
    """What to tell about a crisis without events, and what to do about it."""
    read = len(crisis.sentences)
    seen = (
        f"{count(read, 'sentence')} read, but no event found." if read else "There was no sentence to read."
    )
    return (
        f"{seen} The reader looks for accounts in English of what states, armed groups and officials did, "
        "said or thought. Check that the file is such an account and not a scan, a table or a list of links."
    )


def _parties(crisis: Crisis, describe: Describer) -> Table:
    rows = []
    for actor, number in describe.ranked_actors(MOST_ACTORS):
        also = line("; ".join(dict.fromkeys(actor.aliases)), 90)
        about = actor.kind + (
            f", {line(actor.country, 8)}" if actor.country and actor.country != actor.id else ""
        )
        rows.append(
            (
                ((describe.names.of(actor.id), "actor"),),
                ((f"party, {about}" if actor.id in crisis.parties else about, ""),),
                ((count(number, "event"), "muted"),),
                ((line(actor.id, 40), "id"),),
                ((also, "muted"),) if also else (),
            )
        )
    return Table(("name", "kind", "takes part in", "id", "also called"), tuple(rows), ((0, 1), (2, 3), (4,)))


def _timeline(crisis: Crisis, describe: Describer) -> Table:
    rows = []
    for event in crisis.timeline():
        heat = "hot" if (event.rung or 0) > 2 else "cool" if (event.rung or 0) < 0 else ""
        told = describe.telling(event.modality, event.polarity, event.speaker)
        rows.append(
            (
                ((line(event.id, 20), "id"),),
                ((describe.date(event), ""),),
                ((f"{rung_text(event.rung):>2} {rung_bar(event.rung)}".rstrip(), heat),),
                describe.arrow(event),
                ((told, "doubt"),) if told else (),
                describe.snippet(event.evidence, event.trigger),
            )
        )
    return Table(
        ("id", "when", "rung", "who → what → whom", "status", "quote"), tuple(rows), ((0, 1, 2), (3, 4), (5,))
    )


def _diplomacy(crisis: Crisis, describe: Describer) -> Bullets:
    chains: dict[str, list[DiplomaticChange]] = {}
    for change in crisis.diplomacy:
        pair = " – ".join(describe.names.of(id) for id in change.pair)
        chains.setdefault(f"{pair}: {aspect_words(change, describe.names, pair=False)}", []).append(change)
    items = []
    for head, changes in chains.items():
        runs: list[Run] = [(f"{head}: ", "")]
        for place, change in enumerate(changes):
            told = doubt_words(change)
            when = describe.short(change.when)
            runs += [(" → ", "muted")] if place else []
            runs += [
                (", ".join(filter(None, (change.state, told))) + (f" ({when})" if when else ""), "act"),
                ids([change.event]),
            ]
        items.append(tuple(runs))
    return Bullets(tuple(items))


def _phases(crisis: Crisis) -> Bullets:
    items: list[Cell] = []
    for phase in crisis.phases:
        ends = [str(when) for when in (phase.start, phase.end) if when]
        dates = f", {' to '.join(dict.fromkeys(line(end, 40) for end in ends))}" if ends else ""
        top = (
            ""
            if phase.rung is None
            else f", up to rung {rung_text(phase.rung)} ({RUNGS.get(phase.rung, 'unnamed')})"
        )
        few = [*phase.events[:6], *(["…"] if len(phase.events) > 6 else [])]
        items.append(
            ((phase.name, "act"), (f"{dates}, {count(len(phase.events), 'event')}{top}", ""), ids(few))
        )
    return Bullets(tuple(items))


def _relations(crisis: Crisis, describe: Describer) -> Table:
    rows = tuple(
        (
            ((line(tie.id, 20), "id"),),
            (
                (describe.names.of(tie.head), "actor"),
                (f" {RELATIONS.get(tie.kind, tie.kind)} ", "act"),
                (describe.names.of(tie.tail), "actor"),
                *(((f", since {describe.short(tie.since)}", "muted"),) if tie.since else ()),
            ),
            ((describe.telling(tie.modality, tie.polarity, tie.speaker), "doubt"),),
            describe.snippet(tie.evidence, tie.trigger),
        )
        for tie in crisis.relations
    )
    return Table(("id", "relation", "status", "quote"), rows, ((0, 1, 2), (3,)))


def _pressures(crisis: Crisis, describe: Describer) -> Table:
    rows = tuple(
        (
            ((describe.names.some(one.on), "actor"),),
            ((one.kind, "act"), ids([one.id])),
            ((describe.telling(one.modality, None, one.speaker), "doubt"),),
            (quoted(one.evidence.quote if not len(one.span) else describe.slice(one.evidence, one.span)),),
        )
        for one in sorted(crisis.pressures, key=lambda one: (one.on, one.span.start))
    )
    return Table(("on", "pressure", "status", "words"), rows, ((0, 1, 2), (3,)))


def _claims(crisis: Crisis, describe: Describer) -> Table:
    rows = tuple(
        (
            ((describe.names.some(claim.who), "actor"),),
            ((STANCES.get(claim.stance, claim.stance), "act"),),
            ((line(claim.content, 220), ""), ids(filter(None, [claim.id, claim.about, claim.said_in]))),
        )
        for claim in sorted(crisis.claims, key=lambda claim: (claim.who, claim.span.start))
    )
    return Table(("speaker", "stance", "what"), rows, ((0, 1), (2,)))


def _motives(crisis: Crisis, describe: Describer) -> Bullets:
    return Bullets(
        tuple(
            (
                (describe.names.some(motive.who), "actor"),
                (" wanted: ", "act"),
                (line(motive.goal, 220), ""),
                *(((f", outcome: {line(motive.outcome, 120)}", "muted"),) if motive.outcome else ()),
                ids(filter(None, [motive.id, motive.of_event])),
            )
            for motive in crisis.motives
        )
    )


def _causes(crisis: Crisis, describe: Describer) -> Bullets:
    items: list[Cell] = []
    for cause in crisis.causes:
        told = describe.telling(cause.modality, None, cause.speaker)
        items.append(
            (
                *_side(cause.cause, cause.cause_words, describe),
                (f" → {CAUSES.get(cause.kind, cause.kind)} → ", "act"),
                *_side(cause.effect, cause.effect_words, describe),
                *(((f", {told}", "doubt"),) if told else ()),
                ids([cause.id]),
            )
        )
    return Bullets(tuple(items))


def _side(these: Sequence[str], words: str | None, describe: Describer) -> Cell:
    if not these:
        return ((f"“{line(words or '…', 120)}”", "quote"),)
    runs: list[Run] = []
    for place, id in enumerate(these):
        runs += [(" and ", "")] if place else []
        runs += [(describe.record(id), ""), ids([id])]
    return tuple(runs)


def _notes(crisis: Crisis) -> Bullets:
    warned = tuple(
        ((line(warning, 300), ""),) for document in crisis.documents for warning in document.warnings
    )
    noted = tuple(
        (
            (line(note.kind, 60), "doubt"),
            (f": {line(note.text, 300)}", ""),
            *((ids(note.about),) if note.about else ()),
        )
        for note in crisis.notes
    )
    return Bullets((*noted, *warned))
