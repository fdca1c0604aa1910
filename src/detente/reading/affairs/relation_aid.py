"""Support and shelter that acts of help show: arms sent, men flown in, refuge given, a step endorsed.

Coordinated clauses share the receiver that only one of them names: "Egypt flew in officers and Cuba shipped
tanks to Algeria".
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.relation_slots import is_talked_about
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

HELPED = STATE_SIDE | {"armed group", "party", "person"}
HELPING = HELPED | {"international organisation"}
SHELTERING = word_set("shelter harbour harbor host hide conceal house")
RELIEVING = word_set("rescue evacuate treat feed free release repatriate heal save relieve take protect")
"""Help to people in need, which takes no side."""
MATTER = word_set(
    "arm arms weapon weaponry tank aircraft plane jet fighter missile rocket gun rifle cannon artillery "
    "ammunition munition materiel equipment hardware helicopter officer instructor adviser advisor trainer "
    "pilot technician specialist volunteer mercenary troop soldier battalion brigade division regiment "
    "contingent squadron legion fuel oil money fund cash loan credit subsidy grant aid assistance help "
    "supply training intelligence food grain medicine warship gunboat submarine vehicle"
)
SENT = word_set(
    "fly ship send contribute supply deliver airlift furnish provide lend give donate dispatch pour rush "
    "sell channel funnel smuggle transfer grant offer advance land"
)
LETTING = word_set("let allow permit")
ABIDING = word_set("use operate train stay remain live settle camp regroup cross move open base recruit")
PLEDGING = word_set("pledge promise vow undertake offer agree announce send dispatch deploy fly order")
SIDING = word_set(
    "speak side rally endorse back support throw champion embrace stand vote approve applaud lend swing"
)
Shown = tuple[str, str, str]


def helped(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "armed the rebels", "shipped tanks to Algeria", "gave the exiles arms": who helps or shelters whom."""
    if act.event == "SUPPORT" and act.happened and act.lemma.split()[0] in SIDING:
        yield from _sided(reading, act)
    told = act.modality in {"asserted", "claimed"} and not is_talked_about(act.token)
    told = told or (act.modality == "planned" and _pledged(reading, act))
    if act.event != "AID" or not told or act.lemma.split()[0] in RELIEVING:
        return
    verb = act.lemma.split()[0]
    kind = "shelters" if verb in SHELTERING else "supports"
    tails = list(act.targets) if "targets" not in act.inferred else []
    if not tails and _sends(act):
        tails = shared(reading, act)
    for head in act.sources if "sources" not in act.inferred else ():
        for tail in tails:
            if kind_of(reading, head) in HELPING and _may(reading, head, tail):
                army = kind == "supports" and kind_of(reading, tail) == "military"
                yield (kind, head, (army and country_of(reading, tail)) or tail)


def let_in(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "let the guerrillas use its territory", "allowed the exiles to stay": who has found shelter."""
    if act.lemma not in LETTING or not act.happened:
        return
    for inner in act.token.children:
        if inner.dep_ not in {"ccomp", "xcomp"} or inner.lemma_.lower() not in ABIDING:
            continue
        guests = [child for child in inner.children if child.dep_ == "nsubj"] or act.slots.get("obj", [])
        for head in act.sources:
            for tail in ids_at(reading, guests):
                if kind_of(reading, head) in STATE_SIDE and kind_of(reading, tail) in {
                    "armed group",
                    "person",
                }:
                    yield ("shelters", head, tail)


def _pledged(reading: Reading, act: Predicate) -> bool:
    """ "pledged to arm the rebels", "dispatched officers to advise the army": help that is on its way."""
    above = reading.predicate_of(act.token.head)
    bare = act.token.dep_ in {"xcomp", "advcl"} and above is not None and above.happened
    return bare and act.polarity is None and act.token.head.lemma_.lower() in PLEDGING


def _sided(reading: Reading, act: Predicate) -> Iterator[Shown]:
    """ "rallied behind Egypt", "endorsed the invasion": whose side it is, or whose deed."""
    tails = [] if "targets" in act.inferred else list(act.targets)
    for thing in act.slots.get("obj", []) if not tails else ():
        deed = reading.predicate_of(thing)
        tails += deed.sources if deed is not None and not deed.inferred else []
    for head in act.sources if "sources" not in act.inferred else ():
        for tail in tails:
            if kind_of(reading, head) in HELPING and _may(reading, head, tail):
                yield ("supports", head, tail)


def _sends(act: Predicate) -> bool:
    """Whether means of war or money are given: their receiver may be named in the clause beside."""
    things = {noun.lemma_.lower() for noun in act.slots.get("obj", [])}
    return act.lemma.split()[0] in SENT and bool(things & MATTER)


def shared(reading: Reading, act: Predicate) -> list[str]:
    """Whom the acts of help beside this one, in the same sentence, are for: the next one, else the last."""
    others = [
        other
        for other in reading.predicates
        if other.sentence is act.sentence
        and other is not act
        and other.event in {"AID", "SUPPORT"}
        and other.targets
        and "targets" not in other.inferred
    ]
    after = [other for other in others if other.start > act.start]
    nearest = after[:1] or others[-1:]
    return [id for other in nearest for id in other.targets]


def _may(reading: Reading, head: str, tail: str) -> bool:
    own, other = country_of(reading, head), country_of(reading, tail)
    foreign = own is None or own != other
    group = reading.actors.get(tail)
    member = group is not None and group.kind == "armed group" and group.country == head
    return head != tail and kind_of(reading, tail) in HELPED and foreign and not member
