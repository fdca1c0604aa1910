"""What the words of a sentence weigh: which topic a phrase is of, whether things get worse, and for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, Focus, ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.spans import told_span
from detente.reading.affairs.status_at import Status, status_at
from detente.reading.base import Reading, Sentence
from detente.reading.pairs import country_of

LOW = frozenset({"general"})


class Weights:
    """The cues of one sentence by token, and the questions that the patterns ask of them."""

    def __init__(self, reading: Reading, focus: Focus, sentence: Sentence) -> None:
        self.reading = reading
        self.focus = focus
        self.sentence = sentence
        self._flags: dict[int, set[str]] = {}
        self._kinds: dict[int, str] = {}
        self._strong: set[int] = set()
        self._institutions: dict[int, str] = {}
        self._assets: dict[int, str] = {}

    def told(self, verb: Token) -> tuple[int, int]:
        """The stretch that a verb tells of: its clause, or what it governs where it has no subject."""
        return told_span(verb, self.sentence)

    def learn(self, hits: list[tuple[AffairCue, list[Token]]]) -> None:
        """Take note of which tokens carry which flags and topics."""
        for cue, covered in hits:
            anchor = head_of(covered)
            self._flags.setdefault(anchor.i, set()).update(cue.flags)
            if "institution" in cue.flags:
                self._institutions[anchor.i] = cue.kind
            if "asset" in cue.flags:
                self._assets[anchor.i] = cue.kind
            if cue.flags & {"topic", "strong"}:
                for token in covered:
                    strong = "strong" in cue.flags
                    if (
                        strong
                        or token.i not in self._kinds
                        or (self._kinds[token.i] in LOW and token.i not in self._strong)
                    ):
                        self._kinds[token.i] = cue.kind
                        if strong:
                            self._strong.add(token.i)

    def has(self, token: Token, *flags: str) -> bool:
        """Whether a token carries one of these flags."""
        return not self._flags.get(token.i, set()).isdisjoint(flags)

    def institution_kind(self, token: Token) -> str | None:
        """What it presses like when this institution gives way."""
        return self._institutions.get(token.i)

    def asset_kind(self, token: Token) -> str | None:
        """What it presses like to lack this."""
        return self._assets.get(token.i)

    def kind_at(self, token: Token) -> str | None:
        """The topic of one token."""
        return self._kinds.get(token.i)

    def kind_of_phrase(self, tokens: list[Token], default: str = "general") -> str:
        """The topic most of the words of a phrase speak of; anything outweighs ``general``."""
        counts = Counter(kind for token in tokens if (kind := self._kinds.get(token.i)))
        for mention in self.reading.mentions_by_sentence.get(self.sentence.index, ()):
            inside = any(token.i == mention.head.i for token in tokens)
            if inside and any(kind_of(self.reading, id) == "armed group" for id in mention.ids):
                counts["insurgency"] += 1
        specific = [(kind, count) for kind, count in counts.most_common() if kind not in LOW]
        if specific:
            return specific[0][0]
        return "general" if counts else default

    def on(self, tokens: list[Token]) -> tuple[str, ...]:
        """On whom it bears: those in these slots, states and organs first, else the state spoken of."""
        ids = [
            id
            for id in ids_at(self.reading, tokens, owner=True)
            if kind_of(self.reading, id) not in {"population", "media"}
        ]
        sides = [id for id in ids if kind_of(self.reading, id) in STATE_SIDE]
        if sides:
            return tuple(sides)
        if ids:
            return tuple(ids)
        state = self.focus.state_at(self.sentence)
        return (state,) if state else ()

    def victim_of(self, ids: list[str]) -> tuple[str, ...]:
        """The state that acts of these bear on: the first of the account's states that is none of them."""
        own = {country_of(self.reading, id) or id for id in ids}
        state = self.focus.state_at(self.sentence)
        if state and state not in own:
            return (state,)
        return tuple(each for each in self.focus.main if each not in own)[:1]

    def status(self, token: Token) -> Status:
        return status_at(self.reading, token)

    def candidate(
        self,
        span: tuple[int, int],
        kind: str,
        who: tuple[str, ...],
        rule: str,
        confidence: float,
        token: Token,
    ) -> Candidate | None:
        """A candidate, unless nobody is there to bear it or what it says is only supposed."""
        status = self.status(token)
        if not who or status.polarity or status.modality in {"hypothetical", "conditional", "planned"}:
            return None
        return Candidate(
            span[0],
            span[1],
            kind,
            who,
            rule,
            confidence,
            self.sentence,
            modality=status.modality,
            speaker=status.speaker,
        )


def made(candidate: Candidate | None) -> Iterator[Candidate]:
    """The candidate, if there is one."""
    if candidate is not None:
        yield candidate


Pattern = Callable[[Weights, AffairCue, list[Token]], Iterator[Candidate]]
"""A pattern of pressure: from a cue and the words it covers to the pressures that stand there."""
