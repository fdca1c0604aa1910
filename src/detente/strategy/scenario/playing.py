"""A run of a crisis: the baseline, the what-if beside it, the path that happened, what matters most."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from detente.strategy.escalation.equilibrium import Solution
from detente.strategy.escalation.outcome import ENDS, Outcome, calm_after_force
from detente.strategy.escalation.parameters import FORCE, RESPONSE_NAMES, RESPONSES, Draws
from detente.strategy.scenario.priors import spread
from detente.strategy.scenario.propositions import propositions
from detente.strategy.scenario.results import (
    Branching,
    Forecast,
    Happened,
    Likely,
    Played,
    Proposition,
    Shift,
    Swing,
)
from detente.strategy.scenario.whatif import Change

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Array
    from detente.strategy.scenario.drawn import DrawnGame

LAST = ("then restraint", "then escalation, and the answering side gives way", "then escalation and war")
SWINGS = 12
"""Most parameters in a tornado chart."""


class Baseline(NamedTuple):
    """The crisis as the account has it: outcomes over all draws, and all that follows from them alone."""

    found: Outcome
    forecast: Forecast
    happened: Happened | None
    propositions: tuple[Proposition, ...]
    tornado: tuple[Swing, ...]


def baseline(model: DrawnGame) -> Baseline:
    """Everything that no what-if changes."""
    _, solved, base = model.solve()
    return Baseline(
        base,
        forecast(solved, base),
        _happened(model, solved),
        propositions(model, solved, base),
        tornado(model),
    )


def played(model: DrawnGame, made: Baseline, change: Change) -> Played:
    """Everything that a run shows."""
    what_if: Forecast | None = None
    differences: tuple[Shift, ...] = ()
    notes = _notes(model, made.forecast, "the baseline")
    if change.statements:
        _, other, there = model.solve(change)
        what_if = forecast(other, there)
        differences = _differences(made.found, there)
        notes.append(_branches(what_if, "the what-if"))
        if made.forecast.equilibria.most != what_if.equilibria.most:
            notes.append(
                "the number of equilibria changes with the what-if: part of the difference is a jump"
            )
    return Played(
        title=model.crisis.document.title or model.crisis.document.id,
        sides=model.sides,
        names=model.shown,
        baseline=made.forecast,
        what_if=what_if,
        statements=change.statements,
        differences=differences,
        happened=made.happened,
        propositions=made.propositions,
        tornado=made.tornado,
        parameters=model.parameters,
        notes=tuple(notes),
        draws=len(model.draws),
        seed=model.seed,
    )


def forecast(solved: Solution, found: Outcome) -> Forecast:
    """Means and middle 90 % of everything that can follow."""
    import numpy as np

    mean = found.paths.mean(axis=0)
    best = np.unravel_index(int(mean.argmax()), mean.shape)
    acts = bool(mean.sum() > 0)
    words = f"{RESPONSE_NAMES[RESPONSES[best[0]]]}, {LAST[best[1]]}" if acts else "no act"
    struck = found.reply[:, FORCE].sum(axis=1)
    calm = calm_after_force(found)
    return Forecast(
        answers=tuple(
            Likely(RESPONSE_NAMES[rung], spread(found.reply[:, place]), rung)
            for place, rung in enumerate(RESPONSES)
        ),
        ends=tuple(Likely(name, spread(found.ends[:, place])) for place, name in enumerate(ENDS)),
        act=spread(solved.act),
        force=spread(struck),
        calm=spread(calm) if calm is not None else None,
        days=spread(found.days) if acts else None,
        path=Likely(words, spread(found.paths[:, best[0], best[1]]) if acts else spread(found.ends[:, 0])),
        equilibria=Branching(
            round(float((solved.roots > 1).mean()), 4),
            round(float(solved.folded.mean()), 4),
            int(solved.roots.max()),
        ),
    )


def _differences(base: Outcome, there: Outcome) -> tuple[Shift, ...]:
    import numpy as np

    named: list[tuple[str, Array]] = [
        (RESPONSE_NAMES[rung], there.reply[:, place] - base.reply[:, place])
        for place, rung in enumerate(RESPONSES)
    ]
    named.append(("answer by force", (there.reply - base.reply)[:, FORCE].sum(axis=1)))
    named += [(name, there.ends[:, place] - base.ends[:, place]) for place, name in enumerate(ENDS)]
    if not np.isnan(there.days).any():
        named.append(("days to the end of the crisis", there.days - base.days))
    return tuple(Shift(name, spread(change), agreement(change)) for name, change in named)


def agreement(change: Array) -> float:
    """Share of the draws whose change has the sign of the mean change."""
    import numpy as np

    return round(float((np.sign(change) == np.sign(change.mean())).mean()), 4)


def _happened(model: DrawnGame, solved: Solution) -> Happened | None:
    """How likely the path of the account was, over all draws; later moves count only where they are told."""
    seen = model.sides.observed
    if seen.reply is None:
        return None
    place = RESPONSES.index(seen.reply)
    chance = solved.reply[:, place]
    words = [RESPONSE_NAMES[seen.reply]]
    if seen.war:
        chance = chance * solved.escalate[:, place] * solved.war[:, place]
        words.append("war")
    elif seen.escalated is not None:
        escalate = solved.escalate[:, place]
        chance = chance * (escalate if seen.escalated else 1 - escalate)
        words.append("escalation" if seen.escalated else "restraint")
    mean = float(chance.mean())
    return Happened(", then ".join(words), round(mean, 4), round(-math.log2(max(mean, 1e-12)), 3))


def tornado(model: DrawnGame) -> tuple[Swing, ...]:
    """Each parameter from its 5 % to its 95 % point, the others at their medians; widest swing first."""
    import numpy as np

    centre = model.centre()
    moving = [each for each in model.parameters if each.now.high > each.now.low and each.name != "precision"]
    rows = np.repeat(centre.values, 2 * len(moving), axis=0)
    games = Draws(rows, centre.act)
    for number, each in enumerate(moving):
        games[each.name][2 * number : 2 * number + 2] = each.now.low, each.now.high
    _, _, found = model.solve(draws=games)
    struck, war = found.reply[:, FORCE].sum(axis=1), found.ends[:, 3]
    swings = []
    for number, each in enumerate(moving):
        low, high = 2 * number, 2 * number + 1

        def ends(values: Array, low: int = low, high: int = high) -> tuple[float, float]:
            return round(float(values[low]), 4), round(float(values[high]), 4)

        swings.append(
            Swing(each.label, each.now.low, each.now.high, ends(struck), ends(war), ends(found.days))
        )
    return tuple(sorted(swings, key=lambda swing: -abs(swing.force[1] - swing.force[0]))[:SWINGS])


def _notes(model: DrawnGame, found: Forecast, which: str) -> list[str]:
    """What a reader must know before he uses the numbers."""
    said = []
    if not model.sides.sure:
        said.append(
            f"who acted first is uncertain ({model.sides.why}); "
            f"--first {model.sides.second} turns the game round"
        )
    first, second = model.sides.first, model.sides.second
    if model.sides.others:
        act = "acts" if len(model.sides.others) == 1 else "act"
        said.append(
            f"{', '.join(model.sides.others)} {act} here too, but the game is between {first} and {second}; "
            "--between ID,ID plays another pair"
        )
    if not model.sides.observed.act_evidence:
        said.append(f"the account tells of no act of {first} on {second}: a limited strike is assumed")
    silent = [each.label for each in model.parameters if each.silent and "silent" in each.note]
    if silent:
        said.append(f"the account is silent on {', '.join(silent)}: their priors stay wide")
    return [*said, _branches(found, which)]


def _branches(found: Forecast, which: str) -> str:
    """Other equilibria and folds, in words."""
    branch = found.equilibria
    if branch.most <= 1:
        return f"{which} has one equilibrium in every draw; no branch folds"
    return (
        f"{which} has several equilibria in {branch.several:.1%} of the draws (at most {branch.most}); "
        f"the principal branch folds in {branch.folded:.1%}; the figures follow it"
    )
