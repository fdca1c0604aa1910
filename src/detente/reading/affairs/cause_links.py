"""Links that follow from the other states of affairs: a purpose motivates its act."""

from __future__ import annotations

from detente.reading.affairs.cause_forms import Link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.base import Reading

PURPOSE_RULES = ("purpose.", "rule:motives.purpose", "rule:motives.end", "rule:motives.cost")
CONFIDENCE = 0.6


def from_motives(reading: Reading, sides: Sides) -> list[Link]:
    """``motivates`` from every purpose that names its act; the cue is the beginning of the purpose."""
    found: list[Link] = []
    for motive in reading.motives:
        rule = motive.evidence.by.removeprefix("rule:motives.")
        if motive.of_event is None or not rule.startswith(("purpose", "end.", "aim.")):
            continue
        words = reading.document.text[motive.span.start : motive.span.end]
        length = len(" ".join(words.split(" ")[:2])) if rule.startswith("purpose.infinitive") else len(words)
        if rule.startswith("purpose.") and not rule.startswith("purpose.infinitive"):
            length = min(length, len(rule.removeprefix("purpose.")))
        found.append(
            Link(
                motive.span.start,
                motive.span.start + length,
                "motivates",
                Side((motive.id,)),
                Side((motive.of_event,)),
                "purpose",
                CONFIDENCE,
                reading.sentences[motive.sentence],
                speaker=motive.speaker,
                modality="asserted" if motive.speaker == ("author",) else "claimed",
            )
        )
    return found
