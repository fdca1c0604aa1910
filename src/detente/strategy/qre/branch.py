"""The principal branch: equilibria followed from λ = 0 by arclength, with its folds (Turocy 2005)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from detente.errors import DataError
from detente.strategy.qre.solve import Equilibrium, polish, residual
from detente.strategy.qre.tree import Tree

if TYPE_CHECKING:
    from detente.strategy.qre.tree import Array

LONGEST_STEP, SHORTEST_STEP = 2.0, 1e-7


class Branch(Struct, frozen=True):
    """Equilibria along a branch, and the λ at which it turned back (none: it went straight)."""

    points: tuple[Equilibrium, ...]
    folds: tuple[float, ...]

    @property
    def end(self) -> Equilibrium:
        """The equilibrium at the λ that was asked for."""
        return self.points[-1]


def follow(tree: Tree, precision: float, *, most: int = 4000) -> Branch:
    """The branch from the uniform profile at λ = 0 to ``precision``, by predictor and corrector.

    Raises ``DataError`` (G113) when it does not get there in ``most`` steps.
    """
    import numpy as np

    at = np.append(np.log(tree.uniform()), 0.0)
    way = _tangent(tree, at, None)
    points = [_point(tree, at)]
    folds: list[float] = []
    length = 0.05
    for _ in range(most):
        trial, good = _correct(tree, at + length * way, way)
        turn = _tangent(tree, trial, way) if good else way
        if not good or float(turn @ way) < 0.9:
            length /= 2
            if length < SHORTEST_STEP:
                break
            continue
        if turn[-1] * way[-1] < 0:
            folds.append(float((at[-1] + trial[-1]) / 2))
        if at[-1] < precision <= trial[-1]:
            share = (precision - at[-1]) / (trial[-1] - at[-1])
            logs, error = polish(tree, (at + share * (trial - at))[:-1], precision)
            end = Equilibrium(precision, tuple(map(float, np.exp(logs))), error)
            return Branch((*points, end), tuple(folds))
        at, way = trial, turn
        points.append(_point(tree, at))
        length = min(length * 1.3, LONGEST_STEP)
    raise DataError(
        "G113",
        f"the branch did not reach λ = {precision:g} (it stopped at {at[-1]:.4g})",
        remedy="Ask for a smaller λ",
    )


def _tangent(tree: Tree, at: Array, before: Array | None) -> Array:
    """Unit direction of the branch; the same way round as ``before``, at first towards larger λ."""
    import numpy as np

    _, by_logs, by_precision = residual(tree, at[:-1], float(at[-1]))
    direction = np.linalg.svd(np.column_stack([by_logs, by_precision]))[2][-1]
    sense = direction[-1] if before is None else float(direction @ before)
    return np.asarray(direction if sense > 0 else -direction)


def _correct(tree: Tree, guess: Array, way: Array) -> tuple[Array, bool]:
    """Back onto the branch within the plane through ``guess`` across ``way``."""
    import numpy as np

    at = guess.copy()
    for _ in range(12):
        value, by_logs, by_precision = residual(tree, at[:-1], float(at[-1]))
        full = np.vstack([np.column_stack([by_logs, by_precision]), way])
        right = np.append(-value, -float(way @ (at - guess)))
        if not np.all(np.isfinite(full)):
            return at, False
        step = np.linalg.lstsq(full, right, rcond=None)[0]
        at = at + step
        if np.abs(step).max() < 1e-10:
            return at, bool(np.abs(residual(tree, at[:-1], float(at[-1]))[0]).max() < 1e-8)
    return at, False


def _point(tree: Tree, at: Array) -> Equilibrium:
    import numpy as np

    value, _, _ = residual(tree, at[:-1], float(at[-1]))
    return Equilibrium(float(at[-1]), tuple(map(float, np.exp(at[:-1]))), float(np.abs(value).max()))
