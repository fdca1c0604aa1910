"""Coordinates of the escalation curve; the page draws them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.crisis import Crisis, Event
from detente.report import dates

WIDTH, LEFT, RIGHT, TOP, BOTTOM, STEP = 1120, 224, 18, 66, 34, 25
LOW, HIGH = -3, 7


@dataclass(frozen=True)
class Point:
    """An event on the curve."""

    event: Event
    x: float
    y: float


@dataclass(frozen=True)
class Band:
    """A phase as a stretch of the time axis."""

    name: str
    x: float
    width: float
    row: int


@dataclass(frozen=True)
class Curve:
    """The escalation curve in an SVG view box of ``width`` by ``height``."""

    width: int
    height: int
    left: int
    points: tuple[Point, ...]
    line: str
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[int, float], ...]
    apart: float | None
    radius: float


def rung_y(rung: int) -> float:
    """The height of a rung; rungs off the ladder stand at its ends."""
    return TOP + (HIGH - max(LOW, min(HIGH, rung))) * STEP


def curve(crisis: Crisis) -> Curve | None:
    """The curve of all events with a rung in time order, ``None`` with fewer than two.

    Events that neither a date nor an order places stand apart, after ``apart``, and the line leaves them out.
    """
    ranked = [event for event in crisis.timeline() if event.rung is not None]
    if len(ranked) < 2:
        return None
    linked = {id for link in crisis.order for id in (link.before, link.after)}
    placed = [event for event in ranked if (event.when and event.when.iso) or event.id in linked]
    there = {event.id for event in placed}
    events = placed + [event for event in ranked if event.id not in there]
    gap = 2 if placed and len(placed) < len(events) else 0
    step = (WIDTH - LEFT - RIGHT - 24) / (len(events) - 1 + gap)
    points = tuple(
        Point(
            event,
            round(LEFT + 12 + (place + gap * (place >= len(placed))) * step, 1),
            rung_y(event.rung or 0),
        )
        for place, event in enumerate(events)
    )
    apart = round((points[len(placed) - 1].x + points[len(placed)].x) / 2, 1) if gap else None
    path = ""
    for point in points[: len(placed)] if placed else points:
        if point.event.happened:
            path += f"H{point.x}V{point.y}" if path else f"M{point.x} {point.y}"
    height = round(rung_y(LOW)) + BOTTOM
    levels = tuple((rung, rung_y(rung)) for rung in range(HIGH, LOW - 1, -1))
    bands = _bands(crisis, points[: len(placed)], step)
    return Curve(WIDTH, height, LEFT, points, path, bands, _ticks(points), levels, apart, _radius(step))


def _radius(step: float) -> float:
    """Dots shrink where there are many."""
    return round(max(2.6, min(6.0, step * 0.48)), 1)


def _bands(crisis: Crisis, points: tuple[Point, ...], step: float) -> tuple[Band, ...]:
    """Each phase over its longest run of neighbouring events."""
    phase_of = {id: place for place, phase in enumerate(crisis.phases) for id in phase.events}
    runs: list[tuple[int | None, list[Point]]] = []
    for point in points:
        phase = phase_of.get(point.event.id)
        if runs and runs[-1][0] == phase:
            runs[-1][1].append(point)
        else:
            runs.append((phase, [point]))
    bands: list[Band] = []
    ends = [0.0, 0.0, 0.0]
    for place, stretch in enumerate(crisis.phases):
        own = max((run for of, run in runs if of == place), key=len, default=None)
        if own:
            left, right = own[0].x - step / 2, own[-1].x + step / 2
            # A label that would run into its neighbour's drops to the first row that is free.
            row = next((row for row, end in enumerate(ends) if end <= left), 0)
            ends[row] = left + 8.2 * len(stretch.name)
            bands.append(Band(stretch.name, round(left, 1), round(right - left, 1), row))
    return tuple(bands)


def _ticks(points: tuple[Point, ...]) -> tuple[tuple[float, str], ...]:
    """Dates under the axis, as many as stand apart."""
    ticks: list[tuple[float, str]] = []
    for point in points:
        when = point.event.when
        if (
            when
            and when.earliest
            and when.precision != "habitual"
            and (not ticks or point.x - ticks[-1][0] > 84)
        ):
            label = (
                f"{when.iso[:3]}0s"
                if when.precision == "decade" and when.iso
                else dates.point(when.earliest, short=True)
            )
            if not ticks or label != ticks[-1][1]:
                ticks.append((point.x, label))
    return tuple(ticks)
