"""What ICB codes of the actors whose crisis has begun by a day; used to see what such facts would add.

Only what is known by then: an actor counts from the day of its trigger, its response from the day of that.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from detente.dynamics.within.features import Array

GRADED = (
    *("gravty", "powdis", "pc", "regime", "econdt", "socunr", "gvinst", "massvl", "nuclear", "powsta"),
    *("allycap", "issue"),
)
TRIGGERS = range(1, 10)


class Facts:
    """ICB's actors by crisis."""

    def __init__(self, data: Path) -> None:
        table = pd.read_csv(data / "history" / "icb2v14.csv", encoding="utf-8-sig")
        self.actors: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in table.to_dict("records"):
            begun = _day(row["yrtrig"], row["motrig"], row["datrig"])
            if begun is not None:
                answered = _day(row["yerres"], row["monres"], row["dayres"])
                self.actors[int(row["crisno"])].append({**row, "begun": begun, "answered": answered})

    def row(self, crisis: int, day: int) -> Array:
        """The facts (G,) known at the end of a day; -1 where ICB does not know."""
        begun = [actor for actor in self.actors[crisis] if actor["begun"] <= day]
        graded = []
        for name in GRADED:
            known = [actor[name] for actor in begun if actor[name] == actor[name]]
            graded += [max(known, default=-1), min(known, default=-1)]
        answers = [actor["majres"] for actor in begun if actor["answered"] and actor["answered"] <= day]
        since = math.log1p(day - min(actor["begun"] for actor in begun)) if begun else -1
        return np.array(
            [
                *graded,
                *(sum(actor["triggr"] == kind for actor in begun) for kind in TRIGGERS),
                math.log1p(len(begun)),
                since,
                sum(answer in (8, 9) for answer in answers),
                sum(answer in (6, 7) for answer in answers),
                sum(answer < 6 for answer in answers),
                len(begun) - len(answers),
            ],
            float,
        )


def _day(year: float, month: float, day: float) -> int | None:
    """The day, its month's middle or its year's; ``None`` where the year is not known."""
    if year != year:
        return None
    in_month = int(day) if day == day and 1 <= day <= 28 else 15
    return date(int(year), int(month) if month == month and 1 <= month <= 12 else 7, in_month).toordinal()
