"""The level of conflict in each phase, with the change points and how sure they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from detente.report.labels import rung_words
from detente.report.plots.drawing import (
    GREY,
    INK,
    ONE,
    TWO,
    WIDTH,
    Plot,
    altair,
    data,
    days_across,
    later,
    link,
    moment,
    plot,
    rung_axis,
    some,
)  # fmt: skip
from detente.report.plots.phase_bands import by_step, turn_words

if TYPE_CHECKING:
    from detente.dynamics import Dynamics, Pair, Stretch

HEIGHT = 260


def phases_plot(dynamics: Dynamics, pair: Pair) -> Plot | None:
    """Levels and change points: over days, or over the acts in order where phases were taken act by act.

    ``None`` where there were too few acts for change points.
    """
    alt = altair()
    found = pair.phases
    if not found.stretches:
        return None
    layers = _by_day(dynamics, pair) if by_step(found) else _by_act(dynamics, pair, _acts(dynamics, pair))
    notes = [f"Levels are means of the {found.signal}."]
    if found.turns:
        shares = ", ".join(f"{turn.when or 'no date'} {turn.support:.0%}" for turn in found.turns[:6])
        notes.append(f"Dashed: change points, found again in so many resampled series: {shares}.")
    else:
        notes.append("No change of level that is worth its penalty.")
    title = f"Phases, {pair.names[0]} and {pair.names[1]}"
    return plot("phases", title, notes, alt.layer(*layers).properties(width=WIDTH + 120, height=HEIGHT))


def _acts(dynamics: Dynamics, pair: Pair) -> list[dict[str, Any]]:
    """The acts of both sides in order, a joint one once."""
    rows: dict[str, dict[str, Any]] = {}
    both = [
        (point, name) for curve, name in zip(pair.curves, pair.names, strict=True) for point in curve.points
    ]
    for point, name in sorted(both, key=lambda each: each[0].place):
        if point.event in rows:
            rows[point.event]["side"] = "both"
            continue
        rows[point.event] = {
            "order": len(rows) + 1,
            "value": point.rung,
            "side": name,
            "say": f"act {len(rows) + 1}, {point.when or 'no date'}, {name}: rung {rung_words(point.rung)} "
            f"[{some([point.event], dynamics.of)}]",
            "link": link([point.event]),
        }
    return list(rows.values())


def _by_act(dynamics: Dynamics, pair: Pair, acts: list[dict[str, Any]]) -> list[Any]:
    alt = altair()
    x = alt.X(
        "order:Q",
        title="acts in time order",
        scale=alt.Scale(domain=[0.4, len(acts) + 0.6], nice=False),
        axis=alt.Axis(tickMinStep=1, grid=False),
    )
    y = rung_axis("value")
    levels: list[dict[str, Any]] = []
    turns: list[float] = []
    done = 0
    for stretch in pair.phases.stretches:
        levels.append(_level(stretch, done + 0.5, done + stretch.acts + 0.5, dynamics.of))
        done += stretch.acts
        if len(turns) < len(pair.phases.turns):
            turns.append(done + 0.5)
    colour = alt.Color(
        "side:N",
        title=None,
        scale=alt.Scale(domain=[*pair.names, "both"], range=[ONE, TWO, GREY]),
        legend=alt.Legend(orient="bottom"),
    )
    dots = (
        alt.Chart(data(acts))
        .mark_circle(size=60, opacity=0.75)
        .encode(x=x, y=y, color=colour, tooltip=["say:N"], description="say:N", href="link:N")
    )
    marks = [
        {"order": at, "say": turn_words(turn, dynamics.of), "link": link([turn.event])}
        for turn, at in zip(pair.phases.turns, turns, strict=True)
    ]
    return [dots, *_levels(levels, x.copy(), y, "order"), _rules(marks, x)]


def _by_day(dynamics: Dynamics, pair: Pair) -> list[Any]:
    alt = altair()
    stretches = [
        (stretch, start, end)
        for stretch in pair.phases.stretches
        if (start := moment(stretch.start)) is not None and (end := moment(stretch.end)) is not None
    ]
    days = [day for _, start, end in stretches for day in (start, end)]
    x = days_across(days)
    values = [stretch.level for stretch, _, _ in stretches]
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.18 * (high - low or 1)
    y = alt.Y(
        "value:Q",
        title="mean level of conflict a step",
        scale=alt.Scale(domain=[low - room / 3, high + room], nice=False),
    )
    levels = [_level(stretch, start, later(end, 1), dynamics.of) for stretch, start, end in stretches]
    for one, two in pairwise(levels):
        one["to"] = two["at"]
    marks = [
        {"at": at, "say": turn_words(turn, dynamics.of), "link": link([turn.event])}
        for turn in pair.phases.turns
        if (at := moment(turn.when)) is not None
    ]
    return [*_spans(pair, x), *_levels(levels, x, y, "at"), _rules(marks, x)]


def _level(stretch: Stretch, start: Any, end: Any, of: str) -> dict[str, Any]:
    when = f", {stretch.start} to {stretch.end}" if stretch.start else ""
    return {
        "at": start,
        "order": start,
        "to": end,
        "value": stretch.level,
        "phase": stretch.name,
        "say": f"phase {stretch.name}{when}: level {stretch.level:.1f}, {stretch.acts} acts "
        f"[{some(stretch.events, of)}]",
        "link": link(stretch.events),
    }


def _levels(rows: list[dict[str, Any]], x: Any, y: Any, field: str) -> list[Any]:
    alt = altair()
    base = alt.Chart(data(rows))
    lines = base.mark_rule(color=INK, strokeWidth=3.5).encode(
        x=x, x2="to", y=y, description="say:N", href="link:N", tooltip=["say:N"]
    )
    words = base.mark_text(align="left", dx=4, dy=-9, fontSize=12, fontStyle="italic", color=INK).encode(
        x=x, y=y, text="phase:N"
    )
    halo = base.mark_text(
        align="left", dx=4, dy=-9, fontSize=12, fontStyle="italic", stroke="white", strokeWidth=4, aria=False
    ).encode(x=x, y=y, text="phase:N")
    return [lines, halo, words]


def _spans(pair: Pair, x: Any) -> list[Any]:
    """Where 90 % of the resampled series that find a change again have it."""
    alt = altair()
    rows = [
        {"at": low, "to": later(high, 1), "say": f"change between {turn.earliest} and {turn.latest}"}
        for turn in pair.phases.turns
        if (low := moment(turn.earliest)) is not None and (high := moment(turn.latest)) is not None
    ]
    if not rows:
        return []
    chart = alt.Chart(data(rows)).mark_rect(color=GREY, opacity=0.22)
    return [chart.encode(x=x, x2="to", description="say:N")]


def _rules(rows: list[dict[str, Any]], x: Any) -> Any:
    alt = altair()
    chart = alt.Chart(data(rows)).mark_rule(strokeDash=[5, 4], color=INK, strokeWidth=1.4)
    return chart.encode(x=x, description="say:N", href="link:N", tooltip=["say:N"])
