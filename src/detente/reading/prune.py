"""What is a word of its own event and what only says that another event came about, and then the rest.

"Protests broke out", "triggering a crisis", "the raid resulted in clashes": one event each, told with two
words. Nouns for mere circumstances and verbs that tell of no deed are dropped, after the steps that still
needed them as governors.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from detente.codes import shipped
from detente.crisis import Span
from detente.reading.accidents import fold_harm
from detente.reading.base import Predicate, Reading, at
from detente.reading.figures import BY_MEASURE
from detente.reading.figures_civil import measure_of
from detente.reading.naming import only_names
from detente.reading.reports import reports
from detente.reading.statements import fold_statement
from detente.reading.status_decrees import DECREED
from detente.reading.two_things import JUDGED, ORDERING, deed_known, two_things

SAID_TWICE = frozenset({"MOBILIZE"})
"""Events of verbs whose preposition holds the same event again."""
ENDING = frozenset({"SANCTION"})
ENDED = frozenset({"COOPERATE", "AID"})
RECALLING = frozenset({"recall", "withdraw", "summon", "call", "return"})
TOLD_APART = frozenset({"announce", "declare", "proclaim"})
"""Verbs that tell of a measure and are an event of their own."""
ARRIVING = frozenset("arrive await come deliver hand pass receive send transmit wait".split())


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in shipped("phase_verbs.tsv").rows:
        kinds.setdefault(row["kind"], set()).add(row["lemma"])
    return {kind: frozenset(lemmas) for kind, lemmas in kinds.items()}


class Fold:
    """Folds two words for one event into one predicate."""

    name = "fold"

    def __call__(self, reading: Reading) -> None:
        dropped: set[int] = set()
        for predicate in reading.predicates:
            if predicate.pos == "v":
                _fold(reading, predicate, dropped)
                _fold_object(reading, predicate, dropped)
            fold_statement(reading, predicate, dropped)
            if predicate.event in ENDING and predicate.pos == "n":
                _fold_ended(reading, predicate, dropped)
            if predicate.lemma in RECALLING:
                _fold_consultations(reading, predicate, dropped)
            if DECREED in predicate.rules:
                _fold_decree(predicate, dropped)
            if BY_MEASURE in predicate.rules:
                _fold_measure(reading, predicate, dropped)
        for predicate in reading.predicates:
            accident = fold_harm(predicate)
            if accident is not None and id(accident) not in dropped:
                accident.alt.append(Span(predicate.start, predicate.end))
                dropped.add(id(predicate))
        drop(reading, dropped)


class Prune:
    """Drops what is no event: by the heads taught on accounts where the reader has them, else by rule."""

    name = "prune"

    def __call__(self, reading: Reading) -> None:
        drop(
            reading,
            {
                id(predicate)
                for predicate in reading.predicates
                if not reports(reading, predicate, is_event(reading, predicate))
            },
        )


class Unanchored:
    """Drops summing nouns ("the situation", "the quarrel") that no actor and no other mention ties down."""

    name = "unanchored"

    def __call__(self, reading: Reading) -> None:
        taken_up = {id(each.same_as) for each in reading.predicates if each.same_as is not None}
        drop(
            reading,
            {
                id(each)
                for each in reading.predicates
                if each.pos == "n"
                and each.noun is None
                and each.event is None
                and each.flag("sum")
                and each.layer == "do"
                and not (each.sources or each.targets or each.same_as or each.alt or id(each) in taken_up)
                and not (deed_known(each) and each.governor is not None and each.governor.event in JUDGED)
            },
        )


def drop(reading: Reading, dropped: set[int]) -> None:
    """Take out predicates, by their ``id()``, and all that points at them."""
    reading.predicates = [each for each in reading.predicates if id(each) not in dropped]
    reading.by_token = {key: each for key, each in reading.by_token.items() if id(each) not in dropped}
    for predicate in reading.predicates:
        above = predicate.governor
        while above is not None and id(above) in dropped:
            above = above.governor
        predicate.governor = above
        if predicate.about is not None and id(predicate.about) in dropped:
            predicate.about = None


def _fold(reading: Reading, verb: Predicate, dropped: set[int]) -> None:
    """ "Protests broke out": the noun is the event; "triggering a crisis": the verb says which turn."""
    kinds = _kinds()
    nouns: list[Token] = []
    if verb.lemma in kinds["occur"]:
        nouns += verb.slots.get("subj", [])
        nouns += [] if verb.event else verb.slots.get("obj", [])
    if verb.lemma in kinds["cause"]:
        nouns += [*verb.slots.get("obj", ()), *verb.slots.get("prep.in", ()), *verb.slots.get("prep.to", ())]
    for noun in nouns:
        event = reading.predicate_of(noun)
        if event is None or event is verb or event.pos != "n" or event.lemma in kinds["circumstance"]:
            continue
        if verb.event and verb.event != event.event:
            continue
        if event.event or verb.sense is None or verb.sense.leaf is None:
            event.alt.append(Span(verb.start, verb.end))
            if verb.event:
                _lend_sides(verb, event)
            if verb.when is not None and event.when is None:
                event.when = verb.when
            if verb.polarity and not event.polarity:
                event.polarity = verb.polarity
            dropped.add(id(verb))
        else:
            verb.alt.append(Span(event.start, event.end))
            if not verb.sources and not verb.targets:
                verb.sources, verb.targets = list(event.sources), list(event.targets)
                verb.inferred |= event.inferred
            dropped.add(id(event))
        return


def _lend_sides(verb: Predicate, event: Predicate) -> None:
    """ "Fighting erupted between A and B": the sides stand with the verb."""
    if event.sources or event.targets:
        return
    event.sources, event.targets = list(verb.sources), list(verb.targets)
    if event.flag("reciprocal") and not event.sources and len(event.targets) > 1:
        event.sources = list(event.targets)


def _fold_object(reading: Reading, verb: Predicate, dropped: set[int]) -> None:
    """ "suspended the talks", "conveyed a message", "suffered a setback": verb and object are one event."""
    if verb.sense is None or id(verb) in dropped:
        return
    chosen = any(
        condition.slot == "obj"
        and not condition.negated
        and any(value[:1] == "@" or value.islower() for value in condition.values)
        for condition in verb.sense.conditions
    )  # fmt: skip
    behind = [
        token
        for condition in verb.sense.conditions
        if condition.slot.startswith("prep.") and not condition.negated and verb.event in SAID_TWICE
        for token in verb.slots.get(condition.slot, ())
    ]  # "placed on alert"
    for token in (*verb.slots.get("obj", ()), *behind):
        event = reading.told_by(token)
        if (
            event is None
            or event is verb
            or event.pos != "n"
            or event.noun is not None
            or id(event) in dropped
        ):
            continue
        same = event.event == verb.event and (event.event is not None or event.flag("state"))
        if not same and two_things(verb, event):
            continue
        if chosen and verb.event is None and event.event is not None:
            event.alt.append(Span(verb.start, verb.end))
            dropped.add(id(verb))
            return
        if chosen or same:
            verb.alt.append(Span(event.start, event.end))
            verb.targets = verb.targets or [id for id in event.targets if id not in verb.sources]
            dropped.add(id(event))


def _fold_ended(reading: Reading, end: Predicate, dropped: set[int]) -> None:
    """ "The suspension of trade": what is ended is no event beside its end."""
    noun = end.noun if end.noun is not None else end.token
    for preposition in noun.children:
        if preposition.lower_ not in {"of", "to", "in"}:
            continue
        for child in preposition.children:
            ended = reading.predicate_of(child) if child.dep_ == "pobj" else None
            if ended is not None and ended is not end and ended.event in ENDED and ended.pos == "n":
                end.alt.append(Span(ended.start, ended.end))
                dropped.add(id(ended))


def _fold_consultations(reading: Reading, recall: Predicate, dropped: set[int]) -> None:
    """ "Recalled its ambassador for consultations": no talks between the two."""
    for slot in ("prep.for", "obj.prep.for", "for"):
        for token in recall.slots.get(slot, ()):
            talks = reading.predicate_of(token)
            if talks is not None and token.lemma_.lower() == "consultation" and talks is not recall:
                recall.alt.append(Span(talks.start, talks.end))
                dropped.add(id(talks))


def _fold_measure(reading: Reading, verb: Predicate, dropped: set[int]) -> None:
    """ "Retaliated with tariffs": one event, told by the verb and by its means."""
    means = measure_of(reading, verb)
    if means is None or id(means) in dropped:
        return
    verb.alt.append(Span(means.start, means.end))
    verb.targets = verb.targets or [id for id in means.targets if id not in verb.sources]
    dropped.add(id(means))


def _fold_decree(measure: Predicate, dropped: set[int]) -> None:
    """ "Approved sanctions": the measure is the event, and who approved it took it."""
    verb = measure.governor
    while verb is not None and verb.token.pos_ != "VERB":
        verb = verb.governor  # "ordered the closure of X and the expulsion of Y"
    if verb is None or id(measure) in dropped:
        return
    if not measure.sources and verb.sources:
        measure.sources = [id for id in verb.sources if id not in measure.targets]
        measure.inferred["sources"] = "who decreed it"
    if verb.lemma not in TOLD_APART and id(verb) not in dropped:
        measure.alt.append(Span(verb.start, verb.end))
        dropped.add(id(verb))


def is_event(reading: Reading, predicate: Predicate) -> bool:
    """Whether a predicate reports that something was done, said or decided."""
    if predicate.sense is None and predicate.pos == "n":
        return False
    if predicate.pos == "n" and predicate.noun is None:
        return _noun_is_event(reading, predicate)
    return _verb_is_event(reading, predicate)


def _noun_is_event(reading: Reading, predicate: Predicate) -> bool:
    mention = reading.by_head.get(at(predicate.token))
    if mention is not None and mention.how not in {"place", "possessive"}:
        return False
    token = predicate.token
    if only_names(predicate):
        return False
    if predicate.polarity == "negated" and not predicate.sources and token.dep_ not in {"nsubj", "nsubjpass"}:
        above = predicate.governor  # "did not order an attack" tells of one, "found no attack" of none
        if above is None or above.lemma not in ORDERING or not above.sources:
            return False
    if token.tag_ in {"NNP", "NNPS"} and token.lower_.rstrip("s") in _kinds()["title"] and _in_a_name(token):
        return False
    if token.tag_ in {"NNP", "NNPS"} and _ends_a_name(token):
        return False
    if predicate.lemma in _kinds()["paper"] and _is_known(token):
        return False
    if predicate.lemma in _kinds()["concept"] and _is_bare(predicate):
        return False
    if predicate.event:
        return True
    if predicate.lemma in _kinds()["circumstance"]:
        return False
    if predicate.layer == "think":
        return predicate.flag("sum") or _turns(predicate)
    if predicate.layer == "say":
        pointed = any(child.lower_ in {"this", "these", "such", "that"} for child in token.children)
        known = pointed or predicate.same_as is not None or _awaited(token)
        return bool(predicate.sources) or predicate.flag("sum") or known
    return "xcomp" not in predicate.slots  # "efforts to", "failure to" only colour what follows


def _awaited(noun: Token) -> bool:
    """ "No answer came", "waiting for a reply", "received a note": a word that is waited for or arrives."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "to"} else noun.head
    return above.lemma_.lower() in ARRIVING and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _in_a_name(token: Token) -> bool:
    """ "the Vietnam War", "the Tonkin Resolution": part of a proper name."""
    return any(
        child.tag_ in {"NNP", "NNPS"} and child.dep_ in {"compound", "amod", "nmod"}
        for child in token.children
    )


def _ends_a_name(token: Token) -> bool:
    """ "the Treaty of Guarantee": the last word of a name in which a capital stands before "of"."""
    return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.tag_ in {"NNP", "NNPS"}


def _is_known(token: Token) -> bool:
    """ "under the treaty", "the SEATO treaty": a paper that is spoken of as there, not one being made."""
    if token.dep_ in {"nsubjpass", "dobj"}:
        return False
    return any(
        child.dep_ in {"det", "poss", "compound"} and child.lower_ not in {"a", "an", "no"}
        for child in token.children
    )


def _turns(predicate: Predicate) -> bool:
    """Whether it says that a crisis begins or ends for somebody."""
    return predicate.sense is not None and predicate.sense.leaf in {"start of crisis", "end of crisis"}


def _is_bare(predicate: Predicate) -> bool:
    """ "the fight against terrorism", "close to war": without determiner or modifier, and not the subject."""
    token = predicate.token
    if token.dep_ in {"nsubj", "nsubjpass", "dobj"} or predicate.sources or predicate.alt:
        return False
    return not any(
        child.dep_ in {"det", "amod", "compound", "poss", "prep", "acl"} for child in token.children
    )


def _has_doer(reading: Reading, predicate: Predicate) -> bool:
    """Deeds of help and talk need somebody: "evidence supports", "poverty feeds" are none."""
    if predicate.sources or predicate.event not in {"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE"}:
        return True
    subjects = predicate.slots.get("subj", [])
    return not subjects or any(
        token.pos_ in {"PRON", "DET", "PROPN"} or reading.predicate_of(token) is not None
        for token in subjects
    )


def _verb_is_event(reading: Reading, predicate: Predicate) -> bool:
    if predicate.lemma in _kinds()["none"]:
        return predicate.event is not None and bool(predicate.sources) and bool(predicate.targets)
    if predicate.event:
        return _has_doer(reading, predicate)
    if _turns(predicate):
        return True
    if predicate.flag("light"):
        return False
    has_subject = bool(predicate.slots.get("subj"))
    if predicate.sense is None:
        return bool(predicate.sources) and ("obj" in predicate.slots or "xcomp" in predicate.slots)
    if predicate.layer in {"say", "think"}:
        return bool(predicate.sources) or not has_subject
    if predicate.lemma in _kinds()["occur"] | _kinds()["cause"]:
        return bool(predicate.sources) or (predicate.flag("killing") and bool(predicate.targets))
    return bool(predicate.sources or predicate.targets) or (
        "obj" in predicate.slots and predicate.flag("state")
    )
