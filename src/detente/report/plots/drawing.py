"""What all charts share: altair, the look, colours that colour-blind readers tell apart, the axis of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from detente.errors import UsageError
from detente.report.labels import RUNGS, rung_words
from detente.report.words import clean

ONE, TWO = "#0072B2", "#D55E00"
"""Blue and vermillion of Okabe and Ito's palette; also conciliatory and hostile."""
GREY, INK = "#6d675d", "#1e1c19"
WIDTH = 640
MOST_IDS = 12
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[.;].*)?|day (-?\d+)")

Row = Mapping[str, Any]
Moment = str | int
"""A day: an ISO date, or the bare number of a table without dates."""


@dataclass(frozen=True)
class Plot:
    """A chart with the name that its file has."""

    name: str
    title: str
    chart: Any
    """An altair chart; ``chart.to_dict()`` is its Vega-Lite specification."""


def altair() -> Any:
    """The module. Raises ``UsageError`` H218 where it, or what draws without a browser, is not installed."""
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError:
        raise UsageError(
            "H218", "charts need altair and vl-convert", remedy="Install it with pip install 'detente[plots]'"
        ) from None
    return altair


def data(rows: Iterable[Row]) -> Any:
    """Rows as the data of a chart; text is made safe to show."""
    safe = [{key: clean(one) if isinstance(one, str) else one for key, one in row.items()} for row in rows]
    return altair().InlineData(values=safe)


def plot(name: str, title: str, notes: Sequence[str], chart: Any) -> Plot:
    """The chart with its title, with the notes under it, in the look of the house."""
    alt = altair()
    title = clean(title)
    heading = alt.TitleParams(text=title, subtitle=[clean(note) for note in notes])
    shown = (
        chart.properties(title=heading, background="white", padding=12)
        .configure(font="Liberation Sans, Arial, sans-serif")
        .configure_title(
            anchor="start", fontSize=16, fontWeight=600, subtitleFontSize=12, subtitleColor=GREY, offset=14
        )
        .configure_axis(
            labelFontSize=12, titleFontSize=12, titleFontWeight=500, titleColor=INK, labelColor=INK,
            gridColor="#ece8e0", domainColor="#b9b1a4", tickColor="#b9b1a4", labelLimit=320, titleLimit=400,
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight=500, labelLimit=320)
        .configure_header(labelFontSize=13, labelFontWeight=600, titleFontSize=12)
        .configure_view(stroke=None)
        .configure_concat(spacing=14)
    )  # fmt: skip
    return Plot(name, title, shown)


def some(ids: Sequence[str], of: str) -> str:
    """The events behind a mark in words: ``e1, e2``, or ``lines 2, 3`` of a table."""
    shown = ", ".join(ids[:MOST_IDS]) + (f" and {len(ids) - MOST_IDS} more" if len(ids) > MOST_IDS else "")
    return shown if of == "crisis" or not ids else f"line {shown}" if len(ids) == 1 else f"lines {shown}"


def link(ids: Sequence[str]) -> str:
    """Where a mark leads to on a page: the first of its events. Files leave these links out."""
    return f"#{ids[0]}" if ids else ""


def rung_axis(field: str = "rung", *, words: bool = True) -> Any:
    """The ladder from −3 to 7 upwards, in words, or with its lines alone."""
    alt = altair()
    scale = alt.Scale(domain=[-3.4, 7.4], nice=False)
    if not words:
        axis = alt.Axis(title=None, values=sorted(RUNGS), labels=False, ticks=False, domain=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=axis)
    names = {rung: rung_words(rung) for rung in RUNGS}
    label = "".join(f"datum.value == {rung} ? '{name}' : " for rung, name in names.items()) + "''"
    axis = alt.Axis(title="rung of the ladder", values=sorted(RUNGS), labelExpr=label)
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def moment(when: str | None) -> Moment | None:
    """The (first) day that a date names, ``None`` where it names none: a month or a year is no day."""
    match = _DAY.fullmatch(when) if when else None
    if not match:
        return None
    if match[2] is not None:
        return int(match[2])
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None


def later(when: Moment, days: int) -> Moment:
    """So many days later."""
    return when + days if isinstance(when, int) else str(date.fromisoformat(when) + timedelta(days))


def days_across(
    moments: Iterable[Moment], field: str = "at", *, title: str = "day", labels: bool = True
) -> Any:
    """The x axis of days from the first to the last of the moments; dates are not moved by time zones."""
    alt = altair()
    found = sorted(moments, key=number_of)
    span = number_of(found[-1]) - number_of(found[0]) + 1
    room = max(1, round(0.015 * span))
    first, last = later(found[0], -room), later(found[-1], room)
    if isinstance(first, int):
        axis = alt.Axis(title=f"{title} (number, as in the table)", labels=labels, tickMinStep=1)
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    interval, format = next((way for most, way in _TICKS.items() if span <= most), ("year", "%Y"))
    axis = alt.Axis(
        title=title, labels=labels, format=format, labelOverlap="greedy", labelSeparation=8,
        tickCount={"interval": interval, "step": 1}, labelFlush=False, labelBound=True,
    )  # fmt: skip
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", domain=[first, last], nice=False), axis=axis)


_TICKS = {21: ("day", "%-d %b %Y"), 150: ("week", "%-d %b %Y"), 1500: ("month", "%b %Y")}


def number_of(when: Moment) -> int:
    """The day as a number, for sorting and spans."""
    return when if isinstance(when, int) else date.fromisoformat(when).toordinal()
