"""Days from the end of a day to the next day with an act, and to the end of the crisis by ICB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from icbe import Story
from scipy.optimize import minimize

from detente.dynamics.within.features import Array, features, known_at
from detente.dynamics.within.model import FURTHEST
from detente.dynamics.within.times import Hazard, covariates

TO_THE_DAY = 3.0


@dataclass(frozen=True, eq=False)
class Waits:
    """R moments: features (R, F), the days until it came or was last awaited, whether it came, the crisis."""

    features: Array
    days: Array
    came: npt.NDArray[np.bool_]
    crisis: npt.NDArray[np.int64]

    def part(self, mask: npt.NDArray[np.bool_]) -> Waits:
        return Waits(self.features[mask], self.days[mask], self.came[mask], self.crisis[mask])


def ends(data: Path) -> dict[int, int]:
    """The day on which ICB holds a crisis to have ended for its last actor."""
    table = pd.read_csv(data / "history" / "icb2v14.csv", encoding="utf-8-sig")
    found: dict[int, int] = {}
    for row in table.dropna(subset=["yrterm", "moterm"]).itertuples():
        known = 1 <= row.daterm <= 31
        try:
            day = date(int(row.yrterm), int(row.moterm), int(row.daterm) if known else 15).toordinal()
        except ValueError:
            continue
        found[int(row.crisno)] = max(found.get(int(row.crisno), 0), day)
    return found


def to_next(stories: Sequence[Story], end: dict[int, int]) -> Waits:
    """From each day that is dated to the day; open at the end of the crisis where nothing follows."""
    return _waits(stories, end, after=True)


def to_end(stories: Sequence[Story], end: dict[int, int]) -> Waits:
    """From each day that is dated to the day and not after the end."""
    return _waits(stories, end, after=False)


def _waits(stories: Sequence[Story], end: dict[int, int], *, after: bool) -> Waits:
    rows: list[tuple[Array, float, bool, int]] = []
    for story in stories:
        days = sorted({act.day for act in story.acts if act.precision == TO_THE_DAY})
        last = end.get(story.crisis)
        for at, day in enumerate(days):
            follows = after and at + 1 < len(days)
            until = days[at + 1] if follows else last
            if until is not None and until > day:
                known = known_at(story.acts, day)
                rows.append((features(known, day), float(until - day), follows or not after, story.crisis))
    return Waits(*(np.array(column) for column in zip(*rows, strict=True)))


def fit_hazard(waits: Waits, penalty: float = 20.0) -> Hazard:
    """Cox's model by penalised likelihood (ridge), and its baseline."""
    from statsmodels.duration.hazard_regression import PHReg

    chosen = waits.features[:, covariates()]
    mean, scale = chosen.mean(axis=0), chosen.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    standard = np.clip((chosen - mean) / scale, -FURTHEST, FURTHEST)
    model = PHReg(waits.days, standard, status=waits.came.astype(int), ties="breslow")
    found = minimize(
        lambda weights: penalty / 2 * weights @ weights - model.loglike(weights),
        np.zeros(standard.shape[1]),
        jac=lambda weights: penalty * weights - model.score(weights),
        method="L-BFGS-B",
        options={"maxiter": 40},
    )
    return Hazard(mean, scale, found.x, *breslow(waits, np.exp(standard @ found.x)))


def breslow(waits: Waits, risk: Array, steps: int = 60) -> tuple[Array, Array]:
    """Days and cumulative baseline hazard, thinned to ``steps`` days."""
    days = np.unique(waits.days[waits.came])
    order = np.argsort(waits.days)
    at_risk = np.append(np.cumsum(risk[order][::-1])[::-1], 0.0)
    came = np.array([(waits.days[waits.came] == day).sum() for day in days])
    hazard = np.cumsum(came / at_risk[np.searchsorted(waits.days[order], days)])
    kept = np.unique(
        np.searchsorted(hazard, np.linspace(hazard[0], hazard[-1], 4 * steps)).clip(0, len(days) - 1)
    )
    kept = np.union1d(kept, np.arange(min(steps, len(days))))
    return days[kept], hazard[kept]
