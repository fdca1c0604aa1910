"""Priors of the parameters, how evidence moves them, and draws from them.

A parameter between 0 and 1 has a Beta prior; every record counts as so many pseudo-observations as it
weighs, for or against, so more evidence moves the mean one way only and narrows the spread. A positive one
is fitted to history; evidence adds to its logarithm, less with each further record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from detente.strategy.escalation.parameters import HABITS, NAMES, OF_A_SIDE, ROLES, Draws
from detente.strategy.scenario.estimates import audience_costs, estimates
from detente.strategy.scenario.evidence import Support

if TYPE_CHECKING:
    import numpy as np

    from detente.strategy.escalation.parameters import Array

UNIT_PRIORS: dict[str, tuple[float, float]] = {
    "attention": (0.75, 4.0), "pressure": (0.25, 2.5), "gravity": (0.5, 4.0), "spoilers": (0.15, 3.0),
    "channel": (0.5, 2.0), "misreading": (0.25, 3.0), "calls": (0.2, 3.0), "framing": (0.3, 2.0),
}  # fmt: skip
"""Mean, and the number of pseudo-observations it is worth. Pressure and spoilers are near ICB's shares."""
UNFITTED: dict[str, tuple[float, float]] = {
    "emboldening": (0.2, 0.5),
    "restraint": (0.4, 0.5),
    "precision": (1.0, 0.1),
}
"""Median and spread in logarithms of what no data here speak of."""
REACH, SLOWING, WORTH = 0.8, 3.0, 4.0
"""Most that evidence adds to a logarithm; records at which two thirds of it are reached; records that the
prior of such a parameter is worth."""
BY_COUNTRY = 0.4
"""Elasticity of the audience cost in the published estimate for the country: a judgement."""
MOVED = ("audience", "war")
NARROWEST = 0.02


class Spread(Struct, frozen=True):
    """A distribution in brief: mean and the bounds of the middle 90 %."""

    mean: float
    low: float
    high: float


class Parameter(Struct, frozen=True):
    """A parameter as read: ``name`` is its column (``second.pressure``), ``label`` its name in a what-if
    (``pressure on PAK``), ``before`` and ``now`` its distribution without and with the account, ``support``
    the records that moved it, ``silent`` whether there are none, ``note`` where its prior comes from."""

    name: str
    label: str
    before: Spread
    now: Spread
    support: tuple[Support, ...]
    silent: bool
    note: str


def unit_names() -> list[str]:
    """All parameters between 0 and 1, by column."""
    return [name for name in NAMES if name.rpartition(".")[2] in UNIT_PRIORS]


def draw_all(
    n: int, rng: np.random.Generator, act: int, support: Sequence[Support], cow: tuple[str | None, str | None]
) -> Draws:
    """Draws of all parameters given the records that speak of them; none gives the prior. Shape (n, …)."""
    import numpy as np

    values = np.zeros((n, len(NAMES)))
    place = {name: column for column, name in enumerate(NAMES)}
    fitted(values, n, rng)
    for name in UNFITTED:
        median, spread = UNFITTED[name]
        for full in _columns(name):
            values[:, place[full]] = median * np.exp(spread * rng.standard_normal(n))
    for name in unit_names():
        mean, worth = UNIT_PRIORS[name.rpartition(".")[2]]
        up, down = tally(support, name)
        values[:, place[name]] = rng.beta(mean * worth + up, (1 - mean) * worth + down, n)
    for role, code in zip(ROLES, cow, strict=True):
        for name in MOVED:
            column = place[f"{role}.{name}"]
            shift, keep = text_shift(support, f"{role}.{name}")
            centre = np.median(values[:, column])
            values[:, column] = centre * (values[:, column] / centre) ** keep * math.exp(shift)
        move, error = country_shift(code)
        noise = rng.standard_normal(n)
        values[:, place[f"{role}.audience"]] *= np.exp(move + error * noise)
    return Draws(values, act)


def fitted(values: Array, n: int, rng: np.random.Generator) -> None:
    """Fill in what was fitted to history, with its uncertainty (a normal approximation)."""
    import numpy as np

    known = estimates()
    drawn = rng.multivariate_normal(np.array(known.mean), np.array(known.covariance), n, method="cholesky")
    drawn[:, : known.in_logs] = np.exp(drawn[:, : known.in_logs])
    for column, name in enumerate(known.names):
        for full in _columns(name):
            values[:, NAMES.index(full)] = drawn[:, column]
        # What was told apart for the answering side only holds for both in its further moves.
        if name in ("second.feedback", "first.gain"):
            twin = name.replace("second", "first") if name.startswith("second") else "second.gain"
            values[:, NAMES.index(twin)] = drawn[:, column]


def draw_hazard(n: int, rng: np.random.Generator) -> Array:
    """Draws of the coefficients of the return to normal, shape (n, 7)."""
    import numpy as np

    known = estimates().returns
    return rng.multivariate_normal(np.array(known.mean), np.array(known.covariance), n, method="cholesky")


def _columns(name: str) -> list[str]:
    return [f"{role}.{name}" for role in ROLES] if name in OF_A_SIDE else [name]


def tally(support: Sequence[Support], name: str) -> tuple[float, float]:
    """Weights for and against a parameter."""
    up = sum(each.weight for each in support if each.parameter == name and each.direction > 0)
    down = sum(each.weight for each in support if each.parameter == name and each.direction < 0)
    return up, down


def text_shift(support: Sequence[Support], name: str) -> tuple[float, float]:
    """What the records add to a logarithm, and the share of the spread that they leave."""
    up, down = tally(support, name)
    shift = REACH * (1 - math.exp(-up / SLOWING)) - REACH * (1 - math.exp(-down / SLOWING))
    return shift, math.sqrt(WORTH / (WORTH + up + down))


def country_shift(cow: str | None) -> tuple[float, float]:
    """What a country's published audience cost adds to the logarithm, and its standard error."""
    known = audience_costs()
    if cow is None or cow not in known:
        return 0.0, NARROWEST
    costs = sorted(cost for cost, _ in known.values() if cost > 0)
    middle = costs[len(costs) // 2]
    cost, error = known[cow]
    cost = max(cost, 0.1)
    return BY_COUNTRY * math.log(cost / middle), BY_COUNTRY * min(error / cost, 1.0)


def spread(values: Array) -> Spread:
    """Mean and middle 90 % of draws."""
    import numpy as np

    low, high = np.quantile(values, [0.05, 0.95])
    return Spread(round(float(values.mean()), 4), round(float(low), 4), round(float(high), 4))


def note(name: str, silent: bool, country: bool) -> str:
    """Where the prior of a parameter comes from."""
    bare = name.rpartition(".")[2]
    if name in HABITS or bare in {each.rpartition(".")[2] for each in estimates().names}:
        text = "fitted to ICB and MIE"
        if bare == "audience" and country:
            text += "; country estimate of Crisman-Cox and Gibilisco (2018)"
    elif bare in UNIT_PRIORS:
        text = "wide prior" if silent else "prior moved by the account"
    else:
        text = "weak prior, no data here speak of it"
    return f"{text}; the account is silent" if silent and bare in (*UNIT_PRIORS, *MOVED) else text
