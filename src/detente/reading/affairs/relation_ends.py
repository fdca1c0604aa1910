"""Where a cue of a relation stands, and which two actors its row allows at the ends.

Flags of a row on its ends: ``armed-head``, ``armed-tail``, ``nonstate``, ``member`` (see ``relations``),
``actor-ends`` and ``actor-tail`` (somebody who acts), ``group-head`` (people or a group, no state),
``force-head`` (soldiers or fighters), ``guest-tail`` (whom a state can take in), ``government-tail``,
``land-tail`` (a place that is no state), ``abroad`` (a state that is not the head's own), ``group-home`` (a
group that has its seat somewhere), ``inner`` (they may be of one country), ``body-tail`` (an
organisation of states).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, Focus, is_armed, kind_of
from detente.reading.affairs.around import Slots
from detente.reading.base import Reading, Sentence
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

PARTS = word_set("faction front wing branch splinter")
TIE_KINDS = frozenset(
    {"hostile_to", "strained_with", "allied_with", "fraternal_with", "disputes_territory_with"}
)
RULERS = frozenset({"PRES", "PM", "KING", "QUEEN", "LEADER", "CHANC", "DUCE", "GOV", "FUEHRER", "JUNTA"})
OWN = frozenset(
    {"supports", "allied_with", "strained_with", "shelters", "sympathises_with", "has_leverage_over"}
)
RULING = STATE_SIDE | {"armed group", "international organisation", "person", "party"}
IDLE = frozenset({"media", "place", "unknown"})
GUESTS = frozenset({"armed group", "person", "party", "population", "official", "unknown"})
FORCES = frozenset({"armed group", "military", "person"})
GROUPS = frozenset({"armed group", "party", "population", "unknown"})


@dataclass(frozen=True)
class Place:
    """Where a cue stands: all that finding its ends needs."""

    reading: Reading
    focus: Focus
    sentence: Sentence
    cue: AffairCue
    anchor: Token
    slots: Slots


def settled(place: Place, head: str, tail: str) -> tuple[str, str]:
    """The two ends as the relation is one of: states are on bad terms where a ruler falls out with a state,
    help to an army is help to its state, an embassy gives the shelter of its state, neighbours are states."""
    reading, kind = place.reading, place.cue.kind
    if kind == "neighbour_of":
        return country_of(reading, head) or head, country_of(reading, tail) or tail
    if kind == "strained_with" and "state" in {kind_of(reading, head), kind_of(reading, tail)}:
        return _realm(reading, head), _realm(reading, tail)
    if kind == "supports" and kind_of(reading, tail) == "military":
        return head, country_of(reading, tail) or tail
    if kind == "shelters" and kind_of(reading, head) == "diplomat":
        return country_of(reading, head) or head, tail
    return head, tail


def _realm(reading: Reading, id: str) -> str:
    """The state of its ruler; anybody else stands for himself."""
    actor = reading.actors.get(id)
    if actor is None or not actor.country:
        return id
    named = actor.kind == "person" and id.endswith(f"-{actor.country.lower()}")
    crowned = actor.kind == "official" and id.removeprefix(f"{actor.country}_") in RULERS
    return actor.country if named or crowned else id


def fit(flags: frozenset[str], kinds: tuple[str, str]) -> bool:
    """Whether the kinds of the two actors are those that the flags of a row ask for."""
    head, tail = kinds
    return not (
        ("actor-ends" in flags and IDLE & set(kinds))
        or ("actor-tail" in flags and tail in {"population", "media", "unknown"})
        or ("group-head" in flags and head not in GROUPS)
        or ("force-head" in flags and head not in FORCES)
        or ("guest-tail" in flags and tail not in GUESTS)
        or ("group-home" in flags and head not in GROUPS - {"population"})
        or ("body-tail" in flags and tail != "international organisation")
        or ("land-tail" in flags and tail != "place")
        or ("government-tail" in flags and tail not in STATE_SIDE | {"armed group"})
    )


def may(place: Place, head: str, tail: str) -> bool:
    """Whether these two may stand in the relation that the cue speaks of."""
    reading, flags, kind = place.reading, place.cue.flags, place.cue.kind
    kinds = kind_of(reading, head), kind_of(reading, tail)
    if "armed-head" in flags and not is_armed(reading, head):
        return False
    if "armed-tail" in flags and (not is_armed(reading, tail) or kinds == ("person", "person")):
        return False
    if "nonstate" in flags and not {"armed group", "party", "person"} & set(kinds):
        return False
    if kind == "linked_to" and place.anchor.lemma_.lower() in PARTS and "state" in kinds:
        return False  # "three Laotian factions": of that country, no tie to its government
    if not fit(flags, kinds):
        return False
    if kind in TIE_KINDS and {"media", "place"} & set(kinds):
        return False
    if kind in TIE_KINDS - {"hostile_to"} and "population" in kinds:
        return False
    if "abroad" in flags and (kinds[1] != "state" or country_of(reading, head) in {None, tail}):
        return False
    if "prefix" in flags and kinds[0] == "state":
        return False
    if kind == "supports" and kinds[1] in {"diplomat", "media", "place"}:
        return False
    if kind == "supports" and kinds[1] == "armed group" and reading.actors[tail].country == head:
        return False
    ruled = reading.actors.get(tail)
    if kind in OWN and ruled is not None and ruled.kind == "person" and ruled.country == head:
        return False  # a state and its own leader
    if kind == "leads" and place.anchor.tag_ == "NNS":
        return False  # "their chiefs": nobody is named
    if kind == "leads":
        led = {"armed group", "party", "military", "international organisation"}
        return kinds[0] in {"person", "official", "military"} and kinds[1] in led
    if kind == "neighbour_of":
        return kinds == ("state", "state")
    if kind == "rules":
        return kinds[0] in RULING and kinds[1] in {"state", "place"}
    if "member" in flags:
        return kinds[0] in {"armed group", "party", "person", "state"} and place.slots.get("self") != [
            place.anchor
        ]
    country = country_of(reading, head)
    owner = reading.actors[head].country if head in reading.actors else None
    if owner is not None and owner == tail and _reciprocal(place):
        return False  # "bands hostile to one another": each to the other side
    if "inner" in flags and kinds[1] != "state":
        return True  # officers against their own king
    return kind == "part_of" or country is None or country != country_of(reading, tail)


def _reciprocal(place: Place) -> bool:
    fillers_of = [noun for slot, fill in place.slots.items() if slot.startswith("prep.") for noun in fill]
    return any(noun.lower_ in {"other", "another"} and noun.pos_ != "NOUN" for noun in fillers_of)
