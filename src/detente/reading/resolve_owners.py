"""Whose a role is: owners that the phrase names, else the state that the context is about; ids of roles."""

from __future__ import annotations

import re
import unicodedata

from spacy.tokens import Token

from detente.codes import RoleEntry
from detente.reading.accidents import by_accident
from detente.reading.antecedents import Discourse, clause_subjects
from detente.reading.base import at
from detente.reading.mentions_kinds import Referring, personal, prepositional, word_set
from detente.reading.mentions_names import know
from detente.reading.resolve_lists import co_arguments

GROUPS = frozenset({"armed group", "party", "international organisation", "population"})
SECRETARY = "SG"
"""The role of a Secretary-General, whom no state has."""
PEOPLE = frozenset({"official", "person", "diplomat"})
SHARED = word_set(
    "OFF ELITE SPOX MIL POL SEC PARA POP CIV GOV ENVOY DIPL MINISTER GOVR AGENT PERSON PILOT ELDER "
    "REL REB PTY OPP PROT AF NAVY ANALYST JUD PARL MED BUS"
)
"""Suffixes that many people share: a person with such a title gets an id of his own."""
AT_HOME = word_set(
    "GOV PARL PRES PM FM DM MFA MOD MIN MINISTER KING LEADER CP JUD REL OPP PTY ELITE OFF LEGIS SPOX HM IM"
) | {"MIL"}
"""Suffixes of bodies and offices that sit in their own capital."""
ABROAD = frozenset(
    "troops|troop|forces|force|soldiers|soldier|military|army|navy|air force|garrison|contingent|units|unit|"
    "peacekeepers|personnel|servicemen|marines|officers|officer|official|officials".split("|")
)
"""Forms of those suffixes that may be away from home."""
FORCES = frozenset(
    {"air force", "airforce", "air forces", "navy", "naval forces", "coast guard", "coastguard"}
)
FREEING = frozenset({"free", "release", "return", "repatriate", "extradite", "swap", "exchange"})
HOSTILE = word_set(
    "attack kill wound injure bomb shell strike hit target ambush capture seize raid assault fight "
    "fire shoot destroy down sink kidnap abduct massacre execute rout defeat overrun besiege storm "
    "murder assassinate repel clash"
)


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


def seated_in(discourse: Discourse, mention: Referring) -> str | None:
    """ "The junta in Athens", "parliament in Riga": bodies at home in a state's capital are that state's.

    Troops and envoys may be anywhere, so where they are says nothing of whose they are.
    """
    role = mention.role
    away = role is not None and (role.suffix not in AT_HOME or role.form.lower() in ABROAD)
    if away or (role is None and mention.reference != "generic"):
        return None
    after = mention.head.i + 1
    for noun in prepositional(mention.head, frozenset({"in", "at"})):
        if noun.pos_ != "PROPN" or noun.head.i > after + 1:
            continue
        found = discourse.reading.mention_of(noun)
        owners = [discourse.country(id) for id in found.ids] if found is not None else []
        states = [id for id in owners if id is not None]
        if not states:
            states = list(discourse.reading.books.places.country(noun.text))
        if len(states) == 1 and discourse.known_state(states[0]):
            return states[0]
    return None


def is_hostile(token: Token) -> bool:
    """Whether a name is what a group is against ("anti-Pakistan", "pro-Iranian")."""
    if token.lower_.startswith(("anti-", "pro-")):
        return True
    doc, number = token.doc, token.i - 1
    if number >= 0 and doc[number].text == "-":
        number -= 1
    return number >= 0 and doc[number].lower_ in {"anti", "pro"} and number < token.i


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


def ensure_role(discourse: Discourse, owner: str, role: RoleEntry) -> str:
    """The id of an owner's role holder, made where new; the owner where the role is the state."""
    entry = discourse.reading.books.actors.entry(owner)
    if owner not in discourse.reading.actors and entry is not None:
        know(discourse.reading, entry)
    if role.of_state:
        return owner
    country = discourse.country(owner)
    form = "armed forces" if role_id("", role) == "_MIL" else discourse.reading.books.actors.singular(role)
    name = of_whom(form, discourse.state_name(owner))
    return discourse.ensure(role_id(owner, role), name, role.kind, country, sector=role.sector)


def of_whom(form: str, owner: str) -> str:
    """The name of a role holder: "Pakistan's foreign minister", "President of the United States"."""
    form = form.removeprefix(f"{owner.casefold()} ")  # "united nations secretary-general"
    last = owner.split()[-1] if owner.split() else owner
    if last.endswith("s") or last in {"Union", "Kingdom", "Republic", "Federation"}:
        article = "" if owner.lower().startswith("the ") else "the " if " " in owner else ""
        return f"{form[:1].upper()}{form[1:]} of {article}{owner}"
    return f"{owner}'s {form}"


def body_of_secretary(discourse: Discourse) -> str:
    """The organisation whose Secretary-General is meant: the one that the account names most."""
    bodies = [id for id in discourse.ranked() if discourse.kind(id) == "international organisation"]
    body = next((id for id in bodies if discourse.counts[id] > 0.0), None)
    return body if body is not None and not body.startswith("UN") else "UN"


def _borne_by_another(discourse: Discourse, mention: Referring, country: str) -> bool:
    """Whether the text names somebody else in that office of the country: it has one prime minister."""
    if mention.person is None or mention.role is None or not personal(mention.role):
        return False
    bearer = discourse.holders.get(role_id(country, mention.role))
    return bearer is not None and bearer is not mention.person


def context_country(discourse: Discourse, mention: Referring) -> tuple[str, float, str, list[str]] | None:
    """The state that a role without an owner belongs to, how sure, why, and the runners-up."""
    as_object = mention.head.dep_ in {"dobj", "pobj"}
    # "X's troops support the government", "attack a patrol": not their own
    of_state = mention.role is not None and mention.role.of_state
    attacked = is_hostile_verb(mention.head) and not _by_accident(discourse, mention.head)
    taken = attacked or of_state or _set_free(discourse, mention)
    victim = (as_object and taken and not _ruling(mention.head)) or _told_to(mention.head)
    enemy: str | None = None
    for subject in clause_subjects(mention.head):
        found = discourse.mention(subject) if at(subject) != at(mention.head) else None
        if found is not None and len(found.ids) == 1 and (country := discourse.country(found.ids[0])):
            if not victim and not _borne_by_another(discourse, mention, country):
                return country, 0.75, "the subject of the clause", []
            enemy = country if discourse.kind(found.ids[0]) in {"state", "military"} else None
    scores: dict[str, float] = {}
    person = mention.role is not None and personal(mention.role)
    as_subject = mention.head.dep_ in {"nsubj", "nsubjpass"} and not mention.attributive
    others = co_arguments(discourse.reading, mention.head) if as_subject and (of_state or person) else set()
    if as_subject and (envoy := _envoy_meant(discourse, mention)) is not None:
        others.add(envoy)
    for other in discourse.before(mention):
        gap = mention.sentence.index - other.sentence.index
        for id in other.ids[:4]:
            country = discourse.country(id)
            if country is None or _borne_by_another(discourse, mention, country):
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
    scores.pop(enemy or "", None)
    for id in others:
        scores.pop(id, None)
    _without_office(discourse, mention, scores)
    total = discourse.total
    for country in list(scores):
        scores[country] += 1.5 * discourse.counts[country] / total
    if not scores:
        if discourse.main_state in {None, enemy, *others} or _strikes(mention.head):
            return None
        assert discourse.main_state is not None
        return discourse.main_state, 0.4, "the state named most in the document", []
    ranked = sorted(scores, key=lambda country: -scores[country])
    close = [other for other in ranked[1:] if scores[other] > 0.75 * scores[ranked[0]]]
    if close and mention.role is not None and not mention.attributive:
        quote = discourse.reading.document.text[mention.start : mention.end]
        names = " or ".join(discourse.state_name(id) for id in [ranked[0], *close[:2]])
        text = f"whose {quote!r} is meant: {names}"
        span = (mention.start, mention.end, "rule:resolve.role", 0.4)
        discourse.note_once("ambiguous actor", text, (role_id(ranked[0], mention.role),), span)
    return ranked[0], 0.4 if close else 0.6, "the nearest state spoken of", close


def _told_to(head: Token) -> bool:
    """ "X demanded that the soldiers leave": not its own."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.tag_ not in {"VB", "VBP"}:
        return False
    return verb.head.lemma_.lower() in {"demand", "insist", "request", "require", "ask", "urge", "propose"}


def _envoy_meant(discourse: Discourse, mention: Referring) -> str | None:
    """ "The junta expelled him" after "its ambassador": the state of the envoy, which the junta is not of."""
    if not any(
        child.dep_ == "dobj" and child.lower_ in {"him", "her"} for child in mention.head.head.children
    ):
        return None
    for other in discourse.before(mention, 1):
        if len(other.ids) == 1 and discourse.kind(other.ids[0]) in PEOPLE:
            return discourse.country(other.ids[0]) if discourse.kind(other.ids[0]) == "diplomat" else None
    return None


def _strikes(head: Token) -> bool:
    """ "Drones struck the port": whose they were is the question, and no other state was spoken of yet."""
    return head.dep_ == "nsubj" and head.head.pos_ == "VERB" and head.head.lemma_.lower() in HOSTILE


def _without_office(discourse: Discourse, mention: Referring, scores: dict[str, float]) -> None:
    """Leave out states that never had such an office, if others remain: no king of France in 1950."""
    if mention.role is None or mention.role.suffix not in {"KING", "PRES"}:
        return
    suffix = mention.role.suffix
    fit = [country for country in scores if discourse.had_office(country, suffix)]
    if fit:
        for country in [each for each in scores if each not in fit]:
            del scores[country]


def _ruling(head: Token) -> bool:
    """ "X was ruled by a junta": the agent is X's own."""
    agent = head.head
    return agent.lower_ == "by" and agent.head.lemma_.lower() in {
        "rule", "govern", "run", "head", "lead", "administer", "control", "dominate",
    }  # fmt: skip


def is_hostile_verb(head: Token) -> bool:
    """Whether the noun is what a hostile verb is done to ("killed two soldiers", "fired on troops")."""
    while head.dep_ in {"compound", "nmod"} and head.head.i > head.i:
        head = head.head
    verb = (
        head.head if head.dep_ in {"dobj", "nsubjpass"} else head.head.head if head.dep_ == "pobj" else head
    )
    return verb.pos_ == "VERB" and verb.lemma_.lower() in HOSTILE


def _set_free(discourse: Discourse, mention: Referring) -> bool:
    """ "Did not free the officers": those told of before, who are not the captor's own."""
    verb, role = mention.head.head, mention.role
    if role is None or not mention.definite or verb.lemma_.lower() not in FREEING:
        return False
    return any(
        other.role is not None and other.role.suffix == role.suffix and other.number == mention.number
        for other in discourse.before(mention)
    )


def _by_accident(discourse: Discourse, head: Token) -> bool:
    """ "The helicopter crashed, killing two soldiers": they were its own."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    return by_accident(discourse.reading.books.lexicon, verb)


def slug(words: str) -> str:
    """Upper-case ASCII letters and digits, the rest as underscores."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_").upper() or "X"
