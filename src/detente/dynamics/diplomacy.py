"""The diplomatic state of a pair over time: spells of envoys, meetings, channels, relations."""

from __future__ import annotations

from functools import cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from detente.codes import shipped
from detente.crisis import Crisis, DiplomaticChange
from detente.dynamics.acts import Acts
from detente.dynamics.series import MOST_IDS

ANNOUNCED = " announced"


class Spell(Struct, frozen=True, omit_defaults=True):
    """A state of a pair on one aspect, such as "ambassador of IRN" recalled.

    It holds from ``since`` until ``until``, the dates of the events that began and ended it; ``None`` where
    the account gives no date, or where nothing ended it (then ``ended_by`` is ``None`` too). What was only
    planned or announced (``modality`` other than ``asserted``) ends nothing. What held before the first
    change is not known and has no spell. ``count`` events left the state as it is, ``events`` are up to 40.
    """

    pair: tuple[str, str]
    aspect: str
    state: str
    since: str | None = None
    until: str | None = None
    events: tuple[str, ...] = ()
    count: int = 1
    ended_by: str | None = None
    modality: str = "asserted"


def spells_of_crisis(crisis: Crisis, pair: tuple[str, str] | None = None) -> tuple[Spell, ...]:
    """The spells of a crisis (of one pair where it is given), from its diplomatic changes in time order."""
    wanted = None if pair is None else set(pair)
    found = [change for change in crisis.diplomacy if wanted is None or set(change.pair) == wanted]
    spells = [
        Spell(
            pair=change.pair,
            aspect=change.aspect,
            state=change.state,
            since=_date(change),
            events=(change.event,),
            modality="announced" if change.state.endswith(ANNOUNCED) else change.modality,
        )
        for change in found
    ]
    return _closed(spells)


def _date(change: DiplomaticChange) -> str | None:
    return change.when.iso if change.when is not None else None


def _closed(spells: list[Spell]) -> tuple[Spell, ...]:
    """Each spell that held ends with the next one that holds on the same aspect of the same pair."""
    closed = []
    for place, spell in enumerate(spells):
        after = next((each for each in spells[place + 1 :] if _follows(spell, each)), None)
        if after is None or spell.modality != "asserted":
            closed.append(spell)
            continue
        closed.append(replace(spell, until=after.since, ended_by=after.events[0]))
    return tuple(closed)


def _follows(spell: Spell, later: Spell) -> bool:
    same = set(spell.pair) == set(later.pair) and spell.aspect == later.aspect
    return same and later.modality == "asserted"


@cache
def _codes() -> dict[str, tuple[str, str]]:
    rows = shipped("diplomacy_codes.tsv").rows
    return {row["code"]: (row["aspect"], row["state"]) for row in rows}


def _state(code: str | None) -> tuple[str, str] | None:
    book, code = _codes(), code or ""
    return next((book[code[:end]] for end in range(len(code), 2, -1) if code[:end] in book), None)


def spells_of_table(acts: Acts, places: NDArray[np.intp]) -> tuple[Spell, ...]:
    """The spells of the pair whose acts are at these places, from what their CAMEO codes say.

    Acts in a row that leave the state as it is belong to one spell. The codes are in the code book
    ``diplomacy_codes.tsv``; MID codes say nothing of diplomacy and give none.
    """
    known = {kind: found for kind, code in enumerate(acts.cameo) if (found := _state(code))}
    runs: dict[str, list[tuple[str, list[int]]]] = {}
    for place in places[np.isin(acts.kind[places], list(known))].tolist():
        aspect, state = known[int(acts.kind[place])]
        own = runs.setdefault(aspect, [])
        if own and own[-1][0] == state:
            own[-1][1].append(place)
        else:
            own.append((state, [place]))
    if not runs:
        return ()
    first = int(places[0])
    pair = (acts.sides[acts.source[first]], acts.sides[acts.target[first]])
    spells = [
        (
            run[0],
            Spell(
                pair=pair,
                aspect=aspect,
                state=state,
                since=acts.written(run[0]),
                events=acts.ids(np.asarray(run), MOST_IDS),
                count=len(run),
            ),
        )
        for aspect, own in runs.items()
        for state, run in own
    ]
    return _closed([spell for _, spell in sorted(spells, key=lambda each: each[0])])
