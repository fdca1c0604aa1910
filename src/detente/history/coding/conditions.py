"""What stands around a crisis: conditions at home, what was threatened, how near the adversaries lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from detente.crisis import Crisis, Evidence, Pressure
from detente.history.coding.acts import RANK, Deed
from detente.history.coding.records import Coded
from detente.history.coding.sides import Sides
from detente.history.coding.trigger import Trigger

AT_HOME = {
    "economy": ("economy", 0.6), "unrest": ("unrest", 0.7), "insurgency": ("mass_violence", 0.4),
    "leadership change": ("government_instability", 0.4), "elections": ("government_instability", 0.3),
}  # fmt: skip
"""Kinds of pressure, the domestic condition that each says got worse, and how surely: about as often as
ICB's coders then say so too (``benchmarks/history_coding.py``)."""
EXISTENCE = re.compile(r"\b(?:existence|existential|surviv|annihilat|wip(?:e|ed) (?:off|out))", re.I)
TERRITORY = re.compile(
    r"\b(?:sovereign|territor|airspace|air space|border|integrity|annex|occup|invas|invad|soil)", re.I
)
REGIME = re.compile(r"\b(?:overthrow|overthrew|coup|topple|regime change|independence)", re.I)
GRAVE = re.compile(r"\b(?:full-scale war|all-out war|general war|nuclear)", re.I)
SPOKEN_OF = (
    (EXISTENCE, "threat to existence"),
    (TERRITORY, "territorial threat"),
    (REGIME, "political threat"),
)
BORDER = re.compile(r"\b(?:border|neighbou?r|frontier)", re.I)
QUARREL = frozenset({"hostile_to", "strained_with", "disputes_territory_with"})


def domestic(state: str, crisis: Crisis, sides: Sides) -> dict[str, Coded]:
    """Domestic conditions that the account says are bad for the state; the others stay unknown."""
    found: dict[str, list[Pressure]] = defaultdict(list)
    for pressure in crisis.pressures:
        told = pressure.modality == "asserted" and pressure.kind in AT_HOME
        if told and state in {sides.state_of(id) for id in pressure.on}:
            found[AT_HOME[pressure.kind][0]].append(pressure)
    values = {}
    for variable, told_by in found.items():
        best = max(AT_HOME[each.kind][1] * each.evidence.confidence for each in told_by)
        values[variable] = Coded(
            variable,
            "worse",
            best,
            "rule:pressure",
            tuple(each.id for each in told_by),
            tuple(each.evidence for each in told_by),
        )
    return values


def gravity(state: str, found: Trigger, crisis: Crisis, sides: Sides) -> dict[str, Coded]:
    """What the actor's leaders saw threatened: by their own words first, else by what the trigger was."""
    own = [
        (claim.id, f"{claim.content} {claim.evidence.quote}", claim.evidence)
        for claim in crisis.claims
        if state in {sides.state_of(id) for id in claim.who} and claim.stance in ("accuses", "frames")
    ]
    own += [
        (event.id, " ".join((event.evidence.quote, *event.framing)), event.evidence)
        for event in crisis.happened()
        if event.layer in ("say", "think") and (event.rung or 0) > 0 and state in sides.doers(event.sources)
    ]
    for pattern, value in SPOKEN_OF:
        told = [(id, evidence) for id, words, evidence in own if pattern.search(words)]
        if told:
            best = 0.5 * max(evidence.confidence for _, evidence in told)
            return {"gravity": _of("gravity", value, best, "rule:the actor's words", told)}
    deed = found.deed
    shown = [(each.event, each.evidence) for each in found.mentions]
    words = " ".join(each.evidence.quote for each in found.mentions)
    kind = _by_trigger(deed, words)
    if kind is None:
        return {}
    return {"gravity": _of("gravity", kind, 0.5 * deed.confidence, "rule:what the trigger was", shown)}


def _by_trigger(deed: Deed, words: str) -> str | None:
    if deed.kind == "economic act":
        return "economic threat"
    if deed.kind == "internal challenge" or REGIME.search(words):
        return "political threat"
    if deed.kind == "violent act" and (deed.rung >= 7 or GRAVE.search(words)):
        return "threat of grave damage"
    return None


def nearness(
    state: str, adversary: str | None, found: Trigger, deeds: Sequence[Deed], crisis: Crisis, sides: Sides
) -> dict[str, Coded]:
    """Whether the two states touch, and whether the trigger struck the actor at home."""
    values = {}
    pair = {state, adversary}
    touching = [
        (relation.id, relation.evidence)
        for relation in crisis.relations
        if relation.kind == "neighbour_of"
        and relation.polarity is None
        and {relation.head, relation.tail} == pair
    ]
    between = [
        (deed.event, deed.evidence)
        for deed in deeds
        if set(deed.by) & pair and set(deed.on) & pair and BORDER.search(deed.evidence.quote)
    ]
    shown = touching or between
    if shown and adversary:
        sure = 1.0 if touching else 0.7
        best = sure * max(evidence.confidence for _, evidence in shown)
        values["distance"] = _of("distance", "contiguous", best, "rule:neighbours", shown)
    force = RANK[found.deed.kind] >= RANK["non-violent military act"]
    at_home = [(each.event, each.evidence) for each in found.mentions if state in each.on]
    if force and at_home:
        values["proximity"] = _of(
            "proximity", "home territory", 0.7 * found.deed.confidence, "rule:struck at home", at_home
        )
    return values


def long_conflict(
    state: str, adversary: str | None, deeds: Sequence[Deed], crisis: Crisis, sides: Sides
) -> dict[str, Coded]:
    """Part of a long conflict: the two clashed before this crisis, by the account."""
    if adversary is None:
        return {}
    pair = {state, adversary}
    before = [
        (deed.event, deed.evidence)
        for deed in deeds
        if deed.past
        and deed.by
        and set(deed.by) <= pair
        and RANK[deed.kind] >= 4
        and (set(deed.on) & pair or len(set(deed.by)) == 2)
    ]
    lasting = [
        (relation.id, relation.evidence)
        for relation in crisis.relations
        if relation.kind in QUARREL
        and relation.polarity is None
        and relation.modality == "asserted"
        and {relation.head, relation.tail} == pair
        and relation.since is not None
    ]
    shown = [*before, *lasting]
    if not shown:
        return {}
    best = 0.6 * max(evidence.confidence for _, evidence in shown)
    return {"protracted": _of("protracted", "protracted conflict", best, "rule:earlier clashes", shown)}


def _of(
    variable: str, value: str, confidence: float, rule: str, shown: Sequence[tuple[str, Evidence]]
) -> Coded:
    return Coded(
        variable, value, confidence, rule, tuple(id for id, _ in shown), tuple(each for _, each in shown)
    )
