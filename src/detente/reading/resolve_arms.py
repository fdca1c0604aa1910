"""Whose ships, planes and guns without an owner are: by the prefix of a ship's name, or as told before."""

from __future__ import annotations

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring
from detente.reading.resolve_owners import ensure_role
from detente.reading.ships import state_of_ship

REACH = 8
"""Sentences looked back for the arm with its owner."""
ARMS = frozenset({"AF", "NAVY"})


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
