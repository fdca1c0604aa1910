"""MIE 1.0 as confrontations of dated acts below war, and the question how each act is answered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from learn import Rows

from detente.dynamics.within.exchanges import ANSWERS, Clash, answer_to, exchange_features

WAR = 5


def confrontations(data: Path) -> dict[int, list[Clash]]:
    """The acts of each confrontation by its number, in order of day, then as numbered in the data.

    Left out are acts without a day and those coded as war, as in the measured anchor (21,577 acts).
    """
    table = pd.read_csv(data / "history" / "mie-1.0.csv")
    table = table[(table.stday > 0) & (table.stmon > 0) & (table.hostlev < WAR)]
    found: dict[int, list[tuple[int, int, Clash]]] = defaultdict(list)
    for row in table.itertuples():
        day = date(row.styear, row.stmon, row.stday).toordinal()
        clash = Clash(str(row.ccode1), str(row.ccode2), day, int(row.hostlev), f"{row.micnum}:{row.eventnum}")
        found[row.micnum].append((day, row.eventnum, clash))
    return {
        number: [one[2] for one in sorted(rows, key=lambda one: one[:2])] for number, rows in found.items()
    }


def answer_rows(crises: dict[int, list[Clash]]) -> tuple[Rows, list[int]]:
    """A row for each act, and its level."""
    past: dict[frozenset[str], list[tuple[int, int, Clash]]] = defaultdict(list)
    for number, acts in crises.items():
        for one in acts:
            past[one.pair].append((one.day, number, one))
    for found in past.values():
        found.sort(key=lambda one: one[0])
    features, came, crisis, levels = [], [], [], []
    for number, acts in crises.items():
        following = _following(acts)
        for at, one in enumerate(acts):
            earlier = [act for day, of, act in past[one.pair] if of != number and day < one.day]
            features.append(exchange_features(one, acts[:at], earlier[-60:]))
            answer = answer_to(one, following[at])
            assert answer is not None
            came.append(answer)
            crisis.append(number)
            levels.append(one.level)
    return Rows(np.array(features), np.array(came), np.array(crisis), len(ANSWERS)), levels


def _following(acts: list[Clash]) -> list[Clash | None]:
    """The next act between the same two, for each."""
    coming: dict[frozenset[str], Clash] = {}
    found: list[Clash | None] = []
    for one in reversed(acts):
        found.append(coming.get(one.pair))
        coming[one.pair] = one
    return found[::-1]
