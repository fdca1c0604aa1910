"""Cells of the actor tables: spans of years, person ids, acronyms and plurals."""

from __future__ import annotations

import re
from itertools import zip_longest

from detente.codes.names import name_key, words_of
from detente.codes.table import values

OWN_YEARS = re.compile(r"(.+\S) \[(\d{4})?\.\.(\d{4})?\]")
"""A name with years of its own: "Nationalist China [1912..1949]"."""
EVER = 0
NEVER = 99999999


def periods(row: dict[str, str]) -> tuple[tuple[int, int], ...]:
    """The spans of ``from`` and ``until`` (years, several by ``|``) as yyyymmdd."""
    begins, ends = values(row.get("from", "")), values(row.get("until", ""))
    spans = [
        (int(begin) * 10000 + 101 if begin else EVER, int(end) * 10000 + 1231 if end else NEVER)
        for begin, end in zip_longest(begins, ends, fillvalue="")
    ]
    return tuple(spans) or ((EVER, NEVER),)


def dated_name(name: str) -> tuple[str, tuple[int, int] | None]:
    """A name without the years that it carries, and these as yyyymmdd where it carries any."""
    found = OWN_YEARS.fullmatch(name)
    if found is None:
        return name, None
    begin, end = found.group(2), found.group(3)
    first = int(begin) * 10000 + 101 if begin else EVER
    return found.group(1), (first, int(end) * 10000 + 1231 if end else NEVER)


def year_of(day: int) -> int | None:
    """The year of a day as yyyymmdd; none for an open end."""
    return None if day in (EVER, NEVER) else day // 10000


def country_or_none(code: str) -> str | None:
    """The ISO3 code, unless the leader leads an organisation."""
    return code if len(code) == 3 and code.isupper() else None


def person_id(country: str, name: str) -> str:
    """A stable slug for a person."""
    return f"{name_key(name).replace(' ', '-')}-{country.lower()}"


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only ("USA", "U.S.")."""
    words = words_of(name)
    return len("".join(words)) <= 6 and "".join(words).isupper() and max(map(len, words)) <= 5


def plural_of(form: str) -> str:
    """The regular plural of a role noun: the head before "of", "to", "for", "in", "at"."""
    words = form.split(" ")
    head = (
        next((n for n, word in enumerate(words) if word in ("of", "to", "for", "in", "at")), len(words)) - 1
    )
    word = words[max(head, 0)]
    if word.endswith("man"):
        word = word[:-2] + "en"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        word = word[:-1] + "ies"
    elif word.endswith(("s", "x", "ch", "sh")):
        word += "es"
    else:
        word += "s"
    words[max(head, 0)] = word
    return " ".join(words)
