"""Disputes over land that verbs show: a border never accepted, ground regarded as one's own, land awarded.

"Argentina never accepted the boundary with Chile", "the frontier had never been marked", "a pagoda that Phnom
Penh regarded as its own", "refused to recognise the line". The other side is whom the sentence names, else
the other of the two states that the account is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import Focus, ids_at, pair_here
from detente.reading.affairs.relation_slots import LAND
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import verb_slots

LINES = word_set("border frontier boundary line demarcation treaty delimitation award cession annexation")
SETTLING = word_set(
    "accept recognise recognize acknowledge agree settle mark demarcate draw define fix delimit delineate "
    "survey trace reconcile resign ratify honour honor respect"
)
REFUSING = word_set("refuse decline reject dispute contest challenge question repudiate denounce")
UNSETTLED = word_set(
    "unsettled undefined unmarked undemarcated undrawn unresolved open contested disputed vague"
)
HOLDING = word_set("regard consider treat see view claim count deem")
GROUND = word_set("province part territory possession birthright inheritance patrimony")
STAYING = word_set("go remain stay be lie leave")
CONFIDENCE = 0.6


def land_relations(reading: Reading, focus: Focus) -> list[Relation]:
    """``disputes_territory_with`` from the verbs of the account, once for each pair of states."""
    found: dict[frozenset[str], Relation] = {}
    for sentence in reading.sentences:
        for token in sentence.tokens:
            for one, other in _disputants(reading, focus, sentence, token):
                key = frozenset({one, other})
                if len(key) == 2 and key not in found:
                    found[key] = _relation(reading, sentence, token, one, other)
    return list(found.values())


def _disputants(reading: Reading, focus: Focus, sentence: Sentence, verb: Token) -> Iterator[tuple[str, str]]:
    if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return
    lemma, slots = verb.lemma_.lower(), verb_slots(verb)
    things = [*slots.get("obj", []), *slots.get("prep.to", []), *slots.get("prep.on", [])]
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in REFUSING:
        undone, doers = True, verb_slots(verb.head).get("subj", [])
    else:
        undone, doers = _never(verb), slots.get("subj", [])
    if lemma in SETTLING and undone and any(_is_line(noun) for noun in things):
        yield from _between(reading, focus, sentence, doers, [noun for noun in things if _is_line(noun)])
    elif lemma in REFUSING and any(noun.lemma_.lower() in LINES - {"treaty"} for noun in things):
        yield from _between(reading, focus, sentence, doers, things)
    elif lemma in HOLDING and _as_own(verb) and _theirs(things):
        yield from _between(reading, focus, sentence, doers, [])
    elif _left_open(verb, lemma) and any(_is_line(noun) for noun in doers):
        yield from _between(reading, focus, sentence, [], doers)


def _never(verb: Token) -> bool:
    """Whether a verb is negated: "never accepted", "had not been marked", "neither ... had reconciled"."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"neg", "advmod", "preconj"}}
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    neither = any(each.lower_ in {"neither", "nor", "no"} for noun in subjects for each in noun.subtree)
    return bool(words & {"never", "not", "n't", "hardly", "scarcely"}) or neither


def _is_line(noun: Token) -> bool:
    return noun.lemma_.lower() in LINES


def _theirs(things: list[Token]) -> bool:
    """Whether the things are land, or a relative pronoun that may stand for it."""
    return any(
        noun.lemma_.lower() in LAND or noun.pos_ == "PROPN" or noun.tag_ in {"WDT", "IN"} for noun in things
    )


def _as_own(verb: Token) -> bool:
    """ "as its own", "as a lost province"."""
    ground = [noun for child in verb.children if child.lower_ == "as" for noun in child.children]
    return any(noun.lemma_.lower() in GROUND for noun in ground) or any(
        inner.lower_ == "own"
        for child in verb.children
        if child.lower_ == "as" or child.dep_ in {"oprd", "dobj", "ccomp"}
        for inner in (child.subtree if child.lower_ == "as" else child.children)
    )


def _left_open(verb: Token, lemma: str) -> bool:
    """ "the border went unsettled", "the frontier has never been marked"."""
    said = {
        child.lemma_.lower() for child in verb.children if child.dep_ in {"acomp", "oprd", "advcl", "xcomp"}
    }
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return (lemma in STAYING and bool(said & UNSETTLED)) or (lemma in SETTLING and passive and _never(verb))


def _between(
    reading: Reading, focus: Focus, sentence: Sentence, doers: list[Token], lines: list[Token]
) -> Iterator[tuple[str, str]]:
    """The states at odds: doers and whom the line is with, those it is between, else the account's two."""
    near = [
        inner
        for noun in lines
        for child in noun.children
        if child.lower_ in {"with", "between", "of"} or child.dep_ in {"poss", "amod"}
        for inner in (child.children if child.dep_ == "prep" else [child])
    ]
    heads = _states(reading, ids_at(reading, doers, owner=True))
    tails = [state for state in _states(reading, ids_at(reading, near)) if state not in heads]
    members = [*heads, *tails]
    if len(members) == 1:
        here = [state for state in pair_here(reading, sentence) if state not in members]
        members += here[:1] or [state for state in focus.main if state not in members][:1]
    elif not members:
        members = list(focus.main)
    if len(members) == 2:
        yield (members[0], members[1])


def _states(reading: Reading, ids: list[str]) -> list[str]:
    return list(dict.fromkeys(state for id in ids if (state := country_of(reading, id)) is not None))


def _relation(reading: Reading, sentence: Sentence, verb: Token, head: str, tail: str) -> Relation:
    by = f"rule:relations.land.{verb.lemma_.lower()}"
    return Relation(
        id="",
        kind="disputes_territory_with",
        head=head,
        tail=tail,
        trigger=Span(at(verb), end(verb)),
        evidence=reading.evidence(sentence.start, sentence.end, by, CONFIDENCE),
        sentence=sentence.index,
    )
