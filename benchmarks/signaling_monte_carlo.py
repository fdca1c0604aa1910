"""Monte Carlo of the signalling game's estimators, in the designs of Crisman-Cox and Gibilisco (2021).

    python benchmarks/signaling_monte_carlo.py                  a table; 20 samples a cell, some minutes
    python benchmarks/signaling_monte_carlo.py --samples 1000   as the article
    python benchmarks/signaling_monte_carlo.py --cell 3         only the last cell
    python benchmarks/signaling_monte_carlo.py --write          also into benchmarks/results/signaling.json

The article's designs: VA = 1, VB = 1, bara = -1.2 and either barWA = -1.9, barWB = -2.9 + 0.1 x (three
equilibria, of which games with x in the lower, middle and upper third are on the lowest, middle and
highest) or barWA = -1.8, barWB = -2.45 + 0.1 x (one); x uniform. RMSE is the root of the mean squared
distance of the six coefficients from the truth. The article's figures are read from
``../shared/data/strategy`` where that is present. A long tail makes RMSE of few samples noisy, so that the
median distance stands beside it.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from detente.strategy import SignalingGame, solve

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "signaling.json"
SHARED = ROOT.parent / "shared" / "data" / "strategy"
FORMULAS = {"VA": "1", "barWA": "1", "barWB": "x", "bara": "1", "VB": "1"}
DESIGNS = {"multiple": (-1.9, -2.9), "unique": (-1.8, -2.45)}
CELLS = (("multiple", 200, 200), ("multiple", 50, 25), ("unique", 200, 200), ("unique", 50, 25))
METHODS = ("cmle", "npl", "pl")


def sample(design: str, games: int, plays: int, rng: np.random.Generator) -> tuple[pd.DataFrame, np.ndarray]:
    """A table drawn from the design, and the true coefficients."""
    firm, fight = DESIGNS[design]
    x = rng.uniform(size=games)
    rows = []
    for value in x:
        found = solve({"VA": 1, "VB": 1, "bara": -1.2, "barWA": firm, "barWB": fight + 0.1 * value})
        shares = np.array(found[min(int(3 * value), len(found) - 1)].outcomes)
        rows.append(rng.multinomial(plays, shares / shares.sum()))
    table = pd.DataFrame(rows, columns=["sq", "cd", "sf", "bd"]).assign(x=x)
    return table, np.array([1.0, firm, fight, 0.1, -1.2, 1.0])


def published(design: str, games: int, plays: int) -> dict[str, float]:
    """The article's RMSE by estimator, empty where its table is absent."""
    path = SHARED / f"psrm_mc_rmse_{design}_eq.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["M"], row["Observations"]) == (str(games), str(plays))
        ]
    return {row["Estimator"].lower(): float(row["RMSE"]) for row in rows}


def cell(design: str, games: int, plays: int, samples: int, seed: int) -> list[dict[str, Any]]:
    """The rows of one cell of the table."""
    rng = np.random.default_rng(seed)
    distances: dict[str, list[float]] = {method: [] for method in METHODS}
    spent = dict.fromkeys(METHODS, 0.0)
    for _ in range(samples):
        table, truth = sample(design, games, plays, rng)
        game = SignalingGame(table, FORMULAS, ("sq", "cd", "sf", "bd"))
        for method in METHODS:
            began = time.process_time()
            fit = game.fit(method)
            spent[method] += time.process_time() - began
            distances[method].append(float(np.linalg.norm(fit.params.to_numpy() - truth)))
    theirs = published(design, games, plays)
    return [
        {
            "design": design, "games": games, "plays": plays, "estimator": method, "samples": samples,
            "rmse": float(np.sqrt(np.mean(np.square(found)))), "median": float(np.median(found)),
            "upper_decile": float(np.quantile(found, 0.9)), "largest": float(np.max(found)),
            "published": theirs.get(method), "seconds": spent[method] / samples,
        }
        for method, found in distances.items()
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1962)
    parser.add_argument("--cell", type=int, choices=range(len(CELLS)), help="only this one, from 0")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    rows: list[dict[str, Any]] = []
    if wanted.cell is not None and RESULTS.exists():
        rows = json.loads(RESULTS.read_text(encoding="utf-8"))["rows"]
        rows = [row for row in rows if (row["design"], row["games"], row["plays"]) != CELLS[wanted.cell]]
    print("| design | games | plays | estimator | RMSE | median | published RMSE | seconds |")
    print("|---|---:|---:|---|---:|---:|---:|---:|")
    for design, games, plays in CELLS if wanted.cell is None else [CELLS[wanted.cell]]:
        for row in cell(design, games, plays, wanted.samples, wanted.seed):
            rows.append(row)
            theirs = "" if row["published"] is None else f"{row['published']:.2f}"
            print(
                f"| {design} | {games} | {plays} | {row['estimator']} | {row['rmse']:.2f} "
                f"| {row['median']:.2f} | {theirs} | {row['seconds']:.2f} |",
                flush=True,
            )
        # A run is long: what is finished is kept, should it be cut off.
        if wanted.write:
            text = json.dumps({"seed": wanted.seed, "rows": rows}, indent=1) + "\n"
            RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
