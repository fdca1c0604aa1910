"""The tables of the dynamics page, each cell with the records it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.report.estimates import chance_words, estimate_words, share_words
from detente.report.labels import RELATIONS, rung_words
from detente.report.room_page import Cell, Table
from detente.report.words import count

if TYPE_CHECKING:
    from detente.dynamics import Excitation, Network, Pair, Replies, ReplyRow, Step, Tie

MOST_STEPS, MOST_TIES, MOST_SPELLS = 60, 60, 40


def series_table(pair: Pair, version: str) -> Table:
    """What each side did to the other in each step with acts: acts, highest rung, sum of values."""
    unit = pair.series[0].unit
    there, back = ({step.day: step for step in series.steps} for series in pair.series)
    days = sorted({*there, *back})
    rows = []
    for day in days[-MOST_STEPS:]:
        steps = (there.get(day), back.get(day))
        start = next(step.start for step in steps if step)
        rows.append((Cell(start), *(_step(step) for step in steps)))
    more = f"The last {MOST_STEPS} of {len(days)} {unit}s with acts." if len(days) > MOST_STEPS else ""
    head = (unit, f"{pair.names[0]} did", f"{pair.names[1]} did")
    caption = f"Acts by {unit}: number, highest rung, sum of Goldstein's values ({version})"
    return Table(caption, head, tuple(rows), more)


def _step(step: Step | None) -> Cell:
    if step is None:
        return Cell("")
    rung = "" if step.top is None else f", {rung_words(step.top)}"
    value = "" if step.goldstein is None else f", {step.goldstein:+.1f}"
    return Cell(f"{count(step.acts, 'act')}{rung}{value}", step.events)


def phase_table(pair: Pair) -> Table:
    """The phases with their levels."""
    rows = tuple(
        (
            Cell(each.name),
            Cell(f"{each.start} to {each.end}" if each.start else "no day"),
            Cell(f"{each.level:.1f}"),
            Cell("" if each.top is None else rung_words(each.top)),
            Cell(count(each.acts, "act"), each.events),
        )
        for each in pair.phases.stretches
    )
    return Table(
        f"Phases by the {pair.phases.signal}", ("phase", "days", "level", "highest rung", "acts"), rows
    )


def turn_table(pair: Pair) -> Table:
    """The change points with how sure they are."""
    rows = tuple(
        (
            Cell(turn.when or "no day", (turn.event,)),
            Cell(f"{turn.before:.1f} → {turn.after:.1f}"),
            Cell(f"{turn.support:.0%}"),
            Cell(f"{turn.earliest} to {turn.latest}" if turn.earliest and turn.latest else "no day"),
            Cell(chance_words(turn.p)),
        )
        for turn in pair.phases.turns
    )
    head = ("change at", "level", "found again in", "there, in 90 %", "permutation p")
    return Table("Change points", head, rows)


def reply_table(table: Replies, names: Mapping[str, str]) -> Table:
    """How acts on each rung were answered, with 95 % intervals."""
    rows = tuple(_reply(row) for row in (*table.rows, table.total) if row.acts)
    by, to = (names.get(side, side) for side in (table.by, table.to))
    who = f"{by} answers {to}" if table.by else "All sides answer each other"
    more = f"Too few acts to conclude from: {table.total.acts}." if table.total.few else ""
    if table.undated:
        more += f" {count(table.undated, 'answer')} by the stated order alone: how fast is not known."
    head = (
        "rung",
        "acts",
        "answered",
        "days (quartiles)",
        "first on the same rung or higher",
        "hardest of its run",
    )
    return Table(f"{who}: {table.rule}; 95 % intervals", head, rows, more.strip())


def _reply(row: ReplyRow) -> tuple[Cell, ...]:
    days = f"{row.days.median:g} ({row.days.low:g}–{row.days.high:g})" if row.days else "–"
    return (
        Cell("all" if row.rung is None else rung_words(row.rung)),
        Cell(f"{row.acts:,}"),
        Cell(share_words(row.answered), tuple(id for pair in row.pairs for id in pair)),
        Cell(days),
        Cell(share_words(row.level)),
        Cell(share_words(row.hardest)),
    )


def spell_table(pair: Pair) -> Table:
    """The diplomatic states over time."""
    rows = tuple(
        (
            Cell(each.aspect),
            Cell(each.state + ("" if each.modality in ("asserted", "announced") else f" ({each.modality})")),
            Cell(each.since or ""),
            Cell(each.until or "", (each.ended_by,) if each.ended_by else ()),
            Cell(count(each.count, "act"), each.events),
        )
        for each in pair.diplomacy[:MOST_SPELLS]
    )
    left = len(pair.diplomacy) - len(rows)
    head = ("aspect", "state", "since", "until", "from")
    return Table("Diplomatic state", head, rows, f"{left} more in --format json." if left else "")


def tie_tables(network: Network, names: Mapping[str, str]) -> tuple[Table, ...]:
    """The moods that last, the stated relations."""
    last = sorted(
        (tie for tie in network.ties if tie.basis == "acts" and tie.ended_by is None),
        key=lambda tie: -tie.acts,
    )
    stated = [tie for tie in network.ties if tie.basis == "stated"]
    turned = sum(tie.basis == "acts" and tie.ended_by is not None for tie in network.ties)
    moods = Table(
        "Moods that last",
        ("pair", "mood", "since", "acts"),
        tuple(
            (
                Cell(_two(tie, names, "and")),
                Cell(tie.kind),
                Cell(tie.since or ""),
                Cell(f"{tie.acts:,}", tie.events),
            )
            for tie in last[:MOST_TIES]
        ),
        f"{count(turned, 'mood')} that turned before: see the bars, or --format json." if turned else "",
    )
    ties = Table(
        "Relations that the account states",
        ("relation", "told as", "since", "until"),
        tuple(
            (
                Cell(_two(tie, names, RELATIONS.get(tie.kind, tie.kind)), tie.events),
                Cell(tie.modality),
                Cell(tie.since or ""),
                Cell(tie.until or "", (tie.ended_by,) if tie.ended_by else ()),
            )
            for tie in stated[:MOST_TIES]
        ),
    )
    return tuple(table for table in (moods, ties) if table.rows)


def _two(tie: Tie, names: Mapping[str, str], link: str) -> str:
    return f"{names.get(tie.head, tie.head)} {link} {names.get(tie.tail, tie.tail)}"


def excitation_table(found: Excitation) -> Table:
    """The kinds of acts that excite each other, strongest first, then the rest."""
    fit = found.fit
    if fit is None:
        return Table("", (), ())
    strong = found.found()
    rows = tuple(
        (
            Cell(each.source),
            Cell(each.target),
            Cell(estimate_words(each.children)),
            Cell(chance_words(each.p)),
            Cell(chance_words(each.q)),
        )
        for each in strong
    )
    caption = f"Beyond chance (false discovery rate .05): {len(strong)} of {len(fit.excitation)}"
    left = f"{count(found.left_out, 'act')} left out. " if found.left_out else ""
    more = (
        f"{left}Intervals at {fit.level:.0%}. Half of what an act brings forth comes within "
        f"{estimate_words(fit.half_life, 1)} days; spectral radius {estimate_words(fit.radius)}."
    )
    return Table(
        caption, ("an act of this kind", "brings forth", "direct answers each", "p", "q"), rows, more
    )
