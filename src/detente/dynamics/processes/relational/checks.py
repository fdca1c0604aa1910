"""What is asked of the events and of the model before anything is fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.dynamics.processes.relational.design import Choice, Events
from detente.dynamics.processes.relational.newton import Likelihood
from detente.dynamics.processes.relational.statistics import BY_KIND, STATISTICS, Weights
from detente.errors import ModelError, UsageError

MOST_NUMBERS = 250_000_000
"""Of a design table: 2 GB."""
MOST_ACTORS = 4_000
LEAST_PER_EFFECT = 10


def wrong_call(what: str) -> UsageError:
    return UsageError("H520", what, remedy="See docs/processes.md")


def checked_events(
    source: ArrayLike, target: ArrayLike, times: ArrayLike | None, kinds: ArrayLike | None, actors: int | None
) -> Events:
    """Arrays as they are used: in order of time, the order given kept within a moment."""
    s, t = np.asarray(source, dtype=np.intp), np.asarray(target, dtype=np.intp)
    when = np.arange(len(s), dtype=float) if times is None else np.asarray(times, dtype=float)
    kind = None if kinds is None else np.asarray(kinds, dtype=np.intp)
    if not (s.ndim == 1 and s.shape == t.shape == when.shape and (kind is None or kind.shape == s.shape)):
        raise wrong_call("source, target, times and kinds must be as many as there are events")
    if not np.isfinite(when).all():
        raise wrong_call("a time is not a finite number")
    largest = int(max(s.max(initial=-1), t.max(initial=-1)))
    number = largest + 1 if actors is None else actors
    if largest >= number or min(s.min(initial=0), t.min(initial=0)) < 0:
        raise wrong_call(f"an actor's number lies outside 0…{number - 1}")
    if np.any(s == t):
        raise wrong_call("an event has the same source and target")
    if number > MOST_ACTORS:
        raise ModelError(
            "H521", f"{number} actors, and weights are kept for all pairs of at most {MOST_ACTORS}",
            remedy="Keep the actors with the most events",
        )  # fmt: skip
    order = np.argsort(when, kind="stable")
    return Events(
        when[order], s[order], t[order], None if kind is None else kind[order], number,
        0 if kind is None else int(kind.max(initial=-1)) + 1,
    )  # fmt: skip


def checked_choice(
    events: Events,
    statistics: Sequence[str],
    covariates: Mapping[str, ArrayLike] | None,
    at_risk: ArrayLike | None,
    half_life: float | None,
    weights: Weights,
    controls: int | None,
    rng: np.random.Generator | int | None,
    likelihood: Likelihood,
) -> Choice:
    """The model, or the reason why it cannot be fitted as called."""
    extra = {name: np.asarray(value, dtype=float) for name, value in (covariates or {}).items()}
    shape = (events.actors, events.actors)
    for name in statistics:
        if name not in STATISTICS:
            raise wrong_call(f"no statistic '{name}'; there are {', '.join(STATISTICS)}")
    for name, value in extra.items():
        if value.shape != shape or not np.isfinite(value).all():
            raise wrong_call(f"covariate '{name}' is not a table of {shape[0]} × {shape[0]} finite numbers")
    names = (*statistics, *extra)
    if not names or len(set(names)) < len(names):
        raise wrong_call("give each statistic and covariate once, and at least one")
    if set(names) & BY_KIND and (events.kind is None or likelihood == "timed"):
        raise wrong_call("statistics by kind need kinds, and the ordinal likelihood")
    if half_life is not None and not half_life > 0:
        raise wrong_call("the half-life must be positive")
    if controls is not None and (rng is None or likelihood == "timed"):
        raise wrong_call("sampled pairs need rng, and the ordinal likelihood")
    risk = _risk(events, at_risk)
    pairs = int(risk.sum())
    if controls is not None and not 0 < controls < pairs:
        raise wrong_call(f"controls must lie between 1 and {pairs - 1}")
    _enough(events, len(names), pairs if controls is None else controls + 1)
    rate = 0.0 if half_life is None else float(np.log(2.0) / half_life)
    generator = None if controls is None else np.random.default_rng(rng)
    return Choice(names, extra, risk, rate, weights, controls, generator, likelihood == "timed")


def _risk(events: Events, at_risk: ArrayLike | None) -> NDArray[np.bool_]:
    number = events.actors
    risk = np.ones((number, number), dtype=bool) if at_risk is None else np.array(at_risk, dtype=bool)
    if risk.shape != (number, number):
        raise wrong_call(f"at_risk is not a table of {number} × {number}")
    np.fill_diagonal(risk, False)
    if not risk[events.source, events.target].all():
        raise wrong_call("an event happened between a pair that is not at risk")
    return risk


def _enough(events: Events, effects: int, pairs: int) -> None:
    needed = LEAST_PER_EFFECT * effects
    if len(events.times) < needed or pairs < 2:
        raise ModelError(
            "H522",
            f"too few events: {len(events.times)} with {effects} statistics, and a fit needs {needed} "
            "and two pairs that may act",
            remedy="Ask for fewer statistics or give more events",
        )
    numbers = len(events.times) * effects * pairs
    if numbers > MOST_NUMBERS:
        enough = max(1, MOST_NUMBERS // (len(events.times) * effects) // 10)
        raise ModelError(
            "H523",
            f"{len(events.times)} events with {pairs} pairs at risk are too much at once",
            remedy=f"Sample the pairs: controls={min(enough, 50)}, rng=1",
        )


def watch_start(events: Events, start: float | None) -> float:
    """The start of the watch for the timed likelihood."""
    began = float(events.times[0]) if start is None else float(start)
    if began > events.times[0] or (np.ptp(events.times) == 0 and began == events.times[0]):
        raise wrong_call("the timed likelihood needs times that pass, and a start before them")
    return began
