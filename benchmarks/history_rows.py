"""Facts of past crises as rows of numbers, from the published files: ICB 14, MIE 1.0 and ICBe 1.1.

Only codes and dates are read, never a narrative. Each function names the columns it takes and how it codes
them; docs/escalation.md has the same in words.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ACT = {1: 1, 2: 2, 3: 2, 4: 1, 5: 1, 7: 4, 8: 5, 9: 6}
"""ICB trigger to the rung of the act: verbal, political, economic, external change, other non-violent,
non-violent military, indirect violent, violent. An internal challenge (6) is no act of a state."""
ANSWER = {1: 1, 2: 1, 3: 2, 4: 2, 5: 2, 6: 4, 7: 4}
"""ICB major response to the rung of the answer; violent ones (8, 9) stand on 5 or 6 by their severity."""
GRAVITY = {0: 0.25, 1: 0.25, 2: 0.5, 3: 0.5, 4: 0.5, 5: 1.0, 6: 1.0, 7: 0.5}
WORSENED = ("econdt", "socunr", "massvl", "gvinst")
NON_STATE = 996
MEDIATED = 4
FORCE, WAR = 4, 5
"""MIE hostility levels."""
DEADLY = 25
"""More dead than this on the other side make force a full strike (MID fatality level 2 and above)."""


def table(path: Path) -> list[dict[str, str]]:
    """A csv file as rows by column name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(row: dict[str, str], column: str) -> int | None:
    """A cell as a whole number, or none where it is empty."""
    return int(float(cell)) if (cell := row[column].strip()) else None


def pressure(row: dict[str, str]) -> float | None:
    """Share of the four domestic conditions that got worse; none where fewer than two are known."""
    known = [value for column in WORSENED if (value := number(row, column)) is not None]
    return sum(value == 1 for value in known) / len(WORSENED) if len(known) >= 2 else None


def answers(folder: Path) -> tuple[Array, npt.NDArray[np.int64]]:
    """ICB actor cases: columns act, gravity, pressure, answer (rungs); and the crisis of each."""
    rows, crises = [], []
    for row in table(folder / "history" / "icb2v14.csv"):
        act, major = ACT.get(number(row, "triggr") or 0), number(row, "majres")
        gravity, weight = GRAVITY.get(number(row, "gravty") or 0), pressure(row)
        if act is None or major is None or gravity is None or weight is None:
            continue
        violent = major in (8, 9)
        answer = (6 if (number(row, "sevvio") or 0) >= 3 else 5) if violent else ANSWER[major]
        rows.append((float(act), gravity, weight, float(answer)))
        crises.append(number(row, "crisno") or 0)
    return np.array(rows), np.array(crises)


def lengths(folder: Path) -> tuple[Array, npt.NDArray[np.int64]]:
    """ICB actor cases: days to the end, peak of violence (0–3), pressure, non-state trigger, mediation."""
    mediated = {
        number(row, "crisno"): float(number(row, "mediate") == MEDIATED)
        for row in table(folder / "history" / "icb1v14.csv")
        if number(row, "mediate") is not None
    }
    rows, crises = [], []
    for row in table(folder / "history" / "icb2v14.csv"):
        days, violence, crisis = number(row, "trgterra"), number(row, "viol"), number(row, "crisno")
        weight = pressure(row)
        if not days or violence is None or weight is None or crisis not in mediated:
            continue
        spoilt = float(number(row, "trigent") == NON_STATE)
        rows.append((float(days), violence - 1.0, weight, spoilt, mediated[crisis]))
        crises.append(crisis or 0)
    return np.array(rows), np.array(crises)


TALKS = {"meeting", "discussion"}
THIRD = {"mediation"}


RECENT = 28
"""Days for which talks or a call count as recent; those of the day itself do not."""


def talks(folder: Path) -> Array:
    """ICBe and ICB: the days of each crisis, one row a day on which it was still open.

    Columns: day (from 1); whether it ended that day; whether two of its sides had talked in the ``RECENT``
    days before; whether a third party had appealed to them or mediated then; peak of violence (0–3); crisis.
    """
    first = {number(row, "crisno"): row for row in table(folder / "history" / "icb1v14.csv")}
    seen: dict[int, list[tuple[date, bool, bool]]] = defaultdict(list)
    sides = _sides(folder)
    for event in _lines(folder / "icbe" / "events.jsonl.gz"):
        if not event["dup"] and (day := _day(event["date"])):
            seen[event["crisno"]].append((day, *_kind(event, sides[event["crisno"]])))
    parts = []
    for crisis, events in seen.items():
        row = first.get(crisis)
        start, end = (_icb_day(row, "trig"), _icb_day(row, "term")) if row else (None, None)
        if row and start and end and end > start:
            open_days = np.arange(1, (end - start).days + 1)
            recent = [_recent(open_days, start, [day for day, *kind in events if kind[n]]) for n in (0, 1)]
            peak, ended = float((number(row, "viol") or 1) - 1), open_days == open_days[-1]
            same = np.ones(len(open_days))
            parts.append(np.column_stack([open_days, ended, *recent, peak * same, crisis * same]))
    return np.concatenate(parts)


def _recent(days: npt.NDArray[np.int64], start: date, events: list[date]) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(days), dtype=bool)
    for event in events:
        since = days - (event - start).days
        found |= (since >= 1) & (since <= RECENT)
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _sides(folder: Path) -> dict[int, set[str]]:
    return {row["crisno"]: set(row["crisis_actors"]) for row in _lines(folder / "icbe" / "crises.jsonl.gz")}


def _kind(event: dict[str, Any], sides: set[str]) -> tuple[bool, bool]:
    """Whether two sides talked; whether a third party appealed to them or mediated."""
    talked = called = False
    if event["head"] == "do" and (deed := event["do"]):
        leaves = {leaf["leaf"] for leaf in deed["leaves"]}
        inside = sides & set(deed["source"])
        talked = bool(leaves & TALKS) and bool(inside) and bool(sides & set(deed["target"]))
        called = bool(leaves & THIRD) and bool(set(deed["source"]) - sides)
    if event["head"] == "say" and (speech := event["say"]):
        outside = set(speech["source"]) - sides
        called = "appeal" in speech["kinds"] and bool(outside) and bool(sides & set(speech["target"]))
    return talked, called


def _day(when: dict[str, Any] | None) -> date | None:
    return date.fromisoformat(when["iso"]) if when and when["precision"] == "day" else None


def _icb_day(row: dict[str, str], what: str) -> date | None:
    year, month, day = (number(row, f"{unit}{what}") for unit in ("yr", "mo", "da"))
    return date(year, month, min(day, 28)) if year and month and day else None


def exchanges(folder: Path, quiet: int = 60, window: int = 30) -> Array:
    """MIE: what followed when one side used force after ``quiet`` days without force in its confrontation.

    Columns: rung of the act (5, or 6 with more than 25 dead); rung of the other side's highest reply within
    ``window`` days (1 none or a threat, 4 display, 5 force, 6 force with more than 25 dead);
    whether the first side used force again within as many days after that; whether it came to war
    between them within 90 days.
    """
    rows = []
    for events in _confrontations(folder).values():
        last = None
        for place, (day, side, level, dead) in enumerate(events):
            if level < FORCE:
                continue
            calm = last is None or (day - last).days > quiet
            last = day
            if calm:
                rows.append((6.0 if dead > DEADLY else 5.0, *_exchange(events[place:], day, side, window)))
    return np.array(rows)


def confrontations(folder: Path) -> Array:
    """MIE confrontations of a pair: days from the first dated event to the last, peak of force (0–3)."""
    rows = []
    for events in _confrontations(folder).values():
        days = (events[-1][0] - events[0][0]).days
        peak = max(level for _, _, level, _ in events)
        deadly = any(dead > DEADLY for *_, dead in events)
        if days > 0:
            rows.append(
                (float(days), 3.0 if peak >= WAR else (2.0 if deadly else 1.0) if peak >= FORCE else 0.0)
            )
    return np.array(rows)


def _confrontations(folder: Path) -> dict[tuple[str, frozenset[str]], list[tuple[date, str, int, int]]]:
    """Dated events of each confrontation and pair: day, actor, hostility, dead on the other side."""
    found: dict[tuple[str, frozenset[str]], list[tuple[date, str, int, int]]] = defaultdict(list)
    for row in table(folder / "history" / "mie-1.0.csv"):
        year, month, day = (number(row, f"st{unit}") or -9 for unit in ("year", "mon", "day"))
        if min(year, month, day) < 0:
            continue
        pair = frozenset({row["ccode1"], row["ccode2"]})
        dead = max(number(row, "fatalmax2") or 0, 0)
        event = (date(year, month, day), row["ccode1"], number(row, "hostlev") or 0, dead)
        found[row["micnum"], pair].append(event)
    return {key: sorted(events, key=lambda event: event[0]) for key, events in found.items()}


def _exchange(
    events: list[tuple[date, str, int, int]], start: date, side: str, window: int
) -> tuple[float, float, float]:
    near = [event for event in events if (event[0] - start).days <= window]
    replies = [event for event in near if event[1] != side]
    top = max((level for _, _, level, _ in replies), default=0)
    deadly = any(level >= FORCE and dead > DEADLY for _, _, level, dead in replies)
    rung = (6 if deadly else 5) if top >= FORCE else 4 if top == 3 else 1
    after = max((day for day, _, _, _ in replies), default=start)
    again = any(
        actor == side and level >= FORCE and 0 < (day - after).days <= window
        for day, actor, level, _ in events
    )
    war = any(level >= WAR and 0 < (day - start).days <= 90 for day, _, level, _ in events)
    return float(rung), float(again), float(war)
