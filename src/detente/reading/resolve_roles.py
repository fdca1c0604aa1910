"""Role nouns with and without a country: whose minister, which army."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.reading.antecedents import Discourse, clause_subjects
from detente.reading.base import at
from detente.reading.mentions_kinds import RANKS, Person, Referring, left_words, personal, word_set
from detente.reading.resolve_arms import whose_arm
from detente.reading.resolve_owners import (
    GROUPS,
    PEOPLE,
    SECRETARY,
    body_of_secretary,
    context_country,
    ensure_role,
    is_hostile_verb,
    of_whom,
    owners_of,
    role_id,
    seated_in,
    slug,
)
from detente.reading.resolve_people import name_person
from detente.reading.resolve_ranks import by_rank, installed, newly_come
from detente.reading.resolve_regions import of_region

OFFICIAL = word_set(
    "federal national royal imperial central supreme republican revolutionary army air naval border special "
    "armed joint military north south east west northern southern eastern western security general "
    "first second third fourth fifth sixth seventh task strike guard home regular defense defence coast "
    "ground land occupation expeditionary loyal regional reserve mobile combat elite local foreign"
)
"""Capitalised words that do not name a faction."""
FACTIOUS = frozenset({"", "NORP", "ORG"})
"""What the tagger may call the word that names a faction: no date, product or number."""
BODIES = frozenset({"forces", "troops", "army", "soldiers", "force", "armies", "militia", "units"})
AT_HOME = {
    "congress": "USA", "congressmen": "USA", "congressman": "USA", "joint chiefs": "USA",
    "joint chiefs of staff": "USA", "secretary of state": "USA", "secretary of defense": "USA",
    "state department": "USA", "white house spokesman": "USA", "diet": "JPN", "majlis": "IRN",
    "chancellor of the exchequer": "GBR", "house of commons": "GBR", "house of lords": "GBR",
    "administration": "USA", "admiralty": "GBR", "war office": "GBR", "kaiser": "DEU", "tsar": "RUS",
    "czar": "RUS", "shah": "IRN", "negus": "ETH", "duce": "ITA", "fuhrer": "DEU", "führer": "DEU",
    "reichstag": "DEU", "supreme soviet": "SUN", "sejm": "POL", "riksdag": "SWE", "storting": "NOR",
    "bundestag": "DEU", "duma": "RUS", "knesset": "ISR", "loya jirga": "AFG", "cortes": "ESP",
    "presidium": "SUN", "volkskammer": "DDR", "lok sabha": "IND", "rajya sabha": "IND", "dail": "IRL",
    "dáil": "IRL", "folketing": "DNK", "eduskunta": "FIN", "saeima": "LVA", "seimas": "LTU",
    "bundesrat": "DEU",
    "verkhovna rada": "UKR", "rada": "UKR", "volksraad": "ZAF", "state duma": "RUS", "politburo": "SUN",
}  # fmt: skip
"""Offices and bodies whose name is that of one state's, unless the text says otherwise."""
FOREIGN = frozenset({"foreign", "outside", "external", "alien", "outsider"})
SINGULAR = frozenset({"LEADER", "PRES", "PM", "KING"})
"""Offices of one holder: their plural is another actor."""
LEADING = frozenset({"led", "dominated", "commanded", "controlled", "run", "installed"})


def resolve_role(discourse: Discourse, mention: Referring) -> None:
    """ "The Iranian envoy", "Pakistan's military", "their ambassadors"; without an owner, by context."""
    appositive = _person_beside(discourse, mention) if mention.number != "many" else None
    countries, groups = owners_of(discourse, _whose(discourse, mention))
    role = mention.role
    if not countries and not groups and (seat := seated_in(discourse, mention)):
        countries = [seat]
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
        if regional := of_region(discourse, mention):
            mention.ids, mention.basis = regional, "of a part of the world"
            return
        if _settled_without_owner(discourse, mention, role):
            return
        found = context_country(discourse, mention)
        if found is None:
            return
        countries, mention.confidence, mention.basis = [found[0]], found[1], found[2]
        mention.alternatives = tuple(role_id(other, role) for other in found[3])
    if mention.number == "one" and len(countries) > 1 and not role.of_state:
        countries = countries[:1] if role.kind in PEOPLE else countries
    several = len(countries) == 1 and mention.basis is None
    ids = [
        _several(discourse, mention, country, role) if several else ensure_role(discourse, country, role)
        for country in countries
    ]
    if not ids:
        ids = [ensure_role(discourse, group, role) for group in groups]
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
        name_person(discourse, appositive, mention.ids[0], role)


def _several(discourse: Discourse, mention: Referring, country: str, role: RoleEntry) -> str:
    """The holder of an office; "the Soviet leaders" are several, and none of them alone."""
    if mention.number != "many" or role.of_state or role.suffix not in SINGULAR or mention.count:
        return ensure_role(discourse, country, role)
    noun = mention.head.lower_
    name = of_whom(noun, discourse.state_name(country))
    state = discourse.country(country)
    id = f"{country}_{slug(noun)}"
    return discourse.ensure(id, name, role.kind, state, sector=role.sector, generic=True)


def _settled_without_owner(discourse: Discourse, mention: Referring, role: RoleEntry) -> bool:
    """Whether a role for which no owner is named is known by its own words, or known to be open."""
    if any(child.dep_ == "det" and child.lower_ in {"no", "neither"} for child in mention.head.children):
        mention.basis = "a negative: nobody"
        return True
    outside = role.kind == "military" and any(
        word.lower_ in FOREIGN for word in left_words(mention.head)[:-1]
    )
    if outside:
        mention.basis = "somebody else's"
        return True
    known = _known(discourse, mention)
    if known:
        mention.ids, mention.confidence, mention.basis = known[0], 0.75, known[1]
        return True
    if _owned_by_unknown(discourse, mention):
        mention.basis = "its owner is not known"
        quote = discourse.reading.document.text[mention.start : mention.end]
        span = (mention.start, mention.end, "rule:resolve.role", 0.0)
        discourse.note_once("unresolved reference", f"the owner of {quote!r} is in no code book", (), span)
        return True
    if role.form.split()[-1].lower() in BODIES and (faction := _faction(discourse, mention)):
        mention.ids, mention.basis, mention.confidence = (faction,), "called by a word of its own", 0.6
        return True
    group = _acting_group(discourse, mention) if role.kind == "military" and not personal(role) else None
    if group:
        mention.ids, mention.basis, mention.confidence = (group,), "the subject of the clause", 0.7
        return True
    return False


def _whose(discourse: Discourse, mention: Referring) -> list[Token]:
    """The owners; in "its Soviet advisers" they are Soviet, and only with it; not the words of the office."""
    owners = [token for token in mention.owners if not _ends_office(discourse, mention, token)]
    adjectives = [token for token in owners if token.dep_ == "amod" and token.text[:1].isupper()]
    possessors = [token for token in owners if token.tag_ == "PRP$"]
    return adjectives if adjectives and possessors else owners


def _ends_office(discourse: Discourse, mention: Referring, token: Token) -> bool:
    """ "Chancellor of the Exchequer": a body without an owner that only completes the name of the office."""
    form = mention.role.form.lower().split()[1:] if mention.role is not None else []
    beside = discourse.reading.mention_of(token)
    return token.lower_ in form and isinstance(beside, Referring) and beside.reference == "role"


def _known(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """Who a role without an owner is by what the text told before, or by its name; and the basis."""
    found = (
        by_rank(discourse, mention)
        or newly_come(discourse, mention)
        or installed(discourse, mention)
        or _told_before(discourse, mention)
        or _named_body(discourse, mention)
        or whose_arm(discourse, mention)
    )
    return found or _at_home(discourse, mention)


def _told_before(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The ambassadors" after "their ambassadors": the same holders, where several were spoken of."""
    role = mention.role
    if role is None or mention.number == "one" or not mention.definite or mention.owners:
        return None
    for other in discourse.before(mention, 4):
        same = other.role is not None and other.role.suffix == role.suffix and other.reference == "role"
        if same and other.number == mention.number:
            return (other.ids, "those spoken of before") if len(other.ids) > 1 else None
    return None


def _named_body(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The court" after "the International Court of Justice": the body named so before, if no state's is."""
    if not mention.definite or mention.number == "many" or mention.owners:
        return None
    noun = mention.head.lemma_.lower()
    text = discourse.reading.document.text
    for other in discourse.before(mention):
        if other.role is not None and other.head.lemma_.lower() == noun and other.reference == "role":
            return None
        body = len(other.ids) == 1 and discourse.kind(other.ids[0]) == "international organisation"
        if body and noun in text[other.start : other.end].lower().split():
            return other.ids, "the body named before"
    return None


def _at_home(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """Offices that one state alone has by that name, if the account names it; a Secretary-General's body."""
    role = mention.role
    if role is None or _owned_by_unknown(discourse, mention):
        return None
    state = AT_HOME.get(role.form.lower())
    if state is not None and discourse.counts.get(state, 0.0) > 0.0:
        return (ensure_role(discourse, state, role),), "an office that only this state has"
    if role.suffix == SECRETARY:
        body = ensure_role(discourse, body_of_secretary(discourse), role)
        return (body,), "the organisation that the account names most"
    return None


def _faction(discourse: Discourse, mention: Referring) -> str | None:
    """ "Liberal forces", "Nationalist troops": a side that a capitalised word tells from the state's."""
    for word in left_words(mention.head)[:-1]:
        named = word.text.istitle() and word.is_alpha and word.pos_ in {"ADJ", "PROPN"} and len(word) > 3
        named = named and word.ent_type_ in FACTIOUS and word.i != word.sent.start
        if word.text == "Allied" and discourse.reading.books.actors.entry("ALLIES") is not None:
            return "ALLIES"
        official = word.lower_ in OFFICIAL | RANKS or (
            mention.role is not None and word.lower_ in mention.role.form
        )
        if named and not official and discourse.reading.mention_of(word) is None:
            quote = " ".join(discourse.reading.document.text[mention.start : mention.end].split())
            return discourse.ensure(f"{slug(word.text)}_FORCES", quote, "armed group", generic=True)
    return None


def _acting_group(discourse: Discourse, mention: Referring) -> str | None:
    """The group that is the subject of the clause: the forces that it sends are its own."""
    if is_hostile_verb(mention.head):
        return None
    for subject in clause_subjects(mention.head):
        ids = discourse.ids(subject) if at(subject) != at(mention.head) else ()
        if len(ids) == 1 and discourse.kind(ids[0]) in GROUPS - {"population"}:
            return ids[0]
    return None


def _owned_by_unknown(discourse: Discourse, mention: Referring) -> bool:
    """Whether the text says whose it is, but that name is in no code book ("X's forces")."""
    form = mention.role.form.lower().split() if mention.role is not None else []
    for token in mention.owners:
        if token.lower_ in form:
            continue
        if token.dep_ in {"poss", "pobj"} and token.pos_ in {"PROPN", "NOUN"} and not discourse.ids(token):
            return token.pos_ == "PROPN" or token.dep_ == "poss"
        if token.ent_type_ in {"GPE", "NORP", "PERSON"} and not discourse.ids(token):
            return True
    return False


def _led_by(discourse: Discourse, mention: Referring) -> tuple[list[str], list[str]]:
    """ "US-led forces" are the leader's; "Saudi-backed forces" are somebody else's."""
    led: list[str] = []
    backed: list[str] = []
    for word in left_words(mention.head)[:-1]:
        if word.tag_ != "VBN" or word.dep_ != "amod":
            continue
        for inner in word.children:
            found = discourse.mention(inner)
            if found is not None and inner.i < word.i:
                (led if word.lower_ in LEADING else backed).extend(found.ids)
    return led, backed


def _backed(discourse: Discourse, mention: Referring, backed: list[str], role: RoleEntry) -> None:
    quote = " ".join(discourse.reading.document.text[mention.start : mention.end].split())
    id = f"{backed[0]}_BACKED_{role.suffix}"
    mention.ids = (discourse.ensure(id, quote, "armed group", sector=role.sector, generic=True),)


def _stands_for_group(mention: Referring, role: RoleEntry) -> bool:
    return (
        role.of_state
        or role.kind in {"military", "armed group", "population", "government"}
        or (mention.number != "one" and role.kind in {"official", "person", "armed group", "unknown"})
    )


def _part_ids(
    discourse: Discourse, mention: Referring, countries: list[str], groups: list[str]
) -> tuple[str, ...]:
    """ "ETA members" are ETA; "circles inside the Greek cabinet" are a part of it."""
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
