"""The act that set off an actor's crisis: what it was, who did it, whether it was over an armed group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from detente.crisis import Crisis, Evidence
from detente.history.coding.acts import RANK, UNCLEAR, Deed
from detente.history.coding.records import Coded
from detente.history.coding.sides import Sides

PROVOKING = frozenset({"provokes", "causes"})
INFERRED = 0.8
UNORDERED = 0.5
"""What a trigger counts that is told after the answer, without dates that would put it before."""


class Trigger(Struct, frozen=True):
    """The deed with the mentions that tell of it, and whether an answer to it is told."""

    deed: Deed
    mentions: tuple[Deed, ...]
    answered: bool


def trigger_of(state: str, deeds: Sequence[Deed], crisis: Crisis) -> Trigger | None:
    """The act that set off the crisis of a state: of the acts that hurt it, the earliest of the most forceful
    that come before its own most forceful answer, first those that it is told to have answered."""
    provoked = _provoked(crisis)
    against = [deed for deed in deeds if not deed.past and not deed.mutual and _hurts(state, deed)]
    against += _behind_answers(state, deeds, provoked)
    if not against:
        return None
    against = list({deed.event: deed for deed in against}.values())
    roots = {deed.event: deed.root for deed in deeds}
    # Force at home, and force that hurts no other state, answers nobody, unless it is told to.
    replies = {effect for _, effect in provoked}
    own = [
        deed
        for deed in deeds
        if state in deed.by and not deed.past and not deed.mutual and (deed.on or deed.event in replies)
    ]
    hardest = max((RANK[deed.kind] for deed in own), default=0)
    answered = {
        cause
        for cause, effect in provoked
        for deed in own
        if RANK[deed.kind] == hardest and (deed.event == effect or deed.root == roots.get(effect))
    }
    first = min(
        (deed for deed in own if RANK[deed.kind] == hardest), key=lambda deed: deed.place, default=None
    )
    before = [deed for deed in against if first is None or deed.place < first.place or deed.event in answered]
    # Where no act comes before, the order of the text may mislead; dates do not.
    unordered = [deed for deed in against if first and not _later(deed, first)] if not before else []
    if not before and not unordered:
        return None
    before = before or [replace(deed, confidence=UNORDERED * deed.confidence) for deed in unordered]
    most = max(RANK[deed.kind] for deed in before)
    chosen = min(
        (deed for deed in before if RANK[deed.kind] == most),
        key=lambda deed: (deed.event not in answered, deed.place),
    )
    mentions = [
        deed
        for deed in against
        if deed.root == chosen.root and (not deed.by or not chosen.by or set(deed.by) & set(chosen.by))
    ]
    return Trigger(chosen, tuple(mentions or [chosen]), chosen.event in answered)


def _later(one: Deed, two: Deed) -> bool:
    """Whether the dates say that the first act came after the second."""
    if not one.day or not two.day:
        return False
    size = min(len(one.day), len(two.day))
    return one.day[:size] > two.day[:size]


def _hurts(state: str, deed: Deed) -> bool:
    return state in deed.on and state not in deed.by and bool(deed.by)


def _provoked(crisis: Crisis) -> list[tuple[str, str]]:
    """Pairs of events of which one is told to have provoked the other."""
    return [
        (cause, effect)
        for link in crisis.causes
        if link.kind in PROVOKING and link.modality == "asserted"
        for cause in link.cause
        for effect in link.effect
    ]


def _behind_answers(state: str, deeds: Sequence[Deed], provoked: Sequence[tuple[str, str]]) -> Iterable[Deed]:
    """Acts that name no doer or no victim, but that provoked the state to an act against somebody."""
    by_event = {deed.event: deed for deed in deeds}
    for cause, effect in provoked:
        act, answer = by_event.get(cause), by_event.get(effect)
        if act is None or answer is None or state not in answer.by or state in act.by or act.past:
            continue
        told = [deed for deed in deeds if deed.root == act.root and deed.by and state not in deed.by]
        doers = act.by or tuple(answer.on) or tuple(side for deed in told for side in deed.by)[:1]
        if _hurts(state, act) or not doers:
            continue
        groups = tuple(
            dict.fromkeys(
                group for deed in (act, *told) if set(deed.by) <= set(doers) for group in deed.groups
            )
        )
        for each in (act, *(deed for deed in told if set(deed.by) <= set(doers))):
            yield Deed(
                each.event,
                each.kind,
                doers,
                (state,),
                groups,
                act.place,
                each.day,
                False,
                UNCLEAR * each.confidence,
                each.evidence,
                each.rung,
                each.killed,
                each.root,
            )


def coded_trigger(state: str, found: Trigger, deeds: Sequence[Deed], sides: Sides) -> dict[str, Coded]:
    """Trigger, who did it and whether it was over a group."""
    rest = _evidence(found.mentions)
    kind = Coded("trigger", found.deed.kind, found.deed.confidence, "rule:trigger", *rest)
    values = {"trigger": kind}
    doers = found.deed.by
    groups = [side for side in doers if sides.is_group(side)]
    who = "non-state actor" if len(groups) == len(doers) else "state" if len(doers) == 1 else "several states"
    values["trigger_by"] = Coded("trigger_by", who, found.deed.confidence, "rule:trigger doers", *rest)
    if over := _over_group(found, deeds, sides):
        values["over_group"] = over
    return values


def _over_group(found: Trigger, deeds: Sequence[Deed], sides: Sides) -> Coded | None:
    """Yes where a state's act is aimed at an armed group or answers one's attack; no where a group itself is
    the doer, or where the act of a state is aimed at the state, its forces or its people."""
    doers = set(found.deed.by)
    if all(sides.is_group(side) for side in doers):
        return Coded(
            "over_group", False, found.deed.confidence, "rule:done by a group", *_evidence([found.deed])
        )
    struck = [
        deed
        for deed in (*found.mentions, *deeds)
        if deed.groups and set(deed.by) == doers and deed.root == found.deed.root
    ]
    struck += [
        deed
        for deed in deeds
        if deed.groups
        and set(deed.by) == doers
        and not deed.past
        and deed.kind == found.deed.kind
        and deed not in struck
        and deed.day in (None, found.deed.day)
        and _told_with(deed, found, deeds)
    ]
    if struck:
        best = max(deed.confidence for deed in struck)
        return Coded("over_group", True, best, "rule:aimed at a group", *_evidence(struck))
    attacks = [
        deed
        for deed in deeds
        if deed.by and set(deed.on) & doers and all(sides.is_group(side) for side in deed.by)
        and deed.kind == "violent act" and deed.place < found.deed.place
    ]  # fmt: skip
    struck_states = set(found.deed.on)
    hosted = [
        deed
        for deed in attacks
        if not deed.past and any(sides.hosts.get(side) in struck_states for side in deed.by)
    ]
    if hosted:
        best = INFERRED * max(deed.confidence for deed in hosted)
        return Coded("over_group", True, best, "rule:answers a group's attack", *_evidence(hosted))
    # With groups about that fight the doer or live with the struck, the account leaves it open.
    if struck_states and not attacks and not struck_states & set(sides.hosts.values()):
        best = INFERRED * found.deed.confidence
        return Coded("over_group", False, best, "rule:aimed at the state", *_evidence([found.deed]))
    return None


def _told_with(struck: Deed, found: Trigger, deeds: Sequence[Deed]) -> bool:
    """Whether, of its doer's acts that name a state as hurt, the one told nearest is on the same state."""
    named = [deed for deed in deeds if set(deed.by) == set(struck.by) and deed.on and not deed.past]
    if not named:
        return True
    nearest = min(named, key=lambda deed: abs(deed.evidence.start - struck.evidence.start))
    return bool(set(nearest.on) & set(found.deed.on))


def _evidence(deeds: Iterable[Deed]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    unique = {deed.event: deed for deed in deeds}
    return tuple(unique), tuple(deed.evidence for deed in unique.values())
