"""Games for the tests of the signalling model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from detente.strategy import solve

SHARED = Path(__file__).parents[3] / "shared" / "data" / "strategy"
MULTIPLE = {"VA": 1.0, "barWA": -1.9, "barWB": -2.8, "bara": -1.2, "VB": 1.0}
FORMULAS = {"VA": "1", "barWA": "1", "barWB": "x", "bara": "1", "VB": "1"}
TRUTH = np.array([1.0, -1.9, -2.9, 0.1, -1.2, 1.0])
"""Coefficients of the design with several equilibria, in the order of the formulas."""


def reference_folder() -> Path:
    """The folder of reference estimates; skips the test where it is absent."""
    if not SHARED.exists():
        pytest.skip("the data kept beside the project is absent: strategy")
    return SHARED


def simulated(games: int, plays: int, rng: np.random.Generator) -> pd.DataFrame:
    """A table of the design with three equilibria, of which games with larger x are on higher ones."""
    x = rng.uniform(size=games)
    rows = []
    for value in x:
        found = solve({**MULTIPLE, "barWB": -2.9 + 0.1 * value})
        one = found[min(int(3 * value), len(found) - 1)]
        shares = np.array(one.outcomes)
        rows.append(rng.multinomial(plays, shares / shares.sum()))
    table = pd.DataFrame(rows, columns=["sq", "cd", "sf", "bd"])
    return table.assign(x=x, half=np.arange(games) % 2)
