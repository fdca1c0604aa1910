"""Hawkes fits: time for 100,000 events of 10 types with intervals, and what the intervals cover.

python benchmarks/hawkes.py [--runs 300] [--large 3] [--out FILE]

Data are drawn by our own exact simulator from known parameters; nothing is read. Coverage counts, over all
runs, the parameters whose 95 % interval holds the truth, with the Monte Carlo error of that share.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from detente.dynamics.processes import HawkesFit, fit_hawkes, simulate_hawkes
from detente.errors import ModelError

OUT = Path(__file__).parent.parent / "src/detente/dynamics/data/scores/hawkes.json"
SEED = 20_240_116
BARS = {
    "tick 0.8": {"seconds": 0.44, "rmse": 0.0081, "intervals": False, "decay": "given"},
    "hawkes-rs 0.1": {"seconds": 44.0, "rmse": 0.0071, "intervals": False, "decay": "estimated"},
    "hawkes-engine 0.2": {"seconds": 76.0, "rmse": 0.0070, "intervals": True, "decay": "estimated"},
    "intensify 0.3": {"seconds": 4.6, "rmse": 0.0113, "intervals": False, "decay": "one per pair"},
}
"""Measured once, 10 types and 100,000 events, on another parameter draw of the same kind."""


@dataclass(frozen=True)
class Setting:
    name: str
    types: int
    events: int
    radius: float
    clock: str = "continuous"
    decay: float = 1.0
    slope: float | None = None


SETTINGS = (
    Setting("3 types, 3,000 events", 3, 3_000, 0.6),
    Setting("2 types, 250 events", 2, 250, 0.5),
    Setting("4 types, 550 events", 4, 550, 0.6),
    Setting("4 types, 600 events, days", 4, 600, 0.6, clock="days", decay=0.4),
    Setting("2 types, 1,000 events, marks", 2, 1_000, 0.5, slope=0.3),
)
LARGE = Setting("10 types, 100,000 events", 10, 100_000, 0.7, decay=1.5)


@dataclass
class Tally:
    """Counts over the runs of one setting."""

    hits: dict[str, list[int]] = field(default_factory=dict)
    squares: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    rejected_at_zero: list[int] = field(default_factory=list)
    misfits: list[int] = field(default_factory=list)

    def add(self, name: str, hit: bool) -> None:
        self.hits.setdefault(name, []).append(int(hit))


def truth(setting: Setting) -> tuple[np.ndarray, np.ndarray, float]:
    """Baselines, a branching matrix with some entries at zero, and the length that gives the events."""
    rng = np.random.default_rng(SEED)
    size = setting.types
    branching = rng.uniform(0.1, 1, (size, size)) * (rng.uniform(size=(size, size)) < 0.6)
    np.fill_diagonal(branching, rng.uniform(0.3, 1, size))
    branching *= setting.radius / np.abs(np.linalg.eigvals(branching)).max()
    baseline = rng.uniform(0.2, 1, size)
    rate = np.linalg.solve(np.eye(size) - branching, baseline).sum()
    if setting.clock == "days":
        baseline, rate = baseline / rate * 0.5, 0.5
    return baseline, branching, float(np.ceil(setting.events / rate))


def run(setting: Setting, runs: int) -> Tally:
    baseline, branching, end = truth(setting)
    tally = Tally()
    pool = None if setting.slope is None else np.random.default_rng(SEED).normal(size=200)
    for number in range(runs):
        drawn = simulate_hawkes(
            baseline, branching, setting.decay, end, rng=SEED + number, clock=setting.clock,
            marks=pool, slope=setting.slope or 0.0,
        )  # fmt: skip
        began = time.process_time()
        try:
            fit = fit_hawkes(
                drawn.times, drawn.types, end=end, clock=setting.clock, marks=drawn.marks,
                names=[str(each) for each in range(setting.types)],
            )  # fmt: skip
        except ModelError:
            tally.refused += 1
            continue
        tally.seconds.append(time.process_time() - began)
        compare(tally, fit, baseline, branching, setting)
    return tally


def compare(
    tally: Tally, fit: HawkesFit, baseline: np.ndarray, branching: np.ndarray, setting: Setting
) -> None:
    def covers(name: str, estimate: object, true: float) -> None:
        low, high = estimate.low, estimate.high  # type: ignore[attr-defined]
        tally.add(name, (low is None or low <= true) and (high is None or true <= high))

    for estimate, true in zip(fit.baseline, baseline, strict=True):
        covers("baseline", estimate, true)
    for each, true in zip(fit.excitation, branching.ravel(), strict=True):
        covers("children > 0" if true > 0 else "children = 0", each.children, true)
        covers("children, all", each.children, true)
        if true == 0:
            tally.rejected_at_zero.append(int(each.p < 0.05))
    covers("decay", fit.decay, setting.decay)
    covers("radius", fit.radius, float(np.abs(np.linalg.eigvals(branching)).max()))
    if fit.slope is not None:
        covers("slope", fit.slope, setting.slope or 0.0)
    tally.squares.append(float(((fit.branching() - branching) ** 2).mean()))
    tally.misfits.extend(int(each.p < 0.05) for each in fit.residuals)


def row(setting: Setting, tally: Tally) -> dict[str, object]:
    coverage = {
        name: {
            "share": round(float(np.mean(hits)), 4),
            "error": round(float(np.sqrt(np.mean(hits) * (1 - np.mean(hits)) / len(hits))), 4),
            "n": len(hits),
        }
        for name, hits in tally.hits.items()
    }
    return {
        "setting": setting.name,
        "runs": len(tally.seconds),
        "refused": tally.refused,
        "seconds": round(float(np.median(tally.seconds)), 4),
        "rmse": round(float(np.sqrt(np.mean(tally.squares))), 4),
        "coverage": coverage,
        "false_alarms": round(float(np.mean(tally.rejected_at_zero)), 4) if tally.rejected_at_zero else None,
        "misfits": round(float(np.mean(tally.misfits)), 4),
    }


def show(line: dict[str, object]) -> None:
    shares = ", ".join(f"{name} {each['share']:.3f}" for name, each in line["coverage"].items())  # type: ignore[attr-defined]
    print(
        f"{line['setting']:<30} {line['runs']:>4} runs ({line['refused']} refused)  {line['seconds']:>7.3f} s"
        f"  RMSE {line['rmse']:.4f}\n    cover: {shares}"
        f"\n    p < .05: nothing excites {line['false_alarms']}, residual check {line['misfits']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--large", type=int, default=3, help="runs of 100,000 events")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    lines = []
    for setting, runs in [*((each, options.runs) for each in SETTINGS), (LARGE, options.large)]:
        lines.append(row(setting, run(setting, runs)))
        show(lines[-1])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    card = {"name": "hawkes", "seed": SEED, "level": 0.95, "settings": lines, "bars": BARS}
    options.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
