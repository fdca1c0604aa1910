"""Relational nouns: "his counterpart", "its adversary", "the other side"."""

from __future__ import annotations

from detente.reading.antecedents import Discourse, clause_subjects, own_subjects
from detente.reading.mentions_kin import KIN
from detente.reading.mentions_kinds import OPPOSED, Referring
from detente.reading.resolve_kin import resolve_kin
from detente.reading.resolve_members import leave_unresolved, with_conjuncts
from detente.reading.resolve_owners import of_whom, owners_of


def resolve_relational(discourse: Discourse, mention: Referring) -> None:
    """ "His Iranian counterpart", "its adversary", "the other side"."""
    if mention.form in KIN:
        resolve_kin(discourse, mention)
        return
    countries, _ = owners_of(discourse, mention.owners)
    if mention.form == "counterpart":
        _counterpart(discourse, mention, countries)
    elif mention.form == "the other":
        others = [
            id for subject in clause_subjects(mention.head) for id in with_conjuncts(discourse, subject)
        ]
        pair = next((each for each in (others, list(discourse.main_sides or ())) if len(each) == 2), [])
        if len(others) == 2:
            mention.ids, mention.basis, mention.confidence = tuple(others), "each the other", 0.7
        elif len(others) == 1 and others[0] in pair:
            mention.ids = tuple(id for id in pair if id != others[0])
            mention.basis, mention.confidence = "the other of the two parties", 0.7
    elif mention.number == "one":
        _other_party(discourse, mention, countries)


def _counterpart(discourse: Discourse, mention: Referring, countries: list[str]) -> None:
    """The holder of the same office in the other state."""
    holder = None
    for token in mention.owners:
        found = discourse.mention(token)
        if found is not None and len(found.ids) == 1 and discourse.kind(found.ids[0]) not in {"state"}:
            holder = found.ids[0]
    if holder is None:
        holder = next(
            (
                id
                for subject in clause_subjects(mention.head)
                for id in discourse.ids(subject)
                if discourse.kind(id) in {"official", "military", "diplomat", "person", "government"}
            ),
            None,
        )
    home = discourse.country(holder) if holder else None
    abroad = [country for country in countries if country != home]
    if not abroad and home and discourse.main_pair and home in discourse.main_pair:
        abroad = [id for id in discourse.main_pair if id != home]
        mention.confidence = 0.6
    if not holder or not home or not abroad:
        leave_unresolved(discourse, mention)
        return
    record = discourse.reading.actors[holder]
    suffix = holder[len(home) + 1 :] if holder.startswith(f"{home}_") else "COUNTERPART"
    title = record.name.rpartition("'s ")[2] if "'s " in record.name else record.name.split(" of ")[0]
    title = title if title != record.name and record.kind != "person" else "counterpart"
    mention.ids = tuple(
        discourse.ensure(
            f"{country}_{suffix}", of_whom(title, discourse.state_name(country)), record.kind, country,
            sector=record.codes.get("plover", ""),
        )
        for country in abroad
    )  # fmt: skip
    mention.basis = "the same office in the other state"
    _take_name(discourse, mention)


def _take_name(discourse: Discourse, mention: Referring) -> None:
    """The person in apposition holds the office."""
    from detente.reading.mentions_acronyms import add_alias

    for child in mention.head.children:
        beside = discourse.reading.mention_of(child) if child.dep_ == "appos" else None
        if isinstance(beside, Referring) and beside.person is not None and beside.person.id is None:
            beside.person.id = mention.ids[0]
            for name in beside.person.names:
                add_alias(discourse.reading, mention.ids[0], name)


def _other_party(discourse: Discourse, mention: Referring, owners: list[str]) -> None:
    """ "Its neighbour", "its adversary": the other of the two parties, where the owner is one of them."""
    if not owners:
        owners = [
            country
            for subject in clause_subjects(mention.head)
            for id in discourse.ids(subject)
            if (country := discourse.country(id))
        ]
    beside = [discourse.ids(child) for child in mention.head.children if child.dep_ == "appos"]
    if mention.head.dep_ in {"appos", "attr"} or (
        mention.head.dep_ == "conj" and mention.head.head.dep_ == "appos"
    ):
        # "X, Y's neighbour" and "X is Y's rival" say what X is
        described = own_subjects(mention.head.head) if mention.head.dep_ == "attr" else [mention.head.head]
        beside += [discourse.ids(token) for token in described]
    if beside and beside[0]:
        mention.ids, mention.basis = beside[0], "named beside it"
        return
    pair = discourse.main_pair
    if pair and len(owners) == 1 and owners[0] in pair and mention.form != "ally":
        mention.ids = tuple(id for id in pair if id != owners[0])
        mention.basis = "the other of the two parties"
        mention.confidence = 0.7 if mention.form in OPPOSED else 0.5
