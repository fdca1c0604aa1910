"""The larger encoder whose teaching the small ones learn from.

all-mpnet-base-v2 (Song et al. 2020): 12 layers, 768 numbers a word piece.
"""

from __future__ import annotations

from pathlib import Path

from network import Encoder
from torch import Tensor, nn
from transformers import MPNetModel

LAYERS = 12
SHIFT = 4
"""How far MPNet's word pieces stand behind BERT's, whose list they otherwise are."""
START, PADDING, END = 0, 1, 2
ENDS = {0: PADDING, 101: START, 102: END}
"""BERT's padding, start and end as MPNet numbers them."""


class Large(Encoder):
    """MPNet's encoder; the embeddings and all but the highest layers stay as they came."""

    hidden = 768

    def __init__(self, folder: Path, tuned: int, drop: float = 0.0) -> None:
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
