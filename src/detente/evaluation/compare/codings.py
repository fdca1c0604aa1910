"""Codings to compare: a saved crisis of any coder, or a text coded by hand in the gold format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from detente.crisis import UNSPEC, Crisis, Event, Span, read_whole
from detente.errors import DataError
from detente.evaluation.measures import fold

Value: TypeAlias = str | int | tuple[str, ...]
"""A word or a number; a set (of actors) is a sorted tuple. ``NONE`` stands for "the coder says: none"."""

NONE = "none"
_ENDING = ".gold.json"
_NAME_PARTS = re.compile(r"[(),/=;]| - ")


class Actor(Struct, frozen=True):
    """Whom a coding knows: folded names, and (text, start, end) of the places that speak of it alone."""

    id: str
    names: frozenset[str] = frozenset()
    places: tuple[tuple[str, Span], ...] = ()


class Coded(Struct, frozen=True):
    """One event of a coding: its text, its trigger with further triggers, and its value by field.

    A field that is missing is one that the coding says nothing of.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    values: dict[str, Value]


class Coding(Struct, frozen=True):
    """All events of one coder. ``texts`` are keyed by their hash, as are sentences and the parts coded."""

    name: str
    coder: str
    texts: dict[str, str]
    events: tuple[Coded, ...]
    actors: tuple[Actor, ...] = ()
    sentences: dict[str, tuple[Span, ...]] = {}
    annotated: dict[str, Span] = {}


def load_coding(path: str | Path) -> Coding:
    """The coding in a file that ``detente read --format json`` wrote or that has the gold format.

    A gold file's text is looked for beside it, ``NAME.txt`` for ``NAME.gold.json``. Raises ``UsageError``
    (S203, no such file), ``RecordError`` (R101–R103, neither kind of file) and ``DataError`` (V102, V103,
    a gold file or its text that cannot be used; V105, a trigger outside the text).
    """
    path = Path(path)
    raw = read_whole(path)
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        body = None
    name = path.name.removesuffix(_ENDING).removesuffix(".json")
    if isinstance(body, dict) and "entities" in body and "document" not in body:
        return _inside(_of_gold(name, path, body), path)
    return _inside(of_crisis(name, Crisis.from_json(raw, where=str(path))), path)


def _inside(coding: Coding, path: Path) -> Coding:
    """The coding, when every trigger lies in its text: offsets corrected by hand may not."""
    for event in coding.events:
        size = len(coding.texts[event.text])
        wrong = next((span for span in event.spans if not 0 <= span.start <= span.end <= size), None)
        if wrong is not None:
            raise DataError(
                "V105",
                f"the trigger of {event.id} ({wrong.start} to {wrong.end}) does not lie in the text of {size}"
                " characters",
                where=str(path),
                remedy="Correct its offsets; they count the characters of the stored text",
            )
    return coding


def digest(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_crisis(name: str, crisis: Crisis) -> Coding:
    """A crisis as a coding."""
    keys = {document.id: digest(document.text) for document in crisis.documents}
    first = keys[crisis.document.id]
    return Coding(
        name=name,
        coder=crisis.coder,
        texts={keys[document.id]: document.text for document in crisis.documents},
        events=tuple(_of_event(each, keys.get(each.evidence.document, first)) for each in crisis.events),
        actors=tuple(
            Actor(
                each.id,
                _folded((each.name, *each.aliases)),
                tuple((keys.get(mention.document, first), mention.span) for mention in each.mentions),
            )
            for each in crisis.actors
        ),
        # The sentences of a merged crisis are those of its first document.
        sentences={first: crisis.sentences},
    )


def _of_event(event: Event, text: str) -> Coded:
    values: dict[str, Value] = {
        "layer": event.layer,
        "event": event.event or NONE,
        "mode": event.mode or NONE,
        "leaf": event.leaf or NONE,
        "direction": event.direction or NONE,
        "modality": event.modality,
        "polarity": event.polarity or NONE,
        "happened": "yes" if event.happened else "no",
        "sources": _ids(event.sources),
        "targets": _ids(event.targets),
        "speaker": _ids(event.speaker),
        "when": (event.when.iso if event.when else None) or NONE,
        "domestic": "yes" if event.domestic else "no",
    }
    if event.rung is not None:
        values["rung"] = event.rung
    return Coded(event.id, text, (event.trigger, *event.trigger_alt), values)


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids) - {UNSPEC}))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for name in names for part in _NAME_PARTS.split(name) if (folded := fold(part)))


class _Place(Struct):
    start: int
    end: int
    text: str | None = None


class _GoldEvent(Struct):
    id: str
    trigger: _Place
    actor: list[str]
    target: list[str]
    plover: str
    modality: str
    polarity: str | None = None
    source: str | list[str] = "author"
    date: dict[str, Any] | None = None
    trigger_alt: list[_Place] | _Place | None = None
    domestic: bool = False


class _Entity(Struct):
    name: str


class _HardMention(Struct):
    start: int
    end: int
    entity: list[str] = []


class _Gold(Struct):
    chars: int
    entities: dict[str, _Entity]
    events: list[_GoldEvent]
    sentences: list[_Place] = []
    annotated: tuple[int, int] | None = None
    hard_mentions: list[_HardMention] = []


def _of_gold(name: str, path: Path, body: dict[str, Any]) -> Coding:
    try:
        gold = msgspec.convert(body, _Gold)
    except msgspec.ValidationError as error:
        raise DataError("V102", f"is no gold file ({error})", where=str(path)) from error
    text = _text_beside(path, gold)
    key = digest(text)
    actors = tuple(
        Actor(
            id,
            _folded((entity.name,)),
            tuple((key, Span(each.start, each.end)) for each in gold.hard_mentions if each.entity == [id]),
        )
        for id, entity in gold.entities.items()
    )
    low, high = gold.annotated or (0, gold.chars)
    return Coding(
        name=name,
        coder="by hand",
        texts={key: text},
        events=tuple(_of_gold_event(each, key) for each in gold.events),
        actors=actors,
        sentences={key: tuple(Span(each.start, each.end) for each in gold.sentences)},
        annotated={key: Span(low, high)},
    )


def _text_beside(path: Path, gold: _Gold) -> str:
    from detente.documents import load

    file = path.with_name(path.name.removesuffix(_ENDING).removesuffix(".json") + ".txt")
    if not file.is_file():
        raise DataError(
            "V103",
            "the text of the gold file is missing",
            where=str(file),
            remedy=f"Put it beside {path.name}",
        )
    text = load(file).text
    triggers = ((each.id, each.trigger) for each in gold.events)
    wrong = next((id for id, at in triggers if at.text not in {None, text[at.start : at.end]}), None)
    if len(text) != gold.chars or wrong is not None:
        what = f"trigger of {wrong}" if wrong else f"{len(text)} characters for {gold.chars}"
        raise DataError(
            "V103",
            f"is not the text of the gold file ({what})",
            where=str(file),
            remedy="Put the text that was coded beside its gold file",
        )
    return text


def _of_gold_event(event: _GoldEvent, text: str) -> Coded:
    others = event.trigger_alt if isinstance(event.trigger_alt, list) else [event.trigger_alt]
    places = [event.trigger, *(each for each in others if each is not None)]
    speaker = [event.source] if isinstance(event.source, str) else event.source
    happened = event.modality == "asserted" and not event.polarity
    return Coded(
        event.id,
        text,
        tuple(Span(each.start, each.end) for each in places),
        {
            "event": NONE if event.plover == "null" else event.plover,
            "modality": event.modality,
            "polarity": event.polarity or NONE,
            "happened": "yes" if happened else "no",
            "sources": _ids(event.actor),
            "targets": _ids(event.target),
            "speaker": _ids(speaker),
            "when": str((event.date or {}).get("iso") or NONE),
            "domestic": "yes" if event.domestic else "no",
        },
    )
