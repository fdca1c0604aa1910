"""Sets ("both nations", "the four states") and reciprocals ("one another"): who their members are."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.reading.antecedents import SUBJECTS, Discourse, clause_subjects, own_subjects
from detente.reading.mentions_kinds import OFFICES, PARTAKERS, RELATIONAL, Referring, prepositional
from detente.reading.mentions_pronouns import REST
from detente.reading.resolve_doers import deeds_of, doers
from detente.reading.resolve_holders import holders
from detente.reading.resolve_known_sets import members_called, sets_called
from detente.reading.resolve_lists import co_arguments
from detente.reading.resolve_members import (
    CONTENDING,
    counted,
    leave_unresolved,
    pair_of,
    rest_of,
    with_conjuncts,
)


def resolve_set(discourse: Discourse, mention: Referring) -> None:
    """ "Both nations", "the four states", "one another": the actors, from nearby or the whole document."""
    beside = _said_to_be(discourse, mention)
    if beside:
        mention.ids, mention.basis = beside, "named beside it"
        discourse.sets.append((mention.start, beside))
        return
    barred = set() if mention.reference == "reciprocal" else co_arguments(discourse.reading, mention.head)
    if mention.form in RELATIONAL | PARTAKERS:
        of_whom = with_conjuncts_of(discourse, prepositional(mention.head, frozenset({"of"})))
        barred = barred | of_whom  # "the two allies of X" are not X
        if mention.form in RELATIONAL and mention.head.dep_ not in SUBJECTS:
            # "X's troops attacked both neighbours"
            subjects = [id for subject in clause_subjects(mention.head) for id in discourse.ids(subject)]
            barred |= {state for id in subjects if (state := discourse.country(id)) is not None}
    named = barred
    if mention.reference == "set" and mention.form in CONTENDING:
        barred = barred | _speaker_to(discourse, mention)
    called, deeds = sets_called(mention.head), deeds_of(mention.head)
    found: tuple[str, ...] = ()
    basis, confidence = "", 0.0
    if deeds:
        found, basis, confidence = doers(discourse, mention), "whose deed the text told before", 0.75
    if not found and called:
        found, basis, confidence = members_called(discourse, mention, barred)
    if found or ((called or deeds) and mention.count < 3):
        pass
    elif mention.head.tag_ == "CD" and _is_rest(mention):
        found, basis, confidence = rest_of(discourse, mention, barred)
    elif mention.form in OFFICES and mention.form not in {"force", "capital"}:
        found, basis, confidence = holders(discourse, mention, barred)
    elif mention.count > 2:
        found, basis, confidence = counted(discourse, mention, barred)
    else:
        found, basis, confidence = pair_of(discourse, mention, barred)
    if not found and barred != named and mention.count < 3:
        found, basis, confidence = pair_of(discourse, mention, named)
    if not found:
        leave_unresolved(discourse, mention)
        return
    mention.ids, mention.basis = tuple(dict.fromkeys(found)), basis
    mention.confidence = min(mention.confidence, confidence)
    if mention.reference == "set":
        states = dict.fromkeys(
            country for id in mention.ids if (country := discourse.country(id) or id) is not None
        )
        discourse.sets.append((mention.start, tuple(states) if mention.form in OFFICES else mention.ids))


def _speaker_to(discourse: Discourse, mention: Referring) -> set[str]:
    """ "X appealed to both leaders to cease fire", "persuaded both sides to meet": X is none of them."""
    verb = mention.head.head.head if mention.head.dep_ == "pobj" else mention.head.head
    told = mention.head.dep_ in {"dobj", "pobj", "dative"}
    if mention.head.dep_ == "nsubj" and verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "advcl"}:
        verb, told = verb.head, True
    if not told or verb.pos_ != "VERB":
        return set()
    subjects = own_subjects(verb) or clause_subjects(mention.head)
    ids = {id for subject in subjects for id in discourse.ids(subject)}
    states = {state for id in ids if (state := discourse.country(id)) is not None}
    holders = {
        id
        for id in discourse.reading.actors
        if mention.form in OFFICES and discourse.country(id) in states and discourse.kind(id) != "state"
    }
    return ids | states | holders


def with_conjuncts_of(discourse: Discourse, tokens: Iterable[Token]) -> set[str]:
    """The actors at some nouns and at what is coordinated with them."""
    return {id for token in tokens for id in with_conjuncts(discourse, token)}


def _is_rest(mention: Referring) -> bool:
    """ "The other two": what is left of a longer list."""
    return any(child.lower_ in REST for child in mention.head.children)


def _said_to_be(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """Those that the set is said to be: "A and B were the adversaries", "the three guarantors--A, B, C"."""
    head = mention.head
    if mention.reference != "set":
        return ()
    if head.dep_ == "attr":
        found = [id for subject in own_subjects(head.head) for id in with_conjuncts(discourse, subject)]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i:
            named = with_conjuncts(discourse, child)
            if len(named) > 1 and len(named) == (mention.count or len(named)):
                return named
    text = discourse.reading.document.text
    for listed in discourse.lists_before(mention.end + 60, mention.end):
        gap = text[mention.end : listed.start].rstrip().removesuffix("the").rstrip()
        if len(listed.ids) == mention.count > 1 and gap.endswith(("--", "–", "—", ":", "(", "-")):
            return listed.ids
    return ()
