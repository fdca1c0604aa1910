"""Fits the base rates to the table of past crises that ships with détente, and nothing else.

    python training/history/fit_base_rates.py

Writes ``src/detente/history/data/base_rates.json``: mean and covariance of the columns of ``design.py`` over
all past actors, and for every model its coefficients with their covariance.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
import numpy as np
from build_table import OUT
from fitting import cases_of, fit_all

from detente.history import card, crises
from detente.history.design import COLUMNS
from detente.history.hazard import Fitted

DIGITS = 6


def rounded(value: Any) -> Any:
    """Figures to six digits that count."""
    if isinstance(value, float):
        return float(np.format_float_positional(value, DIGITS, fractional=False)) if value else 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def main() -> None:
    """Fit and write."""
    found = Fitted(
        "training/history/fit_base_rates.py", card().citation, card().sha256["actors.tsv.gz"],
        tuple(column.name for column in COLUMNS), *fit_all(cases_of(crises())),
    )  # fmt: skip
    result = rounded(msgspec.to_builtins(found))
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    (OUT / "base_rates.json").write_text(text.replace('],["', '],\n["') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
