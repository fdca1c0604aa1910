"""Dates in prose and in tables, with the precision that the text gives and no more."""

from __future__ import annotations

import re

from detente.crisis import Crisis, Event, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


def point(iso: str, *, short: bool = False) -> str:
    """``2024-01-22`` as ``22 January 2024`` (or ``22 Jan 2024``); anything else stays as it is."""
    match = _ISO.match(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year if month is None else iso
    name = MONTHS[int(month) - 1]
    return " ".join(part for part in (day and str(int(day)), name[:3] if short else name, year) if part)


def in_words(when: When | None) -> str:
    """The date as an adverbial, ``""`` when there is none: ``on 22 January 2024``, ``in the 1990s``."""
    if when is None or not when.iso:
        return ""
    if ";" in when.iso:
        parts = [point(part) for part in when.iso.split(";")]
        return f"on {', '.join(parts[:-1])} and {parts[-1]}"
    first, _, last = when.iso.partition("..")
    if last and first and first != last:
        return f"between {point(first)} and {point(last)}"
    if last and not first:
        return f"until {point(last)}"
    if when.precision == "decade":
        return f"in the {first[:3]}0s"
    return f"{'on' if len(first) == 10 else 'in'} {point(first)}"


def short(when: When | None) -> str:
    """The date for a table, ``""`` when the text fixes none: ``22 Jan 2024``, ``≈ Jan 2024 (month)``."""
    if when is None:
        return ""
    if not when.iso:
        return f"“{when.words}”" if when.words else ""
    text = " and ".join(
        " – ".join(point(end, short=True) or "…" for end in part.split("..")) for part in when.iso.split(";")
    )
    if when.precision == "decade":
        text = f"{when.iso[:3]}0s"
    if when.precision not in ("day", "none"):
        text = f"≈ {text} ({when.precision})"
    return text


def basis(when: When | None) -> str:
    """How the date was found, where the words do not say it all; ``""`` for a date stated in full."""
    if when is None:
        return ""
    parts: list[str] = [] if when.basis == "stated" else [when.basis]
    if when.inferred:
        parts.append(f"{when.inferred.replace(' ', ' and ')} inferred")
    return ", ".join(parts)


def anchors(crisis: Crisis) -> dict[str, str]:
    """For each event with an order link, the nearest thing said: ``after e3``, ``same time as e4``."""
    said: dict[str, str] = {}
    for link in crisis.order:
        if link.relation == "=":
            said.setdefault(link.after, f"same time as {link.before}")
            said.setdefault(link.before, f"same time as {link.after}")
        else:
            said.setdefault(link.after, f"after {link.before}")
    for link in crisis.order:
        if link.relation == "<":
            said.setdefault(link.before, f"before {link.after}")
    return said


def in_table(event: Event, near: dict[str, str]) -> str:
    """The date column of a timeline: the date, else ``undated, after e3``, else ``undated``."""
    told = short(event.when)
    if told and event.when and event.when.iso:
        return told
    place = near.get(event.id)
    return ", ".join(part for part in (told or "undated", place) if part)
