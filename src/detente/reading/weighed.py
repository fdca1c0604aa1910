"""What is found on the way up from a trigger: modality, negation, speaker, inner before outer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.reading.base import Predicate

TRIED = frozenset("attempt effort try seek endeavor endeavour endeavoring bid struggle".split())
WISHED = frozenset({"pursue", "to", "continue"})


@dataclass(slots=True)
class Weighed:
    """What was found on the way up, inner before outer."""

    modality: str | None = None
    weak: str | None = None  # what holds when no cue says more: "would", "any threat", a bare infinitive
    tried: bool = False  # the modality comes from "attempt", "effort", "try"
    wished: bool = False  # … from a purpose or pursuit, which a plan above makes planned
    negated: bool = False
    undone: bool = False
    counterfactual: bool = False
    speaker: tuple[str, ...] | None = None
    said_by: Predicate | None = None
    condition: Token | None = None
    rules: list[str] = field(default_factory=list)

    def take(self, modality: str, cue: str) -> None:
        """Keep a modality unless an inner one was found."""
        if modality == "asserted":
            return
        if self.modality is not None:
            outer_wins = (self.tried and modality in {"claimed", "denied"}) or (
                self.wished and modality == "planned"
            )
            if not outer_wins:
                return
        self.modality = modality
        self.tried = cue in TRIED
        self.wished = cue in WISHED
        self.rules.append(f"status:{cue}")

    @contextmanager
    def once(self) -> Iterator[None]:
        """What is negated already is not made true by a second "no" for the same deed."""
        before = self.negated
        yield
        self.negated = self.negated or before

    def polar(self, polarity: str | None, cue: str) -> None:
        if polarity == "negated":
            self.negated = not self.negated
            self.rules.append(f"status:{cue}")
        elif polarity == "did not happen":
            self.undone = True
            self.rules.append(f"status:{cue}")
