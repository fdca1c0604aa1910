"""The dynamics of a crisis or a table as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.report.estimates import chance_words, estimate_words, share_words
from detente.report.lines import Grid, laid_out
from detente.report.words import line, listed

if TYPE_CHECKING:
    from detente.dynamics import (
        Curve,
        Dynamics,
        Excitation,
        Pair,
        PairPhases,
        Replies,
        ReplyRow,
        Spell,
        Step,
        Tie,
    )

MOST_STEPS, MOST_TIES, MOST_SPELLS, MOST_SHOWN = 20, 16, 12, 6


def dynamics_text(dynamics: Dynamics, width: int = 100, names: Mapping[str, str] | None = None) -> str:
    """Everything measured, as plain text, ``width`` columns wide; ``names`` stand for the ids of sides."""
    return laid_out(_lines(dynamics, _told_apart(names or {})), width)


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The names; those that several sides have, with the id."""
    often = Counter(names.values())
    return {id: f"{name} ({id})" if often[name] > 1 else name for id, name in names.items()}


def _lines(dynamics: Dynamics, names: Mapping[str, str]) -> Iterator[str | Grid]:
    yield dynamics.name
    where = f", {dynamics.start} to {dynamics.end}" if dynamics.start else ""
    scale = f"; Goldstein's scale in the {dynamics.goldstein} version" if _valued(dynamics) else ""
    yield f"{_count(dynamics.acts, 'act')} of one side on another{where}{scale}"
    if dynamics.undated:
        yield (
            f"{_count(dynamics.undated, 'act')} without a day, in no series; "
            f"{_count(len(dynamics.unplaced), 'event')} without a place in time either, "
            "in no curve, phase or reply table"
        )
    for pair in dynamics.pairs:
        yield ""
        yield from _pair(dynamics, pair)
    if dynamics.of == "table" or len(dynamics.pairs) > 1:
        yield ""
        yield "REPLIES of all sides"
        yield from _replies(dynamics.replies)
    if dynamics.excitation is not None:
        yield ""
        yield from _excitation(dynamics.excitation)
    yield ""
    yield from _network(dynamics, names)
    if dynamics.notes:
        yield ""
        yield "NOTES"
        yield from (f"• {note}" for note in dynamics.notes)


def _valued(dynamics: Dynamics) -> bool:
    series = [series for pair in dynamics.pairs for series in pair.series]
    return any(step.goldstein is not None for each in series for step in each.steps)


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _pair(dynamics: Dynamics, pair: Pair) -> Iterator[str | Grid]:
    one, two = pair.names
    yield f"{one.upper()} AND {two.upper()}: {_count(pair.acts, 'act')}, {pair.undated} without a day"
    yield ""
    yield from _series(pair, one, two)
    yield ""
    yield "CURVES, the highest rung so far where it rises"
    for curve, name in zip(pair.curves, (one, two), strict=True):
        yield f"• {name}: {_curve(curve)}"
    yield ""
    yield from _phases(pair.phases)
    if pair.sides == dynamics.pairs[0].sides and dynamics.told:
        told = "; ".join(f"{phase.name} {phase.start or ''}".strip() for phase in dynamics.told)
        yield f"• as the account is told: {told}"
    for table, answering in zip(pair.replies, (two, one), strict=True):
        yield ""
        yield f"REPLIES of {answering}"
        yield from _replies(table)
    if pair.diplomacy:
        yield ""
        yield "DIPLOMATIC STATE"
        yield from _cut([_spell(spell) for spell in pair.diplomacy], MOST_SPELLS)


def _series(pair: Pair, one: str, two: str) -> Iterator[str | Grid]:
    unit = pair.series[0].unit
    yield f"SERIES by {unit}: acts, highest rung, sum of Goldstein's values"
    there, back = ({step.day: step for step in series.steps} for series in pair.series)
    days = sorted({*there, *back})
    if not days:
        yield "• no act has a day"
        return
    if len(days) > MOST_STEPS:
        yield f"• the last {MOST_STEPS} of {len(days)} {unit}s with acts; --format csv has all"
    rows = []
    for day in days[-MOST_STEPS:]:
        steps = (there.get(day), back.get(day))
        events = [event for step in steps if step for event in step.events]
        start = next(step.start for step in steps if step)
        rows.append((start, _step(steps[0]), _step(steps[1]), _some(events)))
    yield Grid((unit, line(one, 26), line(two, 26), "events"), (12, 28, 28, 0), rows)


def _step(step: Step | None) -> str:
    if step is None:
        return "."
    rung = "–" if step.top is None else str(step.top)
    value = "–" if step.goldstein is None else f"{step.goldstein:+.1f}"
    return f"{step.acts:>3}  rung {rung:>2}  {value:>7}"


def _curve(curve: Curve) -> str:
    if not curve.points:
        return "no act with a rung and a place in time"
    rises, highest = [], None
    for point in curve.points:
        if highest is None or point.highest > highest:
            highest = point.highest
            rises.append(f"{highest} ({point.when or 'no date'}, {point.event})")
    return f"{' → '.join(rises)}; last {curve.points[-1].rung}"


def _phases(found: PairPhases) -> Iterator[str]:
    yield f"PHASES by change points of the {found.signal}"
    if found.note:
        yield f"• {found.note}"
        return
    if not found.turns:
        values = _count(found.values, "value")
        yield f"• {values}, and no change of level that is worth its penalty"
    for stretch in found.stretches:
        when = f", {stretch.start} to {stretch.end}" if stretch.start else ""
        top = "" if stretch.top is None else f", highest rung {stretch.top}"
        acts = f"{_count(stretch.acts, 'act')} ({_some(stretch.events)})" if stretch.acts else "no acts"
        yield f"• {stretch.name}{when}: level {stretch.level:.1f}{top}, {acts}"
    for turn in found.turns:
        between = f", between {turn.earliest} and {turn.latest}" if turn.earliest and turn.latest else ""
        yield (
            f"• change at {turn.when or 'an act without a date'} ({turn.event}): "
            f"{turn.before:.1f} to {turn.after:.1f}; found again in {turn.support:.0%} of resampled series"
            f"{between}, permutation p {turn.p:.3f}"
        )


def _replies(table: Replies) -> Iterator[str | Grid]:
    if not table.total.acts:
        yield "• no acts with a place in time that call for an answer"
        return
    yield f"• {table.rule}; the last two columns: on the same rung or higher"
    heads = ("rung", f"{'acts':>10} ", "answered", "days", "first reply", "hardest of its run")
    yield Grid(heads, (4, 12, 20, 8, 20, 0), [_row(row) for row in (*table.rows, table.total)])
    if table.total.few:
        yield f"• too few acts to conclude from: {table.total.acts}"
    if table.undated:
        yield f"• {_count(table.undated, 'reply')} by the stated order alone: how fast is not known"
    if table.total.pairs:
        shown = [f"{act}→{reply}" for act, reply in table.total.pairs]
        yield f"• answered: {_some(shown)}"


def _row(row: ReplyRow) -> tuple[str, ...]:
    name = " all" if row.rung is None else f"{row.rung:>4}"
    days = f"{row.days.median:g} ({row.days.low:g}–{row.days.high:g})" if row.days else "–"
    shares = (share_words(row.answered), share_words(row.level), share_words(row.hardest))
    return name, f"{row.acts:>10,} ", shares[0], days, shares[1], shares[2]


def _excitation(found: Excitation) -> Iterator[str]:
    yield "EXCITATION, whose acts bring forth whose (a Hawkes process)"
    if found.fit is None:
        yield f"• {found.reason}"
        return
    left = f", {_count(found.left_out, 'act')} left out" if found.left_out else ""
    fit = found.fit
    kinds, alone = _count(len(fit.types), "kind"), f"{fit.exogenous():.0%}"
    yield (
        f"• {_count(found.events, 'act')} of {kinds}{left}; half of what an act brings forth comes within "
        f"{fit.half_life.value:.1f} days; {alone} of the acts have no earlier act behind them"
    )
    excites = [
        f"• {each.source} → {each.target}: {estimate_words(each.children)} further acts for each, "
        f"q {chance_words(each.q)}"
        for each in found.found()
    ]
    yield from _cut(excites or ["• no kind of act excites another beyond chance"], MOST_SHOWN)
    yield from (f"• {note}" for note in fit.notes)


def _spell(spell: Spell) -> str:
    since = f" since {spell.since}" if spell.since else ""
    end = spell.until or spell.ended_by
    until = f" until {end}" if end else ""
    told = "" if spell.modality in ("asserted", "announced") else f" ({spell.modality})"
    often = f", {_count(spell.count, 'act')}" if spell.count > 1 else ""
    return f"• {spell.aspect}: {spell.state}{told}{since}{until}{often} ({_some(spell.events)})"


def _network(dynamics: Dynamics, names: Mapping[str, str]) -> Iterator[str]:
    network = dynamics.network
    yield "NETWORK, the mood of what sides did and the relations that are stated"
    if not network.ties:
        yield "• no ties"
    moods = [tie for tie in network.ties if tie.basis == "acts"]
    last = [tie for tie in moods if tie.ended_by is None]
    turned = len(moods) - len(last)
    stated = [tie for tie in network.ties if tie.basis == "stated"]
    yield from _cut([_tie(tie, names) for tie in sorted(last, key=lambda tie: -tie.acts)], MOST_TIES)
    yield from _cut([_tie(tie, names) for tie in stated], MOST_TIES)
    if turned:
        yield f"• moods that turned: {turned} (all are in --format json)"
    for alone in network.isolated:
        side, *towards = (names.get(id, id) for id in (alone.side, *alone.towards[:8]))
        yield f"• {side} stands alone: its last acts with {listed(towards)} are hostile"
    if network.left_out:
        yield f"• {network.left_out:,} less busy sides are left out"


def _tie(tie: Tie, names: Mapping[str, str]) -> str:
    link = "and" if tie.basis == "acts" else tie.kind.replace("_", " ")
    mood = f": {tie.kind}" if tie.basis == "acts" else ""
    since = f" since {tie.since}" if tie.since else ""
    until = f" until {tie.until}" if tie.until else ""
    told = "" if tie.modality == "asserted" else f" ({tie.modality})"
    acts = f", {_count(tie.acts, 'act')}" if tie.acts else ""
    head, tail = (names.get(id, id) for id in (tie.head, tie.tail))
    return f"• {head} {link} {tail}{mood}{told}{since}{until}{acts} ({_some(tie.events)})"


def _some(names: Sequence[str], most: int = MOST_SHOWN) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _cut(lines: list[str], most: int) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"• … and {len(lines) - most} more"
