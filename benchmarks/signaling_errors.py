"""Standard errors of the sanctions fit: published, by the Hessian, by parametric bootstrap.

    python benchmarks/signaling_errors.py DIR [--draws 200]    DIR holds sanctionsData.csv and the reference

Prints a Markdown table for CMLE and NPL. About a fifth of a second a draw.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pandas as pd

from detente.strategy import SignalingGame
from detente.strategy.replication.sanctions import OUTCOMES, PAYOFFS


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=200)
    wanted = parser.parse_args()
    game = SignalingGame(pd.read_csv(wanted.folder / "sanctionsData.csv"), PAYOFFS, OUTCOMES)
    reference = json.loads((wanted.folder / "sigint_reference.json").read_text(encoding="utf-8"))["published"]
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
            print(
                f"| `{name}` | {theirs:.2f} | {fit.bse[name]:.3f} | {again.bse[name]:.3f} "
                f"| {quantiles[name]:.3f} | {ratio:.2f} |"
            )


if __name__ == "__main__":
    main()
