"""Causes: what led to what, by the cue that says so; each side is a record found before, else words.

Flags of the cue table name the form of the cue: ``preposition`` ("because of"), ``conjunction``, ``verb``
("A triggered B"), ``makes`` ("A forced X to B"), ``effect-self`` ("A stalled the talks"), ``ends``,
participles, nouns ("the result of"), replies ("condemned the attack": the attack provoked it), signs, and
what would have been; ``mind`` ("fearing revenge, …"), ``about`` ("rebuked X for …"), ``time-clause`` ("when X
attacked, Y …"). What no cue names is read afterwards, from purposes, outcomes and reactions.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from spacy.tokens import Token

from detente.codes import AffairCue, cause_cues
from detente.crisis import Cause, Span
from detente.reading.affairs.cause_forms import FORMS
from detente.reading.affairs.cause_link import Link
from detente.reading.affairs.cause_links import from_motives
from detente.reading.affairs.cause_outcomes import from_outcomes
from detente.reading.affairs.cause_reactions import from_reactions
from detente.reading.affairs.cause_sides import Sides
from detente.reading.base import Reading, Sentence


class Causes:
    """Finds what the account says led to what. Runs after the other states of affairs."""

    name = "causes"

    def __call__(self, reading: Reading) -> None:
        sides = Sides(reading)
        links: list[Link] = []
        for sentence in reading.sentences:
            links.extend(_of_sentence(reading, sides, sentence))
        links.extend(from_motives(reading, sides))
        links.extend(from_outcomes(reading, sides, links))
        links.extend(from_reactions(reading, sides, links))
        links.sort(key=lambda each: (each.start, each.end))
        for number, each in enumerate(_once(links), 1):
            reading.causes.append(_record(reading, each, number))


def _of_sentence(reading: Reading, sides: Sides, sentence: Sentence) -> list[Link]:
    cues = cause_cues()
    tokens = list(sentence.tokens)
    found: list[Link] = []
    covered_until = -1
    for index in range(len(tokens)):
        hits: list[tuple[AffairCue, list[Token]]] = cues.at(tokens, index)
        for cue, covered in hits:
            if covered[0].i <= covered_until:
                continue
            for flag in sorted(cue.flags):
                form = FORMS.get(flag)
                made = form(reading, sides, sentence, cue, covered) if form is not None else None
                if made is not None:
                    found.append(made)
                    if len(covered) > 1:
                        covered_until = covered[-1].i
                    break
            else:
                continue
            break
    return found


def _once(links: list[Link]) -> list[Link]:
    """In each sentence one link a cue, and each pair of sides once: the surest."""
    by_sentence: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_sentence[link.sentence.index].append(link)
    kept: list[Link] = []
    for index in sorted(by_sentence):
        seen: set[object] = set()
        chosen: list[Link] = []
        for link in sorted(by_sentence[index], key=lambda each: -each.confidence):
            key = (link.cause.ids or link.cause.words, link.effect.ids or link.effect.words)
            clash = any(other.start < link.end and link.start < other.end for other in chosen)
            if key not in seen and not clash:
                seen.add(key)
                chosen.append(link)
        kept.extend(chosen)
    return sorted(kept, key=lambda each: (each.start, each.end))


def _record(reading: Reading, link: Link, number: int) -> Cause:
    sentence = link.sentence
    return Cause(
        id=f"c{number}",
        kind=cast(Any, link.kind),
        trigger=Span(link.start, link.end),
        evidence=reading.evidence(sentence.start, sentence.end, f"rule:causes.{link.rule}", link.confidence),
        cause=link.cause.ids,
        effect=link.effect.ids,
        cause_words=link.cause.words,
        effect_words=link.effect.words,
        modality=cast(Any, link.modality),
        speaker=link.speaker,
        sentence=sentence.index,
    )
