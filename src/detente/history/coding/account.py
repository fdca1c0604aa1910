"""Codes an account into the variables of past crises, from its records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.crisis import Crisis
from detente.history.coding.acts import RANK, Deed, deeds, window
from detente.history.coding.answer import answers, coded_management, coded_response
from detente.history.coding.conditions import domestic, gravity, long_conflict, nearness
from detente.history.coding.course import ending, own_violence, third_parties, violence
from detente.history.coding.records import Coded, CodedAccount, CodedActor
from detente.history.coding.sides import Sides
from detente.history.coding.trigger import Trigger, coded_trigger, trigger_of

MOST_ACTORS = 6
AT_LEAST = RANK["political act"]


def code(crisis: Crisis) -> CodedAccount:
    """The account in the variables of past crises, one coding for each state that has a crisis in it.

    A state has a crisis where an act hurts it: any act where the account is about it, else an act above
    words. Only what the account states as having taken place counts; what it does not say stays unknown.
    """
    sides = Sides(crisis)
    told = deeds(crisis, sides)
    found = _triggers(crisis, sides, told)
    involved = set(found)
    fighting = involved | {side for deed in told for side in deed.by if sides.is_group(side)}
    # Who set off the crisis fights in it, also where it has none of its own.
    fighting |= {side for trigger in found.values() for side in trigger.deed.by}
    whole = third_parties(crisis, sides, involved) | violence(told, fighting)
    actors = tuple(_actor(state, trigger, told, crisis, sides, whole) for state, trigger in found.items())
    return CodedAccount(actors, whole | _year(crisis, found))


def _triggers(crisis: Crisis, sides: Sides, told: Sequence[Deed]) -> dict[str, Trigger]:
    """States with a crisis and what set it off, the hardest hit first, then as the account brings them."""
    parties = [side for id in crisis.parties if (side := sides.state_of(id))]
    hit = Counter(side for deed in told if not deed.past for side in deed.on if sides.is_state(side))
    acted = {side for deed in told if not deed.past for side in deed.by}
    seen = dict.fromkeys([*parties, *(side for side in hit if side in acted or hit[side] > 1)])
    found = {}
    for state in seen:
        trigger = trigger_of(state, told, crisis) if sides.is_state(state) else None
        if (
            trigger
            and not _is_reply(state, trigger, told)
            and (state in parties or RANK[trigger.deed.kind] >= AT_LEAST)
        ):
            found[state] = trigger
    ranked = sorted(found, key=lambda state: (state not in parties, -RANK[found[state].deed.kind]))
    return {state: found[state] for state in ranked[:MOST_ACTORS]}


def _is_reply(state: str, found: Trigger, told: Sequence[Deed]) -> bool:
    """Whether these are but words that came after acts of the state's own: who began has no crisis."""
    return RANK[found.deed.kind] < AT_LEAST and any(
        state in deed.by and not deed.past and RANK[deed.kind] >= AT_LEAST and deed.place < found.deed.place
        for deed in told
    )


def _actor(
    state: str, found: Trigger, told: Sequence[Deed], crisis: Crisis, sides: Sides, whole: dict[str, Coded]
) -> CodedActor:
    adversary = _adversary(state, found, told, crisis, sides)
    answered = answers(state, found, adversary, told)
    values = coded_trigger(state, found, told, sides)
    values |= coded_response(found, answered)
    values |= coded_management(state, answered, adversary, crisis, sides, whole.get("mediated"))
    values |= domestic(state, crisis, sides)
    values |= gravity(state, found, crisis, sides)
    values |= nearness(state, adversary, found, told, crisis, sides)
    values |= long_conflict(state, adversary, told, crisis, sides)
    values |= ending(state, adversary, found, told, crisis, sides)
    values |= own_violence(state, found, answered, told)
    return CodedActor(
        state,
        crisis.name(state),
        adversary,
        crisis.name(adversary) if adversary else None,
        found.deed.by,
        values,
    )


def _adversary(state: str, found: Trigger, told: Sequence[Deed], crisis: Crisis, sides: Sides) -> str | None:
    """The state that did the trigger; for a group's act its host, else whom the state acts against."""
    for doer in found.deed.by:
        if sides.is_state(doer):
            return doer
    for doer in found.deed.by:
        if (host := sides.hosts.get(doer)) and host != state:
            return host
    against = Counter(
        side
        for deed in told
        if state in deed.by and not deed.past
        for side in deed.on
        if side != state and sides.is_state(side)
    )
    if against:
        return max(against, key=lambda side: against[side])
    others = [side for id in crisis.parties if (side := sides.state_of(id)) and side != state]
    return others[0] if others else None


def _year(crisis: Crisis, found: dict[str, Trigger]) -> dict[str, Coded]:
    """The year of the earliest trigger that is dated."""
    since = window(crisis)
    dated = [
        deed
        for trigger in found.values()
        for deed in trigger.mentions
        if deed.day and (since is None or deed.day >= since)
    ]
    if not dated:
        return {}
    first = min(dated, key=lambda deed: deed.day or "")
    year = int((first.day or "")[:4])
    return {
        "year": Coded(
            "year",
            year,
            0.9 * first.confidence,
            "rule:date of the trigger",
            (first.event,),
            (first.evidence,),
        )
    }
