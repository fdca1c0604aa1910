"""Step 6: which sense of its word a predicate has: layer, PLOVER event and mode, ICBe leaf, armed or not.

Conditions of the lexicon are matched against the slots. The most specific sense that fits wins; senses that
fit equally well and differ in their event are kept as alternatives and reported.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Condition, Lexicon
from detente.reading.base import Predicate, Reading
from detente.reading.figures import tame
from detente.reading.predicates import CONTAINERS
from detente.reading.reversals import turn
from detente.reading.ships import PREFIXES

NO_EVENT = frozenset({"stative", "aux"})
WRAPPED = CONTAINERS | {"act", "campaign", "form", "piece", "case"}
"""Nouns that tell less than the noun after their "of": "an act of piracy", but also "an act of mercy"."""
STATE_KINDS = frozenset({"state", "government", "official", "military", "diplomat"})


class Classify:
    """Gives every predicate its sense; drops those whose sense says that they report no event."""

    name = "classify"

    def __call__(self, reading: Reading) -> None:
        lexicon = reading.books.lexicon
        for predicate in reading.predicates:
            choose_sense(reading, lexicon, predicate)
        for predicate in reading.predicates:
            tame(reading, predicate)
        for predicate in reading.predicates:
            turn(reading, predicate)
        kept = [each for each in reading.predicates if each.sense is None or not NO_EVENT & each.sense.flags]
        dropped = {id(each) for each in reading.predicates} - {id(each) for each in kept}
        reading.predicates = kept
        reading.by_token = {key: each for key, each in reading.by_token.items() if id(each) not in dropped}


def choose_sense(reading: Reading, lexicon: Lexicon, predicate: Predicate) -> None:
    """The most specific fitting sense of the predicate's lemma; its equals become alternatives."""
    fitting = [
        sense
        for sense in lexicon.senses(predicate.lemma, predicate.pos)
        if all(holds(reading, lexicon, predicate, condition) for condition in sense.conditions)
    ]
    if not fitting:
        return
    predicate.sense = fitting[0]
    best = len(fitting[0].conditions)
    predicate.alternatives = [
        sense for sense in fitting[1:] if len(sense.conditions) == best and sense.event != fitting[0].event
    ]
    predicate.confidence = 0.85 if best else 0.7
    if predicate.alternatives:
        predicate.confidence = 0.5


def holds(reading: Reading, lexicon: Lexicon, predicate: Predicate, condition: Condition) -> bool:
    """Whether a condition of the lexicon holds of a predicate."""
    fillers = predicate.slots.get(condition.slot, [])
    if not fillers and condition.slot.startswith("prep."):
        fillers = predicate.slots.get(f"obj.{condition.slot}", [])
    fillers = [
        token
        for token in fillers
        if token.ent_type_ not in {"DATE", "TIME"} or token.lemma_.lower() in condition.values
    ]
    if condition.slot == "prt":
        lemmas = {token.lower_ for token in fillers}
        return (
            any(_word_fits(lexicon, lemmas, value, bool(fillers)) for value in condition.values)
            != condition.negated
        )
    found = any(_value_fits(reading, lexicon, fillers, value) for value in condition.values)
    return found != condition.negated


def _word_fits(lexicon: Lexicon, lemmas: set[str], value: str, filled: bool) -> bool:
    if value == "*":
        return filled
    if value == "-":
        return not filled
    if value.startswith("@"):
        return bool(lemmas & lexicon.word_class(value))
    return value in lemmas


def _value_fits(reading: Reading, lexicon: Lexicon, fillers: list[Token], value: str) -> bool:
    if value == "*":
        return bool(fillers)
    if value == "-":
        return not fillers
    if value == "PLACE":
        return any(token.ent_type_ in {"GPE", "LOC", "FAC"} and token.tag_ == "NNP" for token in fillers)
    if value in {"ACTOR", "STATE", "GROUP", "PERSON"}:
        return any(_is_kind(reading, token, value) for token in fillers)
    lemmas = {lemma for token in fillers for lemma in _lemmas(token)}
    if value.startswith("@"):
        return bool(lemmas & lexicon.word_class(value))
    return value in lemmas


def _lemmas(token: Token) -> set[str]:
    """The lemma of a slot's head, with its compound ("peace talk") and its coordinated nouns."""
    lemmas = {token.lemma_.lower(), token.lower_}
    previous = token.doc[token.i - 1] if token.i else None
    if previous is not None and previous.dep_ in {"compound", "amod"}:
        lemmas.add(f"{previous.lemma_.lower()} {token.lemma_.lower()}")
    if token.tag_ == "NNP":
        lemmas |= _named_thing(token)
    for child in token.children:
        if child.dep_ == "conj":
            lemmas.add(child.lemma_.lower())
        elif child.dep_ == "prep" and child.lower_ == "of" and token.lemma_.lower() in WRAPPED:
            lemmas |= {each.lemma_.lower() for each in child.children}
    return lemmas


def _named_thing(name: Token) -> set[str]:
    """What kind of thing a name is of: "the patrol ship HMS Trent" is a ship."""
    before = [child for child in name.children if child.dep_ in {"compound", "nmod"}]
    kinds = {child.lemma_.lower() for child in before if child.tag_ in {"NN", "NNS"}}
    return kinds | ({"ship"} if any(child.text in PREFIXES for child in before) else set())


def _is_kind(reading: Reading, token: Token, kind: str) -> bool:
    mention = reading.mention_of(token)
    if mention is None:
        return False
    if kind == "ACTOR":
        return True
    kinds = {reading.actors[id].kind for id in mention.ids if id in reading.actors}
    if kind == "STATE":
        return bool(kinds & STATE_KINDS)
    if kind == "GROUP":
        return "armed group" in kinds
    return "person" in kinds or "official" in kinds
