"""Where motives are looked for, and who does the act that one explains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.crisis import AUTHOR
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.status_at import status_at
from detente.reading.base import Reading, Sentence
from detente.reading.slots import verb_slots

UNREAL = frozenset({"hypothetical", "conditional", "counterfactual", "planned", "desired"})


@dataclass(frozen=True)
class Found:
    """The sentence in which motives are looked for; ``outcomes`` are the places of outcome words."""

    reading: Reading
    sentence: Sentence
    outcomes: set[int]

    def make(
        self,
        span: tuple[int, int],
        who: list[str],
        rule: str,
        confidence: float,
        *,
        act: Token | None = None,
        words: str = "",
        outcome: str | None = None,
        kind: str = "",
    ) -> Iterator[Candidate]:
        """One motive, with the act that it explains; none when that act is only supposed or was not done."""
        about = self.reading.predicate_of(act) if act is not None else None
        speaker: tuple[str, ...] = (AUTHOR,)
        if act is not None:
            status = status_at(self.reading, act)
            if status.modality in {"hypothetical", "conditional"} or status.polarity:
                return
            speaker = status.speaker if status.modality == "claimed" else (AUTHOR,)
        if not who and about is not None:
            who = list(about.sources)
        yield Candidate(
            *span,
            kind,
            tuple(dict.fromkeys(who)),
            rule,
            confidence,
            self.sentence,
            speaker=speaker,
            words=words,
            about=about,
            outcome=outcome,
        )


def verb_over(token: Token) -> Token | None:
    """The verb to whose clause a word belongs."""
    for _ in range(8):
        if token.head == token:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def doers(place: Found, verb: Token) -> list[str]:
    """Who does what the verb says: its subject, in the passive its agent, else the event's sources."""
    slots = verb_slots(verb)
    ids = ids_at(place.reading, slots.get("subj", []), owner=True)
    predicate = place.reading.predicate_of(verb)
    if not ids and predicate is not None:
        ids = list(predicate.sources)
    return ids


def infinitive_of(word: Token) -> Token | None:
    """The infinitive that depends on a word."""
    for child in word.children:
        if child.pos_ in {"VERB", "AUX"} and any(
            inner.dep_ == "aux" and inner.lower_ == "to" for inner in child.children
        ):
            return child
    return None


def words_of(tokens: list[Token]) -> str:
    """The words of some tokens without punctuation."""
    return " ".join(token.text for token in tokens if not token.is_punct)


def event_above(place: Found, token: Token) -> Token | None:
    """The nearest token at or above this one that codes an event; None after four steps."""
    for _ in range(4):
        if place.reading.predicate_of(token) is not None:
            return token
        if token.head == token:
            return None
        token = token.head
    return None
