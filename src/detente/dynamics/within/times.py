"""How long until the next event, and until the end: proportional hazards (Cox 1972, JRSS B 34(2)).

``S(t | x) = exp(-H(t) · exp(x·b))`` with the baseline ``H`` of Breslow; fitted by statsmodels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from detente.dynamics.within.features import OTHERS, Array, names
from detente.dynamics.within.model import FURTHEST

COVARIATES = (
    *OTHERS,
    *(f"{tag} · 60 days" for tag in ("force", "talks", "settlement", "withdrawal", "threat", "relief")),
)
"""The features of a moment that the times depend on."""


@dataclass(frozen=True, eq=False)
class Hazard:
    """``mean``, ``scale`` and ``weights`` (C,) of ``COVARIATES``; ``days`` (B,), baseline ``hazard`` (B,)."""

    mean: Array
    scale: Array
    weights: Array
    days: Array
    hazard: Array

    def risk(self, rows: Array) -> Array:
        """Relative hazards (R,) of rows (R, F) of all features of a moment."""
        standard = np.clip((rows[:, covariates()] - self.mean) / self.scale, -FURTHEST, FURTHEST)
        found: Array = np.exp(standard @ self.weights)
        return found

    def waiting(self, rows: Array, days: Array) -> Array:
        """The chance (R, D) that it has not come after so many days; rows (R, F), days (D,)."""
        at = np.searchsorted(self.days, days, side="right")
        hazard = np.append(0.0, self.hazard)[at]
        found: Array = np.exp(-self.risk(rows)[:, None] * hazard)
        return found

    def quantile(self, rows: Array, share: float) -> Array:
        """The days (R,) by which it has come with this chance; infinite where the data end before."""
        needed = -np.log1p(-share) / self.risk(rows)
        at = np.searchsorted(self.hazard, needed)
        found: Array = np.append(self.days, np.inf)[at]
        return found

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """All arrays by name, as ``from_arrays`` takes them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Self:
        """The hazard that ``arrays`` gave."""
        return cls(**{each.name: np.asarray(arrays[each.name], float) for each in fields(cls)})


def covariates() -> list[int]:
    """The places of ``COVARIATES`` among the features."""
    place = {name: at for at, name in enumerate(names())}
    return [place[name] for name in COVARIATES]
