"""Code books as data, and look-up in them. This is the only door of the room."""

from detente.codes.actor_tables import ActorEntry
from detente.codes.actors import ActorBook, NameHit
from detente.codes.books import CodeBooks, load_codes
from detente.codes.lexicon import Condition, Lexicon, Sense
from detente.codes.places import PlaceBook, PlaceHit
from detente.codes.table import Table, from_file, parse, shipped, values

__all__ = [
    "ActorBook",
    "ActorEntry",
    "CodeBooks",
    "Condition",
    "Lexicon",
    "NameHit",
    "PlaceBook",
    "PlaceHit",
    "Sense",
    "Table",
    "from_file",
    "load_codes",
    "parse",
    "shipped",
    "values",
]
