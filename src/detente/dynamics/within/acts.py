"""Acts: what an account tells, in the terms that the forecasts are fitted on, one by one and dated.

The fit is on ICBe's codings; a crisis that was read is brought into the same terms. An act that was only
demanded, planned, threatened or feared keeps its groups apart from what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from detente.codes import icbe
from detente.crisis import Crisis, Event, When

Layer = Literal["do", "say", "think"]
ESCALATES: dict[str, str] = {
    "escalatory": "escalate",
    "deescalatory": "de-escalate",
    "uncooperative": "withhold",
    "cooperative": "cooperate",
}
"""The four classes of a reply by ICBe's direction; where a coder gives several, the first of these counts."""
CLASSES = tuple(ESCALATES.values())
PRECISION = {"day": 3.0, "month": 2.0, "year": 1.0}
"""How finely an act is dated; 0 where the date is carried over from the act told before."""
FEW_DATED = 0.25
"""The share of deeds with a day or month of their own below which an account counts as undated."""


@dataclass(frozen=True)
class Act:
    """One act, speech or thought.

    ``place`` counts in the order of the account, ``day`` in days since 0001-01-01 (or in acts, where the
    account has no dates). ``tags`` are the groups of ``data/groups.tsv``, the directions and a few marks;
    those of what a speech or thought is about begin with ``said:`` or ``thought:``. ``label`` is 1 for an
    act that only escalates, 0 for one that only cooperates or de-escalates, ``None`` for any other. ``force``
    is whether armed force was used. ``step`` is the class of what is done or spoken of (``CLASSES``) and
    ``doers`` and ``objects`` who does it to whom; they differ from the speaker's for a speech. ``happened``
    is false of what is planned, wished or claimed, whose day may lie ahead.
    """

    place: int
    sentence: int
    day: int
    precision: float
    layer: Layer
    tags: frozenset[str]
    label: int | None
    force: bool
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    step: str | None = None
    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    id: str = ""
    happened: bool = True


@cache
def groups() -> dict[tuple[str, str], tuple[str, ...]]:
    """(layer, leaf or kind) to its groups, from ``data/groups.tsv``."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    table = files("detente.dynamics.within").joinpath("data/groups.tsv").read_text("utf-8")
    for line in table.splitlines()[1:]:
        layer, key, group = line.split("\t")
        found[layer, key] = (*found.get((layer, key), ()), group)
    return found


def tags_of(
    layer: Layer,
    *,
    kinds: Iterable[str] = (),
    leaves: Iterable[str] = (),
    directions: Iterable[str] = (),
    armed: bool = False,
    deadly: bool = False,
) -> frozenset[str]:
    """The tags of an act: ``kinds`` of a speech or thought, ``leaves`` and ``directions`` of its deed."""
    before = {"do": "", "say": "said:", "think": "thought:"}[layer]
    found = {layer, *(before + direction for direction in directions)}
    for leaf in leaves:
        found |= {before + group for group in groups().get(("do", leaf), ())}
    if layer != "do":
        for kind in kinds:
            found |= set(groups().get((layer, kind), ()))
    if armed:
        found.add(before + "armed")
    if deadly and layer == "do":
        found.add("deaths")
    return frozenset(found)


def label_of(layer: Layer, directions: Iterable[str]) -> int | None:
    """1 where an act only escalates, 0 where it only cooperates or de-escalates."""
    found = set(directions)
    if layer != "do" or not found:
        return None
    if found == {"escalatory"}:
        return 1
    return 0 if found <= {"cooperative", "deescalatory"} else None


def step_of(directions: Iterable[str]) -> str | None:
    """The class of a step: the gravest of its directions."""
    found = set(directions)
    return next((name for direction, name in ESCALATES.items() if direction in found), None)


def acts_of(crisis: Crisis) -> tuple[list[Act], bool]:
    """The acts of a crisis in the order of the account, and whether they are dated.

    Where fewer than two days are known, or few of the deeds have one (``FEW_DATED``: the rest would be left
    out or carried to a wrong day), the place in time order (dates and stated order) counts as the day.
    What did not happen and what is only imagined is left out; what is planned, wished or claimed counts as
    spoken of.
    """
    events = [event for event in crisis.distinct() if event.modality not in _IMAGINED and not event.polarity]
    told = sorted(events, key=lambda event: (event.sentence, event.trigger.start))
    days = _days([event.when for event in told])
    deeds = [day for event, day in zip(told, days, strict=True) if event.layer == "do" and event.happened]
    own = sum(precision >= PRECISION["month"] for _, precision in deeds)
    dated = len({day for day, precision in days if precision}) > 1 and own >= FEW_DATED * len(deeds)
    if not dated:
        place = {event.id: at for at, event in enumerate(crisis.timeline())}
        days = [(place[event.id], 0.0) for event in told]
    state = {actor.id: actor.country or actor.id for actor in crisis.actors}
    return [
        _act(event, at, day, precision, state)
        for at, (event, (day, precision)) in enumerate(zip(told, days, strict=True))
    ], dated


_IMAGINED = frozenset({"counterfactual", "hypothetical", "denied"})


def _act(event: Event, place: int, day: int, precision: float, state: dict[str, str]) -> Act:
    sources = tuple(dict.fromkeys(state.get(id, id) for id in event.sources))
    targets = tuple(dict.fromkeys(state.get(id, id) for id in event.targets))
    spoken = event.layer == "do" and event.modality != "asserted"
    layer: Layer = "say" if spoken else event.layer
    leaf = (event.leaf or icbe.usual(event.layer, event.event) or "").split("=")[-1].lower()
    book = icbe.leaves().get((event.layer, leaf))
    direction = event.direction or (book.direction if book else None)
    directions = [direction] if direction else []
    dead = event.casualties is not None and bool(event.casualties.killed)
    tags = tags_of(
        layer,
        kinds=[leaf] if event.layer != "do" else [],
        leaves=[leaf] if event.layer == "do" else [],
        directions=directions,
        armed=bool(event.armed),
        deadly=dead,
    )
    step = step_of(directions) if event.layer == "do" else None
    return Act(
        place=place, sentence=event.sentence, day=day, precision=precision, layer=layer, tags=tags,
        label=label_of(layer, directions), force=layer == "do" and "force" in tags, sources=sources,
        targets=targets, step=step, doers=sources, objects=targets, id=event.id,
        happened=event.happened,
    )  # fmt: skip


def _days(whens: Sequence[When | None]) -> list[tuple[int, float]]:
    """The day and precision of each; an undated act takes the day of the one told before it."""
    found = [_day(when) for when in whens]
    first = next((day for day, precision in found if precision), 0)
    days, last = [], first
    for day, precision in found:
        last = day if precision else last
        days.append((last, precision))
    return days


def _day(when: When | None) -> tuple[int, float]:
    if when is None or when.earliest is None or when.precision not in PRECISION:
        return 0, 0.0
    try:
        known = [int(part) for part in when.earliest.split("-")]
        year, month, day = [*known, *(7, 15)[len(known) - 1 :]]
        return date(year, month, day).toordinal(), PRECISION[when.precision]
    except ValueError:
        return 0, 0.0
