"""The branching matrix of a Hawkes fit: how many acts of one kind an act of another brings forth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.estimates import chance_words, estimate_words
from detente.report.plots.drawing import INK, Plot, altair, data, plot

if TYPE_CHECKING:
    from detente.dynamics import Excitation

CELL, FALSE = 62, 0.05


def excitation_plot(found: Excitation | None) -> Plot | None:
    """Who excites whom, with intervals; ``None`` where there were too few events for a fit."""
    if found is None or found.fit is None:
        return None
    fit = found.fit
    alt = altair()
    rows = [
        {
            "source": each.source,
            "target": each.target,
            "children": each.children.value,
            "shown": f"{each.children.value:.2f}{'*' if each.q < FALSE else ''}",
            "ends": estimate_words(each.children).partition(" ")[2].replace(" to ", "–"),
            "say": f"an act of the kind “{each.source}” brings forth {estimate_words(each.children)} "
            f"acts of the kind “{each.target}”, p {chance_words(each.p)}, q {chance_words(each.q)}",
        }
        for each in fit.excitation
    ]
    most = max(each.children.value for each in fit.excitation) or 1.0
    names = list(fit.types)
    x = alt.X(
        "target:N", sort=names, title="… brings forth an act of this kind", axis=alt.Axis(labelAngle=-35)
    )
    y = alt.Y("source:N", sort=names, title="an act of this kind …")
    base = alt.Chart(data(rows)).encode(x=x, y=y)
    colour = alt.Color(
        "children:Q",
        scale=alt.Scale(scheme="oranges", domain=[0, most]),
        legend=alt.Legend(title=["expected", "direct answers"]),
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=colour, description="say:N", tooltip=["say:N"]
    )
    ink = alt.condition(f"datum.children > {0.62 * most}", alt.value("white"), alt.value(INK))
    words = base.mark_text(fontSize=13, dy=-6, fontWeight=600, aria=False).encode(text="shown:N", color=ink)
    ends = base.mark_text(fontSize=10, dy=9, aria=False).encode(text="ends:N", color=ink)
    size = len(names)
    notes = [
        f"{found.events:,} acts, {found.left_out:,} left out. In brackets: {fit.level:.0%} intervals. "
        "*: beyond chance, false discovery rate .05.",
        f"An answer fades to half in {estimate_words(fit.half_life, 1)} days. Order in time, not cause.",
    ]
    chart = (cells + words + ends).properties(width=1.55 * CELL * size, height=CELL * 0.8 * size)
    return plot("excitation", "Who excites whom", notes, chart)
