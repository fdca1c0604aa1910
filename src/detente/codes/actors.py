"""Who may act: states, leaders, armed groups, organisations, state organs and role nouns.

The tables under ``data/`` hold the facts; this module looks them up. A user's folder of code books (our
tables or PETRARCH dictionaries) adds to and overrides them.
"""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from detente.codes import actor_tables
from detente.codes.actor_entries import ActorEntry, ActorForm, RoleEntry, Tables
from detente.codes.actor_rows import plural_of
from detente.codes.names import Found, NameIndex, form_of, name_key

How = Literal[
    "name", "adjective", "people", "capital", "metonym", "acronym", "leader", "group", "organisation", "organ"
]
"""How a text names an actor."""


SURNAME_ONLY = "a surname alone: needs a title or a role beside it"


REMEMBERED = 40
"""Years after which a surname alone no longer stands for the leader who bore it."""


FORESEEN = 10
"""Years before its foundation in which an account that ranges over years may name a group or body."""


class NameHit(Struct, frozen=True):
    """A name in a text. More than one entry: ambiguous, likeliest first; ``needs`` says what would decide."""

    start: int
    end: int
    text: str
    how: How
    entries: tuple[ActorEntry, ...]
    needs: str = ""


class ActorBook:
    """All actors that the code books know. Build it once; look-ups are safe from several threads."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @classmethod
    def shipped(cls) -> ActorBook:
        """The book of the tables that ship with détente."""
        return cls(actor_tables.shipped_tables())

    def with_folder(self, path: Path | str) -> ActorBook:
        """This book with a user's folder of code books added; the user's entries override.

        The folder may hold our own tables (``states.tsv``, ``groups.tsv``, …) and PETRARCH dictionaries
        (``*.actors.txt``, ``*.agents.txt``). Raises ``CodeBookError`` (C201, C202, C220 to C229) with file,
        line and remedy.
        """
        return ActorBook(actor_tables.with_folder(self._tables, Path(path)))

    def find(self, text: str, year: int | None = None, on: date | None = None) -> list[NameHit]:
        """All names in ``text``, in text order, none inside another.

        ``year`` or the day ``on`` (of the events told) drops what did not exist then, if something else fits.
        """
        day = _Window.of(year, on)
        hits: list[NameHit] = []
        for found in self._index.find(text):
            hit = self._hit(text, found, day)
            if hit is not None:
                hits.append(hit)
            elif day is not None and any(form.payload.entry for form in found.forms):
                # of another time: a shorter name inside it may be meant ("US-led coalition")
                last = text.rfind(" ", found.start, found.end)
                inner = self._index.find(text[found.start : last]) if last > found.start else []
                shorter = (self._hit(text[found.start : last], each, day) for each in inner)
                hits += [replace(each, start=each.start + found.start, end=each.end + found.start)
                         for each in shorter if each is not None]  # fmt: skip
        return _with_surnames(hits)

    def entry(self, actor: str) -> ActorEntry | None:
        """The entry with this id."""
        return self._tables.entries.get(actor)

    def entries(self) -> tuple[ActorEntry, ...]:
        """Every entry."""
        return tuple(self._tables.entries.values())

    def state(self, iso3: str) -> ActorEntry | None:
        """The state with this id (an ISO3 code, or the stable code of a historical state)."""
        entry = self._tables.entries.get(iso3)
        return entry if entry is not None and entry.kind == "state" else None

    def states(self) -> tuple[ActorEntry, ...]:
        """Every state."""
        return tuple(entry for entry in self._tables.entries.values() if entry.kind == "state")

    def had_office(self, state: str, suffix: str, year: int | None = None) -> bool:
        """Whether the leaders table has somebody in this office of a state, within 25 years of ``year``."""
        terms = self._offices.get(f"{state}_{suffix}", ())
        return any(
            year is None or ((since or 0) - 25 <= year and year <= (until or 9999) + 25)
            for since, until in terms
        )

    def role(self, form: str) -> RoleEntry | None:
        """The role that a noun names, in any case: ``role("Foreign Minister").suffix == "FM"``."""
        return self._tables.roles.get(name_key(form))

    def singular(self, role: RoleEntry) -> str:
        """The words of a role for one holder ("ambassadors" gives "ambassador"); bodies keep theirs."""
        return self._singulars.get(f"{role.suffix} {role.form}", role.form) if role.plural else role.form

    def roles(self) -> tuple[RoleEntry, ...]:
        """Every role form."""
        return tuple(self._tables.roles.values())

    @cached_property
    def _singulars(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for role in self._tables.roles.values():
            if not role.plural:
                found.setdefault(f"{role.suffix} {plural_of(role.form)}", role.form)
        return found

    @cached_property
    def _offices(self) -> dict[str, list[tuple[int | None, int | None]]]:
        found: dict[str, list[tuple[int | None, int | None]]] = {}
        for terms in self._tables.terms.values():
            for term in terms:
                found.setdefault(term.id, []).append((term.since, term.until))
        return found

    @cached_property
    def _index(self) -> NameIndex[ActorForm]:
        made = (form_of(form.name, form, form.any_case) for form in self._tables.forms)
        return NameIndex(form for form in made if form is not None)

    def _hit(self, text: str, found: Found[ActorForm], day: _Window | None) -> NameHit | None:
        forms = _fitting([form.payload for form in found.forms], day)
        entries: dict[str, ActorEntry] = {}
        for form in forms:
            entry = self._resolved(form, day)
            if entry is not None:
                entries.setdefault(entry.id, entry)
        if not entries:
            return None
        quote = text[found.start : found.end]
        needs = self._tables.needs.get(name_key(quote), "")
        how = cast(How, next(form.how for form in forms if form.entry))
        return NameHit(found.start, found.end, quote, how, tuple(entries.values()), needs)

    def _resolved(self, form: ActorForm, day: _Window | None) -> ActorEntry | None:
        """The entry of a form; a leader is the office (``PAK_PM``) while in it, the person otherwise."""
        terms = self._tables.terms.get(form.entry)
        if terms is None or day is None:
            return self._tables.entries.get(form.entry)
        held = [term for term in terms if day.meets(_first(term.since), _last(term.until))]
        return held[0] if held else self._tables.entries.get(form.entry)


def _with_surnames(hits: list[NameHit]) -> list[NameHit]:
    """A bare surname is the person whom the text names in full, if there is one; else it says so."""
    full: dict[str, tuple[ActorEntry, ...]] = {}
    for hit in hits:
        words = name_key(hit.text).split(" ") if hit.how == "leader" else []
        if len(words) > 1:
            full.setdefault(words[-1], hit.entries)
    settled = []
    for hit in hits:
        if hit.how == "leader" and " " not in (key := name_key(hit.text)):
            known = full.get(key)
            hit = replace(hit, entries=known) if known else replace(hit, needs=hit.needs or SURNAME_ONLY)
        settled.append(hit)
    return settled


@cache
def shipped_actors() -> ActorBook:
    """The shipped book, built once."""
    return ActorBook.shipped()


class _Window(Struct, frozen=True):
    """The days a text may speak of, as yyyymmdd."""

    first: int
    last: int

    @classmethod
    def of(cls, year: int | None, on: date | None) -> _Window | None:
        if on is not None:
            number = on.year * 10000 + on.month * 100 + on.day
            return cls(number, number)
        return None if year is None else cls(_first(year), _last(year))

    def meets(self, since: int, until: int) -> bool:
        return since <= self.last and self.first <= until


def _first(year: int | None) -> int:
    return 0 if year is None else year * 10000 + 101


def _last(year: int | None) -> int:
    return 99999999 if year is None else year * 10000 + 1231


def _fitting(forms: list[ActorForm], day: _Window | None) -> list[ActorForm]:
    """The forms that existed at the time, if any did; without a time, none that is long gone."""
    if day is None:
        return [form for form in forms if not form.long_gone]
    inside = [form for form in forms if day.meets(form.since, form.until)]
    return inside or [form for form in forms if not form.long_gone and _may_be_meant(form, day)]


def _may_be_meant(form: ActorForm, day: _Window) -> bool:
    """Whether a name outside its years may still be meant: of the past it may, of what is to come hardly."""
    if form.how == "leader":
        return form.since <= day.last and day.first - form.until < REMEMBERED * 10000
    return form.how in {"name", "adjective", "people"} or form.since <= day.last + FORESEEN * 10000
