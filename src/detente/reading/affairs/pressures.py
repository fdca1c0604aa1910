"""Pressures: what weighs on the choices of a government or another actor.

Words of the cue table tell what a phrase is about (``topic``), that it weighs by itself (``strong``), that
things get worse (``worse``, ``more``, ``increase``), that they bear on somebody (``facing``, ``posed``,
``pushed``), that they bar an agreement (``blocks``), leave no choice (``choice``, ``forced``) or are asked
for by others (``restraint``). Each pattern below needs two of these; only ``strong`` ones stand alone.
"""

from __future__ import annotations

from typing import Any, cast

from spacy.tokens import Token

from detente.codes import AffairCue, pressure_cues
from detente.crisis import Pressure, Span
from detente.reading.affairs.actors_near import Focus
from detente.reading.affairs.candidates import Candidate, best_apart
from detente.reading.affairs.pressure_patterns import PATTERNS
from detente.reading.affairs.pressure_words import Weights
from detente.reading.base import Reading

UNREAL = frozenset({"planned", "conditional", "hypothetical"})


class Pressures:
    """Finds what presses on the actors of the account."""

    name = "pressures"

    def __call__(self, reading: Reading) -> None:
        cues, focus = pressure_cues(), Focus(reading)
        found: list[Candidate] = []
        for sentence in reading.sentences:
            weights = Weights(reading, focus, sentence)
            tokens = list(sentence.tokens)
            hits: list[tuple[AffairCue, list[Token]]] = []
            for index in range(len(tokens)):
                hits.extend(cues.at(tokens, index))
            weights.learn(hits)
            for cue, covered in hits:
                for flag in sorted(cue.flags):
                    pattern = PATTERNS.get(flag)
                    if pattern is not None:
                        found.extend(pattern(weights, cue, covered))
        for number, each in enumerate(best_apart(found), 1):
            reading.pressures.append(_record(reading, each, number))


def _record(reading: Reading, each: Candidate, number: int) -> Pressure:
    return Pressure(
        id=f"p{number}",
        kind=cast(Any, each.kind),
        on=each.who,
        span=Span(each.start, each.end),
        evidence=reading.evidence(each.start, each.end, f"rule:pressures.{each.rule}", each.confidence),
        speaker=each.speaker,
        modality=cast(Any, each.modality),
        alternatives=each.alternatives,
        sentence=each.sentence.index,
    )
