"""A larger encoder tuned on marked pairs: it labels uncoded pairs for the small network.

all-mpnet-base-v2; source, target and trigger are marked in the text itself. The lower layers stay frozen.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import numpy as np
import torch
from larger import END, PADDING, SHIFT, START, Large
from prepare import ROOTS, Examples, Pair
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

TUNED, DROP = 2, 0.1
EPOCHS, TOGETHER = 6, 16
UNCODED = 2400
"""Pairs of ICBe's sentences that are labelled."""
SHORTEST, LONGEST = 8, 70
"""Word pieces of their sentences."""

Cache = dict[str, tuple[Tensor, Tensor]]


class Teacher(nn.Module):
    """The encoder, and a head over the marks of source, target and trigger and the mean."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Large(folder, TUNED, DROP)
        self.head = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear(4 * Large.hidden, 384),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(384, len(ROOTS)),
        )

    def upper(self, hidden: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Logits (N, R) from the output of the lower layers and the weights of the three marks (N, 3, T)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tokens = self.encoder.upper(hidden, mask).float()
        mean = (tokens * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return self.head(torch.cat([torch.einsum("nkt,nth->nkh", marks, tokens).flatten(1), mean], -1))


def some_pairs(examples: Examples, folds: set[int]) -> list[Pair]:
    """Pairs of sides that sentences of these folds mention, mostly those that the rules link."""
    rng, found = random.Random(7), []
    for story in examples.stories:
        if story.fold not in folds:
            continue
        for index, each in enumerate(story.sentences):
            if not SHORTEST <= len(each.ids) <= LONGEST:
                continue
            linked = [
                (trigger, source[:1], target[:1])
                for trigger, source, target in each.triggers
                if trigger and source and target and source[0] != target[0]
            ]
            named = [mentions[:1] for mentions in each.mentions if mentions]
            if linked and rng.random() < 0.8:
                trigger, source, target = rng.choice(linked)
            elif len(named) > 1:
                source, target = rng.sample(named, 2)
                trigger = rng.choice(each.triggers)[0] if each.triggers and rng.random() < 0.3 else []
            else:
                continue
            if source[0] != target[0]:
                found.append(Pair(f"{story.name}-{index}", story.fold, each, source, target, trigger, -1))
    rng.shuffle(found)
    return found[:UNCODED]


def teach_pairs(
    examples: Examples, fold: int | None, asked: list[Pair], folder: Path
) -> dict[str, np.ndarray]:
    """The chances (R,) of the roots of the pairs asked, from a teacher that has not seen ``fold``."""
    random.seed(1)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    teacher, marks = Teacher(folder), _marks(folder)
    coded = [each for each in examples.pairs if each.fold != fold]
    cache = _cached(teacher, [*coded, *asked], marks)
    tuned = [each for each in teacher.encoder.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": tuned, "lr": 4e-5}, {"params": teacher.head.parameters(), "lr": 1e-3}], weight_decay=0.01
    )
    steps = EPOCHS * ((len(coded) + TOGETHER - 1) // TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 20) * max(0.0, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        started, lost = time.time(), 0.0
        teacher.train()
        random.shuffle(coded)
        for at in range(0, len(coded), TOGETHER):
            part = coded[at : at + TOGETHER]
            wanted = torch.tensor([each.root for each in part])
            loss = F.cross_entropy(teacher.upper(*_batch(cache, part)), wanted, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item() * len(part)
        print(
            f"teacher without {fold}, epoch {epoch}: {lost / len(coded):.3f}, {time.time() - started:.0f} s"
        )
    teacher.eval()
    with torch.no_grad():
        return {
            each.name: row
            for at in range(0, len(asked), TOGETHER)
            for part in [asked[at : at + TOGETHER]]
            for each, row in zip(part, teacher.upper(*_batch(cache, part)).softmax(-1).numpy(), strict=True)
        }


def _marks(folder: Path) -> dict[str, int]:
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {role: pieces.index(mark) for role, mark in (("source", "@"), ("target", "#"), ("trigger", "*"))}


def _marked(pair: Pair, marks: dict[str, int]) -> tuple[list[int], list[list[int]]]:
    """Word pieces with a mark before and after trigger, source and target; and where these marks stand."""
    around: dict[int, list[str]] = {}
    for role, stretches in (("trigger", pair.trigger), ("source", pair.source), ("target", pair.target)):
        for first, last in stretches[:1]:
            around.setdefault(first, []).append(role)
            around.setdefault(last, []).insert(0, role)
    pieces = [START, *(piece + SHIFT for piece in pair.sentence.ids[1:-1]), END]
    found: list[int] = []
    places: dict[str, list[int]] = {role: [] for role in marks}
    for index, piece in enumerate(pieces):
        for role in around.get(index, ()):
            places[role].append(len(found))
            found.append(marks[role])
        found.append(piece)
    return found, [places[role] for role in marks]


@torch.no_grad()
def _cached(teacher: Teacher, pairs: list[Pair], marks: dict[str, int]) -> Cache:
    """For each pair the output of the lower layers (T, H) and the weights of its marks (3, T)."""
    teacher.eval()
    cache: Cache = {}
    ranked = sorted(pairs, key=lambda pair: len(pair.sentence.ids))
    for at in range(0, len(ranked), TOGETHER):
        part = ranked[at : at + TOGETHER]
        marked = [_marked(pair, marks) for pair in part]
        ids = nn.utils.rnn.pad_sequence(
            [torch.tensor(pieces) for pieces, _ in marked], batch_first=True, padding_value=PADDING
        )
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = teacher.encoder.below(ids, (ids != PADDING).float()).to(torch.bfloat16)
        for row, (pair, (pieces, places)) in enumerate(zip(part, marked, strict=True)):
            weights = torch.zeros(len(places), len(pieces))
            for number, where in enumerate(places):
                weights[number, where] = 1 / max(1, len(where))
            cache[pair.name] = hidden[row, : len(pieces)].clone(), weights
    return cache


def _batch(cache: Cache, pairs: list[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(cache[pair.name][0]) for pair in pairs)
    hidden = torch.zeros(len(pairs), longest, Large.hidden, dtype=torch.bfloat16)
    mask, marks = torch.zeros(len(pairs), longest), torch.zeros(len(pairs), 3, longest)
    for row, pair in enumerate(pairs):
        vectors, weights = cache[pair.name]
        hidden[row, : len(vectors)], mask[row, : len(vectors)] = vectors, 1
        marks[row, :, : len(vectors)] = weights
    return hidden, mask, marks
