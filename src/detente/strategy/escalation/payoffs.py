"""The payoffs, one function a move, over many games at once. docs/escalation.md holds the equations.

Shapes: g games; the five responses stand along the last axis in the order of ``RESPONSES``. What does not
depend on anybody's choice is computed once, in ``Fixed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.strategy.escalation.parameters import LIMITED, RESPONSES, Draws, Role

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Array

ESCALATED = 6
"""The rung of an escalation."""
SUNK = 0.25
"""Share of the price of war that a full strike, of either side, has already paid."""
SHORTFALL = 0.5
"""Power of the rungs by which an answer falls short in what the audience charges."""
SHOWN = 0.2
"""Share of the resolve that a blow to one's standing adds to escalating."""


class Fixed(NamedTuple):
    """What no choice changes: ``answer`` (g, 5) is an answer's own worth; ``at_war`` and ``gives_way`` (g, 5)
    the second side's payoffs after an escalation; ``slip`` (g,) the chance that a limited strike is read as a
    full one."""

    answer: Array
    at_war: Array
    gives_way: Array
    slip: Array


def own_worth(draws: Draws, role: Role, rungs: Array, act: float) -> Array:
    """Worth of acting on ``rungs`` (5,) in answer to ``act``, before what follows. Shape (g, 5)."""
    import numpy as np

    def of(name: str) -> Array:
        return draws.side(role, name)[:, None]

    short, over = np.maximum(act - rungs, 0.0), np.maximum(rungs - act, 0.0)
    audience = of("audience") * (1 + of("feedback") * of("pressure")) * of("attention")
    emboldened = of("spoilers") * (1 + draws["emboldening"][:, None] * short) * (0.5 + of("pressure"))
    war = of("war") + of("front") * of("pressure")
    return np.asarray(
        of("resolve") * of("gravity") * rungs
        - audience * short**SHORTFALL
        - of("cost") * rungs
        - of("convexity") * rungs**2
        - of("overshoot") * over
        - (of("restraint") * draws["calls"][:, None] + of("burden") * of("pressure")) * (rungs >= 5)
        - of("threshold") * (rungs >= 5) * (act < 5)
        - emboldened
        - SUNK * war * (rungs >= ESCALATED)
    )


def fixed(draws: Draws) -> Fixed:
    """Everything that does not depend on what anybody believes or does."""
    import numpy as np

    rungs = np.array(RESPONSES, dtype=float)
    second = _Of(draws, "second")
    war = (second["war"] + second["front"] * second["pressure"])[:, None]
    paid = 1 - SUNK * ((rungs >= ESCALATED) + float(draws.act >= ESCALATED))
    stakes = second["resolve"] * second["gravity"] - second["restraint"] * draws["calls"]
    at_war = stakes[:, None] - paid * war
    gives_way = -(second["audience"] * second["attention"])[:, None] * (ESCALATED - rungs) / 4
    return Fixed(
        answer=own_worth(draws, "second", rungs, float(draws.act)) + habits(draws),
        at_war=at_war,
        gives_way=np.broadcast_to(gives_way, at_war.shape),
        slip=draws["misreading"] * (1 - draws["channel"]),
    )


def habits(draws: Draws) -> Array:
    """What states do anyway, shape (g, 5): constants of the answers, the limited strike's is 0."""
    import numpy as np

    none = np.zeros(len(draws))
    return np.stack([none if rung == 5 else draws[f"habit_{rung}"] for rung in RESPONSES], axis=1)


def standing_lost(draws: Draws) -> Array:
    """What an answer takes from the first side's standing as it is seen, in rungs above 4. Shape (g, 5).

    A limited strike that is seen as one takes less the more it is framed as aimed at a group.
    """
    import numpy as np

    rungs = np.array(RESPONSES, dtype=float)
    lost = np.broadcast_to(np.maximum(rungs - 4, 0.0), (len(draws), len(rungs))).copy()
    lost[:, LIMITED] = 1 - draws["framing"]
    return lost


def stop(draws: Draws, lost: Array) -> Array:
    """First side's payoff of stopping when its standing lost ``lost`` rungs (g,) or (g, k)."""
    first = _Of(draws, "first")
    shape = (...,) if lost.ndim == 1 else (..., None)
    pay = first["peace"] * (1 - first["spoilers"] / 2)
    return pay[shape] - (first["audience"] * first["attention"] / 2)[shape] * lost


def escalate(draws: Draws, lost: Array, after: Array) -> Array:
    """First side's payoff of escalating; ``after`` is what the second side's last move is worth to it."""
    first = _Of(draws, "first")
    shape = (...,) if lost.ndim == 1 else (..., None)
    # Only what a full strike costs beyond the first act, which is paid already.
    more = max(ESCALATED - draws.act, 1), max(ESCALATED**2 - draws.act**2, 11)
    price = first["cost"] * more[0] + first["convexity"] * more[1] + first["restraint"] * draws["calls"]
    return after - price[shape] + SHOWN * (first["resolve"] * first["gravity"])[shape] * lost


def first_at_war(draws: Draws) -> Array:
    """First side's payoff of war, shape (g,)."""
    first = _Of(draws, "first")
    return -(first["war"] + first["front"] * first["pressure"])


def keep_still(draws: Draws) -> Array:
    """First side's payoff of not acting at all, shape (g,): spoilers unanswered, and the audience saw it."""
    first = _Of(draws, "first")
    unanswered = first["spoilers"] * (1 + draws["emboldening"] * draws.act) * (0.5 + first["pressure"])
    shame = first["audience"] * (1 + first["feedback"] * first["pressure"]) * first["attention"]
    return first["peace"] - unanswered - shame * first["spoilers"] * draws.act / 2


def act_worth(draws: Draws) -> Array:
    """First side's own worth of the act, before what follows, shape (g,)."""
    import numpy as np

    return own_worth(draws, "first", np.array([float(draws.act)]), float(draws.act))[:, 0]


class _Of:
    """Parameters of one side by name."""

    def __init__(self, draws: Draws, role: Role) -> None:
        self.draws, self.role = draws, role

    def __getitem__(self, name: str) -> Array:
        return self.draws.side(self.role, name)
