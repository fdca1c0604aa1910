"""Standard errors of the sanctions fit: published, by the Hessian, by parametric bootstrap.

    python benchmarks/signaling_errors.py DIR [--draws 400]    DIR holds sanctionsData.csv and the reference
    python benchmarks/signaling_errors.py DIR --write          also into benchmarks/results

Prints a Markdown table for CMLE and NPL. About a fifth of a second a draw. A bootstrap of n draws leaves a
noise of 1/sqrt(2n) in each standard error.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pandas as pd

from detente.strategy import SignalingGame
from detente.strategy.replication.sanctions import OUTCOMES, PAYOFFS

RESULTS = Path(__file__).parent / "results" / "signaling_errors.json"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    game = SignalingGame(pd.read_csv(wanted.folder / "sanctionsData.csv"), PAYOFFS, OUTCOMES)
    reference = json.loads((wanted.folder / "sigint_reference.json").read_text(encoding="utf-8"))["published"]
    rows = []
    for method in ("cmle", "npl"):
        fit = game.fit(method)
        again = fit.bootstrap(wanted.draws)
        assert again.draws is not None
        quantiles = (again.draws.quantile(0.84) - again.draws.quantile(0.16)) / 2
        print(
            f"\n| {method} | published | Hessian | bootstrap | bootstrap by quantiles | Hessian / bootstrap |"
        )
        print("|---|---:|---:|---:|---:|---:|")
        for name in game.names:
            theirs = reference[method.upper()]["table3"][name]["se"]
            ratio = fit.bse[name] / again.bse[name]
            rows.append(
                {
                    "estimator": method, "name": name, "draws": wanted.draws, "published": theirs,
                    "hessian": float(fit.bse[name]), "bootstrap": float(again.bse[name]),
                    "quantiles": float(quantiles[name]),
                }
            )  # fmt: skip
            print(
                f"| `{name}` | {theirs:.2f} | {fit.bse[name]:.3f} | {again.bse[name]:.3f} "
                f"| {quantiles[name]:.3f} | {ratio:.2f} |"
            )
    if wanted.write:
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
