"""Learns the distance between situations that ships with détente from the shipped table of past crises.

    python training/history/fit_distance.py [--out FILE]

Every variable gets one weight; the choices below were made by ``benchmarks/analogues.py`` on crisis-wise
folds. Writes ``src/detente/history/data/distance.json`` with its card; the same table gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from detente.history import card
from detente.history.distance import CHOSEN, DistanceFile, as_weights, sample
from detente.history.learning import fit

OUT = Path(__file__).parents[2] / "src" / "detente" / "history" / "data" / "distance.json"


def main() -> None:
    """Fit on all crises and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    fitted = fit(sample(), **CHOSEN)
    file = DistanceFile(
        made_by="training/history/fit_distance.py",
        method="diagonal neighbourhood components analysis on Gower dissimilarities, own crisis left out",
        citation=card().citation,
        licence="derived from facts of ICB 14 (free for research with citation) and groups.tsv (Apache-2.0)",
        chosen=dict(CHOSEN),
        table=card().sha256,
        weights=as_weights(fitted),
    )
    raw = msgspec.json.format(msgspec.json.encode(file), indent=1)
    arguments.out.write_bytes(raw + b"\n")


if __name__ == "__main__":
    main()
