"""Which actors stand in a slot, whose domestic matter a thing is, and places as actors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.crisis import UNSPEC, Actor
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of, main_pair
from detente.reading.who import actors_of, owner_of

ARMED = frozenset({"armed group", "person"})
STATE_SIDE = frozenset({"state", "government", "official", "military", "diplomat"})
NOT_ACTING = frozenset({"place"})
OTHERS = word_set(
    "neighbor neighbour ally enemy rival adversary foe opponent counterpart partner friend critic "
    "supporter successor predecessor victim attacker protector patron"
)
"""Nouns whose owner is somebody else than whom they name."""
NEAR = 2
WITHIN = frozenset({"in", "inside", "within", "across", "on", "along"})


def ids_at(
    reading: Reading, tokens: Iterable[Token], *, owner: bool = False, places: bool = False
) -> list[str]:
    """The actors that the words stand for; with ``owner`` also those whose thing they are.

    A state that is only named as a place counts with ``places``.
    """
    found: list[str] = []
    for token in tokens:
        ids = [id for id, mention in actors_of(reading, token) if places or mention.how != "place"]
        if not ids:
            ids = _of_modifier(reading, token)
        if not ids and owner and token.lemma_.lower() not in OTHERS:
            ids = [id for id, _ in owner_of(reading, token)]
        found.extend(ids)
    kinds = reading.actors
    return [
        id
        for id in dict.fromkeys(found)
        if id != UNSPEC and not (id in kinds and kinds[id].kind in NOT_ACTING)
    ]


def _of_modifier(reading: Reading, token: Token) -> list[str]:
    """The actors that an adjective or a name before a noun stands for, with those coordinated with it."""
    mention = reading.mention_of(token)
    if mention is None or not mention.attributive or mention.how == "place":
        return []
    found = list(mention.ids)
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(_of_modifier(reading, child))
    return found


def kind_of(reading: Reading, id: str) -> str:
    """The kind of an actor, ``unknown`` when there is no record of it."""
    actor = reading.actors.get(id)
    return actor.kind if actor is not None else "unknown"


def is_armed(reading: Reading, id: str) -> bool:
    """Whether this is an armed group or a person (a leader, a fugitive)."""
    return kind_of(reading, id) in ARMED


def pair_here(reading: Reading, sentence: Sentence) -> list[str]:
    """The two states that a sentence speaks of; nothing when it names another number of states."""
    states: dict[str, None] = {}
    for mention in reading.mentions_by_sentence.get(sentence.index, ()):
        if mention.how == "place":
            continue
        for id in mention.ids:
            state = country_of(reading, id)
            if state is not None:
                states[state] = None
    return list(states) if len(states) == 2 else []


@dataclass
class Focus:
    """Whose choices the account follows: the state that a stretch is about."""

    reading: Reading

    def __post_init__(self) -> None:
        self.main: tuple[str, ...] = self.reading.parties or main_pair(self.reading)
        self._by_sentence: dict[int, str | None] = {}

    def state_at(self, sentence: Sentence) -> str | None:
        """The state most named in this sentence, else in those just before, else the account's first."""
        if sentence.index not in self._by_sentence:
            self._by_sentence[sentence.index] = self._find(sentence.index)
        return self._by_sentence[sentence.index]

    def _find(self, index: int) -> str | None:
        subject = self._subject(index)
        if subject is not None:
            return subject
        for back in range(NEAR + 1):
            counts: dict[str, int] = {}
            for mention in self.reading.mentions_by_sentence.get(index - back, ()):
                for id in mention.ids:
                    state = country_of(self.reading, id)
                    if state is not None:
                        counts[state] = counts.get(state, 0) + 1
            if counts:
                best = max(counts.values())
                leading = [state for state, count in counts.items() if count == best]
                inside = [state for state in self.main if state in leading]
                return (inside or leading)[0]
        return self.main[0] if self.main else None

    def _subject(self, index: int) -> str | None:
        """The state that is the subject of the main clause, when it is one of the account's own."""
        for mention in self.reading.mentions_by_sentence.get(index, ()):
            head = mention.head
            if head.dep_ in {"nsubj", "nsubjpass"} and head.head.dep_ == "ROOT" and len(mention.ids) == 1:
                state = country_of(self.reading, mention.ids[0])
                if state is not None and state in self.main:
                    return state
        return None


def place_id(reading: Reading, token: Token) -> str | None:
    """The actor that a place word stands for: the state it names or belongs to, else a place of its own."""
    for id, mention in actors_of(reading, token):
        actor = reading.actors.get(id)
        if actor is not None and actor.kind in {"state", "place", "international organisation"}:
            return id
        if mention.how == "place" and actor is not None and actor.country:
            return actor.country
    owners = [id for id, _ in owner_of(reading, token) if kind_of(reading, id) == "state"]
    if owners:
        return owners[0]
    for child in token.children if token.pos_ == "NOUN" else ():
        if child.dep_ == "prep" and child.lower_ in WITHIN:
            for noun in child.children:
                if noun.pos_ == "PROPN" and (inner := place_id(reading, noun)) is not None:
                    return inner
    if token.pos_ == "PROPN":
        before = [child for child in token.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
        return new_place(reading, [*sorted(before, key=lambda each: each.i), token])
    return None


def new_place(reading: Reading, tokens: list[Token], name: str | None = None) -> str:
    """An actor of kind ``place`` for the words, made once."""
    words = name or reading.document.text[at(tokens[0]) : end(tokens[-1])]
    words = " ".join(words.split())
    id = place_slug(words)
    reading.actors.setdefault(id, Actor(id=id, name=words, kind="place"))
    return id


def place_slug(words: str) -> str:
    """The id of a place from its words: upper case, joined by underscores."""
    return re.sub(r"[^A-Z0-9]+", "_", words.upper()).strip("_") or "PLACE"


WORLD = "INTL"
REGION = "REGION"


def arena(reading: Reading, words: str) -> str:
    """The region or the world as a place to be isolated in."""
    if "region" in words:
        reading.actors.setdefault(REGION, Actor(id=REGION, name="the region", kind="place"))
        return REGION
    reading.actors.setdefault(
        WORLD,
        Actor(
            id=WORLD,
            name="the international community",
            kind="international organisation",
            aliases=("the world",),
        ),
    )
    return WORLD
