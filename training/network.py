"""The network: a small encoder that reads each sentence once, and heads that read its token vectors.

Shapes: N sentences of a document, T word pieces, C candidate sides, M triggers (or marked pairs), L labels,
H the width of the encoder (384, of the teacher 768).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

HIDDEN = 384
AROUND = 128  # each direction of the pass over a document's sentences
PLACE = 6
MIX = 128
HEADS = 4


class Heads(nn.Module):
    """Everything above the encoder."""

    def __init__(self, labels: int, roots: int, width: int, drop: float = 0.2, hidden: int = HIDDEN) -> None:
        super().__init__()
        told = hidden + 2 * AROUND
        self.around = nn.GRU(hidden + PLACE, AROUND, bidirectional=True, batch_first=True)
        self.key = nn.Linear(hidden, labels)
        self.value = nn.Linear(hidden, labels, bias=False)
        self.sentence = _mlp(told, 256, labels, drop)
        self.trigger = _mlp(hidden + told, 256, labels, drop)
        self.null = nn.Parameter(torch.zeros(hidden))
        self.named = nn.Sequential(nn.Linear(hidden, MIX), nn.GELU())
        self.told = nn.Linear(told, MIX)
        self.known = nn.Linear(width, MIX)
        self.mix = Mix(drop)
        self.role = nn.Linear(MIX, 5)
        self.ask = nn.Linear(3 * hidden, MIX)
        self.answer = nn.Linear(hidden, MIX)
        self.event = _mlp(5 * hidden, 256, roots, drop)
        self.drop = nn.Dropout(drop)

    def forward(
        self,
        tokens: Tensor,  # (N, T, H)
        mask: Tensor,  # (N, T) 1 for a word piece
        place: Tensor,  # (N, 6)
        mentions: Tensor,  # (N, C, T) weights that sum to 1 over a side's mentions, or 0
        features: Tensor,  # (N, C, width)
        present: Tensor,  # (N, C) 1 for a candidate
        owner: Tensor,  # (M,) the sentence of each trigger
        triggers: Tensor,  # (M, T) weights
        sources: Tensor,  # (M, T) weights of the source's mentions, or 0
        targets: Tensor,  # (M, T)
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: labels (N, L), labels of triggers (M, L), roots of triggers (M, R), roles (N, C, 5)."""
        told, labels = self.of_sentences(tokens, mask, place)
        named = torch.einsum("nct,nth->nch", mentions, tokens)
        inside = (mentions.sum(-1, keepdim=True) > 0).to(named.dtype)
        named = named * inside + self.null * (1 - inside)
        mixed = self.named(self.drop(named)) + self.told(self.drop(told)).unsqueeze(1) + self.known(features)
        roles = self.role(self.mix(mixed, present))
        own = tokens[owner]
        heads = _pool(triggers, own)
        of_triggers = self.trigger(self.drop(torch.cat([heads, told[owner]], -1)))
        whole = told[owner][:, : tokens.shape[-1]]
        events = self.of_pairs(own, mask[owner], heads, _pool(sources, own), _pool(targets, own), whole)
        return labels, of_triggers, events, roles

    def of_sentences(self, tokens: Tensor, mask: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
        """What each sentence says, with the sentences around it (N, H + 256), and its labels (N, L)."""
        weights = mask.unsqueeze(-1)
        mean = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1)
        around, _ = self.around(torch.cat([mean, place], -1).unsqueeze(0))
        told = torch.cat([mean, around[0]], -1)
        tokens = self.drop(tokens)
        attention = (self.key(tokens) + (weights - 1) * 1e4).softmax(1)
        return told, (attention * self.value(tokens)).sum(1) + self.sentence(self.drop(told))

    def of_pairs(
        self, tokens: Tensor, mask: Tensor, trigger: Tensor, source: Tensor, target: Tensor, whole: Tensor
    ) -> Tensor:
        """Logits of the PLOVER root that links source to target by a trigger; each may be zeros."""
        question = self.ask(torch.cat([source, target, trigger], -1))
        scores = torch.einsum("md,mtd->mt", question, self.answer(tokens)) / MIX**0.5
        read = _pool((scores + (mask - 1) * 1e4).softmax(1), tokens)
        return self.event(self.drop(torch.cat([source, target, trigger, read, whole], -1)))


class Mix(nn.Module):
    """One transformer layer over the candidates of a sentence: who acts depends on who else may."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(MIX), nn.LayerNorm(MIX)
        self.qkv = nn.Linear(MIX, 3 * MIX)
        self.out = nn.Linear(MIX, MIX)
        self.feed = _mlp(MIX, 2 * MIX, MIX, drop)
        self.drop = nn.Dropout(drop)

    def forward(self, mixed: Tensor, present: Tensor) -> Tensor:
        count, many, _ = mixed.shape
        parts = self.qkv(mixed).reshape(count, many, 3, HEADS, MIX // HEADS).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(-1, -2) / (MIX // HEADS) ** 0.5
        scores = scores + (present[:, None, None, :] - 1) * 1e4
        seen = (scores.softmax(-1) @ parts[2]).transpose(1, 2).reshape(count, many, MIX)
        mixed = self.first(mixed + self.drop(self.out(seen)))
        return self.second(mixed + self.drop(self.feed(mixed)))


class Encoder(nn.Module):
    """MiniLM's encoder; the embeddings and the lowest layers stay as they came."""

    hidden = HIDDEN

    def __init__(self, folder: str, frozen: int, drop: float = 0.0) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            hidden_dropout_prob=drop,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",
        )
        self.frozen = frozen
        self.bert.embeddings.requires_grad_(False)
        for layer in self.bert.encoder.layer[:frozen]:
            layer.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Token vectors (N, T, H) from ids and a mask of 0 and 1 (N, T)."""
        return self.upper(self.lower(ids, mask), mask)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The output of the frozen layers, which is the same in every epoch."""
        return self._run(self.bert.embeddings(ids), mask, 0, self.frozen)

    def upper(self, hidden: Tensor, mask: Tensor) -> Tensor:
        return self._run(hidden, mask, self.frozen, None)

    def _run(self, hidden: Tensor, mask: Tensor, first: int, last: int | None) -> Tensor:
        shut = ((mask.to(hidden.dtype) - 1) * 1e4)[:, None, None, :]
        for layer in self.bert.encoder.layer[first:last]:
            found = layer(hidden, shut)
            hidden = found[0] if isinstance(found, tuple) else found
        return hidden


class Encoders(nn.Module):
    """Several encoders over the same frozen layers; their token vectors (N, T, K H) stand side by side."""

    def __init__(self, encoders: list[Encoder]) -> None:
        super().__init__()
        self.all = nn.ModuleList(encoders)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.all[0].lower(ids, mask)
        return torch.cat([each.upper(hidden, mask) for each in self.all], -1)


class Panel(nn.Module):
    """The heads of several networks; each reads its own encoder's vectors, and their outputs are averaged.

    Averaged are logits, but for the roots of triggers, where it is the chances.
    """

    def __init__(self, heads: list[Heads]) -> None:
        super().__init__()
        self.all = nn.ModuleList(heads)

    def forward(self, tokens: Tensor, *rest: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        said = [heads(part, *rest) for heads, part in zip(self.all, tokens.split(HIDDEN, -1), strict=True)]
        labels, of_triggers, events, roles = (torch.stack(each) for each in zip(*said, strict=True))
        return labels.mean(0), of_triggers.mean(0), events.softmax(-1).mean(0).log(), roles.mean(0)


def _mlp(inner: int, middle: int, outer: int, drop: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inner, middle), nn.GELU(), nn.Dropout(drop), nn.Linear(middle, outer))


def _pool(weights: Tensor, tokens: Tensor) -> Tensor:
    """(M, T) weights over (M, T, H) token vectors."""
    return torch.einsum("mt,mth->mh", weights, tokens)
