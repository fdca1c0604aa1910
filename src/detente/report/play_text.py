"""A run of a crisis as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.report.lines import Grid, laid_out
from detente.report.words import line

if TYPE_CHECKING:
    from detente.strategy import Forecast, Played, Spread

BAR = 24
ROOM = 30
"""Columns that a quote needs at least beside what it speaks for."""
HEADS = (
    "ANSWERS",
    "ENDS",
    "WHAT HAPPENED",
    "WHAT MATTERS MOST",
    "CLAIMS PUT TO THE MODEL",
    "ASSUMPTIONS",
    "NOTES",
)


def play_text(played: Played, width: int = 100) -> str:
    """Everything a run shows, as plain text, ``width`` columns wide."""
    return laid_out(_lines(played, width), width)


def _lines(played: Played, width: int) -> Iterator[str | Grid]:
    first, second = played.names
    yield line(played.title)
    yield f"{first} acts first (rung {played.sides.observed.act}), {second} answers; {played.sides.why}"
    yield ""
    yield from _answers(played)
    yield ""
    yield from _ends(played)
    yield ""
    yield HEADS[2]
    if played.happened:
        found = played.happened
        yield f"• {found.path}: the model gives it {found.chance:.2f}, surprise {found.surprise:.1f} bits"
    else:
        yield f"• the account does not tell how {second} answered"
    for quote in played.sides.observed.act_evidence + played.sides.observed.reply_evidence:
        yield f"  “{line(quote.quote, width - 6)}”"
    yield ""
    yield from _tornado(played)
    yield ""
    yield HEADS[4]
    for claim in played.propositions:
        yield f"• {claim.claim}: {claim.verdict}"
        yield f"  {claim.says}"
    yield ""
    yield from _assumptions(played, width)
    yield ""
    yield HEADS[6]
    yield from (f"• {note}" for note in played.notes)
    yield f"• {played.draws} draws of the parameters, seed {played.seed}; ranges are the middle 90 %"


def _range(spread: Spread, digits: int = 2) -> str:
    return f"{spread.mean:.{digits}f} ({spread.low:.{digits}f}–{spread.high:.{digits}f})"


def _shift(spread: Spread, digits: int = 2) -> str:
    return f"{spread.mean:+.{digits}f} ({spread.low:+.{digits}f} to {spread.high:+.{digits}f})"


def _bar(value: float) -> str:
    return "▮" * round(value * BAR)


def _answers(played: Played) -> Iterator[str | Grid]:
    yield f"ANSWERS of {played.names[1]}, given the act"
    other = played.what_if
    shifts = {shift.name: shift for shift in played.differences}
    if other:
        yield f"  what if: {'; '.join(played.statements)}"
    rows: list[tuple[str, ...]] = []
    for place, answer in enumerate(played.baseline.answers):
        if other:
            there, change = other.answers[place], shifts[answer.name].change
            rows.append((answer.name, _range(answer.chance), _range(there.chance), _shift(change)))
        else:
            rows.append((answer.name, _range(answer.chance), _bar(answer.chance.mean)))
    force = _range(played.baseline.force)
    if other:
        rows.append(("by force", force, _range(other.force), _shift(shifts["answer by force"].change)))
        yield _compared(rows)
    else:
        yield _barred([*rows, ("by force", force, "")])


def _compared(rows: Sequence[Sequence[str]], *, headed: bool = True) -> Grid:
    return Grid(("", "as it was", "what if", "difference"), (16, 20, 20, 0), rows, headed=headed)


def _barred(rows: Sequence[Sequence[str]]) -> Grid:
    return Grid(("", "", ""), (16, 20, 0), rows, drawn=True)


def _ends(played: Played) -> Iterator[str | Grid]:
    yield HEADS[1]
    other = played.what_if
    shifts = {shift.name: shift for shift in played.differences}
    rows: list[tuple[str, ...]] = []
    for place, end in enumerate(played.baseline.ends):
        if other:
            there, change = other.ends[place], shifts[end.name].change
            rows.append((end.name, _range(end.chance), _range(there.chance), _shift(change)))
        elif end.chance.mean > 0:
            rows.append((end.name, _range(end.chance), _bar(end.chance.mean)))
    last = ("days to its end", _days(played.baseline))
    if other:
        yield _compared([*rows, (*last, _days(other), _days_shift(played))], headed=False)
    else:
        yield _barred([*rows, (*last, "")])
    yield f"• likeliest: {_path(played.baseline)}" + (f"; what if: {_path(other)}" if other else "")


def _days(found: Forecast) -> str:
    return _range(found.days, 0) if found.days else "–"


def _days_shift(played: Played) -> str:
    change = next((each.change for each in played.differences if each.name.startswith("days")), None)
    return _shift(change, 0) if change else ""


def _path(found: Forecast) -> str:
    return f"{found.path.name} ({found.path.chance.mean:.2f})"


def _tornado(played: Played) -> Iterator[str | Grid]:
    yield "WHAT MATTERS MOST for an answer by force (5 % to 95 % point of each parameter)"
    swings = [swing.force for swing in played.tornado]
    if not swings:
        return
    low, high = min(min(pair) for pair in swings), max(max(pair) for pair in swings)
    step = (high - low) / BAR or 1.0
    rows = []
    for swing in played.tornado:
        one, two = sorted(swing.force)
        left, right = round((one - low) / step), round((two - low) / step)
        bar = " " * left + "▬" * max(right - left, 1)
        rows.append((line(swing.label, 26), f"{swing.force[0]:.2f} → {swing.force[1]:.2f}", bar))
    yield Grid(("", "", ""), (28, 13, 0), rows, drawn=True)


def _assumptions(played: Played, width: int) -> Iterator[str]:
    yield HEADS[5]
    for parameter in played.parameters:
        if not parameter.support:
            continue
        yield f"• {parameter.label} {_range(parameter.now)}, without the account {_range(parameter.before)}"
        for support in sorted(parameter.support, key=lambda each: -each.weight)[:3]:
            sign = "+" if support.direction > 0 else "−"
            said = f"  {sign} {support.why} [{support.record}] "
            if (room := width - len(said) - 2) < ROOM:
                yield said
                said, room = "    ", width - 6
            yield f"{said}“{line(support.evidence.quote, room)}”"
        if len(parameter.support) > 3:
            yield f"  and {len(parameter.support) - 3} more"
