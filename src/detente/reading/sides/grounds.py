"""Whose ground an act of force touches, by what the place is called or by who stands against the doer.

"Shelled a base in X", "troops landed near Y": the state that owns the place. What flies or sails is not
struck on its own ground: "a jet was shot down over X" says nothing of whose jet it was.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.places import GROUND, Located, is_area, place_named
from detente.reading.sides.told import DEEDS, FORCE, Found, Told, is_state, side_of, side_set
from detente.reading.slots_fillers import behind
from detente.reading.told_before import GUESSED
from detente.reading.who import actors_of, owner_of

MOVES = word_set(
    "cross enter penetrate invade intrude overfly sweep mine land reach advance march push order send move "
    "infiltrate occupy seize shell bombard raid cut blockade sail fly violate trespass"
)
"""Moves that are against whoever owns the ground they touch."""
INTO = ("prep.into", "prep.across", "prep.over", "prep.in", "prep.inside", "prep.within", "prep.along",
        "prep.on", "prep.at", "prep.near", "prep.against", "prep.through", "prep.of", "of", "prep.outside",
        "prep.off")  # fmt: skip
GUESTS = word_set(
    "help support defend protect assist evacuate rescue request invitation invite consent peacekeeping "
    "exercise manoeuvre maneuver emergency refuel"
)
"""Words beside a move that tell of a guest."""
STAGING = word_set(
    "announce plan call organise organize stage threaten prepare order cancel postpone abort suspend launch "
    "mount delay"
)
AGAINST = frozenset({"on", "against", "at"})
BASIS = "whose territory was hit"
NEXT_DOOR = "the ground of the other side"


def ground(told: Told, predicate: Predicate) -> Found | None:
    """ "Shelled the outskirts of X", "cut mines in Y's waters", "ordered a corps across the border"."""
    reading = told.reading
    lemma = predicate.lemma.split()[-1]
    if predicate.event not in FORCE and lemma not in MOVES:
        return None
    if predicate.event not in FORCE | {"MOBILIZE", None} or predicate.layer == "say":
        return None
    if predicate.event in {None, "MOBILIZE"} and (not predicate.sources or _guests(predicate)):
        return None
    own = side_set(reading, predicate.sources)
    places = told.places(predicate)
    if predicate.event in FORCE and any(_moves(reading, token) for token in predicate.slots.get("obj", ())):
        return None  # a jet shot down over X need not be X's
    tokens = _touched(predicate)
    for token in tokens:
        owners = [id for id in _owners(reading, token, places) if id not in own]
        if not owners and predicate.event == "ASSAULT":
            owners = [id for id in _where_it_stands(reading, token, places) if id not in own]
        if owners:
            return Found(BASIS, owners[:1])
    if len(own) != 1 or not all(is_state(reading, id) for id in own):
        return None
    if any(_unowned(reading, token, places) for token in tokens):
        opposed = told.other_side(predicate, own, 2) or told.wronged_by(predicate, own, 6)
        found = [id for id in opposed if is_state(reading, id) and id not in own]
        if len(found) == 1:
            return Found(NEXT_DOOR, found)
    return None


def planned(told: Told, predicate: Predicate) -> Found | None:
    """ "Planned a protest against X", "an assault on X was called off": whom the deed was meant for."""
    reading = told.reading
    if predicate.pos != "v" or predicate.lemma.split()[0] not in STAGING:
        return None
    own = side_set(reading, predicate.sources)
    for noun in predicate.slots.get("obj", ()):
        for token in _aimed_at(predicate, noun):
            owners = _owners(reading, token, told.places(predicate)) or [
                side_of(reading, id) for id, _ in actors_of(reading, token) or owner_of(reading, token)
            ]
            if found := [id for id in owners if id not in own and is_state(reading, id)]:
                return Found("for whom the deed was meant", found[:1])
    return None


def _aimed_at(predicate: Predicate, noun: Token) -> list[Token]:
    """What a noun is "on", "against" or "at"; beside a passive its phrase may hang on the verb."""
    heads = [noun, *([predicate.token] if noun.lemma_.lower() in DEEDS else [])]
    return [token for head in heads for token in behind(head, AGAINST)]


def not_ones_own(told: Told, predicate: Predicate) -> Found | None:
    """ "Jets bombed X's town": where only the context made them X's, the attacker's told of."""
    if predicate.event != "ASSAULT" or predicate.pos != "v" or not predicate.sources:
        return None
    mentions = [told.reading.mention_of(token) for token in predicate.slots.get("subj", ())]
    if not mentions or any(each is None or each.basis not in GUESSED for each in mentions):
        return None
    own = side_set(told.reading, predicate.sources)
    places = told.places(predicate)
    owners = {id for token in _touched(predicate) for id in _owners(told.reading, token, places)}
    if len(own) != 1 or owners != own:
        return None
    attackers = [id for id in told.other_side(predicate, own, 2) if is_state(told.reading, id)]
    return Found(BASIS, sorted(own), attackers, "who attacked there")


def _touched(predicate: Predicate) -> list[Token]:
    """The tokens that may name the ground: the object, else what stands in a phrase of place."""
    found = list(predicate.slots.get("obj", ()))
    for slot in INTO:
        found += predicate.slots.get(slot, ())
        found += predicate.slots.get(f"obj.{slot}", ())
    return found


def _where_it_stands(reading: Reading, thing: Token, places: Located) -> list[str]:
    """ "Attacked positions within X": the state in which a thing stands of which no owner is told."""
    place = place_named(thing, places)
    if place is None or reading.mention_of(thing) is not None or owner_of(reading, thing):
        return []
    return [place.country] if place.country is not None else []


def _guests(predicate: Predicate) -> bool:
    return any(token.lemma_.lower() in GUESTS for token in predicate.sentence.tokens)


def _moves(reading: Reading, thing: Token) -> bool:
    """Whether a thing is found away from its owner's ground: aircraft, ships, missiles."""
    lexicon = reading.books.lexicon
    lemma = thing.lemma_.lower()
    return lemma in lexicon.word_class("@aircraft") or lemma in lexicon.word_class("@ship")


def _owners(reading: Reading, token: Token, places: Located) -> list[str]:
    """The state on whose ground a token says it was."""
    place = place_named(token, places)
    if place is not None and (is_area(token) or any(head.i == token.i for head, _ in places)):
        return [place.country] if place.country is not None else []
    if is_area(token):
        states = [side_of(reading, id) for id, _ in owner_of(reading, token)]
        return [id for id in dict.fromkeys(states) if is_state(reading, id)][:1]
    return []


def _unowned(reading: Reading, token: Token, places: Located) -> bool:
    """ "Several villages", "the border", "X airfield" of a place in no book: no owner is told."""
    if owner_of(reading, token):
        return False
    place = place_named(token, places)
    return place.country is None if place is not None else token.lemma_.lower() in GROUND
