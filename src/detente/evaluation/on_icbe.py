"""Scores of a reader on ICBe: crisis narratives whose sentences were coded by trained coders.

Whole narratives are read, so that who is meant can be resolved over the document; the records are then laid
over ICBe's sentences by their place. What a speech or thought is about counts as ICBe counts it: its action
is content of the sentence, in field ``do`` too.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from detente.crisis import Coding, Crisis, Document, Event
from detente.errors import DataError
from detente.evaluation.icbe_labels import IcbeLabels
from detente.evaluation.icbe_score import FIELDS, KEPT, coded_f1, macro_f1, score
from detente.evaluation.measures import Progress, Read, Scores

Row: TypeAlias = dict[str, Any]


def icbe(
    folder: str | Path,
    read: Read,
    *,
    limit: int | None = None,
    seed: int = 0,
    only: Callable[[str], bool] | None = None,
    progress: Progress | None = None,
    misses: bool = False,
) -> Scores:
    """Read the narratives of ``folder`` and score every sentence: one object a field, as ``icbe_score``.

    Each field has ``macro_f1`` too, the mean over its labels, and ``coded_f1``, over the sentences whose
    coding fills it.

    The folder holds ``sentences.jsonl`` and, for whole narratives, ``crises.jsonl`` (each may end in
    ``.gz``); without narratives each sentence is read on its own. ``limit`` takes a sample of that many
    crises, drawn with ``seed``; ``only`` says of a document's id whether it is scored. With ``misses`` a key
    of that name lists wrong layers and leaves by sentence. Raises ``DataError`` (V102) where a file is absent
    or is no ICBe file.
    """
    sentences = _rows(Path(folder), "sentences", ("sid", "crisno", "text", "gold", "complete_sentence"))
    chosen = _sample(sorted({row["crisno"] for row in sentences}), limit, seed)
    chosen = {each for each in chosen if only is None or only(f"icbe-{each}")}
    sentences = [row for row in sentences if row["crisno"] in chosen]
    predicted = predict(sentences, _narratives(Path(folder)), read, progress)
    scores = score(sentences, predicted)
    for field in FIELDS:
        scores[field]["macro_f1"] = macro_f1(sentences, predicted, field)
        scores[field]["coded_f1"] = coded_f1(sentences, predicted, field)
    return {**scores, "misses": _misses(sentences, predicted)} if misses else scores


def predict(
    sentences: Iterable[Row], crises: Mapping[int, Row], read: Read, progress: Progress | None = None
) -> dict[str, dict[str, list[str]]]:
    """ICBe labels by ``sid``, every field of ``icbe_score.KEPT`` a sorted list."""
    labels = IcbeLabels.shipped()
    by_crisis: dict[int, list[Row]] = {}
    for row in sentences:
        by_crisis.setdefault(row["crisno"], []).append(row)
    predicted: dict[str, dict[str, list[str]]] = {}
    for done, (number, rows) in enumerate(by_crisis.items(), 1):
        story = crises.get(number)
        placed = [row for row in rows if story and row.get("span")]
        if story and placed:
            crisis = read(Document.from_text(story["narrative"], id=f"icbe-{number}"))
            for row in placed:
                start, end = row["span"]
                inside = [event for event in crisis.events if start <= event.trigger.start < end]
                coded = [each for each in crisis.codings if _overlaps(crisis, each, start, end)]
                predicted[row["sid"]] = (
                    labels_of_codings(crisis, coded, labels, story.get("year"))
                    if crisis.codings
                    else labels_of(crisis, inside, labels, story.get("year"))
                )
        for row in rows:
            if row["sid"] not in predicted:
                crisis = read(Document.from_text(row["text"], id=f"icbe-{number}"))
                year = story.get("year") if story else None
                predicted[row["sid"]] = labels_of(crisis, crisis.events, labels, year)
        if progress:
            progress(done, len(by_crisis), str(story["title"] if story else number))
    return predicted


def labels_of(
    crisis: Crisis, events: Iterable[Event], labels: IcbeLabels, year: int | None
) -> dict[str, list[str]]:
    """The union of the ICBe labels of some events of a crisis."""
    found: dict[str, set[str]] = {field: set() for field in KEPT}
    for event in events:
        kinds = labels.kinds(event)
        if not kinds:
            continue
        found[event.layer] |= kinds
        sources = {label for id in event.sources for label in labels.actor(crisis, id, year)}
        targets = {label for id in event.targets for label in labels.actor(crisis, id, year)}
        if event.layer == "think":
            found["think_actors"] |= sources or targets
            continue
        found[f"{event.layer}_source"] |= sources
        found[f"{event.layer}_target"] |= targets
        if event.layer == "do":
            found["direction"] |= {labels.direction(kind) for kind in kinds} - {""}
    return {field: sorted(values) for field, values in found.items()}


def labels_of_codings(
    crisis: Crisis, codings: Iterable[Coding], labels: IcbeLabels, year: int | None
) -> dict[str, list[str]]:
    """The union of what the trained coder says of some sentences."""
    found: dict[str, set[str]] = {field: set() for field in KEPT}
    for coding in codings:
        found["think"] |= coding.think.keys()
        found["say"] |= coding.say.keys()
        found["do"] |= {label for leaf in coding.do if (label := labels.branch(leaf, bool(coding.do_target)))}
        found["direction"] |= coding.direction.keys()
        for role in ("think_actors", "say_source", "say_target", "do_source", "do_target"):
            ids: dict[str, float] = getattr(coding, role)
            found[role] |= {name for id in ids for name in labels.actor(crisis, id, year)}
    return {field: sorted(values) for field, values in found.items()}


def _overlaps(crisis: Crisis, coding: Coding, start: int, end: int) -> bool:
    sentence = crisis.sentences[coding.sentence]
    return sentence.start < end and sentence.end > start


def _sample(crises: list[int], limit: int | None, seed: int) -> set[int]:
    if limit is None or limit >= len(crises):
        return set(crises)
    return set(random.Random(seed).sample(crises, max(0, limit)))


def _narratives(folder: Path) -> dict[int, Row]:
    if not any((folder / f"crises.jsonl{ending}").exists() for ending in ("", ".gz")):
        return {}
    return {row["crisno"]: row for row in _rows(folder, "crises", ("crisno", "narrative", "title"))}


def _rows(folder: Path, name: str, needed: tuple[str, ...]) -> list[Row]:
    file = next(
        (place for ending in (".gz", "") if (place := folder / f"{name}.jsonl{ending}").exists()),
        folder / f"{name}.jsonl.gz",
    )
    try:
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
        rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (OSError, EOFError, ValueError) as error:
        raise DataError("V102", f"is no ICBe file ({error})", where=str(file)) from error
    for number, row in enumerate(rows, 1):
        if missing := [key for key in needed if not isinstance(row, dict) or key not in row]:
            raise DataError(
                "V102", f"is no ICBe file (line {number} without {', '.join(missing)})", where=str(file)
            )
    return rows


def _misses(sentences: Iterable[Row], predicted: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    lines = []
    for row in sentences:
        for field in ("think", "say", "do"):
            gold, output = set(row["gold"].get(field, ())), set(predicted[row["sid"]][field])
            if row["complete_sentence"] and gold != output:
                lines.append(
                    f"{row['sid']} {field}: missed {', '.join(sorted(gold - output)) or 'nothing'},"
                    f" extra {', '.join(sorted(output - gold)) or 'nothing'}"
                )
    return lines
