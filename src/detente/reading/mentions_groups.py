"""Groups without a name of their own: "JeM members", "hostile militants", "protesters", "the public"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.crisis import ActorKind
from detente.reading.base import Sentence, at
from detente.reading.mentions_kinds import (
    COLLECTIVE,
    DESCRIBING,
    DESCRIPTORS,
    GENERIC,
    PARTS,
    Referring,
    determiner,
    number_of,
    prepositional,
    word_set,
)
from detente.reading.mentions_names import Covered
from detente.reading.mentions_phrases import (
    ABSTRACT,
    is_description,
    is_no_body,
    of_people,
    owner_tokens,
    phrase_mention,
    towards,
)

UNLIKELY = word_set("television radio broadcast national man majority subject union source report")
WEAK_ROLES = frozenset({"party", "people", "source", "state", "power", "person", "man", "woman", "member"})


def collective(
    covered: Covered, sentence: Sentence, head: Token, noun: str, words: list[Token], role: RoleEntry | None
) -> Referring | None:
    """Named groups with a describing noun ("JeM members"), parts of a whole, and generic groups."""
    owners = owner_tokens(head)
    named = [
        token
        for token in owners
        if (name := covered.get(at(token))) is not None and name.kind not in {"state", "place", "official"}
    ]
    if (
        named
        and not (noun in ABSTRACT and is_no_body(head, noun, role))
        and noun in DESCRIPTORS
        and not (role is not None and role.kind == "official" and number_of(head) == "one")
    ):
        made = phrase_mention(sentence, head, "role", "role", noun, number="either", kind="armed group")
        made.owners, made.role = named, role
        return made
    if role is not None and not role.generic:
        of_state = any((name := covered.get(at(token))) and name.kind == "state" for token in owners)
        if (role.kind == "military" and of_state) or len(role.form.split()) > 1:
            return None
        if noun not in COLLECTIVE | PARTS:
            return None
    hostile = towards(head)
    if noun in ABSTRACT and is_no_body(head, noun, role):
        return None
    describing = next((DESCRIBING[w.lower_] for w in words[:-1] if w.lower_ in DESCRIBING), None)
    if (
        noun in PARTS and not describing and (role is None or noun in WEAK_ROLES or role.generic)
    ) or noun == "number":
        inside = list(prepositional(head, frozenset({"of", "within", "in", "from"})))
        if inside and (
            noun in {"number", "member", "element", "part", "majority", "some", "most", "many", "one"}
        ):
            made = phrase_mention(sentence, head, "role", "role", noun, number="many", kind="unknown")
            made.owners, made.role = inside, None
            return made if noun != "number" else None
    if noun == "group" and of_people(head):
        return None
    if (role is not None and role.generic) or noun in GENERIC:
        return _generic(sentence, head, noun, role, GENERIC.get(noun) or (role.kind if role else "unknown"))
    if (
        noun in COLLECTIVE
        and (describing or hostile)
        and (role is None or noun not in {"leader", "commander"})
    ):
        return _generic(sentence, head, noun, None, "armed group")
    if (
        noun in {"group", "organization", "organisation"}
        and number_of(head) == "many"
        and not of_people(head)
    ):
        return _generic(sentence, head, noun, None, "unknown")
    return None


def _generic(
    sentence: Sentence, head: Token, noun: str, role: RoleEntry | None, kind: ActorKind
) -> Referring | None:
    word, many = (
        determiner(head),
        number_of(head) == "many" or noun in {"people", "media", "public", "press"},
    )
    if (kind == "state" and not many) or is_description(head) or is_no_body(head, noun, role):
        return None
    if (noun in {"media", "medium", "community"} or head.lower_ == "media") and any(
        child.lower_ in {"social", "mass"} for child in head.children
    ):
        return None
    if noun in UNLIKELY or (
        kind == "population" and not many and head.lower_ not in {"crowd", "mob", "population"}
    ):
        return None
    if not many and noun in {
        "people",
        "power",
        "source",
        "individual",
        "person",
        "man",
        "woman",
        "child",
        "national",
    }:
        return None
    made = phrase_mention(
        sentence, head, "generic", "generic", noun, number="many" if many else "one", kind=kind
    )
    made.role, made.owners = role, owner_tokens(head)
    made.definite = word in {"the", "these", "those", "this", "that"}
    return made
