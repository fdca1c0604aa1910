"""The escalation ladder: eleven rungs from -3 (settlement) to 7 (war), and what stands on each.

The crosswalk to PLOVER, ICBe, CAMEO and MID is ``ladder.tsv``; its reasons are in
``docs/decisions/003-ladder.md``.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from msgspec import Struct

from detente.codes import table
from detente.crisis import ActorKind

LOWEST, HIGHEST = -3, 7
NON_STATE: frozenset[ActorKind] = frozenset({"armed group", "person", "party"})
STRIKE, CLASH, SHOW = 5, 6, 4
# With an unknown target these still say that a state's forces or land are hit.
_BETWEEN_STATES = frozenset(
    {"invasion/occupation", "battle/clash", "annex", "assert political control over", "blockade",
     "continuation of previous fighting"}
)  # fmt: skip


class Level(Struct, frozen=True):
    """A rung. ``mid`` is the MID hostility level (1 to 5), ``kahn`` the rungs of Kahn's ladder beside it."""

    rung: int
    name: str
    mid: int
    kahn: tuple[int, ...]
    definition: str


@cache
def levels() -> dict[int, Level]:
    """The eleven rungs, lowest first."""
    rows = [row for row in table.shipped("ladder.tsv").rows if row["by"] == "level"]
    return {
        int(row["rung"]): Level(
            rung=int(row["rung"]),
            name=row["key"],
            mid=int(row["mid"]),
            kahn=tuple(map(int, table.values(row["kahn"]))),
            definition=row["note"],
        )
        for row in rows
    }


@cache
def _crosswalk(by: str) -> dict[tuple[str, str], int | None]:
    """(key, armed) to rung; ``None`` where the book says that it is not on the ladder."""
    return {
        (row["key"], row["armed"]): int(row["rung"]) if row["rung"] else None
        for row in table.shipped("ladder.tsv").rows
        if row["by"] == by
    }


def mid_hostility(rung: int) -> int:
    """The MID hostility level of a rung: 1 none, 2 threat, 3 display, 4 use of force, 5 war."""
    return levels()[rung].mid


def of_cameo(code: str) -> int | None:
    """The rung of a CAMEO code between states, by its longest prefix in the crosswalk."""
    book = _crosswalk("cameo")
    return next((book[code[:end], ""] for end in range(len(code), 1, -1) if (code[:end], "") in book), None)


def of_mid(action: int) -> int | None:
    """The rung of a MID action number (0 to 21) between states; ``None`` for a number that is no action."""
    return _crosswalk("mid").get((str(action), ""))


@cache
def of_hostility(level: int) -> int | None:
    """The rung between states where most actions of a MID hostility level (1 to 5) stand, else ``None``."""
    rows = (row for row in table.shipped("ladder.tsv").rows if row["by"] == "mid")
    counts = Counter(int(row["rung"]) for row in rows if row["mid"] == str(level))
    return min(counts, key=lambda rung: (-counts[rung], rung), default=None)


def rung(
    event: str | None,
    mode: str | None = None,
    leaf: str | None = None,
    cameo: str | None = None,
    armed: bool | None = None,
    target_kind: ActorKind | None = None,
    *,
    layer: str = "do",
    source_kind: ActorKind | None = None,
    war: bool = False,
) -> int | None:
    """The rung of an act from -3 to 7, or ``None`` for what is not on the ladder (or not known).

    The most telling code decides: an event with its mode, then the ICBe leaf (a say kind when ``layer`` is
    ``"say"``), then CAMEO, then the bare event. Force between states stands on 6; on or by an armed group,
    a party or a person, or on a target the text leaves open, on 5; ``war`` (the text says war) lifts force
    to 7. Help with arms to an armed group stands on 4.
    """
    found = _base(event, mode, f"{layer}:{leaf}" if leaf else None, cameo, armed)
    if (
        event == "AID"
        and target_kind == "armed group"
        and (armed or (cameo or "")[:3] in ("070", "072", "075"))
    ):
        return SHOW
    if found is None or found < STRIKE:
        return found
    if war:
        return HIGHEST
    if found == CLASH and (target_kind in NON_STATE or source_kind in NON_STATE):
        return STRIKE
    if found == CLASH and target_kind in (None, "unknown") and leaf not in _BETWEEN_STATES:
        return STRIKE
    return found


def _base(
    event: str | None, mode: str | None, leaf: str | None, cameo: str | None, armed: bool | None
) -> int | None:
    """The rung between states before the kinds of the actors are looked at."""
    events, leaves = _crosswalk("event"), _crosswalk("leaf")
    if event and mode and (f"{event}/{mode}", "") in events:
        return events[f"{event}/{mode}", ""]
    if leaf and (leaf, "") in leaves:
        return leaves[leaf, ""]
    if cameo and (found := of_cameo(cameo)) is not None:
        return found
    if event and armed and (event, "y") in events:
        return events[event, "y"]
    return events.get((event or "", ""))
