"""Dates that keep their precision and the words they came from."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Precision = Literal["day", "month", "year", "decade", "habitual", "none"]
Basis = Literal["stated", "from publication date", "from the narrative", "inferred"]


class When(Struct, frozen=True, omit_defaults=True):
    """A date or interval.

    ``iso`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, an interval ``A..B`` or a list ``A;B``; ``None`` when
    the words fix no calendar date ("over the years", "30 February"). ``words`` with ``start``/``end`` are
    where the text says it (none when inferred); ``basis`` says how the value was found; ``inferred`` names
    the parts that the words do not hold (``"year"``, ``"year month"``).
    """

    iso: str | None
    precision: Precision
    words: str = ""
    start: int | None = None
    end: int | None = None
    basis: Basis = "stated"
    inferred: str | None = None

    @property
    def earliest(self) -> str | None:
        """The first value of the interval or list, for sorting."""
        return self.iso.replace(";", "..").split("..")[0] if self.iso else None

    @property
    def latest(self) -> str | None:
        """The last value of the interval or list, for sorting."""
        return self.iso.replace(";", "..").split("..")[-1] if self.iso else None

    def __str__(self) -> str:
        return self.iso or self.words or "undated"
