"""The Crisis: all records that a reading made, and the ways to ask, save and load it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from detente.crisis.actor import Actor
from detente.crisis.affairs import Cause, Claim, Motive, Pressure, Relation
from detente.crisis.coding import Coding
from detente.crisis.course import DiplomaticChange, Note, Order, Phase
from detente.crisis.document import Document
from detente.crisis.event import Event
from detente.crisis.evidence import Span
from detente.errors import RecordError

FORMAT = "detente/1"


class Crisis(Struct, frozen=True, omit_defaults=True):
    """What an account describes. Ids are unique within their kind; events refer to actors by id."""

    documents: tuple[Document, ...]
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    pressures: tuple[Pressure, ...] = ()
    motives: tuple[Motive, ...] = ()
    causes: tuple[Cause, ...] = ()
    claims: tuple[Claim, ...] = ()
    order: tuple[Order, ...] = ()
    diplomacy: tuple[DiplomaticChange, ...] = ()
    phases: tuple[Phase, ...] = ()
    notes: tuple[Note, ...] = ()
    codings: tuple[Coding, ...] = ()
    sentences: tuple[Span, ...] = ()
    parties: tuple[str, ...] = ()
    coder: str = ""
    made_by: str = ""

    @property
    def document(self) -> Document:
        """The first document (the only one unless crises were merged)."""
        return self.documents[0]

    def actor(self, id: str) -> Actor:
        """The actor with this id. Raises ``KeyError``."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def name(self, id: str) -> str:
        """The name of an actor, or the id itself when no actor has it."""
        return next((actor.name for actor in self.actors if actor.id == id), id)

    def event(self, id: str) -> Event:
        """The event with this id. Raises ``KeyError``."""
        for event in self.events:
            if event.id == id:
                return event
        raise KeyError(id)

    def distinct(self) -> list[Event]:
        """One event per thing that happened: repeated mentions (``same_as``) are left out."""
        return [event for event in self.events if event.same_as is None]

    def happened(self) -> list[Event]:
        """Distinct events that the account itself states as having taken place."""
        return [event for event in self.distinct() if event.happened]

    def timeline(self) -> list[Event]:
        """Distinct events in time order as far as dates and ``order`` fix it, else in text order.

        Narrative order is not time order: an event without a date stands where ``order`` puts it.
        """
        from detente.crisis.timeline import in_time_order

        return in_time_order(self.distinct(), self.order)

    def dyad(self, first: str, second: str) -> list[Event]:
        """Distinct events in time order between two states, their organs and their officials."""
        one, two = self._side(first), self._side(second)
        return [
            event
            for event in self.timeline()
            if (one & set(event.sources) and two & set(event.targets))
            or (two & set(event.sources) and one & set(event.targets))
        ]

    def _side(self, id: str) -> set[str]:
        return {id} | {actor.id for actor in self.actors if actor.country == id}

    def to_json(self, *, indent: int | None = None) -> str:
        """One JSON object with the names of DESIGN (``document``, ``actors``, ``events`` …)."""
        body: dict[str, Any] = {"format": FORMAT, **msgspec.to_builtins(self)}
        documents = body.pop("documents")
        body = {"format": body.pop("format"), "document": documents[0], **body}
        if len(documents) > 1:
            body["more_documents"] = documents[1:]
        for key in ("actors", "events", "relations", "pressures", "motives", "causes", "claims", "order"):
            body.setdefault(key, [])
        for event in body["events"]:
            event.setdefault("modality", "asserted")
            event.setdefault("sources", [])
            event.setdefault("targets", [])
        raw = msgspec.json.encode(body)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode("utf-8", "surrogatepass")

    @classmethod
    def from_json(cls, raw: str | bytes, *, where: str = "crisis") -> Crisis:
        """The crisis that ``to_json`` wrote. Raises ``RecordError`` (R101) on anything else."""
        try:
            body = msgspec.json.decode(raw)
            if not isinstance(body, dict) or "document" not in body:
                raise msgspec.ValidationError("no document in it")
            body["documents"] = [body.pop("document"), *body.pop("more_documents", [])]
            made = body.pop("format", FORMAT)
            if made != FORMAT:
                raise msgspec.ValidationError(f"format {made!r}, this program reads {FORMAT!r}")
            return msgspec.convert(body, cls)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise RecordError(
                "R101",
                f"not a saved crisis ({error})",
                where=where,
                remedy="Make it with `detente read FILE --format json -o FILE.json`",
            ) from error

    def save(self, path: str | Path) -> None:
        """Write ``to_json`` to ``path``; a failed write leaves a former file as it was."""
        from detente.crisis.storage import write_whole

        write_whole(Path(path), self.to_json(indent=1))

    @classmethod
    def load(cls, path: str | Path) -> Crisis:
        """Read a crisis that ``save`` wrote. Raises ``RecordError`` (R101, R102), ``UsageError`` (S203)."""
        from detente.crisis.storage import read_whole

        return cls.from_json(read_whole(Path(path)), where=str(path))

    def to_frame(self, kind: str = "events") -> Any:
        """The records of one kind as a pandas (or, without pandas, polars) data frame, one row each.

        ``kind`` is ``events``, ``relations``, ``pressures``, ``motives``, ``claims``, ``causes`` or
        ``actors``. Raises ``ImportError`` when neither library is installed.
        """
        from detente.crisis.frames import to_frame

        return to_frame(rows(getattr(self, kind)))

    def _repr_html_(self) -> str:
        from detente.crisis.frames import notebook_html

        return notebook_html(self.document.title or self.document.id, self.timeline(), self.name)


def rows(records: Iterable[Struct]) -> list[dict[str, Any]]:
    """Flat rows: nested records become ``name.field`` columns, lists become ``;``-joined text."""
    return [_flat(msgspec.structs.asdict(record)) for record in records]


def _flat(fields: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in fields.items():
        if isinstance(value, Struct):
            row |= _flat(msgspec.structs.asdict(value), f"{prefix}{key}.")
        elif isinstance(value, tuple):
            row[prefix + key] = ";".join(
                f"{item.start}-{item.end}" if isinstance(item, Span) else str(getattr(item, "quote", item))
                for item in value
            )
        elif isinstance(value, dict):
            row[prefix + key] = ";".join(f"{name}={text}" for name, text in value.items())
        else:
            row[prefix + key] = value
    return row
