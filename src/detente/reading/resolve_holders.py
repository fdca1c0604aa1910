"""Holders of offices as a set: "the two ministers", "both leaders", "both armies"."""

from __future__ import annotations

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring, personal
from detente.reading.resolve_members import counted, pair_of
from detente.reading.resolve_owners import SHARED, ensure_role

HOLDERS = frozenset({"official", "person", "diplomat"})
MINISTERS = frozenset({"FM", "DM", "PM", "MINISTER", "FINM", "DFM", "DPM"})


def holders(discourse: Discourse, mention: Referring, barred: set[str]) -> tuple[tuple[str, ...], str, float]:
    """ "The two ministers", "both armies": the last so many holders spoken of, else one of each state."""
    count, role = mention.count or 2, mention.role
    body = role is not None and not personal(role)
    if not body:
        found: dict[str, str] = {}
        for other in discourse.before(mention, 14):
            if mention.sentence.index - other.sentence.index > 2 and (pair := _of_pair(discourse, mention)):
                return pair, "the holders of the two parties", 0.75
            for id in other.ids:
                if discourse.kind(id) in HOLDERS and id not in barred and _holds(id, mention):
                    found.setdefault(discourse.country(id) or id, id)
            if len(found) == count:
                return tuple(found.values())[::-1], "the holders spoken of last", 0.85
    if count > 2:
        states, basis, confidence = counted(discourse, mention, barred)
    else:
        states, basis, confidence = pair_of(discourse, mention, barred)
    if body and role is not None:
        return tuple(ensure_role(discourse, id, role) for id in states), basis, confidence
    if mention.form in {"leader", "minister"} or role is None or role.suffix in SHARED:
        return tuple(_leader_of(discourse, mention, id) for id in states), basis, confidence
    return tuple(ensure_role(discourse, id, role) for id in states), basis, confidence


def _of_pair(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """The holders of one office in both of the two parties, where the account has spoken of both."""
    pair = discourse.main_pair
    if pair is None or mention.count > 2:
        return ()
    suffixes = (
        MINISTERS if mention.role is None or mention.role.suffix == "MINISTER" else {mention.role.suffix}
    )
    if mention.form in {"leader", "statesman", "negotiator"}:
        suffixes = frozenset({"PM", "PRES", "LEADER", "KING"})
    for suffix in sorted(suffixes, key=lambda each: (each != "FM", each)):
        ids = tuple(f"{state}_{suffix}" for state in pair)
        if all(id in discourse.reading.actors for id in ids):
            return ids
    return ()


def _holds(id: str, mention: Referring) -> bool:
    """Whether a holder's id fits the noun: ministers are ministers, leaders any official."""
    suffix = id.partition("_")[2]
    if mention.form in {"leader", "statesman", "negotiator"}:
        return True
    if mention.form == "minister":
        return suffix in MINISTERS if mention.role is None else suffix in MINISTERS and _same(mention, suffix)
    return mention.role is not None and _same(mention, suffix)


def _same(mention: Referring, suffix: str) -> bool:
    role = mention.role
    return role is None or role.suffix in {"MINISTER", suffix} or suffix.startswith(f"{role.suffix}_")


def _leader_of(discourse: Discourse, mention: Referring, state: str) -> str:
    """The official of a state that was spoken of last; the state itself when there was none."""
    for other in discourse.before(mention, 12):
        for id in other.ids:
            if discourse.kind(id) in {"official", "person"} and discourse.country(id) == state:
                return id
    return state
