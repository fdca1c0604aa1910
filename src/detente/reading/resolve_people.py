"""Persons: the office that the text gives them, else the table of leaders, else a name of their own."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.reading.antecedents import Discourse
from detente.reading.base import at
from detente.reading.mentions_acronyms import add_alias
from detente.reading.mentions_kinds import (
    Person,
    Referring,
    phrase_start,
    prepositional,
    with_conjuncts,
    word_set,
)
from detente.reading.mentions_names import know
from detente.reading.person_names import PARTICLES
from detente.reading.resolve_owners import (
    PEOPLE,
    SECRETARY,
    SHARED,
    body_of_secretary,
    context_country,
    ensure_role,
    owners_of,
    slug,
)

FORMER = word_set("former ex deposed ousted late exiled then-former jailed imprisoned ex-")
STYLES = frozenset({"sheikh", "shah", "imam", "sharif", "khan of kalat", "maharaja"})
"""Titles that many bear who rule no state: an office only where the text names the state."""
MARKS = frozenset({"amod", "compound", "nmod", "poss"})


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
        _call(discourse, person, person.id)
    mention.ids = (person.id,)


def _call(discourse: Discourse, person: Person, id: str) -> None:
    """Let an actor go by the names that the text gives the person, one with its title, and the book's."""
    for name in sorted(person.names, key=len, reverse=True)[:8]:
        add_alias(discourse.reading, id, name)
    text = discourse.reading.document.text
    titled = next((seen for seen in person.seen if seen.start < at(seen.head) and _has_title(seen)), None)
    if titled is not None:
        add_alias(discourse.reading, id, " ".join(text[titled.start : titled.end].split()))
    if person.entry is not None and person.entry.id == id and person.entry.name:
        add_alias(discourse.reading, id, person.entry.name)


def _has_title(seen: Referring) -> bool:
    """Whether a title of one or two words stands before the name ("General X", "Prime Minister X")."""
    return bool(seen.form) and seen.end - seen.start < 48


def _identify(discourse: Discourse, person: Person) -> str:
    country: str | None = None
    plain_role: RoleEntry | None = None
    for seen in person.seen[:12]:
        told = seen.role is not None and seen.role.suffix not in SHARED
        beside = None if told else _role_beside(discourse, seen)
        if (
            beside is not None
            and seen.role is not None
            and (beside.role is None or beside.role.suffix in SHARED)
        ):
            beside = None
        role = (beside.role if beside else None) or seen.role
        if role is None or any(word.lower_ in FORMER for word in _title_words(seen)):
            continue
        tokens = beside.owners if beside else _title_owners(seen)
        countries, groups = owners_of(discourse, tokens)
        owner = next(iter([*countries, *groups]), None)
        if role.form.lower() in STYLES and not countries:
            continue
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
        if owner is None and role.suffix == SECRETARY:
            owner = body_of_secretary(discourse)
        if owner is None:
            found = context_country(discourse, seen)
            owner = found[0] if found else None
        if owner is not None:
            return _take_office(discourse, person, ensure_role(discourse, owner, role))
    entry = person.entry
    serving = entry is not None and "person" in entry.codes and country in {None, entry.country}
    if person.entry is not None and (plain_role is None or serving):
        meant = person.entry
        if discourse.holders.setdefault(meant.id, person) is not person and serving:
            # somebody else has the office in this account
            meant = discourse.reading.books.actors.entry(meant.codes["person"]) or meant
        know(discourse.reading, meant, " ".join(person.words))
        return meant.id
    return _own_id(discourse, person, country or (person.entry.country if person.entry else None), plain_role)


def _title_owners(seen: Referring) -> list[Token]:
    """Whose office it is: adjectives and possessors before the name, an of- or from-phrase after it."""
    tokens = [word for word in _title_words(seen) if word.dep_ in MARKS or word.dep_ == "conj"]
    tokens += [child for child in seen.head.children if child.dep_ == "poss"]
    tokens += list(prepositional(seen.head, frozenset({"of", "from"})))
    return with_conjuncts(tokens)


def _role_beside(discourse: Discourse, seen: Referring) -> Referring | None:
    """A role in apposition to the name ("X, the advisor to the Prime Minister")."""
    beside = [child for child in seen.head.children if child.dep_ == "appos"]
    if seen.head.dep_ in {"appos", "attr"}:
        beside.append(seen.head.head)
    beside += _before_comma(seen) + _after_comma(seen)
    for token in beside:
        found = discourse.reading.mention_of(token)
        if isinstance(found, Referring) and found.role is not None and found.person is None:
            if not found.done and found.reference == "role":
                found.owners = found.owners or list(prepositional(token, frozenset({"to", "of", "for"})))
            return found
    return None


def _after_comma(seen: Referring) -> list[Token]:
    """What stands after "NAME," up to the next mark, where the parser saw no apposition."""
    doc, number = seen.head.doc, seen.head.i + 1
    if number + 1 >= len(doc) or doc[number].text != "," or seen.head.dep_ == "conj":
        return []
    found: list[Token] = []
    for token in doc[number + 1 : number + 8]:
        if token.text in {",", ".", ";", ":", "(", ")"}:
            return found[-1:] if token.text in {",", ";", ":", "."} else []
        if token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"} and token.tag_ != "PRP$":
            return []
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "poss", "nsubj"}:
            found = [*found, token] if not found or token.dep_ != "pobj" else found
    return []


def _before_comma(seen: Referring) -> list[Token]:
    """What stands before ", NAME," where the parser saw no apposition ("the last King of X, NAME,")."""
    doc, number = seen.head.doc, seen.head.i
    while number > 0 and at(doc[number]) > seen.start:
        number -= 1
    closed = seen.head.i + 1 < len(doc) and doc[seen.head.i + 1].text in {",", ";", "."}
    if number < 2 or doc[number - 1].text != "," or not closed or seen.head.dep_ == "conj":
        return []
    token, chain = doc[number - 2], []
    for _ in range(3):
        chain.append(token)
        if token.dep_ not in {"pobj", "prep"}:
            break
        token = token.head
    return chain[::-1]


def _take_office(discourse: Discourse, person: Person, office: str) -> str:
    """The office's id, unless another person of the document already holds it."""
    holders = discourse.holders
    serves = person.entry is not None and person.entry.id == office
    if discourse.office_bearers.get(office, person) is not person and not serves:
        # the book knows who held the office in that year, and the text names him too
        holders.setdefault(office, discourse.office_bearers[office])
    holder = holders.setdefault(office, person)
    if holder is person:
        return office
    record = discourse.reading.actors[office]
    id = f"{office}_{slug(person.surname)}"
    return discourse.ensure(
        id, " ".join(person.words), record.kind, record.country, sector=record.codes.get("plover", "")
    )


def name_person(discourse: Discourse, person: Person, office: str, role: RoleEntry) -> None:
    """Let a person take the role he stands in apposition to."""
    if role.suffix in SHARED or role.generic or person.id is not None:
        return
    person.id = _take_office(discourse, person, office)
    _call(discourse, person, person.id)


def _own_id(discourse: Discourse, person: Person, country: str | None, role: RoleEntry | None) -> str:
    """An id made of the name: ``IND_RSINGH`` with a country, else ``WANI``; none is given twice."""
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


def _title_words(seen: Referring) -> list[Token]:
    """The words of a name and of what stands before it in the phrase ("the former Chilean President X")."""
    doc, number = seen.head.doc, seen.head.i
    while number > 0 and at(doc[number]) > seen.start:
        number -= 1
    first = phrase_start(doc[number], 10, inside=False)
    words = [doc[each] for each in range(first.i, seen.head.i)]
    for place, word in enumerate(words):
        # "the Rwandan minister X and Ugandan President Y": what is before the "and" is another's
        if word.tag_ == "CC" or word.text == ",":
            words = words[place + 1 :]
            return [word for word in words if not word.is_punct] if words else []
    return [word for word in words if not word.is_punct]
