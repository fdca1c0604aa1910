"""Places: regions, cities, borders, seas and mountains that accounts of crises name, with their country."""

from __future__ import annotations

from functools import cache, cached_property

from msgspec import Struct

from detente.codes import table
from detente.codes.names import NameIndex, form_of
from detente.codes.table import Table, values


class PlaceEntry(Struct, frozen=True):
    """A place. ``countries``: ISO3 codes; several where it is shared or disputed, none for the high seas."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    disputed: bool = False


class PlaceHit(Struct, frozen=True):
    """A place name in a text. More than one entry: places of the same name."""

    start: int
    end: int
    text: str
    entries: tuple[PlaceEntry, ...]


class PlaceBook:
    """All places of the table. Build it once; look-ups are safe from several threads."""

    def __init__(self, book: Table, hidden: tuple[str, ...] = ()) -> None:
        """``hidden``: names that are no places but hold one ("Saudi Arabia", "South Africa")."""
        self._entries = tuple(
            PlaceEntry(row["id"], row["name"], row["kind"], values(row["country"]), values(row["aliases"]),
                       row["disputed"] == "yes")
            for row in book.rows
        )  # fmt: skip

        self._hidden = hidden

    @classmethod
    def shipped(cls) -> PlaceBook:
        """The book of the table that ships with détente."""
        return cls(table.shipped("places.tsv"), _state_names(table.shipped("states.tsv")))

    def find(self, text: str) -> list[PlaceHit]:
        """All place names in ``text``, in text order, none inside another. Names match as written only."""
        hits = []
        for found in self._index.find(text):
            entries = tuple(dict.fromkeys(form.payload for form in found.forms if form.payload is not None))
            if entries:
                hits.append(PlaceHit(found.start, found.end, text[found.start : found.end], entries))
        return hits

    def country(self, name: str) -> tuple[str, ...]:
        """The countries of the place of this name; none when unknown or when several places have the name."""
        entries = {form.payload for form in self._index.look_up(name) if form.payload is not None}
        return next(iter(entries)).countries if len(entries) == 1 else ()

    def entries(self) -> tuple[PlaceEntry, ...]:
        """Every place."""
        return self._entries

    @cached_property
    def _index(self) -> NameIndex[PlaceEntry | None]:
        named: list[tuple[str, PlaceEntry | None]] = [
            (name, entry) for entry in self._entries for name in (entry.name, *entry.aliases)
        ]
        named += [(name, None) for name in self._hidden]
        return NameIndex(form for name, entry in named if (form := form_of(name, entry)) is not None)


def _state_names(book: Table) -> tuple[str, ...]:
    names = (name for row in book.rows for name in (row["name"], *values(row["names"])))
    return tuple(name for name in names if " " in name or "-" in name)


@cache
def shipped_places() -> PlaceBook:
    """The shipped book, built once."""
    return PlaceBook.shipped()
