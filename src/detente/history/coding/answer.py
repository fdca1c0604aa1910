"""How an actor answered: its major response, when it came, and the main way it coped with the crisis."""

from __future__ import annotations

from collections.abc import Sequence

from detente.crisis import Crisis
from detente.history.coding.acts import RANK, Deed, span
from detente.history.coding.records import Coded
from detente.history.coding.sides import Sides
from detente.history.coding.trigger import Trigger
from detente.history.records import Management, Response

VIOLENT, MILITARY, VERBAL = RANK["violent act"], RANK["non-violent military act"], RANK["verbal act"]


def answers(state: str, found: Trigger, adversary: str | None, deeds: Sequence[Deed]) -> list[Deed]:
    """Acts of the state after its trigger on those who did it, their hosts or the adversary."""
    whom = {*found.deed.by, adversary}
    told = [
        deed
        for deed in deeds
        if state in deed.by
        and not deed.past
        and (deed.place > found.deed.place or found.answered)
        and _not_before(found.deed.day, deed.day)
        and (set(deed.on) & whom or set(deed.groups) & whom or not (deed.on or deed.groups))
    ]
    return [deed for deed in told if not deed.mutual] or told


def _not_before(first: str | None, then: str | None) -> bool:
    """Whether the second date is not earlier, as far as both tell."""
    if not first or not then:
        return True
    size = min(len(first), len(then))
    return then[:size] >= first[:size]


def coded_response(found: Trigger, answered: Sequence[Deed]) -> dict[str, Coded]:
    """The major response and the days to it (the day of the trigger counts as the first, as at ICB)."""
    if not answered:
        return {}
    hardest = max(RANK[deed.kind] for deed in answered)
    major = [deed for deed in answered if RANK[deed.kind] == hardest]
    ways = {RANK[deed.kind] for deed in answered if RANK[deed.kind] > VERBAL}
    value: Response
    if hardest >= VIOLENT - 1:
        value = "several acts with violent ones" if len(ways) > 1 else "violent military act"
    elif hardest == MILITARY:
        several = len(ways) > 1
        value = "several acts with non-violent military ones" if several else "non-violent military act"
    else:
        value = _plain(major)
    shown = answered if value.startswith("several") else major
    best = max(deed.confidence for deed in major)
    values = {"response": _coded("response", value, best, "rule:hardest answer", shown)}
    days = _days(found, major)
    if days is not None:
        values["response_days"] = _coded(
            "response_days", days, 0.9 * best, "rule:dates", [*found.mentions, *major]
        )
    return values


def _plain(major: Sequence[Deed]) -> Response:
    kind = major[0].kind
    if kind in ("political act", "economic act", "other non-violent act", "verbal act"):
        return kind
    return "political act"


def _days(found: Trigger, major: Sequence[Deed]) -> int | None:
    first = next((deed.day for deed in found.mentions if deed.day and len(deed.day) == 10), None)
    last = min((deed.day for deed in major if deed.day and len(deed.day) == 10), default=None)
    if not first or not last or last < first:
        return None
    return span(first, last) + 1


def coded_management(
    state: str,
    answered: Sequence[Deed],
    adversary: str | None,
    crisis: Crisis,
    sides: Sides,
    mediated: Coded | None,
) -> dict[str, Coded]:
    """The main way of coping: force, pressure, talks, or several of them."""
    force = [deed for deed in answered if RANK[deed.kind] >= VIOLENT - 1]
    military = [deed for deed in answered if RANK[deed.kind] == MILITARY]
    pressure = [deed for deed in answered if VERBAL < RANK[deed.kind] < MILITARY]
    talks = [
        event
        for event in crisis.happened()
        if event.event in ("CONSULT", "AGREE")
        and {state, adversary} <= {*sides.doers(event.sources), *sides.doers(event.targets)}
    ]
    ways = sum(map(bool, (force, military, pressure, talks, mediated)))
    value: Management | None = None
    if force:
        value = "several, some violent" if ways > 1 else "violence"
    elif ways > 1:
        value = "several, none violent"
    elif military:
        value = "pressure by the military without violence"
    elif pressure:
        value = "pressure without the military"
    elif talks:
        value = "negotiation"
    elif mediated:
        value = "mediation"
    if value is None:
        return {}
    shown = {deed.event: deed.evidence for deed in (*force, *military, *pressure)}
    shown |= {event.id: event.evidence for event in talks}
    if mediated and not shown:
        shown = dict(zip(mediated.records, mediated.evidence, strict=True))
    best = 0.8 * max(evidence.confidence for evidence in shown.values())
    return {
        "management": Coded(
            "management", value, best, "rule:ways of coping", tuple(shown), tuple(shown.values())
        )
    }


def _coded(variable: str, value: str | int, confidence: float, rule: str, deeds: Sequence[Deed]) -> Coded:
    unique = {deed.event: deed.evidence for deed in deeds}
    return Coded(variable, value, confidence, rule, tuple(unique), tuple(unique.values()))
