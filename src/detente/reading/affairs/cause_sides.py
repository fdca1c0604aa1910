"""The two sides of a causal link: the record that a stretch of text stands for, else its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.reading.affairs.around import slots_around
from detente.reading.affairs.spans import LOOSE, clause_span, noun_span, overlap, phrase_span
from detente.reading.base import Predicate, Reading, Sentence, at, conjuncts, phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import verb_slots

WEAK_NOUNS = word_set("number series set wave round string lack result increase act kind amount use lot")


@dataclass(slots=True)
class Side:
    """Ids of records, or words."""

    ids: tuple[str, ...] = ()
    words: str | None = None
    event: Predicate | None = None

    def __bool__(self) -> bool:
        return bool(self.ids or self.words)


@dataclass
class Sides:
    """Finds sides; knows all states of affairs by where they stand."""

    reading: Reading
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    ties: list[tuple[int, str]] = field(default_factory=list)
    by_sentence: dict[int, list[Predicate]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for pressure in self.reading.pressures:
            self.spans.append((pressure.span.start, pressure.span.end, pressure.id))
        for motive in self.reading.motives:
            self.spans.append((motive.span.start, motive.span.end, motive.id))
        self.spans.sort()
        self.ties.extend(
            (each.trigger.start, each.id) for each in self.reading.relations if each.derived_from is None
        )
        self.ties.sort()
        for predicate in sorted(self.reading.predicates, key=lambda each: each.start):
            self.by_sentence.setdefault(predicate.sentence.index, []).append(predicate)

    def told_before(self, place: int, sentence: Sentence, back: int) -> Iterator[Predicate]:
        """The events told before an offset, the last first, no further back than ``back`` sentences."""
        for index in range(sentence.index, sentence.index - back - 1, -1):
            for predicate in reversed(self.by_sentence.get(index, ())):
                if predicate.start < place and predicate.id:
                    yield predicate

    def affairs_in(self, span: tuple[int, int], prefix: str = "") -> tuple[str, ...]:
        """Pressures and motives that overlap a stretch."""
        found = []
        index = max(0, bisect_left(self.spans, (span[0] - 2000, 0, "")))
        while index < len(self.spans) and self.spans[index][0] < span[1]:
            start, stop, id = self.spans[index]
            if id.startswith(prefix) and overlap((start, stop), span) > 0:
                found.append(id)
            index += 1
        return tuple(found)

    def of_token(self, token: Token | None, sentence: Sentence) -> Side:
        """The side that a phrase or clause headed by ``token`` is."""
        if token is None:
            return Side()
        events = [each for word in conjuncts(token) if (each := self._event_at(word)) is not None]
        if events:
            return Side(tuple(dict.fromkeys(each.id for each in events)), None, events[0])
        span = clause_span(token, sentence) if token.pos_ in {"VERB", "AUX"} else phrase_span(token, sentence)
        affairs = self.affairs_in(span, "p" if token.pos_ in {"VERB", "AUX"} else "")
        if affairs and token.pos_ not in {"PRON", "PROPN"}:
            return Side(affairs)
        told = [token, *(child for child in token.children if child.dep_ == "acomp" and token.pos_ == "AUX")]
        for word in told:
            # "relations were tense because of the raid"
            if word.pos_ == "ADJ" and (own := self._relations_in((at(word), at(word) + 1))):
                return Side(own)
        inner = self._event_inside(token)
        if inner is not None:
            return Side((inner.id,), None, inner)
        if token.pos_ in {"PRON", "DET"}:
            return Side()
        ties = self._relations_in(span)
        if ties:
            return Side(ties)
        if token.pos_ not in {"VERB", "AUX"}:
            span = noun_span(token, sentence)
        words = " ".join(self.reading.document.text[span[0] : span[1]].split())
        return Side((), words)

    def _relations_in(self, span: tuple[int, int]) -> tuple[str, ...]:
        """The relation that a stretch tells of, when its cue stands there."""
        place = bisect_left(self.ties, (span[0], ""))
        return tuple(id for start, id in self.ties[place : place + 1] if start < span[1])

    def _event_at(self, token: Token) -> Predicate | None:
        found = self.reading.predicate_of(token)
        if found is not None and found.id:
            return found
        if token.pos_ in {"VERB", "AUX"}:
            # "began to shell", "was able to escape": the event is in the complement
            for slot in ("xcomp",):
                for child in verb_slots(token).get(slot, []):
                    inner = self.reading.predicate_of(child)
                    if inner is not None:
                        return inner
        return None

    def _event_inside(self, token: Token) -> Predicate | None:
        """An event in the of-phrase of a weak noun, or the only one in a noun's phrase."""
        inside = [
            predicate
            for word in phrase(token, without=LOOSE | {"acl"})
            if word != token and (predicate := self.reading.predicate_of(word)) is not None
        ]
        if not inside:
            return None
        if token.lemma_.lower() in WEAK_NOUNS or len(inside) == 1:
            return inside[0]
        return None

    def before(self, sentence: Sentence, token: Token) -> Side:
        """The last event told before a word, in its sentence or the one before."""
        here = [each for each in self.told_before(at(token), sentence, 1) if each.layer == "do"]
        main = [
            each for each in here if each.event in {"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "SANCTION"}
        ]
        chosen = (main or here)[:1]
        return Side((chosen[0].id,), None, chosen[0]) if chosen else Side()

    def clause_above(self, verb: Token, sentence: Sentence) -> Side:
        """For a participle: the event of the clause that it hangs on."""
        if verb.dep_ not in {"advcl", "acl", "relcl", "xcomp", "conj", "dep", "prep", "pcomp"}:
            return Side()
        above = _deed_above(verb)
        event = self._event_at(above)
        if event is not None:
            return Side((event.id,), None, event)
        inside = next(self.told_before(at(verb), sentence, 0), None)
        if inside is not None:
            return Side((inside.id,), None, inside)
        return self.of_token(above, sentence) if above.pos_ not in {"VERB", "AUX"} else Side()

    def slot(self, token: Token, names: Iterable[str], sentence: Sentence) -> Side:
        """The side in the first of some slots of a word."""
        slots = slots_around(token)
        for name in names:
            for filler in slots.get(name, []):
                side = self.of_token(filler, sentence)
                if side:
                    return side
        return Side()


def _deed_above(verb: Token) -> Token:
    above = verb.head
    while above.dep_ == "conj" and above.pos_ == verb.pos_ and above.tag_ == "VBG" and above.head != above:
        above = above.head
    return above
