"""Motives: what somebody wanted, from purpose clauses, aims, wishes and replies.

Kinds of the cue table: ``purpose`` ("in order to", "for influence"), ``end`` ("toward that end"), ``aim``
(nouns and verbs of aiming), ``attempt`` (an effort with its infinitive), ``avoid`` ("wariness to"),
``reply`` ("in response to", "retaliatory"), ``outcome`` (what came of it), ``no purpose`` (verbs whose
infinitive is none).
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue, motive_cues
from detente.crisis import Motive, Span
from detente.reading.affairs.candidates import Candidate, best_apart
from detente.reading.affairs.motive_found import Found
from detente.reading.affairs.motive_patterns import KINDS
from detente.reading.affairs.purpose import bare_purposes
from detente.reading.base import Reading, Sentence


class Motives:
    """Finds what the actors of the account wanted."""

    name = "motives"

    def __call__(self, reading: Reading) -> None:
        found: list[Candidate] = []
        for sentence in reading.sentences:
            found.extend(_of_sentence(reading, sentence))
        for number, each in enumerate(best_apart(found), 1):
            reading.motives.append(_record(reading, each, number))


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Candidate]:
    cues = motive_cues()
    tokens = list(sentence.tokens)
    hits: list[tuple[AffairCue, list[Token]]] = []
    for index in range(len(tokens)):
        hits.extend(cues.at(tokens, index))
    place = Found(reading, sentence, {covered[-1].i for cue, covered in hits if cue.kind == "outcome"})
    found: list[Candidate] = []
    for cue, covered in hits:
        pattern = KINDS.get(cue.kind)
        if pattern is not None:
            found.extend(pattern(place, cue, covered))
    found.extend(bare_purposes(place))
    return found


def _record(reading: Reading, each: Candidate, number: int) -> Motive:
    words = reading.document.text[each.start : each.end]
    return Motive(
        id=f"m{number}",
        who=each.who,
        goal=" ".join((each.words or words).split()),
        span=Span(each.start, each.end),
        evidence=reading.evidence(each.start, each.end, f"rule:motives.{each.rule}", each.confidence),
        of_event=(each.about.id or None) if each.about is not None else None,
        outcome=each.outcome,
        speaker=each.speaker,
        sentence=each.sentence.index,
    )
