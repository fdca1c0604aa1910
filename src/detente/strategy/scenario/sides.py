"""Who faces whom in an account, who acted first, and the path that the game took there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from detente.crisis import Crisis, Event, Evidence
from detente.errors import DataError, UsageError
from detente.strategy.escalation.parameters import RESPONSES

NOT_A_SIDE = frozenset({"population", "media", "place", "international organisation"})
WORDS_OF_ANSWER = ("retaliat", "respon", "answer", "reply", "revenge", "aveng", "counter")


class Observed(Struct, frozen=True):
    """What happened, as far as the account states it: rungs, later moves, and the quotes for each."""

    act: int
    reply: int | None
    escalated: bool | None
    war: bool | None
    act_evidence: tuple[Evidence, ...] = ()
    reply_evidence: tuple[Evidence, ...] = ()
    later_evidence: tuple[Evidence, ...] = ()


class Sides(Struct, frozen=True):
    """The side that acted first and the one that answered, by actor id; why; and the path that happened.

    ``sure`` is false where the account leaves the order open and only the balance of its cues speaks.
    ``others`` are further states that act against a side or are acted against by one, busiest first.
    """

    first: str
    second: str
    why: str
    sure: bool
    observed: Observed
    others: tuple[str, ...] = ()


class Deed(Struct, frozen=True):
    """A hostile act of one side on the other or on groups that the other hosts."""

    event: Event
    side: str
    rung: int
    order: int
    hosted: bool = True


class Map:
    """Which side an actor stands on."""

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        self.actors = {actor.id: actor for actor in crisis.actors}
        self.hosted = {
            (relation.head if relation.kind == "based_in" else relation.tail): (
                relation.tail if relation.kind == "based_in" else relation.head
            )
            for relation in crisis.relations
            if relation.kind in ("based_in", "shelters")
        }

    def side(self, id: str) -> str | None:
        """The state that an actor is or acts for; an armed group stands for itself."""
        actor = self.actors.get(id)
        if actor is None or actor.kind in NOT_A_SIDE:
            return None
        if actor.kind in ("state", "armed group", "person", "party", "unknown") or not actor.country:
            return id if actor.kind in ("state", "armed group") else actor.country
        return actor.country

    def state(self, id: str) -> bool:
        """Whether this is a state of the account."""
        actor = self.actors.get(id)
        return actor is not None and actor.kind == "state"

    def struck(self, id: str) -> set[str]:
        """Whose loss it is when this actor is hit: its own side's and its host's."""
        actor = self.actors.get(id)
        owners = {self.side(id), self.hosted.get(id), actor.country if actor else None}
        return {owner for owner in owners if owner}


def sides(crisis: Crisis, first: str | None = None, between: tuple[str, str] | None = None) -> Sides:
    """The two sides and who acted first. ``between`` names the two, ``first`` the one, by id or name.

    Raises ``DataError`` (G201) when the account has no two sides, ``UsageError`` (G202) when a name is none
    of a side.
    """
    where = Map(crisis)
    counts = _counts(crisis, where)
    pair = _chosen(crisis, where, between) if between else _pair(crisis, where, counts)
    done = [deed for one in pair for deed in deeds(crisis, where, one, _other(pair, one))]
    named = _named(crisis, first, pair) if first is not None else None
    if first is not None and named is None:
        raise UsageError(
            "G202", f"{first!r} is no side of this crisis", remedy=f"Name {pair[0]} or {pair[1]}"
        )
    if named is not None:
        leader, why, sure = named, "as you said", True
    else:
        leader, why, sure = _leader(crisis, where, pair, done)
    other = _other(pair, leader)
    observed = _observed(done, leader, other)
    return Sides(leader, other, why, sure, observed, _others(where, counts, pair))


def names(crisis: Crisis, id: str) -> tuple[str, ...]:
    """What a side is called: its id first, then its name and aliases."""
    actor = next((actor for actor in crisis.actors if actor.id == id), None)
    return tuple(dict.fromkeys((id, actor.name, *actor.aliases))) if actor else (id,)


def _named(crisis: Crisis, words: str, ids: Iterable[str]) -> str | None:
    wanted = words.strip().casefold()
    return next((id for id in ids if wanted in map(str.casefold, names(crisis, id))), None)


def _chosen(crisis: Crisis, where: Map, between: tuple[str, str]) -> tuple[str, str]:
    """The two sides that the user named."""
    known = [actor.id for actor in crisis.actors if actor.kind == "state" or where.side(actor.id) == actor.id]
    found = [_named(crisis, words, known) for words in between]
    one, two = found
    if one is None or two is None or one == two:
        wrong = next((words for words, id in zip(between, found, strict=True) if id is None), between[1])
        raise UsageError(
            "G202",
            f"{wrong!r} is no second side of this crisis" if one == two else f"{wrong!r} is no side of it",
            remedy=f"Name two of {', '.join(known)}",
        )
    return one, two


def _other(pair: tuple[str, str], one: str) -> str:
    return pair[1] if one == pair[0] else pair[0]


def _counts(crisis: Crisis, where: Map) -> Counter[tuple[str, str]]:
    """How much any two sides act on one another; hostile acts count three times."""
    counts: Counter[tuple[str, str]] = Counter()
    for event in crisis.events:
        for source in {where.side(id) for id in event.sources} - {None}:
            for target in {side for id in event.targets for side in where.struck(id)} - {source}:
                one, two = sorted((str(source), target))
                counts[one, two] += 3 if (event.rung or 0) > 0 else 1
    return counts


def _pair(crisis: Crisis, where: Map, counts: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The parties if the crisis has two, else the pair with most acts on one another."""
    parties = tuple(dict.fromkeys(side for id in crisis.parties if (side := where.side(id))))
    if len(parties) >= 2 and counts[min(parties[:2]), max(parties[:2])]:
        return parties[0], parties[1]
    if counts:
        return max(sorted(counts), key=lambda pair: counts[pair])
    raise DataError(
        "G201",
        "the account has no two sides that act on each other, so there is no game to play",
        where=crisis.document.source or crisis.document.title or crisis.document.id,
        remedy="Give an account of a crisis between two states, or between a state and a group",
    )


def _others(where: Map, counts: Counter[tuple[str, str]], pair: tuple[str, str]) -> tuple[str, ...]:
    """States outside the pair with a hostile act to or from one of it."""
    found: Counter[str] = Counter()
    for couple, count in counts.items():
        outside = [id for id in couple if id not in pair and where.state(id)]
        if len(outside) == 1 and count >= 3:
            found[outside[0]] += count
    return tuple(sorted(found, key=lambda id: (-found[id], id)))


def deeds(crisis: Crisis, where: Map, side: str, other: str) -> Iterator[Deed]:
    """Acts that took place, of one side on the other, in time order where it is known."""
    order = {event.id: place for place, event in enumerate(crisis.timeline())}
    answers = set(_provoked(crisis, where, other))
    for event in crisis.events:
        if event.layer == "think" or not event.happened or event.domestic or not event.rung:
            continue
        sources = {where.side(id) for id in event.sources}
        on = {owner for id in event.targets for owner in where.struck(id)}
        # What both sides did to each other over the years says nothing of who began.
        if side not in sources or other in sources or event.rung < 1:
            continue
        place = order.get(event.same_as or event.id, len(order))
        if other in on or (not on and event.layer == "say"):
            yield Deed(event, side, event.rung, place)
        elif event.rung == 5 and on and not any(where.hosted.get(id) == side for id in event.targets):
            # A strike on a group whose host no relation states counts fully where something else places it.
            there = event.where is not None and event.where.country == other
            yield Deed(event, side, event.rung, place, hosted=there or event.id in answers)


def _provoked(crisis: Crisis, where: Map, by: str) -> Iterator[str]:
    """Ids of events that acts of a side provoked, as the account tells it."""
    events = {event.id: event for event in crisis.events}
    for cause in crisis.causes:
        sources = {where.side(id) for one in cause.cause if one in events for id in events[one].sources}
        if cause.kind in ("provokes", "causes") and cause.modality == "asserted" and by in sources:
            yield from cause.effect


def _leader(crisis: Crisis, where: Map, pair: tuple[str, str], deeds: list[Deed]) -> tuple[str, str, bool]:
    """The side that acted first, by the balance of dates and of cues that one side answers."""
    hostile = {deed.side for deed in deeds if deed.rung >= 2}
    if len(hostile) == 1:
        return hostile.pop(), "the account tells of no act of the other beyond words", True
    why = "by what the account calls an answer"
    answers = dict.fromkeys(pair, 0.0)
    forceful = {deed.side for deed in deeds if deed.rung >= 4}
    for side, weight in _answering(crisis, where, pair, forceful):
        answers[side] += weight
    dated = {
        side: min(
            (when for deed in deeds if deed.side == side and deed.rung >= 2 and (when := _day(deed.event))),
            default=None,
        )
        for side in pair
    }
    one, two = (dated[side] for side in pair)
    if one and two and one != two:
        early = pair[0] if one < two else pair[1]
        by_cues = any(answers.values())
        answers[_other(pair, early)] += 3
        why = "by the dates and by what the account calls an answer" if by_cues else "by the dates"
    gap = answers[pair[0]] - answers[pair[1]]
    if gap == 0:
        ordered = sorted((deed for deed in deeds if deed.rung >= 2), key=lambda deed: deed.order)
        leader = ordered[0].side if ordered else pair[0]
        return leader, "the account does not say who acted first; its first hostile act decides", False
    leader = pair[1] if gap > 0 else pair[0]
    return leader, why, abs(gap) >= 1


def _day(event: Event) -> str | None:
    when = event.when
    return when.earliest if when and when.precision == "day" and when.iso else None


def _answering(
    crisis: Crisis, where: Map, pair: tuple[str, str], forceful: set[str]
) -> Iterator[tuple[str, float]]:
    """Signs that a side answers an act of the other: what provoked what, the words, envoys withdrawn."""
    events = {event.id: event for event in crisis.events}

    def actors(ids: Iterable[str]) -> set[str]:
        return {
            side
            for id in ids
            for one in (events[id].sources if id in events else ())
            if (side := where.side(one))
        }

    for cause in crisis.causes:
        if cause.kind in ("provokes", "causes") and cause.modality == "asserted":
            rungs = [events[id].rung for id in cause.cause if id in events]
            # What follows an offer or an acceptance is no answer to an attack.
            if rungs and all(rung is not None and rung <= 0 for rung in rungs):
                continue
            by, of = actors(cause.effect) & set(pair), actors(cause.cause)
            # An answer to a group's attack is no answer to the other side.
            for one in by:
                if len(by) == 1 and one not in of and (not of or _other(pair, one) in of):
                    yield one, 1.0
    for event in crisis.events:
        by = {side for id in event.sources if (side := where.side(id))} & set(pair)
        if len(by) == 1 and event.happened:
            text = event.evidence.quote.casefold()
            if (event.rung or 0) >= 5 and any(word in text for word in WORDS_OF_ANSWER[:1]):
                yield by.pop(), 1.0
            elif _other(pair, next(iter(by))) in forceful and (
                (event.event == "SANCTION" and event.mode in ("withdraw", "expel"))
                or (event.event == "ACCUSE" and event.framing)
            ):
                yield by.pop(), 0.5
    for motive in crisis.motives:
        by = {side for id in motive.who if (side := where.side(id))} & set(pair)
        goal = motive.goal.casefold()
        deed = events.get(motive.of_event or "")
        groups = deed is not None and any(
            where.actors[id].kind == "armed group" for id in deed.targets if id in where.actors
        )
        if len(by) == 1 and any(word in goal for word in WORDS_OF_ANSWER):
            yield by.pop(), 0.25 if groups and "their" in goal else 0.5


def _observed(deeds: list[Deed], first: str, second: str) -> Observed:
    """Rungs of the act and the answer, and what followed."""
    theirs = sorted(
        (deed for deed in deeds if deed.side == second and deed.hosted), key=lambda deed: deed.order
    )
    ours = sorted((deed for deed in deeds if deed.side == first), key=lambda deed: deed.order)
    reply_top = max(theirs, key=lambda deed: (deed.rung, -deed.order), default=None)
    when = _day(reply_top.event) if reply_top else None
    ours = [deed for deed in ours if deed.hosted] or ours
    before = [deed for deed in ours if not _after(deed, when)] or ours
    act_top = max(before, key=lambda deed: (deed.rung, -deed.order), default=None)
    again = [deed for deed in ours if deed.rung >= 5 and _after(deed, when)]
    war = [deed for deed in deeds if deed.rung >= 7]
    return Observed(
        act=min(max(act_top.rung, 1), 6) if act_top else 5,
        reply=_response(reply_top.rung) if reply_top else None,
        escalated=bool(again) if when else (False if reply_top else None),
        war=bool(war) if reply_top else None,
        act_evidence=(act_top.event.evidence,) if act_top else (),
        reply_evidence=(reply_top.event.evidence,) if reply_top else (),
        later_evidence=tuple(deed.event.evidence for deed in again[:3]),
    )


def _after(deed: Deed, when: str | None) -> bool:
    own = _day(deed.event)
    return bool(when and own and own > when)


def _response(rung: int) -> int:
    """The nearest response at or below a rung: a threat is not yet a show of force."""
    return max((response for response in RESPONSES if response <= rung), default=RESPONSES[0])
