"""What was asked, what came back and what it cost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from detente.coder.llm.endpoint import Endpoint
from detente.coder.llm.view import Opinion


@dataclass(slots=True)
class Tally:
    """Counts over all that one coder was asked.

    ``tokens_in`` and ``tokens_out`` are those that the endpoint states in ``usage``, tries that failed
    included; ``untold`` counts answers that stated none. ``kept`` answers came from the cache, at no cost.
    """

    sentences: int = 0
    answered: int = 0
    kept: int = 0
    requests: int = 0
    events: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unfit: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unkept: bool = False

    def add(self, opinion: Opinion) -> None:
        """Count what was said of one sentence."""
        self.sentences += 1
        self.answered += opinion.refused is None
        self.events += len(opinion.events)
        self.dropped.update(opinion.dropped)
        self.unfit.update(opinion.unfit)
        if opinion.refused is not None:
            self.refused[opinion.refused] += 1

    def cost(self, endpoint: Endpoint) -> float | None:
        """What the tokens cost at the endpoint's prices; ``None`` where a price is unknown."""
        if endpoint.price_in is None or endpoint.price_out is None:
            return None
        return (self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out) / 1e6

    def summary(self, endpoint: Endpoint) -> str:
        """One line for a person."""
        parts = [
            f"{self.answered} of {self.sentences} sentences answered ({self.kept} from the cache)",
            f"{self.events} events",
        ]
        if self.dropped:
            parts.append(f"{self.dropped.total()} dropped: {counted(self.dropped)}")
        if self.unfit:
            parts.append(f"{self.unfit.total()} values left out: {counted(self.unfit)}")
        if self.refused:
            parts.append(f"no answer that counts in {self.refused.total()}: {counted(self.refused)}")
        tokens = f"{self.requests} requests, {self.tokens_in:,} tokens in and {self.tokens_out:,} out"
        if self.untold:
            tokens += f" ({self.untold} answers told no tokens)"
        parts.append(tokens)
        if (cost := self.cost(endpoint)) is not None:
            parts.append(f"cost {cost:.4f}")
        if self.unkept:
            parts.append("answers could not be kept in the cache")
        return f"llm {endpoint.model}: {'; '.join(parts)}"


def counted(reasons: Counter[Any]) -> str:
    """The reasons with their numbers, the most frequent first."""
    return ", ".join(f"{number} × {reason}" for reason, number in reasons.most_common() if number)
