"""Titles that stand alone: "the colonel" after "Colonel X", "the new president" after "X was sworn in"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import Discourse, own_subjects
from detente.reading.base import at
from detente.reading.mentions_kinds import RANKS, Referring, left_words, personal, plain, word_set
from detente.reading.resolve_owners import SHARED

BORNE = RANKS | word_set(
    "emperor empress king queen sultan shah emir sheikh sheik prince princess chancellor mayor senator "
    "ayatollah imam mullah bishop archbishop cardinal judge professor doctor lord baron count duke kaiser "
    "tsar negus khedive maharaja nawab mufti patriarch pope caliph dictator caudillo fuhrer führer duce"
)
"""Titles that go with a name and then stand for the bearer."""
NEW = frozenset("new incoming newly-elected elected future next".split())
INSTALLING = frozenset(
    "become elect appoint name install swear crown make proclaim choose take succeed return nominate "
    "serve".split()
)
"""Verbs by which somebody comes to an office."""
LOOKED_AT = 400
"""Mentions looked back at."""


def by_rank(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The general": whoever the account last called so by name, unless somebody's general is meant."""
    noun = plain(mention.head)
    if mention.number == "many" or not mention.definite or mention.owners or noun not in BORNE:
        return None
    if any(child.dep_ in {"amod", "relcl", "appos"} for child in mention.head.children):
        return None
    doc_text = discourse.reading.document.text
    for other in reversed(_earlier(discourse, mention)):
        if other.person is None or other.person.id is None or len(other.ids) != 1:
            continue
        title = doc_text[other.start : at(other.head)].lower().split()
        if noun in title:
            return other.ids, "the bearer of the title told before"
    return None


def newly_come(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The new president": the person named last who is not known by that office yet."""
    role = mention.role
    if role is None or not personal(role) or mention.number == "many" or not mention.definite:
        return None
    if not any(word.lower_ in NEW for word in left_words(mention.head)[:-1]):
        return None
    for other in reversed(_earlier(discourse, mention)):
        if mention.sentence.index - other.sentence.index > 3:
            return None
        if other.person is None or len(other.ids) != 1 or other.head.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        if not other.ids[0].endswith(f"_{role.suffix}"):
            return other.ids, "the person named last who came to the office"
    return None


def installed(discourse: Discourse, mention: Referring) -> tuple[tuple[str, ...], str] | None:
    """ "The prime minister" after "X became prime minister": whoever came to that office last."""
    role = mention.role
    if role is None or not personal(role) or role.suffix in SHARED:
        return None
    if mention.number == "many" or not mention.definite or mention.owners:
        return None
    for other in reversed(_earlier(discourse, mention)):
        if other.role is None or other.role.suffix != role.suffix or other.number == "many":
            continue
        if other.head.dep_ in {"nsubj", "nsubjpass"} and len(other.ids) == 1:
            return None  # spoken of since: the context decides
        if not _comes_to(other.head):
            continue
        people = _appointed(other)
        if people and not any(discourse.mention(each) for each in people):
            people = []
        for subject in people or _named_in_front(discourse, other):
            named = discourse.mention(subject)
            if named is not None and named.person is not None and len(named.ids) == 1:
                return named.ids, "who came to the office"
    return None


def _comes_to(office: Token) -> bool:
    """Whether somebody is said to come to an office."""
    verb = office.head.head if office.dep_ == "pobj" and office.head.lower_ in {"as", "of"} else office.head
    return verb.lemma_.lower() in INSTALLING


def _named_in_front(discourse: Discourse, office: Referring) -> list[Token]:
    """The first person named before an office in its sentence, where the parse gives the verb no subject."""
    return [
        other.head
        for other in discourse.reading.mentions_by_sentence.get(office.sentence.index, ())
        if isinstance(other, Referring) and other.person is not None and other.start < office.start
    ][:1]


def _appointed(office: Referring) -> list[Token]:
    """Who is said to come to an office: the subject of "became", "was elected", "was sworn in as"."""
    token = office.head
    verb = token.head
    if token.dep_ == "pobj" and token.head.lower_ in {"as", "of"}:
        verb = token.head.head
    subjects = own_subjects(verb)
    while not subjects and verb.dep_ in {"conj", "xcomp"} and verb.head != verb:
        verb = verb.head
        subjects = own_subjects(verb)
    return subjects


def _earlier(discourse: Discourse, mention: Referring) -> list[Referring]:
    found = [
        other
        for other in discourse.reading.mentions
        if isinstance(other, Referring) and other.start < mention.start
    ]
    return found[-LOOKED_AT:]
