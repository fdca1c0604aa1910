"""A run of a crisis as one HTML file: figures, sliders over a table made beforehand, every assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from detente.report.words import clean

if TYPE_CHECKING:
    from detente.strategy import Model, Played

WIDE = 300.0
"""Width of a bar at chance 1, in pixels."""
MOST_QUOTES = 6


class Bar(NamedTuple):
    """One row of a bar chart: a name, the bar, its whisker, and the same for the what-if (none without)."""

    name: str
    said: str
    size: float
    low: float
    high: float
    said_there: str | None
    size_there: float
    difference: str


class Span(NamedTuple):
    """One row of the tornado chart: where the bar begins and how long it is, in pixels."""

    label: str
    said: str
    start: float
    length: float


def play_page(model: Model, played: Played) -> str:
    """The page. The same run always gives the same bytes; it runs its own script and fetches nothing."""
    from markupsafe import Markup

    from detente.report.offline import data, environment, file, policy
    from detente.strategy import panel

    style, script = file("style.css") + file("play.css"), file("play.js")
    made = panel(model)
    table: dict[str, Any] = {
        "levels": [list(slider.levels) for slider in made.sliders],
        "names": [*made.answers, *made.ends],
        "rows": [list(row) for row in made.table],
        "wide": WIDE,
    }
    return (
        environment()
        .get_template("play.html.j2")
        .render(
            policy=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            table=Markup(data(table)),
            title=clean(played.title),
            played=played,
            first=played.names[0],
            second=played.names[1],
            answers=_bars(played, "answers"),
            ends=_bars(played, "ends"),
            tornado=_tornado(played),
            sliders=made.sliders,
            outcomes=[*made.answers, *made.ends[1:]],
            parameters=[each for each in played.parameters if each.support],
            silent=[each for each in played.parameters if not each.support],
            most=MOST_QUOTES,
            wide=WIDE,
        )
        + "\n"
    )


def _bars(played: Played, kind: str) -> list[Bar]:
    shifts = {shift.name: shift for shift in played.differences}
    bars = []
    for place, likely in enumerate(getattr(played.baseline, kind)):
        there = getattr(played.what_if, kind)[place].chance if played.what_if else None
        if likely.chance.high <= 0 and (there is None or there.high <= 0):
            continue
        change = shifts[likely.name].change if likely.name in shifts else None
        bars.append(
            Bar(
                likely.name,
                f"{likely.chance.mean:.2f}",
                round(WIDE * likely.chance.mean, 1),
                round(WIDE * likely.chance.low, 1),
                round(WIDE * likely.chance.high, 1),
                f"{there.mean:.2f}" if there else None,
                round(WIDE * there.mean, 1) if there else 0.0,
                f"{change.mean:+.2f} ({change.low:+.2f} to {change.high:+.2f})" if change else "",
            )
        )
    return bars


def _tornado(played: Played) -> list[Span]:
    if not played.tornado:
        return []
    ends = [end for swing in played.tornado for end in swing.force]
    low, reach = min(ends), max(max(ends) - min(ends), 1e-9)
    return [
        Span(
            swing.label,
            f"{swing.force[0]:.2f} → {swing.force[1]:.2f}",
            round(WIDE * (min(swing.force) - low) / reach, 1),
            round(max(WIDE * abs(swing.force[1] - swing.force[0]) / reach, 1.0), 1),
        )
        for swing in played.tornado
    ]
