"""Crises and tables made of a few lines, and the data that is not part of the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from detente.codes import rung
from detente.crisis import Actor, Crisis, Document, Event, Evidence, Order, Span, When
from detente.dynamics import EventTable, read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"
Row = tuple[str, str, str, int]


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the data of ../shared/data is not here")
    return SHARED


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., EventTable]:
    """A table of (source, code, target, day) rows, read from a file."""

    def make(rows: Sequence[Row], name: str = "t.csv") -> EventTable:
        lines = ["source,event,target,day", *(",".join(map(str, row)) for row in rows)]
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_table(path)

    return make


def crisis_of(
    events: Sequence[tuple[str, str, str, str, str | None]],
    order: Sequence[tuple[str, str]] = (),
    **fields: object,
) -> Crisis:
    """A crisis of (id, sources, PLOVER event, targets, iso date) in the order of the text."""
    names = dict.fromkeys(name for _, one, _, two, _ in events for name in (*one.split(), *two.split()))
    made = []
    for place, (id, sources, event, targets, iso) in enumerate(events):
        span = Span(place, place + 1)
        precision = "none" if iso is None else ("year", "month", "day")[iso.count("-")]
        made.append(
            Event(
                id=id,
                layer="do",
                trigger=span,
                evidence=Evidence("d", span.start, span.end, "x", "rule:x"),
                event=event,
                sources=tuple(sources.split()),
                targets=tuple(targets.split()),
                when=When(iso, precision),  # type: ignore[arg-type]
                rung=rung(event, target_kind="state", source_kind="state"),
            )
        )
    return Crisis(
        documents=(Document.from_text("x" * len(events), id="d", title="A crisis"),),
        actors=tuple(Actor(name, name, "state") for name in names),
        events=tuple(made),
        order=tuple(Order(*pair) for pair in order),
        **fields,  # type: ignore[arg-type]
    )
