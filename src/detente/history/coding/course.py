"""How a crisis went: how violent it was, who came between the sides, how and when it ended."""

from __future__ import annotations

from collections.abc import Sequence

from detente.crisis import Crisis, Event
from detente.history.coding.acts import RANK, Deed, span
from detente.history.coding.records import Coded
from detente.history.coding.sides import Sides
from detente.history.coding.trigger import Trigger

SERIOUS_DEATHS = 100
SERIOUS_ACTS = 6
VIOLENT = RANK["violent act"]
SETTLED = -2
CALM = (
    "restraint", "calm", "de-escalat", "dialogue", "talks", "peace", "ceasefire", "cease-fire", "negotiat",
    "tension", "diploma", "halt", "withdraw", "settle",
)  # fmt: skip


def violence(deeds: Sequence[Deed], involved: set[str]) -> dict[str, Coded]:
    """The greatest violence among these states and groups, by what the acts were, how many and how deadly."""
    force = [
        deed
        for deed in deeds
        if not deed.past
        and RANK[deed.kind] >= VIOLENT
        and set(deed.by) & involved
        and (set(deed.on) | set(deed.groups)) & involved
    ]
    if not force:
        shown = [deed for deed in deeds if not deed.past and set(deed.by) & involved]
        if not shown:
            return {}
        best = 0.5 * max(deed.confidence for deed in shown)
        return {"violence": _of("violence", "none", best, "rule:no force told", shown)}
    deaths = sum({deed.root: deed.killed or 0 for deed in force}.values())
    acts = len({deed.root for deed in force})
    war = [deed for deed in force if deed.rung >= 7]
    if war:
        value, shown = "full-scale war", war
    elif deaths >= SERIOUS_DEATHS or acts >= SERIOUS_ACTS:
        value, shown = "serious clashes", force
    else:
        value, shown = "minor clashes", force
    best = 0.8 * max(deed.confidence for deed in shown)
    return {"violence": _of("violence", value, best, "rule:force told", shown)}


def own_violence(
    state: str, found: Trigger, answered: Sequence[Deed], deeds: Sequence[Deed]
) -> dict[str, Coded]:
    """The violence in which the actor itself took part, as ICB codes it: none where it only suffered."""
    rivals = {*found.deed.by, *(side for deed in answered for side in (*deed.on, *deed.groups))}
    own = [deed for deed in deeds if state in deed.by and not deed.past and RANK[deed.kind] >= VIOLENT]
    if own:
        return violence(deeds, {state, *rivals})
    if not answered:
        return {}
    best = 0.6 * max(deed.confidence for deed in answered)
    return {"violence": _of("violence", "none", best, "rule:answered without force", answered)}


def third_parties(crisis: Crisis, sides: Sides, involved: set[str]) -> dict[str, Coded]:
    """Mediation that took place, and calls for restraint, by others than the states involved."""
    mediated, calls = [], []
    for event in crisis.events:
        if not event.happened or not event.sources or set(sides.doers(event.sources)) & involved:
            continue
        words = event.evidence.quote.casefold()
        toward = set(sides.doers(event.targets)) & involved
        if event.leaf == "mediation" and event.layer == "do" and (toward or not event.targets):
            mediated.append(event)
        elif event.event == "REQUEST" and event.rung == -1 and toward and any(word in words for word in CALM):
            calls.append(event)
    values = {}
    for variable, found in (("mediated", mediated), ("third_party_calls", calls)):
        if found:
            values[variable] = _events(variable, True, 0.9, f"rule:{variable}", found)
    return values


def ending(
    state: str, adversary: str | None, found: Trigger, deeds: Sequence[Deed], crisis: Crisis, sides: Sides
) -> dict[str, Coded]:
    """Outcome, its form and the days to it, where the account tells of an end after the last hostile act."""
    if adversary is None:
        return {}
    pair = {state, adversary}
    last = max(
        (deed.place for deed in deeds if not deed.past and set(deed.by) & pair and RANK[deed.kind] >= 2),
        default=-1.0,
    )
    order = {event.id: place for place, event in enumerate(crisis.timeline())}
    after = [
        event
        for event in crisis.happened()
        if order[event.id] > last
        and event.rung is not None
        and event.rung < 0
        and set(sides.doers(event.sources)) & pair
    ]
    agreed = [
        event
        for event in after
        if event.event == "AGREE"
        and event.leaf not in OFFERS
        and pair <= {*sides.doers(event.sources), *sides.doers(event.targets)}
    ]
    if agreed:
        values = {
            "outcome": _events("outcome", "compromise", 0.6, "rule:both agreed", agreed),
            "outcome_form": _events("outcome_form", _form(agreed), 0.5, "rule:form of agreement", agreed),
        }
        return values | _days(found, agreed)
    gave = [event for event in after if event.rung is not None and event.rung <= SETTLED]
    by = {side for event in gave for side in sides.doers(event.sources)} & pair
    if len(by) != 1:
        return {}
    own = state in by
    form = "own unilateral act" if own else "unilateral act of the adversary"
    values = {
        "outcome": _events("outcome", "defeat" if own else "victory", 0.4, "rule:one side gave way", gave),
        "outcome_form": _events("outcome_form", form, 0.4, "rule:one side gave way", gave),
    }
    return values | _days(found, gave)


OFFERS = frozenset({"offer without conditions", "offer with condition"})
SIGNED = ("sign", "treaty", "accord", "pact", "agreement")


def _form(agreed: Sequence[Event]) -> str:
    words = " ".join(event.evidence.quote.casefold() for event in agreed)
    return "formal agreement" if any(word in words for word in SIGNED) else "semi-formal agreement"


def _days(found: Trigger, closing: Sequence[Event]) -> dict[str, Coded]:
    first = next((deed.day for deed in found.mentions if deed.day and len(deed.day) == 10), None)
    dated = [event for event in closing if event.when and event.when.precision == "day" and event.when.latest]
    if not first or not dated:
        return {}
    last = max(event.when.latest or "" for event in dated if event.when)
    if last < first:
        return {}
    return {"days": _events("days", span(first, last) + 1, 0.5, "rule:trigger to settlement", dated)}


def _events(variable: str, value: str | int | bool, sure: float, rule: str, events: Sequence[Event]) -> Coded:
    best = sure * max(event.evidence.confidence for event in events)
    return Coded(
        variable,
        value,
        best,
        rule,
        tuple(event.id for event in events),
        tuple(event.evidence for event in events),
    )


def _of(variable: str, value: str, confidence: float, rule: str, deeds: Sequence[Deed]) -> Coded:
    unique = {deed.event: deed.evidence for deed in deeds}
    return Coded(variable, value, confidence, rule, tuple(unique), tuple(unique.values()))
