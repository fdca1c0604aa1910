"""What force was aimed at, where one sentence says that a state was struck and another what was hit.

"Iran fired missiles at a village in Balochistan. It had struck two bases of Jaish al-Adl": the target of the
first, the state, is inferred; the second says that a group was meant. Such a strike stands on the rung of a
limited strike (5), not of a clash between states (6), whoever of the doer's side says so.
"""

from __future__ import annotations

import msgspec

from detente.crisis import Event
from detente.reading.base import Reading

BETWEEN_STATES, LIMITED = 6, 5
NEAR = 3  # sentences between the strike and what is told of it
GROUPS = frozenset({"armed group", "party", "person"})


def aimed(reading: Reading, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events, those that were aimed at groups on the lower rung, with the basis under ``inferred``."""
    found: dict[str, str] = {}
    for event in events:
        if event.happened and event.rung == BETWEEN_STATES and "targets" in event.inferred:
            told = next((other for other in events if _tells_of(reading, other, event)), None)
            if told is not None and not _on_the_state(events, event):
                found[event.same_as or event.id] = told.id
    return tuple(
        msgspec.structs.replace(
            event,
            rung=LIMITED,
            inferred=event.inferred | {"rung": f"aimed at a group, as told of in {found[root]}"},
        )
        if (root := event.same_as or event.id) in found and event.rung == BETWEEN_STATES
        else event
        for event in events
    )


def _tells_of(reading: Reading, other: Event, event: Event) -> bool:
    """Whether another mention says which group the doer of an event hit there and then."""
    kinds = {reading.actors[id].kind for id in other.targets if id in reading.actors}
    return (
        other.rung == LIMITED
        and other.layer == "do"
        and other.modality in ("asserted", "claimed")
        and other.polarity is None
        and bool(kinds)
        and kinds <= GROUPS
        and bool(_sides(reading, other.sources) & _sides(reading, event.sources))
        and abs(other.sentence - event.sentence) <= NEAR
        and (other.when is None or event.when is None or other.when.iso == event.when.iso)
    )


def _on_the_state(events: tuple[Event, ...], event: Event) -> bool:
    """Whether another mention of the same event states outright that the state was its target."""
    root = event.same_as or event.id
    return any(
        root == (other.same_as or other.id) and other.targets and "targets" not in other.inferred
        for other in events
    )


def _sides(reading: Reading, ids: tuple[str, ...]) -> set[str]:
    """The states behind actors; an actor of no state stands for itself."""
    return {(reading.actors[id].country or id) if id in reading.actors else id for id in ids}
