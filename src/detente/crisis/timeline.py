"""Time order from dates and from stated order; ties keep the order of the text."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from detente.crisis.course import Order
from detente.crisis.event import Event


def in_time_order(events: Sequence[Event], order: Sequence[Order]) -> list[Event]:
    """A topological order of the stated constraints, earliest date first, then text order.

    An undated event takes the date of the nearest dated event that must precede it, so that it does not
    drift to an end. One dated to a span, such as a month, does not come before the day in that span that the
    text told last before it. Contradictory constraints are dropped from the latest stated on.
    """
    ids = [event.id for event in events]
    known = set(ids)
    after: dict[str, set[str]] = {id: set() for id in ids}
    before: dict[str, set[str]] = {id: set() for id in ids}
    for link in order:
        binds = link.relation == "<" and {link.before, link.after} <= known and link.before != link.after
        if binds and not _reaches(after, link.after, link.before):
            after[link.before].add(link.after)
            before[link.after].add(link.before)
    date = _dates(events)
    place = {event.id: event.trigger.start for event in events}
    inherited = {id: date[id] or _date_near(id, date, before, after) for id in ids}
    waiting = {id: len(before[id]) for id in ids}
    ready = [((inherited[id] or "~"), place[id], id) for id in ids if not waiting[id]]
    heapq.heapify(ready)
    by_id = {event.id: event for event in events}
    result: list[Event] = []
    while ready:
        _, _, id = heapq.heappop(ready)
        result.append(by_id[id])
        for follower in after[id]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, ((inherited[follower] or "~"), place[follower], follower))
    return result


def _dates(events: Sequence[Event]) -> dict[str, str | None]:
    """The first day on which each event may have begun, as far as dates and the run of the text tell."""
    date: dict[str, str | None] = {}
    told: dict[str, str] = {}
    for event in sorted(events, key=lambda event: event.trigger.start):
        when = event.when
        date[event.id] = first = when.earliest if when else None
        last = when.latest if when else None
        if when is None or first is None or last is None:
            continue
        if when.precision == "day":
            told[event.evidence.document] = first
        elif (day := told.get(event.evidence.document)) and first < day and day[: len(last)] <= last:
            date[event.id] = day
    return date


def _reaches(after: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        for follower in after[node] - seen:
            seen.add(follower)
            stack.append(follower)
    return False


def _date_near(
    id: str, date: dict[str, str | None], before: dict[str, set[str]], after: dict[str, set[str]]
) -> str | None:
    """The latest date among all that precede ``id``, else the earliest among all that follow it."""
    for step, pick in ((before, max), (after, min)):
        seen, stack = {id}, [id]
        dates = []
        while stack:
            for near in step[stack.pop()] - seen:
                seen.add(near)
                stack.append(near)
                if found := date[near]:
                    dates.append(found)
        if dates:
            return pick(dates)
    return None
