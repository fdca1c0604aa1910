"""Coordinates of the escalation curve; the page draws them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.crisis import Crisis, Event
from detente.report import dates

WIDTH, LEFT, RIGHT, TOP, BOTTOM, STEP = 1120, 224, 18, 34, 34, 25
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


def rung_y(rung: int) -> float:
    """The height of a rung; rungs off the ladder stand at its ends."""
    return TOP + (HIGH - max(LOW, min(HIGH, rung))) * STEP


def curve(crisis: Crisis) -> Curve | None:
    """The curve of all events with a rung in time order, ``None`` with fewer than two."""
    events = [event for event in crisis.timeline() if event.rung is not None]
    if len(events) < 2:
        return None
    step = (WIDTH - LEFT - RIGHT - 24) / (len(events) - 1)
    points = tuple(
        Point(event, round(LEFT + 12 + place * step, 1), rung_y(event.rung or 0)) for place, event in enumerate(events)
    )
    solid = [point for point in points if point.event.happened]
    path = ""
    for place, point in enumerate(solid):
        path += f"M{point.x} {point.y}" if place == 0 else f"H{point.x}V{point.y}"
    height = round(rung_y(LOW)) + BOTTOM
    levels = tuple((rung, rung_y(rung)) for rung in range(HIGH, LOW - 1, -1))
    return Curve(WIDTH, height, LEFT, points, path, _bands(crisis, points, step), _ticks(points), levels)


def _bands(crisis: Crisis, points: tuple[Point, ...], step: float) -> tuple[Band, ...]:
    x = {point.event.id: point.x for point in points}
    bands: list[Band] = []
    for phase in crisis.phases:
        here = [x[id] for id in phase.events if id in x]
        if here:
            half = min(step / 2, 12)
            bands.append(Band(phase.name, round(min(here) - half, 1), round(max(here) - min(here) + 2 * half, 1)))
    return tuple(bands)


def _ticks(points: tuple[Point, ...]) -> tuple[tuple[float, str], ...]:
    """Dates under the axis, as many as stand apart."""
    ticks: list[tuple[float, str]] = []
    for point in points:
        when = point.event.when
        if when and when.earliest and when.precision != "habitual" and (not ticks or point.x - ticks[-1][0] > 96):
            label = f"{when.iso[:3]}0s" if when.precision == "decade" and when.iso else dates.point(when.earliest, short=True)
            if not ticks or label != ticks[-1][1]:
                ticks.append((point.x, label))
    return tuple(ticks)
