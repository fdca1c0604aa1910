"""Chances and shares with their intervals beside the usual ones, and how far forecasts held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from detente.report.plots.drawing import GREY, ONE, Plot, altair, data, plot


class Chanced(NamedTuple):
    """A chance from 0 to 1, its interval and the usual share, each where there is one."""

    group: str
    name: str
    chance: float
    low: float | None
    high: float | None
    usual: float | None


def chances_plot(name: str, title: str, notes: Sequence[str], rows: Sequence[Chanced], usual: str) -> Plot:
    """A dot and its interval for each row, in groups; ``usual`` says what the grey ticks are."""
    alt = altair()
    found = [
        {
            "group": row.group,
            "name": row.name,
            "chance": row.chance,
            "low": row.low,
            "high": row.high,
            "usual": row.usual,
            "say": f"{row.group + ': ' if row.group else ''}{row.name}: {row.chance:.2f}{_ends(row)}"
            + ("" if row.usual is None else f"; {usual} {row.usual:.2f}"),
        }
        for row in rows
    ]
    groups = list(dict.fromkeys(row.group for row in rows))

    def across(last: bool) -> Any:
        title = f"share or chance; grey tick: {usual}" if last else None
        axis = alt.Axis(title=title, format=".0%", tickCount=5, labels=last, ticks=last, domain=last)
        return alt.X("chance:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)

    order = [row.name for row in rows]
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True))
    base = alt.Chart().encode(y=y)
    ticks = base.mark_tick(color=GREY, thickness=2.5, size=16).encode(x="usual:Q")
    lines = base.mark_rule(color=ONE, strokeWidth=2.5, opacity=0.6).encode(x="low:Q", x2="high:Q")
    dots = base.mark_circle(color=ONE, size=90, opacity=1).encode(description="say:N", tooltip=["say:N"])
    parts = [
        alt.layer(
            lines,
            ticks,
            dots.encode(x=across(group == groups[-1])),
            data=data([row for row in found if row["group"] == group]),
        ).properties(width=460, title=group, height={"step": 24})
        for group in groups
    ]
    return plot(name, title, notes, alt.vconcat(*parts) if len(parts) > 1 else parts[0])


def _ends(row: Chanced) -> str:
    return "" if row.low is None or row.high is None else f" ({row.low:.2f} to {row.high:.2f})"


class Held(NamedTuple):
    """Forecasts of about one chance: their mean, how often it came, with its interval."""

    forecast: float
    came: float
    low: float
    high: float


def reliability_plot(questions: Mapping[str, Sequence[Held]]) -> Plot:
    """How often what was forecast came, on crises that the model had not seen, a panel for each question."""
    alt = altair()
    panels = []
    for question, bins in questions.items():
        rows = [
            {**each._asdict(), "say": f"{question}: forecast {each.forecast:.2f}, came {each.came:.2f} "
             f"({each.low:.2f} to {each.high:.2f})"}
            for each in bins
        ]  # fmt: skip
        x = alt.X("forecast:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(title="forecast", format=".0%"))
        y = alt.Y("came:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(title="came", format=".0%"))
        line = alt.Chart(data([{"forecast": 0, "came": 0}, {"forecast": 1, "came": 1}]))
        base = alt.Chart(data(rows))
        panels.append(
            alt.layer(
                line.mark_line(color=GREY, strokeDash=[4, 4], aria=False).encode(x=x, y=y),
                base.mark_rule(color=ONE, opacity=0.6, strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q"),
                base.mark_circle(color=ONE, size=70, opacity=1).encode(
                    x=x, y=y, description="say:N", tooltip=["say:N"]
                ),
            ).properties(width=210, height=210, title=question)
        )
    notes = ["On the dashed line a chance comes as often as it says. Lines: 95 % intervals."]
    return plot("reliability", "How far forecasts held", notes, alt.concat(*panels, columns=3))
