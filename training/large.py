"""A larger encoder tuned on the same examples: what it says of every story teaches the small ones.

all-mpnet-base-v2 (Song et al. 2020), 12 layers and 768 numbers a word piece, under the heads of ``network``.
"""

from __future__ import annotations

from pathlib import Path

import torch
from fit import Ready, Recipe, Taught, fit
from network import Encoder, Heads
from prepare import Examples, Story
from torch import Tensor, nn
from transformers import MPNetModel

LAYERS, TUNED = 12, 5
RECIPE = Recipe(seed=1, epochs=5, frozen=LAYERS - TUNED, encoder_rate=6e-5)
SHIFT = 4
"""How far MPNet's word pieces stand behind BERT's, whose list they otherwise are."""
START, PADDING, END = 0, 1, 2
ENDS = {0: PADDING, 101: START, 102: END}
"""BERT's padding, start and end as MPNet numbers them."""


class Large(Encoder):
    """MPNet's encoder; the embeddings and all but the highest layers stay as they came."""

    hidden = 768

    def __init__(self, folder: Path, tuned: int = TUNED, drop: float = 0.0) -> None:
        nn.Module.__init__(self)
        self.mpnet = MPNetModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=drop,
            attention_probs_dropout_prob=drop,
        )
        self.frozen = LAYERS - tuned
        self.mpnet.requires_grad_(False)
        for layer in self.mpnet.encoder.layer[self.frozen :]:
            layer.requires_grad_(True)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        pieces = ids + SHIFT
        for old, new in ENDS.items():
            pieces[ids == old] = new
        return self.below(pieces, mask)

    def below(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """As ``lower``, from MPNet's own numbers of word pieces."""
        return self._run(self.mpnet.embeddings(pieces), mask, 0, self.frozen)

    def _run(self, hidden: Tensor, mask: Tensor, first: int, last: int | None) -> Tensor:
        shut = (mask.to(hidden.dtype) - 1)[:, None, None, :] * 1e4
        places = self.mpnet.encoder.compute_position_bias(hidden).to(hidden.dtype)
        for layer in self.mpnet.encoder.layer[first:last]:
            hidden = layer(hidden, shut, position_bias=places)[0]
        return hidden


def teach_stories(examples: Examples, uncoded: list[Story], fold: int, folder: Path) -> dict[str, Taught]:
    """What a teacher that has not seen ``fold`` says of all stories, by name; ``folder`` holds MPNet."""
    encoder = Large(folder)
    heads = fit(examples, fold, RECIPE, encoder)
    return {story.name: _told(encoder, heads, story) for story in (*examples.stories, *uncoded)}


@torch.no_grad()
def _told(encoder: Encoder, heads: Heads, story: Story) -> Taught:
    ready = Ready(encoder, story.sentences)
    _, mask, place, *rest = ready.tensors
    tokens = ready.tokens(encoder)
    labels, of_triggers, _, roles = heads(tokens, mask, place, *rest)
    return Taught(labels, of_triggers, roles, tokens[mask > 0].to(torch.bfloat16))


def of_all(by_fold: dict[int, dict[str, Taught]], stories: list[Story]) -> dict[str, Taught]:
    """What the teachers of several folds say together: of a story those alone that have not seen it, if any.

    The vectors of word pieces are the first teacher's, since each teacher has its own space.
    """
    first = next(iter(by_fold.values()))
    found = {}
    for story in stories:
        said = [by_fold[story.fold]] if story.fold in by_fold else list(by_fold.values())
        labels, triggers, roles = (
            torch.stack([getattr(each[story.name], part) for each in said]).mean(0)
            for part in ("labels", "triggers", "roles")
        )
        found[story.name] = Taught(labels, triggers, roles, first[story.name].tokens)
    return found
