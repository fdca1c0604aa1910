"""Peoples and their publics: "many Turks", "the voters", "a mob in Cairo"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring, has_count, plain, prepositional, word_set
from detente.reading.resolve_owners import context_country, is_hostile_verb

SOME = word_set(
    "many most some few several ordinary young angry poor countless numerous more fewer enough all displaced "
    "stranded exiled expelled captive innocent"
)
"""Words before a people's name that leave its state out: "many Turks" are not Turkey."""
NUMBERS = word_set("thousand hundred million dozen score number crowd majority minority group family handful")
ARMED = word_set("armed masked hooded uniformed")
PUBLIC = word_set(
    "public voter electorate populace mass masses citizen opinion taxpayer student worker "
    "countryman compatriot"
)
"""Nouns for the people of one state, most often of the one that is spoken of."""
GATHERED = word_set("crowd mob")
"""Nouns for people of the place where they gather."""


def many_of_a_people(discourse: Discourse) -> None:
    """Let "many Hungarians", "thousands of Turks", "armed Peruvians" stand for people, not states."""
    for mention in discourse.reading.mentions:
        if not isinstance(mention, Referring) or mention.how != "people" or len(mention.ids) != 1:
            continue
        head, id = mention.head, mention.ids[0]
        if discourse.kind(id) != "state" or head.tag_ not in {"NNPS", "NNS"}:
            continue
        words = {child.lower_ for child in head.children if child.i < head.i}
        name = discourse.state_name(id)
        if words & ARMED:
            mention.ids = (discourse.ensure(f"{id}_ARMED", f"armed men of {name}", "armed group", id),)
        elif words & SOME or has_count(head) or _numbered(head):
            mention.ids = (
                discourse.ensure(f"{id}_POP", f"people of {name}", "population", id, sector="CVL"),
            )


def _numbered(head: Token) -> bool:
    """ "Thousands of Hungarians"."""
    of = head.head
    return head.dep_ == "pobj" and of.lower_ == "of" and plain(of.head) in NUMBERS


def public_of(discourse: Discourse, mention: Referring) -> str | None:
    """The state whose voters, crowds or students are meant where no word says it."""
    noun = plain(mention.head)
    if mention.kind != "population" or noun not in PUBLIC | GATHERED or is_hostile_verb(mention.head):
        return None
    for place in prepositional(mention.head, frozenset({"in", "at", "across"})):
        states = {discourse.country(id) for id in discourse.ids(place)} - {None}
        if len(states) == 1:
            return states.pop()
    found = context_country(discourse, mention) if noun in PUBLIC else None
    return found[0] if found is not None and found[1] >= 0.6 else None
