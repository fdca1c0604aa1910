"""A forecast from a table of events, as text and as JSON: chances, reasons, past rows, and its own record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from detente.report.words import count, line

if TYPE_CHECKING:
    from detente.dynamics import (
        Candidate,
        ConflictScore,
        NextEvent,
        PairChance,
        PastEvent,
        RankScore,
        TableForecast,
    )

FORMAT = "detente/forecast-table/1"
NAME = 40


def stream_json(forecast: TableForecast) -> str:
    """One JSON object with the record's fields."""
    body = {"format": FORMAT, **msgspec.to_builtins(forecast)}
    return msgspec.json.format(msgspec.json.encode(body), indent=2).decode() + "\n"


def stream_text(forecast: TableForecast) -> str:
    """Lines of plain text; every chance comes with what speaks for it and how such forecasts did."""
    return "\n".join(_lines(forecast)) + "\n"


def _lines(forecast: TableForecast) -> Iterator[str]:
    yield f"{forecast.table}: {count(forecast.events, 'event')}, forecast for {forecast.day}"
    for note in forecast.notes:
        yield f"  note: {line(note)}"
    if forecast.next is not None:
        yield from _next(forecast.next)
    if forecast.conflict:
        yield from _conflict(forecast.conflict)
    yield ""
    yield f"How this model did on this table from {forecast.scored_from} on, one step ahead"
    yield from _ranks(forecast.ranks)
    yield from _checks(forecast.checks)
    if forecast.card is not None:
        card = forecast.card
        yield ""
        yield f"Score card, {card.data}: {count(card.events, 'event')}, {count(card.days, 'day')} scored"
        yield from _ranks(card.ranks if forecast.next is not None else ())
        yield from _checks(card.conflict if forecast.conflict else ())


def _next(asked: NextEvent) -> Iterator[str]:
    one, two = asked.source or "?", asked.target or "?"
    yield ""
    yield f"Who comes next: {line(one)} — {line(asked.event)} — {line(two)}"
    for place, answer in enumerate(asked.answers, 1):
        yield f"{place:3}. {line(answer.actor, NAME):{NAME}} {_percent(answer.chance)}   {_share(answer)}"
        for event in answer.past:
            yield f"       {_event(event)} ({_percent(event.share).strip()} of its weight)"
        if answer.reasons:
            said = ", ".join(f"{reason.what} {reason.adds:+.2f}" for reason in answer.reasons)
            yield f"       counts behind it (log odds): {said}"


def _share(answer: Candidate) -> str:
    return (
        f"past between them {answer.past_share:.0%}, alike actors {answer.model_share:.0%}, "
        f"active of late {answer.lately_share:.0%}"
    )


def _conflict(chances: tuple[PairChance, ...]) -> Iterator[str]:
    for horizon in sorted({each.horizon for each in chances}):
        yield ""
        yield f"Material conflict within {horizon} days"
        for each in chances:
            if each.horizon != horizon:
                continue
            state = "an onset: none for 30 days" if each.onset else "had some in the last 30 days"
            names = f"{line(each.one, NAME)} — {line(each.two, NAME)}"
            yield f"  {names}: {_percent(each.chance).strip()} ({state})"
            yield (
                f"       of {each.near} such forecasts {each.came} came true: "
                f"{_percent(each.low).strip()} to {_percent(each.high).strip()}; "
                f"their own weekly frequency {_percent(each.weekly).strip()}"
            )
            for event in each.past:
                yield f"       {_event(event)}"


def _event(event: PastEvent) -> str:
    return f"row {event.row}, {event.date}: {line(event.source)} — {line(event.kind)} — {line(event.target)}"


def _ranks(rows: tuple[RankScore, ...]) -> Iterator[str]:
    if rows:
        yield f"  {'':22}{'answers':12}{'n':>8}{'MRR':>7}{'H@1':>6}{'H@10':>6}"
    for row in rows:
        if not row.n or (row.answers != "all" and row.model != "forecaster"):
            continue
        span = f"  {row.low:.3f} to {row.high:.3f}" if row.low is not None and row.high is not None else ""
        yield (
            f"  {row.model:22}{row.answers:12}{row.n:8,}{row.mrr:7.3f}{row.hits1:6.2f}{row.hits10:6.2f}{span}"
        )


def _checks(rows: tuple[ConflictScore, ...]) -> Iterator[str]:
    if rows:
        yield f"  {'Brier skill':32}{'n':>8}{'came':>7}{'model':>8}{'weekly frequency':>18}"
    for row in rows:
        what = f"within {row.horizon} days, {row.pairs}"
        yield f"  {what:32}{row.n:8,}{row.came:7,}{row.skill:8.3f}{row.weekly_skill:18.3f}"


def _percent(chance: float) -> str:
    return f"{100 * chance:5.1f} %" if chance >= 0.001 else "<0.1 %"
