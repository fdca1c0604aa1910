"""Whose the thing is that is hit, taken or kept, where the account told it before."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.ships import state_of_ship
from detente.reading.sides.told import Found, Told, is_state, side_of, side_set
from detente.reading.who import actors_of, owner_of

REACH = 6
"""Sentences looked back for the thing with its owner."""
FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
CLASSES = ("@ship", "@aircraft", "@embassy")
BASIS = "whose thing the text said it is"
DEEP = "whose thing is spoken of"
HOLDING = frozenset({"of", "to", "from", "between"})
KNOWN = word_set("the this that these those its their neither both each")


def thing(told: Told, predicate: Predicate) -> Found | None:
    """ "The ship was seized" after "the American ship": whose the thing is."""
    reading = told.reading
    if predicate.event not in FORCE or "obj" not in predicate.slots:
        return None
    own = side_set(reading, predicate.sources)
    for token in predicate.slots["obj"]:
        if token.pos_ != "NOUN" or owner_of(reading, token):
            continue
        mention = reading.mention_of(token)
        if mention is not None and mention.ids:
            continue
        owners = [id for id in _told_owner(reading, predicate, token) if side_of(reading, id) not in own]
        if owners:
            return Found(BASIS, owners)
    return None


def flag(told: Told, predicate: Predicate) -> Found | None:
    """ "Opened fire on the frigate HMS Leopard": the state whose navy has that prefix."""
    reading = told.reading
    if predicate.event not in FORCE:
        return None
    for slot in ("obj", "prep.on", "prep.at", "prep.against", "on", "at", "against"):
        for token in predicate.slots.get(slot, ()):
            state = state_of_ship(token)
            if state is not None and state not in side_set(reading, predicate.sources):
                navy = f"{state}_NAVY"
                return Found("the prefix of the ship's name", [navy if navy in reading.actors else state])
    return None


def inside(told: Told, predicate: Predicate) -> Found | None:
    """ "Blocked the return of X's gold", "prevented the sale to X": whose thing the object holds."""
    reading = told.reading
    if predicate.event not in FORCE or not predicate.sources:
        return None
    prepositions = frozenset({"of"}) if predicate.event == "ASSAULT" else HOLDING
    own = side_set(reading, predicate.sources)
    for token in predicate.slots.get("obj", ()):
        for child in token.children:
            if child.dep_ != "prep" or child.lower_ not in prepositions:
                continue
            for noun in child.children:
                owners = [id for id, _ in actors_of(reading, noun) or owner_of(reading, noun)]
                states = [side_of(reading, id) for id in owners if is_state(reading, side_of(reading, id))]
                if found := [id for id in dict.fromkeys(states) if id not in own]:
                    return Found(DEEP, found[:1])
    return None


def _told_owner(reading: Reading, predicate: Predicate, token: Token) -> list[str]:
    """Whose the last thing of that name, or of its class, was that the account gave an owner."""
    if not any(child.lower_ in KNOWN for child in token.children if child.dep_ in {"det", "poss"}):
        return []
    lexicon, lemma = reading.books.lexicon, token.lemma_.lower()
    alike = {lemma}
    for name in CLASSES:
        if lemma in lexicon.word_class(name):
            alike |= set(lexicon.word_class(name))
    first = max(0, predicate.sentence.index - REACH)
    for sentence in reversed(reading.sentences[first : predicate.sentence.index + 1]):
        for other in reversed(list(sentence.tokens)):
            if other.lemma_.lower() not in alike or (other.doc is token.doc and other.i >= token.i):
                continue
            whole = other.head if other.dep_ in {"compound", "nmod"} else other
            owners = [id for id, _ in owner_of(reading, whole)]
            if owners:
                return owners
    return []
