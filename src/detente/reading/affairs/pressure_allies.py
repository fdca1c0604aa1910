"""Pressures by other states: who stands alone, whom nobody helps, what outsiders ask, threaten, impose.

Flags: ``alone``, ``stays-out`` (verbs of keeping aloof), ``cannot-rely``, ``offers`` with ``plan``,
``demands`` with ``truce``, ``threatened`` (before, by others), ``penalizes`` with ``measure``, ``under``
(nouns: "under League sanctions"), ``allies`` with ``wavers``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_outsiders import OUTSIDE
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, predicate_span, tokens_span
from detente.reading.base import conjuncts
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

STANDING = word_set("stand be leave find fight remain face feel vote be")
ALOOF = frozenset({"neutral"})
HELPING = word_set(
    "help intervene support fight back send lend come join endorse act march aid assist mediate defend go "
    "recognize recognise supply lift take arm intercede risk commit condemn die"
)
PROTECTION = word_set(
    "protection help support aid assistance ally friend backing guarantee arm patron alliance word promise "
    "partner protector shipment delivery sympathy loyalty reinforcement"
)


def _states_of(weights: Weights, ids: list[str]) -> set[str]:
    return {country_of(weights.reading, id) or id for id in ids}


def _outside(weights: Weights, tokens: list[Token]) -> list[str]:
    """The speakers or doers when all are states or bodies other than the account's two."""
    ids = ids_at(weights.reading, tokens)
    official = all(kind_of(weights.reading, id) in OUTSIDE for id in ids)
    return ids if ids and official and not _states_of(weights, ids) & set(weights.focus.main) else []


def _on(weights: Weights, tokens: list[Token], doers: list[str]) -> tuple[str, ...]:
    """Whom it weighs on: states in these slots that are not the doers, else the account's two."""
    own = _states_of(weights, doers)
    ids = [
        id
        for id in ids_at(weights.reading, tokens, owner=True)
        if kind_of(weights.reading, id) in STATE_SIDE and (country_of(weights.reading, id) or id) not in own
    ]
    return tuple(dict.fromkeys(ids)) or tuple(each for each in weights.focus.main if each not in own)


def alone(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Hungary stands alone", "Peru alone voted against the text", "was left without friends"."""
    word = head_of(covered)
    above = word.head
    if above.pos_ in {"NOUN", "PROPN"} and above.dep_ == "nsubj" and word.i > above.i:
        verb, bearers = above.head, [above]
        if verb.lemma_.lower() not in {"vote", "oppose", "object", "dissent", "resist", "refuse", "reject"}:
            return
    else:
        verb = above
        slots = verb_slots(verb) if verb.pos_ == "VERB" else {}
        opens = word.i == weights.sentence.tokens.start
        if opens and slots.get("subj"):  # "Alone in the region, the Philippines sued"
            who = [
                id
                for id in ids_at(weights.reading, slots["subj"])
                if kind_of(weights.reading, id) in STATE_SIDE
            ]
            span = predicate_span(word, weights.sentence)
            yield from made(weights.candidate(span, cue.kind, tuple(who), "alone", 0.7, word))
            return
        if verb.lemma_.lower() not in STANDING or verb.pos_ not in {"VERB", "AUX"}:
            return
        slots = verb_slots(verb)
        bearers = slots.get("obj", []) or slots.get("subj", [])
    who = [id for id in ids_at(weights.reading, bearers) if kind_of(weights.reading, id) in STATE_SIDE]
    if who:
        span = weights.told(verb)
        yield from made(weights.candidate(span, cue.kind, tuple(who), "alone", 0.7, verb))


def stays_out(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the Soviet Union remained neutral", "London refused to intervene", "could not fight an ally"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    doers = _outside(weights, slots.get("subj", []))
    if not doers:
        return
    lemma = verb.lemma_.lower()
    inner: list[Token] = []
    if "keeps" in cue.flags:
        if not any(child.lower_ in ALOOF for child in verb.children):
            return
    elif "refuses" in cue.flags:
        inner = [each for each in slots.get("xcomp", []) if each.lemma_.lower() in HELPING]
        if not inner:
            return
    else:  # "would not fight for X"
        barred = any(child.dep_ == "neg" for child in verb.children) and any(
            child.lower_ in {"would", "could", "will", "can", "ca", "wo"} for child in verb.children
        )
        if not barred or lemma not in HELPING:
            return
        inner = [verb]
    helped = [
        each
        for clause in inner
        for name in ("obj", "prep.for", "prep.on", "prep.to", "prep.with")
        for each in verb_slots(clause).get(name, [])
    ]
    named = ids_at(weights.reading, helped)
    who = _on(weights, helped, doers)[:1]
    asked = (
        weights.reading.predicate_of(verb.head) is not None and verb.dep_ == "ccomp"
    )  # an answer to an appeal
    if who and (named or asked or "keeps" in cue.flags):
        yield Candidate(*weights.told(verb), cue.kind, who, f"stays-out.{cue.name}", 0.66, weights.sentence)


def cannot_rely(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could no longer rely on French protection"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    words = {child.lower_ for child in verb.children} | {
        inner.lower_ for child in verb.children if child.dep_ == "advmod" for inner in child.children
    }
    negated = (
        bool(words & {"not", "n't", "never", "hardly", "nor", "neither", "little"})
        or {"no", "longer"} <= words
    )
    able = bool(words & {"could", "can", "ca", "cannot"})
    things = [*slots.get("prep.on", []), *slots.get("prep.upon", []), *slots.get("prep.to", [])]
    kept = [each for each in things if each.lemma_.lower() in PROTECTION or ids_at(weights.reading, [each])]
    who = weights.on(slots.get("subj", []))
    if verb.pos_ == "VERB" and negated and able and kept and who and slots.get("subj"):
        span = predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, who, f"cannot-rely.{cue.name}", 0.7, weights.sentence)


def offers(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had proposed a six-month standstill", "submitted a plan under which Eritrea would pull back"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    doers = _outside(weights, slots.get("subj", []))
    things = [each for first in slots.get("obj", []) for each in conjuncts(first)]
    plan = [each for each in things if weights.has(each, "plan")]
    if doers and plan:
        near = [*slots.get("prep.to", []), *slots.get("iobj", []), *plan]
        span = predicate_span(verb, weights.sentence)
        who = _on(weights, near, doers)
        yield from made(weights.candidate(span, cue.kind, who, f"offers.{cue.name}", 0.66, verb))


def demands(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the General Assembly demands a Soviet withdrawal", "a draft demanding a cease-fire"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    subjects = slots.get("subj", []) or ([verb.head] if verb.dep_ == "acl" else [])
    doers = _outside(weights, subjects)
    paper = any(each.lemma_.lower() in {"draft", "resolution", "text", "motion", "note"} for each in subjects)
    things = [each for first in slots.get("obj", []) for each in conjuncts(first)]
    truce = [
        each for each in things if weights.has(each, "truce") and each.lemma_.lower() not in {"end", "halt"}
    ]
    if truce and (doers or paper):
        own = doers or list(ids_at(weights.reading, subjects))
        if _states_of(weights, own) & set(weights.focus.main):
            return
        who = _on(weights, [*truce, *(c for each in truce for c in each.children)], own)
        span = weights.told(verb) if verb.dep_ != "acl" else predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"demands.{cue.name}", 0.68, verb))


def threatened(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "although the Council had threatened measures": told as gone before, a threat holds back."""
    verb = head_of(covered)
    before = any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)
    if (
        verb.pos_ != "VERB"
        or is_passive(verb)
        or not before
        or verb.dep_ not in {"advcl", "pcomp", "relcl", "ccomp"}
    ):
        return
    slots = verb_slots(verb)
    doers = ids_at(weights.reading, slots.get("subj", []))
    official = [id for id in doers if kind_of(weights.reading, id) in OUTSIDE]
    content = [
        *slots.get("obj", []),
        *slots.get("xcomp", []),
        *slots.get("ccomp", []),
        *slots.get("prep.with", []),
    ]
    if official and content:
        who = _on(weights, slots.get("obj", []), doers)
        if who and not weights.status(verb).polarity:
            span = clause_span(verb, weights.sentence)
            yield Candidate(*span, cue.kind, who, f"threatened.{cue.name}", 0.67, weights.sentence)


def penalizes(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "imposed an arms embargo on both parties": by others than the two."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "xcomp"}:
        return
    slots = verb_slots(verb)
    things = [each for first in slots.get("obj", []) for each in conjuncts(first)]
    subjects = slots.get("subj", [])
    if not any(each.lemma_.lower() in {"sanction", "embargo", "boycott", "quarantine"} for each in things):
        return
    doers = ids_at(weights.reading, subjects)
    if doers and not _outside(weights, subjects):
        return
    near = [*slots.get("prep.on", []), *slots.get("prep.against", []), *slots.get("obj.prep.on", [])]
    near += slots.get("obj.prep.against", [])
    near += [
        inner
        for each in things
        for c in each.children
        if c.lower_ in {"on", "against"}
        for inner in c.children
    ]
    who = _on(weights, near, doers)
    if near and who:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"penalizes.{cue.name}", 0.67, verb))


def under(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "under League sanctions", "is under strain"."""
    noun = head_of(covered)
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ != "under":
        return
    host = above.head
    if host.pos_ in {"VERB", "AUX"}:
        slots = verb_slots(host)
        bearers = slots.get("obj", []) if is_passive(host) else slots.get("subj", [])
    else:
        bearers = [host]
    who = weights.on(bearers) if ids_at(weights.reading, bearers, owner=True) else ()
    if "assailed" in cue.flags:  # "under attack at home", "under fire from the press"
        inner = [each for child in [*noun.children, *host.children] for each in child.children]
        if not any(weights.has(each, "voice", "people") or each.lower_ == "home" for each in inner):
            return
    if who:
        kept = [each for each in above.subtree if each.dep_ != "relcl"]
        span = tokens_span(kept, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"under.{cue.name}", 0.68, above))


def wavers(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "France's clients began to look for other friends", "the allies were divided"."""
    noun = head_of(covered)
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"} or noun.tag_ != "NNS":
        return
    told = [
        verb,
        *verb_slots(verb).get("xcomp", []),
        *(c for c in verb.children if c.dep_ in {"acomp", "prep", "attr"}),
    ]
    told += [inner for c in told[1:] if c.dep_ == "prep" for inner in c.subtree]
    if not any(weights.has(each, "wavers") for each in told):
        return
    owners = [child for child in noun.children if child.dep_ == "poss"]
    who = weights.on(owners)
    if who:
        yield from made(
            weights.candidate(weights.told(verb), cue.kind, who, f"wavers.{cue.name}", 0.67, noun)
        )


ALLIES: dict[str, Pattern] = {
    "alone": alone,
    "stays-out": stays_out,
    "cannot-rely": cannot_rely,
    "offers": offers,
    "demands": demands,
    "threatened": threatened,
    "penalizes": penalizes,
    "under": under,
    "allied": wavers,
}
