"""Code books as data, and look-up in them. This is the only door of the room."""

from detente.codes.actor_entries import ActorEntry, RoleEntry
from detente.codes.actors import ActorBook, NameHit
from detente.codes.affair_cues import (
    AffairCue,
    AffairCues,
    cause_cues,
    claim_cues,
    motive_cues,
    pressure_cues,
    relation_cues,
)
from detente.codes.books import CodeBooks, load_codes
from detente.codes.cues import Cue, CueBook
from detente.codes.ladder import mid_hostility, rung
from detente.codes.lexicon import Condition, Lexicon, PartOfSpeech, Sense, joined
from detente.codes.names import fold
from detente.codes.places import PlaceBook, PlaceHit
from detente.codes.table import Table, from_file, parse, shipped, values

__all__ = [
    "ActorBook",
    "ActorEntry",
    "AffairCue",
    "AffairCues",
    "CodeBooks",
    "Condition",
    "Cue",
    "CueBook",
    "Lexicon",
    "NameHit",
    "PartOfSpeech",
    "PlaceBook",
    "PlaceHit",
    "RoleEntry",
    "Sense",
    "Table",
    "cause_cues",
    "claim_cues",
    "fold",
    "from_file",
    "joined",
    "load_codes",
    "mid_hostility",
    "motive_cues",
    "parse",
    "pressure_cues",
    "relation_cues",
    "rung",
    "shipped",
    "values",
]
