"""Who excites whom as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.report.words import clean

if TYPE_CHECKING:
    from detente.dynamics import Estimate, Excitation, Excites

MOST = 12


def excitation_lines(found: Excitation) -> Iterator[str]:
    """The pairs of kinds of acts that excite each other, with intervals, or why that cannot be said."""
    yield "WHO EXCITES WHOM, expected direct answers to one act"
    if found.fit is None:
        yield f"• {found.reason}"
        return
    fit = found.fit
    strong = found.found()
    yield (
        f"• {found.events:,} acts of {len(fit.types)} kinds ({found.left_out:,} left out); an answer fades "
        f"to half in {estimate_words(fit.half_life, 1)} days; intervals at {fit.level:.0%}"
    )
    for each in strong[:MOST]:
        yield f"• {clean(each.source)} → {clean(each.target)}: {excites_words(each)}"
    if len(strong) > MOST:
        yield f"• … and {len(strong) - MOST} more"
    tested = len(fit.excitation)
    yield f"• beyond chance: {len(strong)} of {tested} (false discovery rate .05)"
    yield f"• chains of answers {_radius(fit.radius)}"
    yield from (f"• {note}" for note in fit.notes)


def excites_words(each: Excites) -> str:
    """The estimate with its interval and its p-value among all."""
    return f"{estimate_words(each.children)}, q {q_words(each.q)}"


def estimate_words(estimate: Estimate, digits: int = 2) -> str:
    """``0.31 (0.20–0.44)``; an end that the data do not set is named so."""
    low = "no lower end" if estimate.low is None else f"{estimate.low:.{digits}f}"
    high = "no upper end" if estimate.high is None else f"{estimate.high:.{digits}f}"
    return f"{estimate.value:.{digits}f} ({low}–{high})"


def _radius(radius: Estimate) -> str:
    ends = "die out" if radius.high is not None and radius.high < 1 else "may not die out"
    return f"{ends}: spectral radius {estimate_words(radius)}"


def q_words(q: float) -> str:
    """A p- or q-value that is never written as 0."""
    return "below .001" if q < 0.001 else f"{q:.3f}"
