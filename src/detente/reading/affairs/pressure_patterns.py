"""The patterns that make a pressure of the cues of a sentence: one function a flag."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_adjective, head_of, slots_around
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_allies import ALLIES
from detente.reading.affairs.pressure_crowds import CROWDS
from detente.reading.affairs.pressure_face import FACE
from detente.reading.affairs.pressure_home import HOME
from detente.reading.affairs.pressure_limits import LIMITS
from detente.reading.affairs.pressure_losses import LOSSES
from detente.reading.affairs.pressure_lows import LOWS
from detente.reading.affairs.pressure_means import MEANS
from detente.reading.affairs.pressure_more import MORE
from detente.reading.affairs.pressure_outsiders import OUTSIDERS
from detente.reading.affairs.pressure_people import PEOPLE
from detente.reading.affairs.pressure_rule import RULE
from detente.reading.affairs.pressure_shame import SHAME
from detente.reading.affairs.pressure_states import STATES
from detente.reading.affairs.pressure_trends import (
    bearers_of,
    delayed_election,
    graded,
    increase,
    looms,
    own_phrase,
    pushed,
)
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import (
    LOOSE,
    clause_span,
    noun_span,
    phrase_span,
    predicate_span,
    tokens_span,
)
from detente.reading.base import conjuncts, phrase
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

LISTING = frozenset({"as", "including", "like"})


JOINED = frozenset({"with", "by", "amid", "amidst"})


REBELLION = frozenset(
    (
        "insurgency rebellion insurrection revolt uprising guerrilla rebel separatist separatism militancy "
        "secession secessionist extremism war terrorism insurgent jihadist militant"
    ).split()
)


def enumerated(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Challenges such as A, B and C, coupled with D": each is a pressure."""
    noun = head_of(covered)
    if noun.dep_ in {"compound", "amod"}:
        return
    listed: list[Token] = []
    for child in [*noun.children, *(noun.head.children if noun.dep_ == "nsubj" else ())]:
        if _lists(child) and child.i > noun.i and child.head == noun:
            listed.extend(
                each
                for inner in child.children
                if inner.dep_ in {"pobj", "dobj"}
                for each in conjuncts(inner)
            )
        elif child.dep_ in {"acl", "advcl", "prep"} and child.lower_ in {
            "coupled",
            "combined",
            "along",
            "together",
        }:
            for preposition in child.children:
                if preposition.lower_ in JOINED:
                    listed.extend(
                        each
                        for inner in preposition.children
                        if inner.dep_ == "pobj"
                        for each in conjuncts(inner)
                    )
    if not any(_lists(child) for child in noun.children):
        return
    for each in listed:
        joined = [
            inner
            for child in each.subtree
            if child.lower_ in {"coupled", "combined"}
            for inner in _with_objects(child)
        ]
        for thing in [each, *joined]:
            if thing.pos_ in {"NOUN", "PROPN", "VERB"}:
                span = phrase_span(thing, weights.sentence)
                kind = weights.kind_of_phrase(own_phrase(thing))
                yield from made(weights.candidate(span, kind, weights.on([]), "enumerated", 0.8, noun))


def _lists(word: Token) -> bool:
    """Whether a preposition opens a list of examples: "such as", "including"."""
    if word.dep_ not in {"prep", "acl"} or word.lower_ not in LISTING:
        return False
    return word.lower_ != "as" or (word.i > 0 and word.doc[word.i - 1].lower_ == "such")


def _with_objects(participle: Token) -> list[Token]:
    return [
        each
        for preposition in participle.children
        if preposition.lower_ in JOINED
        for inner in preposition.children
        if inner.dep_ == "pobj"
        for each in conjuncts(inner)
    ]


def facing(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "X faced economic hardship and unrest", "beset by rebellion": what weighs on the one who faces it."""
    verb = head_of(covered)
    if verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    bearers = slots.get("obj", []) if passive else slots.get("subj", [])
    things = [*slots.get("subj", []), *slots.get("prep.in", []), *slots.get("prep.with", [])]
    hitting = "hitting" in cue.flags and not passive
    if hitting:
        bearers, things = slots.get("obj", []), slots.get("subj", [])
    elif not passive:
        things = [*slots.get("obj", []), *slots.get("prep.with", [])]
    for first in things:
        if first.pos_ != "NOUN" and not weights.has(first, "slump"):
            continue
        members = conjuncts(first)
        for thing in members:
            words = own_phrase(thing)
            if not any(weights.kind_at(word) or weights.has(word, "posed") for word in words):
                continue
            weighty = _weighs(weights, words) or _by_itself(weights, thing, words)
            if not weighty or weights.has(thing, "pressure"):
                continue
            span = phrase_span(thing, weights.sentence)
            kind = weights.kind_of_phrase(words)
            yield from made(
                weights.candidate(span, kind, weights.on(bearers), f"facing.{cue.name}", 0.72, verb)
            )


def _weighs(weights: Weights, words: list[Token]) -> bool:
    """Whether a phrase names trouble, not only a topic ("attacks" alone may be the enemy's)."""
    if any(weights.has(word, "strong", "worse", "inside", "posed", "capacity", "suffered") for word in words):
        return True
    specific = any((weights.kind_at(word) or "general") != "general" for word in words)
    return specific and any(weights.has(word, "frame", "more") for word in words)


TROUBLES = frozenset(
    {"economy", "elections", "unrest", "leadership change", "public opinion", "weak capacity"}
)


def _by_itself(weights: Weights, thing: Token, words: list[Token]) -> bool:
    """Whether who faces it is troubled whatever its size: drought, elections, protests, an insurgency."""
    kind = weights.kind_of_phrase(words, "")
    at_thing = weights.kind_at(thing)
    if kind == "insurgency":
        return thing.lemma_.lower() in REBELLION or weights.has(thing, "strong")
    return kind in TROUBLES and (at_thing == kind or weights.has(thing, "strong", "voice"))


def weary(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "a public weary of inflation and strikes": each thing that they are tired of."""
    word = head_of(covered)
    for preposition in word.children:
        if preposition.lower_ not in {"of", "over", "with", "by", "about", "at"}:
            continue
        for first in preposition.children:
            for thing in conjuncts(first):
                kind = weights.kind_of_phrase(own_phrase(thing), "")
                if thing.pos_ == "NOUN" and kind in TROUBLES | {"insurgency"}:
                    span = phrase_span(thing, weights.sentence)
                    who = weights.on([])
                    yield from made(weights.candidate(span, kind, who, f"weary.{cue.name}", 0.68, word))


def posed(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the threat posed by X"."""
    noun = head_of(covered)
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.lemma_.lower() in {"pose", "present", "create"}:
            agents = verb_slots(clause).get("subj", [])
            kind = weights.kind_of_phrase([word for agent in agents for word in agent.subtree] or [noun])
            kind = kind if kind != "general" or not agents else "general"
            victims = weights.victim_of(ids_at(weights.reading, agents))
            yield from made(
                weights.candidate(phrase_span(noun, weights.sentence), kind, victims, "posed-by", 0.74, noun)
            )


def strong(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "domestic unrest", "public outcry": weighs wherever it is stated."""
    noun = head_of(covered)
    if noun.dep_ in {"compound", "amod"} or noun.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return
    span = noun_span(noun, weights.sentence)
    yield from made(
        weights.candidate(span, cue.kind, bearers_of(weights, noun), f"strong.{cue.name}", 0.66, noun)
    )


def suffered(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "suffered a setback"."""
    noun = head_of(covered)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in {
        "suffer",
        "sustain",
        "experience",
        "meet",
        "receive",
        "take",
        "endure",
    }:
        who = weights.on(verb_slots(verb).get("subj", []))
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, "weak capacity", who, f"suffered.{cue.name}", 0.7, verb))


def group_acts(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """An armed group that steps up what it does, or unleashes chaos."""
    verb = head_of(covered)
    if verb.pos_ != "VERB":
        return
    slots = verb_slots(verb)
    ids = ids_at(weights.reading, slots.get("subj", []))
    if not ids or any(kind_of(weights.reading, id) != "armed group" for id in ids):
        return
    objects = [*slots.get("obj", []), *slots.get("prep.to", []), *slots.get("prt", [])]
    words = [word for thing in objects for word in thing.subtree]
    comparative = any(word.tag_ in {"JJR", "RBR"} or word.lower_ in {"up", "more"} for word in words)
    havoc = any(weights.has(word, "havoc") for word in words)
    grown = cue.words[0] in {"intensify", "escalate", "expand", "increase"} and bool(words)
    if comparative or havoc or grown:
        top = (
            verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in {"begin", "start", "continue"} else verb
        )
        span = clause_span(top, weights.sentence) if not havoc else predicate_span(verb, weights.sentence)
        yield from made(
            weights.candidate(span, "insurgency", weights.victim_of(ids), f"group.{cue.name}", 0.7, verb)
        )


def wears(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the war and an election eroded his authority": each circumstance presses on him."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    worn = [thing for thing in slots.get("obj", []) if weights.has(thing, "worn")]
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not worn:
        return
    who = weights.on([child for child in worn[0].children if child.dep_ == "poss"] or worn)
    for first in slots.get("subj", []):
        for thing in conjuncts(first):
            kind = weights.kind_of_phrase(own_phrase(thing), "")
            if kind and thing.pos_ == "NOUN" and not ids_at(weights.reading, [thing]):
                span = phrase_span(thing, weights.sentence)
                yield from made(weights.candidate(span, kind, who, f"wears.{cue.name}", 0.68, verb))


def isolates(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "leaving the king without friends abroad"."""
    word = head_of(covered)
    if word.dep_ == "amod":
        return
    status = weights.status(word)
    if word.tag_ in {"VBG", "VB"} or status.modality not in {"asserted"} or status.polarity:
        return
    slots = (
        around_adjective(word)
        if word.dep_ in {"acomp", "oprd", "xcomp", "ccomp", "conj"}
        else verb_slots(word)
    )
    who = ids_at(
        weights.reading,
        slots.get("subj", []) if word.pos_ != "VERB" else slots.get("obj", slots.get("subj", [])),
    )
    top = (
        word.head
        if word.head.lemma_.lower() in {"leave", "make", "keep", "render", "become", "remain", "find"}
        else word
    )
    yield from made(
        weights.candidate(
            predicate_span(top, weights.sentence),
            cue.kind,
            tuple(who) or weights.on([]),
            "isolated",
            0.74,
            top,
        )
    )


def sides(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the League sided with X": weighs on the other side."""
    verb = head_of(covered)
    favoured = ids_at(weights.reading, slots_around(verb).get("prep.with", []))
    if verb.pos_ != "NOUN" and favoured:
        kept = [
            verb,
            *(each for child in verb.children if child.dep_ == "nsubj" for each in own_phrase(child)),
        ]
        kept += [
            each for child in verb.children if child.lower_ == "with" for each in phrase(child, without=LOOSE)
        ]
        span = tokens_span(kept, weights.sentence)
        backed = {country_of(weights.reading, id) or id for id in favoured}
        others = tuple(id for id in weights.focus.main if id not in backed)
        if any(each.lower_ == "only" for each in [*verb.children, *kept]):
            others = tuple(sorted(backed))  # "only X sided with them": they stand alone
        yield from made(weights.candidate(span, cue.kind, others, "sided-with", cue.confidence, verb))


PATTERNS: dict[str, Pattern] = {
    "enumerates": enumerated,
    "facing": facing,
    "weary": weary,
    "posed": posed,
    "strong": strong,
    "topic": graded,
    "increase": increase,
    "looms": looms,
    "pushed": pushed,
    "of-election": delayed_election,
    "suffered": suffered,
    "group-acts": group_acts,
    "wears": wears,
    "isolates": isolates,
    "sides": sides,
    **FACE,
    **PEOPLE,
    **STATES,
    **LOWS,
    **LIMITS,
    **OUTSIDERS,
    **HOME,
    **RULE,
    **LOSSES,
    **CROWDS,
    **SHAME,
    **ALLIES,
    **MEANS,
    **MORE,
}
