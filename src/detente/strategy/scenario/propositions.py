"""Claims about crises of this kind, put to the fitted model. It may disagree, and then says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.strategy.escalation.equilibrium import Solution
from detente.strategy.escalation.outcome import Outcome, calm_after_force
from detente.strategy.escalation.parameters import FORCE, LIMITED, RESPONSE_NAMES, RESPONSES
from detente.strategy.scenario.priors import spread
from detente.strategy.scenario.results import Proposition
from detente.strategy.scenario.whatif import Change, Setting

if TYPE_CHECKING:
    from detente.strategy.escalation.parameters import Array
    from detente.strategy.scenario.drawn import DrawnGame

SURE, LEANING = 0.95, 0.6
"""Shares of the draws that make a claim follow, or lean that way."""
NOTHING = 1e-6


def propositions(model: DrawnGame, solved: Solution, base: Outcome) -> tuple[Proposition, ...]:
    """The four claims of the essay that this model is after, for the sides of this account."""
    second = model.shown[1]
    silent = _with(model, "second.attention", 0.0)
    found = [_likeliest(base)]
    change = silent.reply[:, FORCE].sum(axis=1) - base.reply[:, FORCE].sum(axis=1)
    found.append(
        _put(f"Without its domestic audience, {second} retaliates less often", -change, change, "chance")
    )
    pressed, relaxed = (calm_after_force(_with(model, "second.pressure", value)) for value in (1.0, 0.0))
    if pressed is not None and relaxed is not None:
        change = pressed - relaxed
        claim = f"Pressure on {second} makes restraint after retaliation more likely"
        found.append(_put(claim, change, change, "chance of no war"))
    change = _with(model, "channel", 0.0).days - _with(model, "channel", 1.0).days
    found.append(_put("Closing the channel slows the return to normal", change, change, "days"))
    return tuple(found)


def _with(model: DrawnGame, name: str, value: float) -> Outcome:
    return model.solve(Change(settings=(Setting(name, value, False),)))[2]


def _likeliest(base: Outcome) -> Proposition:
    """Whether the limited strike and then restraint is the likeliest path."""
    import numpy as np

    mean = base.paths.mean(axis=0)
    place, last = (int(each) for each in np.unravel_index(int(mean.argmax()), mean.shape))
    agree = float((base.paths.reshape(len(base.paths), -1).argmax(axis=1) == LIMITED * 3).mean())
    holds = (place, last) == (LIMITED, 0)
    likeliest = RESPONSE_NAMES[RESPONSES[place]]
    after = "restraint" if last == 0 else "escalation"
    says = f"the likeliest path is: {likeliest}, then {after} ({mean.max():.2f})"
    if not holds:
        says += f"; limited strike, then restraint has {mean[LIMITED, 0]:.2f}"
    verdict = ("follows" if agree >= SURE else "leans that way") if holds else "does not follow"
    return Proposition(
        "Limited retaliation and then restraint is the likeliest path", verdict, says, None, round(agree, 4)
    )


def _put(claim: str, expected: Array, change: Array, what: str) -> Proposition:
    """A claim that ``expected`` is positive."""
    agree = float((expected > NOTHING).mean())
    verdict = "follows" if agree >= SURE else "leans that way" if agree >= LEANING else "does not follow"
    found = spread(change)
    digits = ".1f" if what == "days" else "+.3f"
    ends = f"{found.low:{digits}} to {found.high:{digits}}"
    says = f"{what} {found.mean:{digits}} ({ends}), as claimed in {agree:.0%} of draws"
    return Proposition(claim, verdict, says, found, round(agree, 4))
