"""Whose ground an act of force touches, by what the place is called or by who stands against the doer."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import Place
from detente.reading.base import Predicate, Reading
from detente.reading.ground import BASIS, moves
from detente.reading.mentions_kinds import word_set
from detente.reading.places import Located
from detente.reading.sides.told import Told, is_state, side_of, side_set
from detente.reading.told_before import GUESSED
from detente.reading.who import owner_of

FORCE = frozenset({"ASSAULT", "COERCE"})
MOVES = word_set(
    "cross enter penetrate invade intrude overfly sweep mine land reach advance march push order send move "
    "infiltrate occupy seize shell bombard raid cut blockade sail fly violate trespass"
)
"""Moves that are against whoever owns the ground they touch."""
INTO = ("prep.into", "prep.across", "prep.over", "prep.in", "prep.inside", "prep.on", "prep.at", "prep.near",
        "prep.against", "prep.through", "prep.of", "of", "prep.outside", "prep.off")  # fmt: skip
LINES = word_set("border frontier boundary line")
SETTLED = word_set(
    "village town city outskirt suburb outpost farm hamlet settlement district hill island islet port "
    "harbour harbor strait channel airfield airport airstrip base strip coast shore territory water waters "
    "airspace soil province region"
)
STAGED = word_set("call cancel postpone abort suspend plan prepare order launch stage mount delay")
DEEDS = word_set("assault attack offensive invasion raid strike bombardment bombing advance march operation")
OTHER = "the ground of the other side"


def ground(reading: Reading, predicate: Predicate, told: Told) -> tuple[list[str], str]:
    """ "Shelled the outskirts of X", "cut mines in Y's waters", "ordered a corps across the border"."""
    lemma = predicate.lemma.split()[-1]
    if predicate.event not in FORCE and lemma not in MOVES:
        return [], ""
    if predicate.event not in FORCE | {"MOBILIZE", None} or predicate.layer == "say":
        return [], ""
    if predicate.event in {None, "MOBILIZE"} and not predicate.sources:
        return [], ""
    own = side_set(reading, predicate.sources)
    places = told.places(predicate)
    if predicate.event in FORCE and any(moves(reading, token) for token in predicate.slots.get("obj", ())):
        return [], ""  # a jet shot down over X need not be X's
    tokens = _touched(predicate)
    for token in tokens:
        owners = [id for id in _owners(reading, token, places) if id not in own]
        if owners:
            return owners[:1], BASIS
    if len(own) != 1 or not all(is_state(reading, id) for id in own):
        return [], ""
    if any(_unowned(reading, token, places) for token in tokens):
        opposed = told.other_side(predicate, own, 2) or told.wronged_by(predicate, own, 6)
        found = [id for id in opposed if is_state(reading, id) and id not in own]
        if len(found) == 1:
            return found, OTHER
    return [], ""


def called_off(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "An assault on X was called off": against X's owner, by who stands against it. Sets the open sides."""
    lemma = predicate.lemma.split()[0]
    if predicate.pos != "v" or lemma not in STAGED or predicate.targets or predicate.layer == "say":
        return False
    places = told.places(predicate)
    for noun in predicate.slots.get("obj", ()):
        if noun.lemma_.lower() not in DEEDS:
            continue
        aimed = [
            token
            for child in (*noun.children, *predicate.token.children)
            if child.dep_ == "prep" and child.lower_ in {"on", "against", "of", "into", "at"}
            for token in child.children
        ]
        for token in aimed:
            owners = _owners(reading, token, places)
            owners = owners or [side_of(reading, id) for id, _ in owner_of(reading, token)]
            if not owners or set(owners) & side_set(reading, predicate.sources):
                continue
            predicate.targets, predicate.inferred["targets"] = owners[:1], BASIS
            doers = told.other_side(predicate, frozenset(owners[:1]), 4)
            if not predicate.sources and len(doers) == 1:
                predicate.sources, predicate.inferred["sources"] = doers, "the other side of the exchange"
            return True
    return False


def not_ones_own(reading: Reading, predicate: Predicate, told: Told) -> bool:
    """ "Jets bombed X's town": where only the context made them X's, they are the attacker's told of there.

    Sets both sides.
    """
    if predicate.event != "ASSAULT" or predicate.pos != "v" or not predicate.sources:
        return False
    mentions = [reading.mention_of(token) for token in predicate.slots.get("subj", ())]
    if not mentions or any(each is None or each.basis not in GUESSED for each in mentions):
        return False
    own = side_set(reading, predicate.sources)
    places = told.places(predicate)
    owners = [id for token in _touched(predicate) for id in _owners(reading, token, places)]
    if len(own) != 1 or not owners or set(owners) != own:
        return False
    attackers = told.other_side(predicate, own, 2)
    if len(attackers) != 1:
        return False
    predicate.sources, predicate.targets = attackers, sorted(own)
    predicate.inferred |= {"sources": "who attacked there", "targets": BASIS}
    return True


def _touched(predicate: Predicate) -> list[Token]:
    """The tokens that may name the ground: the object, else what stands in a phrase of place."""
    found = list(predicate.slots.get("obj", ()))
    for slot in INTO:
        found += predicate.slots.get(slot, ())
        found += predicate.slots.get(f"obj.{slot}", ())
    return found


def _owners(reading: Reading, token: Token, places: Located) -> list[str]:
    """The state on whose ground a token says it was."""
    place = _place(token, places)
    if place is not None:
        return [place.country] if place.country is not None else []
    if token.lemma_.lower() in LINES | SETTLED:
        states = [side_of(reading, id) for id, _ in owner_of(reading, token)]
        return [id for id in dict.fromkeys(states) if is_state(reading, id)][:1]
    return []


def _place(token: Token, places: Located, depth: int = 0) -> Place | None:
    known = {head.i: place for head, place in places}
    if token.i in known:
        return known[token.i]
    if depth > 2:
        return None
    for child in token.children:
        if child.dep_ in {"compound", "nmod", "appos"} and child.i in known:
            return known[child.i]
    if token.lemma_.lower() not in LINES | SETTLED:
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "near", "at", "around"}:
            for noun in child.children:
                if noun.dep_ == "pobj" and (found := _place(noun, places, depth + 1)) is not None:
                    return found
    return None


def _unowned(reading: Reading, token: Token, places: Located) -> bool:
    """ "Several villages", "the border", "X airfield" of a place in no book: no owner is told."""
    if owner_of(reading, token):
        return False
    place = _place(token, places)
    if place is not None:
        return place.country is None
    return token.lemma_.lower() in LINES | SETTLED
