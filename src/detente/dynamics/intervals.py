"""Shares of few cases with intervals that say how few they are."""

from __future__ import annotations

from msgspec import Struct

LEVEL = 0.95


class Share(Struct, frozen=True, omit_defaults=True):
    """``k`` of ``n`` cases. ``low`` to ``high`` is Jeffreys' 95 % interval; all are ``None`` without a case.

    Brown, Cai and DasGupta (2001), Statistical Science 16(2): the quantiles of Beta(k + 1/2, n - k + 1/2),
    with the lower end 0 at k = 0 and the upper end 1 at k = n. ``share`` is k/n, but the mean of that
    distribution where k is 0 or n: a share is never 0 or 1 from few cases.
    """

    k: int
    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def share_of(k: int, n: int) -> Share:
    """The share of ``k`` in ``n`` cases with its interval."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    if not n:
        return Share(k, n)
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    low = 0.0 if k == 0 else float(betaincinv(k + 0.5, n - k + 0.5, tail))
    high = 1.0 if k == n else float(betaincinv(k + 0.5, n - k + 0.5, 1 - tail))
    middle = (k + 0.5) / (n + 1) if k in (0, n) else k / n
    return Share(k, n, round(middle, 4), round(low, 4), round(high, 4))
