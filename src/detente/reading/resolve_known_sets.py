"""Sets that go by a name of their own: "the Gulf monarchies", "the three Baltic states", "both superpowers".

A list of the account says first who is meant: its members that belong to the set. Without one, a set whose
members are the same everywhere (``state_sets.tsv``) stands for all of them, in its years. Anything else
stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from detente.codes import shipped, values
from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring, left_words, plain

LOOKED_AT = 60  # lists and sets looked back at


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A row of ``state_sets.tsv``: the words before the noun, the nouns, the members, and when it holds."""

    words: frozenset[str]
    nouns: frozenset[str]
    members: tuple[str, ...]
    since: int
    until: int
    closed: bool
    named: frozenset[str]

    def holds(self, discourse: Discourse) -> bool:
        """Whether the set stands for all its members in this account."""
        if not self.closed or (self.named and not any(discourse.counts.get(id) for id in self.named)):
            return False
        if discourse.year is None:
            return all(discourse.counts.get(id) for id in self.members) or self.since == 0
        return self.since <= discourse.year <= self.until


@lru_cache(maxsize=1)
def known_sets() -> tuple[KnownSet, ...]:
    """The sets of the code book."""
    return tuple(
        KnownSet(
            frozenset(values(row["words"])),
            frozenset(values(row["nouns"])),
            tuple(values(row["members"])),
            int(row["from"] or 0),
            int(row["until"] or 9999),
            row["closed"] == "yes",
            frozenset(values(row["named"])),
        )
        for row in shipped("state_sets.tsv").rows
    )


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(noun for each in known_sets() for noun in each.nouns)


def sets_called(head: Token) -> tuple[KnownSet, ...]:
    """The sets that a phrase may name by its noun and the words before it."""
    noun = plain(head)
    if noun not in _nouns():
        return ()
    words = {word.lower_ for word in left_words(head)[:-1]}
    return tuple(
        each for each in known_sets() if noun in each.nouns and (not each.words or words & each.words)
    )


def members_called(
    discourse: Discourse, mention: Referring, barred: set[str]
) -> tuple[tuple[str, ...], str, float]:
    """The members of a set called by its name, why, and how sure; none where the account leaves it open."""
    for each in sets_called(mention.head):
        parts = [
            tuple(id for id in ids if id in each.members and id not in barred)
            for ids in _told(discourse, mention)
        ]
        fitting = [part for part in parts if len(part) > 1 and mention.count in {0, len(part)}]
        if fitting:
            return max(fitting, key=len), "those named that the words admit", 0.8
    for each in sets_called(mention.head):
        if each.holds(discourse):
            rest = tuple(id for id in each.members if id not in barred)
            if len(rest) < 2 or mention.count == len(each.members):
                rest = each.members
            if mention.count in {0, len(rest)} and all(discourse.known_state(id) for id in rest):
                return rest, "a set that is the same everywhere", 0.8
    return (), "", 0.0


def _told(discourse: Discourse, mention: Referring) -> list[tuple[str, ...]]:
    """The lists and sets told before, the nearest first."""
    told = [(listed.start, listed.ids) for listed in discourse.lists_before(mention.start)[-LOOKED_AT:]]
    told += [(start, ids) for start, ids in discourse.sets[-LOOKED_AT:] if start < mention.start]
    return [ids for _, ids in sorted(told, reverse=True)]
