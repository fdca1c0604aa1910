"""Estimates in words, for the terminal, the charts and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.dynamics import Estimate, Share


def estimate_words(estimate: Estimate, digits: int = 2) -> str:
    """``0.31 (0.20 to 0.44)``; an end that the data do not set is open."""
    ends = ["open" if end is None else f"{end:.{digits}f}" for end in (estimate.low, estimate.high)]
    return f"{estimate.value:.{digits}f} ({ends[0]} to {ends[1]})"


def chance_words(chance: float) -> str:
    """A p- or q-value that is never written as 0."""
    return "< 0.001" if chance < 0.001 else f"{chance:.3f}"


def share_words(share: Share) -> str:
    """``13 of 26, 0.32–0.68``; ``–`` of nothing."""
    return "–" if share.share is None else f"{share.k:,} of {share.n:,}, {share.low:.2f}–{share.high:.2f}"
