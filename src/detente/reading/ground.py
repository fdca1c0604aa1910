"""Whose ground it was: the target of a strike or a landing that names only where it fell.

"A base in Syria was hit", "troops landed near Kyrenia": the state that owns the place, not the other side of
the pair. What flies or sails is not struck on its own ground: "a jet was shot down over Syria" says nothing
of whose jet it was.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.places import Located, place_of
from detente.reading.told_before import BY_PAIR
from detente.reading.who import owner_of

ON_GROUND = word_set("in at near on inside within across throughout along around outside off")
LANDINGS = word_set("land landing drop parachute disembark alight")
INVITED = word_set(
    "help support defend protect assist evacuate rescue request invitation invite consent peacekeeping "
    "exercise manoeuvre maneuver emergency refuel"
)
"""Words beside a landing that tell of a guest."""
BASIS = "whose territory was hit"


def owner_of_ground(reading: Reading, predicate: Predicate, places: Located) -> None:
    """Set the owner of the place as the target where the sentence names nobody and nothing of anybody's."""
    struck = predicate.event == "ASSAULT"
    landed = predicate.event == "MOBILIZE" and predicate.lemma.split()[-1] in LANDINGS
    if not (struck or landed) or (predicate.targets and predicate.inferred.get("targets") not in BY_PAIR):
        return
    things = predicate.slots.get("obj", [])
    if struck and (not (predicate.sources or things) or any(moves(reading, thing) for thing in things)):
        return
    if struck and any(owner_of(reading, thing) or _is_somebody(reading, thing) for thing in things):
        return
    if landed and any(token.lemma_.lower() in INVITED for token in predicate.sentence.tokens):
        return
    tokens = [predicate.token, predicate.noun, *things]
    for token in tokens:
        where = place_of(reading, token, places, ON_GROUND) if token is not None else None
        if where is not None:
            own = {country_of(reading, id) for id in predicate.sources}
            if where.country is not None and where.country not in own and _is_state(reading, where.country):
                predicate.targets = [where.country]
                predicate.inferred["targets"] = BASIS
            return


def _is_state(reading: Reading, id: str) -> bool:
    return id in reading.actors or reading.books.actors.state(id) is not None


def moves(reading: Reading, thing: Token) -> bool:
    """Whether a thing is found away from its owner's ground: aircraft, ships, missiles."""
    lexicon = reading.books.lexicon
    lemma = thing.lemma_.lower()
    return lemma in lexicon.word_class("@aircraft") or lemma in lexicon.word_class("@ship")


def _is_somebody(reading: Reading, thing: Token) -> bool:
    """Whether a thing is a group or a person, whose state the text may leave open."""
    mention = reading.mention_of(thing)
    return mention is not None and not mention.ids
