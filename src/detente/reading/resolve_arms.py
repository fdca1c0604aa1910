"""Whose ships, planes and guns without an owner are: by the prefix of a ship's name, or as told before."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring
from detente.reading.resolve_owners import ensure_role

REACH = 8
"""Sentences looked back for the arm with its owner."""
ARMS = frozenset({"AF", "NAVY"})
SHIP_STATES = {
    "HMS": "GBR", "RFA": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "USS": "USA", "USNS": "USA",
    "USCGC": "USA", "ROKS": "KOR", "PNS": "PAK", "BRP": "PHL", "KRI": "IDN", "ARA": "ARG", "BNS": "BGD",
    "JDS": "JPN", "JS": "JPN", "TCG": "TUR", "HNLMS": "NLD", "HDMS": "DNK", "HNOMS": "NOR", "ICGV": "ISL",
}  # fmt: skip
"""Prefixes of the names of warships that are one navy's alone."""


def whose_arm(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The cruisers HMS A and HMS B"; "the planes" after "X's aircraft", where only one side's were told."""
    role = mention.role
    if role is None or role.kind != "military" or _named_owners(discourse, mention):
        return None
    if (state := state_of_ship(mention.head)) is not None and discourse.known_state(state):
        return (ensure_role(discourse, state, role),), "the prefix of the ship's name"
    if role.suffix not in ARMS and not mention.definite:
        return None
    owners: dict[str, None] = {}
    for other in discourse.before(mention, REACH):
        alike = other.role is not None and other.role.suffix == role.suffix
        if not alike or (role.suffix not in ARMS and other.head.lemma_ != mention.head.lemma_):
            continue
        if _named_owners(discourse, other):
            owners |= {country: None for id in other.ids if (country := discourse.country(id)) is not None}
    if len(owners) != 1:
        return None
    return (ensure_role(discourse, next(iter(owners)), role),), "such forces told of before"


def _named_owners(discourse: Discourse, mention: Referring) -> bool:
    """Whether the words say whose they are: "several helicopters" do not."""
    return any(discourse.ids(token) for token in mention.owners)


def state_of_ship(head: Token) -> str | None:
    """The state of the ship named beside a noun: "the destroyer USS Maddox"."""
    names = [child for child in head.children if child.dep_ in {"appos", "nmod", "compound"}]
    names += [head.head] if head.dep_ in {"compound", "nmod"} else []
    after = head.nbor(1) if head.i + 1 < len(head.doc) else None
    for token in (*names, *(below for name in names for below in name.children), *([after] if after else [])):
        if (state := SHIP_STATES.get(token.text)) is not None:
            return state
    return None
