"""Covariance of estimates from the pieces of a likelihood."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError, UsageError

Array = NDArray[np.float64]
Kind = Literal["hessian", "opg", "robust", "cluster"]
KINDS = ("hessian", "opg", "robust", "cluster")


def covariance(
    kind: str, hessian: Array, scores: Array, groups: NDArray[np.intp] | None = None
) -> tuple[Array, str | None]:
    """The covariance (k, k), and a warning where it cannot be trusted.

    ``hessian`` is minus the second derivative of the log likelihood (k, k), ``scores`` its first by row (n,
    k). ``"hessian"``: its inverse. ``"opg"``: the inverse of the outer product of scores (Berndt and others
    1974). ``"robust"``: the sandwich of both (White 1982). ``"cluster"``: the sandwich with scores summed
    within ``groups`` (n) and the factor G / (G - 1). Raises ``UsageError`` S613, ``ModelError`` M108.
    """
    if kind not in KINDS:
        raise UsageError(
            "S613", f"there is no covariance {kind!r}", remedy=f"Choose one of {', '.join(KINDS)}"
        )
    if kind == "opg":
        return _invert(scores.T @ scores)
    inverse, warning = _invert(hessian)
    if kind == "hessian":
        return inverse, warning
    factor = 1.0
    if kind == "cluster":
        if groups is None:
            raise UsageError(
                "S614", "clustered errors need to know the clusters", remedy="Give clusters=COLUMN as well"
            )
        count = int(groups.max()) + 1
        if count < 2:
            raise ModelError("M108", "all rows are in one cluster", remedy="Choose another column")
        summed = np.zeros((count, scores.shape[1]))
        np.add.at(summed, groups, scores)
        scores, factor = summed, count / (count - 1)
        if warning is None and count < 30:
            warning = f"only {count} clusters: errors will be too small; use bootstrap() or cov='hessian'"
    return factor * inverse @ (scores.T @ scores) @ inverse, warning


def _invert(curvature: Array) -> tuple[Array, str | None]:
    """The inverse; where the curvature is not positive definite, a generalised one with a warning."""
    if np.isfinite(curvature).all():
        scale = np.sqrt(np.maximum(np.diag(curvature), 1e-300))
        values, vectors = np.linalg.eigh(curvature / np.outer(scale, scale))
        if values[0] > 1e-12:
            return (vectors / values) @ vectors.T / np.outer(scale, scale), None
    return np.full_like(curvature, np.nan), (
        "the likelihood is flat or curved upwards at the estimates, so that there are no standard errors; "
        "leave regressors out, or fit with penalty='jeffreys'"
    )
