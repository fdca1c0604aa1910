"""Strategic choice models of Kenkel and Signorino (2014, JSS 56(8)), run again.

The specification of every entry of the reference file is read from the names of its coefficients, such as
``u1(esc,war):regime1dem``: the payoff, then the regressor, a category glued to its column. The table is the
one that the entry's name begins with.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from detente.strategy.choice import StrategicChoice, UltimatumGame
from detente.strategy.replication.comparison import Comparison, compare, read_reference, read_table

REFERENCE = "games_reference.json"
# Table, tree, outcomes, and how the reference names the payoffs of ends.
TREES: dict[str, tuple[str, str, str | tuple[str, ...], dict[str, str]]] = {
    "war1800": (
        "war1800.csv",
        "12",
        ("sq", "capit", "war"),
        {"~esc": "L", "esc,~war": "RL", "esc,war": "RR"},
    ),
    "data_122": ("data_122.csv", "122", "y", {}),
    "data_123": ("data_123.csv", "123", "y", {}),
}
ULTIMATA = {
    "data_ult": ("data_ult.csv", 15.0, ("offer", "accept")),
    "ultimatum2010": ("ultimatum2010.csv", 100.0, ("offer", "accept")),
}


def reproduce_games(folder: Path) -> dict[str, Comparison]:
    """Every entry of games_reference.json whose table is in the folder, fitted again.

    Without the reference file there is nothing to fit: raises ``ModelError`` M120; M121 where it is damaged.
    """
    reference = read_reference(folder, REFERENCE)
    entries = {
        name: entry for name, entry in reference.items() if isinstance(entry, dict) and "coef" in entry
    }
    if not entries:
        from detente.errors import ModelError

        raise ModelError(
            "M120",
            "holds no fits to run again",
            where=str(folder / REFERENCE),
            remedy=f"Give a folder with {REFERENCE}",
        )
    found = {}
    for name, entry in entries.items():
        table = next((key for key in (*TREES, *ULTIMATA) if name.startswith(key)), None)
        if table in TREES:
            found[name] = _tree(folder, name, entry, *TREES[table])
        elif table in ULTIMATA:
            found[name] = _ultimatum(folder, name, entry, *ULTIMATA[table])
    return found


def _tree(
    folder: Path, name: str, entry: dict[str, Any], file: str, tree: str, outcomes: Any, ends: dict[str, str]
) -> Comparison:
    table = _part(read_table(folder, file), name)
    formulas, renamed = _specification(entry["coef"], table, ends)
    game = StrategicChoice(
        table,
        formulas,
        outcomes,
        tree=tree,
        errors=entry.get("type", "agent"),
        link=entry.get("link", "probit"),
    )
    fit = game.fit()
    ours = {renamed.get(key, key): value for key, value in fit.params.to_dict().items()}
    note = "; ".join(fit.warnings) or None
    return compare(fit.loglike, fit.seconds, fit.converged, ours, entry, note)


def _ultimatum(
    folder: Path, name: str, entry: dict[str, Any], file: str, prize: float, columns: tuple[str, str]
) -> Comparison:
    table = read_table(folder, file)
    formulas, renamed = _specification(
        {key: value for key, value in entry["coef"].items() if ":" in key}, table, {}
    )
    fixed = {
        scale: float(np.exp(entry["coef"][f"log({scale})"]))
        for scale in ("s1", "s2")
        if entry.get("se", {}).get(f"log({scale})") in ("NA", None)
    }
    accept = None if "offer" in name else columns[1]
    fit = UltimatumGame(table, formulas, columns[0], accept, prize=prize, fixed=fixed).fit()
    ours = {renamed.get(key, key): value for key, value in fit.params.to_dict().items()}
    note = "; ".join(fit.warnings) or None
    return compare(fit.loglike, fit.seconds, fit.converged, ours, entry, note)


def _part(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows that an entry's name asks for: ``…_1850on`` are those from that year."""
    since = re.search(r"_(\d{4})on$", name)
    return table if since is None else table[table["year"] >= int(since[1])]


def _specification(
    coefficients: dict[str, float], table: pd.DataFrame, ends: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Formulas by payoff, and the reference's name of each coefficient by ours."""
    terms: dict[str, dict[str, None]] = {}
    renamed: dict[str, str] = {}
    for name in coefficients:
        label, regressor = name.split(":", 1)
        payoff = re.sub(r"\((.*)\)", lambda found: f"({ends.get(found[1], found[1])})", label, count=1)
        chosen = terms.setdefault(payoff, {"0": None})
        if regressor == "(Intercept)":
            chosen.pop("0", None)
            chosen["1"] = None
            renamed[f"{payoff}:(Intercept)"] = name
            continue
        column = _column_of(regressor, table)
        chosen[column] = None
        category = regressor.removeprefix(column)
        renamed[f"{payoff}:{column}[T.{category}]" if category else f"{payoff}:{column}"] = name
    return {payoff: " + ".join(chosen) for payoff, chosen in terms.items()}, renamed


def _column_of(regressor: str, table: pd.DataFrame) -> str:
    """The column of a regressor: its own name, or the longest column that it begins with."""
    if regressor in table.columns:
        return regressor
    near = [str(column) for column in table.columns if regressor.startswith(str(column))]
    return max(near, key=len, default=regressor)
