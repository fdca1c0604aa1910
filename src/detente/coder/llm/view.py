"""What a coder is told of a sentence, and what it says of it. All offsets count into ``Document.text``."""

from __future__ import annotations

from msgspec import Struct

from detente.crisis import AUTHOR, Layer, Modality, Polarity, Span


class KnownActor(Struct, frozen=True):
    """An actor that may be named as source, target or speaker.

    ``words`` are those with which the sentence speaks of it; empty when only the text around does.
    """

    id: str
    name: str
    kind: str
    words: tuple[str, ...] = ()


class SentenceView(Struct, frozen=True):
    """A sentence with what stands around it.

    ``before`` and ``after`` are the neighbouring sentences in text order, ``triggers`` the words that the
    rules take for events, in text order, ``accidents`` those of them that tell of harm that nobody meant.
    """

    document: str
    start: int
    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    actors: tuple[KnownActor, ...] = ()
    triggers: tuple[Span, ...] = ()
    accidents: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


class CodedEvent(Struct, frozen=True):
    """One event of a sentence. ``sources``, ``targets``, ``speaker`` are actor ids; ``None`` means not said.

    ``trigger`` lies within ``quote`` and ``quote`` within the sentence. ``confidence`` (0–1) is what the
    coder says of itself.
    """

    quote: Span
    trigger: Span
    layer: Layer
    event: str | None = None
    mode: str | None = None
    leaf: str | None = None
    sources: tuple[str, ...] | None = ()
    targets: tuple[str, ...] | None = ()
    modality: Modality = "asserted"
    polarity: Polarity | None = None
    speaker: tuple[str, ...] | None = (AUTHOR,)
    confidence: float = 0.5


class Opinion(Struct, frozen=True):
    """What a coder says of one sentence.

    ``refused`` says why nothing of the answer counts (``events`` is then empty); ``dropped`` gives a reason
    for each event, ``unfit`` one for each value of an event, that was left out of an answer. ``by`` names the
    coder and its version.
    """

    events: tuple[CodedEvent, ...] = ()
    by: str = ""
    dropped: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    refused: str | None = None

    @property
    def whole(self) -> bool:
        """Whether every event of the answer counts, so that what it leaves out is meant to be left out."""
        return self.refused is None and not self.dropped
