"""Escalation curves and Goldstein curves: what each side did to the other, by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from detente.report.labels import rung_words
from detente.report.plots.drawing import (
    ONE,
    TWO,
    WIDTH,
    Moment,
    Plot,
    altair,
    data,
    days_across,
    later,
    link,
    moment,
    number_of,
    plot,
    rung_axis,
    some,
)  # fmt: skip
from detente.report.plots.phase_bands import bands, moments_of
from detente.report.words import count

if TYPE_CHECKING:
    from detente.dynamics import Dynamics, Pair, Point

HEIGHT, STRIP, STEP = 190, 220, 16
MANY = 400


def curve_plot(dynamics: Dynamics, pair: Pair) -> Plot | None:
    """The rungs of each side's acts by day, with the highest so far; acts without a day stand apart.

    ``None`` where no act of the pair has a rung and a place in time.
    """
    alt = altair()
    points = [curve.points for curve in pair.curves]
    if not any(points):
        return None
    days = [at for each in points for point in each if (at := moment(point.when)) is not None]
    if days:
        days += moments_of(pair.phases)
    without = [[point for point in each if moment(point.when) is None] for each in points]
    widest = max(map(len, without))
    rows = []
    for place, (name, colour) in enumerate(zip(pair.names, (ONE, TWO), strict=True)):
        last = place == len(points) - 1
        to = pair.names[1 - place]
        parts = []
        if days:
            x = days_across(days, labels=last, title="day" if last else "")
            parts.append(_dated(dynamics, pair, points[place], x, f"{name} against {to}", colour))
        if widest:
            parts.append(
                _strip(dynamics, without[place], widest, f"{name} against {to}", colour, not days, last)
            )
        rows.append(alt.hconcat(*parts, spacing=8).resolve_scale(y="shared"))
    notes = [
        f"Dots: acts of one day on one rung, larger for more. Line: the highest rung so far. {_known(pair)}",
        *_missing(pair, points),
    ]
    notes += _changes(pair)
    if widest:
        notes.append("At the right: acts without a day, in the order told.")
    title = f"Escalation, {pair.names[0]} and {pair.names[1]}"
    return plot("curve", title, notes, alt.vconcat(*rows).resolve_scale(color="shared"))


def _changes(pair: Pair) -> list[str]:
    turns = pair.phases.turns
    if not turns:
        return []
    without = sum(moment(turn.when) is None for turn in turns)
    dashed = "Dashed: change points of the level of conflict. " if without < len(turns) else ""
    left = f" {count(without, 'change point')} without a day: see the phases." if without else ""
    return [f"{dashed}Tinted: phases, from their first to their last known day.{left}"]


def _missing(pair: Pair, points: list[tuple[Point, ...]]) -> list[str]:
    drawn = sum(map(len, points))
    acts = sum(series.acts for series in pair.series)
    if drawn == acts:
        return []
    cut = f", and of very many the highest of each {pair.series[0].unit} are" if acts > MANY else ""
    return [f"{drawn:,} of {acts:,} are drawn: what is off the ladder or has no place in time is not{cut}."]


def _known(pair: Pair) -> str:
    return f"{count(pair.acts, 'act')}, {pair.undated} without a day."


def _dated(dynamics: Dynamics, pair: Pair, points: Sequence[Point], x: Any, what: str, colour: str) -> Any:
    alt = altair()
    groups: dict[tuple[Moment, int], list[Point]] = {}
    highest: dict[Moment, int] = {}
    for point in points:
        if (at := moment(point.when)) is not None:
            groups.setdefault((at, point.rung), []).append(point)
            highest[at] = max(point.highest, highest.get(at, point.highest))
    rows = []
    for (at, rung), same in groups.items():
        ids = [point.event for point in same]
        acts = f"{count(len(ids), 'act')} [{some(ids, dynamics.of)}]"
        say = f"{same[0].when}, {what}: rung {rung_words(rung)}, {acts}"
        rows.append({"at": at, "rung": rung, "acts": len(ids), "say": say, "link": link(ids)})
    so_far = [{"at": at, "rung": rung} for at, rung in highest.items()]
    layers = bands(pair.phases, x, dynamics.of)
    layers.append(
        alt.Chart(data(so_far))
        .mark_line(interpolate="step-after", color=colour, opacity=0.45, strokeWidth=1.5, aria=False)
        .encode(x=x, y=rung_axis())
    )
    layers.append(
        alt.Chart(data(rows))
        .mark_circle(color=colour, opacity=0.85, stroke="white", strokeWidth=0.6)
        .encode(
            x=x,
            y=rung_axis(),
            size=alt.Size(
                "acts:Q",
                scale=alt.Scale(type="sqrt", domain=[1, 10], range=[45, 260], clamp=True),
                legend=None,
            ),
            tooltip=["say:N"],
            description="say:N",
            href="link:N",
        )
    )
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=what)


def _strip(
    dynamics: Dynamics, points: Sequence[Point], widest: int, what: str, colour: str, alone: bool, last: bool
) -> Any:
    alt = altair()
    width = min(WIDTH if alone else STRIP, max(110, STEP * widest))
    rows = [
        {
            "order": number,
            "rung": point.rung,
            "say": f"{point.when or 'no date'}, no day known, {what}: rung {rung_words(point.rung)} "
            f"[{some([point.event], dynamics.of)}]",
            "link": link([point.event]),
        }
        for number, point in enumerate(points, 1)
    ]
    axis = alt.Axis(title="no day, in order" if last else "", labels=False, ticks=False, grid=False)
    chart = (
        alt.Chart(data(rows))
        .mark_point(color=colour, opacity=0.9, filled=False, size=55, strokeWidth=1.6)
        .encode(
            x=alt.X("order:Q", scale=alt.Scale(domain=[0, widest + 1], nice=False), axis=axis),
            y=rung_axis(words=alone),
            tooltip=["say:N"],
            description="say:N",
            href="link:N",
        )
    )
    return chart.properties(width=width, height=HEIGHT, title=what if alone else "")


def goldstein_plot(dynamics: Dynamics, pair: Pair) -> Plot | None:
    """The sum of Goldstein's values of each side's acts by day or week; ``None`` where no act has one."""
    alt = altair()
    steps = [[step for step in each.steps if step.goldstein is not None] for each in pair.series]
    if not any(steps):
        return None
    unit = pair.series[0].unit
    wide = 7 if unit == "week" else 1
    starts = [at for each in steps for step in each if (at := moment(step.start)) is not None]
    if wide > 1:
        starts.append(later(max(starts, key=number_of), wide - 1))
    if moments_of(pair.phases):
        starts += moments_of(pair.phases)
    largest = max(abs(step.goldstein or 0) for each in steps for step in each) or 1
    rows = []
    for place, own in enumerate(steps):
        what = f"{pair.names[place]} against {pair.names[1 - place]}"
        last = place == len(steps) - 1
        x = days_across(starts, labels=last, title=unit if last else "")
        bars = [
            {
                "at": moment(step.start),
                "to": later(moment(step.start) or 0, wide),
                "value": step.goldstein,
                "zero": 0,
                "say": f"{unit} of {step.start}, {what}: sum {step.goldstein:+.1f} "
                f"over {count(step.acts, 'act')} [{some(step.events, dynamics.of)}]",
                "link": link(step.events),
            }
            for step in own
        ]
        layers = bands(pair.phases, x, dynamics.of)
        layers.append(_bars(bars, x, largest))
        layers.append(
            alt.Chart(data([{"zero": 0}])).mark_rule(color="#8c857a", aria=False).encode(y="zero:Q")
        )
        rows.append(alt.layer(*layers).properties(width=WIDTH, height=150, title=what))
    notes = [
        f"Sum of the values of the acts of each {unit}, {dynamics.goldstein} version; below 0 is conflict.",
        f"{_known(pair)} Acts without a day are not drawn.",
    ]
    title = f"Goldstein's scale, {pair.names[0]} and {pair.names[1]}"
    return plot("goldstein", title, notes, alt.vconcat(*rows).resolve_scale(color="shared"))


def _bars(rows: list[dict[str, Any]], x: Any, largest: float) -> Any:
    alt = altair()
    colour = alt.condition("datum.value < 0", alt.value(TWO), alt.value(ONE))
    return (
        alt.Chart(data(rows))
        .mark_bar(stroke="white", strokeWidth=0.4)
        .encode(
            x=x,
            x2="to",
            y=alt.Y(
                "value:Q",
                scale=alt.Scale(domain=[-1.08 * largest, 1.08 * largest], nice=False),
                axis=alt.Axis(title="sum of values", tickCount=5),
            ),
            y2="zero",
            color=colour,
            tooltip=["say:N"],
            description="say:N",
            href="link:N",
        )
    )
