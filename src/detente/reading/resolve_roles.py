"""Role nouns with and without a country, and persons: whose minister, which general."""

from __future__ import annotations

import re
import unicodedata

from spacy.tokens import Token

from detente.codes.actor_tables import RoleEntry
from detente.reading.antecedents import Discourse, clause_subjects
from detente.reading.base import at
from detente.reading.mentions_acronyms import add_alias
from detente.reading.mentions_kinds import (
    Person,
    Referring,
    left_words,
    personal,
    prepositional,
    with_conjuncts,
)
from detente.reading.mentions_names import know
from detente.reading.titles import PARTICLES

GROUPS = frozenset({"armed group", "party", "international organisation", "population"})
PEOPLE = frozenset({"official", "person", "diplomat"})
SHARED = frozenset(
    "OFF ELITE SPOX MIL POL SEC PARA POP CIV GOV ENVOY DIPL MINISTER GOVR AGENT PERSON PILOT ELDER REL REB PTY OPP "
    "PROT AF NAVY ANALYST JUD PARL MED BUS".split()
)
"""Suffixes that many people share: a person with such a title gets an id of his own."""
FORCES = frozenset(
    {
        "air force",
        "airforce",
        "air forces",
        "navy",
        "naval forces",
        "coast guard",
        "coastguard",
        "naval aviation",
    }
)
LEADING = frozenset({"led", "dominated", "commanded", "controlled", "run", "installed"})
FORMER = frozenset("former ex deposed ousted late exiled then-former jailed imprisoned ex-".split())
MARKS = frozenset({"amod", "compound", "nmod", "poss"})


def resolve_role(discourse: Discourse, mention: Referring) -> None:
    """ "The Iranian envoy", "Pakistan's military", "their ambassadors"; without an owner, by context."""
    appositive = _person_beside(discourse, mention)
    countries, groups = owners_of(discourse, mention.owners)
    role = mention.role
    if not countries and not groups and role is not None and not role.of_state:
        countries, backed = _led_by(discourse, mention)
        if backed:
            _backed(discourse, mention, backed, role)
            return
    if role is None or (groups and not countries and _stands_for_group(mention, role)):
        mention.ids = _part_ids(discourse, mention, countries, groups)
        mention.basis = "part for the whole" if mention.ids else None
        return
    if not countries and not groups:
        if _owned_by_unknown(discourse, mention):
            mention.basis = "its owner is not known"
            return
        found = context_country(discourse, mention)
        if found is None:
            return
        countries, mention.confidence, mention.basis = [found[0]], found[1], found[2]
        mention.alternatives = tuple(role_id(other, role) for other in found[3])
    if mention.number == "one" and len(countries) > 1 and not role.of_state:
        countries = countries[:1] if role.kind in PEOPLE else countries
    ids = [_ensure_role(discourse, country, role) for country in countries]
    if not ids:
        ids = [_ensure_role(discourse, group, role) for group in groups]
    if len(ids) > 1:
        mention.basis = mention.basis or "one each"
    mention.ids = tuple(dict.fromkeys(ids))
    if len(countries) == 1:
        discourse.last_holder[role.suffix] = countries[0]
    if (
        appositive is not None
        and len(mention.ids) == 1
        and appositive.id is None
        and role.kind in PEOPLE | {"military"}
    ):
        _name_person(discourse, appositive, mention.ids[0], role)


def _owned_by_unknown(discourse: Discourse, mention: Referring) -> bool:
    """Whether the text says whose it is, but that name is in no code book ("X's forces")."""
    for token in mention.owners:
        if token.dep_ in {"poss", "pobj"} and token.pos_ in {"PROPN", "NOUN"} and not discourse.ids(token):
            return token.pos_ == "PROPN" or token.dep_ == "poss"
        if token.ent_type_ in {"GPE", "NORP", "PERSON"} and not discourse.ids(token):
            return True
    return False


def _led_by(discourse: Discourse, mention: Referring) -> tuple[list[str], list[str]]:
    """ "US-led forces" are the leader's; "Saudi-backed forces" are somebody else's."""
    led: list[str] = []
    backed: list[str] = []
    for child in mention.head.children:
        if child.dep_ != "amod" or child.tag_ != "VBN" or child.i > mention.head.i:
            continue
        for inner in child.children:
            found = discourse.mention(inner)
            if found is not None and inner.i < child.i:
                (led if child.lower_ in LEADING else backed).extend(found.ids)
    return led, backed


def _backed(discourse: Discourse, mention: Referring, backed: list[str], role: RoleEntry) -> None:
    quote = " ".join(discourse.reading.document.text[mention.start : mention.end].split())
    id = f"{backed[0]}_BACKED_{role.suffix}"
    mention.ids = (discourse.ensure(id, quote, "armed group", sector=role.sector, generic=True),)


def owners_of(discourse: Discourse, tokens: list[Token]) -> tuple[list[str], list[str]]:
    """The states and the groups among owners; officials and organs count as their state."""
    countries: dict[str, None] = {}
    groups: dict[str, None] = {}
    for token in tokens:
        found = discourse.mention(token)
        if found is None and token.pos_ == "PROPN":
            places = discourse.reading.books.places.country(token.text)
            if len(places) == 1 and discourse.known_state(places[0]):
                countries[places[0]] = None
        if found is None or is_hostile(token):
            continue
        for id in found.ids:
            kind = discourse.kind(id)
            if kind in GROUPS and discourse.reading.actors[id].generic is False and kind != "population":
                groups[id] = None
            else:
                country = discourse.country(id)
                if country:
                    countries[country] = None
    return list(countries), list(groups)


def is_hostile(token: Token) -> bool:
    """Whether a name is what a group is against ("anti-Pakistan", "pro-Iranian")."""
    if token.lower_.startswith(("anti-", "pro-")):
        return True
    doc, number = token.doc, token.i - 1
    if number >= 0 and doc[number].text == "-":
        number -= 1
    return number >= 0 and doc[number].lower_ in {"anti", "pro"} and number < token.i


def _stands_for_group(mention: Referring, role: RoleEntry) -> bool:
    return (
        role.of_state
        or role.kind in {"military", "armed group", "population", "government"}
        or (mention.number != "one" and role.kind in {"official", "person", "armed group", "unknown"})
    )


def _part_ids(
    discourse: Discourse, mention: Referring, countries: list[str], groups: list[str]
) -> tuple[str, ...]:
    """ "JeM members" are JeM; "elements within the Pakistani government" are a part of it."""
    if groups:
        return tuple(_members(discourse, mention, group) for group in groups)
    if (
        mention.role is not None
        or not countries
        or mention.form in {"part", "most", "some", "many", "one", "majority", "number"}
    ):
        return ()
    quote = discourse.reading.document.text[mention.start : mention.end]
    return tuple(
        discourse.ensure(
            f"{country}_{slug(mention.form)}S",
            f"{quote} of {discourse.state_name(country)}",
            "official",
            country,
            generic=True,
        )
        for country in countries
    )


def _members(discourse: Discourse, mention: Referring, group: str) -> str:
    """The members of an organisation of states are states; those of an armed group are the group."""
    if discourse.kind(group) != "international organisation" or mention.form not in {
        "member",
        "country",
        "state",
    }:
        return group
    name = f"members of {discourse.state_name(group)}"
    return discourse.ensure(f"{group}_MEMBERS", name, "state", generic=True)


def role_id(owner: str, role: RoleEntry) -> str:
    """The id of a role holder: the owner's id alone where the role stands for the state."""
    if role.of_state:
        return owner
    form = role.form.lower()
    if role.suffix == "MINISTER" and " " in form:
        return f"{owner}_{slug(form)}"
    if role.suffix in {"AF", "NAVY"} and form not in FORCES:
        return f"{owner}_MIL"
    return f"{owner}_{role.suffix}"


def _ensure_role(discourse: Discourse, owner: str, role: RoleEntry) -> str:
    entry = discourse.reading.books.actors.entry(owner)
    if owner not in discourse.reading.actors and entry is not None:
        know(discourse.reading, entry)
    if role.of_state:
        return owner
    country = discourse.country(owner)
    form = role.form.replace("-", " ")
    form = "armed forces" if role_id("", role) == "_MIL" else form
    name = f"{form[:1].upper()}{form[1:]} of {discourse.state_name(owner)}"
    return discourse.ensure(role_id(owner, role), name, role.kind, country, sector=role.sector)


def context_country(discourse: Discourse, mention: Referring) -> tuple[str, float, str, list[str]] | None:
    """The state that a role without an owner belongs to, how sure, why, and the runners-up."""
    for subject in clause_subjects(mention.head):
        found = discourse.mention(subject) if at(subject) != at(mention.head) else None
        if found is not None and len(found.ids) == 1 and (country := discourse.country(found.ids[0])):
            return country, 0.75, "the subject of the clause", []
    scores: dict[str, float] = {}
    for other in discourse.before(mention):
        gap = mention.sentence.index - other.sentence.index
        for id in other.ids[:4]:
            country = discourse.country(id)
            if country is None:
                continue
            weight = 2.0 if other.head.dep_ in {"nsubj", "nsubjpass"} else 0.5 if other.attributive else 1.0
            if other.how == "place":
                weight *= 0.3
            if mention.role is not None and id == role_id(country, mention.role):
                weight += 2.5
            scores[country] = scores.get(country, 0.0) + weight / len(other.ids) / (1.0 + gap)
    if mention.role is not None and mention.definite and personal(mention.role):
        last = discourse.last_holder.get(mention.role.suffix)
        if last is not None:
            scores[last] = scores.get(last, 0.0) + 2.0
    total = discourse.total
    for country in list(scores):
        scores[country] += 1.5 * discourse.counts[country] / total
    if not scores:
        if discourse.main_state is None:
            return None
        return discourse.main_state, 0.4, "the state named most in the document", []
    ranked = sorted(scores, key=lambda country: -scores[country])
    close = [other for other in ranked[1:] if scores[other] > 0.75 * scores[ranked[0]]]
    if close and mention.role is not None and not mention.attributive:
        quote = discourse.reading.document.text[mention.start : mention.end]
        names = " or ".join(discourse.state_name(id) for id in [ranked[0], *close[:2]])
        evidence = discourse.reading.evidence(mention.start, mention.end, "rule:resolve.role", 0.4)
        discourse.reading.note(
            "ambiguous actor",
            f"whose {quote!r} is meant: {names}",
            (role_id(ranked[0], mention.role),),
            evidence,
        )
    return ranked[0], 0.4 if close else 0.6, "the nearest state spoken of", close


def _person_beside(discourse: Discourse, mention: Referring) -> Person | None:
    """The person in apposition to a role ("the army chief, General X")."""
    beside = [child for child in mention.head.children if child.dep_ == "appos"]
    if mention.head.dep_ == "appos":
        beside.append(mention.head.head)
    for token in beside:
        found = discourse.reading.mention_of(token)
        if isinstance(found, Referring) and found.person is not None:
            return found.person
    return None


def resolve_person(discourse: Discourse, mention: Referring) -> None:
    """The id of a person: the office that the text gives him, else the leaders table, else his own name."""
    person = mention.person
    if person is None:
        # a leader of the code book whose name did not make a person
        if mention.entry is not None:
            know(
                discourse.reading, mention.entry, discourse.reading.document.text[mention.start : mention.end]
            )
            mention.ids = (mention.entry.id,)
        return
    if person.id is None:
        person.id = _identify(discourse, person)
        for name in sorted(person.names, key=len, reverse=True)[:8]:
            add_alias(discourse.reading, person.id, name)
    mention.ids = (person.id,)


def _identify(discourse: Discourse, person: Person) -> str:
    country: str | None = None
    plain_role: RoleEntry | None = None
    for seen in person.seen[:12]:
        beside = None if seen.role is not None else _role_beside(discourse, seen)
        role = seen.role or (beside.role if beside else None)
        if role is None or _is_former(seen.head):
            continue
        tokens = _title_owners(seen) if seen.role is not None else (beside.owners if beside else [])
        countries, groups = owners_of(discourse, tokens)
        owner = next(iter([*countries, *groups]), None)
        if (
            role.suffix in SHARED
            or role.generic
            or role.plural
            or role.of_state
            or role.kind not in PEOPLE | {"military"}
        ):
            plain_role, country = plain_role or role, country or owner
            continue
        if owner is None and beside is not None and beside.ids:
            return _take_office(discourse, person, beside.ids[0])
        if owner is None and person.entry is not None and person.entry.country:
            owner = person.entry.country
        if owner is None:
            found = context_country(discourse, seen)
            owner = found[0] if found else None
        if owner is not None:
            return _take_office(discourse, person, _ensure_role(discourse, owner, role))
    if person.entry is not None and plain_role is None:
        know(discourse.reading, person.entry, " ".join(person.words))
        return person.entry.id
    return _own_id(discourse, person, country or (person.entry.country if person.entry else None), plain_role)


def _title_owners(seen: Referring) -> list[Token]:
    """Whose office it is: adjectives and possessors before the name, an of- or from-phrase after it."""
    tokens = [word for word in left_words(seen.head, 10) if word.dep_ in MARKS]
    tokens += [child for child in seen.head.children if child.dep_ == "poss"]
    for word in list(tokens):
        tokens += [child for child in word.children if child.dep_ in MARKS]
    tokens += list(prepositional(seen.head, frozenset({"of", "from"})))
    return with_conjuncts(tokens)


def _role_beside(discourse: Discourse, seen: Referring) -> Referring | None:
    """A role in apposition to the name ("X, the advisor to the Prime Minister")."""
    beside = [child for child in seen.head.children if child.dep_ == "appos"]
    if seen.head.dep_ in {"appos", "attr"}:
        beside.append(seen.head.head)
    for token in beside:
        found = discourse.reading.mention_of(token)
        if isinstance(found, Referring) and found.role is not None and found.person is None:
            if not found.done and found.reference == "role":
                found.owners = found.owners or list(prepositional(token, frozenset({"to", "of", "for"})))
            return found
    return None


def _take_office(discourse: Discourse, person: Person, office: str) -> str:
    """The office's id, unless another person of the document already holds it."""
    holders = discourse.holders
    holder = holders.setdefault(office, person)
    if holder is person:
        return office
    record = discourse.reading.actors[office]
    id = f"{office}_{slug(person.surname)}"
    return discourse.ensure(
        id, " ".join(person.words), record.kind, record.country, sector=record.codes.get("plover", "")
    )


def _name_person(discourse: Discourse, person: Person, office: str, role: RoleEntry) -> None:
    """Let a person take the role he stands in apposition to."""
    if role.suffix in SHARED or role.generic or person.id is not None:
        return
    person.id = _take_office(discourse, person, office)
    for name in sorted(person.names, key=len, reverse=True)[:8]:
        add_alias(discourse.reading, person.id, name)


def _own_id(discourse: Discourse, person: Person, country: str | None, role: RoleEntry | None) -> str:
    """An id made of the name: ``IND_RSINGH`` with a country, else ``WANI``; apart from others of that name."""
    particles = [word for word in person.words[1:-1] if word.lower() in PARTICLES][-1:]
    surname = slug("_".join([*particles, person.surname]))
    initial = slug(person.words[0])[:1] if len(person.words) > 1 else ""
    id = f"{country}_{initial}{surname}" if country else surname
    if discourse.holders.setdefault(id, person) is not person:
        id = slug("_".join(person.words))
        discourse.holders.setdefault(id, person)
    kind = role.kind if role is not None and role.kind in {"official", "military", "diplomat"} else "person"
    state = country if country and discourse.kind(country) == "state" else discourse.country(country or "")
    return discourse.ensure(id, " ".join(person.words), kind, state, sector=role.sector if role else "")


def _is_former(head: Token) -> bool:
    return any(word.lower_ in FORMER for word in left_words(head, 10))


def slug(words: str) -> str:
    """Upper-case ASCII letters and digits, the rest as underscores."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").upper() or "X"
