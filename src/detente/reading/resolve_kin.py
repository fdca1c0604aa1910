"""Who "his successor", "her lawyer" or "X's principal protector" is."""

from __future__ import annotations

from detente.reading.antecedents import Discourse, own_subjects
from detente.reading.mentions_kinds import Referring
from detente.reading.resolve_owners import slug

PATRONS = frozenset("patron protector sponsor benefactor friend master boss".split())


def resolve_kin(discourse: Discourse, mention: Referring) -> None:
    """The one named beside it, else somebody of his own: neither the owner nor one known before."""
    head = mention.head
    beside = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        beside.append(head.head)
    elif head.dep_ == "attr":
        beside += own_subjects(head.head)
    after = head.nbor(1) if head.i + 1 < len(head.doc) else None
    if after is not None and after.ent_type_ == "PERSON":
        beside.append(after)
        beside += [child for child in after.children if child.dep_ == "flat"] + [after.head]
    owners = [id for token in mention.owners for id in discourse.ids(token)]
    for token in beside:
        found = discourse.mention(token) if token != head else None
        named = found is not None and found.reference in {"name", "person"}
        if found is not None and named and found.ids and not set(found.ids) & set(owners):
            mention.ids, mention.basis, mention.how = found.ids, "named beside it", "apposition"
            return
    if len(owners) != 1 or (mention.form in PATRONS and discourse.kind(owners[0]) == "state"):
        return
    owner = owners[0]
    many = mention.number == "many"
    record = discourse.reading.actors[owner]
    noun = mention.head.lower_ if many else mention.form
    id = f"{slug(owner)}_{slug(noun)}"
    country = discourse.country(owner)
    name = f"{record.name}'s {noun}"
    mention.ids = (discourse.ensure(id, name, "person", country, generic=many),)
    mention.basis = "told only by whose he is"
