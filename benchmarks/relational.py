"""Relational event models: processor time, and whether estimates and intervals find the truth.

python benchmarks/relational.py [--runs 200] [--out FILE]

Events are drawn by our own exact simulator from known coefficients; nothing is read. Coverage counts, over
all runs, the coefficients whose 95 % interval holds the truth.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.dynamics.processes import fit_relational, simulate_relational

OUT = Path(__file__).parent.parent / "src/detente/dynamics/data/scores/relational.json"
SEED = 20_240_116
FOUR = {"inertia": 0.4, "reciprocity": 0.6, "sender_activity": 0.2, "receiver_popularity": 0.2}
EIGHT = {**FOUR, "transitivity": 0.2, "turn_AB_BA": 0.8, "turn_AB_AY": 0.4, "closeness": 0.5}
BARS = {
    "remflow 0.1.2": {"events": 300, "actors": 10, "seconds": 115.0, "converged": False},
    "15 lines of Newton": {"events": 3000, "actors": 20, "seconds": 1.2, "converged": True},
}
"""Measured once, four statistics."""


@dataclass(frozen=True)
class Setting:
    name: str
    actors: int
    events: int
    truth: dict[str, float]
    runs: float = 1.0
    """Share of the runs asked for."""
    controls: int | None = None
    timed: bool = False


SETTINGS = (
    Setting("300 events, 10 actors, 4 statistics", 10, 300, FOUR),
    Setting("3,000 events, 20 actors, 4 statistics", 20, 3_000, FOUR, 0.25),
    Setting("3,000 events, 20 actors, 8 statistics", 20, 3_000, EIGHT, 0.25),
    Setting("… 50 pairs sampled for each event", 20, 3_000, EIGHT, 0.25, controls=50),
    Setting("500 events, 10 actors, timed", 10, 500, {"intercept": -4.0, **EIGHT}, timed=True),
    Setting("3,000 events, 200 actors, 50 sampled", 200, 3_000, {**FOUR, "closeness": 0.5}, 0.1, controls=50),
)


def run(setting: Setting, runs: int) -> dict[str, object]:
    closeness = np.random.default_rng(SEED).normal(size=(setting.actors, setting.actors))
    names = [name for name in setting.truth if name not in {"intercept", "closeness"}]
    covariates = {"closeness": closeness} if "closeness" in setting.truth else {}
    half_life = 5.0 if setting.timed else setting.events / 10
    seconds, hits, errors, steps = [], [], [], []
    for number in range(runs):
        drawn = simulate_relational(
            setting.actors, setting.events, setting.truth, rng=SEED + number, covariates=covariates,
            half_life=half_life,
        )  # fmt: skip
        began = time.process_time()
        fit = fit_relational(
            drawn.source, drawn.target, drawn.times, actors=setting.actors, statistics=names,
            covariates=covariates, half_life=half_life, controls=setting.controls, rng=number,
            likelihood="timed" if setting.timed else "ordinal", start=0.0 if setting.timed else None,
        )  # fmt: skip
        seconds.append(time.process_time() - began)
        steps.append(fit.steps)
        for each in fit.effects:
            hits.append(each.low <= setting.truth[each.name] <= each.high)
            errors.append(each.estimate - setting.truth[each.name])
    share = float(np.mean(hits))
    return {
        "setting": setting.name,
        "runs": runs,
        "seconds": round(float(np.median(seconds)), 4),
        "steps": int(np.median(steps)),
        "rmse": round(float(np.sqrt(np.mean(np.square(errors)))), 4),
        "bias": round(float(np.mean(errors)), 4),
        "coverage": {
            "share": round(share, 4),
            "error": round(float(np.sqrt(share * (1 - share) / len(hits))), 4),
            "n": len(hits),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    lines = []
    for setting in SETTINGS:
        line = run(setting, max(2, int(options.runs * setting.runs)))
        lines.append(line)
        print(
            f"{line['setting']:<40} {line['runs']:>4} runs {line['seconds']:>7.3f} s {line['steps']:>2} steps"
            f"  RMSE {line['rmse']:.3f}  bias {line['bias']:+.3f}  cover {line['coverage']['share']:.3f}",  # type: ignore[index]
            flush=True,
        )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    card = {"name": "relational", "seed": SEED, "level": 0.95, "settings": lines, "bars": BARS}
    options.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
