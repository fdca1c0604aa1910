"""The network of ties, and how the moods of pairs changed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from detente.report.labels import COLD, RELATIONS, WARM
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
    some,
)  # fmt: skip
from detente.report.spring import spread
from detente.report.words import count, line

if TYPE_CHECKING:
    from detente.dynamics import Dynamics, Tie

MOST_NODES, MOST_ROWS, LONGEST = 20, 24, 32
WIDE, HIGH, APART = 900, 560, 7.0
MARGIN = 110
HOSTILE, FRIENDLY, STATED = "hostile", "conciliatory", "neither of the two"
LEAN = {HOSTILE: TWO, FRIENDLY: ONE, STATED: GREY}
BASIS = {"what they did": [1, 0], "what the account states": [3, 4]}


def network_plot(dynamics: Dynamics, names: Mapping[str, str]) -> Plot | None:
    """The last mood of each pair and the stated ties of the busiest sides; ``None`` without ties."""
    alt = altair()
    ties = [tie for tie in dynamics.network.ties if tie.ended_by is None and tie.head != tie.tail]
    weight = Counter[str]()
    for tie in ties:
        for side in (tie.head, tie.tail):
            weight[side] += 1 + min(tie.acts, 50)
    kept = sorted(weight, key=lambda side: (-weight[side], side))[:MOST_NODES]
    ties = [tie for tie in ties if tie.head in kept and tie.tail in kept]
    kept = [side for side in kept if any(side in (tie.head, tie.tail) for tie in ties)]
    if len(kept) < 2:
        return None
    springs = [(tie.head, tie.tail, 1.0) for tie in ties]
    places = {
        id: (MARGIN + x * (WIDE - 2 * MARGIN), 24 + y * (HIGH - 70))
        for id, (x, y) in spread(kept, springs).items()
    }
    edges = _edges(ties, places, names, dynamics.of)
    nodes = [
        {
            "x": places[side][0],
            "y": places[side][1],
            "name": line(names.get(side, side), LONGEST),
            "ties": sum(side in (tie.head, tie.tail) for tie in ties),
            "say": f"{names.get(side, side)}: {count(sum(side in (t.head, t.tail) for t in ties), 'tie')}",
        }
        for side in kept
    ]
    layers = [*_lines(edges), *_arrows(edges), *_nodes(nodes)]
    left = len(weight) - len(kept) + dynamics.network.left_out
    notes = ["Solid: the mood of a pair's last acts, wider for more acts. Dashed, directed: a stated tie."]
    if left:
        notes.append(f"{count(left, 'less busy side')} left out.")
    chart = alt.layer(*layers).properties(width=WIDE, height=HIGH)
    return plot("network", "Who stands how with whom", notes, chart)


def _edges(
    ties: Sequence[Tie], places: Mapping[str, tuple[float, float]], names: Mapping[str, str], of: str
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    beside = Counter[tuple[str, str]]()
    for tie in sorted(ties, key=lambda tie: tie.basis):
        pair = (min(tie.head, tie.tail), max(tie.head, tie.tail))
        # Lines between the same two stand beside one another.
        shift = APART * ((beside[pair] + 1) // 2) * (-1) ** beside[pair]
        beside[pair] += 1
        (x, y), (x2, y2) = (places[side] for side in pair)
        length = math.hypot(x2 - x, y2 - y) or 1.0
        dx, dy = -(y2 - y) / length * shift, (x2 - x) / length * shift
        ends = [(x + dx, y + dy), (x2 + dx, y2 + dy)]
        if tie.head != pair[0]:
            ends.reverse()
        acts = tie.basis == "acts"
        head, tail = names.get(tie.head, tie.head), names.get(tie.tail, tie.tail)
        dates = f"{f' since {tie.since}' if tie.since else ''}{f' until {tie.until}' if tie.until else ''}"
        words = (
            f"{head} and {tail}: {tie.kind}{dates}, {count(tie.acts, 'act')}"
            if acts
            else f"{head} {RELATIONS.get(tie.kind, tie.kind)} {tail}{dates}"
            + ("" if tie.modality == "asserted" else f" ({tie.modality})")
        )
        rows.append(
            {
                "x": ends[0][0], "y": ends[0][1], "x2": ends[1][0], "y2": ends[1][1],
                "lean": _lean(tie), "basis": next(iter(BASIS)) if acts else list(BASIS)[1],
                "width": 1.5 + math.log2(1 + tie.acts) if acts else 1.6, "acts": acts,
                "say": f"{words} [{some(tie.events, of)}]", "link": link(tie.events),
            }
        )  # fmt: skip
    return rows


def _lean(tie: Tie) -> str:
    if tie.basis == "acts":
        return tie.kind
    return HOSTILE if tie.kind in COLD else FRIENDLY if tie.kind in WARM else STATED


def _axes() -> tuple[Any, Any]:
    alt = altair()
    return (
        alt.X("x:Q", scale=alt.Scale(domain=[0, WIDE], nice=False), axis=None),
        alt.Y("y:Q", scale=alt.Scale(domain=[HIGH, 0], nice=False), axis=None),
    )


def _lines(edges: list[dict[str, Any]]) -> list[Any]:
    alt = altair()
    x, y = _axes()
    colour = alt.Color(
        "lean:N",
        scale=alt.Scale(domain=list(LEAN), range=list(LEAN.values())),
        legend=alt.Legend(title="mood or tie", orient="bottom", symbolType="stroke", symbolStrokeWidth=3),
    )
    dash = alt.StrokeDash(
        "basis:N",
        scale=alt.Scale(domain=list(BASIS), range=list(BASIS.values())),
        legend=alt.Legend(title="from", orient="bottom", symbolType="stroke"),
    )
    chart = alt.Chart(data(edges)).mark_rule(opacity=0.75, strokeCap="round")
    return [
        chart.encode(
            x=x, y=y, x2="x2", y2="y2", color=colour, strokeDash=dash,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None), description="say:N", href="link:N",
            tooltip=["say:N"],
        )
    ]  # fmt: skip


def _arrows(edges: list[dict[str, Any]]) -> list[Any]:
    """A wedge on each stated tie, pointing from head to tail."""
    alt = altair()
    rows = [
        {
            "x": edge["x"] + 0.62 * (edge["x2"] - edge["x"]),
            "y": edge["y"] + 0.62 * (edge["y2"] - edge["y"]),
            "lean": edge["lean"],
            "turn": math.degrees(math.atan2(edge["x2"] - edge["x"], edge["y"] - edge["y2"])),
        }
        for edge in edges
        if not edge["acts"]
    ]
    if not rows:
        return []
    x, y = _axes()
    chart = alt.Chart(data(rows)).mark_point(shape="triangle-up", filled=True, size=70, opacity=1, aria=False)
    colour = alt.Color("lean:N", scale=alt.Scale(domain=list(LEAN), range=list(LEAN.values())), legend=None)
    return [chart.encode(x=x, y=y, color=colour, angle=alt.Angle("turn:Q", scale=None))]


def _nodes(rows: list[dict[str, Any]]) -> list[Any]:
    alt = altair()
    x, y = _axes()
    base = alt.Chart(data(rows)).encode(x=x, y=y)
    dots = base.mark_circle(color=INK, opacity=1, stroke="white", strokeWidth=1.5).encode(
        size=alt.Size("ties:Q", scale=alt.Scale(type="sqrt", range=[90, 420]), legend=None),
        description="say:N",
        tooltip=["say:N"],
    )
    halo = base.mark_text(dy=19, fontSize=13, stroke="white", strokeWidth=4, strokeJoin="round", aria=False)
    words = base.mark_text(dy=19, fontSize=13, fontWeight=600, color=INK, aria=False)
    return [dots, halo.encode(text="name:N"), words.encode(text="name:N")]


def ties_plot(dynamics: Dynamics, names: Mapping[str, str]) -> Plot | None:
    """When the mood of each pair held: a bar from the day it began to the day it turned, or to the last day.

    ``None`` where no mood began on a known day.
    """
    alt = altair()
    moods = [tie for tie in dynamics.network.ties if tie.basis == "acts"]
    dated = [(tie, at) for tie in moods if (at := moment(tie.since)) is not None]
    end = moment(dynamics.end)
    if not dated or end is None:
        return None
    acts = Counter[tuple[str, str]]()
    for tie, _ in dated:
        acts[tie.head, tie.tail] += tie.acts
    pairs = [pair for pair, _ in acts.most_common(MOST_ROWS)]
    rows, unknown = [], 0
    for tie, at in dated:
        to = later(end, 1) if tie.ended_by is None else moment(tie.until)
        if (tie.head, tie.tail) not in pairs:
            continue
        if to is None:
            # It ended with an act without a day: drawn as the one day that is known.
            unknown, to = unknown + 1, later(at, 1)
        until = tie.until or ("a day not known" if tie.ended_by else "the end")
        rows.append(
            {
                "pair": _pair_words((tie.head, tie.tail), names), "at": at, "to": to, "mood": tie.kind,
                "say": f"{_pair_words((tie.head, tie.tail), names)}: {tie.kind} from {tie.since} "
                f"to {until}, {count(tie.acts, 'act')} [{some(tie.events, dynamics.of)}]",
                "link": link(tie.events),
            }
        )  # fmt: skip
    days = [moment(dynamics.start) or end, end]
    colour = alt.Color(
        "mood:N",
        scale=alt.Scale(domain=[HOSTILE, FRIENDLY], range=[TWO, ONE]),
        legend=alt.Legend(title="mood", orient="bottom"),
    )
    order = [_pair_words(pair, names) for pair in pairs]
    chart = (
        alt.Chart(data(rows))
        .mark_bar(height={"band": 0.62}, stroke="white", strokeWidth=0.5)
        .encode(
            x=days_across(days), x2="to", y=alt.Y("pair:N", sort=order, title="pair of sides"), color=colour,
            description="say:N", href="link:N", tooltip=["say:N"],
        )
        .properties(width=WIDTH, height=max(60, 24 * len(order)))
    )  # fmt: skip
    notes = ["Hostile while acts stand above rung 0, conciliatory while they stand below."]
    missing = len(moods) - len(dated)
    if missing or unknown:
        notes.append(
            f"Moods that began without a day: {missing}, not drawn; that ended without one: {unknown}, "
            "drawn as one day."
        )
    if len(acts) > len(pairs):
        notes.append(f"The {len(pairs)} pairs with most acts of {len(acts)}.")
    return plot("ties", "How moods turned", notes, chart)


def _pair_words(pair: tuple[str, str], names: Mapping[str, str]) -> str:
    return " – ".join(line(names.get(side, side), LONGEST) for side in pair)
