"""Titles that stand alone: "the colonel" after "Colonel X", "the new president" after "X was sworn in"."""

from __future__ import annotations

from detente.reading.antecedents import Discourse
from detente.reading.base import at
from detente.reading.mentions_kinds import RANKS, Referring, left_words, personal, plain, word_set

BORNE = RANKS | word_set(
    "emperor empress king queen sultan shah emir sheikh sheik prince princess chancellor mayor senator "
    "ayatollah imam mullah bishop archbishop cardinal judge professor doctor lord baron count duke kaiser "
    "tsar negus khedive maharaja nawab mufti patriarch pope caliph dictator caudillo fuhrer führer duce"
)
"""Titles that go with a name and then stand for the bearer."""
NEW = frozenset("new incoming newly-elected elected future next".split())
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


def _earlier(discourse: Discourse, mention: Referring) -> list[Referring]:
    found = [
        other
        for other in discourse.reading.mentions
        if isinstance(other, Referring) and other.start < mention.start
    ]
    return found[-LOOKED_AT:]
