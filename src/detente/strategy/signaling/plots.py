"""Charts of signalling games, in altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import UsageError
from detente.strategy.signaling.game import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

LABELS = {
    "SQ": "status quo",
    "CD": "B concedes",
    "SF": "A stands firm",
    "BD": "A backs down",
    "challenge": "A challenges",
    "resist": "B resists",
}
NAMES = {"bara": "A's payoff of backing down (minus its audience cost)"}


def chart_statics(name: str, frame: pd.DataFrame) -> Any:
    """Probabilities against the value, a panel each; every equilibrium a line, unstable ones dashed.

    ``name`` is what was varied, ``frame`` that of ``Statics``.

    Raises ``UsageError`` S620 where altair is not installed.
    """
    try:
        import altair
    except ImportError:
        raise UsageError(
            "S620", "charts need altair", remedy="Install it with pip install 'detente[plots]'"
        ) from None
    shown = ("challenge", "resist", *OUTCOMES)
    title = NAMES.get(name, name)
    return (
        altair.Chart(_long(frame, shown))
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


def _long(frame: pd.DataFrame, shown: tuple[str, ...]) -> Any:
    import pandas as pd

    parts = [
        pd.DataFrame(
            {
                "at": frame["value"],
                "probability": frame[name],
                "what": LABELS[name],
                "stable": frame["stable"],
                "line": frame["equilibria"].astype(str) + "/" + frame["equilibrium"].astype(str),
            }
        )
        for name in shown
    ]
    return pd.concat(parts, ignore_index=True)
