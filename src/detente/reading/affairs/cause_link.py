"""A causal link, and what every form of cue asks of its two sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.crisis import AUTHOR
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import has_subject, predicate_span
from detente.reading.affairs.status_at import Status, status_at
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive

SPEECH = word_set(
    "accusation allegation charge claim assertion report statement proposal offer demand ultimatum "
    "request appeal note plan call threat protest complaint involvement responsibility resolution "
    "decision invitation document evidence file photograph recording letter finding this it which"
)


CONFLICT = word_set(
    "crisis war conflict hostility fighting confrontation dispute violence standoff siege tension"
)


REACTIVE = frozenset(
    {
        "REJECT",
        "ACCUSE",
        "ASSAULT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "COERCE",
        "MOBILIZE",
        "REQUEST",
        "RETREAT",
    }
)


DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "SANCTION", "ACCUSE", "PROTEST", "REJECT"})


@dataclass(slots=True)
class Link:
    """Cause, effect and the words that link them."""

    start: int
    end: int
    kind: str
    cause: Side
    effect: Side
    rule: str
    confidence: float
    sentence: Sentence
    modality: str = "asserted"
    speaker: tuple[str, ...] = (AUTHOR,)


def link(
    reading: Reading,
    sentence: Sentence,
    cue: AffairCue,
    tokens: list[Token],
    cause: Side,
    effect: Side,
    *,
    kind: str | None = None,
    status: Status | None = None,
) -> Link | None:
    """A link, when both sides are there, differ, and one of them is a record."""
    if not cause or not effect or not (cause.ids or effect.ids):
        return None
    if set(cause.ids) & set(effect.ids) or (cause.words and cause.words == effect.words):
        return None
    found = status or status_at(reading, head_of(tokens))
    if found.polarity:
        return None
    sure = cue.confidence if cause.ids and effect.ids else cue.confidence - 0.1
    modality = found.modality if found.modality != "planned" else "hypothetical"
    return Link(
        at(tokens[0]),
        end(tokens[-1]),
        kind or cue.kind,
        cause,
        effect,
        cue.name,
        sure,
        sentence,
        modality,
        found.speaker,
    )


Form = Callable[[Reading, Sides, Sentence, AffairCue, list[Token]], Link | None]


UNREAL = frozenset({"planned", "desired", "conditional", "hypothetical"})


CARRIED_OUT = word_set("begin continue help serve manage tend seem appear prove succeed come start combine")
"""With these an infinitive is told as done."""


def is_real(reading: Reading, verb: Token) -> bool:
    """Whether the link is told as a fact (or as what would have been), not as wished or planned."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    if infinitive and not (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in CARRIED_OUT):
        return False
    return status_at(reading, verb).modality not in UNREAL


def told_verb(reading: Reading, covered: list[Token]) -> Token | None:
    """The verb of a cue, where it is one that is told as a fact and does not stand before a noun."""
    verb = head_of(covered)
    return verb if verb.pos_ == "VERB" and verb.dep_ != "amod" and is_real(reading, verb) else None


def has_actor(reading: Reading, verb: Token, slots: dict[str, list[Token]]) -> bool:
    """Whether somebody who may act is the subject; that of an adverbial clause does not count."""
    return verb.dep_ != "advcl" and bool(ids_at(reading, slots.get("subj", [])))


def own_side(reading: Reading, verb: Token) -> Side:
    """The event that a verb tells; an empty side where it tells none."""
    own = reading.predicate_of(verb)
    return Side((own.id,), None, own) if own is not None else Side()


def result_of(sides: Sides, results: list[Token], sentence: Sentence) -> Side:
    """The first of several result clauses that stands for something coded; an empty side where none does."""
    for result in results:
        side = sides.of_token(result, sentence)
        if side:
            return side
    return Side()


def doer_event(
    reading: Reading, sides: Sides, verb: Token, slots: dict[str, list[Token]], sentence: Sentence
) -> Side:
    """What the subject of a causal verb stands for; for a participle the event of the clause above."""
    own = has_subject(verb) or verb.dep_ in {"ROOT", "relcl", "conj"} or is_passive(verb)
    if not own and verb.dep_ in {"advcl", "acl", "xcomp", "dep", "ccomp"}:
        side = sides.clause_above(verb, sentence)
        if side.ids:
            return side
    subjects = slots.get("subj", [])
    told = next((child for child in verb.children if child.dep_ == "nsubj" and child.lower_ == "which"), None)
    if told is not None and verb.dep_ == "relcl" and told.i and told.nbor(-1).lower_ in {",", "and"}:
        noun = reading.predicate_of(verb.head)
        side = (
            Side((noun.id,), None, noun)
            if noun is not None and noun.happened
            else _told_by(sides, verb, sentence)
        )
        if side.ids:
            return side
    for subject in subjects:
        if subject.lower_ in {"this", "it", "which", "that", "these"}:
            return sides.before(sentence, subject)
        side = sides.of_token(subject, sentence)
        if side.ids:
            return side
        if sums_up(subject) and (before := sides.before(sentence, subject)):
            return before
        if side.words and not ids_at(reading, [subject]):
            return side
    return Side()


SUMMING = word_set(
    "gamble move step gesture action act deed operation measure decision outcome result episode success "
    "failure setback affair incident blunder manoeuvre maneuver tactic ploy policy strategy response "
    "reaction refusal protection scene development venture adventure experience lesson defeat victory "
    "loss"
)
"""Nouns that sum up what was told before them."""


def sums_up(noun: Token) -> bool:
    """ "the gamble", "such protection", "defeat", but not "the failure to strike"."""
    own = any(child.dep_ in {"acl", "relcl", "prep"} for child in noun.children)
    return noun.lemma_.lower() in SUMMING and not own


def _told_by(sides: Sides, verb: Token, sentence: Sentence) -> Side:
    """The clause that ", which triggered a crisis" comments on."""
    above = verb.head
    while above != above.head and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    return sides.of_token(above, sentence) if above.pos_ in {"VERB", "AUX"} else Side()


def self_side(reading: Reading, sides: Sides, verb: Token, sentence: Sentence) -> Side:
    """The side a verb stands for by itself: the affairs under it, else its own words."""
    span = predicate_span(verb, sentence)
    affairs = sides.affairs_in(span)
    if affairs:
        return Side(affairs)
    return Side((), " ".join(reading.document.text[span[0] : span[1]].split()))
