"""Which column of a table holds what: by the names that event data sets use, or as the caller says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from detente.errors import TableError, UsageError

ROLES = ("source", "event", "target", "day")

# Written small and without signs; of several that a table has, the first of this list is taken.
KNOWN: dict[str, tuple[str, ...]] = {
    "source": (
        "source", "sourceid", "actor1", "actor1code", "actor1name", "sourcename", "sourceactor", "sender",
        "initiator", "subject", "actor", "actorname", "from", "head", "ccode1", "state1", "iso1", "cowcode1",
    ),
    "event": (
        "event", "eventcode", "code", "cameo", "cameocode", "plover", "eventtype", "relation", "relationid",
        "eventtext", "subeventtype", "action", "hostlev", "kind", "type", "predicate", "verb",
    ),
    "target": (
        "target", "targetid", "actor2", "actor2code", "actor2name", "targetname", "targetactor", "receiver",
        "recipient", "recipientname", "object", "to", "tail", "ccode2", "state2", "iso2", "cowcode2",
    ),
    "day": ("day", "date", "eventdate", "sqldate", "time", "timestamp", "storydate", "when"),
}  # fmt: skip
DATE_PARTS = (("year", "month", "day"), ("styear", "stmon", "stday"))
SCHEMES = {"action": "mid action", "hostlev": "mid hostility"}
"""Columns whose name alone tells what their numbers are: the militarised events of the MID project."""


@dataclass(frozen=True)
class Columns:
    """The places of the columns in a row; ``day`` has three where year, month and day stand apart.

    ``roles`` are their names as the file has them, in the order source, event, target, day, group.
    """

    roles: tuple[str, ...]
    source: int
    event: int
    target: int
    day: tuple[int, ...]
    group: int | None = None
    scheme: str | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """Every column that is read, each once."""
        group = () if self.group is None else (self.group,)
        return tuple(dict.fromkeys((self.source, self.event, self.target, *self.day, *group)))


def find(names: Sequence[str], given: Mapping[str, str | None], where: str) -> Columns:
    """The columns of a table with these names. Raises ``UsageError`` (H202), ``TableError`` (H203)."""
    plain = [_plain(name) for name in names]
    places: dict[str, tuple[int, ...]] = {}
    for role in ROLES:
        asked = given.get(role)
        if asked is not None:
            places[role] = (_asked(names, plain, asked, role, where),)
        elif role == "day" and (parts := _date_parts(plain)):
            places[role] = parts
        else:
            places[role] = (_known(names, plain, role, where),)
    roles = tuple("/".join(names[place] for place in places[role]) for role in ROLES)
    single = [places[role][0] for role in ROLES[:3]]
    asked = given.get("group")
    group = None if asked is None else _asked(names, plain, asked, "group", where)
    return Columns(
        roles=roles if group is None else (*roles, names[group]),
        source=single[0],
        event=single[1],
        target=single[2],
        day=places["day"],
        group=group,
        scheme=SCHEMES.get(plain[single[1]]),
    )


def knows(names: Sequence[str]) -> bool:
    """Whether these are names of columns by which each role is found."""
    plain = [_plain(name) for name in names]
    return all(set(KNOWN[role]) & set(plain) for role in ROLES[:3]) and bool(
        set(KNOWN["day"]) & set(plain) or _date_parts(plain)
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _date_parts(plain: Sequence[str]) -> tuple[int, ...] | None:
    for parts in DATE_PARTS:
        if set(parts) <= set(plain):
            return tuple(plain.index(part) for part in parts)
    return None


def _known(names: Sequence[str], plain: Sequence[str], role: str, where: str) -> int:
    for known in KNOWN[role]:
        if known in plain:
            return plain.index(known)
    near = _nearest(KNOWN[role], plain)
    likely = names[plain.index(near)] if near else names[0] if names else "NAME"
    raise TableError(
        "H203",
        f"no column is the {role} (the columns are {_listed(names)})",
        where=where,
        remedy=f"Call it {role!r}, or name it with --{role}, perhaps --{role} {likely!r}",
    )


def _asked(names: Sequence[str], plain: Sequence[str], asked: str, role: str, where: str) -> int:
    for wanted, among in ((asked, list(names)), (_plain(asked), list(plain))):
        if wanted in among:
            return among.index(wanted)
    near = _nearest((asked,), names)
    raise UsageError(
        "H202",
        f"has no column {asked!r} for the {role} (the columns are {_listed(names)})",
        where=where,
        remedy=f"Perhaps --{role} {near!r}" if near else f"Name one of them with --{role}",
    )


def _nearest(wanted: Sequence[str], among: Sequence[str]) -> str | None:
    """The name among those there that is nearest to one of those wanted."""
    best = (process.extractOne(each, among, score_cutoff=60) for each in wanted)
    found = [(score, name) for each in best if each for name, score in [each[:2]]]
    return max(found)[1] if found else None


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(name[:30] for name in names[:most])
    return f"{shown}, … {len(names)} in all" if len(names) > most else shown
