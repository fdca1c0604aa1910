"""Standard errors from estimates on samples drawn from the fitted model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError

Array = NDArray[np.float64]


def bootstrap_covariance(one: Callable[[], Array | None], draws: int) -> tuple[Array, Array, tuple[str, ...]]:
    """The covariance (k, k) of ``draws`` estimates, the estimates kept (m, k), what to be careful about.

    ``one`` draws a sample and estimates, None where that fails. Raises ``ModelError`` M111 where fewer than
    half succeed.
    """
    found = [estimate for _ in range(draws) if (estimate := one()) is not None]
    if len(found) < max(2, draws / 2):
        raise ModelError(
            "M111",
            f"only {len(found)} of {draws} bootstrap samples could be estimated",
            remedy="Fit with penalty='jeffreys', or leave regressors out",
        )
    kept = np.array(found)
    doubts: tuple[str, ...] = ()
    if len(found) < 0.95 * draws:
        doubts += (f"{draws - len(found)} of {draws} bootstrap samples were left out: no estimate",)
    spread = kept.std(axis=0)
    middle = np.subtract(*np.quantile(kept, (0.84, 0.16), axis=0)) / 2
    if (spread > 2 * np.maximum(middle, 1e-12)).any():
        doubts += (
            "some bootstrap estimates lie far out and inflate the standard errors; see quantiles of .draws",
        )
    return np.atleast_2d(np.cov(kept, rowvar=False)), kept, doubts
