"""Whose ships, planes and guns without an owner are: by the prefix of a ship's name, or as told before."""

from __future__ import annotations

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring
from detente.reading.resolve_owners import ensure_role
from detente.reading.ships import state_of_ship

REACH = 8
"""Sentences looked back for the arm with its owner."""
ARMS = frozenset({"AF", "NAVY"})
SENDING = frozenset(
    (
        "commit deploy despatch dispatch divert mobilise mobilize move order pull recall rush send station "
        "withdraw"
    ).split()
)
"""Verbs with which one disposes of forces of one's own."""


def whose_arm(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The cruisers HMS A and HMS B"; "the planes" after "X's aircraft", where only one side's were told."""
    role = mention.role
    if role is None or role.kind != "military" or _named_owners(discourse, mention):
        return None
    if (state := state_of_ship(mention.head)) is not None and discourse.known_state(state):
        return (ensure_role(discourse, state, role),), "the prefix of the ship's name"
    if (role.suffix not in ARMS and not mention.definite) or _is_sent(discourse, mention):
        return None
    alike: dict[str, None] = {}
    same: dict[str, None] = {}
    for other in discourse.before(mention, REACH):
        if other.role is None or other.role.suffix != role.suffix:
            continue
        if not (_named_owners(discourse, other) or _is_sent(discourse, other)):
            continue
        owners = {country: None for id in other.ids if (country := discourse.country(id)) is not None}
        alike |= owners if role.suffix in ARMS else {}
        same |= owners if other.head.lemma_ == mention.head.lemma_ else {}
    for found in (same, alike):
        if len(found) == 1:
            return (ensure_role(discourse, next(iter(found)), role),), "such forces told of before"
    return None


def _is_sent(discourse: Discourse, mention: Referring) -> bool:
    """ "X ordered frigates into the zone": forces of whoever sends them."""
    verb = mention.head.head
    if mention.head.dep_ != "dobj" or verb.lemma_.lower() not in SENDING:
        return False
    return any(discourse.ids(child) for child in verb.children if child.dep_ == "nsubj")


def _named_owners(discourse: Discourse, mention: Referring) -> bool:
    """Whether the words say whose they are: "several helicopters" do not."""
    return any(discourse.ids(token) for token in mention.owners)
