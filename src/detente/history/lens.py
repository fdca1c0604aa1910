"""A lens on named states, regions or years: their own past, which the name-blind ranking does not look at."""

from __future__ import annotations

from functools import cache
from typing import get_args

from msgspec import Struct

from detente.errors import UsageError
from detente.history.analogues import Analogue, cases
from detente.history.records import Region
from detente.history.situation import Past, Situation, pasts

MOST_STATES = 2


class Lens(Struct, frozen=True):
    """What to look at: cases of one state, or of two against each other, of a region, since a year."""

    states: tuple[str, ...] = ()
    region: str | None = None
    since: int | None = None


class Seen(Struct, frozen=True):
    """What a lens shows for one actor of the account, nearest first. It rests on identity."""

    actor: str
    lens: Lens
    cases: tuple[Analogue, ...]


def lens(states: str | None = None, region: str | None = None, since: int | None = None) -> Lens | None:
    """A checked lens; None where nothing is asked for. ``states`` names one or two, with commas.

    Raises ``UsageError`` (H312) for a state or region that the table does not have.
    """
    if states is None and region is None and since is None:
        return None
    named = tuple(_state(each.strip()) for each in (states or "").split(",") if each.strip())
    if len(named) > MOST_STATES or (states is not None and not named):
        raise UsageError(
            "H312", f"{states!r} names no one or two states", remedy="Write --actor IRN or --actor IRN,PAK"
        )
    return Lens(named, _region(region) if region is not None else None, since)


def look(through: Lens, actor: str, situation: Situation, limit: int) -> Seen:
    """The cases that a lens lets through, nearest to the situation first."""

    def wanted(past: Past) -> bool:
        own, other = past.actor.state or past.actor.name, past.actor.adversary_state
        if len(through.states) == MOST_STATES and {own, other} != set(through.states):
            return False
        if len(through.states) == 1 and through.states[0] not in (own, other):
            return False
        if through.region and through.region not in (past.crisis.region, past.actor.actor_region):
            return False
        return through.since is None or (past.crisis.year or 0) >= through.since

    return Seen(actor, through, cases(situation, wanted, limit))


@cache
def _states() -> dict[str, str]:
    """Id by folded name and id of every state with a case or against which one was."""
    found: dict[str, str] = {}
    for past in pasts():
        for id, name in (
            (past.actor.state or past.actor.name, past.actor.name),
            (past.actor.adversary_state, past.actor.adversary_name),
        ):
            if id:
                found[id.casefold()] = id
            if id and name:
                found[name.casefold()] = id
    return found


def _state(words: str) -> str:
    known: dict[str, str] = _states()
    if words.casefold() not in known:
        raise UsageError(
            "H312",
            f"no past crisis has a state {words!r}",
            remedy="Give its name in English or its ISO 3166 code of three letters",
        )
    return known[words.casefold()]


def _region(words: str) -> str:
    regions: dict[str, str] = {name.casefold(): name for name in get_args(Region)}
    near = [name for folded, name in regions.items() if words.casefold().strip() in folded]
    if words.casefold() in regions:
        return regions[words.casefold()]
    if len(near) != 1 or not words.strip():
        raise UsageError(
            "H312", f"{words!r} names no one region", remedy=f"Write one of: {'; '.join(regions.values())}"
        )
    return near[0]
