"""Groups without a name of their own: "four militants", "the militants", "anti-X groups", "few countries"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse
from detente.reading.base import at
from detente.reading.mentions_kinds import (
    COUNTED,
    DESCRIBING,
    Referring,
    has_count,
    left_words,
    prepositional,
)
from detente.reading.resolve_doers import doers
from detente.reading.resolve_members import leave_unresolved
from detente.reading.resolve_owners import is_hostile, owners_of, seated_in, slug
from detente.reading.resolve_peoples import public_of

SAME = {
    "people": "PEOPLE", "nation": "COUNTRIES", "state": "COUNTRIES", "media": "MEDIA", "press": "MEDIA",
    "protestor": "PROTESTERS", "demonstrator": "PROTESTERS", "guerilla": "GUERRILLAS", "public": "PUBLIC",
    "organisation": "ORGANIZATIONS", "child": "CHILDREN", "person": "PEOPLE", "crowd": "CROWD",
    "mob": "CROWD",
    "population": "PEOPLE", "proxy": "PROXIES", "newspaper": "MEDIA", "insurgency": "INSURGENTS",
    "militium": "MILITIAS",
}  # fmt: skip
"""Nouns whose sets go by another name than their plural."""

SEATED = frozenset({"party", "official", "person", "unknown", "population", "media"})
OPEN = frozenset("invader occupier aggressor besieger blockader boycotter".split())
"""Doers that may be states: without their deed they are left open."""
REBELS = frozenset(
    "rebel insurgent guerrilla guerilla insurrectionist partisan secessionist separatist".split()
)
EMPTY = frozenset({"no", "neither", "any"})


def resolve_generic(discourse: Discourse, mention: Referring) -> None:
    """A set named before where the text points back to it, else an actor of its own."""
    head = mention.head
    if any(child.lower_ in EMPTY for child in head.children if child.dep_ == "det"):
        mention.basis = "a negative: nobody"
        return
    if mention.form == "those":
        _free_relative(discourse, mention)
        return
    if _in_apposition(discourse, mention) or _hostile(discourse, mention) or _examples(discourse, mention):
        return
    if mention.kind == "state" and (bodies := _within(discourse, mention)):
        mention.ids, mention.basis = bodies, "members of the organisation"
        return
    key = _key(mention)
    countries, groups = owners_of(discourse, _nearest_owners(discourse, mention))
    if mention.kind == "state" and mention.number == "many" and "american" in _beside(mention):
        countries = []  # "nineteen American republics": of the continent
    if not countries and not groups and mention.kind in SEATED:
        countries = [seat] if (seat := seated_in(discourse, mention)) else []
    if not countries and not groups and (home := public_of(discourse, mention)) is not None:
        countries, mention.basis, mention.confidence = [home], "the public of the state at hand", 0.6
    if groups and mention.kind not in {"population", "state"}:
        mention.ids, mention.basis = tuple(groups), "members of the group"
        return
    if mention.definite and not countries:
        known = _named_before(discourse, mention, key)
        if known:
            mention.ids, mention.basis, mention.confidence = (known,), "named before", 0.8
            return
    if mention.definite and not countries and (known_doers := doers(discourse, mention)):
        mention.ids, mention.basis, mention.confidence = known_doers, "whose deed the text told before", 0.75
        return
    if mention.form in OPEN and not countries:
        leave_unresolved(discourse, mention)
        return
    owners: list[str | None] = [*countries] or [None]
    mention.ids = tuple(_own(discourse, mention, key, country) for country in owners)


def _beside(mention: Referring) -> set[str]:
    return {word.lower_ for word in left_words(mention.head)[:-1]}


def _within(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """ "The allies in the Warsaw Pact": the organisation of which they are members."""
    if mention.form not in {"ally", "member", "partner"}:
        return ()
    tokens = prepositional(mention.head, frozenset({"in", "within", "inside"}))
    ids = [id for token in tokens for id in discourse.ids(token)]
    return tuple(id for id in ids if discourse.kind(id) == "international organisation")


BARE = {"CIV": "CIVILIANS", "POL": "POLICE", "JUD": "JUDGES", "HM": "HOME_MINISTERS"}
"""Role suffixes that would be the code of a state when they stand without a country (CIV: Côte d'Ivoire)."""


def _nearest_owners(discourse: Discourse, mention: Referring) -> list[Token]:
    """ "Japanese residents of Shanghai": the adjective says whose they are, the phrase after it where."""
    before = [token for token in mention.owners if token.i < mention.head.i and discourse.ids(token)]
    return before or mention.owners


def _key(mention: Referring) -> str:
    """What the group is called, the same for "militants", "militant groups" and "militant forces"."""
    if mention.kind in {"armed group", "unknown"}:
        for word in left_words(mention.head):
            if word.lower_ in DESCRIBING:
                return DESCRIBING[word.lower_]
    if mention.kind in {"population", "media"} and mention.role is not None and mention.role.suffix:
        if mention.form in {"crowd", "mob"}:
            return "CROWD"
        suffix = "CIV" if mention.form.startswith("civilian") else mention.role.suffix
        return BARE.get(suffix, suffix)
    if mention.role is not None and mention.role.suffix and mention.kind not in {"armed group", "state"}:
        return SAME.get(mention.form) or slug(_plural(mention.form))
    return SAME.get(mention.form) or slug(_plural(mention.form))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun if noun.endswith("s") else f"{noun}es"
    return f"{noun}s"


def _own(discourse: Discourse, mention: Referring, key: str, country: str | None) -> str:
    """The actor for a group, told apart by number, quantifier, country and region."""
    if country and key == "CROWD":
        key = "POP"
    parts = [key]
    region = _region(discourse, mention)
    if region:
        parts.insert(0, region)
    count = has_count(mention.head)
    quantifier = next((w.lower_ for w in left_words(mention.head) if w.lower_ in COUNTED), None)
    if mention.kind == "state" and (count or quantifier):
        parts.insert(0, slug(count or quantifier or ""))
    elif count and count.lower() not in {"one"} and mention.kind == "armed group":
        parts.insert(0, slug(count))
    elif quantifier in {"other", "different"} and mention.kind == "armed group":
        parts.insert(0, slug(quantifier))
    if country:
        parts.insert(0, country)
    id = "_".join(parts)
    quote = " ".join(discourse.reading.document.text[mention.start : mention.end].split())
    state = country if country and discourse.kind(country) == "state" else None
    sector = mention.role.sector if mention.role else ""
    discourse.ensure(id, quote, mention.kind, state, sector=sector, generic=True)
    discourse.generics.setdefault(key, []).append(id)
    return id


def _region(discourse: Discourse, mention: Referring) -> str | None:
    """A capitalised adjective that is no state ("Kashmiri militants", "Sunni rebels")."""
    for word in left_words(mention.head)[:-1]:
        if word.text[:1].isupper() and not word.is_sent_start and word.pos_ in {"ADJ", "PROPN"}:
            found = discourse.reading.mention_of(word)
            if found is None:
                return slug(word.text)
    return None


def _named_before(discourse: Discourse, mention: Referring, key: str) -> str | None:
    """The set that "the militants" points back to: the last one called so, or one of the same kind nearby."""
    earlier = discourse.generics.get(key)
    if earlier:
        return earlier[-1]
    if (group := _one_group(discourse, mention)) is not None:
        return group
    if mention.kind != "armed group":
        return None
    armed = {
        id for ids in discourse.generics.values() for id in ids[-3:] if discourse.kind(id) == "armed group"
    }
    if len(armed) == 1:
        return armed.pop()
    for other in discourse.before(mention, 2):
        if (
            other.reference == "generic"
            and len(other.ids) == 1
            and other.kind == "armed group"
            and other.number == mention.number
        ):
            return other.ids[0]
    return None


def _one_group(discourse: Discourse, mention: Referring) -> str | None:
    """ "The rebels" after "the Simbas": the one armed group that the account has named so far."""
    if mention.form not in REBELS:
        return None
    named = {
        id
        for other in discourse.reading.mentions
        if other.start < mention.start and not other.attributive
        for id in other.ids
        if discourse.kind(id) == "armed group" and not discourse.reading.actors[id].generic
    }
    return named.pop() if len(named) == 1 else None


def _free_relative(discourse: Discourse, mention: Referring) -> None:
    words = [token for token in mention.head.subtree if token.i > mention.head.i]
    named = next(
        (word for word in words if word.lower_ in {"responsible", "behind", "guilty", "involved"}), None
    )
    word = named or next((word for word in words if word.pos_ == "VERB"), None)
    if word is None:
        return
    quote = discourse.reading.document.text[mention.start : mention.end]
    id = f"THOSE_{slug(word.lemma_)}"
    mention.ids = (discourse.ensure(id, " ".join(quote.split()), "unknown", generic=True),)


def _in_apposition(discourse: Discourse, mention: Referring) -> bool:
    """ "A separatist militant, X": the group noun only describes a named actor."""
    beside = [child for child in mention.head.children if child.dep_ == "appos"]
    if mention.head.dep_ in {"appos", "attr"}:
        # "X is a group": the subject is described, not a second actor
        subject = [child for child in mention.head.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
        beside += [mention.head.head] if mention.head.dep_ == "appos" else subject
    for token in beside:
        found = discourse.mention(token) if at(token) != at(mention.head) else None
        if found is not None and len(found.ids) == 1 and found.reference in {"name", "person"}:
            if mention.number == "many" and found.reference == "person":
                continue
            mention.ids, mention.basis = found.ids, "named beside it"
            mention.how = "apposition"
            return True
    return False


def _hostile(discourse: Discourse, mention: Referring) -> bool:
    """ "Anti-Chad groups", "groups hostile to Chad", "bands that hate one another" (two sets)."""
    reading = discourse.reading
    quote = " ".join(reading.document.text[mention.start : mention.end].split())
    for token in left_words(mention.head)[:-1]:
        found = reading.mention_of(token)
        if found is not None and found.ids and is_hostile(token):
            stance = "PRO" if "pro" in {token.lower_[:3], token.doc[max(token.i - 2, 0)].lower_} else "ANTI"
            id = f"{stance}_{found.ids[0]}_{_key(mention)}"
            mention.ids = (discourse.ensure(id, quote, mention.kind, generic=True),)
            return True
    for child in mention.head.children:
        if child.lower_ not in {"hostile", "opposed", "loyal", "allied"}:
            continue
        for token in child.subtree:
            target = discourse.mention(token)
            if target is None or token.i <= child.i or not target.ids:
                continue
            if target.reference in {"reciprocal", "set"}:
                mention.ids = tuple(
                    discourse.ensure(
                        f"{id}_{_key(mention)}", f"{quote} in {discourse.state_name(id)}", "armed group",
                        discourse.country(id), generic=True,
                    )
                    for id in target.ids
                )  # fmt: skip
                mention.basis = "one set in each of the two"
            else:
                stance = "ANTI" if child.lower_ in {"hostile", "opposed"} else "PRO"
                id = f"{stance}_{target.ids[0]}_{_key(mention)}"
                mention.ids = (discourse.ensure(id, quote, mention.kind, generic=True),)
            return True
    return False


def _examples(discourse: Discourse, mention: Referring) -> bool:
    """ "Various countries such as A, B and C": the examples and the unnamed rest."""
    if mention.kind != "state" or mention.number != "many":
        return False
    found: dict[str, None] = {}
    for child in mention.head.children:
        if child.i > mention.head.i and (
            child.lower_ in {"including", "as", "like"} or child.dep_ == "appos"
        ):
            for token in child.subtree:
                other = discourse.reading.mention_of(token)
                if not isinstance(other, Referring) or other.reference != "name" or not _listed(token, child):
                    continue
                found.update(dict.fromkeys(id for id in other.ids if discourse.kind(id) == "state"))
    if not found:
        return False
    key = _own(discourse, mention, _key(mention), None)
    mention.ids, mention.basis = (*found, key), "the examples named and the rest"
    return True


def _listed(token: Token, top: Token) -> bool:
    """Whether a name stands in the list itself, not in a clause about it."""
    for _ in range(12):
        if token.i == top.i:
            return True
        if token.dep_ not in {"conj", "pobj", "appos"}:
            return False
        token = token.head
    return False
