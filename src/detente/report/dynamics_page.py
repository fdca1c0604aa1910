"""The dynamics of a crisis or a table as one HTML page: charts, tables, the words behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.report.dynamics_tables import (
    excitation_table,
    phase_table,
    reply_table,
    series_table,
    spell_table,
    tie_tables,
    turn_table,
)  # fmt: skip
from detente.report.proofs import proofs_of
from detente.report.room_page import Cell, Figure, Part, Table, figure_of, named_ids, room_page
from detente.report.words import count

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.dynamics import Dynamics, EventTable, Pair
    from detente.report.plots import Plot


def dynamics_page(dynamics: Dynamics, what: Crisis | EventTable) -> str:
    """The page of what ``dynamics_of(what)`` measured. The same input gives the same bytes.

    Raises ``UsageError`` H218 where altair, which draws the charts, is not installed.
    """
    from detente.crisis import Crisis

    names = {actor.id: actor.name for actor in what.actors} if isinstance(what, Crisis) else {}
    parts = [_pair(dynamics, number) for number in range(len(dynamics.pairs))]
    parts += list(_whole(dynamics, names))
    of_table = dynamics.of == "table"
    return room_page(
        kicker="Dynamics of a table of events" if of_table else "Dynamics of a crisis",
        title=dynamics.name,
        lead=_lead(dynamics),
        parts=parts,
        proofs=proofs_of(what, _used(parts, dynamics)),
        named="rows" if of_table else "words",
    )


def _lead(dynamics: Dynamics) -> list[Cell]:
    where = f", {dynamics.start} to {dynamics.end}" if dynamics.start else ""
    said = [Cell(f"{count(dynamics.acts, 'act')} of one side on another{where}.")]
    if dynamics.undated:
        said.append(
            Cell(
                f"{count(dynamics.undated, 'act')} without a day: in no series. Without a place in time "
                f"either, in no curve, phase or reply table: {count(len(dynamics.unplaced), 'event')}.",
                dynamics.unplaced,
            )
        )
    return said


def _pair(dynamics: Dynamics, number: int) -> Part:
    from detente.report.plots import dynamics_plots

    pair = dynamics.pairs[number]
    drawn = _figures(dynamics_plots(dynamics, *_OF_PAIR, pair=number))

    def part(heading: str, *plots: str, tables: tuple[Table | None, ...] = (), says: str = "") -> Part:
        return Part(
            heading,
            says=(Cell(says),) if says else (),
            figures=tuple(drawn[name] for name in plots if name in drawn),
            tables=tuple(table for table in tables if table is not None and table.rows),
        )

    return Part(
        f"{pair.names[0]} and {pair.names[1]}",
        says=(Cell(f"{count(pair.acts, 'act')}, {pair.undated} without a day."),),
        inner=(
            part("Escalation", "curve", tables=(series_table(pair, dynamics.goldstein),)),
            part("Goldstein's scale", "goldstein"),
            part("Phases", "phases", tables=(phase_table(pair), turn_table(pair)), says=pair.phases.note),
            part(
                "Replies", "replies", tables=tuple(reply_table(each, _names(pair)) for each in pair.replies)
            ),
            part("Diplomatic state", tables=(spell_table(pair),)),
        ),
    )


_OF_PAIR = ("curve", "goldstein", "phases", "replies")


def _names(pair: Pair) -> dict[str, str]:
    return dict(zip(pair.sides, pair.names, strict=True))


def _whole(dynamics: Dynamics, names: dict[str, str]) -> Iterator[Part]:
    from detente.report.plots import dynamics_plots

    made = dynamics_plots(dynamics, "replies-of-all", "network", "ties", "excitation", names=names)
    drawn = _figures(made)

    def figures(*chosen: str) -> tuple[Figure, ...]:
        return tuple(drawn[name] for name in chosen if name in drawn)

    if dynamics.replies.rows:
        yield Part(
            "Replies of all", figures=figures("replies-of-all"), tables=(reply_table(dynamics.replies, {}),)
        )
    alone = tuple(
        Cell(
            f"{names.get(each.side, each.side)} stands alone: its last acts with "
            f"{', '.join(names.get(side, side) for side in each.towards[:8])} are hostile",
            each.events,
        )
        for each in dynamics.network.isolated
    )
    yield Part("Network", alone, figures("network", "ties"), tie_tables(dynamics.network, names))
    found = dynamics.excitation
    if found is not None:
        notes = (found.reason or "",) if found.fit is None else found.fit.notes
        tables = (excitation_table(found),) if found.fit else ()
        yield Part("Who excites whom", tuple(map(Cell, notes)), figures("excitation"), tables)
    if dynamics.notes:
        yield Part("Notes", tuple(map(Cell, dynamics.notes)))


def _figures(plots: Iterable[Plot]) -> dict[str, Figure]:
    return {plot.name: figure_of(plot) for plot in plots}


def _used(parts: list[Part], dynamics: Dynamics) -> Iterator[str]:
    """The ids that the page names, in the order of their places in time as far as curves tell it."""
    for pair in dynamics.pairs:
        points = sorted((point.place, point.event) for curve in pair.curves for point in curve.points)
        yield from (event for _, event in points)
    yield from named_ids(parts)
    for tie in dynamics.network.ties:
        yield from tie.events
    for pair in dynamics.pairs:
        for series in pair.series:
            yield from (id for step in series.steps for id in step.events)
            yield from series.undated
    yield from dynamics.unplaced
