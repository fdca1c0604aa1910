"""Phases and change points as a background to charts over days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from detente.report.plots.drawing import INK, Moment, altair, data, later, link, moment, number_of, some

if TYPE_CHECKING:
    from detente.dynamics import PairPhases, Turn

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


def by_step(found: PairPhases) -> bool:
    """Whether the phases were taken from sums of steps of time, not act by act."""
    return found.values != sum(stretch.acts for stretch in found.stretches)


def bands(found: PairPhases, x: Any, of: str) -> list[Any]:
    """Layers: a band for each phase with known days, a dashed rule for each change point with a day.

    Phases that were taken step by step follow on each other; those taken act by act may leave days between.
    """
    alt = altair()
    if len(found.stretches) < 2:
        return []
    rows: list[dict[str, Any]] = []
    for stretch in found.stretches:
        start, end = moment(stretch.start), moment(stretch.end)
        if start is None or end is None:
            continue
        said = f"phase {stretch.name}, {stretch.start} to {stretch.end}, level {stretch.level:.1f}"
        rows.append({"phase": stretch.name, "at": start, "to": later(end, 1), "say": said})
    for one, two in pairwise(rows):
        meet = by_step(found) or number_of(one["to"]) > number_of(two["at"])
        if meet and number_of(one["at"]) < number_of(two["at"]):
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
            "say": turn_words(turn, of),
            "link": link([turn.event]),
        }
        for turn in found.turns
        if (at := moment(turn.when)) is not None
    ]


def turn_words(turn: Turn, of: str) -> str:
    """A change point with how sure it is."""
    return (
        f"change at {turn.when or 'an act without a date'}, between {turn.earliest} and {turn.latest}: level "
        f"{turn.before:.1f} to {turn.after:.1f}, found again in {turn.support:.0%} of resampled series, "
        f"permutation p {turn.p:.3f} [{some([turn.event], of)}]"
    )
