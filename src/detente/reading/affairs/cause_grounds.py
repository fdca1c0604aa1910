"""Grounds that a clause or a phrase gives: "as no answer came", "at the request of", "had they asked".

With these cues the words alone do not tell a ground from a time, so each asks for more: a state or a lack in
the clause, an answer of one side to the other, a counterfactual.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.cause_link import CONFLICT, Link, is_real, link, own_side
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.spans import predicate_span
from detente.reading.affairs.status_at import Status, status_at
from detente.reading.base import Predicate, Reading, Sentence, at
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

STATIVE = word_set(
    "be have lack need want know fear believe remain refuse fail depend rely seem doubt distrust expect hope "
    "wish own lie stand"
)
STARTS = word_set("spark trigger cause pretext occasion casus flashpoint catalyst straw")
GIFTS = word_set("success victory triumph defeat setback blow reverse advantage pretext chance excuse")
LOSSES = word_set(
    "support neighbour neighbor ally friend life seat office election job throne vote sympathy goodwill "
    "credit trust prestige popularity reputation independence command territory province backing"
)


def as_ground(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "As no answer came, aircraft sank the boats": a lack or a state before what was done."""
    word = covered[0]
    clause, host = word.head, word.head.head
    if word.dep_ != "mark" or clause.dep_ != "advcl" or clause.i > host.i or host.pos_ != "VERB":
        return None
    lacking = any(
        child.dep_ == "neg"
        or (child.dep_ in {"nsubj", "nsubjpass"} and any(each.lower_ in NOBODY for each in child.subtree))
        or child.lower_ in NOBODY
        for child in clause.children
    )
    if not lacking and clause.lemma_.lower() not in STATIVE:
        return None
    effect = sides.of_token(host, sentence)
    cause = sides.of_token(clause, sentence)
    if effect.event is not None and not effect.event.happened:
        return None
    return link(reading, sentence, cue, covered, cause, effect, status=Status())


NOBODY = frozenset({"no", "nobody", "neither", "none", "nothing"})


def at_behest(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "at the request of the governor", "on the orders of X": who asked for it is why it was done."""
    noun = next((each for each in covered if each.pos_ == "NOUN"), None)
    if (
        noun is None
        or noun.head.dep_ != "prep"
        or noun.head.lower_ not in {"at", "on", "upon", "under"}
        or noun.head.head.pos_ not in {"VERB", "NOUN", "AUX"}
    ):
        return None
    host = noun.head.head
    own = reading.predicate_of(noun)
    cause = own_side_of(own)
    if not cause:
        last = covered[-1]
        who = " ".join(each.text for child in last.children for each in child.subtree)
        whole = " ".join(each.text for each in noun.subtree)
        cause = Side((), f"{noun.text} of {who}") if who and last != noun else Side((), whole)
    effect = sides.of_token(host, sentence)
    return (
        link(reading, sentence, cue, covered, cause, effect, status=Status()) if effect.ids or own else None
    )


def own_side_of(own: Predicate | None) -> Side:
    """The side of an event; an empty one for none."""
    return Side((own.id,), None, own) if own is not None else Side()


def inverted(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "Had they asked, Quito would have acted": what did not happen would have led to what did not."""
    word = covered[0]
    clause = word.head if word.dep_ in {"aux", "auxpass"} else word
    subject = next((each for each in clause.children if each.dep_ in {"nsubj", "nsubjpass"}), None)
    opens = word.i == sentence.tokens.start or word.nbor(-1).lower_ in OPENERS
    follows = subject is not None and subject.i > word.i and clause.dep_ in {"advcl", "ccomp"}
    if not word.text[:1].isalpha() or not (opens or follows):
        return None
    comma = next((token.i for token in sentence.tokens if token.i > word.i and token.text == ","), None)
    past = (
        each for each in word.doc[word.i + 1 : comma or sentence.tokens.end] if each.tag_ in {"VBN", "VBD"}
    )
    verb = next((each for each in past if each.lower_ != "been"), None)
    result = _would(word.doc[comma : sentence.tokens.end]) if opens and comma is not None else None
    result = result or _would(word.doc[sentence.tokens.start : word.i])
    if verb is None or result is None or verb == result:
        return None
    cause = own_side(reading, verb) or sides.of_token(verb, sentence)
    effect = own_side(reading, result) or sides.of_token(result, sentence)
    said = effect.event.speaker if effect.event is not None else Status().speaker
    return link(reading, sentence, cue, [word], cause, effect, status=Status("counterfactual", None, said))


OPENERS = frozenset({",", ";", ":", '"', "-", "–", "—", "and", "but", "yet"})


def _would(tokens: Iterable[Token]) -> Token | None:
    """The first verb or adjective with "would", "could" or "might" (and "have", where there is one)."""
    found = None
    for each in tokens:
        words = {child.lower_ for child in each.children if child.dep_ in {"aux", "auxpass"}}
        if words & {"would", "could", "might"}:
            if "have" in words:
                return each
            found = found or each
    return found


def would_mean(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "a raid would mean war": what would follow from it."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    modal = any(child.dep_ == "aux" and child.lower_ in WOULD for child in verb.children)
    if verb.pos_ != "VERB" or not modal or not slots.get("subj") or not slots.get("obj"):
        return None
    cause = sides.of_token(slots["subj"][0], sentence)
    effect = sides.of_token(slots["obj"][0], sentence)
    if not cause.ids and not effect.ids:
        return None
    said = cause.event.speaker if cause.event is not None else Status().speaker
    return link(reading, sentence, cue, covered, cause, effect, status=Status("conditional", None, said))


WOULD = frozenset({"would", "will", "could", "might", "may"})


def brings(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "the strike gave him his greatest success", "it cost him both his neighbours"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb) or not is_real(reading, verb):
        return None
    receivers = [child for child in verb.children if child.dep_ in {"dative", "iobj"}]
    things = [child for child in verb.children if child.dep_ == "dobj"]
    wanted = GIFTS if verb.lemma_.lower() in {"give", "bring", "win", "earn", "hand"} else GIFTS | LOSSES
    if not receivers or not any(each.lemma_.lower() in wanted for each in things):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or ids_at(reading, [subject]):
        return None
    cause = sides.of_token(subject, sentence)
    if subject.lower_ in {"it", "this", "that"}:
        cause = _subject_before(reading, sides, subject, sentence)
    span = predicate_span(verb, sentence)
    words = Side((), " ".join(reading.document.text[span[0] : span[1]].split()))
    return (
        link(reading, sentence, cue, [verb], cause, own_side(reading, verb) or words) if cause.ids else None
    )


def _subject_before(reading: Reading, sides: Sides, pronoun: Token, sentence: Sentence) -> Side:
    """The event that was subject of the clause before: what "it" goes on speaking of."""
    for each in sides.told_before(at(pronoun), sentence, 1):
        if each.pos == "n" and each.token.dep_ in {"nsubj", "nsubjpass"} and each.happened:
            return Side((each.id,), None, each)
    return Side()


def which_ended(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "The evacuation was completed, which ended the crisis": the clause before is what ended it."""
    verb = head_of(covered)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.dep_ != "relcl" or subject is None or subject.lower_ != "which" or subject.i == 0:
        return None
    if subject.nbor(-1).text != "," or status_at(reading, verb).polarity:
        return None
    things = [child for child in verb.children if child.dep_ == "dobj"]
    if not any(each.lemma_.lower() in CONFLICT for each in things):
        return None
    main = verb.head
    while main.head != main and main.pos_ not in {"VERB", "AUX"}:
        main = main.head
    cause = sides.of_token(main, sentence)
    effect = own_side(reading, verb) or sides.of_token(things[0], sentence)
    return link(reading, sentence, cue, [verb], cause, effect, status=Status())


def sparked(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "The spark was a census": of the crisis that the account is about."""
    noun = head_of(covered)
    copula = noun.head
    if (
        noun.dep_ != "nsubj"
        or copula.lemma_ != "be"
        or not any(child.lower_ in {"the", "its", "immediate"} for child in noun.children)
    ):
        return None
    if any(child.lower_ in {"of", "for", "behind"} for child in noun.children):
        return None
    what = next((child for child in copula.children if child.dep_ == "attr"), None)
    if what is None:
        return None
    cause = sides.of_token(what, sentence)
    effect = _the_crisis(reading)
    return link(reading, sentence, cue, covered, cause, effect, status=Status()) if effect.ids else None


def _the_crisis(reading: Reading) -> Side:
    """The war or crisis that the account tells of first, else its first attack."""
    told = sorted((each for each in reading.predicates if each.happened), key=lambda each: each.start)
    named = [each for each in told if each.lemma in CONFLICT | {"fight", "clash", "battle"}]
    first = next(iter(named), None) or next((each for each in told if each.event == "ASSAULT"), None)
    return own_side_of(first)
