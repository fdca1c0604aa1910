"""ICBe v1.1 as acts: one sequence a crisis in the order of its narrative, duplicates left out.

A month is taken at its named part (5th, 15th or 25th), a year at its part, and what has no date takes the day
of the act told before it, as the measured anchors did.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.dynamics.within.acts import PRECISION, Act, Layer, label_of, step_of, tags_of

_PART_OF_MONTH = {"1": 5, "2": 15, "3": 25}
_PART_OF_YEAR = {"1": 2, "2": 6, "3": 10}


@dataclass(frozen=True)
class Story:
    """A coded crisis: its number, its acts in the order of the narrative, the text of its sentences."""

    crisis: int
    acts: tuple[Act, ...]
    texts: dict[int, str]


def stories(data: Path) -> list[Story]:
    """All crises with dated codings, by number."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _lines(data / "icbe" / "events.jsonl.gz"):
        if not row["dup"] and row["head"] in ("do", "say", "think"):
            rows[row["crisno"]].append(row)
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for row in _lines(data / "icbe" / "sentences.jsonl.gz"):
        texts[row["crisno"]][row["order"]] = row["text"]
    found = (Story(number, _acts(rows[number]), texts[number]) for number in sorted(rows))
    return [story for story in found if story.acts]


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _acts(rows: list[dict[str, Any]]) -> tuple[Act, ...]:
    rows = sorted(rows, key=lambda row: (row["sent_order"], row["eid"]))
    days = [_day(row["date"]) for row in rows]
    last = next((day for day, _ in days if day), None)
    if last is None:
        return ()
    acts = []
    for place, (row, (day, precision)) in enumerate(zip(rows, days, strict=True)):
        last = day or last
        acts.append(_act(row, place, last, precision))
    return tuple(acts)


def _act(row: dict[str, Any], place: int, day: int, precision: float) -> Act:
    layer: Layer = row["head"]
    do, outer = row["do"] or {}, row[layer] or {}
    leaves = [leaf["leaf"] for leaf in do.get("leaves", ())]
    directions = do.get("direction") or ()
    tags = tags_of(
        layer,
        kinds=outer.get("kinds", ()) if layer != "do" else (),
        leaves=leaves,
        directions=directions,
        armed=do.get("armed") == ["armed"],
        deadly=bool(set(do.get("fatalities") or ()) - {"none"}),
    )
    sources = outer.get("actors" if layer == "think" else "source", ())
    return Act(
        place=place, sentence=row["sent_order"], day=day, precision=precision, layer=layer, tags=tags,
        label=label_of(layer, directions), force=layer == "do" and "force" in tags, sources=tuple(sources),
        targets=tuple(outer.get("target", ()) if layer != "think" else ()), step=step_of(directions),
        doers=tuple(do.get("source", ())), objects=tuple(do.get("target", ())), id=row["eid"],
    )  # fmt: skip


def _day(when: dict[str, Any] | None) -> tuple[int | None, float]:
    if not when or not when["iso"]:
        return None, 0.0
    raw = when["raw"]
    year, *rest = (int(part) for part in when["iso"].split("-"))
    month = rest[0] if rest else _PART_OF_YEAR.get(min(raw.get("year_part") or [""]), 7)
    day = (
        rest[1]
        if len(rest) > 1
        else _PART_OF_MONTH.get(min(raw.get("month_part") or [""]), 15)
        if rest
        else 1
    )
    try:
        return date(year, month, day).toordinal(), PRECISION[when["precision"]]
    except ValueError:
        return None, 0.0
