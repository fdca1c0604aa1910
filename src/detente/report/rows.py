"""Records as lines (JSON) and events as rows (CSV)."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import msgspec

from detente.crisis import Crisis, Event

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\Z")
_LONE = re.compile(r"[\ud800-\udfff]")
_KINDS = (
    ("document", "documents"),
    ("actor", "actors"),
    ("event", "events"),
    ("relation", "relations"),
    ("pressure", "pressures"),
    ("motive", "motives"),
    ("claim", "claims"),
    ("cause", "causes"),
    ("coding", "codings"),
    ("order", "order"),
    ("diplomacy", "diplomacy"),
    ("phase", "phases"),
    ("note", "notes"),
)
_EVENT_DEFAULTS = {"modality": "asserted", "sources": (), "targets": (), "speaker": ("author",)}


def jsonl_text(crisis: Crisis) -> str:
    """One record a line, its ``kind`` first; the first line is ``{"kind": "crisis", …}`` with the parties."""
    head = {"parties": crisis.parties, "coder": crisis.coder, "made_by": crisis.made_by}
    lines = [_json({"kind": "crisis", **head})]
    for kind, field in _KINDS:
        for record in getattr(crisis, field):
            body = msgspec.to_builtins(record)
            if kind == "event":
                body = {**_EVENT_DEFAULTS, **body}
            # Pressures, relations and causes have a ``kind`` of their own: it is kept as ``type``.
            if "kind" in body:
                body["type"] = body.pop("kind")
            lines.append(_json({"kind": kind, **body}))
    return "".join(lines)


def _json(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in some readers, and a lone surrogate has no UTF-8 form: both are escaped.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


COLUMNS = (
    "id", "layer", "event", "mode", "leaf", "sources", "source_names", "targets", "target_names", "date",
    "date_precision", "date_basis", "date_words", "place", "place_country", "modality", "polarity", "speaker",
    "happened", "rung", "intensity", "intensity_scale", "killed", "injured", "armed", "domestic", "same_as",
    "about", "document", "sentence", "start", "end", "trigger", "quote", "by", "confidence",
)  # fmt: skip


def csv_text(crisis: Crisis, *, raw: bool = False) -> str:
    """The events as CSV in the order of the text, RFC 4180 with CRLF; several values are joined by ``;``."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    texts = {document.id: document.text for document in crisis.documents}
    for event in crisis.events:
        cells = _cells(event, crisis, texts.get(event.evidence.document, ""))
        writer.writerow([cell(cells[column], raw) for column in COLUMNS])
    return _LONE.sub("\ufffd", stream.getvalue())


def cell(value: object, raw: bool) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if raw or not isinstance(value, str) or not value.startswith(_FORMULA) or _NUMBER.match(value):
        return value
    return f"'{value}"


def _cells(event: Event, crisis: Crisis, text: str) -> dict[str, object]:
    when, where, lost = event.when, event.where, event.casualties
    return {
        "id": event.id,
        "layer": event.layer,
        "event": event.event,
        "mode": event.mode,
        "leaf": event.leaf,
        "sources": ";".join(event.sources),
        "source_names": ";".join(map(crisis.name, event.sources)),
        "targets": ";".join(event.targets),
        "target_names": ";".join(map(crisis.name, event.targets)),
        "date": when.iso if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
        "date_words": when.words if when else None,
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "modality": event.modality,
        "polarity": event.polarity,
        "speaker": ";".join(event.speaker),
        "happened": event.happened,
        "rung": event.rung,
        "intensity": event.intensity,
        "intensity_scale": event.intensity_scale,
        "killed": lost.killed if lost else None,
        "injured": lost.injured if lost else None,
        "armed": event.armed,
        "domestic": event.domestic,
        "same_as": event.same_as,
        "about": event.about,
        "document": event.evidence.document,
        "sentence": event.sentence,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "trigger": event.trigger.slice(text),
        "quote": event.evidence.quote,
        "by": event.evidence.by,
        "confidence": round(event.evidence.confidence, 4),
    }
