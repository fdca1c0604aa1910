"""Fits the head of pairs anew: on coded pairs, a teacher's labels of uncoded ones, and silver triggers."""

from __future__ import annotations

import random

import numpy as np
import torch
from fit import SILVER, Ready
from network import HIDDEN, Encoder, Heads
from prepare import ROOTS, Pair, Story
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from detente.coder.features import WIDTH

EPOCHS, TOGETHER, RATE = 16, 64, 1e-3
CODED = 0.5
"""What a coded pair counts beside one that the teacher labelled: the encoder has seen it before."""
SMOOTH = 0.05
UNTOLD = 0.3
"""How often the trigger is withheld."""

Item = tuple[Tensor, Tensor, Tensor, float]  # tokens (T, H), pools (3, T), wanted chances (R,), weight


def distil(
    encoder: Encoder,
    heads: Heads,
    pairs: list[Pair],
    taught: list[tuple[Pair, np.ndarray]],
    stories: list[Story],
    seed: int,
) -> None:
    """Fit ``heads.ask``, ``heads.answer`` and ``heads.event`` afresh; the encoder stays as it is."""
    random.seed(seed)
    torch.manual_seed(seed)
    encoder.eval()
    fresh = Heads(heads.key.out_features, len(ROOTS), WIDTH)
    heads.ask, heads.answer, heads.event = fresh.ask, fresh.answer, fresh.event
    sure = torch.eye(len(ROOTS)) * (1 - SMOOTH) + SMOOTH / len(ROOTS)
    items = _items(encoder, [(pair, torch.from_numpy(chances), 1.0) for pair, chances in taught])
    items += _items(encoder, [(pair, sure[pair.root], CODED) for pair in pairs])
    silver = [each for story in stories for each in _silver(story)]
    random.shuffle(silver)
    items += _items(encoder, [(pair, sure[pair.root], SILVER) for pair in silver[: len(taught)]])
    trained = [each for part in (heads.ask, heads.answer, heads.event) for each in part.parameters()]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * ((len(items) + TOGETHER - 1) // TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    heads.train()
    for _ in range(EPOCHS):
        random.shuffle(items)
        for at in range(0, len(items), TOGETHER):
            part = items[at : at + TOGETHER]
            wanted, weights = (
                torch.stack([each[2] for each in part]),
                torch.tensor([each[3] for each in part]),
            )
            loss = (F.cross_entropy(_logits(heads, part), wanted, reduction="none") * weights).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    heads.eval()


def _silver(story: Story) -> list[Pair]:
    """Triggers whose root only the rules gave and the coding of the sentence confirms."""
    triggers = [(index, *parts) for index, each in enumerate(story.sentences) for parts in each.triggers]
    return [
        Pair(story.name, story.fold, story.sentences[index], source, target, trigger, root)
        for (index, trigger, source, target), root in zip(triggers, story.root, strict=True)
        if root >= 0
    ]


@torch.no_grad()
def _items(encoder: Encoder, wanted: list[tuple[Pair, Tensor, float]]) -> list[Item]:
    found: list[Item] = []
    for at in range(0, len(wanted), TOGETHER):
        part = wanted[at : at + TOGETHER]
        alone = [
            pair.sentence._replace(
                triggers=[(pair.trigger, pair.source, pair.target)], sides=(), features=[], mentions=[]
            )
            for pair, *_ in part
        ]
        ready = Ready(encoder, alone)
        tokens, pools = ready.tokens(encoder), torch.stack(ready.tensors[-3:])
        for row, (_, chances, weight) in enumerate(part):
            length = int(ready.mask[row].sum())
            found.append((tokens[row, :length].half(), pools[:, row, :length].clone(), chances, weight))
    return found


def _logits(heads: Heads, items: list[Item]) -> Tensor:
    longest = max(len(each[0]) for each in items)
    tokens, mask = torch.zeros(len(items), longest, HIDDEN), torch.zeros(len(items), longest)
    pools = torch.zeros(3, len(items), longest)
    for row, (vectors, weights, *_) in enumerate(items):
        tokens[row, : len(vectors)], mask[row, : len(vectors)] = vectors.float(), 1
        pools[:, row, : len(vectors)] = weights
    whole = (tokens * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
    trigger, source, target = (torch.einsum("mt,mth->mh", each, tokens) for each in pools)
    told = (torch.rand(len(items), 1) > UNTOLD).float()
    return heads.of_pairs(tokens, mask, trigger * told, source, target, whole)
