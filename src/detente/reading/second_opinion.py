"""A model's opinion on each sentence, set over what the rules read.

``SecondOpinion`` asks, after the rules have found who and whom, so that status, time and details are read
for the model's events too. ``Settle`` states the model's word once more when those steps are done, brings
back what pruning took of it, and drops what a whole answer leaves out. Where a sentence got no answer that
counts, the rules stand and a note says so.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from spacy.tokens import Token

from detente.coder.llm import Asker, CodedEvent, KnownActor, Opinion, SentenceView
from detente.codes import Sense, icbe
from detente.crisis import Span
from detente.reading.accidents import BY_ACCIDENT
from detente.reading.arguments import link_governors
from detente.reading.base import Predicate, Reading, Sentence, at, end
from detente.reading.prune import drop
from detente.reading.slots import noun_slots, verb_slots

KIND = "second opinion"
MOST_ACTORS = 40
MOST_NOTES = 20
FROM_CONTEXT = "taken by the model from the context"
NO_DEED = frozenset({"sum", "aux", "stative"})
"""Marks of the lexicon for words that mostly tell of no event; the model says that this one does."""


class SecondOpinion:
    """Asks about every sentence and sets the answers over the rules' predicates."""

    name = "second opinion"

    def __init__(self, asker: Asker) -> None:
        self.asker = asker

    def __call__(self, reading: Reading) -> None:
        by_sentence: dict[int, list[Predicate]] = {}
        for predicate in reading.predicates:
            by_sentence.setdefault(predicate.sentence.index, []).append(predicate)
        looking = _Looking(reading, by_sentence, self.asker.endpoint.context)
        opinions = self.asker.ask([looking.view(sentence) for sentence in reading.sentences])
        before = len(reading.predicates)
        twice = 0
        for sentence, opinion in zip(reading.sentences, opinions, strict=True):
            if opinion.refused is None:
                twice += _take(reading, sentence, by_sentence.get(sentence.index, []), opinion)
        if len(reading.predicates) > before:
            link_governors(reading)
        _note(reading, opinions)
        if twice:
            reading.note(
                KIND, f"{twice} events of the model's answers left out: their word has another event"
            )


class Settle:
    """Gives the model the last word on what it told."""

    name = "settle"

    def __call__(self, reading: Reading) -> None:
        kept = {
            id(each)
            for each in reading.predicates
            if each.coded is not None or each.sentence.index not in reading.answered
        }
        gone = {id(each) for each in reading.predicates} - kept
        for predicate in reading.coded:
            if id(predicate) not in kept:
                reading.add_predicate(predicate)
                kept.add(id(predicate))
                gone |= _linked(predicate)
            state(predicate)
        # What was brought back may still point at what pruning took for good.
        drop(reading, gone - kept)
        reading.predicates.sort(key=lambda each: (each.start, each.end))
        told = [Span(each.start, each.end) for each in reading.coded]
        for predicate in reading.predicates:
            predicate.alt = [span for span in predicate.alt if not any(span.overlaps(each) for each in told)]


def _linked(predicate: Predicate) -> set[int]:
    """The ``id()`` of every predicate that this one points at."""
    found = {id(predicate.about)} if predicate.about is not None else set()
    above = predicate.governor
    while above is not None and id(above) not in found:
        found.add(id(above))
        above = above.governor
    return found


class _Looking:
    """What the model is shown of each sentence."""

    def __init__(self, reading: Reading, predicates: dict[int, list[Predicate]], context: int) -> None:
        self.reading, self.predicates, self.context = reading, predicates, context
        counts = Counter(id for mention in reading.mentions for id in mention.ids)
        self.often = [id for id, _ in counts.most_common(MOST_ACTORS)]

    def view(self, sentence: Sentence) -> SentenceView:
        sentences, place = self.reading.sentences, sentence.index
        before = sentences[max(0, place - self.context) : place]
        after = sentences[place + 1 : place + 1 + self.context]
        known = sorted(self.predicates.get(place, ()), key=lambda each: (each.start, each.end))
        accidents = tuple(Span(each.start, each.end) for each in known if each.flag(BY_ACCIDENT))
        return SentenceView(
            self.reading.document.id,
            sentence.start,
            self._text(sentence),
            tuple(map(self._text, before)),
            tuple(map(self._text, after)),
            self._actors(sentence, [*reversed(before), *after]),
            tuple(Span(each.start, each.end) for each in known),
            accidents,
        )

    def _text(self, sentence: Sentence) -> str:
        return self.reading.document.text[sentence.start : sentence.end]

    def _actors(self, sentence: Sentence, around: list[Sentence]) -> tuple[KnownActor, ...]:
        """The actors of the sentence, of those around it, and the most mentioned of the account."""
        text, mentioned = self.reading.document.text, self.reading.mentions_by_sentence
        here: dict[str, list[str]] = {}
        for mention in mentioned.get(sentence.index, ()):
            for id in mention.ids:
                here.setdefault(id, []).append(text[mention.start : mention.end])
        near = [id for each in around for mention in mentioned.get(each.index, ()) for id in mention.ids]
        known = self.reading.actors
        every = dict.fromkeys((*here, *near, *self.often))
        listed = (id for id in every if id in known and known[id].kind != "place")
        return tuple(
            KnownActor(id, known[id].name, known[id].kind, tuple(dict.fromkeys(here.get(id, ()))))
            for id in islice(listed, MOST_ACTORS)
        )


def _take(reading: Reading, sentence: Sentence, known: list[Predicate], opinion: Opinion) -> int:
    """Set the events of one answer over the predicates of its sentence; how many had no word of their own."""
    free = list(known)
    twice = 0
    for coded in opinion.events:
        predicate = _matching(coded, free)
        if predicate is None:
            predicate = _new(reading, sentence, coded)
            if predicate is None:
                twice += 1
                continue
            reading.add_predicate(predicate)
        else:
            free.remove(predicate)
        if predicate.sense is not None and predicate.sense.event != coded.event:
            predicate.alternatives = [predicate.sense]
        predicate.coded, predicate.coded_by, predicate.rules = coded, opinion.by, []
        state(predicate)
        _mark_context(reading, predicate)
        reading.coded.append(predicate)
    if opinion.whole:
        reading.answered.add(sentence.index)
    return twice


def _matching(coded: CodedEvent, free: list[Predicate]) -> Predicate | None:
    """The predicate whose trigger shares most with the model's; one by its main word before others."""
    best: tuple[int, int, Predicate] | None = None
    for predicate in free:
        main = _shared(coded.trigger, Span(predicate.start, predicate.end))
        other = max((_shared(coded.trigger, span) for span in predicate.alt), default=0)
        if main + other and (best is None or (main, other) > best[:2]):
            best = main, other, predicate
    return best[2] if best else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _new(reading: Reading, sentence: Sentence, coded: CodedEvent) -> Predicate | None:
    """A predicate for a trigger that the rules know nothing of; ``None`` where its word is one already."""
    span = coded.trigger
    inside = [token for token in sentence if at(token) < span.end and span.start < end(token)]
    words = [token for token in inside if not token.is_space and not token.is_punct] or inside
    if not words:
        return None
    tops = [token for token in words if token.head not in words or token.head == token]
    head: Token = (tops or words)[0]
    if reading.predicate_of(head) is not None:
        return None
    verb = head.tag_.startswith("VB")
    slots = verb_slots(head) if verb else noun_slots(head)
    return Predicate(sentence, head, span.start, span.end, head.lemma_.lower(), "v" if verb else "n", slots)


def state(predicate: Predicate) -> None:
    """Set what the model says; what it does not say stays as it was read."""
    coded = predicate.coded
    if coded is None:
        return
    predicate.sense = _sense(predicate, coded)
    for role, ids in (("sources", coded.sources), ("targets", coded.targets)):
        if ids is not None and list(ids) != getattr(predicate, role):
            setattr(predicate, role, list(ids))
            if predicate.inferred.get(role) != FROM_CONTEXT:
                predicate.inferred.pop(role, None)
    predicate.modality, predicate.polarity = coded.modality, coded.polarity
    if coded.speaker is not None:
        predicate.speaker = coded.speaker
    predicate.confidence = coded.confidence


def _mark_context(reading: Reading, predicate: Predicate) -> None:
    """Actors that the sentence itself does not speak of are marked as inferred."""
    mentions = reading.mentions_by_sentence.get(predicate.sentence.index, ())
    here = {id for mention in mentions for id in mention.ids}
    for role in ("sources", "targets"):
        if set(getattr(predicate, role)) - here:
            predicate.inferred.setdefault(role, FROM_CONTEXT)


def _sense(predicate: Predicate, coded: CodedEvent) -> Sense:
    """The sense that the model states; what the lexicon adds to the same event is kept."""
    old = predicate.sense
    same = old is not None and (old.event, old.layer) == (coded.event, coded.layer)
    kept = old if same else None
    leaf = coded.leaf or (kept.leaf if kept else None)
    entry = icbe.leaves().get((coded.layer, leaf)) if leaf else None
    agrees = entry is not None and entry.event == coded.event
    return Sense(
        lemma=predicate.lemma,
        pos=predicate.pos,
        conditions=kept.conditions if kept else (),
        event=coded.event,
        mode=coded.mode or (kept.mode if kept else None),
        leaf=leaf,
        layer=coded.layer,
        cameo=kept.cameo if kept else entry.cameo if entry and agrees else None,
        direction=(entry.direction if entry else None) or (kept.direction if kept else None),
        armed=entry.armed if entry else kept.armed if kept else None,
        source=kept.source if kept else (),
        target=kept.target if kept else (),
        flags=kept.flags - NO_DEED if kept else frozenset(),
        line=kept.line if kept else 0,
    )


def _note(reading: Reading, opinions: list[Opinion]) -> None:
    """Say where the rules stand, and what of the answers was left out."""
    refused = [(s, each) for s, each in zip(reading.sentences, opinions, strict=True) if each.refused]
    for sentence, opinion in refused[:MOST_NOTES]:
        place = reading.evidence(sentence.start, sentence.end, "rule:second-opinion", 1.0)
        reading.note(KIND, f"the rules stand in this sentence: {opinion.refused}", evidence=place)
    if len(refused) > MOST_NOTES:
        more = len(refused) - MOST_NOTES
        reading.note(KIND, f"the rules stand in {more} further sentences, which got no answer that counts")
    for what, reasons in (
        ("events", Counter(reason for each in opinions for reason in each.dropped)),
        ("values", Counter(reason for each in opinions for reason in each.unfit)),
    ):
        for reason, number in sorted(reasons.items()):
            reading.note(KIND, f"{number} {what} of the model's answers left out: {reason}")
