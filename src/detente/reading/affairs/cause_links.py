"""Links that follow from the other states of affairs: a purpose motivates its act."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import AUTHOR
from detente.reading.affairs.cause_link import Link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.motive_found import verb_over
from detente.reading.affairs.spans import predicate_span
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.slots import verb_slots

CONFIDENCE = 0.6


def from_motives(reading: Reading, sides: Sides) -> list[Link]:
    """``motivates`` from every purpose to the act it explains; the cue is what marks the purpose."""
    found: list[Link] = []
    for motive in reading.motives:
        rule = motive.evidence.by.removeprefix("rule:motives.")
        family, _, name = rule.partition(".")
        if family not in {"purpose", "end", "aim"} or (family == "aim" and motive.of_event is None):
            continue
        sentence = reading.sentences[motive.sentence]
        first = next((token for token in sentence.tokens if at(token) >= motive.span.start), None)
        if first is None:
            continue
        cue = _cue(sentence, first, motive.span.end, family, name)
        effect = Side((motive.of_event,)) if motive.of_event else _words_of_act(reading, sentence, first)
        if effect:
            found.append(
                Link(
                    cue[0],
                    cue[1],
                    "motivates",
                    Side((motive.id,)),
                    effect,
                    f"{family}-of-act",
                    CONFIDENCE,
                    sentence,
                    speaker=motive.speaker,
                    modality="asserted" if motive.speaker == (AUTHOR,) else "claimed",
                )
            )
    return found


def _cue(sentence: Sentence, first: Token, stop: int, family: str, name: str) -> tuple[int, int]:
    """Where the words are that mark the purpose: "in order to", "to patrol", "intent"."""
    if family == "aim":
        for token in sentence.tokens:
            if name in {token.lemma_.lower(), token.lower_} and at(token) < stop:
                return at(token), end(token)
    length = 2 if name == "infinitive" else len(name.split("-"))
    last = sentence.tokens.doc[min(first.i + length - 1, sentence.tokens.end - 1)]
    return at(first), min(end(last), stop)


def _words_of_act(reading: Reading, sentence: Sentence, first: Token) -> Side:
    """The act in words, when it is no event of the reading."""
    goal = first.head if first.dep_ == "aux" else first
    verb = verb_over(goal)
    if verb is None or verb.pos_ == "AUX" or not verb_slots(verb).get("subj"):
        return Side()
    stop = at(first) if first.i > verb.i else predicate_span(verb, sentence)[1]
    words = reading.document.text[at(verb) : stop].rstrip(" ,;")
    return Side((), " ".join(words.split())) if words else Side()
