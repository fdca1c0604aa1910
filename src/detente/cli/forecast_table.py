"""``detente forecast TABLE``: who does what to whom next on a table of events, and where conflict comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.dynamics import EventTable

ActOption = Annotated[
    str | None, typer.Option("--act", help="In a table: the event whose other side is asked for.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", help="With --act: who acts; the target is asked for.", metavar="ACTOR")
]
ToOption = Annotated[
    str | None, typer.Option("--to", help="With --act: on whom; who acts is asked for.", metavar="ACTOR")
]
PairOption = Annotated[
    str | None, typer.Option("--pair", help="In a table: conflict between two actors.", metavar="A,B")
]
NoNamesOption = Annotated[
    bool, typer.Option("--no-names", help="Leave roles and countries in actors' names unread.")
]


class TableQuestion(NamedTuple):
    """What is asked of a table; nothing where the pairs nearest to conflict are wanted."""

    act: str | None = None
    from_: str | None = None
    to: str | None = None
    pair: str | None = None


def no_account(given: Mapping[str, object]) -> None:
    """Refuse options that only an account has (H226)."""
    for name, value in given.items():
        if value:
            raise UsageError(
                "H226", f"--{name} is for accounts, and this is a table", remedy="Leave the option out"
            )


def forecast_table(
    path: str,
    question: TableQuestion,
    *,
    as_of: str | None = None,
    limit: int = 10,
    names: bool = True,
    columns: Mapping[str, str | None] | None = None,
    book: str | None = None,
    skip: bool = False,
    format: str = "brief",
    seed: int = 0,
) -> str:
    """The forecast as text (``brief``) or JSON (``json``), from the events before ``as_of``.

    ``columns`` names the columns of the table (source, event, target, day) where they are not found by
    themselves, ``book`` the code book of its events. Raises ``UsageError`` (H225) and the errors of
    ``read_table`` and ``forecast_stream``.
    """
    from detente.dynamics import forecast_stream, read_table
    from detente.report import stream_json, stream_text

    table = read_table(path, skip=skip, **dict(columns or {}))
    found = forecast_stream(
        table if book is None else replace(table, scheme=book),
        event=question.act,
        source=question.from_,
        target=question.to,
        pair=_two(question.pair, table),
        day=None if as_of is None else _day(as_of, table),
        top=limit,
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
        raise UsageError("H225", f"{text!r} is no day", where="--as-of", remedy=f"Write {form}") from None
