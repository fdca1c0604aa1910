"""What in a crisis speaks for or against each parameter, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from detente.crisis import AUTHOR, Crisis, Event, Evidence
from detente.strategy.escalation.parameters import ROLES, Role
from detente.strategy.scenario.sides import Map, Sides, deeds

WEIGHTS = {
    "asserted": 1.0, "claimed": 0.7, "counterfactual": 0.7, "planned": 0.5, "desired": 0.5,
    "conditional": 0.4, "hypothetical": 0.4, "denied": 0.0,
}  # fmt: skip
"""What a record's modality leaves of its weight; docs/escalation.md lists them."""
SPEAKER = 0.8
"""What is left of the weight when the words are not the account's own."""
AT_HOME = frozenset(
    {
        "economy",
        "elections",
        "insurgency",
        "unrest",
        "leadership change",
        "weak capacity",
        "general",
        "public opinion",
    }
)
OPEN = {"open": 1.0, "opening announced": 1.0, "held": 1.0, "resumed": 1.0, "planned": 0.5, "returned": 0.7,
        "return announced": 0.5, "restored": 1.0, "restoration announced": 0.5, "in post": 0.5}  # fmt: skip
SHUT = {"recalled": 0.7, "expelled": 0.7, "barred": 0.5, "suspended": 0.7, "closed": 1.0, "broken": 1.0}
STANDING = (
    "prestige",
    "message",
    "sovereign",
    "credib",
    "reput",
    "determin",
    "resolve",
    "humiliat",
    "honour",
    "honor",
)
SMALL = (
    "intelligence operation",
    "terrorist",
    "hideout",
    "militant",
    "targeted",
    "precision",
    "camp",
    "limited",
)
UNCLEAR = ("mistake", "accident", "misread", "misunder", "unclear", "ambig", "confus", "error")
TERRITORY = ("sovereign", "territor", "airspace", "border", "unprovoked", "existence", "invasion")
BREACH = ("violat", "breach", "infring", "incursion", "aggression", "assault", "attack", "unprovoked")
VOW = ("vow", "pledg", "swear", "swore", "sworn")
STERN = ("defend", "respon", "retaliat", "answer", "aveng", "revenge", "punish", "fight", "crush", "strike")
CALM = ("restrain", "de-escalat", "deescalat", "calm", "dialog", "talk", "negotiat", "peace", "ceasefire",
        "cease-fire", "tension", "eas", "diploma", "suspend", "halt", "mediat", "withdraw", "settle",
        "patience", "exercise", "refrain")  # fmt: skip
FRONT = ("front", "two-front", "second war", "overstretch")


class Support(Struct, frozen=True):
    """A record that moved a parameter: ``direction`` is 1 up, -1 down; ``weight`` 0–1; ``why`` in words."""

    parameter: str
    direction: int
    weight: float
    record: str
    why: str
    evidence: Evidence


def supports(crisis: Crisis, sides: Sides) -> list[Support]:
    """Everything that speaks for or against a parameter; an act told twice, or the same words, count once."""
    finder = _Finder(crisis, sides)
    told = {event.id: event.same_as or event.id for event in crisis.events}
    found: dict[tuple[str, int, str, str], Support] = {}
    for part in (
        finder.pressures,
        finder.motives,
        finder.events,
        finder.claims,
        finder.diplomacy,
        finder.relations,
    ):
        for support in part():
            if support.weight > 0:
                act = told.get(support.record, support.record)
                key = (support.parameter, support.direction, support.why, act)
                if key not in found or found[key].weight < support.weight:
                    found[key] = support
    return _once(list(found.values()))


def _once(found: list[Support]) -> list[Support]:
    """The weightiest of records that stand on the same words, or say the same in overlapping words."""
    kept: list[Support] = []
    for support in sorted(found, key=lambda each: -each.weight):
        if not any(_overlap(support, other) for other in kept):
            kept.append(support)
    return [support for support in found if support in kept]


def _overlap(one: Support, two: Support) -> bool:
    if (one.parameter, one.direction) != (two.parameter, two.direction):
        return False
    a, b = one.evidence, two.evidence
    if a.document != b.document:
        return False
    return a.quote == b.quote or (one.why == two.why and a.start < b.end and b.start < a.end)


def weight(modality: str, speaker: tuple[str, ...], confidence: float) -> float:
    """What a record counts: its confidence, lessened when it is no plain statement of the account."""
    return confidence * WEIGHTS.get(modality, 0.5) * (1.0 if AUTHOR in speaker else SPEAKER)


class _Finder:
    """The rules, one method a kind of record."""

    def __init__(self, crisis: Crisis, sides: Sides) -> None:
        self.crisis, self.where = crisis, Map(crisis)
        self.role: dict[str, Role] = {sides.first: "first", sides.second: "second"}
        self.sides = sides
        self.pair = {sides.first, sides.second}
        self.struck = {
            role: {deed.event.id for deed in deeds(crisis, self.where, side, other) if deed.hosted}
            for role, side, other in (
                ("first", sides.first, sides.second), ("second", sides.second, sides.first)
            )
        }  # fmt: skip
        """Acts of either side on the other, by role: force at home is no part of the game."""

    def roles(self, ids: tuple[str, ...]) -> list[Role]:
        """The roles of the sides that these actors stand on."""
        on = {self.where.side(id) for id in ids}
        return [role for side, role in self.role.items() if side in on]

    def pressures(self) -> Iterator[Support]:
        for record in self.crisis.pressures:
            counts = weight(record.modality, record.speaker, record.evidence.confidence)
            for role in self.roles(record.on):
                if record.kind in AT_HOME:
                    yield Support(f"{role}.pressure", 1, counts, record.id, record.kind, record.evidence)
                elif record.kind == "alliance or external isolation":
                    yield Support(
                        f"{role}.war", 1, counts, record.id, "isolation makes war dearer", record.evidence
                    )
                    yield Support(f"{role}.pressure", 1, counts / 2, record.id, record.kind, record.evidence)
                elif record.kind == "audience cost":
                    yield Support(f"{role}.audience", 1, counts, record.id, record.kind, record.evidence)
                elif record.kind == "constraint on response" and len(self.roles(record.on)) == 1:
                    yield Support(f"{role}.pressure", 1, counts / 2, record.id, record.kind, record.evidence)
                if record.kind == "public opinion":
                    yield Support(f"{role}.attention", 1, counts, record.id, record.kind, record.evidence)

    def motives(self) -> Iterator[Support]:
        for record in self.crisis.motives:
            counts = weight("asserted", record.speaker, record.evidence.confidence)
            goal = record.goal.casefold()
            for role in self.roles(record.who):
                if _any(STANDING, goal):
                    yield Support(
                        f"{role}.audience", 1, counts, record.id, "standing as a motive", record.evidence
                    )
            if _any(FRONT, goal):
                for role in self.roles(record.who) or list(ROLES):
                    yield Support(
                        f"{role}.war", 1, counts, record.id, "fear of another front", record.evidence
                    )

    def events(self) -> Iterator[Support]:
        for event in self.crisis.events:
            counts = weight(event.modality, event.speaker, event.evidence.confidence)
            if event.polarity is not None:
                continue
            yield from self._speech(event, counts)
            yield from self._outsiders(event, counts)
            yield from self._force(event, counts)
            if event.same_as is None and event.layer == "do" and _any(FRONT, event.evidence.quote.casefold()):
                for role in self.roles(event.sources + event.targets) or list(ROLES):
                    yield Support(f"{role}.war", 1, counts / 2, event.id, "another front", event.evidence)

    def _speech(self, event: Event, counts: float) -> Iterator[Support]:
        roles = self.roles(event.sources)
        if len(roles) != 1 or event.layer != "say" or not event.happened:
            return
        role = roles[0]
        words = event.evidence.quote.casefold()
        if event.event == "THREATEN" or (_any(VOW, words) and _any(STERN, words)):
            yield Support(
                f"{role}.audience", 1, counts, event.id, "a vow or threat in public", event.evidence
            )
        elif event.event == "SUPPORT" and event.domestic:
            yield Support(f"{role}.audience", 1, counts / 2, event.id, "public praise", event.evidence)
            yield Support(f"{role}.attention", 1, counts, event.id, "public praise", event.evidence)
        if event.event in ("ACCUSE", "REJECT") and _any(TERRITORY, " ".join(event.framing).casefold()):
            yield Support(
                f"{role}.gravity", 1, counts, event.id, "called a breach of sovereignty", event.evidence
            )

    def _outsiders(self, event: Event, counts: float) -> Iterator[Support]:
        """Calls for restraint and mediation by others than the two sides."""
        outside = not self.roles(event.sources)
        words = event.evidence.quote.casefold()
        # A third party may also ask for blows; only what asks for calm counts.
        mediates = event.leaf == "mediation" or "mediat" in words
        offered = event.happened or event.modality == "planned"
        calls = (mediates and offered) or (event.event == "REQUEST" and event.happened and _any(CALM, words))
        if outside and calls and event.rung == -1 and self.roles(event.targets):
            yield Support(
                "calls", 1, counts, event.id, "a third party calls for restraint or mediates", event.evidence
            )

    def _force(self, event: Event, counts: float) -> Iterator[Support]:
        """Attacks by groups; the second side's force and whom it hits; deaths in the first act."""
        if event.layer != "do" or (event.rung or 0) < 5 or not event.happened:
            return
        groups = [id for id in event.sources if self._group(id)]
        if groups:
            for role in {role for id in event.targets for role in self._owner(id)}:
                yield Support(f"{role}.spoilers", 1, counts, event.id, "a group attacks", event.evidence)
        if event.id in self.struck["second"]:
            on_group = all(self._group(id) for id in event.targets)
            why = "the answer hits a group" if on_group else "the answer hits the state, its forces or people"
            yield Support("framing", 1 if on_group else -1, counts, event.id, why, event.evidence)
            if _any(SMALL, " ".join(event.framing).casefold()):
                yield Support("framing", 1, counts, event.id, "framed as small", event.evidence)
        if event.id in self.struck["first"] and event.casualties and event.casualties.killed:
            yield Support("second.gravity", 1, counts, event.id, "the act killed", event.evidence)

    def _group(self, id: str) -> bool:
        actor = self.where.actors.get(id)
        return actor is not None and actor.kind in ("armed group", "person")

    def _owner(self, id: str) -> list[Role]:
        actor = self.where.actors.get(id)
        side = self.where.side(id) or (actor.country if actor else None)
        return [self.role[side]] if side in self.role else []

    def claims(self) -> Iterator[Support]:
        answers = [
            event for event in self.crisis.events
            if (event.rung or 0) >= 5 and event.id in self.struck["second"]
        ]  # fmt: skip
        struck, told = {event.id for event in answers}, {event.sentence for event in answers}
        for record in self.crisis.claims:
            counts = record.evidence.confidence
            words, roles = record.content.casefold(), self.roles(record.who)
            if (
                record.stance in ("asserts", "frames", "accuses")
                and len(roles) == 1
                and _any(STANDING, words)
            ):
                yield Support(
                    f"{roles[0]}.audience", 1, counts, record.id, "standing is spoken of", record.evidence
                )
            breach = record.stance == "accuses" or (record.stance == "frames" and _any(BREACH, words))
            if breach and len(roles) == 1 and _any(TERRITORY, words):
                yield Support(
                    f"{roles[0]}.gravity",
                    1,
                    counts,
                    record.id,
                    "called a breach of sovereignty",
                    record.evidence,
                )
            of_answer = record.about in struck or (record.about is None and record.sentence in told)
            if record.stance == "frames" and of_answer and _any(SMALL, words):
                yield Support("framing", 1, counts, record.id, "framed as small", record.evidence)
            elif record.about in struck and _any(SMALL, words) and record.stance == "asserts":
                yield Support("framing", 1, counts / 2, record.id, "said to be small", record.evidence)
            if record.stance == "denies" and roles:
                yield Support(
                    "misreading", 1, counts / 2, record.id, "the facts are disputed", record.evidence
                )
            if _any(UNCLEAR, words):
                yield Support(
                    "misreading", 1, counts, record.id, "the act is called unclear", record.evidence
                )

    def diplomacy(self) -> Iterator[Support]:
        events = {event.id: event for event in self.crisis.events}
        for change in self.crisis.diplomacy:
            if set(change.pair) != self.pair or change.event not in events:
                continue
            evidence = events[change.event].evidence
            counts = WEIGHTS.get(change.modality, 0.5) if change.modality != "planned" else 1.0
            why = f"{change.aspect}: {change.state}"
            if change.state in OPEN:
                yield Support("channel", 1, OPEN[change.state] * counts, change.event, why, evidence)
            elif change.state in SHUT:
                yield Support("channel", -1, SHUT[change.state] * counts, change.event, why, evidence)
        for event in self.crisis.distinct():
            by, on = self.roles(event.sources), self.roles(event.targets)
            # Who talks to a mediator does not yet talk to the other side.
            if event.event == "CONSULT" and event.happened and by and {*by, *on} == set(ROLES):
                yield Support(
                    "channel", 1, event.evidence.confidence, event.id, "the sides talk", event.evidence
                )

    def relations(self) -> Iterator[Support]:
        for record in self.crisis.relations:
            counts = weight(record.modality, record.speaker, record.evidence.confidence)
            head, tail = self.where.side(record.head), self.where.side(record.tail)
            if record.polarity is not None:
                continue
            group = (
                record.head if self._group(record.head) else record.tail if self._group(record.tail) else None
            )
            host = self._host(record.kind, record.head, record.tail)
            if host:
                other = "second" if self.role[host] == "first" else "first"
                yield Support(
                    f"{other}.spoilers", 1, counts, record.id, "the other side hosts groups", record.evidence
                )
            elif record.kind == "hostile_to" and group:
                for side in {head, tail} & self.pair:
                    role = self.role[str(side)]
                    yield Support(
                        f"{role}.spoilers",
                        1,
                        counts / 2,
                        record.id,
                        "a group is hostile to it",
                        record.evidence,
                    )
            elif record.kind in ("hostile_to", "strained_with") and len({head, tail} & self.pair) == 1:
                role = self.role[str(next(iter({head, tail} & self.pair)))]
                yield Support(
                    f"{role}.war", 1, counts / 2, record.id, "another quarrel at its back", record.evidence
                )

    def _host(self, kind: str, head: str, tail: str) -> str | None:
        host = tail if kind == "based_in" else head if kind in ("shelters", "supports") else None
        group = head if kind == "based_in" else tail
        side = self.where.side(host) if host else None
        return side if side in self.role and self._group(group) else None


def _any(words: tuple[str, ...], text: str) -> bool:
    """Whether a word of the text begins with one of these."""
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})", text) is not None
