"""``detente forecast TABLE``: who does what to whom next on a table of events, and where conflict comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.dynamics import EventTable


def forecast_table(
    path: str,
    *,
    source: str | None = None,
    event: str | None = None,
    target: str | None = None,
    pair: str | None = None,
    day: str | None = None,
    top: int = 10,
    names: bool = True,
    skip: bool = False,
    columns: Mapping[str, str | None] | None = None,
    format: str = "brief",
    seed: int = 0,
) -> str:
    """The forecast as text (``brief``) or JSON.

    ``source`` and ``event`` ask for the target, ``event`` and ``target`` for the source, ``pair`` ("A,B") for
    conflict between two; without any of them the pairs nearest to conflict are listed. ``columns`` names the
    columns of the table (source, event, target, day) where they are not found by themselves. Raises the
    errors of ``read_table`` and ``forecast_stream``.
    """
    from detente.dynamics import forecast_stream, read_table
    from detente.report import stream_json, stream_text

    table = read_table(path, skip=skip, **dict(columns or {}))
    found = forecast_stream(
        table,
        event=event,
        source=source,
        target=target,
        pair=_two(pair, table),
        day=None if day is None else _day(day, table),
        top=top,
        names=names,
        seed=seed,
    )
    return stream_json(found) if format == "json" else stream_text(found)


def _two(pair: str | None, table: EventTable) -> tuple[str, str] | None:
    """Two names with a comma between them; a name may hold commas itself."""
    if pair is None:
        return None
    words = pair.split(",")
    known = {actor.casefold().replace("_", " ") for actor in table.actors}
    cuts = [(",".join(words[:at]).strip(), ",".join(words[at:]).strip()) for at in range(1, len(words))]
    for cut in cuts:
        if all(name.casefold().replace("_", " ") in known for name in cut):
            return cut
    if not cuts or not all(cuts[0]):
        raise UsageError("H225", f"{pair!r} is no pair", where="--pair", remedy="Write two names: A,B")
    return cuts[0]


def _day(text: str, table: EventTable) -> int:
    """A day as the table writes its days: an ISO date, or a whole number."""
    from datetime import date

    try:
        if not table.dated:
            return int(text)
        return (date.fromisoformat(text) - date(1970, 1, 1)).days
    except ValueError:
        form = "a date such as 2024-01-16" if table.dated else "a whole number, as in the table"
        raise UsageError("H225", f"{text!r} is no day", where="--day", remedy=f"Write {form}") from None
