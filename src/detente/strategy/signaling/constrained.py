"""Constrained maximum likelihood (CMLE): max log L(theta, y) subject to the equilibrium of every game.

Su and Judd (2012), Econometrica 80(5), for this game Crisman-Cox and Gibilisco (2021). From a cold start in
two stages. First an augmented Lagrangian lets every game's y = Phi^-1(p) move freely while the weight of the
equilibrium condition rises, so that the data choose among equilibria and folds are passed. Then the
likelihood along each game's own branch y(theta) is climbed, with derivatives by the implicit-function
theorem, and games whose data fit another equilibrium better are moved there until none is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from detente.strategy.estimation.design import Integers
from detente.strategy.estimation.scoring import Evaluation, Maximum, Objective, maximise
from detente.strategy.signaling.equilibria import Roots, find_roots
from detente.strategy.signaling.game import Array, Play, play
from detente.strategy.signaling.pseudo import weigh
from detente.strategy.signaling.sample import Sample

_TINY = 1e-290
# Below 1000 the y would fit the noise of their own rows and drag the coefficients along.
_WEIGHTS = (1e3, 1e4, 1e5, 1e6)
_FREE_STEPS = 25
_MOVES = 8
# Enough to compare starting points by; the best is then climbed to the end.
_ROUGH = 1e-7
# Payoffs are in standard deviations of a shock; beyond this many, shocks would never matter. The likelihood
# can rise forever towards such payoffs, as in a separated sample, while its proper maximum lies lower.
_PLAUSIBLE = 20.0


def on_branch(sample: Sample) -> Objective:
    """The likelihood along the equilibria nearest to a given ``state`` y (n), for ``maximise``.

    It cannot be evaluated (None) where a game's branch ends in a fold, so that no step jumps over one.
    """

    def evaluate(coefficients: Array, state: Array | None) -> Evaluation | None:
        assert state is not None
        payoffs = sample.design.payoffs(coefficients)
        y = follow(payoffs, state)
        if y is None:
            return None
        games = play(payoffs, y)
        return weigh(sample, games.probabilities, along_branch(sample, games), state=y)

    return evaluate


def along_branch(sample: Sample, games: Play) -> Array:
    """Slopes (n, 4, k) of log probabilities by coefficients where y follows its equilibrium."""
    reach = -games.gap_slopes[:, :-1] / games.gap_slopes[:, -1:]
    return sample.design.spread(games.slopes[:, :, :-1] + games.slopes[:, :, -1:] * reach[:, None, :])


def follow(payoffs: Array, y: Array, steps: int = 25) -> Array | None:
    """Each game's equilibrium reached from ``y`` by Newton's method; None where one is lost."""
    side = None
    for _ in range(steps):
        games = play(payoffs, y)
        slope = games.gap_slopes[:, -1]
        if side is None:
            side = np.sign(slope)
        if (np.sign(slope) != side).any():
            return None
        step = games.gap / slope
        if not np.isfinite(step).all() or np.abs(step).max() > 3:
            return None
        y = y - step
        if np.abs(step).max() < 1e-13 * (1 + np.abs(y).max()):
            return np.asarray(y)
    return np.asarray(y) if np.abs(step).max() < 1e-9 else None


def _free(sample: Sample, coefficients: Array, y: Array) -> tuple[Array, Array]:
    """The augmented-Lagrangian stage: coefficients and y (n) near an equilibrium of every game."""
    multiplier = np.zeros(len(y))
    for weight in _WEIGHTS:
        damping = 1e-3
        value, pieces = _merit(sample, coefficients, y, multiplier, weight)
        for _ in range(_FREE_STEPS):
            move, shift = _free_step(sample, pieces, multiplier, weight, damping)
            new, parts = _merit(sample, coefficients + move, y + shift, multiplier, weight)
            if new > value:
                gain, value, pieces, damping = new - value, new, parts, max(damping / 10, 1e-9)
                coefficients, y = coefficients + move, y + shift
                if gain < 1e-6 * (1 + abs(value)):
                    break
            else:
                damping *= 10
                if damping > 1e8:
                    break
        multiplier = multiplier + weight * pieces.gap
    return coefficients, y


def _merit(
    sample: Sample, coefficients: Array, y: Array, multiplier: Array, weight: float
) -> tuple[float, Play]:
    games = play(sample.design.payoffs(coefficients), y)
    fit = (sample.counts * np.log(np.maximum(games.probabilities, _TINY))).sum()
    value = fit - (multiplier * games.gap + 0.5 * weight * games.gap**2).sum()
    return float(value) if np.isfinite(value) else -np.inf, games


def _free_step(
    sample: Sample, games: Play, multiplier: Array, weight: float, damping: float
) -> tuple[Array, Array]:
    """A Gauss-Newton step in (theta, y); each y is eliminated, as it meets only its own row."""
    spread = sample.design.spread(games.slopes)
    at_y = games.slopes[:, :, -1]
    gap_spread = sample.design.spread(games.gap_slopes[:, None, :])[:, 0, :]
    gap_y = games.gap_slopes[:, -1]
    force = multiplier + weight * games.gap
    slope = np.einsum("nj,njk->k", sample.counts, spread) - force @ gap_spread
    slope_y = (sample.counts * at_y).sum(axis=1) - force * gap_y

    share = sample.plays[:, None] * games.probabilities
    flat = spread.reshape(-1, spread.shape[2])
    curve = flat.T @ (share.reshape(-1, 1) * flat) + weight * gap_spread.T @ gap_spread
    mixed = np.einsum("nj,njk->nk", share * at_y, spread) + weight * gap_y[:, None] * gap_spread
    curve_y = (share * at_y**2).sum(axis=1) + weight * gap_y**2

    diagonal = np.diag(curve)
    curve = curve + np.diag(damping * np.maximum(diagonal, 1e-8) + 1e-12 * max(1.0, float(diagonal.max())))
    curve_y = curve_y * (1 + damping) + 1e-10
    ratio = mixed / curve_y[:, None]
    reduced = curve - mixed.T @ ratio
    move = np.linalg.lstsq(reduced, slope - ratio.T @ slope_y, rcond=1e-14)[0]
    return move, np.clip((slope_y - mixed @ move) / curve_y, -1, 1)


def choose(sample: Sample, payoffs: Array, near: Array | None = None) -> tuple[Array, Roots]:
    """The equilibrium (n) of every game that fits its outcomes best, and all of them.

    Games without any are given ``near`` (or 0).
    """
    roots = find_roots(payoffs)
    y = np.zeros(len(payoffs)) if near is None else near.copy()
    shares = play(payoffs[roots.game], roots.y).probabilities
    fits = (sample.counts[roots.game] * np.log(np.maximum(shares, _TINY))).sum(axis=1)
    order = np.lexsort((fits, roots.game))
    last = np.append(np.diff(roots.game[order]) > 0, True) if len(order) else np.empty(0, dtype=bool)
    best = order[last]
    y[roots.game[best]] = roots.y[best]
    return y, roots


@dataclass(frozen=True, slots=True)
class Constrained:
    """The best constrained maximum: ``y`` (n) of every game, how many starts reached it and how many ran.

    ``choices`` (n) counts the equilibria of every game at the estimates.
    """

    fit: Maximum
    y: Array
    choices: Integers
    starts: int
    agreeing: int


def climb(
    sample: Sample,
    coefficients: Array,
    y: Array,
    *,
    jeffreys: bool = False,
    tolerance: float = 1e-17,
    newton: bool = True,
) -> Maximum | None:
    """Climb along branches, moving games to the equilibrium that fits them best, until none moves.

    None where no equilibrium of every game is found.
    """
    objective = on_branch(sample)
    found = maximise(objective, coefficients, state=y, jeffreys=jeffreys, tolerance=tolerance, newton=newton)
    for _ in range(_MOVES):
        if found is not None:
            assert found.evaluation.state is not None
            coefficients, y = found.coefficients, found.evaluation.state
        best, _ = choose(sample, sample.design.payoffs(coefficients), y)
        if found is not None and np.abs(best - y).max() < 1e-6 * (1 + np.abs(y).max()):
            break
        moved = maximise(
            objective, coefficients, state=best, jeffreys=jeffreys, tolerance=tolerance, newton=newton
        )
        if moved is None or (found is not None and moved.objective < found.objective + 1e-9):
            break
        found = moved
    return found


def constrained_likelihood(
    sample: Sample, starts: list[tuple[Array, Array]], *, jeffreys: bool = False
) -> Constrained | None:
    """The best of the maxima reached from ``starts``, pairs of coefficients (k) and P(resist) (n).

    One at which no payoff has run away goes before others, whatever their likelihood.
    """
    reached: list[Maximum] = []
    for coefficients, resist in starts:
        near, y = _free(sample, coefficients, ndtri(np.clip(resist, 1e-6, 1 - 1e-6)))
        found = climb(sample, near, y, jeffreys=jeffreys, tolerance=_ROUGH, newton=False)
        if found is not None:
            reached.append(found)
    if not reached:
        return None
    best = None
    for rough in sorted(reached, key=lambda found: (_far(sample, found), -found.objective)):
        assert rough.evaluation.state is not None
        end = climb(sample, rough.coefficients, rough.evaluation.state, jeffreys=jeffreys)
        if end is not None and (best is None or not _far(sample, end)):
            best = end
        if best is not None and not _far(sample, best):
            break
    assert best is not None
    assert best.evaluation.state is not None
    counts = find_roots(sample.design.payoffs(best.coefficients)).counts(len(sample.counts))
    agreeing = sum(abs(found.objective - best.objective) < 0.01 for found in reached)
    return Constrained(best, best.evaluation.state, counts, len(starts), agreeing)


def _far(sample: Sample, found: Maximum) -> bool:
    """Whether a payoff has run away."""
    return bool(np.abs(sample.design.payoffs(found.coefficients)).max() > _PLAUSIBLE)
