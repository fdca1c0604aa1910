"""Trains the coder: a teacher, a network and a word model for each fold of the crises, what they say of the
crises they have not seen, thresholds and weights from that; at last the network on everything, which ships.

    python training/run.py --data DIR --work DIR [--teacher DIR] [--into DIR] [--fold N …]

``--data`` holds ``icbe/``, ``plv/`` and ``causal/`` (not part of the project; see docs/coders.md); ``--work``
keeps what is made on the way: a run that ends early goes on where it stopped. Two folds can be trained side
by side with ``--fold``. On one core about 17 minutes a network, 50 a teacher.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from account_heads import teach_accounts
from distil import distil
from export import FULL, export
from fit import Recipe, Taught, base_folder, fit, predict
from lexical import fit_words, say_words
from network import Encoder, Heads
from onnxruntime import InferenceSession
from prepare import COARSE, ROOTS, Examples, Pair, Story, prepare, uncoded
from scipy.special import expit, logit
from teach_pairs import some_pairs, teach_pairs
from teach_stories import of_all, teach_stories
from tune import Chances, Row, Said, crossed, fitted, pair_scores, pooled, stack

from detente.coder.calibration import Card, Stack
from detente.coder.features import ROLES, WIDTH
from detente.coder.model import CARD, WORDS, TrainedCoder
from detente.coder.views import DocumentView, SentenceView
from detente.coder.words import Words
from detente.crisis import Document
from detente.evaluation.folds import FOLDS
from detente.evaluation.measures import accuracy_and_macro_f1
from detente.evaluation.on_plv import QUAD
from detente.reading import Reader

ROOT = Path(__file__).parent.parent
NAME, VERSION = "trained", "3.2"
RECIPES = (Recipe(seed=1),)
"""The networks; the outputs of several are averaged, and they share the layers that all leave frozen."""
LICENCE = "CC BY-NC-SA 4.0 (see LICENSE beside this file)"
DATA = (
    "ICBe v1.1 (Douglass et al. 2022, arXiv:2202.07081), 285 coded crises: CC BY-NC-SA 4.0",
    "PLV (Zero-Shot PLOVER; Hu et al. 2024), 1,050 pairs of its training file: no licence file",
    "all-MiniLM-L6-v2 (Wang et al. 2020), the encoder that was tuned: Apache-2.0",
    "all-mpnet-base-v2 (Song et al. 2020), the teacher: Apache-2.0",
    "35 accounts of past crises written and coded for this project (tests/gold, half fit): Apache-2.0",
    "Causal News Corpus V2 (Tan et al. 2022), sentences without their labels, which the teacher labels: CC0",
)
PRECISE = ROOT / "tests" / "coder" / "full_precision.json"
Told = dict[str, tuple[np.ndarray, ...]]
FIELDS = ("layer", "direction", "say", "think", "do", *ROLES)


def main() -> None:
    options = _options()
    tokenizer = Path(base_folder()) / "tokenizer.json"
    examples = prepare(options.data, tokenizer, options.work / "examples.pkl")
    for fold in options.fold or options.folds:
        _train(examples, fold, options)
    if options.fold is not None:
        return
    card = _tuned(examples, options.work, options.folds)
    for fold in options.folds:
        _ship(examples, card, options.work / f"fold{fold}", tokenizer)
    _train(examples, None, options)
    _ship(examples, card, options.work / "all", tokenizer)
    options.into.mkdir(parents=True, exist_ok=True)
    for file in (options.work / "all" / "model").iterdir():
        shutil.copy(file, options.into / file.name)
    _write_full_precision(options.work / "all")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with icbe/, plv/ and causal/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2, to learn from")
    parser.add_argument("--into", type=Path, default=ROOT / "src/detente/coder/data", help="where it ships")
    parser.add_argument("--fold", type=int, nargs="+", help="train these folds and stop")
    parser.add_argument(
        "--folds",
        type=int,
        nargs="+",
        default=list(range(FOLDS)),
        help="folds to leave out in turn (all five)",
    )
    return parser.parse_args()


def _train(examples: Examples, fold: int | None, options: argparse.Namespace) -> None:
    """Train what a fold (or all) is still without; keep it and what it says of its fold."""
    folder = options.work / ("all" if fold is None else f"fold{fold}")
    folder.mkdir(parents=True, exist_ok=True)
    stories = [each for each in examples.stories if each.fold == fold]
    pairs = [each for each in examples.pairs if each.fold == fold]
    if not (folder / WORDS).is_file():
        fit_words(examples, fold).write(folder / WORDS)
        _keep(say_words(Words.read(folder / WORDS), stories), folder / "words.pkl")
    missing = [each for each in RECIPES if not (folder / f"network{each.seed}.pt").is_file()]
    more, taught = _of_teacher(examples, fold, options) if missing and options.teacher else ([], None)
    for recipe in missing:
        encoder = Encoder(base_folder(), recipe.frozen, recipe.encoder_drop)
        heads = fit(replace(examples, stories=[*examples.stories, *more]), fold, recipe, encoder, taught)
        if options.teacher is not None:
            coded = [each for each in examples.pairs if each.fold != fold]
            seen = [each for each in examples.stories if each.fold != fold]
            distil(encoder, heads, coded, _taught(examples, fold, folder, options.teacher), seen, recipe.seed)
        _keep(predict(encoder, heads, stories, pairs), folder / f"said{recipe.seed}.pkl")
        torch.save((encoder.state_dict(), heads.state_dict()), folder / f"network{recipe.seed}.pt")
    if fold is not None:
        _keep(
            _averaged([_kept(folder / f"said{recipe.seed}.pkl") for recipe in RECIPES]), folder / "said.pkl"
        )


def _of_teacher(
    examples: Examples, fold: int | None, options: argparse.Namespace
) -> tuple[list[Story], dict[str, Taught]]:
    """Stories that nobody coded, and what the teachers say of all."""
    file = options.work / "uncoded.pkl"
    if not file.is_file():
        _keep(uncoded(options.data, Path(base_folder()) / "tokenizer.json", examples.names), file)
    more: list[Story] = _kept(file)
    by_fold = {}
    for each in [fold] if fold is not None else options.folds:
        said = options.work / f"fold{each}" / "teacher.pt"
        if not said.is_file():
            torch.save(teach_stories(examples, more, each, options.teacher), said)
        by_fold[each] = torch.load(said, weights_only=False)
    return more, of_all(by_fold, [*examples.stories, *more]) if fold is None else by_fold[fold]


def _taught(
    examples: Examples, fold: int | None, folder: Path, teacher: Path
) -> list[tuple[Pair, np.ndarray]]:
    """Uncoded pairs outside the fold with what the teacher says of them, kept for the next network."""
    file = folder / "taught.pkl"
    if not file.is_file():
        asked = some_pairs(examples, {each.fold for each in examples.stories} - {fold})
        chances = teach_pairs(examples, fold, asked, teacher)
        _keep([(each, chances[each.name]) for each in asked], file)
    found: list[tuple[Pair, np.ndarray]] = _kept(file)
    return found


def _averaged(said: list[tuple[Told, Chances]]) -> tuple[Told, Chances]:
    """What several networks say together, averaged as ``network.Panel`` does it."""
    told = {}
    for name in said[0][0]:
        labels, of_triggers, events, roles = (
            np.stack(each) for each in zip(*(one[name] for one, _ in said), strict=True)
        )
        told[name] = (
            labels.mean(0),
            of_triggers.mean(0),
            events.mean(0),
            expit(logit(roles, dtype=np.float64).mean(0)).astype(np.float32),
        )
    return told, {name: np.mean([one[name] for _, one in said], 0) for name in said[0][1]}


def _keep(value: Any, file: Path) -> None:
    with file.open("wb") as out:
        pickle.dump(value, out)


def _kept(file: Path) -> Any:
    with file.open("rb") as found:
        return pickle.load(found)


def _tuned(examples: Examples, work: Path, folds: list[int]) -> Card:
    """The card, with all that follows from what the folds said of unseen crises."""
    told, lexical, chances = {}, {}, {}
    for fold in folds:
        stories, pairs = _kept(work / f"fold{fold}" / "said.pkl")
        told |= stories
        chances |= pairs
        lexical |= _kept(work / f"fold{fold}" / "words.pkl")
    examples = Examples(
        examples.names,
        [each for each in examples.stories if each.name in told],
        [each for each in examples.pairs if each.name in chances],
    )
    card = Card(
        NAME, VERSION, tuple(examples.names), ROOTS, {}, {}, Stack(1, 0, 0), {}, DATA,
        LICENCE, tuple(each.seed for each in RECIPES), {}, {"torch": version("torch"), "commit": _commit()},
    )  # fmt: skip
    rows = rows_of(examples, told, lexical)
    scores: dict[str, Any] = {"folds": folds, "crises": len(examples.stories), "pairs": len(examples.pairs)}
    scores |= crossed(card, rows, FIELDS)
    card = fitted(card, rows)
    scores["armed"] = _armed(examples, told, card)
    weights = stack(examples, chances)
    for name, found in {"plover": pooled(weights, examples, chances), "plover_alone": chances}.items():
        scores[name] = pair_scores(examples, found, _levels)
    print(msgspec.json.format(msgspec.json.encode(scores)).decode(), card.thresholds, weights)
    return msgspec.structs.replace(card, stack=weights, scores=scores)


def rows_of(examples: Examples, told: Told, lexical: dict[str, np.ndarray]) -> list[Row]:
    """ICBe's sentences with what was said of them."""
    found = []
    for story in examples.stories:
        labels, of_triggers, _, roles = told[story.name]
        first = np.cumsum([0, *(len(each.triggers) for each in story.sentences)])
        told_by_rules = [examples.names[leaf] if leaf >= 0 else None for leaf in story.leaf]
        said = []
        for index, each in enumerate(story.sentences):
            own = slice(first[index], first[index + 1])
            likely = roles[index, : len(each.sides)]
            words = lexical[story.name][index]
            said.append(
                Said(labels[index], of_triggers[own], tuple(told_by_rules[own]), each.sides, likely, words)
            )
        for row in story.rows:
            if row.counts and row.inside:
                gold = row.gold | ({"armed": set(row.armed)} if row.armed else {})
                gold["event"] = {"event"} if row.gold["layer"] else set()
                found.append(Row(gold, [said[index] for index in row.inside], story.sides, story.fold))
    return found


def _armed(examples: Examples, told: Told, card: Card) -> float:
    """How often armed or unarmed is right where the coding says one of the two."""
    armed, unarmed = card.labels.index("armed:armed"), card.labels.index("armed:unarmed")
    right = [
        bool(labels[:, armed].max() >= labels[:, unarmed].max()) == ("armed" in row.armed)
        for story in examples.stories
        for row in story.rows
        if row.counts and len(row.armed) == 1 and row.inside
        for labels in [told[story.name][0][list(row.inside)]]
    ]
    return round(sum(right) / len(right), 3)


def _levels(gold: list[str], given: list[str]) -> dict[str, float]:
    levels = {"root": str, "quad": QUAD.__getitem__, "binary": lambda root: QUAD[root].split()[1]}
    return {
        name: accuracy_and_macro_f1(list(map(level, gold)), list(map(level, given)))["macro_f1"]
        for name, level in levels.items()
    }


def _ship(examples: Examples, card: Card, folder: Path, tokenizer: Path) -> None:
    """Write the model of a folder as it would ship: ONNX files, tokenizer, card."""
    into = folder / "model"
    if (into / CARD).is_file():
        return
    networks = []
    for recipe in RECIPES:
        encoder, heads = Encoder(base_folder(), recipe.frozen), Heads(len(examples.names), len(ROOTS), WIDTH)
        first, second = torch.load(folder / f"network{recipe.seed}.pt")
        encoder.load_state_dict(first)
        heads.load_state_dict(second)
        networks.append((encoder, heads))
    export(networks, into)
    shutil.copy(tokenizer, into / "tokenizer.json")
    shutil.copy(folder / WORDS, into / WORDS)
    files = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(into.iterdir())
        if file.name != CARD
    }
    done = msgspec.structs.replace(card, files=files)
    (into / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1) + b"\n")
    teach_accounts(into, ROOT / "tests" / "gold")


def _write_full_precision(folder: Path) -> None:
    """What the unquantised network says of the accounts in examples/, for the test that compares the two."""
    coder = TrainedCoder(folder / "model")
    coder.encoder = InferenceSession(str(folder / FULL))
    reader, told = Reader("rules"), {}
    for document in sorted((ROOT / "examples").glob("*.md")):
        for sentence in reader.view(Document.from_text(document.read_text(encoding="utf-8"))).sentences:
            plain = SentenceView(sentence.text, 0, 0, (), ())
            (judgement,) = coder.judge(DocumentView((plain,), {}, ()))
            chances = zip(COARSE, judgement.labels, strict=False)
            told[sentence.text] = {label: round(float(chance), 4) for label, chance in chances}
    PRECISE.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _commit() -> str:
    found = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
