"""For later steps: which actors a noun phrase stands for, and whose a thing is."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import ActorMention, Reading
from detente.reading.mentions_kinds import COUNTS, Referring, plain, word_set

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
QUANTITIES = word_set(
    "number series lot majority handful group couple dozen hundred thousand some many most all both "
    "each one any several few part rest half variety range host remnant none neither either pair"
)
MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})
OWNING = frozenset({"of", "by", "from", "belonging"})

Found = list[tuple[str, ActorMention]]


def actors_of(reading: Reading, token: Token, depth: int = 0) -> Found:
    """The actors that the phrase headed by ``token`` stands for, those coordinated with it included.

    Relative pronouns stand for their antecedent, "a number of X" for X. Names that only modify the noun
    ("Pakistani airspace") are no actors of it: ask ``owner_of``. Each id comes once, in text order.
    """
    found: dict[str, ActorMention] = {}
    if depth > 6:
        return []
    if token.lower_ in RELATIVES and token.tag_ in {"WDT", "WP", "WP$", "IN"}:
        antecedent = _antecedent(token)
        return actors_of(reading, antecedent, depth + 1) if antecedent is not None else []
    mention = reading.mention_of(token)
    if mention is not None and mention.ids and not (mention.attributive and mention.head != token):
        also = mention.also if isinstance(mention, Referring) else ()
        found.update(dict.fromkeys((*also, *mention.ids), mention))
    elif mention is None or (mention.how == "pronoun" and not mention.ids):
        for id, other in _through(reading, token, depth):
            found.setdefault(id, other)
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            for id, other in actors_of(reading, child, depth + 1):
                found.setdefault(id, other)
    return [(id, other) for id, other in found.items() if not _is_place(reading, id)]


def _is_place(reading: Reading, id: str) -> bool:
    actor = reading.actors.get(id)
    return actor is not None and actor.kind == "place"


def owner_of(reading: Reading, token: Token, depth: int = 0) -> Found:
    """The actors whose thing the noun ``token`` is, the most specific first.

    "An Indian army base" gives the army, "BLA hideouts" the group, "Iran's nuclear facilities" and "the
    sovereignty of Iran" the state. A state is left out where its own organ was found.
    """
    found: dict[str, ActorMention] = {}
    if depth > 4 or token.tag_ == "CD":
        return []
    own = reading.mention_of(token)
    if own is not None and own.head == token and own.how == "role" and own.ids:
        return [(id, own) for id in own.ids]
    near = [child for child in token.children if child.dep_ in MODIFIERS and child.i < token.i]
    near = _with_conjuncts(near)
    for child in sorted(near, key=lambda each: (each.dep_ != "compound", each.dep_ != "poss", each.i)):
        mention = reading.mention_of(child)
        if mention is not None:
            for id in mention.ids:
                found.setdefault(id, mention)
        elif child.dep_ in {"poss", "compound", "nmod"}:
            for id, other in owner_of(reading, child, depth + 1):
                found.setdefault(id, other)
        elif child.dep_ == "amod" and child.pos_ == "VERB":
            # "Indian-administered Kashmir", "Pakistani-controlled parts"
            for inner in child.children:
                led = reading.mention_of(inner) if inner.i < child.i else None
                if led is not None and child.lower_ in {
                    "administered",
                    "controlled",
                    "held",
                    "occupied",
                    "ruled",
                    "owned",
                    "run",
                }:
                    found.update({id: led for id in led.ids if id not in found})
    for child in token.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in OWNING:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    for id, other in actors_of(reading, noun) or owner_of(reading, noun, depth + 1):
                        found.setdefault(id, other)
    organs = {
        reading.actors[id].country
        for id in found
        if id in reading.actors and reading.actors[id].kind != "state"
    }
    return [(id, mention) for id, mention in found.items() if id not in organs]


def _through(reading: Reading, token: Token, depth: int) -> Found:
    """The actors behind a noun that is none itself: a quantity of them, or a name in apposition."""
    quantity = plain(token) in QUANTITIES or token.tag_ == "CD"
    for child in token.children:
        if quantity and child.dep_ == "prep" and child.lower_ in {"of", "among", "from"}:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found = actors_of(reading, noun, depth + 1)
                    return found if _are_all(reading, token, found) else []
        if child.dep_ == "appos":
            named = reading.mention_of(child)
            if named is not None and named.ids:
                # "they … - A and B in the north", "the two mavericks, A and B": all that are listed
                whole = token.pos_ == "PRON" or token.tag_ == "NNS"
                return actors_of(reading, child, depth + 1) if whole else [(id, named) for id in named.ids]
    return []


def _are_all(reading: Reading, number: Token, found: Found) -> bool:
    """Not in "two of the three" nor in "nine of them" of three states: which is meant is not said."""
    size = COUNTS.get(number.lower_)
    states = all(id in reading.actors and reading.actors[id].kind == "state" for id, _ in found)
    return size is None or len(found) < 2 or size == len(found) or (not states and size > len(found))


def _antecedent(token: Token) -> Token | None:
    clause = token
    for _ in range(6):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.head == clause:
            return None
        clause = clause.head
    return None


def _with_conjuncts(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    stack = tokens[::-1]
    while stack and len(found) < 12:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child.dep_ == "conj")
    return found
