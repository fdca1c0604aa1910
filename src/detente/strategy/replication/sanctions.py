"""Economic sanctions, 418 dyad-decades: Table 3 of Crisman-Cox and Gibilisco (2021), run again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.strategy.replication.comparison import Comparison, compare, read_reference, read_table
from detente.strategy.signaling import SignalingGame

TABLE = "sanctionsData.csv"
REFERENCE = "sigint_reference.json"
PAYOFFS = {
    "SA": "sqrt(senderecondep) + senderdemocracy + contig + ally - 1",
    "VA": "anticipatedsendercosts",
    "CB": "sqrt(targetecondep) + anticipatedtargetcosts + contig + ally",
    "barWA": "sqrt(senderecondep) + senderdemocracy + lncaprat",
    "barWB": "targetdemocracy + lncaprat",
    "bara": "senderdemocracy",
}
OUTCOMES = ("sq", "cd", "sf", "bd")


def reproduce_sanctions(folder: Path) -> dict[str, Comparison]:
    """PL and NPL from the beliefs of the table (PRhat, PFhat), CMLE from a cold start.

    ``folder`` holds sanctionsData.csv and, for the comparison, sigint_reference.json. Where the table has no
    beliefs, own ones are used. Raises ``ModelError`` (M120, M121 and those of ``SignalingGame``).
    """
    table = read_table(folder, TABLE)
    reference = read_reference(folder, REFERENCE)
    game = SignalingGame(table, PAYOFFS, OUTCOMES)
    beliefs = ("PRhat", "PFhat") if {"PRhat", "PFhat"} <= set(table.columns) else None
    runs: dict[str, Any] = reference.get("runs", {})
    known = {
        "pl": runs.get("pl_PRhat"),
        "npl": runs.get("npl_PRhat"),
        "cmle": reference.get("published", {}).get("CMLE"),
    }
    found = {}
    for method, theirs in known.items():
        fit = game.fit(method, beliefs=None if method == "cmle" else beliefs)
        found[method] = compare(
            fit.loglike,
            fit.seconds,
            fit.converged,
            fit.params.to_dict(),
            theirs,
            "; ".join(fit.warnings) or None,
        )
    return found
