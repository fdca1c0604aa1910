"""Fitting a relational event model: who acts on whom next, given everything before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from detente.dynamics.processes.relational.checks import checked_choice, checked_events, watch_start
from detente.dynamics.processes.relational.design import Design, design
from detente.dynamics.processes.relational.memory import Floats
from detente.dynamics.processes.relational.newton import Likelihood, Solution, log_likelihood, newton
from detente.dynamics.processes.relational.records import Effect, RelationalFit
from detente.dynamics.processes.relational.separation import collinear, named, separating
from detente.dynamics.processes.relational.statistics import Weights
from detente.errors import ModelError

INTERCEPT = "intercept"


def fit_relational(
    source: ArrayLike,
    target: ArrayLike,
    times: ArrayLike | None = None,
    *,
    statistics: Sequence[str] = ("inertia", "reciprocity", "sender_activity", "receiver_popularity"),
    kinds: ArrayLike | None = None,
    actors: int | None = None,
    covariates: Mapping[str, ArrayLike] | None = None,
    at_risk: ArrayLike | None = None,
    half_life: float | None = None,
    weights: Weights = "log",
    likelihood: Likelihood = "ordinal",
    start: float | None = None,
    controls: int | None = None,
    rng: np.random.Generator | int | None = None,
    level: float = 0.95,
) -> RelationalFit:
    """Fit the model of Butts (2008) by Newton steps, with standard errors from the observed information.

    ``source``, ``target`` (M,) actors 0…n-1; ``times`` (M,), else the order counts; ``kinds`` (M,) integers
    for the statistics by kind. ``statistics`` are named in ``STATISTICS``; ``covariates`` are (n, n)
    tables, row acting on column; ``at_risk`` (n, n) says which pairs may act (all but self by default).
    Events of one moment see only what lies before it. ``likelihood`` is ``"ordinal"`` (which pair) or
    ``"timed"`` (which and when, from ``start``). ``controls`` samples that many other pairs for each event,
    with ``rng``.

    Raises ``UsageError`` H520 for a wrong call; ``ModelError`` H521 for too many actors, H522 for too few
    events, H523 where pairs must be sampled, H524 for collinear statistics, H525 for statistics that
    separate the pairs that acted from the others (no finite estimate) and H526 where Newton does not
    converge.
    """
    events = checked_events(source, target, times, kinds, actors)
    choice = checked_choice(
        events, statistics, covariates, at_risk, half_life, weights, controls, rng, likelihood
    )
    began = watch_start(events, start) if likelihood == "timed" else float(events.times[0])
    table, names = design(events, choice, began), choice.names
    first = np.zeros(len(names))
    if likelihood == "timed":
        table, names = _with_intercept(table), (INTERCEPT, *names)
        pairs = table.table.shape[2]
        first = np.zeros(len(names))
        first[0] = np.log(len(table.acted) / (table.waits.sum() * pairs))
    null, _, information = log_likelihood(table, first, likelihood)
    _sound(collinear(table, information, likelihood), "H524", names)
    found = newton(table, first, likelihood)
    _sound(separating(table, found, likelihood), "H525", names)
    if not found.converged:
        raise ModelError(
            "H526", f"Newton did not converge in {found.steps} steps", remedy="Ask for fewer statistics"
        )
    return _told(table, found, null, names, events.actors, half_life, likelihood, controls, level)


def _with_intercept(table: Design) -> Design:
    number, _, pairs = table.table.shape
    return replace(table, table=np.concatenate([np.ones((number, 1, pairs)), table.table], axis=1))


def _sound(direction: Floats | None, code: str, names: tuple[str, ...]) -> None:
    if direction is None:
        return
    listed = ", ".join(named(direction, names))
    if code == "H524":
        what, remedy = f"these events cannot tell apart, or do not vary, {listed}", "Leave one of them out"
    else:
        what = f"no finite estimate: the pair that acted is always highest, or always lowest, in {listed}"
        remedy = "Leave it out, or give more events"
    raise ModelError(code, what, remedy=remedy)


def _told(
    table: Design,
    found: Solution,
    null: float,
    names: tuple[str, ...],
    actors: int,
    half_life: float | None,
    likelihood: Likelihood,
    controls: int | None,
    level: float,
) -> RelationalFit:
    errors = np.sqrt(np.diag(np.linalg.inv(found.information)))
    far = float(norm.ppf((1.0 + level) / 2.0))
    top, rank = _ranks(table, found.theta)
    free = len(names)
    return RelationalFit(
        effects=tuple(
            _effect(name, float(value), float(se), far)
            for name, value, se in zip(names, found.theta, errors, strict=True)
        ),
        events=len(table.acted),
        actors=actors,
        pairs=table.table.shape[2],
        likelihood=likelihood,
        half_life=half_life,
        level=level,
        log_likelihood=found.value,
        log_likelihood_null=null,
        aic=2.0 * free - 2.0 * found.value,
        bic=free * float(np.log(len(table.acted))) - 2.0 * found.value,
        steps=found.steps,
        gradient=float(np.abs(found.gradient * errors).max()),
        top=top,
        median_rank=rank,
        controls=controls,
    )


def _effect(name: str, value: float, se: float, far: float) -> Effect:
    z = value / se
    p = float(2.0 * norm.sf(abs(z)))
    return Effect(name=name, estimate=value, se=se, z=z, p=p, low=value - far * se, high=value + far * se)


def _ranks(table: Design, theta: Floats) -> tuple[float, float]:
    """Share of events whose pair scores highest, and the median rank, ties shared out."""
    here = np.arange(len(table.acted))
    scores = np.matmul(theta, table.table)
    acted = scores[here, table.acted][:, None]
    near = 1e-9 * (1.0 + np.abs(acted))
    above, level = (scores > acted + near).sum(axis=1), (np.abs(scores - acted) <= near).sum(axis=1)
    return float(np.mean((above == 0) / level)), float(np.median(above + (level + 1) / 2.0))
