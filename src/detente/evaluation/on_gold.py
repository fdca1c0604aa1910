"""Scores of a reader on texts that were coded by hand in full (``NAME.gold.json`` beside ``NAME.txt``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.errors import DataError, UsageError
from detente.evaluation.gold_score import (
    Json,
    Matched,
    event_of,
    happened_wrongly,
    match,
    modality_of,
    right_event,
    score_matched,
)
from detente.evaluation.measures import Progress, Read, Scores, calibration

_ENDING = ".gold.json"


def gold(folder: str | Path, read: Read, *, misses: bool = False, progress: Progress | None = None) -> Scores:
    """Read every text of the folder and score it: ``{"texts": {name: scores}, "mean": scores}``.

    The figures of a text are those of ``gold_score``. In ``mean``, P, R and F1 are means over texts, ``n``
    and the plain counts are sums; ``confidence`` there is ``measures.calibration`` of the events found. With
    ``misses`` a key of that name lists, by text, what was missed or wrong, one line each. Raises
    ``UsageError`` (V101) where the folder holds no gold file and ``DataError`` (V102, V103, D1xx) where a
    gold file or its text cannot be used.
    """
    texts: dict[str, Scores] = {}
    lines: dict[str, list[str]] = {}
    sure: list[tuple[float, bool]] = []
    for name, seen in matched(folder, read, progress):
        texts[name] = score_matched(seen)
        lines[name] = list_misses(seen)
        sure += confidences(seen)
    result: Scores = {"texts": texts, "mean": mean(list(texts.values()))}
    result["mean"]["confidence"] = calibration(sure)
    return {**result, "misses": lines} if misses else result


def matched(
    folder: str | Path, read: Read, progress: Progress | None = None
) -> Iterator[tuple[str, Matched]]:
    """Each text of the folder by name, read and set beside its coding. Raises as ``gold`` does."""
    files = sorted(Path(folder).glob(f"*{_ENDING}"))
    if not files:
        raise UsageError(
            "V101",
            "holds no gold file",
            where=str(folder),
            remedy="Give a folder with NAME.gold.json and NAME.txt",
        )
    for done, file in enumerate(files, 1):
        name = file.name.removesuffix(_ENDING)
        coding = _coding(file)
        yield name, match(coding, _read_as_json(file.with_name(f"{name}.txt"), coding, read))
        if progress:
            progress(done, len(files), name)


def mean(scores: list[Scores]) -> Scores:
    """One scores object for several texts: rates are averaged (three decimals), counts are added up."""
    if not scores:
        return {}
    result: Scores = {}
    for key, first in scores[0].items():
        values = [one[key] for one in scores]
        if isinstance(first, dict):
            result[key] = mean(values)
        elif isinstance(first, float):
            result[key] = round(sum(values) / len(values), 3)
        else:
            result[key] = sum(values)
    return result


def confidences(seen: Matched) -> list[tuple[float, bool]]:
    """The confidence of each event found that has a PLOVER root, and whether that root is right."""
    return [
        (float(p["evidence"].get("confidence", 1.0)), right_event(g, p))
        for g, p in seen.pairs
        if event_of(p) != "null"
    ]


def list_misses(seen: Matched) -> list[str]:
    """What was missed or wrong: MISSED, EVENT, ACTORS and STATUS lines, then HAPPENED WRONGLY."""
    lines = []
    found = {g["id"] for g, _ in seen.pairs}
    for g in seen.gold["events"]:
        if g["id"] not in found:
            lines.append(f"MISSED {g['id']} {g.get('trigger', {}).get('text')} | {g.get('gloss', '')}")
    for g, p in seen.pairs:
        if not right_event(g, p):
            lines.append(f"EVENT {g['id']} {g['plover']} got {event_of(p)} | {g.get('gloss', '')}")
        sources, targets = seen.entities(p.get("sources")), seen.entities(p.get("targets"))
        if sources != set(g["actor"]) or targets != set(g["target"]):
            lines.append(
                f"ACTORS {g['id']} {_names(g['actor'])} -> {_names(g['target'])}"
                f" got {_names(sources)} -> {_names(targets)}"
            )
        if modality_of(p) != g["modality"] or bool(p.get("polarity")) != bool(g.get("polarity")):
            lines.append(f"STATUS {g['id']} {_status(g)} got {_status(p)}")
    lines += [f"HAPPENED WRONGLY {g['id']} {p.get('id')}" for g, p in happened_wrongly(seen)]
    return lines


def _status(record: Json) -> str:
    return " ".join((modality_of(record), record.get("polarity") or "")).strip()


def _names(ids: Any) -> str:
    return ", ".join(sorted(ids)) or "nobody"


def _coding(file: Path) -> Json:
    try:
        coding = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError("V102", f"is no gold file ({error})", where=str(file)) from error
    missing = [
        key for key in ("chars", "entities", "events", "relations", "sentences", "pressures", "motives")
        if key not in coding
    ] if isinstance(coding, dict) else ["events"]  # fmt: skip
    if missing:
        raise DataError("V102", f"is no gold file (without {', '.join(missing)})", where=str(file))
    for key in ("causal", "claims"):
        coding.setdefault(key, [])
    return coding  # type: ignore[no-any-return]


def _read_as_json(file: Path, coding: Json, read: Read) -> Json:
    from detente.documents import load

    document = load(file)
    if len(document.text) != coding["chars"]:
        raise DataError(
            "V103",
            f"has {len(document.text)} characters, its gold file counts {coding['chars']}",
            where=str(file),
            remedy="Put the text that was coded beside its gold file",
        )
    return json.loads(read(document).to_json())  # type: ignore[no-any-return]
