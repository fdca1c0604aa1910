"""What an account states about itself in its first lines: ``Title: …``, ``Date: …``, ``Source: …``."""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct

from detente.crisis import Span
from detente.documents.boilerplate import byline_date
from detente.documents.dates import stated_date

MOST_LINES = 12
BYLINE_WITHIN = 4
"""Lines after the labelled ones among which a byline with a date is looked for."""
_LINE = re.compile(
    r"\s{0,8}(title|headline|date|published(?: on)?|publication date|source|publisher|url|author|byline|by)"
    r"\s{0,4}:\s{0,8}(\S.{0,500})",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "source": "source",
    "publisher": "source",
    "url": "source",
}


class Header(Struct, frozen=True):
    """The fields found, the lines they stand in, and what could not be used."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


def read_header(text: str) -> Header:
    """The labelled lines at the top of ``text``; they end at the first line that is none.

    A byline below them that ends with a date gives the publication date where no label does.
    """
    fields: dict[str, str] = {}
    spans: list[Span] = []
    warnings: list[str] = []
    place = 0
    for _ in range(MOST_LINES):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        line = text[place:end]
        match = _LINE.fullmatch(line.rstrip()) if len(line) < 1_000 else None
        if match:
            spans.append(Span(place + len(line) - len(line.lstrip()), place + len(line.rstrip())))
            _take(fields, warnings, _FIELDS.get(match.group(1).lower()), match.group(2).strip())
        elif line.strip() or end == len(text):
            break
        place = end + 1
    # Nothing but labelled lines is a form, not an account with a header.
    if not text[place:].strip():
        return Header()
    published = fields.get("published") or published_in_byline(text[place:])
    return Header(fields.get("title"), published, fields.get("source"), tuple(spans), tuple(warnings))


def published_in_byline(text: str) -> str | None:
    """The date of a byline among the first lines, as ISO."""
    lines = (line.strip() for line in text[: 1_000 * BYLINE_WITHIN].split("\n"))
    first = islice((line for line in lines if line), BYLINE_WITHIN)
    dates = (stated_date(date) for line in first if (date := byline_date(line)))
    return next(filter(None, dates), None)


def _take(fields: dict[str, str], warnings: list[str], field: str | None, value: str) -> None:
    if field is None or field in fields:
        return
    if field != "published":
        fields[field] = value
    elif date := stated_date(value):
        fields[field] = date
    else:
        warnings.append(f"the publication date {value[:40]!r} in the file is no date and was left out")
