"""Scores of a reader on PLV: which PLOVER event links a marked source to a marked target in a news sentence.

The data set has 15 roots: PLOVER's 16 events with CONCEDE and RETREAT joined as YIELD. Its ``penta`` classes
follow from the root (of 1,050 training rows 8 differ); here ``quad`` and ``binary`` are always taken from the
root, in gold and output alike:

| quad | roots | binary |
|---|---|---|
| 1 verbal cooperation | AGREE CONSULT SUPPORT | cooperation |
| 2 material cooperation | COOPERATE AID YIELD | cooperation |
| 3 verbal conflict | REQUEST ACCUSE REJECT THREATEN | conflict |
| 4 material conflict | PROTEST SANCTION MOBILIZE COERCE ASSAULT | conflict |
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from detente.coder import YIELD
from detente.crisis import Crisis, Document, Event, Span
from detente.errors import DataError
from detente.evaluation.measures import Progress, Read, Scores, accuracy_and_macro_f1, calibration

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
ROOTS = tuple(QUAD)

PairCoder: TypeAlias = Callable[[Document, Span | None, Span | None], tuple[str, float] | None]
"""A coder that names the root for a sentence with its source and target marked, and how sure it is."""

_MARK = re.compile(r"</?[st]>")
_BASES = ("both", "source", "target", "sentence")
_COMMONEST = "YIELD"  # in the training part; used where the reader finds no event at all


class Pair(NamedTuple):
    """A row: the sentence without its marks, the marked spans (either may be absent), the gold root."""

    document: Document
    source: Span | None
    target: Span | None
    root: str


def plv(
    file: str | Path,
    read: Read,
    *,
    predict_pair: PairCoder | None = None,
    only: Callable[[str], bool] | None = None,
    progress: Progress | None = None,
    misses: bool = False,
) -> Scores:
    """``{"root", "quad", "binary", "found"}``, the first three with ``accuracy`` and ``macro_f1``.

    Each sentence is read and the event between the marked actors taken (``root_of``). ``predict_pair``, where
    a coder offers it, is asked first; ``only`` says of a document's id whether it is scored. ``found`` says
    how many rows were answered by which evidence: ``pair`` (the coder), ``both`` actors, ``source`` or
    ``target`` alone, ``sentence`` (the nearest event) or ``none`` (the commonest root is counted).
    ``confidence``, with a coder, is ``measures.calibration``. Raises ``DataError`` (V102) for a file that is
    no PLV table.
    """
    rows = [row for row in pairs(Path(file)) if only is None or only(row.document.id)]
    predicted, found, lines = [], Counter[str](), []
    sure: list[tuple[float, bool]] = []
    for done, row in enumerate(rows, 1):
        said = predict_pair(row.document, row.source, row.target) if predict_pair else None
        if said is None:
            root, basis = root_of(read(row.document), row.source, row.target)
        else:
            root, basis = said[0], "pair"
            sure.append((said[1], YIELD.get(root, root) == row.root))
        root = YIELD.get(root, root)
        predicted.append(root)
        found[basis] += 1
        if root != row.root:
            lines.append(f"{row.document.id} {row.root} got {root} ({basis}) | {row.document.text}")
        if progress:
            progress(done, len(rows), row.document.id)
    gold = [row.root for row in rows]
    levels: dict[str, Callable[[str], str]] = {"root": str, "quad": QUAD.__getitem__, "binary": _binary}
    scores: Scores = {
        name: accuracy_and_macro_f1(list(map(level, gold)), list(map(level, predicted)))
        for name, level in levels.items()
    }
    scores["found"] = dict(sorted(found.items()))
    if sure:
        scores["confidence"] = calibration(sure)
    return {**scores, "misses": lines} if misses else scores


def root_of(crisis: Crisis, source: Span | None, target: Span | None) -> tuple[str, str]:
    """The root of the event that links source to target, and by what it was found (see ``linking``)."""
    found = linking(crisis, source, target)
    if found is None:
        return _COMMONEST, "none"
    event, basis = found
    return str(YIELD.get(event.event or "", event.event)), basis


def linking(crisis: Crisis, source: Span | None, target: Span | None) -> tuple[Event, str] | None:
    """The event that links source to target, and by what it was found; ``None`` where none has a root.

    The best event has both actors on their sides; next comes one whose trigger stands between the two, then
    one with the source, then one with the target; of equals the one whose trigger lies nearest to the source.
    """
    first, second = _actors_in(crisis, source), _actors_in(crisis, target)
    anchor = source or target or Span(0, 0)

    def sides(event: Event) -> str:
        acts, undergoes = first & set(event.sources), second & set(event.targets)
        if acts and undergoes:
            return "both"
        return "source" if acts else "target" if undergoes else "sentence"

    def rank(event: Event) -> tuple[bool, bool, int, int, int]:
        found = sides(event)
        gap = max(event.trigger.start - anchor.end, anchor.start - event.trigger.end, 0)
        apart = not _between(event, source, target)
        return found != "both", apart, _BASES.index(found), gap, event.trigger.start

    known = [event for event in crisis.events if YIELD.get(event.event or "", event.event) in QUAD]
    if not known:
        return None
    best = min(known, key=rank)
    return best, sides(best)


def _between(event: Event, source: Span | None, target: Span | None) -> bool:
    if source is None or target is None:
        return False
    first, second = sorted((source, target))
    return first.end <= event.trigger.start < second.start


def pairs(file: Path) -> list[Pair]:
    """The rows of a PLV table with a root. Raises ``DataError`` (V102)."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("V102", f"is no PLV table ({error})", where=str(file)) from error
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
    missing = {"marked_sentence", "gold_root"} - set(table.fieldnames or ())
    if missing:
        raise DataError("V102", f"is no PLV table (without {', '.join(sorted(missing))})", where=str(file))
    found = []
    for number, row in enumerate(table, 1):
        root = YIELD.get(row["gold_root"] or "", row["gold_root"])
        if root not in QUAD:
            raise DataError("V102", f"row {number} has no PLOVER root ({root!r})", where=str(file))
        found.append(_unmarked(row["marked_sentence"] or "", row.get("sentence_id") or str(number), root))
    return found


def _unmarked(marked: str, id: str, root: str) -> Pair:
    """The sentence without its marks; spans count its code points."""
    text, edges, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        edges[mark.group()] = len(text)
        last = mark.end()
    document = Document.from_text(text + marked[last:], id=f"plv-{id}")
    source, target = (
        Span(edges[f"<{side}>"], edges[f"</{side}>"]) if {f"<{side}>", f"</{side}>"} <= edges.keys() else None
        for side in "st"
    )
    return Pair(document, source, target, root)


def _actors_in(crisis: Crisis, span: Span | None) -> set[str]:
    """The actors mentioned inside a marked stretch."""
    if span is None:
        return set()
    return {actor.id for actor in crisis.actors if any(place.span.overlaps(span) for place in actor.mentions)}


def _binary(root: str) -> str:
    return QUAD[root].split()[1]
