"""Motives named by nouns: a passion that moves somebody, a pretext one wanted, an eye on something.

Kinds of the cue table: ``passion`` ("out of loyalty", "driven by revenge", "revenge was one motive"),
``wanted`` ("the pretext he wanted"), ``eye`` ("had its eye on the port"), ``nurses`` ("nursing a grudge"),
``rather`` ("rather than risk a war").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.motive_feelings import ONLOOKERS
from detente.reading.affairs.motive_found import Found, doers, verb_over, words_of
from detente.reading.affairs.spans import LOOSE, clause_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

Pattern = Callable[[Found, AffairCue, list[Token]], Iterator[Candidate]]

DRIVING = word_set(
    "drive move prompt inspire spur animate impel motivate actuate guide govern sway seize consume"
)
REASONS = word_set("motive reason aim goal purpose object objective consideration motivation explanation")
WANTING = word_set("want seek need look wait lack desire await crave hope")
GRUDGES = word_set(
    "grievance grudge resentment ambition hatred claim claims design designs rancour rancor dream hope hopes "
    "anger bitterness fear wound"
)
SORRY_ENDS = word_set(
    "risk lose face surrender yield submit provoke see fight suffer accept concede give allow endanger "
    "capitulate retreat become wait leave antagonize antagonise offend admit"
)


def passion(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "out of loyalty to its ally", "driven by revenge", "revenge was one motive"."""
    noun = head_of(covered)
    above = noun.head
    verb: Token | None
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ == "out":
        verb = verb_over(above.head)
        if verb is not None:
            yield from _moved(place, cue, noun, [above.head, above], doers(place, verb))
    elif noun.dep_ == "pobj" and above.lower_ == "by" and above.head.lemma_.lower() in DRIVING:
        verb = above.head
        if verb.pos_ == "VERB" and is_passive(verb):
            who = ids_at(place.reading, verb_slots(verb).get("obj", []), owner=True)
            yield from _moved(place, cue, noun, [verb, above], who)
    elif noun.dep_ == "nsubj" and above.lemma_.lower() in {"be", "remain", "become"}:
        reason = next((child for child in above.children if child.dep_ == "attr"), None)
        if reason is not None and reason.lemma_.lower() in REASONS:
            slots = around_noun(reason)
            owners = [*slots.get("poss", []), *slots.get("of", []), *slots.get("for", [])]
            yield from _moved(place, cue, noun, [], ids_at(place.reading, owners, owner=True), nobody=True)


def _moved(
    place: Found, cue: AffairCue, noun: Token, first: list[Token], who: list[str], *, nobody: bool = False
) -> Iterator[Candidate]:
    who = [id for id in who if kind_of(place.reading, id) not in ONLOOKERS]
    if not who and not nobody:
        return
    own = phrase(noun, without=LOOSE)
    span = tokens_span([*first, *own], place.sentence)
    yield from place.make(span, who, f"passion.{cue.name}", cue.confidence, words=words_of(own))


def wanted(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the pretext he wanted", "an excuse for which he had waited"."""
    noun = head_of(covered)
    for clause in noun.children:
        if clause.dep_ == "relcl" and clause.lemma_.lower() in WANTING and not is_passive(clause):
            who = doers(place, clause)
            span = tokens_span([*phrase(noun, without=LOOSE), *phrase(clause)], place.sentence)
            words = words_of(phrase(noun, without=LOOSE))
            if who:
                yield from place.make(span, who, f"wanted.{cue.name}", cue.confidence, words=words)
            return


def eye(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had its eye on the port", "the mayor's eye was on the elections"."""
    noun = head_of(covered)
    verb = noun.head
    if noun.dep_ not in {"nsubj", "dobj"} or verb.lemma_.lower() not in {
        "be",
        "have",
        "set",
        "keep",
        "cast",
        "fix",
    }:
        return
    slots = verb_slots(verb)
    goal = next((each for each in [*slots.get("prep.on", []), *around_noun(noun).get("prep.on", [])]), None)
    owners = [child for child in noun.children if child.dep_ == "poss"]
    who = ids_at(place.reading, owners, owner=True) or doers(place, verb)
    if goal is not None and who and owners:
        whole = noun.dep_ == "nsubj"
        span = clause_span(verb, place.sentence) if whole else predicate_span(verb, place.sentence)
        yield from place.make(span, who, f"eye.{cue.name}", cue.confidence, words=words_of(phrase(goal)))


def nurses(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "nursing its grievance over sanctions", "harboured a grudge"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or is_passive(verb):
        return
    goal = next((each for each in verb_slots(verb).get("obj", []) if each.lemma_.lower() in GRUDGES), None)
    who = doers(place, verb)
    if goal is not None and who and not status_at(place.reading, verb).polarity:
        span = predicate_span(verb, place.sentence)
        yield from place.make(span, who, f"nurses.{cue.name}", cue.confidence, words=words_of(phrase(goal)))


def rather(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "rather than risk a war": what one acted in order to avoid."""
    last = covered[-1]
    goal = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    if goal is None or goal.tag_ not in {"VB", "VBG"} or goal.lemma_.lower() not in SORRY_ENDS:
        return
    verb = next((each for each in _above(goal) if each.pos_ == "VERB" and each.tag_ != "VB"), None)
    who = doers(place, verb) if verb is not None else []
    if who:
        after = [each for each in phrase(goal, without=LOOSE) if each.i >= goal.i]
        span = tokens_span([*covered, *after], place.sentence)
        words = "not " + words_of(after)
        yield from place.make(span, who, "rather-than", cue.confidence, words=words)


def _above(token: Token) -> Iterator[Token]:
    for _ in range(4):
        if token.head == token:
            return
        token = token.head
        yield token


def unless(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "refused to give it up unless the treaty was revised": the condition is what one wants."""
    clause = covered[-1].head
    verb = clause.head
    if clause.dep_ != "advcl" or verb.pos_ not in {"VERB", "AUX"}:
        return
    above = verb.head if verb.dep_ == "xcomp" else verb
    negated = any(child.dep_ == "neg" for child in verb.children)
    if not negated and above.lemma_.lower() not in {"refuse", "decline"}:
        return
    who = doers(place, above)
    if who:
        span = tokens_span(phrase(clause), place.sentence)
        yield from place.make(span, who, "unless", cue.confidence, words=words_of(phrase(clause)))


NAMED: dict[str, Pattern] = {
    "unless": unless,
    "passion": passion,
    "wanted": wanted,
    "eye": eye,
    "nurses": nurses,
    "rather": rather,
}
