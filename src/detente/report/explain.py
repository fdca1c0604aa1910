"""Why a record was coded: who read it where, what is not in the words, and what else hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from rapidfuzz import fuzz, process
from rich.text import Text

from detente.crisis import Actor, Cause, Claim, Crisis, Event, Evidence, Motive, Pressure, Relation, Span
from detente.errors import UsageError
from detente.report import dates
from detente.report.content import Run
from detente.report.describe import Describer, records
from detente.report.labels import RUNGS, rung_text
from detente.report.terminal import STYLES
from detente.report.words import clean, line

MENTIONS = 12
"""Most mentions of an actor, and links of a kind, that are listed."""


@dataclass(frozen=True)
class Reason:
    """One labelled line of an explanation."""

    label: str
    runs: tuple[Run, ...]


def explain(crisis: Crisis, id: str) -> Text:
    """Why the record ``id`` was coded, for rich to print; ``.plain`` is the text alone.

    Raises ``UsageError`` (S502), naming the nearest ids, when no record has this id.
    """
    record = records(crisis).get(id)
    if record is None:
        raise _unknown(crisis, id)
    describe = Describer(crisis)
    kind = type(record).__name__.lower()
    text = Text(f"{line(id, 40)}  ", style="bold")
    text.append(f"{kind}: {heading(record, describe)}\n", style="bold")
    for reason in reasons(record, describe):
        text.append(f"\n  {reason.label}: ", style="dim")
        for words, role in reason.runs:
            text.append(f"[{words}]" if role == "ref" else words, style=STYLES.get(role, ""))
    text.append("\n")
    return text


def heading(record: Struct, describe: Describer) -> str:
    """The record in a few words."""
    if isinstance(record, Actor):
        return f"{describe.names.of(record.id)} ({record.kind})"
    if isinstance(record, Cause):
        return line(record.kind)
    return describe.record(getattr(record, "id", ""))


def reasons(record: Struct, describe: Describer) -> list[Reason]:
    """The explanation, line by line, of a record that is in the describer's crisis."""
    if isinstance(record, Actor):
        return _actor(record, describe)
    made: list[Reason] = []
    if isinstance(record, Event):
        made += _event(record, describe)
    evidence: Evidence = record.evidence  # type: ignore[attr-defined]
    made.append(_read_by(evidence))
    made += _sentence(record, evidence, describe)
    inferred: dict[str, str] = getattr(record, "inferred", {})
    made += [_plain(f"inferred {line(field, 30)}", basis) for field, basis in inferred.items()]
    if others := getattr(record, "alternatives", ()):
        made.append(_plain("other readings", "; ".join(others)))
    made += _told(record, describe)
    return made + linked(record, describe)


def _plain(label: str, text: str) -> Reason:
    return Reason(label, ((line(text, 400), ""),))


def _read_by(evidence: Evidence) -> Reason:
    by = line(evidence.by, 120)
    kind = "rule" if by.startswith("rule") else "reader"
    return Reason(f"coded by {kind}", ((by, "act"), (f", confidence {evidence.confidence:.2f}", "")))


def _sentence(record: Struct, evidence: Evidence, describe: Describer) -> list[Reason]:
    """The sentence with the trigger marked, where it stands, and the evidence where it is narrower."""
    span: Span = getattr(record, "trigger", None) or getattr(record, "span", None) or evidence.span
    place = f" (characters {span.start}–{span.end} of {line(evidence.document, 60)})"
    around = describe.context(evidence)
    if around.start <= span.start < span.end <= around.end:
        cut, stop = span.start - around.start, span.end - around.start
        quote = around.quote
        runs: tuple[Run, ...] = (
            (f"“{_flat(quote[:cut])}", "quote"),
            (f"[{_flat(quote[cut:stop])}]", "hot"),
            (f"{_flat(quote[stop:])}”", "quote"),
        )
    else:
        own = line(describe.slice(evidence, span), 200)
        runs = ((f"“{_flat(around.quote)}”", "quote"), (f" on [{own}]", "hot"))
    made = [Reason("words", (*runs, (place, "muted")))]
    if evidence.span not in (around.span, span):
        made.append(Reason("evidence", ((f"“{_flat(evidence.quote)}”", "quote"),)))
    return made


def _flat(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")


def _event(event: Event, describe: Describer) -> list[Reason]:
    code = " / ".join(part for part in (event.event, event.mode, event.leaf) if part) or "no code fits"
    made = [
        Reason("who", describe.arrow(event)),
        _plain(
            "code",
            f"{code} ({', '.join([event.layer, *event.context])}{', a noun' if event.nominal else ''})",
        ),
    ]
    if event.rung is not None:
        made.append(_plain("rung", f"{rung_text(event.rung)}, {RUNGS.get(event.rung, 'unnamed')}"))
    if event.intensity is not None:
        made.append(
            _plain("intensity", f"{event.intensity:+.1f} ({event.intensity_scale or 'scale not named'})")
        )
    if event.when:
        basis = dates.basis(event.when)
        words = f" from “{event.when.words}”" if event.when.words else ""
        made.append(_plain("when", f"{describe.short(event.when)}{words}{f' ({basis})' if basis else ''}"))
    if near := describe.near.get(event.id):
        made.append(_plain("order", near))
    if event.where:
        country = f", {event.where.country}" if event.where.country else ""
        made.append(_plain("where", f"{event.where.name}{country} ({event.where.basis})"))
    if event.casualties:
        lost = event.casualties
        told = [
            f"{number} {what}"
            for number, what in ((lost.killed, "killed"), (lost.injured, "injured"))
            if number is not None
        ]
        made.append(_plain("casualties", ", ".join(told) or lost.words))
    if event.condition:
        made.append(_plain("condition", event.condition))
    if event.framing:
        made.append(_plain("framed as", "; ".join(event.framing)))
    return made


def _told(record: Struct, describe: Describer) -> list[Reason]:
    if isinstance(record, Event | Relation | Pressure | Cause):
        told = describe.telling(record.modality, getattr(record, "polarity", None), record.speaker)
        return [_plain("told as", told or "the account's own statement of fact")]
    if isinstance(record, Claim):
        return [_plain("said by", f"{describe.names.some(record.who)}: {record.content}")]
    if isinstance(record, Motive) and record.outcome:
        return [_plain("outcome", record.outcome)]
    return []


def linked(record: Struct, describe: Describer) -> list[Reason]:
    """The records that this one points at, and those that point at it."""
    id = str(getattr(record, "id", ""))
    made = [_links(label, ids, describe) for label, ids in describe.links.get(id, {}).items()]
    return made + [_plain("unsure", text) for text in describe.doubts.get(id, ())]


def _links(label: str, ids: Sequence[str], describe: Describer) -> Reason:
    runs: list[Run] = []
    for place, one in enumerate(ids[:MENTIONS]):
        runs += [("; ", "")] if place else []
        runs += [(f"{describe.record(one)} ", ""), (line(one, 40), "ref")]
    if len(ids) > MENTIONS:
        runs.append((f" and {len(ids) - MENTIONS} more", ""))
    return Reason(label, tuple(runs))


def _actor(actor: Actor, describe: Describer) -> list[Reason]:
    crisis = describe.crisis
    made = [_plain("kind", f"{actor.kind}{f' of {actor.country}' if actor.country else ''}")]
    if actor.aliases:
        made.append(_plain("also called", "; ".join(actor.aliases)))
    if actor.codes:
        made.append(_plain("codes", ", ".join(f"{key} {value}" for key, value in actor.codes.items())))
    for mention in actor.mentions[:MENTIONS]:
        made.append(
            Reason(
                "mention",
                (
                    (f"“{line(mention.quote, 80)}”", "quote"),
                    (f" {line(mention.how, 30)}, confidence {mention.confidence:.2f}", ""),
                    (f" (characters {mention.start}–{mention.end})", "muted"),
                ),
            )
        )
    if len(actor.mentions) > MENTIONS:
        made.append(_plain("mentions", f"{len(actor.mentions)} in all"))
    events = [event.id for event in crisis.distinct() if actor.id in (*event.sources, *event.targets)]
    ties = [tie.id for tie in crisis.relations if actor.id in (tie.head, tie.tail)]
    made += [_links(label, ids, describe) for label, ids in (("events", events), ("relations", ties)) if ids]
    return made + [_plain("unsure", text) for text in describe.doubts.get(actor.id, ())]


def _unknown(crisis: Crisis, id: str) -> UsageError:
    known = list(records(crisis))
    near = [found for found, _, _ in process.extract(id, known, scorer=fuzz.WRatio, limit=4)]
    remedy = (
        f"Nearest ids: {', '.join(line(one, 40) for one in near)}" if near else "This crisis holds no records"
    )
    return UsageError("S502", f"no record has the id {line(id, 60)!r}", remedy=remedy)
