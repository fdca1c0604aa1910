"""Charts of signalling games, in altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import UsageError
from detente.strategy.signaling.game import OUTCOMES

if TYPE_CHECKING:
    from detente.strategy.signaling.statics import Statics

LABELS = {
    "SQ": "status quo",
    "CD": "B concedes",
    "SF": "A stands firm",
    "BD": "A backs down",
    "challenge": "A challenges",
    "resist": "B resists",
}
NAMES = {"bara": "A's payoff of backing down (minus its audience cost)"}


def chart_statics(statics: Statics) -> Any:
    """Probabilities against the value, a panel each; every equilibrium a line, unstable ones dashed.

    Raises ``UsageError`` S620 where altair is not installed.
    """
    try:
        import altair
    except ImportError:
        raise UsageError(
            "S620", "charts need altair", remedy="Install it with pip install 'detente[plots]'"
        ) from None
    shown = ("challenge", "resist", *OUTCOMES)
    title = NAMES.get(statics.name, statics.name)
    return (
        altair.Chart(_long(statics, shown))
        .mark_line(clip=True)
        .encode(
            x=altair.X("at:Q", title=title),
            y=altair.Y("probability:Q", scale=altair.Scale(domain=[0, 1])),
            detail="line:N",
            strokeDash=altair.StrokeDash(
                "stable:N", title="stable", scale=altair.Scale(domain=[True, False], range=[[1, 0], [4, 3]])
            ),
            tooltip=["at:Q", "probability:Q", "line:N", "stable:N"],
        )
        .properties(width=220, height=150)
        .facet(facet=altair.Facet("what:N", title=None, sort=[LABELS[name] for name in shown]), columns=3)
    )


def _long(statics: Statics, shown: tuple[str, ...]) -> Any:
    import pandas as pd

    parts = [
        pd.DataFrame(
            {
                "at": statics.frame["value"],
                "probability": statics.frame[name],
                "what": LABELS[name],
                "stable": statics.frame["stable"],
                "line": statics.frame["equilibria"].astype(str)
                + "/"
                + statics.frame["equilibrium"].astype(str),
            }
        )
        for name in shown
    ]
    return pd.concat(parts, ignore_index=True)
