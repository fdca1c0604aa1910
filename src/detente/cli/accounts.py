"""What the verbs that work on one crisis, or on a table of events, are given on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis


def one_crisis(path: str, *, published: str | None, coder: str, codes: Path | None) -> Crisis:
    """A saved crisis, or the account read. Raises ``UsageError`` (G207) where there are several accounts."""
    from detente.cli.output import load_crisis

    if path.endswith(".json"):
        return load_crisis(path)
    from detente.documents import gather
    from detente.reading import Reader

    documents = gather((path,), published=published)
    if len(documents) != 1:
        raise UsageError("G207", "holds several documents", where=path, remedy="Name one file")
    return Reader(coder=coder, codes=codes).read(documents[0])


def two_sides(between: str | None) -> tuple[str, str] | None:
    """The two names of ``--between ID,ID``. Raises ``UsageError`` (G305) for another number of names."""
    if between is None:
        return None
    names = [name.strip() for name in between.split(",")]
    if len(names) != 2 or not all(names):
        raise UsageError("G305", f"{between!r} does not name two sides", remedy="Write --between ID,ID")
    return names[0], names[1]
