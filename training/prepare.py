"""From the data sets to examples: every narrative is read by the rules, then joined with its codings."""

from __future__ import annotations

import csv
import gzip
import json
import pickle
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from detente.coder import YIELD, features, inputs
from detente.coder.views import DocumentView
from detente.crisis import Document
from detente.evaluation import icbe_labels, on_plv
from detente.evaluation.folds import fold_of
from detente.reading import Reader
from detente.reading.views import view_of

LAYERS = ("think", "say", "do")
COARSE = (
    *(f"layer:{layer}" for layer in LAYERS),
    *(f"direction:{name}" for name in ("escalatory", "deescalatory", "cooperative", "uncooperative")),
    "armed:armed", "armed:unarmed", "event:event",
)  # fmt: skip
SEEN = 12
"""A kind or leaf with fewer sentences than this is not learned."""
SHORT, LONG = 40, 350
"""Letters of a news sentence that is taken."""
NEWS, TOGETHER = 60, 25
"""Documents made of news sentences, and sentences of each."""
ROOTS = tuple(sorted(on_plv.ROOTS))


@dataclass(frozen=True)
class Coded:
    """A sentence as ICBe cut it: what it was given by field, and the sentences of ours inside it."""

    gold: dict[str, set[str]]
    inside: tuple[int, ...]
    armed: frozenset[str]
    counts: bool


@dataclass(eq=False)
class Story:
    """A narrative: the input of its sentences, and for those that were coded what they are to give.

    ``labels`` (N, L) and ``weights`` (N, L); ``roles`` (N, C, 5); for every trigger ``leaf`` the label the
    rules give it, or -1, and ``root`` the PLOVER root where the coding confirms the rules, or -1.
    """

    name: str
    fold: int
    sentences: list[inputs.SentenceInput]
    labels: np.ndarray
    weights: np.ndarray
    roles: np.ndarray
    leaf: list[int] = field(default_factory=list)
    root: list[int] = field(default_factory=list)
    rows: list[Coded] = field(default_factory=list)
    sides: dict[str, set[str]] = field(default_factory=dict)


@dataclass(eq=False)
class Pair:
    """A news sentence with a marked source and target, and the root between them.

    ``rules`` is the root that the rules found there, ``sure`` whether they found both actors on its sides.
    """

    name: str
    fold: int
    sentence: inputs.SentenceInput
    source: list[tuple[int, int]]
    target: list[tuple[int, int]]
    trigger: list[tuple[int, int]]
    root: int
    rules: int | None = None
    sure: bool = False


@dataclass(eq=False)
class Examples:
    """All of it; ``names`` are the L labels."""

    names: list[str]
    stories: list[Story]
    pairs: list[Pair]


def prepare(data: Path, tokenizer: Path, kept: Path) -> Examples:
    """The examples of ``data`` (with ``icbe/`` and ``plv/``), kept in a file for the next time."""
    if kept.is_file():
        with kept.open("rb") as file:
            found: Examples = pickle.load(file)
        return found
    reader = Reader(coder="rules")
    pieces = inputs.tokenizer(tokenizer)
    rows = _rows(data / "icbe" / "sentences.jsonl.gz")
    armed = _armed(_rows(data / "icbe" / "events.jsonl.gz"))
    names = _names(rows)
    by_crisis: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_crisis.setdefault(row["crisno"], []).append(row)
    stories = [
        _story(reader, pieces, crisis, by_crisis[crisis["crisno"]], armed, names)
        for crisis in _rows(data / "icbe" / "crises.jsonl.gz")
        if crisis["labelled"]
    ]
    pairs = [_pair(reader, pieces, row) for row in on_plv.pairs(data / "plv" / "PLV_train.tsv")]
    examples = Examples(names, stories, pairs)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("wb") as file:
        pickle.dump(examples, file)
    return examples


def uncoded(data: Path, tokenizer: Path, names: list[str]) -> list[Story]:
    """Text that nobody coded: narratives of ICBe, and the Causal News Corpus by the dozen."""
    reader, pieces = Reader(coder="rules"), inputs.tokenizer(tokenizer)
    found = [each for each in _rows(data / "icbe" / "crises.jsonl.gz") if not each["labelled"]]
    news = data / "causal" / "train_subtask1.csv"
    if news.is_file():
        with news.open(encoding="utf-8-sig", newline="") as file:
            told = [_joined(row["text"]) for row in csv.DictReader(file)]
        told = [text for text in told if SHORT < len(text) < LONG][: NEWS * TOGETHER]
        found += [
            {"crisno": f"news {at}", "narrative": "\n\n".join(told[at : at + TOGETHER])}
            for at in range(0, len(told), TOGETHER)
        ]
    stories = [_story(reader, pieces, each, [], {}, names) for each in found]
    return [replace(story, fold=-1) for story in stories]


def _joined(text: str) -> str:
    """A sentence whose words were cut apart by blanks, as one writes it."""
    text = re.sub(r" ([,.;:?!%)])", r"\1", text.replace("( ", "("))
    return re.sub(r'" ([^"]*?) "', r'"\1"', re.sub(r" ('s|n't|'re|'ve|'ll)\b", r"\1", text)).strip()


def labels_of(gold: dict[str, Any], has_event: bool, armed: set[str]) -> set[str]:
    """The labels of a coded sentence, as the network names them."""
    found = {f"layer:{layer}" for layer in LAYERS if gold[layer]}
    found |= {f"direction:{name.lower()}" for name in gold["direction"]}
    found |= {f"{layer}:{kind.lower()}" for layer in ("think", "say") for kind in gold[layer]}
    found |= {f"do:{leaf.split('=')[-1].lower()}" for leaf in gold["do"]}
    found |= {f"armed:{name}" for name in armed}
    return found | ({"event:event"} if has_event else set())


def _fields(gold: dict[str, Any]) -> dict[str, set[str]]:
    """What a sentence was given, by the fields that are tuned."""
    found = {field: {name.lower() for name in gold.get(field, ())} for field in features.ROLES}
    found |= {field: {name.lower() for name in gold[field]} for field in ("think", "say", "direction")}
    found["do"] = {leaf.split("=")[-1].lower() for leaf in gold["do"]}
    found["layer"] = {layer for layer in LAYERS if gold[layer]}
    return found


def _names(rows: list[dict[str, Any]]) -> list[str]:
    counts = Counter(
        name for row in rows for name in labels_of(row["gold"], row["has_event"], set()) if name not in COARSE
    )
    return [*COARSE, *sorted(name for name, count in counts.items() if count >= SEEN)]


def _story(
    reader: Reader,
    pieces: Any,
    crisis: dict[str, Any],
    rows: list[dict[str, Any]],
    armed: dict[str, set[str]],
    names: list[str],
) -> Story:
    document = Document.from_text(crisis["narrative"], id=f"icbe-{crisis['crisno']}")
    reading = reader.uncoded(document)
    view = view_of(reading)
    sentences = inputs.inputs_of(view, pieces)
    sides = _labels_of_sides(reading, view, crisis.get("year"))
    place = {name: index for index, name in enumerate(names)}
    labels = np.zeros((len(sentences), len(names)), np.float32)
    weights = np.zeros_like(labels)
    roles = np.zeros((len(sentences), max(1, *(len(each.sides) for each in sentences)), 5), np.float32)
    coded: list[Coded] = []
    for row in rows:
        if not row.get("span") or not row["complete_sentence"]:
            continue
        start, end = row["span"]
        inside = [
            index
            for index, each in enumerate(view.sentences)
            if each.start < end and each.start + len(each.text) > start
        ]
        told = labels_of(row["gold"], row["has_event"], armed.get(row["sid"], set()))
        kinds = frozenset(armed.get(row["sid"], ()))
        coded.append(Coded(_fields(row["gold"]), tuple(inside), kinds, not row["dup_text_other_split"]))
        for index in inside:
            labels[index, [place[name] for name in told if name in place]] = 1
            weights[index] = 1.0 if len(inside) == 1 else 0.5
            if not armed.get(row["sid"]):
                weights[index, [place["armed:armed"], place["armed:unarmed"]]] = 0
            for number, role in enumerate(features.ROLES):
                gold = {name.lower() for name in row["gold"].get(role, ())}
                for candidate, side in enumerate(sentences[index].sides):
                    roles[index, candidate, number] = max(
                        roles[index, candidate, number], float(bool(sides.get(side, set()) & gold))
                    )
    story = Story(
        document.id, fold_of(document.id), sentences, labels, weights, roles, rows=coded, sides=sides
    )
    for index, sentence in enumerate(view.sentences):
        for trigger in sentence.triggers:
            leaf = place.get(f"{trigger.layer}:{trigger.leaf}", -1) if trigger.leaf else -1
            confirmed = leaf >= 0 and labels[index, leaf] > 0
            root = YIELD.get(trigger.event or "", trigger.event)
            story.leaf.append(leaf)
            story.root.append(ROOTS.index(root) if confirmed and root in ROOTS else -1)
    return story


def _labels_of_sides(reading: Any, view: DocumentView, year: int | None) -> dict[str, set[str]]:
    """ICBe's names, in small letters, of each side."""
    from detente.reading.views import side_of

    named = icbe_labels.IcbeLabels.shipped()
    found: dict[str, set[str]] = {}
    for id in reading.actors:
        labels = {label.lower() for label in named.name_of(reading.actors.get(id), id, year)}
        side = side_of(reading, id)
        if side == id:
            found[side] = labels
        else:
            found.setdefault(side, labels)
    return found


def _pair(reader: Reader, pieces: Any, row: on_plv.Pair) -> Pair:
    view = reader.view(row.document)
    found = on_plv.linking(reader.read(row.document), row.source, row.target)
    found_pair = inputs.pair_of(view, pieces, row.source, row.target, found[0].trigger if found else None)
    if found_pair is None:
        raise SystemExit(f"{row.document.id}: neither source nor target is marked")
    index, pair = found_pair
    ((trigger, source, target),) = pair.triggers
    return Pair(
        row.document.id,
        fold_of(row.document.id),
        inputs.inputs_of(view, pieces)[index],
        source,
        target,
        trigger,
        ROOTS.index(row.root),
        ROOTS.index(YIELD.get(known, known)) if found and (known := found[0].event or "") else None,
        found is not None and found[1] == "both",
    )


def _armed(events: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Armed or not, by sentence, as its acts were coded."""
    found: dict[str, set[str]] = {}
    for event in events:
        if event["head"] == "do" and event.get("do") and event["do"].get("armed"):
            found.setdefault(event["sid"], set()).update(event["do"]["armed"])
    return found


def _rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
