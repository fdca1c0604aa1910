"""What numbers rest on, in words: the records of a crisis, the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.crisis import Cause, Claim, Crisis, Event, Motive, Pressure, Relation
from detente.report.describe import Describer, records
from detente.report.room_page import Proof

if TYPE_CHECKING:
    from detente.dynamics import EventTable


def proofs_of(what: Crisis | EventTable, ids: Iterable[str]) -> Iterator[Proof]:
    """A proof for each of the ids, in their order; ids that nothing has are passed over."""
    wanted = list(dict.fromkeys(ids))
    return _of_crisis(what, wanted) if isinstance(what, Crisis) else _of_table(what, wanted)


def _of_crisis(crisis: Crisis, ids: list[str]) -> Iterator[Proof]:
    describe, known = Describer(crisis), records(crisis)
    for id in ids:
        match known.get(id):
            case Event() as event:
                quote = describe.context(event.evidence).quote
                yield Proof(id, describe.record(id), describe.date(event), quote)
            case Relation() | Pressure() | Motive() | Claim() | Cause() as record:
                since = describe.short(record.since) if isinstance(record, Relation) else ""
                yield Proof(id, describe.record(id), since, describe.context(record.evidence).quote)
            case _:
                pass


def _of_table(table: EventTable, ids: list[str]) -> Iterator[Proof]:
    wanted = {int(id) for id in ids if id.isdecimal()}
    place = {line: at for at, line in enumerate(table.rows.tolist()) if line in wanted}
    for id in ids:
        at = place.get(int(id)) if id.isdecimal() else None
        if at is not None:
            source, target = table.actors[table.source[at]], table.actors[table.target[at]]
            words = f"{source} → {table.kinds[table.kind[at]]} → {target}"
            yield Proof(id, words, table.date(int(table.day[at])), "")
