"""What the coder sees of a document, and what it says of it.

A view holds what the rules have found: sentences, who is mentioned where, which words may report an event.
Actors are seen as *sides*: organs, officials and soldiers of a state count as that state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class MentionView(Struct, frozen=True):
    """Where a sentence speaks of sides. Offsets count from the start of the sentence.

    ``how`` is the way of naming (``name``, ``adjective``, ``role``, ``pronoun`` …), ``kind`` the kind of the
    first actor meant, ``attributive`` that the mention only modifies a noun ("Pakistani airspace").
    """

    start: int
    end: int
    sides: tuple[str, ...]
    how: str
    kind: str | None
    attributive: bool


class TriggerView(Struct, frozen=True):
    """A word that may report an event, with what the rules made of it."""

    start: int
    end: int
    layer: str
    event: str | None
    leaf: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    inferred_sources: bool
    inferred_targets: bool


class SentenceView(Struct, frozen=True):
    """A sentence; ``start`` is its offset in the document, ``paragraph`` the number of its paragraph."""

    text: str
    start: int
    paragraph: int
    mentions: tuple[MentionView, ...]
    triggers: tuple[TriggerView, ...]


class DocumentView(Struct, frozen=True):
    """A document; ``kinds`` tells the kind of each side, ``parties`` the states most at odds."""

    sentences: tuple[SentenceView, ...]
    kinds: dict[str, str]
    parties: tuple[str, ...]


class Judgement(Struct, frozen=True, eq=False):
    """What the coder says of one sentence; every figure is a probability from 0 to 1.

    ``labels`` (L,) over the model's labels; ``triggers`` (T, L) the same for each trigger of the view;
    ``events`` (T, 15) PLOVER roots of each trigger; ``sides`` the C candidate sides and ``roles`` (C, 5) how
    likely each thinks, speaks, is spoken to, acts, is acted on here.
    """

    labels: NDArray[np.float32]
    triggers: NDArray[np.float32]
    events: NDArray[np.float32]
    sides: tuple[str, ...]
    roles: NDArray[np.float32]
