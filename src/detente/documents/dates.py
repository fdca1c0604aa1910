"""Publication dates that stand in a file as such; nothing is read out of prose here."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
LONGEST = 80


def iso_date(value: str) -> str | None:
    """``value`` when it is an ISO date or part of one that the calendar has, else ``None``."""
    match = _ISO.fullmatch(value)
    return _checked(*match.groups()) if match else None


def stated_date(value: str) -> str | None:
    """The ISO form of a date written out: ISO with or without a time, "22 January 2024", "Jan. 22, 2024".

    ``None`` for anything else; "01/02/2024" has two readings and is not guessed.
    """
    value = " ".join(value[:LONGEST].split())
    if match := _ISO.match(value):
        rest = value[match.end() :]
        return _checked(*match.groups()) if not rest or _TIME.fullmatch(rest) else None
    value = _WEEKDAY.sub("", value, count=1)
    # RFC 2822 and newspapers put the time last; an offset of hours does not change the day as written.
    value = re.sub(r",?\s+(?:at\s+)?\d{1,2}:\d{2}.{0,20}$", "", value)
    if match := _DAY_FIRST.fullmatch(value):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(value):
        month, day, year = match.groups()
    else:
        return None
    number = _MONTHS.get(month.lower())
    return _checked(year, f"{number:02d}", f"{int(day):02d}" if day else None) if number else None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
