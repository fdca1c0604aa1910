"""The phases of the crisis, from the rungs of its events in time order.

``before``: background, that is events dated long before the peak or told as habits. ``onset``: the first
hostile event of the crisis. ``peak``: the longest stretch of events on the highest rung, short lulls
included. ``escalation``
and ``de-escalation`` lie on either side; ``settlement`` begins with the first restoring event (rung ≤ −2)
after which no event reaches rung 1.
"""

from __future__ import annotations

from datetime import date

from detente.crisis import Event, Phase, PhaseName, When

BACKGROUND_DAYS = 120
LULL = 12  # events between two on the highest rung that still belong to one peak
ORDER: tuple[PhaseName, ...] = ("before", "onset", "escalation", "peak", "de-escalation", "settlement")


def phases_of(timeline: list[Event], sides: set[str]) -> tuple[Phase, ...]:
    """Phases of the events, given in time order, that involve one of the ``sides`` and did happen."""
    events = [
        event
        for event in timeline
        if event.happened and event.rung is not None and not event.domestic
        and ({*event.sources, *event.targets} & sides)
    ]  # fmt: skip
    if not events:
        return ()
    recent = _crisis_proper(events)
    background = [event for event in events if event not in recent]
    if not recent:
        return (_phase("before", background),)
    rungs = [event.rung or 0 for event in recent]
    top = max(rungs)
    first, last = _peak(rungs, top)
    onset = next((index for index, rung in enumerate(rungs) if rung >= 1), first)
    settled = next(
        (i for i in range(last + 1, len(rungs)) if rungs[i] <= -2 and all(rung < 1 for rung in rungs[i:])),
        len(rungs),
    )
    groups: dict[PhaseName, list[Event]] = {
        "before": background + recent[:onset],
        "onset": recent[onset : onset + 1] if onset < first else [],
        "escalation": recent[onset + 1 : first],
        "peak": recent[first : last + 1] if top >= 1 else [],
        "de-escalation": recent[last + 1 : settled],
        "settlement": recent[settled:],
    }
    return tuple(_phase(name, groups[name]) for name in ORDER if groups[name])


def _peak(rungs: list[int], top: int) -> tuple[int, int]:
    """First and last place of the stretch with most events on the highest rung; the latest of equals."""
    stretches: list[list[int]] = []
    for place in (index for index, rung in enumerate(rungs) if rung == top):
        if stretches and place - stretches[-1][-1] <= LULL:
            stretches[-1].append(place)
        else:
            stretches.append([place])
    best = max(stretches, key=lambda stretch: (len(stretch), stretch[0]))
    return best[0], best[-1]


def _crisis_proper(events: list[Event]) -> list[Event]:
    """The events that are not background: undated ones count as such unless told as habits."""
    dated = [(event, found) for event in events if (found := _day(event)) is not None]
    if not dated:
        return [event for event in events if not _habitual(event)]
    top = max(event.rung or 0 for event, _ in dated)
    anchor = max(found for event, found in dated if (event.rung or 0) == top)
    near = {event.id for event, found in dated if abs((found - anchor).days) <= BACKGROUND_DAYS}
    return [event for event in events if event.id in near or (_day(event) is None and not _habitual(event))]


def _habitual(event: Event) -> bool:
    return event.when is not None and event.when.precision in {"habitual", "decade"}


def _day(event: Event) -> date | None:
    if event.when is None or event.when.earliest is None:
        return None
    parts = [int(part) for part in event.when.earliest.split("-") if part.isdigit()]
    try:
        return date(*[*parts, 1, 1][:3]) if parts else None
    except (ValueError, TypeError):
        return None


def _phase(name: PhaseName, events: list[Event]) -> Phase:
    dated: list[When] = sorted(
        (event.when for event in events if event.when and event.when.earliest),
        key=lambda when: when.earliest or "",
    )
    return Phase(
        name=name,
        events=tuple(event.id for event in events),
        start=dated[0] if dated else None,
        end=dated[-1] if dated else None,
        rung=max((event.rung for event in events if event.rung is not None), default=None),
    )
