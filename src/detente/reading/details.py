"""Details of an event beside who, whom and when: where, how many were killed, how it was framed, whether it
is internal to one country."""

from __future__ import annotations

import re

from spacy.tokens import Token

from detente.crisis import Casualties, Place
from detente.reading.base import Predicate, Reading, at, end, phrase
from detente.reading.pairs import country_of
from detente.reading.places import find_places, place_of

KILL = frozenset(["kill", "murder", "massacre", "slay", "execute", "die"])
INJURE = frozenset(["injure", "wound", "hurt", "maim"])
WORDS = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
} | {"dozen": 12, "hundred": 100, "thousand": 1000}


class Details:
    """Places, casualties, framings and the domestic mark."""

    name = "details"

    def __call__(self, reading: Reading) -> None:
        places: dict[int, list[tuple[Token, Place]]] = {}
        for predicate in reading.predicates:
            index = predicate.sentence.index
            if index not in places:
                places[index] = find_places(reading, predicate.sentence)
            if predicate.where is None and places[index]:
                predicate.where = _where(reading, predicate, places[index])
            _casualties(predicate)
            _framing(reading, predicate)
            predicate.domestic = is_domestic(reading, predicate)


def _where(reading: Reading, predicate: Predicate, places: list[tuple[Token, Place]]) -> Place | None:
    """The place that a locative phrase of the trigger, of its light noun or of its object names."""
    tokens = [predicate.token, predicate.noun, *predicate.slots.get("obj", ())]
    for token in tokens:
        if token is not None and (found := place_of(reading, token, places)) is not None:
            return found
    return None


def _casualties(predicate: Predicate) -> None:
    """ "killed 18 soldiers", "30 civilians were injured": the number beside the victims."""
    lemma = predicate.token.lemma_.lower()
    if lemma not in KILL | INJURE:
        return
    victims = predicate.slots.get("subj" if lemma == "die" else "obj", [])
    killed = injured = None
    words = ""
    for victim in victims:
        count = _number(victim)
        if count is not None:
            words = victim.text
            if lemma in KILL:
                killed = (killed or 0) + count
            else:
                injured = (injured or 0) + count
    if killed is not None or injured is not None:
        predicate.casualties = Casualties(killed, injured, words)


def _number(noun: Token) -> int | None:
    for child in noun.children:
        if child.dep_ == "nummod":
            digits = re.sub(r"[,\s]", "", child.text)
            if digits.isdigit() and len(digits) < 9:
                return int(digits)
            return WORDS.get(child.lower_)
    if noun.like_num:
        digits = re.sub(r"[,\s]", "", noun.text)
        return int(digits) if digits.isdigit() and len(digits) < 9 else WORDS.get(noun.lower_)
    return None


def _framing(reading: Reading, predicate: Predicate) -> None:
    """Words that are put on a deed: "framed as an 'intelligence operation'", "an 'illegal' assault"."""
    heads = [predicate.token] + ([predicate.noun] if predicate.noun is not None else [])
    for head in heads:
        for child in head.children:
            if child.dep_ in {"acl", "conj", "advcl"} and child.lemma_.lower() in {
                "frame",
                "describe",
                "portray",
                "present",
                "depict",
            }:
                for preposition in child.children:
                    if preposition.dep_ == "prep" and preposition.lower_ == "as":
                        for noun in preposition.children:
                            tokens = phrase(noun)
                            text = reading.document.text[at(tokens[0]) : end(tokens[-1])]
                            predicate.framing.append(text.strip(" ,'\"‘’“”"))
    if predicate.layer == "say":
        for preposition in predicate.token.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "as":
                for noun in preposition.children:
                    if noun.dep_ in {"pobj", "amod"}:
                        tokens = phrase(noun)
                        predicate.framing.append(reading.document.text[at(tokens[0]) : end(tokens[-1])])


def is_domestic(reading: Reading, predicate: Predicate) -> bool:
    """Internal to one country: no foreign actor is named, claimed or implied (guide, ruling 8)."""
    actors = [reading.actors[id] for id in (*predicate.sources, *predicate.targets) if id in reading.actors]
    countries = {country_of(reading, actor.id) or actor.country for actor in actors} - {None}
    if len(countries) > 1 or any(
        actor.kind in {"international organisation", "armed group"} and actor.country is None
        for actor in actors
    ):
        return False
    if predicate.flag("domestic"):
        return True
    kinds = {actor.kind for actor in actors}
    named = {
        state
        for mention in reading.mentions_by_sentence.get(predicate.sentence.index, ())
        for id in mention.ids
        if (state := country_of(reading, id)) is not None
    }
    return (
        len(actors) > 1
        and len(countries) == 1
        and named <= countries
        and bool(kinds & {"population", "official", "military", "party"})
        and (predicate.event not in {"ASSAULT"} or "population" in kinds)
    )
