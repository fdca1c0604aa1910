"""Fits the models of `detente forecast` on all crises and writes them with their card.

    python training/within/fit.py --data DIR [--into DIR] [--jobs N]

DIR holds ``icbe/`` and ``history/``; they are no part of the project. `benchmarks/within.py` measures.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from icbe import stories
from learn import SEED, fit_pool
from questions import ROUNDS, TREES, question
from waiting import ends, fit_hazard, to_end, to_next

from detente.dynamics.within.model import Pool
from detente.dynamics.within.shipped import FOLDER, HAZARDS, POOLS, Card, save

LICENCE = "CC BY-NC-SA 4.0 (fitted on ICBe; see LICENCES.md beside this file)"
DATA = (
    "ICBe v1.1 (Douglass et al. 2022, arXiv:2202.07081), 285 coded crises: CC BY-NC-SA 4.0",
    "ICB 14 (Brecher, Wilkenfeld, Beardsley, James, Quinn 2023): ends of crises; free for research, cite",
    "MIE 1.0 (Gibler and Miller, Militarized Interstate Events): answers; free for research, cite",
)


def _fitted(given: tuple[str, Path]) -> tuple[Pool, tuple[int, int], tuple[float, ...]]:
    name, data = given
    rows = question(name, data).rows
    shares = np.bincount(rows.came, minlength=rows.classes) / len(rows.came)
    pool = fit_pool(rows, rounds=ROUNDS[name], trees=TREES.get(name))
    return pool, (len(rows.came), len(set(rows.crisis.tolist()))), tuple(np.round(shares, 4).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with icbe/ and history/")
    parser.add_argument("--into", type=Path, default=FOLDER, help="where the models go")
    parser.add_argument("--jobs", type=int, default=2, help="models fitted at once")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        fitted = dict(zip(POOLS, pool.map(_fitted, [(name, options.data) for name in POOLS]), strict=True))
    told, end = stories(options.data), ends(options.data)
    waits = dict(zip(HAZARDS, (to_next(told, end), to_end(told, end)), strict=True))
    rows = {name: found[1] for name, found in fitted.items()}
    rows |= {name: (len(each.days), len(set(each.crisis.tolist()))) for name, each in waits.items()}
    card = Card(
        LICENCE,
        DATA,
        SEED,
        "training/within/fit.py",
        rows,
        {name: found[2] for name, found in fitted.items()},
        "",
    )
    hazards = {name: fit_hazard(each) for name, each in waits.items()}
    save({name: found[0] for name, found in fitted.items()}, hazards, card, options.into)


if __name__ == "__main__":
    main()
