"""Who acts: one record per thing, however the text calls it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.crisis.evidence import Span

ActorKind = Literal[
    "state",
    "government",
    "official",
    "military",
    "diplomat",
    "person",
    "party",
    "armed group",
    "international organisation",
    "population",
    "media",
    "place",
    "unknown",
]

UNSPEC = "UNSPEC"
"""The id that stands for nobody named."""

AUTHOR = "author"
"""The speaker of what the account itself states."""


class Mention(Struct, frozen=True, omit_defaults=True):
    """A place where the text speaks of an actor. ``how``: name, demonym, metonym, role, pronoun, set, …"""

    document: str
    start: int
    end: int
    quote: str
    how: str = "name"
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Actor(Struct, frozen=True, omit_defaults=True):
    """An actor. ``codes`` holds e.g. ``{"iso3": "PAK", "cow": "770", "gw": "770", "plover": "MIL"}``.

    ``country`` is the ISO3 code of the state it belongs to; ``generic`` marks groups without a name of
    their own ("anti-Pakistan groups").
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    codes: dict[str, str] = {}
    generic: bool = False
    mentions: tuple[Mention, ...] = ()
