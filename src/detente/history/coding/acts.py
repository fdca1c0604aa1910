"""The acts of an account that can set off or answer a crisis: who did what to whom, and when."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from detente.crisis import Crisis, Event, Evidence
from detente.history.coding.sides import Sides
from detente.history.records import Act

STRIKE, SHOW, THREAT = 5, 4, 3
WINDOW = 365
"""Days that the acts of one crisis lie within; what is dated earlier is its past."""
ADMITTED = 0.7
"""What a doer's own word for its deed counts beside a plain statement."""
UNCLEAR = 0.6
"""What an act counts whose doer or target is inferred from what it provoked."""
SEIZURES = frozenset({"blockade", "seize", "border violation"})
TAKEOVERS = frozenset({"annex", "assert political control over"})
ECONOMIC = frozenset({"economic", "trade", "financial", "energy"})
HABITS = frozenset({"habitual", "decade"})
HISTORY = re.compile(
    r"\b(?:historically|traditionally|over the (?:years|decades)|(?:for|in past|in previous)"
    r" (?:years|decades)|in the past|throughout history|long-standing|perennial)\b",
    re.I,
)
"""Words of a sentence that tells of what went before."""
RANK: dict[str, int] = {
    "verbal act": 1, "political act": 2, "other non-violent act": 2, "economic act": 2, "external change": 2,
    "internal challenge": 3, "non-violent military act": 4, "indirect violent act": 5, "violent act": 6,
}  # fmt: skip
"""Kinds of act from words to violence."""


class Deed(Struct, frozen=True):
    """An act that took place. ``by`` are states and groups, ``on`` the states it hurts, ``groups`` the armed
    groups it is aimed at. ``place`` orders the deeds in time; ``past`` marks what lies before the crisis."""

    event: str
    kind: Act
    by: tuple[str, ...]
    on: tuple[str, ...]
    groups: tuple[str, ...]
    place: float
    day: str | None
    past: bool
    confidence: float
    evidence: Evidence
    rung: int
    killed: int | None = None
    root: str = ""

    @property
    def mutual(self) -> bool:
        """Whether the account tells of two sides at once, without saying who began."""
        return len(self.by) > 1 and len(set(self.by) & set(self.on)) > 1


def kind_of(event: Event) -> Act | None:
    """The kind of act in ICB's terms; None for what is no hostile act."""
    if event.rung is None or event.rung < 1 or event.layer == "think":
        return None
    if event.layer == "say":
        return "verbal act"
    if event.event == "PROTEST":
        return "internal challenge" if event.domestic else None
    if event.event == "AID":
        return None
    if event.rung >= STRIKE:
        if event.leaf in TAKEOVERS:
            return "political act"
        unarmed = event.leaf in SEIZURES and not (event.casualties and event.casualties.killed)
        return "non-violent military act" if unarmed else "violent act"
    if event.rung in (SHOW, THREAT):
        return "non-violent military act"
    if event.event == "SANCTION" and (set(event.context) & ECONOMIC or "economic" in (event.leaf or "")):
        return "economic act"
    return "political act" if event.rung > 1 else "verbal act"


def deeds(crisis: Crisis, sides: Sides) -> list[Deed]:
    """Every hostile act that took place, in time order as far as the account fixes it.

    Planned, wished, conditional, denied and counterfactual acts are left out. A deed that its own doer
    claims counts with less confidence; what others claim does not.
    """
    order = {event.id: place for place, event in enumerate(crisis.timeline())}
    since = window(crisis)
    found = []
    for event in crisis.events:
        kind = kind_of(event)
        counts = _counts(event, sides)
        if kind is None or not counts:
            continue
        root = event.same_as or event.id
        shown = crisis.event(root) if event.same_as in order else event
        day = (event.when or shown.when).earliest if (event.when or shown.when) else None  # type: ignore[union-attr]
        habit = (event.when is not None and event.when.precision in HABITS) or _of_old(event, crisis)
        groups = tuple(id for id in event.targets if sides.is_group(id))
        on = list(sides.hurt(event.targets))
        # A group struck in a named country is struck on that country's soil.
        if groups and event.where and event.where.country and event.where.country not in on:
            on.append(event.where.country)
        by = sides.doers(event.sources)
        if len(by) == 1:
            on = [side for side in on if side != by[0]]
        found.append(
            Deed(
                event.id,
                kind,
                by,
                tuple(on),
                groups,
                _place(event, order),
                day,
                habit or bool(day and since and day < since),
                counts,
                event.evidence,
                event.rung or 0,
                event.casualties.killed if event.casualties else None,
                root,
            )
        )
    return sorted(found, key=lambda deed: deed.place)


def _of_old(event: Event, crisis: Crisis) -> bool:
    """Whether the sentence of an undated act says that it tells of what went before."""
    if event.when is not None and event.when.iso:
        return False
    spans = [span for span in crisis.sentences if span.start <= event.trigger.start < span.end]
    text = next((each.text for each in crisis.documents if each.id == event.evidence.document), "")
    return any(HISTORY.search(span.slice(text)) for span in spans)


def _counts(event: Event, sides: Sides) -> float:
    if event.polarity is not None:
        return 0.0
    if event.modality == "asserted":
        return event.evidence.confidence
    own = set(sides.doers(event.sources)) & set(sides.doers(event.speaker))
    return ADMITTED * event.evidence.confidence if event.modality == "claimed" and own else 0.0


def _place(event: Event, order: dict[str, int]) -> float:
    """A later mention of an act stands where its first one does, a little after."""
    place = order.get(event.same_as or event.id, order.get(event.id, len(order)))
    return place + event.trigger.start * 1e-9


def window(crisis: Crisis) -> str | None:
    """The first day of the year in which most of the dated acts fall; None without dates."""
    days = sorted(
        day
        for event in crisis.happened()
        if event.rung is not None and event.rung != 0 and event.when and event.when.precision == "day"
        for day in [event.when.earliest]
        if day
    )
    if not days:
        return None
    counts = [(sum(0 <= span(first, day) <= WINDOW for day in days), first) for first in days]
    most = max(count for count, _ in counts)
    first = min(first for count, first in counts if count == most)
    year = int(first[:4])
    # What led to the first dated act may be told by the month or the year alone.
    return f"{year - 1}-{first[5:7]}"


def span(first: str, last: str) -> int:
    """Days from one ISO day to another; 0 where either is not a full date."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0
