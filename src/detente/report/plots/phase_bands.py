"""Phases and change points as a background to charts over days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from detente.report.plots.drawing import INK, Moment, altair, data, later, link, moment, some

if TYPE_CHECKING:
    from detente.dynamics import PairPhases

TINTS = {
    "one level": "#e6e2da",
    "before": "#dfe9f2",
    "lull": "#c4dcee",
    "escalation": "#f6e0b5",
    "peak": "#e9b394",
    "de-escalation": "#d3e6d8",
    "renewed escalation": "#e8cde0",
}
"""Light enough to read marks on, told apart by lightness as well."""


def moments_of(found: PairPhases) -> list[Moment]:
    """Every day that the phases and the change points name."""
    days = [day for each in found.stretches for day in (each.start, each.end)]
    return [at for day in days if (at := moment(day)) is not None]


def bands(found: PairPhases, x: Any, of: str) -> list[Any]:
    """Layers: a band for each phase with known days, a dashed rule for each change point with a day."""
    alt = altair()
    rows: list[dict[str, Any]] = []
    for stretch in found.stretches:
        start, end = moment(stretch.start), moment(stretch.end)
        if start is None or end is None:
            continue
        said = f"phase {stretch.name}, {stretch.start} to {stretch.end}, level {stretch.level:.1f}"
        rows.append({"phase": stretch.name, "at": start, "to": later(end, 1), "say": said, "last": end})
    # Phases that meet on one day share it; each is drawn up to where the next begins.
    for one, two in pairwise(rows):
        if str(one["to"]) > str(two["at"]) and one["last"] == two["at"] and one["at"] != two["at"]:
            one["to"] = two["at"]
    layers = []
    names = list(dict.fromkeys(row["phase"] for row in rows))
    if rows:
        colour = alt.Color(
            "phase:N",
            scale=alt.Scale(domain=names, range=[TINTS[name] for name in names]),
            legend=alt.Legend(title="phase", orient="bottom"),
        )
        layers.append(
            alt.Chart(data(rows))
            .mark_rect(opacity=0.75)
            .encode(x=x, x2="to", color=colour, description="say:N")
        )
    if turns := _turns(found, of):
        layers.append(
            alt.Chart(data(turns))
            .mark_rule(strokeDash=[5, 4], color=INK, strokeWidth=1.4)
            .encode(x=x, description="say:N", href="link:N", tooltip=["say:N"])
        )
    return layers


def _turns(found: PairPhases, of: str) -> list[dict[str, Any]]:
    return [
        {
            "at": at,
            "say": f"change at {turn.when}, between {turn.earliest} and {turn.latest}: level {turn.before:.1f} "
            f"to {turn.after:.1f}, found again in {turn.support:.0%} of resampled series, "
            f"permutation p {turn.p:.3f} [{some([turn.event], of)}]",
            "link": link([turn.event]),
        }
        for turn in found.turns
        if (at := moment(turn.when)) is not None
    ]
