"""What crashed into what: an attack by a driver or flier who meant it, or an accident.

"The bomber crashed into the barracks" may tell of a man with a truck or of an aeroplane. Explosives, an attacker
as subject and a bomb on wheels settle it in the clause; for a bare "bomber" the words near it do: a truck or
"himself" against a crew, a runway or the sea. What they leave open is noted and coded as nobody's deed.
"""

from __future__ import annotations

import re
from enum import Enum

import msgspec
from spacy.tokens import Token

from detente.codes import Lexicon
from detente.reading.base import Predicate, Reading

COLLIDING = frozenset("crash slam smash plough plow hurtle careen barrel plunge dive veer fly".split())
INTO = frozenset({"into", "through", "against"})
NEAR = 2  # sentences before and after in which the words for one reading or the other are sought
MODEL = re.compile(r"(?:[A-Z]{1,3}|Tu|Il|Su|Mi|Yak)-?\d{1,3}[A-Za-z]?")
"""Names of aircraft: "B-52", "Tu-95", "F-16"."""


class Crash(Enum):
    """What a crash tells of."""

    ATTACK = "attack"
    ACCIDENT = "accident"
    UNCLEAR = "unclear"


def crash_of(reading: Reading, predicate: Predicate) -> Crash | None:
    """What a verb of crashing into something tells of; ``None`` where it is no such verb."""
    verb = predicate.token
    if predicate.pos != "v" or predicate.noun is not None or verb.lemma_.lower() not in COLLIDING:
        return None
    target = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in INTO), None)
    things = [*predicate.slots.get("subj", ()), *predicate.slots.get("obj", ())]
    if target is None or not things:
        return None
    return _Scene(reading, predicate, things, target).kind()


def as_attack(predicate: Predicate) -> None:
    """Give a crash that was meant the sense of an attack."""
    sense = predicate.sense
    if sense is None:
        return
    predicate.sense = msgspec.structs.replace(
        sense, event="ASSAULT", mode=None, leaf="terrorism", layer="do", cameo="183", direction="uncooperative",
        armed=True, source=("subj",), target=("prep.into", "prep.through", "prep.against"),
        flags=sense.flags - {"state"},
    )  # fmt: skip
    predicate.alternatives = []
    predicate.rules.append("classify:crash that was meant")


class _Scene:
    def __init__(
        self, reading: Reading, predicate: Predicate, things: list[Token], target: Token
    ) -> None:
        self.lexicon: Lexicon = reading.books.lexicon
        self.things, self.target = things, target
        self.clause = list(predicate.sentence.tokens)
        index = predicate.sentence.index
        self.around = [
            token
            for sentence in reading.sentences[max(0, index - NEAR) : index + NEAR + 1]
            if sentence is not predicate.sentence
            for token in sentence.tokens
        ]

    def kind(self) -> Crash | None:
        """The reading that the words support."""
        lemmas = {
            word for each in self.things for word in (each.lemma_.lower(), each.lower_.removesuffix("s"))
        }
        carriers = self.words("vehicle") | self.words("aircraft") | self.words("ship") | {"bomb"}
        if not lemmas & (carriers | self.words("assailant")):
            return None
        meant = "bomb" in lemmas or lemmas & (self.words("assailant") - {"bomber"})
        owned = any(token.lemma_.lower() in self.words("assailant") for each in self.things for token in each.children)
        if meant or owned or self.has(self.clause, "bomb_carrier"):
            return Crash.ATTACK
        if self.has(self.clause, "malfunction"):
            return Crash.ACCIDENT
        if lemmas & self.words("missile"):
            shot = any(thing.tag_ in {"NNS", "NNPS"} for thing in self.things)
            return Crash.ATTACK if shot else Crash.UNCLEAR
        if "bomber" in lemmas:
            return self.bomber()
        if self.has(self.around, "bomb_carrier"):
            return Crash.ATTACK
        if lemmas & self.words("vehicle") and self.deadly():
            return Crash.ATTACK
        several = any(thing.tag_ == "NNS" for thing in self.things) and bool(lemmas & self.words("aircraft"))
        manned = bool(lemmas & self.words("vehicle") or several) and self.has(list(self.target.subtree), "manned")
        return Crash.UNCLEAR if manned else Crash.ACCIDENT

    def bomber(self) -> Crash:
        """A man with a bomb or an aeroplane."""
        named = any(MODEL.fullmatch(token.text) for thing in self.things for token in thing.subtree)
        if named or self.has(self.clause, "flying"):
            return Crash.ACCIDENT
        if self.has(self.clause, "driving") or self.deadly():
            return Crash.ATTACK
        flown = self.has(self.around, "flying") or any(MODEL.fullmatch(token.text) for token in self.around)
        driven = self.has(self.around, "driving") or self.has(self.around, "bomb_carrier")
        if flown == driven:
            return Crash.UNCLEAR
        return Crash.ACCIDENT if flown else Crash.ATTACK

    def deadly(self) -> bool:
        """Whether it killed at a guarded place: "crashed into the barracks, killing ten"."""
        return self.has(list(self.target.subtree), "guarded") and self.has(self.clause, "harm")

    def has(self, tokens: list[Token], name: str) -> bool:
        """Whether a word of a class is among the tokens, the crashing things themselves left out."""
        known = self.words(name)
        return any(
            (token.lemma_.lower() in known or token.lower_ in known) and token not in self.things
            for token in tokens
        )

    def words(self, name: str) -> frozenset[str]:
        """A word class of the lexicon."""
        return self.lexicon.word_class(f"@{name}")
