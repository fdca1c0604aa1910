"""What the names say: the country and role of an actor, the root and class of a kind of event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.codes import plover
from detente.dynamics.scales import scaled
from detente.errors import TableError

Ints = NDArray[np.int64]
NAMED = re.compile(r"^(?P<role>.+?)[ _]\((?P<country>[^()]+)\)$")
"""``Police (India)``, as ICEWS and POLECAT write actors without a name of their own."""
NO_ROLE, STATE, RARE = "", "(state)", "(rare)"
CONFLICT_ROOT = 14
"""CAMEO roots from here on are material conflict: protest, posture, reduced relations, coercion, force."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of A actors and R kinds, as places; 0 stands for "not known" throughout.

    ``country`` and ``role`` are (A,), ``root`` (CAMEO's) and ``quad`` (PLOVER's four classes) (R,).
    ``conflict`` marks material conflict (CAMEO roots 14 to 20), ``rough`` verbal conflict (roots 9 to 13);
    ``known`` says whether a code book knows the kinds at all.
    """

    n_actors: int
    n_kinds: int
    country: Ints
    role: Ints
    root: Ints
    quad: Ints
    conflict: NDArray[np.bool_]
    rough: NDArray[np.bool_]
    known: bool

    @property
    def n_countries(self) -> int:
        return int(self.country.max(initial=0)) + 1

    @property
    def n_roles(self) -> int:
        return int(self.role.max(initial=0)) + 1


def groups_of(
    actors: Sequence[str], kinds: Sequence[str], *, scheme: str | None = None, names: bool = True
) -> Groups:
    """Read groups off the names. ``names=False`` leaves actors' names unread (all in group 0)."""
    country, role = _actor_groups(actors) if names else (np.zeros(len(actors), np.int64),) * 2
    roots, quads, known = _kind_groups(kinds, scheme)
    conflict = roots >= CONFLICT_ROOT
    rough = (roots >= 9) & ~conflict
    return Groups(len(actors), len(kinds), country, role, roots, quads, conflict, rough, known)


def _actor_groups(actors: Sequence[str]) -> tuple[Ints, Ints]:
    found = [NAMED.match(name) for name in actors]
    named = {match["country"] for match in found if match}
    common = Counter(match["role"] for match in found if match)
    countries: dict[str, int] = {"": 0}
    roles: dict[str, int] = {NO_ROLE: 0, STATE: 1, RARE: 2}
    country, role = np.zeros(len(actors), np.int64), np.zeros(len(actors), np.int64)
    for place, (name, match) in enumerate(zip(actors, found, strict=True)):
        if match:
            word = match["role"] if common[match["role"]] > 1 else RARE
            country[place] = countries.setdefault(match["country"], len(countries))
            role[place] = roles.setdefault(word, len(roles))
        elif name in named:
            country[place] = countries.setdefault(name, len(countries))
            role[place] = roles[STATE]
    return country, role


def _kind_groups(kinds: Sequence[str], scheme: str | None) -> tuple[Ints, Ints, bool]:
    try:
        read = scaled(kinds, scheme)
    except TableError:  # codes of no known book: each is only itself
        return np.zeros(len(kinds), np.int64), np.zeros(len(kinds), np.int64), False
    classes: dict[str | None, int] = {None: 0}
    for event in plover.events().values():
        classes.setdefault(event.quad, len(classes))
    root, quad = np.zeros(len(kinds), np.int64), np.zeros(len(kinds), np.int64)
    for place, kind in enumerate(read.kinds):
        if kind is not None and kind.cameo:
            root[place] = int(kind.cameo[:2])
            quad[place] = classes[plover.events()[kind.event].quad] if kind.event else len(classes)
    return root, quad, True
