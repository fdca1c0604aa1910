"""What a saved crisis must hold to, beyond the form of its records: it may have been corrected by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from detente.crisis.document import Document
from detente.crisis.event import Event
from detente.crisis.evidence import Evidence, Span

LOWEST_RUNG, HIGHEST_RUNG = -3, 7


def fault(
    documents: Sequence[Document], sentences: Sequence[Span], records: Mapping[str, Iterable[Struct]]
) -> str | None:
    """What the first record says that the texts or the ladder contradict; ``None`` if none does so."""
    texts = {document.id: document.text for document in documents}
    longest = max(map(len, texts.values()), default=0)
    # Of merged accounts only evidence names its text.
    everything = {"sentence": sentences, **records}
    for name, several in everything.items():
        for place, record in enumerate(several, 1):
            which = f"{name} {getattr(record, 'id', place)}"
            for part in _parts(record):
                if isinstance(part, Evidence):
                    if part.document not in texts:
                        return f"{which} has its evidence in a document {part.document!r} that is not here"
                    if part.span.slice(texts[part.document]) != part.quote:
                        return f"the quote of {which} is not what stands at {part.start} to {part.end}"
                elif isinstance(part, Span) and not 0 <= part.start <= part.end <= longest:
                    return f"{which} points at {part.start} to {part.end}, outside the text"
            if isinstance(record, Event) and not LOWEST_RUNG <= (record.rung or 0) <= HIGHEST_RUNG:
                return (
                    f"{which} stands on rung {record.rung}, and rungs go from {LOWEST_RUNG} to {HIGHEST_RUNG}"
                )
    return None


def _parts(record: Struct) -> Iterator[Struct]:
    """The record and every record inside it."""
    yield record
    for field in record.__struct_fields__:
        value = getattr(record, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Struct):
                yield from _parts(each)
