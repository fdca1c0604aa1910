"""The records of the actor book: actors, role nouns, the spellings of names, and all of them together."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from detente.codes.actor_rows import EVER, NEVER
from detente.crisis import ActorKind

LONG_GONE = 1911
"""A state that ended before this year is meant only where the year of the text says so."""
GROUP_KINDS = {"party": "party", "movement": "party", "people": "population"}
"""Kinds of ``groups.tsv`` that are not armed groups."""


class ActorEntry(Struct, frozen=True):
    """An actor of a code book. ``since`` and ``until`` are years; ``role`` a role suffix or kind of group.

    A leader's entry is the person (``role`` the first office held, ``codes["office"]`` all of them); within a
    term ``find`` gives the office (``id`` ``PAK_PM``) with the person's name and ``codes["person"]``.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    codes: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    role: str = ""


class RoleEntry(Struct, frozen=True):
    """A role noun. ``suffix`` makes the id of the role holder (``PAK`` + ``FM`` = ``PAK_FM``).

    ``of_state``: the words stand for the state itself ("the government"); ``generic``: a class of actors with
    no name of their own ("militants"); ``sector`` the PLOVER sector; ``codes`` codes of a user's dictionary.
    """

    form: str
    suffix: str
    kind: ActorKind
    sector: str = ""
    of_state: bool = False
    plural: bool = False
    generic: bool = False
    codes: dict[str, str] = {}


class ActorForm(NamedTuple):
    """A spelling of an entry's name (an empty ``entry`` hides the words); days as yyyymmdd."""

    name: str
    entry: str
    how: str
    since: int = EVER
    until: int = NEVER
    any_case: bool = False

    @property
    def long_gone(self) -> bool:
        return self.until < LONG_GONE * 10000


class Tables(NamedTuple):
    """All tables, merged. ``terms`` holds the offices of each leader, ``needs`` notes on ambiguous names."""

    entries: dict[str, ActorEntry]
    forms: tuple[ActorForm, ...]
    terms: dict[str, tuple[ActorEntry, ...]]
    roles: dict[str, RoleEntry]
    needs: dict[str, str]
