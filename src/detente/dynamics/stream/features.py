"""What the ranker sees of a candidate: fading counts of who did what to whom, coarse and fine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.dynamics.stream.counters import FadingCounter
from detente.dynamics.stream.groups import Groups
from detente.dynamics.stream.moves import Moves, reversed_move

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Who = Literal["actor", "country", "role", "any"]
What = Literal["move", "root", "quad", "way"]
ROOTS, QUADS = 21, 6


@dataclass(frozen=True)
class Family:
    """Counts of (a group of the actor, a group of the move, a group of the partner) at several scales (days).

    ``back`` reads the same counts with the roles exchanged: what the partner did to the actor.
    """

    name: str
    actor: Who
    move: What
    partner: Who
    scales: tuple[int, ...]
    back: bool = False
    says: str = ""


FAMILIES: tuple[Family, ...] = (
    Family("same act", "actor", "move", "actor", (2, 7, 30, 120, 0), True, "this act between the two"),
    Family(
        "same root", "actor", "root", "actor", (3, 10, 30, 0), True, "acts of its CAMEO root between the two"
    ),
    Family("same class", "actor", "quad", "actor", (3, 10, 30, 0), True, "acts of its class between the two"),
    Family("pair", "actor", "way", "actor", (2, 7, 30, 120, 0), True, "any act between the two"),
    Family("partner in act", "any", "move", "actor", (3, 15, 60, 0), says="this act with others"),
    Family("partner in root", "any", "root", "actor", (3, 15, 0), says="acts of its root with others"),
    Family("partner at all", "any", "way", "actor", (1, 3, 15, 60, 0), True, "how active the partner is"),
    Family("countries in act", "country", "move", "country", (10, 0), says="this act between the countries"),
    Family("countries", "country", "way", "country", (10, 0), says="any act between the countries"),
    Family(
        "country and partner", "country", "root", "actor", (10, 0), says="the actor's country and the partner"
    ),
    Family(
        "actor and country", "actor", "root", "country", (10, 0), says="the actor and the partner's country"
    ),
    Family(
        "roles in act", "role", "move", "role", (0,), says="this act between such roles, at home or abroad"
    ),
    Family("actor and role", "actor", "way", "role", (20,), says="the actor and the partner's role"),
)
ASKED: tuple[Family, ...] = (
    Family("actor in act", "actor", "move", "any", (7, 30, 0), says="how often the actor does this"),
    Family("actor at all", "actor", "way", "any", (2, 15, 0), says="how active the actor is"),
    Family("act at all", "any", "move", "any", (15, 0), says="how common the act is"),
    Family(
        "actor in root", "actor", "root", "any", (15, 0), says="how often the actor does acts of this root"
    ),
)
NAMES = ("same country", "partner's role", "no country", "itself", "root", "class")
SHARED = ("same act 7", "same act 0", "same root 10", "pair 7", "pair 0", "pair back 7", "partner in act 15")
"""Counts that are also given as a share among the candidates: they compete."""
LARGEST_SHARE = np.float32(1e-9)


def feature_names() -> list[str]:
    """Names of the columns of ``CounterStates.matrix``, in order."""
    names: list[str] = []
    for family in (*FAMILIES, *(each for each in FAMILIES if each.back)):
        label = f"{family.name} back" if len(names) >= _first_back() else family.name
        names += [f"{label} {scale}" for scale in family.scales] + [f"{label} gap"]
    for family in ASKED:
        names += [f"{family.name} {scale}" for scale in family.scales] + [f"{family.name} gap"]
    return [*names, *NAMES, *(f"{name} share" for name in SHARED)]


def _first_back() -> int:
    return sum(len(family.scales) + 1 for family in FAMILIES)


class CounterStates:
    """All counters of a stream, and the matrix of features for candidates."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self._counters = {family.name: FadingCounter(family.scales) for family in (*FAMILIES, *ASKED)}
        self._levels: dict[str, tuple[Ints, int]] = {
            "actor": (np.arange(groups.n_actors), groups.n_actors),
            "country": (groups.country, groups.n_countries),
            "role": (groups.role, groups.n_roles),
            "any": (np.zeros(groups.n_actors, np.int64), 1),
            "move": (np.arange(2 * groups.n_kinds), 2 * groups.n_kinds),
            "root": (np.concatenate([groups.root, groups.root + ROOTS]), 2 * ROOTS),
            "quad": (np.concatenate([groups.quad, groups.quad + QUADS]), 2 * QUADS),
            "way": (np.repeat([0, 1], groups.n_kinds), 2),
        }
        self._shared = [feature_names().index(name) for name in SHARED]

    @property
    def acts(self) -> FadingCounter:
        """The counter of (actor, move, partner)."""
        return self._counters["same act"]

    @property
    def partners(self) -> FadingCounter:
        """The counter of (move, partner), whoever the actor is."""
        return self._counters["partner in act"]

    def add(self, moves: Moves, day: int) -> None:
        """Count one day's moves."""
        for family in (*FAMILIES, *ASKED):
            self._counters[family.name].add(self._key(family, moves.actor, moves.move, moves.partner), day)

    def matrix(self, actor: Ints, move: Ints, candidates: Ints, day: int) -> Floats:
        """Features (U, K, F) of candidates (U, K) for questions (U,), counted before ``day``."""
        shape = candidates.shape
        one, what = (np.broadcast_to(each[:, None], shape) for each in (actor, move))
        back = reversed_move(what, self.groups.n_kinds)
        out = np.empty((*shape, len(feature_names())), np.float32)
        at = 0
        for family in FAMILIES:
            at = self._read(family, self._key(family, one, what, candidates), day, out, at)
        for family in FAMILIES:
            if family.back:
                at = self._read(family, self._key(family, one, back, candidates), day, out, at)
        for family in ASKED:
            at = self._read(family, self._key(family, actor, move, actor)[:, None], day, out, at)
        at = self._names(one, what, candidates, out, at)
        for column in self._shared:
            counts = out[..., column]
            out[..., at] = counts / (counts.sum(axis=1, keepdims=True) + LARGEST_SHARE)
            at += 1
        return out

    def _key(self, family: Family, actor: Ints, move: Ints, partner: Ints) -> Ints:
        (one, _), (what, many_moves), (two, many_partners) = (
            self._levels[each] for each in (family.actor, family.move, family.partner)
        )
        key: Ints = (one[actor] * many_moves + what[move]) * many_partners + two[partner]
        return key * 2 + self._at_home(actor, partner) if family.name == "roles in act" else key

    def _at_home(self, actor: Ints, partner: Ints) -> NDArray[np.bool_]:
        country = self.groups.country
        return np.asarray((country[actor] == country[partner]) & (country[actor] > 0))

    def _read(self, family: Family, keys: Ints, day: int, out: Floats, at: int) -> int:
        counter = self._counters[family.name]
        counts, gap = counter.read(counter.find(keys), day)
        many = len(family.scales)
        out[..., at : at + many] = counts
        out[..., at + many] = gap
        return at + many + 1

    def _names(self, actor: Ints, move: Ints, partner: Ints, out: Floats, at: int) -> int:
        groups = self.groups
        columns = (
            self._at_home(actor, partner),
            groups.role[partner],
            groups.country[partner] == 0,
            actor == partner,
            self._levels["root"][0][move],
            self._levels["quad"][0][move],
        )
        for place, column in enumerate(columns):
            out[..., at + place] = column
        return at + len(columns)
